"""Currencies as ISO 4217 has them, where CLDR has others."""

import pytest
from babel.core import get_global

from services.platform.money import Money, exponent, is_known

# CLDR still has the lev, which the euro has followed.
GONE = {"BGN"}


@pytest.mark.parametrize(
    "currency", ["AFN", "ALL", "IRR", "KPW", "LAK", "LBP", "MGA", "MMK", "RSD", "SOS", "SYP", "YER"]
)
def test_small_coins_count_though_nobody_strikes_them(currency: str) -> None:
    assert (exponent(currency), is_known(currency)) == (2, True)


@pytest.mark.parametrize("currency", ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
def test_thousandths(currency: str) -> None:
    assert (exponent(currency), is_known(currency)) == (3, True)


@pytest.mark.parametrize("currency", ["BIF", "DJF", "GNF", "KMF", "RWF", "UGX", "XAF", "XOF", "JPY", "ISK"])
def test_whole_coins(currency: str) -> None:
    assert (exponent(currency), is_known(currency)) == (0, True)


@pytest.mark.parametrize(
    "code",
    ["DEM", "XEU", "ZWD", "ZWL", "SLL", "CHW", "CLF", "UYW", "USN", "XXX", "XTS", "XAU", "XDR", "ngn", "", "NGN\0"],
)
def test_what_nobody_pays_with_is_not_known(code: str) -> None:
    assert not is_known(code)


def test_every_currency_that_is_tender_somewhere_is_known() -> None:
    uses = [use for territory in get_global("territory_currencies").values() for use in territory]
    tender = {code for code, _, ended, is_tender in uses if is_tender and ended is None}

    assert {code for code in tender if not is_known(code)} == GONE


def test_shillings_of_somalia_are_written_with_their_cents() -> None:
    assert Money(150_000, "SOS").formatted("en") == "SOS\xa01,500.00"
