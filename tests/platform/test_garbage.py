"""What was built at the start is not walked again and again."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from services.platform import garbage


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


class Made:
    itself: "Made"


def test_what_is_there_is_left_alone_and_cycles_still_go() -> None:
    garbage.settle()

    assert gc.get_freeze_count() > 0
    made = Made()
    made.itself, left = made, weakref.ref(made)
    del made
    gc.collect()
    assert left() is None
