"""What the contract's scalars take, and what they do not."""

import datetime as dt
import decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.types.scalars import SCALARS, Long, PhoneNumber, TimeZone, show_instant


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


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-12-01T06:00:00Z", "2026-12-01T06:00:00Z"),
        ("2026-12-01t06:00:00z", "2026-12-01T06:00:00Z"),
        ("2026-12-01T06:00:00.5Z", "2026-12-01T06:00:00.500Z"),
        ("2026-12-01T06:00:00.123456789Z", "2026-12-01T06:00:00.123Z"),
        ("2026-12-01T06:00:00+01:00", "2026-12-01T05:00:00Z"),
        ("2026-12-01T06:00:00-05:30", "2026-12-01T11:30:00Z"),
        ("2026-12-01T06:00:00-00:00", "2026-12-01T06:00:00Z"),
    ],
)
def test_an_instant(text: str, instant: str) -> None:
    assert show_instant(read(dt.datetime, text)) == instant


@pytest.mark.parametrize(
    "text",
    [
        "2026-W49-1T06:00:00Z",
        "20261201T060000Z",
        "2026-12-01T06Z",
        "2026-12-01T06:00Z",
        "2026-12-01T06:00:00,5Z",
        "2026-12-01T06:00:00.Z",
        "2026-12-01T06:00:00",
        "2026-12-01T06:00:00+0100",
        "2026-12-01T06:00:00+01",
        "2026-12-01T06:00:00+01:00:30",
        "2026-12-01T06:00:00+24:00",
        "2026-12-01 06:00:00Z",
        "2026-12-01T24:00:00Z",
        "2026-12-01T06:00:00Z\n",
        "2026-02-30T06:00:00Z",
        "0000-12-01T06:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "٢٠٢٦-12-01T06:00:00Z",
        "2026-12-01",
        "",
        1_796_104_800,
        None,
    ],
)
def test_what_is_no_instant(text: Any) -> None:
    with pytest.raises(ValueError, match=r"^Not an instant such as 2026-03-01T06:00:00Z\.$"):
        read(dt.datetime, text)


@pytest.mark.parametrize("text", ["+2348012345678", "+234 801 234 5678", "+234 (0) 801-234-5678", "+234.801.234.5678"])
def test_a_phone_number(text: str) -> None:
    assert read(PhoneNumber, text) == "+2348012345678"


@pytest.mark.parametrize(
    "text",
    [
        "+2348012345678;ext=5",
        "+2348012345678 ext. 5",
        "+2348012345678x5",
        "+2348012345678#5",
        "+2348012345678/9",
        "+1800FLOWERS",
        "tel:+2348012345678",
        "08012345678",
        "+",
        "+0",
        "++2348012345678",
        "+٢٣٤٨٠١٢٣٤٥٦٧٨",
        "+2348012345678" * 30,
        "",
        2_348_012_345_678,
        None,
    ],
)
def test_what_is_no_phone_number(text: Any) -> None:
    with pytest.raises(ValueError, match=r"^Not a phone number such as \+2348012345678\.$"):
        read(PhoneNumber, text)


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


SENT = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.text("+-.:TZtz0123456789", max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


REFUSALS = {
    "Not an instant such as 2026-03-01T06:00:00Z.",
    "Not a date such as 2026-03-01.",
    "Not a time such as 06:30.",
    "Not a decimal number such as 2.5.",
    "Not a whole number within ±(2^53 − 1).",
    "Not a phone number such as +2348012345678.",
    "Not an IANA time zone such as Africa/Lagos.",
    "Not a text.",
}


def refusal_of(scalar: Any, value: Any) -> str | None:
    try:
        read(scalar, value)
    except ValueError as refusal:
        return str(refusal)
    return None


@pytest.mark.parametrize("scalar", SCALARS, ids=lambda scalar: SCALARS[scalar].name)
@given(value=SENT)
def test_whatever_is_sent_is_read_or_refused(scalar: Any, value: Any) -> None:
    assert refusal_of(scalar, value) in {None, *REFUSALS}


@given(st.datetimes(timezones=st.just(dt.UTC)))
def test_an_instant_that_is_shown_is_read(instant: dt.datetime) -> None:
    assert read(dt.datetime, show_instant(instant)) == instant.replace(microsecond=instant.microsecond // 1000 * 1000)


@given(st.integers(-(2**60), 2**60))
def test_whole_numbers_end_where_clients_lose_them(number: int) -> None:
    if abs(number) < 2**53:
        assert read(Long, number) == number
    else:
        with pytest.raises(ValueError, match=r"^Not a whole number"):
            read(Long, number)
