"""Money: whole minor units with their currency. Rounding happens once a line, half to even."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from babel.core import Locale, UnknownLocaleError
from babel.numbers import format_decimal, get_currency_symbol

LARGEST_MINOR = 1_000_000_000_000
"""In minor units of any currency: no price and no wallet comes near the largest number that JSON clients can hold."""
_CODES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    2: """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE
    CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR
    KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB
    PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY
    TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
    """,
    3: "BHD IQD JOD KWD LYD OMR TND",
}
"""ISO 4217, list one (SIX, 2026), by minor digits: what people pay with today, no funds, metals or codes for tests."""
_EXPONENTS = {code: digits for digits, codes in _CODES.items() for code in codes.split()}
_SYMBOLS = {"NGN": "₦", "GHS": "GH₵", "KES": "KSh", "UGX": "USh", "ZAR": "R"}


def exponent(currency: str) -> int:
    """How many minor digits a currency has in ISO 4217. CLDR counts those that are no longer coined as none."""
    return _EXPONENTS.get(currency, 2)


def is_known(currency: str) -> bool:
    """True for the ISO 4217 code of money that is in use."""
    return currency in _EXPONENTS


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
