"""A stream of numbers, and followers of it who wait."""

import asyncio
from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

from models.enums import FrameKind
from services.platform.broadcast import Told, Wake, Wakeups
from services.platform.groups import Arrived, Place
from services.platform.places import Places
from services.platform.readings import Answer, Ask
from services.platform.rounds import Rounds
from services.platform.streams import Event, StreamName

STREAM = StreamName("request:1")
MOST = 3


class Word:
    """In the place of Redis."""

    def __init__(self) -> None:
        self.told: dict[str, Told] = {}

    async def join(self, channel: str, told: Told) -> None:
        self.told[channel] = told

    def leave(self, channel: str, told: Told) -> None:
        assert self.told.pop(channel) == told

    def patience(self, seconds: float) -> float:
        return seconds


@dataclass
class Found:
    events: list[Event]
    standing: str = "open"


@dataclass
class Source:
    """Shows the number of each event, to all with the same `who` alike."""

    who: str = "farmer"
    sight: str = "parties"
    stream: StreamName = STREAM
    left: timedelta | None = None

    def admits(self, standing: str) -> bool:
        return standing != "shut"

    def is_over(self, standing: str) -> bool:
        return standing == "over"

    def frames(self, found: Found, shown: int) -> tuple[list[int], int]:
        return [event.sequence for event in found.events], shown + len(found.events)

    def time_left(self) -> timedelta | None:
        return self.left


@dataclass
class Lane:
    """Takes as many frames as it has `room` for, of those that it `renders`."""

    key: str = "a query"
    session: Hashable = None
    room: int = 100
    renders: int = 100
    fails: BaseException | None = None
    shown: list[bytes] = field(default_factory=list)
    renderings: list[int] = field(default_factory=list)
    counted: int = 0

    async def rendered(self, frames: Sequence[int]) -> Sequence[bytes]:
        self.renderings += frames
        if self.fails is not None:
            raise self.fails
        return [str(frame).encode() for frame in frames][: self.renders]

    def write(self, shown: bytes) -> bool:
        if len(self.shown) >= self.room:
            return False
        self.shown.append(shown)
        return True

    def count(self, written: int) -> None:
        self.counted += written


class Desk:
    """A stream of numbers, and who follows it."""

    def __init__(self, silence: float = 3600) -> None:
        self.word = Word()
        self.newest = 0
        self.standing = "open"
        self.alive: set[Hashable] = set()
        self.asked: list[Ask] = []
        self.fails: Exception | None = None
        rounds = Rounds(self._read)
        self.places = Places(cast(Wakeups, self.word), lambda _: rounds, silence=silence, most=MOST)
        self.tasks: dict[Place, asyncio.Task[Arrived[int]]] = {}

    async def _read(self, asks: Sequence[Ask]) -> list[Answer]:
        (ask,) = asks
        self.asked.append(ask)
        for _ in range(3):
            await asyncio.sleep(0)
        if self.fails is not None:
            raise self.fails
        after = cast(int, ask.after)
        events = [Event(number, FrameKind.STATUS, {}) for number in range(after + 1, self.newest + 1)]
        return [Answer(Found(events[:MOST], self.standing), frozenset(self.alive & ask.sessions))]

    async def follow(self, lane: Lane | None, source: Source | None = None) -> Place:
        """Somebody who has been shown everything until now, and waits."""
        place = Place(cast(Any, source or Source()), lane)
        await self.places.take(place)
        place.sent, place.shown = self.newest, 0
        self.wait(place)
        await self.quiet()
        return place

    def wait(self, place: Place) -> None:
        self.tasks[place] = asyncio.create_task(self.places.next(place))

    async def arrived(self, place: Place) -> Sequence[int]:
        """What it was woken for. Raises what it is told."""
        async with asyncio.timeout(5):
            return list((await self.tasks[place]).frames)

    def sleeps(self, place: Place) -> bool:
        return not self.tasks[place].done()

    async def happen(self, count: int = 1) -> None:
        self.newest += count
        self.tell()
        await self.quiet()

    def tell(self) -> None:
        self.word.told[STREAM.text](Wake(0))

    async def quiet(self) -> None:
        """Until everybody has what there is."""
        for _ in range(20):
            await asyncio.sleep(0)

    async def leave(self) -> None:
        for place, task in self.tasks.items():
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task
            await self.places.leave(place)
        assert (self.places.followers, self.word.told) == (0, {})
