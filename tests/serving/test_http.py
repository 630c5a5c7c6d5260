"""A response goes out in as few pieces as it can."""

import asyncio
from typing import Any, cast

import pytest

from serving.http import InOnePiece


class Wire:
    """What a transport was told."""

    def __init__(self) -> None:
        self.told: list[bytes | str] = []

    def write(self, data: bytes) -> None:
        self.told.append(data)

    def close(self) -> None:
        self.told.append("closed")

    def is_closing(self) -> bool:
        return "closed" in self.told


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def way(wire: Wire) -> InOnePiece:
    return InOnePiece(cast(Any, wire), asyncio.get_running_loop())


async def test_a_head_goes_with_its_body(way: InOnePiece, wire: Wire) -> None:
    way.write(b"head ")
    assert wire.told == []
    way.write(b"body")
    assert wire.told == [b"head body"]
    await asyncio.sleep(0)
    assert wire.told == [b"head body"]


async def test_a_head_waits_for_no_body_and_what_follows_for_nothing(way: InOnePiece, wire: Wire) -> None:
    way.write(b"head")
    await asyncio.sleep(0)
    assert wire.told == [b"head"]
    way.write(b"first")
    way.write(b"second")
    assert wire.told == [b"head", b"first", b"second"]


async def test_a_head_without_a_body_goes_before_the_end(way: InOnePiece, wire: Wire) -> None:
    way.write(b"head")
    assert not way.is_closing()
    way.close()
    assert wire.told == [b"head", "closed"]
    assert way.is_closing()
