"""Texts of clients are looked into once, and long ones are not kept."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from schema.negotiation import answered_in, is_json, language_of, names_events
from schema.remembering import _KEPT, _LONGEST, remembered
from schema.sharing import sharing_key


def test_only_the_last_ones_are_remembered_and_no_long_ones() -> None:
    seen: list[tuple[str, str | None]] = []

    @remembered
    def joined(one: str, other: str | None) -> str:
        seen.append((one, other))
        return one + (other or "")

    half = "x" * (_LONGEST // 2)
    for one, other in ((half, half), (half, None), (half, half + "x")):
        seen.clear()
        assert joined(one, other) == joined(one, other) == one + (other or "")
        assert len(seen) == (2 if other == half + "x" else 1)
    for number in range(_KEPT):
        joined(str(number), None)
    seen.clear()
    joined(half, None)
    assert seen == [(half, None)]


@pytest.mark.parametrize(
    "ask",
    [answered_in, names_events, language_of, is_json, lambda text: sharing_key(text, None, {}, None)],
    ids=["accept", "events", "language", "content type", "subscription"],
)
def test_a_long_text_of_a_client_is_kept_nowhere(ask: Callable[[str], Any]) -> None:
    text = "subscription { ownerInbox { __typename } } #" + "x" * _LONGEST
    before = sys.getrefcount(text)
    ask(text)
    assert sys.getrefcount(text) == before
