"""Ids name their kind, and whatever is none names nothing."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from services.errors import NotFound
from services.platform.ids import Kind, decode, decode_if_any, decode_or_nil, decode_or_none, encode, kind_of

KNOWN = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


@given(st.sampled_from(Kind), st.uuids())
def test_an_id_comes_back(kind: Kind, row_id: UUID) -> None:
    text = encode(kind, row_id)

    assert decode(kind, text) == row_id
    assert text.startswith(f"{kind.value}_")
    assert kind_of(text) is kind


def test_ids_are_typeids() -> None:
    # From the TypeID specification, with a prefix of ours.
    assert encode(Kind.REQUEST, KNOWN) == "req_01h455vb4pex5vsknk084sn02q"


def test_ids_sort_by_age() -> None:
    rows = [uuid7() for _ in range(50)]

    texts = [encode(Kind.REQUEST, row_id) for row_id in rows]
    assert texts == sorted(texts)


NONE = [
    "",
    "req",
    "req_",
    "_01h455vb4pex5vsknk084sn02q",
    "01h455vb4pex5vsknk084sn02q",
    "off_01h455vb4pex5vsknk084sn02q",
    "req_01h455vb4pex5vsknk084sn02",
    "req_01h455vb4pex5vsknk084sn02qq",
    "req_81h455vb4pex5vsknk084sn02q",
    "req_01h455vb4pex5vsknk084sn02u",
    "req_01H455VB4PEX5VSKNK084SN02Q",
    "REQ_01h455vb4pex5vsknk084sn02q",
    " req_01h455vb4pex5vsknk084sn02q",
    "req_01h455vb4pex5vsknk084sn02q\n",
    "req_\u0661h455vb4pex5vsknk084sn02q",
    str(KNOWN),
    "\x00",
    "\ud800",
    "req_" * 1000,
]


@pytest.mark.parametrize("text", NONE, ids=range(len(NONE)))
def test_what_is_no_id_of_this_kind_names_nothing(text: str) -> None:
    with pytest.raises(NotFound) as missing:
        decode(Kind.REQUEST, text, "input", "requestId")

    assert missing.value.path == ("input", "requestId")
    assert decode_or_none(Kind.REQUEST, text) is None


@given(st.text())
def test_no_text_does_harm(text: str) -> None:
    assert decode_or_none(Kind.REQUEST, text) is None
    kind_of(text)


def test_an_id_may_be_left_out() -> None:
    assert decode_or_none(Kind.REQUEST, None) is decode_if_any(Kind.REQUEST, None) is None
    assert decode_if_any(Kind.REQUEST, encode(Kind.REQUEST, KNOWN)) == KNOWN
    with pytest.raises(NotFound):
        decode_if_any(Kind.REQUEST, "x")


def test_a_filter_by_what_is_no_id_goes_by_one_that_no_row_has() -> None:
    assert decode_or_nil(Kind.REQUEST, None) is None
    assert decode_or_nil(Kind.REQUEST, encode(Kind.REQUEST, KNOWN)) == KNOWN
    assert decode_or_nil(Kind.REQUEST, "x") == decode_or_nil(Kind.OFFER, encode(Kind.REQUEST, KNOWN)) == UUID(int=0)
