"""Followers who wait are shown what is new without being woken, and are woken wherever that is not all."""

import asyncio
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import pytest

from models.enums import FrameKind
from services.platform.broadcast import Told, Wake, Wakeups
from services.platform.groups import Arrived, Place
from services.platform.places import Answer, Ask, Places
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
    """Takes as many frames as it has `room` for."""

    key: str = "a query"
    session: Hashable = None
    room: int = 100
    fails: bool = False
    shown: list[bytes] = field(default_factory=list)
    renderings: list[int] = field(default_factory=list)
    counted: int = 0

    async def rendered(self, frames: Sequence[int]) -> Sequence[bytes]:
        self.renderings += frames
        return [] if self.fails else [str(frame).encode() for frame in frames]

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
        self.places = Places(cast(Wakeups, self.word), self._read, silence=silence, most=MOST)
        self._tasks: dict[Place, asyncio.Task[Arrived[int]]] = {}

    async def _read(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        for _ in range(3):
            await asyncio.sleep(0)
        if self.fails is not None:
            raise self.fails
        after = cast(int, ask.after)
        events = [Event(number, FrameKind.STATUS, {}) for number in range(after + 1, self.newest + 1)]
        return Answer(Found(events[:MOST], self.standing), frozenset(self.alive & ask.sessions))

    async def follow(self, lane: Lane | None, source: Source | None = None) -> Place:
        """Somebody who has been shown everything until now, and waits."""
        place = Place(cast(Any, source or Source()), lane)
        await self.places.take(place)
        place.sent, place.shown = self.newest, 0
        self.wait(place)
        await self.quiet()
        return place

    def wait(self, place: Place) -> None:
        self._tasks[place] = asyncio.create_task(self.places.next(place))

    async def arrived(self, place: Place) -> Sequence[int]:
        """What it was woken for. Raises what it is told."""
        async with asyncio.timeout(5):
            return list((await self._tasks[place]).frames)

    def sleeps(self, place: Place) -> bool:
        return not self._tasks[place].done()

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
        for place, task in self._tasks.items():
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task
            await self.places.leave(place)
        assert (self.places.followers, self.word.told) == (0, {})


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_whoever_waits_is_shown_it_and_sleeps_on(desk: Desk) -> None:
    lanes = [Lane() for _ in range(3)]
    places = [await desk.follow(lane) for lane in lanes]
    before = len(desk.asked)
    await desk.happen()
    await desk.happen(2)

    assert [lane.shown for lane in lanes] == [[b"1", b"2", b"3"]] * 3
    assert all(map(desk.sleeps, places))
    assert [ask.after for ask in desk.asked[before:]] == [0, 1]
    # One rendered for all of them.
    assert sorted(lane.renderings for lane in lanes) == [[], [], [1, 2, 3]]
    assert sum(lane.counted for lane in lanes) == 9
    await desk.leave()


async def test_a_slow_reader_is_woken_with_the_rest_and_holds_up_nobody(desk: Desk) -> None:
    slow, quick = Lane(room=1), Lane()
    behind, other = await desk.follow(slow), await desk.follow(quick)
    await desk.happen(3)

    assert (slow.shown, await desk.arrived(behind)) == ([b"1"], [2, 3])
    assert (quick.shown, desk.sleeps(other)) == ([b"1", b"2", b"3"], True)
    # It returns to the others, where they are by now.
    await desk.happen()
    slow.room = 100
    desk.wait(behind)
    await desk.quiet()
    assert (slow.shown, quick.shown[3:]) == ([b"1", b"4"], [b"4"])
    await desk.happen()
    assert (slow.shown[2:], quick.shown[4:]) == ([b"5"], [b"5"])
    await desk.leave()


async def test_without_a_lane_and_where_nothing_can_be_rendered_everybody_is_woken(desk: Desk) -> None:
    places = [await desk.follow(None), await desk.follow(None), await desk.follow(Lane(fails=True))]
    await desk.happen(2)

    assert [await desk.arrived(place) for place in places] == [[1, 2]] * 3
    await desk.leave()


async def test_a_session_that_is_not_alive_is_woken_and_shown_nothing(desk: Desk) -> None:
    dead, living, open_ = Lane(session="dead"), Lane(session="alive"), Lane(key="a link")
    desk.alive = {"alive"}
    place, _, _ = await desk.follow(dead), await desk.follow(living), await desk.follow(open_)
    await desk.happen()

    assert (dead.shown, living.shown, open_.shown) == ([], [b"1"], [b"1"])
    assert await desk.arrived(place) == [1]
    assert desk.asked[-1].sessions == {"dead", "alive"}
    await desk.leave()


@pytest.mark.parametrize(("standing", "frames"), [("shut", []), ("over", [1])])
async def test_who_is_shut_out_or_has_seen_the_end_is_woken(desk: Desk, standing: str, frames: list[int]) -> None:
    lane = Lane()
    place = await desk.follow(lane)
    desk.standing = standing
    await desk.happen()

    assert (await desk.arrived(place), lane.shown) == (frames, [])
    await desk.leave()


async def test_different_people_are_shown_different_things_of_one_read(desk: Desk) -> None:
    farmer, owner = Lane(key="f"), Lane(key="o")
    await desk.follow(farmer, Source("farmer"))
    await desk.follow(owner, Source("owner"))
    before = len(desk.asked)
    await desk.happen()

    assert (farmer.renderings, owner.renderings) == ([1], [1])
    assert len(desk.asked) - before == 1
    await desk.leave()


async def test_a_crowd_of_events_is_shown_to_its_end(desk: Desk) -> None:
    lane = Lane()
    await desk.follow(lane)
    await desk.happen(3 * MOST + 1)

    assert lane.shown == [str(number).encode() for number in range(1, 3 * MOST + 2)]
    await desk.leave()


async def test_what_happens_while_it_is_read_is_read_next(desk: Desk) -> None:
    lane = Lane()
    await desk.follow(lane)
    desk.newest = 1
    desk.tell()
    await asyncio.sleep(0)
    desk.newest = 2
    desk.tell()
    await desk.quiet()

    assert lane.shown == [b"1", b"2"]
    await desk.leave()


async def test_a_read_that_fails_is_told_to_all_who_wait(desk: Desk) -> None:
    places = [await desk.follow(Lane()), await desk.follow(None)]
    desk.fails = LookupError("gone")
    await desk.happen()

    for place in places:
        with pytest.raises(LookupError, match="gone"):
            await desk.arrived(place)
    await desk.leave()


async def test_one_who_leaves_while_it_is_read_takes_it_from_nobody(desk: Desk) -> None:
    leaving, staying = Lane(), Lane()
    place = await desk.follow(leaving)
    await desk.follow(staying)
    desk.newest = 1
    desk.tell()
    await asyncio.sleep(0)
    desk._tasks[place].cancel()
    await desk.quiet()

    assert (leaving.shown, staying.shown) == ([], [b"1"])
    await desk.leave()


async def test_the_last_one_takes_along_what_is_read(desk: Desk) -> None:
    before = asyncio.all_tasks()
    await desk.follow(Lane())
    desk.newest = 1
    desk.tell()
    await asyncio.sleep(0)
    await desk.leave()

    assert asyncio.all_tasks() == before


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


async def test_a_silence_is_looked_into() -> None:
    desk, lane = Desk(silence=0.02), Lane()
    await desk.follow(lane)
    # Nobody says a word of it.
    desk.newest = 1

    await until(lambda: lane.shown == [b"1"])
    await desk.leave()


async def test_a_permission_that_ends_by_itself_is_looked_into(desk: Desk) -> None:
    place = await desk.follow(Lane(), Source(left=timedelta(milliseconds=20)))
    desk.standing = "shut"

    assert await desk.arrived(place) == []
    await desk.leave()
