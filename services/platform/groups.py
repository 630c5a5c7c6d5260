"""Those who wait for news of a stream, by what they are to be shown."""

import asyncio
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from services.platform.broadcast import Told, Wake
from services.platform.sources import Source
from services.platform.streams import StreamName

BEHIND = -1
"""In the place of the wake-ups that somebody has seen: there is more to be read."""
AT_ONCE = 200
"""Followers that are served without a pause for everybody else."""
_FRESH = 1.0
"""Seconds."""


class Lane[Frame](Protocol):
    """The short way to a follower: frames are shown while whoever follows goes on waiting."""

    @property
    def key(self) -> Hashable:
        """Equal for lanes that show the same of a frame."""
        ...

    @property
    def session(self) -> Hashable:
        """What has to be alive for it, where that is anything."""
        ...

    async def rendered(self, frames: Sequence[Frame]) -> Sequence[bytes]:
        """Each as it is shown; fewer where one cannot be. Never fails."""
        ...

    def write(self, shown: bytes) -> bool:
        """False where it was not written, since its reader would have to be waited for. Never fails."""
        ...

    def count(self, written: int) -> None:
        """So many were written on this lane and on those that show the same."""
        ...


@dataclass(frozen=True, slots=True)
class Arrived[Frame]:
    """What is left to be shown to a follower, and what its permission hangs on."""

    frames: Sequence[Frame]
    standing: Any
    read_at: float
    "By the loop's clock."

    @property
    def is_old(self) -> bool:
        """Whether the permission should be asked again before anything of it is shown."""
        return asyncio.get_running_loop().time() - self.read_at > _FRESH


class Place:
    """A follower. While it waits it stands in a group; else it knows itself where it is in its stream."""

    __slots__ = ("arriving", "group", "lane", "seen", "sent", "shown", "source", "timer")

    def __init__(self, source: Source[Any, Any, Any], lane: Lane[Any] | None) -> None:
        self.source = source
        self.lane = lane
        self.group: Group | None = None
        self.sent = 0
        self.shown: Any = None
        # How often its stream had been woken when it was last read for it.
        self.seen = BEHIND
        self.arriving: asyncio.Future[Arrived[Any]] | None = None
        self.timer: asyncio.TimerHandle | None = None

    @property
    def kind(self) -> Hashable:
        """Equal for those who are shown the same."""
        return self.source.sight, self.source.who, self.lane.key if self.lane is not None else None


class Group:
    """Followers who wait at the same place of a stream, and are shown the same."""

    __slots__ = ("kind", "places", "seen", "sent", "shown")

    def __init__(self, place: Place) -> None:
        """Of one at first."""
        self.kind = place.kind
        self.sent = place.sent
        self.shown = place.shown
        self.seen = place.seen
        self.places = {place}
        place.group = self

    @property
    def key(self) -> Hashable:
        return self.kind, self.sent, self.shown

    def join(self, other: "Group") -> None:
        """All of them stand here from now on."""
        self.seen = min(self.seen, other.seen)
        self.places |= other.places
        for place in other.places:
            place.group = self

    def let_go(self, place: Place) -> None:
        """From now on it is on its own."""
        self.places.discard(place)
        place.group = None
        place.sent, place.shown, place.seen = self.sent, self.shown, self.seen

    @property
    def source(self) -> Source[Any, Any, Any]:
        """Of any of them, where there is one."""
        return next(iter(self.places)).source

    @property
    def sessions(self) -> set[Hashable]:
        """What has to be alive. Those who are shown the same are all signed in, or none of them is."""
        lane = next(iter(self.places)).lane
        is_open = lane is None or lane.session is None
        return set() if is_open else {each.lane.session for each in self.places if each.lane is not None}


class Stream:
    """One that somebody follows here. It knows how often it was woken, and when it was last read."""

    __slots__ = ("followers", "groups", "is_put_off", "name", "read_at", "readings", "told", "wakes")

    def __init__(self, name: StreamName, told: Callable[["Stream", Wake], None], now: float) -> None:
        self.name = name
        self.followers = 0
        self.groups: dict[Hashable, Group] = {}
        self.wakes = 0
        self.read_at = now
        self.readings: set[Any] = set()
        # Whether it is to be asked again after a while, since it could not be read.
        self.is_put_off = False
        self.told: Told = partial(told, self)

    def put(self, group: Group) -> None:
        """Those who stand where others do already join them."""
        if not group.places:
            return
        known = self.groups.setdefault(group.key, group)
        if known is not group:
            known.join(group)

    def taken(self) -> list[Group]:
        """The groups that have not been given all news, out of the stream while they are served."""
        due = [each for each in self.groups.values() if each.seen < self.wakes]
        for group in due:
            del self.groups[group.key]
            group.seen = self.wakes
        return [each for each in due if each.places]


async def show(group: Group, arrived: Arrived[Any], alive: frozenset[Hashable] | None) -> None:
    """By their lanes, unless it is None who is alive; whoever could not be shown everything is woken with the rest."""
    lane = next(iter(group.places)).lane
    rendered = await lane.rendered(arrived.frames) if lane is not None and alive is not None else ()
    if arrived.is_old:
        # What was waited for took so long that everybody is to ask for themselves.
        rendered = ()
    written = 0
    for number, place in enumerate(list(group.places), start=1):
        count = _written(place, rendered, alive) if place.group is group else 0
        written += count
        if count < len(arrived.frames) or alive is None:
            arrive(group, place, Arrived(arrived.frames[count:], arrived.standing, arrived.read_at))
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)
    if lane is not None and written:
        lane.count(written)


def _written(place: Place, rendered: Sequence[bytes], alive: frozenset[Hashable] | None) -> int:
    """How many its lane has taken."""
    lane = place.lane
    if lane is None or alive is None or (lane.session is not None and lane.session not in alive):
        return 0
    for number, shown in enumerate(rendered):
        if not lane.write(shown):
            return number
    return len(rendered)


def wake(group: Group, error: Exception) -> None:
    """All of them are told that something went wrong."""
    for place in list(group.places):
        arrive(group, place, error)


def arrive(group: Group, place: Place, news: Arrived[Any] | Exception) -> None:
    """Wakes whoever follows, if it still waits."""
    if place.group is not group:
        return
    group.let_go(place)
    if place.arriving is None or place.arriving.done():
        return
    if isinstance(news, Exception):
        place.arriving.set_exception(news)
    else:
        place.arriving.set_result(news)
