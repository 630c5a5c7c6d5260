"""The contract's scalars. What they refuse becomes a BAD_USER_INPUT error that names the input field."""

import datetime as dt
import decimal
import re
from typing import Any, NewType

import phonenumbers
import strawberry
from strawberry.types.scalar import ScalarDefinition

from services.platform.people import is_zone

Long = NewType("Long", int)
PhoneNumber = NewType("PhoneNumber", str)
TimeZone = NewType("TimeZone", str)
Cursor = NewType("Cursor", str)

_LARGEST = 2**53 - 1
_LONGEST_DECIMAL = 40
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# RFC 3339, section 5.6; Python's own reader takes other forms of ISO 8601, too.
_INSTANT = re.compile(
    _DAY.pattern + r"[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)
# Without letters, for which the library would put the digits of their keys, and without an extension.
_PHONE = re.compile(r"\+[0-9 ().-]+")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def show_instant(value: dt.datetime) -> str:
    """RFC 3339 in UTC, with milliseconds where there are any."""
    value = value.astimezone(dt.UTC)
    precision = "milliseconds" if value.microsecond else "seconds"
    return value.isoformat(timespec=precision).removesuffix("+00:00") + "Z"


def _read_instant(value: Any) -> dt.datetime:
    try:
        if not _INSTANT.fullmatch(value):
            raise ValueError
        return dt.datetime.fromisoformat(value.upper()).astimezone(dt.UTC)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("Not an instant such as 2026-03-01T06:00:00Z.") from None


def _read_date(value: Any) -> dt.date:
    try:
        if not _DAY.fullmatch(value):
            raise ValueError
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("Not a date such as 2026-03-01.") from None


def _read_time(value: Any) -> dt.time:
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise ValueError("Not a time such as 06:30.")
    return dt.time.fromisoformat(value)


def _read_long(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        raise ValueError("Not a whole number within ±(2^53 − 1).")
    return value


def _read_decimal(value: Any) -> decimal.Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float) or len(str(value)) > _LONGEST_DECIMAL:
        raise ValueError("Not a decimal number such as 2.5.")
    if not _NUMBER.fullmatch(str(value)):
        raise ValueError("Not a decimal number such as 2.5.")
    return decimal.Decimal(str(value))


def _read_phone(value: Any) -> str:
    try:
        number = phonenumbers.parse(value if _PHONE.fullmatch(value) else "", None)
    except (TypeError, phonenumbers.NumberParseException):
        raise ValueError("Not a phone number such as +2348012345678.") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError("Not a phone number such as +2348012345678.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _read_zone(value: Any) -> str:
    if not isinstance(value, str) or not is_zone(value):
        raise ValueError("Not an IANA time zone such as Africa/Lagos.")
    return value


def _read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("Not a text.")
    return value


def _show_decimal(value: decimal.Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


SCALARS: dict[object, ScalarDefinition] = {
    dt.datetime: strawberry.scalar(
        name="DateTime",
        description="An instant, RFC 3339 in UTC with the suffix Z.",
        serialize=show_instant,
        parse_value=_read_instant,
    ),
    dt.date: strawberry.scalar(
        name="Date",
        description="A calendar date, ISO 8601, without a zone.",
        serialize=dt.date.isoformat,
        parse_value=_read_date,
    ),
    dt.time: strawberry.scalar(
        name="Time",
        description="A wall-clock time HH:MM, without a zone.",
        serialize=lambda value: value.strftime("%H:%M"),
        parse_value=_read_time,
    ),
    decimal.Decimal: strawberry.scalar(
        name="Decimal",
        description="An exact decimal number, sent as a JSON string.",
        serialize=_show_decimal,
        parse_value=_read_decimal,
    ),
    Long: strawberry.scalar(
        name="Long",
        description="A 64-bit integer sent as a JSON number, within ±(2^53 − 1).",
        serialize=int,
        parse_value=_read_long,
    ),
    PhoneNumber: strawberry.scalar(
        name="PhoneNumber",
        description="An E.164 phone number, such as +2348012345678.",
        serialize=str,
        parse_value=_read_phone,
    ),
    TimeZone: strawberry.scalar(
        name="TimeZone",
        description="An IANA time zone name, such as Africa/Lagos.",
        serialize=str,
        parse_value=_read_zone,
    ),
    Cursor: strawberry.scalar(
        name="Cursor",
        description="An opaque position in a stream or list. Clients store it and send it back; they never read it.",
        serialize=str,
        parse_value=_read_text,
    ),
}
