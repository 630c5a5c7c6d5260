"""What a job costs. Pure arithmetic in decimals; each line is rounded once, half to even, then the lines are summed."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from models.enums import PricingBasis
from models.tractors import Capability, Service, Tractor
from services.platform.money import Money, round_minor


@dataclass(frozen=True, slots=True)
class Capacity:
    """How fast an implement works; `efficiency` is between 0 and 1."""

    width_m: Decimal
    speed_kmh: Decimal
    efficiency: Decimal

    @classmethod
    def of(cls, capability: Capability, service: Service) -> "Capacity":
        """What the owner stated, else the service's typical figures (ASAE EP496.3, D497)."""
        return cls(
            width_m=_given(capability.working_width_m, service.working_width_m),
            speed_kmh=_given(capability.speed_kmh, service.speed_kmh),
            efficiency=_given(capability.field_efficiency, service.field_efficiency),
        )

    @property
    def hectares_per_hour(self) -> Decimal:
        """Effective field capacity (ASAE EP496.3, section 5)."""
        return self.width_m * self.speed_kmh * self.efficiency / 10


@dataclass(frozen=True, slots=True)
class Tariff:
    """An owner's prices in minor units of `currency`."""

    currency: str
    basis: PricingBasis
    rate_minor: int
    travel_base_minor: int
    travel_per_km_minor: int
    free_km: Decimal
    minimum_minor: int

    @classmethod
    def of(cls, tractor: Tractor, capability: Capability) -> "Tariff":
        return cls(
            currency=tractor.currency,
            basis=tractor.basis,
            rate_minor=capability.rate_override_minor or tractor.rate_minor,
            travel_base_minor=tractor.travel_base_minor,
            travel_per_km_minor=tractor.travel_per_km_minor,
            free_km=Decimal(str(tractor.free_km)),
            minimum_minor=tractor.minimum_charge_minor,
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """A price with the sum that leads to it."""

    currency: str
    basis: PricingBasis
    rate_minor: int
    hours: Decimal
    work_minor: int
    travel_km: Decimal
    travel_fee_minor: int
    formula: str

    @property
    def total_minor(self) -> int:
        return self.work_minor + self.travel_fee_minor


def work_hours(hectares: Decimal, capacity: Capacity, *, step: Decimal, least: Decimal) -> Decimal:
    """Hours in the field, up to the next step."""
    exact = hectares / capacity.hectares_per_hour
    return max(least, (exact / step).to_integral_value(ROUND_CEILING) * step)


def quote(tariff: Tariff, *, hours: Decimal, hectares: Decimal, road_km: float) -> Quote:
    """The price of a job that far from the tractor's base, by whole kilometres: an owner sees them before the place."""
    km = Decimal(str(road_km)).quantize(Decimal(1))
    per_hour = tariff.basis is PricingBasis.PER_HOUR
    quantity = hours if per_hour else hectares
    work = max(round_minor(quantity * tariff.rate_minor), tariff.minimum_minor)
    travel = round_minor(tariff.travel_base_minor + tariff.travel_per_km_minor * max(Decimal(0), km - tariff.free_km))
    return Quote(
        currency=tariff.currency,
        basis=tariff.basis,
        rate_minor=tariff.rate_minor,
        hours=hours,
        work_minor=work,
        travel_km=km,
        travel_fee_minor=travel,
        formula=_formula(tariff, f"{_plain(quantity)} {'h' if per_hour else 'ha'}", work, travel),
    )


def _formula(tariff: Tariff, quantity: str, work: int, travel: int) -> str:
    def shown(minor: int) -> str:
        return Money(minor, tariff.currency).formatted()

    product = f"{quantity} × {shown(tariff.rate_minor)}"
    if tariff.minimum_minor and work == tariff.minimum_minor:
        product = f"max({product}, {shown(tariff.minimum_minor)})"
    return f"{product} + {shown(travel)} = {shown(work + travel)}"


def _given(stated: float | None, typical: Decimal) -> Decimal:
    return typical if stated is None else Decimal(str(stated))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
