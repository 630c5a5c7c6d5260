"""What the contract's scalars take, and what they do not."""

import datetime as dt
import decimal
from typing import Any

import pytest

from schema.types.scalars import SCALARS, TimeZone


def read(scalar: Any, value: Any) -> Any:
    parse = SCALARS[scalar].parse_value
    assert parse is not None
    return parse(value)


@pytest.mark.parametrize(
    ("text", "number"), [("2.5", "2.5"), ("-0.10", "-0.10"), ("1e3", "1E+3"), (7, "7"), (0.5, "0.5"), (".5", "0.5")]
)
def test_numbers(text: Any, number: str) -> None:
    assert str(read(decimal.Decimal, text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "1_000",
        " 1",
        "1 ",
        "",
        ".",
        "1e",
        "1e9999",
        "NaN",
        "Infinity",
        "-inf",
        "٣",
        "0x1",
        "1,5",
        True,
        None,
        [],
        "9" * 41,
    ],
)
def test_what_is_no_number(text: Any) -> None:
    with pytest.raises(ValueError, match=r"^Not a decimal number such as 2\.5\.$"):
        read(decimal.Decimal, text)


def test_a_date() -> None:
    assert read(dt.date, "2028-02-29") == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    "text", ["2026-W48-2", "2026-W48-2T", "20261124  ", "2026-11-31", "2026-1-1", "٢٠٢٦-11-24", "", 20261124, None]
)
def test_what_is_no_date(text: Any) -> None:
    with pytest.raises(ValueError, match=r"^Not a date such as 2026-03-01\.$"):
        read(dt.date, text)


@pytest.mark.parametrize("text", ["24:00", "6:30", "06:60", "06:30:00", "٠٦:30", 630, None])
def test_what_is_no_time_of_day(text: Any) -> None:
    with pytest.raises(ValueError, match=r"^Not a time such as 06:30\.$"):
        read(dt.time, text)


@pytest.mark.parametrize("name", ["Africa/Lagos", "UTC", "Pacific/Kiritimati"])
def test_a_zone(name: str) -> None:
    assert read(TimeZone, name) == name


@pytest.mark.parametrize("name", ["localtime", "Factory", "posix/UTC", "Africa/Nowhere", "+01:00", "", 1, None])
def test_what_is_no_zone(name: Any) -> None:
    with pytest.raises(ValueError, match=r"^Not an IANA time zone such as Africa/Lagos\.$"):
        read(TimeZone, name)
