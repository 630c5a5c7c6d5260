"""What a job costs: pure arithmetic, and the sum that is shown (semantics, section 2)."""

import re
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import AreaUnit, PricingBasis
from services.platform.area import Area
from services.platform.money import exponent, to_minor
from services.requests.pricing import Capacity, Tariff, quote, work_hours

CURRENCIES = ("UGX", "XOF", "NGN", "KES", "GHS", "TND")
PLOUGH = Capacity(Decimal("1.2"), Decimal(7), Decimal("0.85"))
QUARTERS = {"step": Decimal("0.25"), "least": Decimal(1)}
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")

areas = st.decimals("0.0001", "5000", places=4)
minors = st.integers(1, 10**12)
tariffs = st.builds(
    Tariff,
    currency=st.sampled_from(CURRENCIES),
    basis=st.sampled_from(PricingBasis),
    rate_minor=minors,
    travel_base_minor=st.integers(0, 10**9),
    travel_per_km_minor=st.integers(0, 10**6),
    free_km=st.decimals(0, 100, places=1),
    minimum_minor=st.sampled_from([0, 1, 10**6, 10**15]),
)


def tariff(**changes: object) -> Tariff:
    whole = {
        "currency": "NGN",
        "basis": PricingBasis.PER_HOUR,
        "rate_minor": 1_200_000,
        "travel_base_minor": 0,
        "travel_per_km_minor": 0,
        "free_km": Decimal(0),
        "minimum_minor": 0,
        **changes,
    }
    return Tariff(**whole)  # type: ignore[arg-type]


def evaluated(formula: str, currency: str) -> tuple[int, int]:
    """The left and the right of the sum, in minor units, worked out as its reader would."""
    left, right = formula.split(" = ")
    work, travel = left.rsplit(" + ", 1)
    amounts = [Decimal(text.replace(",", "")) for text in _NUMBER.findall(work)]
    product = to_minor(amounts[0] * amounts[1], currency)
    if work.startswith("max("):
        product = max(product, to_minor(amounts[2], currency))
    shown = [Decimal(_NUMBER.findall(text)[0].replace(",", "")) for text in (travel, right)]
    return product + to_minor(shown[0], currency), to_minor(shown[1], currency)


@given(tariffs, areas, st.floats(0, 500))
def test_the_shown_sum_is_the_total_to_the_minor_unit(prices: Tariff, hectares: Decimal, km: float) -> None:
    hours = work_hours(hectares, PLOUGH, **QUARTERS)

    made = quote(prices, hours=hours, hectares=hectares, road_km=km)

    assert evaluated(made.formula, prices.currency) == (made.total_minor, made.total_minor)
    assert made.total_minor == made.work_minor + made.travel_fee_minor


@given(tariffs, areas, st.floats(0, 500))
def test_each_line_is_rounded_once(prices: Tariff, hectares: Decimal, km: float) -> None:
    hours = work_hours(hectares, PLOUGH, **QUARTERS)
    quantity = hours if prices.basis is PricingBasis.PER_HOUR else hectares
    road = Decimal(str(km)).quantize(Decimal(1))
    whole = Decimal(1)

    made = quote(prices, hours=hours, hectares=hectares, road_km=km)

    work = (quantity * prices.rate_minor).quantize(whole, ROUND_HALF_EVEN)
    beyond = max(Decimal(0), road - prices.free_km)
    travel = (prices.travel_base_minor + prices.travel_per_km_minor * beyond).quantize(whole, ROUND_HALF_EVEN)
    assert made.work_minor == max(int(work), prices.minimum_minor)
    assert made.travel_fee_minor == int(travel)


@given(areas)
def test_hours_are_quarters_enough_for_the_field_and_none_too_many(hectares: Decimal) -> None:
    hours = work_hours(hectares, PLOUGH, **QUARTERS)

    assert hours >= 1
    assert hours % Decimal("0.25") == 0
    done = hours * PLOUGH.hectares_per_hour
    assert done >= hectares or (hectares - done) < Decimal("1e-20")
    assert hours == 1 or (hours - Decimal("0.25")) * PLOUGH.hectares_per_hour < hectares


@pytest.mark.parametrize(
    ("hectares", "hours"),
    [("0.0001", "1"), ("0.714", "1"), ("0.7141", "1.25"), ("0.8925", "1.25"), ("2", "3"), ("2.142", "3")],
)
def test_hours_of_ploughing(hectares: str, hours: str) -> None:
    # 1.2 m wide at 7 km/h with an efficiency of 0.85 are 0.714 ha an hour.
    assert work_hours(Decimal(hectares), PLOUGH, **QUARTERS) == Decimal(hours)


@pytest.mark.parametrize(
    ("changes", "formula", "total"),
    [
        ({}, "2.5 h × ₦12,000.00 + ₦0.00 = ₦30,000.00", 3_000_000),
        ({"travel_base_minor": 300_000}, "2.5 h × ₦12,000.00 + ₦3,000.00 = ₦33,000.00", 3_300_000),
        (
            {"travel_base_minor": 100_000, "travel_per_km_minor": 10_000, "free_km": Decimal(2)},
            "2.5 h × ₦12,000.00 + ₦2,000.00 = ₦32,000.00",
            3_200_000,
        ),
        ({"minimum_minor": 5_000_000}, "max(2.5 h × ₦12,000.00, ₦50,000.00) + ₦0.00 = ₦50,000.00", 5_000_000),
        ({"minimum_minor": 1}, "2.5 h × ₦12,000.00 + ₦0.00 = ₦30,000.00", 3_000_000),
        ({"basis": PricingBasis.PER_HECTARE}, "1.75 ha × ₦12,000.00 + ₦0.00 = ₦21,000.00", 2_100_000),
        ({"currency": "UGX", "rate_minor": 33_333}, "2.5 h × USh\xa033,333 + USh\xa00 = USh\xa083,332", 83_332),
        ({"currency": "TND", "rate_minor": 33_333}, "2.5 h × TND\xa033.333 + TND\xa00.000 = TND\xa083.332", 83_332),
    ],
)
def test_the_formula_as_a_person_would_write_it(changes: dict[str, object], formula: str, total: int) -> None:
    made = quote(tariff(**changes), hours=Decimal("2.5"), hectares=Decimal("1.75"), road_km=12.4)

    assert (made.formula, made.total_minor) == (formula, total)


@pytest.mark.parametrize(
    ("currency", "digits"), [("UGX", 0), ("XOF", 0), ("NGN", 2), ("KES", 2), ("GHS", 2), ("TND", 3)]
)
def test_currencies_have_their_digits(currency: str, digits: int) -> None:
    assert exponent(currency) == digits


@given(st.decimals("0.0001", "12355", places=4))
def test_an_acre_is_an_acre(acres: Decimal) -> None:
    area = Area(acres, AreaUnit.ACRE)

    assert area.square_metres == (acres * Decimal("4046.8564224")).quantize(Decimal("0.0001"))
    assert area.hectares * 10_000 == area.square_metres
