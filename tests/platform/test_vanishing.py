"""A peer that vanishes is noticed by the kernel, which is asked here what it was told."""

import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest

from services.platform.vanishing import notice_vanishing
from tests.vanishing import times, told

SECOND = timedelta(seconds=1)


@pytest.fixture
def peer() -> Iterator[socket.socket]:
    with socket.socket() as one:
        yield one


@pytest.mark.parametrize(
    ("idle", "within", "expected"),
    [
        (10, 25, (10, 5, 3, 25_000)),
        (25, 45, (25, 6, 3, 45_000)),
        (0.05, 0.25, (1, 1, 3, 250)),
        (100_000, 160_000, (32_767, 20_000, 3, 160_000_000)),
    ],
)
def test_it_is_asked_three_times_and_then_it_is_gone(
    peer: socket.socket, idle: float, within: float, expected: tuple[int, ...]
) -> None:
    notice_vanishing(peer, idle=idle * SECOND, within=within * SECOND)

    assert told(peer) == times(*expected)


def test_whoever_is_on_this_machine_cannot_vanish() -> None:
    with socket.socket(socket.AF_UNIX) as here:
        notice_vanishing(here, idle=10 * SECOND, within=25 * SECOND)
        assert told(here) == {}
