"""Followers that wait for news of their streams, and are shown it without being woken wherever that can be done."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

import structlog

from services.platform.broadcast import Wake, Wakeups
from services.platform.cancelling import is_called_off
from services.platform.connections import CONNECTION_LOST
from services.platform.groups import AT_ONCE, BEHIND, Arrived, Group, Place, Stream, show, wake
from services.platform.readings import Answer, Ask, Reading
from services.platform.rounds import Rounds
from services.platform.streams import StreamName

log = structlog.get_logger()

_AGAIN = 2.0
"""Seconds."""

type RoundsOf = Callable[[Ask], Rounds[Ask, Answer]]


class Places:
    """Of all followers in this process. `rounds_of` says who answers an Ask, with `most` events at most.

    A stream is read when it is woken, when it was silent for too long, and for whoever comes back from showing.
    """

    def __init__(self, wakeups: Wakeups, rounds_of: RoundsOf, *, silence: float, most: int) -> None:
        self._wakeups = wakeups
        self._rounds_of = rounds_of
        self._silence = silence
        self._most = most
        # Those that were not read for longest come first.
        self._streams: OrderedDict[StreamName, Stream] = OrderedDict()
        self._timer: asyncio.TimerHandle | None = None
        self._served = 0
        self._is_away = False

    @property
    def followers(self) -> int:
        """How many there are."""
        return sum(stream.followers for stream in self._streams.values())

    @property
    def waiting(self) -> int:
        """How many followers there are of whom nothing is to be told."""
        return sum(len(group.places) for stream in self._streams.values() for group in stream.groups.values())

    async def take(self, place: Place) -> None:
        """Returns once nothing that happens from now on is missed. Whoever took one leaves it, however it went."""
        name = place.source.stream
        stream = self._streams.get(name)
        if stream is None:
            stream = self._streams[name] = Stream(name, self._woken, _now())
            self._arm()
        stream.followers += 1
        await self._wakeups.join(name.text, stream.told)

    async def leave(self, place: Place) -> None:
        """The last one who leaves takes along what is being read."""
        if place.timer is not None:
            place.timer.cancel()
        stream = self._streams[place.source.stream]
        stream.followers -= 1
        if stream.followers:
            return
        del self._streams[stream.name]
        self._wakeups.leave(stream.name.text, stream.told)
        for reading in list(stream.readings):
            await self._give_up(reading)

    async def next(self, place: Place) -> Arrived[Any]:
        """The next news that the lane could not show; at first, those since the place. Raises what reading raises."""
        stream = self._streams[place.source.stream]
        arriving: asyncio.Future[Arrived[Any]] = asyncio.get_running_loop().create_future()
        place.arriving = arriving
        stream.put(Group(place))
        self._watch_the_end(place)
        if place.seen < stream.wakes:
            self._serve(stream)
        try:
            return await arriving
        finally:
            place.arriving = None
            if place.group is not None:
                place.group.let_go(place)

    def _watch_the_end(self, place: Place) -> None:
        """Look again when the permission ends by itself."""
        left = place.source.time_left()
        if left is not None and place.timer is None:
            place.timer = asyncio.get_running_loop().call_later(left.total_seconds(), self._at_the_end, place)

    def _at_the_end(self, place: Place) -> None:
        place.timer = None
        self._woken(self._streams[place.source.stream], Wake(0))

    def _woken(self, stream: Stream, wake: Wake) -> None:
        stream.wakes += 1
        self._serve(stream)
        if wake.sequence is None:
            # Redis may have gone: then silence means less.
            self._arm()

    def _serve(self, stream: Stream) -> None:
        """Those who were not given all news are out of the stream until they have been, or have been woken."""
        for ask, groups in _alike(stream.taken()).items():
            reading = Reading(stream, ask, groups, self._tell_all)
            stream.readings.add(reading)
            self._rounds_of(ask).ask(ask, reading)

    async def _give_up(self, reading: Reading) -> None:
        """Of a stream that nobody follows any more."""
        reading.stream.readings.discard(reading)
        reading.is_over = True
        if reading.telling is None:
            await self._rounds_of(reading.ask).leave(reading.ask, reading)
        else:
            reading.telling.cancel()
            await asyncio.wait([reading.telling])

    async def _tell_all(self, reading: Reading, answer: Answer | Exception) -> None:
        if isinstance(answer, CONNECTION_LOST):
            self._ask_later(reading, answer)
            return
        self._is_away = False
        stream, left, now = reading.stream, set(reading.groups), _now()
        try:
            self._note_read(stream, now)
            for group in reading.groups:
                await self._tell(group, answer, now)
                stream.put(group)
                left.discard(group)
        finally:
            stream.readings.discard(reading)
            for group in left:
                wake(group, RuntimeError("The stream was not read to its end."))
        self._serve(stream)

    def _ask_later(self, reading: Reading, error: Exception) -> None:
        """Whoever follows waits on while the database is away, and gets what there is when it is back."""
        if not self._is_away:
            log.warning("streams_wait_for_database", error=type(error).__name__)
        self._is_away = True
        stream = reading.stream
        stream.readings.discard(reading)
        for group in reading.groups:
            group.seen = BEHIND
            stream.put(group)
        # However often it is woken meanwhile: each retry that fails makes the next one.
        if not stream.is_put_off:
            stream.is_put_off = True
            asyncio.get_running_loop().call_later(_AGAIN, self._serve_if_followed, stream)

    def _serve_if_followed(self, stream: Stream) -> None:
        stream.is_put_off = False
        if self._streams.get(stream.name) is stream:
            self._serve(stream)

    def _note_read(self, stream: Stream, now: float) -> None:
        stream.read_at = now
        self._streams.move_to_end(stream.name)

    async def _tell(self, group: Group, answer: Answer | Exception, at: float) -> None:
        if self._served >= AT_ONCE:
            self._served = 0
            await asyncio.sleep(0)
        self._served += len(group.places)
        try:
            if isinstance(answer, Exception):
                raise answer
            await self._give(group, answer, at)
        except asyncio.CancelledError:
            if is_called_off():
                raise
            wake(group, RuntimeError("What was waited for was called off."))
        except Exception as error:
            wake(group, error)

    async def _give(self, group: Group, answer: Answer, at: float) -> None:
        """What cannot be shown by a lane wakes its follower."""
        if not group.places:
            return
        found, source = answer.found, group.source
        if not source.admits(found.standing):
            await show(group, Arrived((), found.standing, at), None)
            return
        frames, group.shown = source.frames(found, group.shown)
        if found.events:
            group.sent = found.events[-1].sequence
        if len(found.events) >= self._most:
            group.seen = BEHIND
        if frames or source.is_over(found.standing):
            alive = None if source.is_over(found.standing) else answer.alive
            await show(group, Arrived(frames, found.standing, at), alive)

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._streams:
            patience = self._wakeups.patience(self._silence)
            due = next(iter(self._streams.values())).read_at + patience
            self._timer = asyncio.get_running_loop().call_at(due, self._look_around, patience)

    def _look_around(self, patience: float) -> None:
        """Wake the streams that were silent for so long: what should have woken them may be lost."""
        self._timer = None
        now = _now()
        for stream in list(self._silent(now - patience)):
            self._note_read(stream, now)
            self._woken(stream, Wake(0))
        self._arm()

    def _silent(self, since: float) -> Iterator[Stream]:
        for stream in self._streams.values():
            if stream.read_at > since:
                return
            yield stream


def _alike(groups: Sequence[Group]) -> dict[Ask, list[Group]]:
    """What is to be read, and for whom."""
    found: dict[tuple[Hashable, int], list[Group]] = {}
    for group in groups:
        found.setdefault((group.source.sight, group.sent), []).append(group)
    return {
        Ask(some[0].source, sent, frozenset().union(*(each.sessions for each in some))): some
        for (_, sent), some in found.items()
    }


def _now() -> float:
    return asyncio.get_running_loop().time()
