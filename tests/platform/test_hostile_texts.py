"""What clients send as an id, a cursor or a language is taken, or refused as what it is not; nothing else is raised."""

import base64
import string
from collections.abc import Callable

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from services.errors import NotFound, ValidationFailed
from services.platform.broadcast import Wakeups
from services.platform.database import Database
from services.platform.ids import Kind, decode, encode
from services.platform.money import LARGEST_MINOR, Money
from services.platform.pages import read_cursor, read_timed_cursor
from services.platform.people import _zones
from services.platform.streams import CursorRefused, StreamName, Streams, _fingerprint

STREAM = StreamName.of_request(uuid7())
IDS = st.text() | st.builds(
    "{}_{}".format, st.sampled_from(Kind), st.text(string.ascii_lowercase + string.digits, min_size=25, max_size=27)
)
CURSORS = (
    st.text()
    | st.text(string.ascii_letters + string.digits + "-_=+/", max_size=48)
    | st.builds(
        lambda start, rest: base64.urlsafe_b64encode(start + rest).decode(),
        st.sampled_from([b"", _fingerprint(STREAM)]),
        st.binary(max_size=32),
    )
)
TAGS = (
    st.text()
    | st.text("aefghinrsuwzANGSU019-_.@", max_size=20)
    | st.sampled_from(locale_identifiers()).map(lambda tag: tag.replace("_", "-"))
)


@given(st.sampled_from(Kind), IDS)
def test_an_id(kind: Kind, text: str) -> None:
    try:
        found = decode(kind, text)
    except NotFound:
        return
    assert encode(kind, found) == text


@pytest.mark.parametrize("reads", [read_cursor, read_timed_cursor])
@given(text=CURSORS)
def test_a_cursor_of_a_list(reads: Callable[[str], object], text: str) -> None:
    try:
        found = reads(text)
    except ValidationFailed:
        return
    assert found is not None


@given(CURSORS)
async def test_a_cursor_of_a_stream(text: str) -> None:
    streams = Streams(Database("postgres://localhost/none"), Wakeups("redis://localhost"))
    streams._epoch = 1
    try:
        found = await streams.resume_after(STREAM, text)
    except CursorRefused:
        return
    assert found is None or found >= 0


@given(st.sampled_from(["NGN", "UGX", "TND", "XXX"]), st.integers(-LARGEST_MINOR, LARGEST_MINOR), TAGS)
def test_the_language_of_an_amount(currency: str, amount_minor: int, tag: str) -> None:
    assert Money(amount_minor, currency).formatted(tag)


async def test_every_zone_that_is_taken_is_known_to_the_database(database: Database) -> None:
    known = {row["name"] for row in await database.fetch("SELECT name FROM pg_timezone_names")}

    assert len(_zones()) > 400
    assert _zones() - known == set()
