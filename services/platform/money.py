"""Money: whole minor units with their currency. Rounding happens once a line, half to even."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from babel.core import Locale, UnknownLocaleError
from babel.numbers import format_decimal, get_currency_precision, get_currency_symbol, is_currency

LARGEST_MINOR = 1_000_000_000_000
"""In minor units of any currency: no price and no wallet comes near the largest number that JSON clients can hold."""
_EXPONENTS = {"UGX": 0, "XOF": 0, "XAF": 0, "RWF": 0, "BIF": 0, "TND": 3, "LYD": 3}
_NO_MONEY = frozenset({"XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XBA", "XBB", "XBC", "XBD", "XDR", "XSU", "XUA"})
_SYMBOLS = {"NGN": "₦", "GHS": "GH₵", "KES": "KSh", "UGX": "USh", "ZAR": "R"}


def exponent(currency: str) -> int:
    """How many minor digits a currency has in ISO 4217, which knows some of Africa's better than CLDR."""
    return _EXPONENTS.get(currency, get_currency_precision(currency))


def is_known(currency: str) -> bool:
    """True for an ISO 4217 code of money: some stand for metals, tests and nothing at all."""
    return currency not in _NO_MONEY and len(currency) == len("NGN") and currency.isupper() and is_currency(currency)


def to_minor(amount: Decimal, currency: str) -> int:
    """Major units to whole minor units."""
    return round_minor(amount.scaleb(exponent(currency)))


def round_minor(amount: Decimal) -> int:
    """Fractional minor units to whole ones, half to even."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of `currency` (ISO 4217)."""

    amount_minor: int
    currency: str

    def formatted(self, locale: str = "en") -> str:
        """As a person of that locale writes it, such as ₦12,000.00. An unknown locale reads as English."""
        try:
            return self._written(Locale.parse(locale, sep="-" if "-" in locale else "_"))
        except (UnknownLocaleError, ValueError):
            return self._written(Locale("en"))

    def _written(self, locale: Locale) -> str:
        digits = exponent(self.currency)
        symbol = _SYMBOLS.get(self.currency) or get_currency_symbol(self.currency, locale)
        space = "\u00a0" if symbol[-1].isalpha() else ""
        pattern = f"'{symbol}{space}'#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(Decimal(self.amount_minor).scaleb(-digits), format=pattern, locale=locale)


def written(money: Money) -> str:
    """With the currency's code, in ASCII, such as NGN 12,000.00: for where no symbol can be shown."""
    digits = exponent(money.currency)
    return f"{money.currency} {Decimal(money.amount_minor).scaleb(-digits):,.{digits}f}"
