"""Stripe counts some currencies in other units than ISO 4217."""

import pytest

from services.platform.money import Money
from services.providers.payments.port import Succeeded
from services.providers.payments.stripe import read_intent, to_stripe


@pytest.mark.parametrize(
    ("amount", "units"),
    [
        (Money(2_147_483_648, "NGN"), 2_147_483_648),
        (Money(150_000, "UGX"), 15_000_000),
        (Money(99, "XOF"), 99),
        (Money(1_230, "TND"), 1_230),
        (Money(1_234, "TND"), None),
        (Money(500, "ISK"), 50_000),
        (Money(150_000, "MGA"), 1_500),
        (Money(150_001, "MGA"), None),
        (Money(150_000, "SOS"), 150_000),
    ],
)
def test_stripes_units(amount: Money, units: int | None) -> None:
    assert to_stripe(amount) == units


@pytest.mark.parametrize(("currency", "units"), [("UGX", 15_000_000), ("ISK", 15_000_000), ("MGA", 1_500)])
def test_what_stripe_says_is_in_our_units(currency: str, units: int) -> None:
    said = {"id": "pi_1", "status": "succeeded", "amount": units, "currency": currency.lower()}
    assert read_intent(said) == Succeeded("pi_1", Money(150_000, currency))
