"""Following a stream: nothing missed, nothing twice, in order (semantics, section 7). What is followed is a Source."""

from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from services.platform.database import Database
from services.platform.groups import Lane, Place
from services.platform.places import Places
from services.platform.readings import Answer, Ask
from services.platform.rounds import Rounds
from services.platform.settings import Settings
from services.platform.sources import News, Roll, Snapshot, Source
from services.platform.streams import Streams

# In seconds. Less would cost more of a processor than it is worth to anybody: see docs/decisions/0048.
_APART = 0.005

type Calls = Callable[[Collection[Any]], Roll]
"""Of some sessions."""


@dataclass(frozen=True, slots=True)
class Opened[Shot]:
    """The first frame. Where it `recovered`, the events since `sequence` follow."""

    sequence: int
    recovered: bool
    snapshot: Shot


class Following:
    """Listens and reads; one read serves all that follow a stream with the same sight in this process.

    Sources of a class read together, in rounds of their own: a job's steps do not wait for what an inbox reads.
    """

    def __init__(self, database: Database, streams: Streams, settings: Settings, calls: Calls) -> None:
        self._database = database
        self._streams = streams
        self._settings = settings
        self._calls = calls
        self._rounds: dict[type, Rounds[Ask, Answer]] = {}
        self.places = Places(
            streams.wakeups,
            self._rounds_of,
            silence=settings.stream_silence.total_seconds(),
            most=settings.replay_limit,
        )

    @property
    def reads(self) -> int:
        """How many there were."""
        return sum(rounds.count for rounds in self._rounds.values())

    async def follow[Shot: Snapshot, Found: News, Frame](
        self, source: Source[Shot, Found, Frame], after: str | None, lane: Lane[Frame] | None = None
    ) -> AsyncGenerator[Opened[Shot] | Frame]:
        """From a cursor on, or from now, until the permission ends. Raises what `refuse` makes, and CursorRefused.

        Listening starts before the snapshot is read, so that nothing falls between the two. What the lane shows does
        not come here.
        """
        await self._admit(source)
        resumed = await self._streams.resume_after(source.stream, after) if after is not None else None
        place = Place(source, lane)
        try:
            await self.places.take(place)
            opened = self._opened(await self.snapshot(source), resumed)
            place.sent, place.shown = opened.sequence, source.begun(opened.snapshot)
            yield opened
            # Ten thousand followers wait here: what they were shown last must not wait with them.
            del opened
            while True:
                arrived = await self.places.next(place)
                if not source.admits(arrived.standing):
                    return
                for number, frame in enumerate(arrived.frames):
                    # A slow reader takes its time over a long replay: what was allowed when it began may be so no more.
                    if (number or arrived.is_old) and not source.admits(await self._standing(source)):
                        return
                    yield frame
                    del frame
                if source.is_over(arrived.standing):
                    return
                del arrived
        finally:
            await self.places.leave(place)

    async def snapshot[Shot: Snapshot, Found: News, Frame](self, source: Source[Shot, Found, Frame]) -> Shot:
        """Raises what `refuse` makes."""
        async with self._database.snapshot(gathered=True):
            return await source.snapshot()

    async def _admit[Shot: Snapshot, Found: News, Frame](self, source: Source[Shot, Found, Frame]) -> None:
        standing = await self._standing(source)
        if not source.admits(standing) or source.is_over(standing):
            raise source.refuse()

    async def _standing[Shot: Snapshot, Found: News, Frame](self, source: Source[Shot, Found, Frame]) -> Any:
        ask = Ask(source, None)
        return (await self._rounds_of(ask).get(ask)).found.standing

    def _rounds_of(self, ask: Ask) -> Rounds[Ask, Answer]:
        kind = type(ask.source)
        if kind not in self._rounds:
            self._rounds[kind] = Rounds(self._read, apart=_APART)
        return self._rounds[kind]

    async def _read(self, asked: Sequence[Ask]) -> list[Answer]:
        places = [(ask.source, ask.after) for ask in asked]
        roll = self._calls({each for ask in asked for each in ask.sessions})
        kind, limit = asked[0].source, self._settings.replay_limit
        news, alive = await kind.together(self._database, places, roll, limit=limit)
        return [Answer(each, alive) for each in news]

    def _opened[Shot: Snapshot](self, snapshot: Shot, resumed: int | None) -> Opened[Shot]:
        """Too far behind, or ahead of what this database knows: start from the snapshot."""
        if resumed is not None and 0 <= snapshot.sequence - resumed <= self._settings.replay_limit:
            return Opened(resumed, recovered=True, snapshot=snapshot)
        return Opened(snapshot.sequence, recovered=False, snapshot=snapshot)
