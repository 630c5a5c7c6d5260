"""Following a stream: nothing missed, nothing twice, in order (semantics, section 7). What is followed is a Source."""

from collections.abc import AsyncGenerator, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from services.platform.database import Database
from services.platform.rounds import Rounds
from services.platform.settings import Settings
from services.platform.streams import Event, StreamName, Streams

# In seconds. At a thousand events a second, ten are read at once.
_APART = 0.01


class Snapshot(Protocol):
    """Everything there is to show, read at one instant; `sequence` is where the stream stood then."""

    @property
    def sequence(self) -> int: ...


class News(Protocol):
    """The events after some sequence, with what they are about, read at one instant."""

    @property
    def events(self) -> Sequence[Event]: ...

    @property
    def standing(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Opened[Shot]:
    """The first frame. Where it `recovered`, the events since `sequence` follow."""

    sequence: int
    recovered: bool
    snapshot: Shot


class Source[Shot: Snapshot, Found: News, Frame](Protocol):
    """A stream as one follower sees it. `standing` and `news` are equal for all followers with the same `sight`.

    `standing` reads what the permission hangs on. The reading methods run in one snapshot of the database.
    """

    @property
    def stream(self) -> StreamName: ...

    @property
    def sight(self) -> Hashable: ...

    async def standing(self) -> Any: ...

    def admits(self, standing: Any) -> bool: ...

    def is_over(self, standing: Any) -> bool:
        """True where nothing more will ever come for this follower."""
        ...

    def refuse(self) -> Exception: ...

    async def snapshot(self) -> Shot:
        """Raises what `refuse` makes."""
        ...

    async def news(self, events: Sequence[Event]) -> Found: ...

    def frames(self, found: Found) -> Sequence[Frame]: ...

    def time_left(self) -> timedelta | None:
        """Until the permission ends by itself."""
        ...


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody wants to be read: the news after a sequence, or with None only what the permission hangs on.

    Whose source it is makes no difference to what is found.
    """

    stream: StreamName
    sight: Hashable
    after: int | None
    source: Source[Any, Any, Any] = field(compare=False, repr=False)


class Following:
    """Listens and reads; one read serves all that follow a stream with the same sight in this process.

    Reads for all streams go together: see `Rounds`. A source whose class has `together` reads with its like at once.
    """

    def __init__(self, database: Database, streams: Streams, settings: Settings) -> None:
        self._database = database
        self._streams = streams
        self._settings = settings
        self.reads = Rounds(self._read, apart=_APART)

    async def follow[Shot: Snapshot, Found: News, Frame](
        self, source: Source[Shot, Found, Frame], after: str | None
    ) -> AsyncGenerator[Opened[Shot] | Frame]:
        """From a cursor on, or from now, until the permission ends. Raises what `refuse` makes, and CursorRefused.

        Listening starts before the snapshot is read, so that nothing falls between the two.
        """
        await self._admit(source)
        resumed = await self._streams.resume_after(source.stream, after) if after is not None else None
        async with self._streams.listen(source.stream) as listener:
            opened = self._opened(await self.snapshot(source), resumed)
            yield opened
            sent = opened.sequence
            # Ten thousand followers wait here: what they were shown last must not wait with them.
            del opened
            while True:
                found = await self._news(source, sent)
                if not source.admits(found.standing):
                    return
                sent = found.events[-1].sequence if found.events else sent
                is_behind = len(found.events) >= self._settings.replay_limit
                for number, frame in enumerate(source.frames(found)):
                    # A slow reader takes its time over a long replay: what was allowed when it began may be so no more.
                    if number and not source.admits(await self._standing(source)):
                        return
                    yield frame
                    del frame
                if source.is_over(found.standing):
                    return
                del found
                if not is_behind:
                    await listener.wait(self._patience(source))

    async def snapshot[Shot: Snapshot, Found: News, Frame](self, source: Source[Shot, Found, Frame]) -> Shot:
        """Raises what `refuse` makes."""
        async with self._database.snapshot(gathered=True):
            return await source.snapshot()

    async def _admit[Shot: Snapshot, Found: News, Frame](self, source: Source[Shot, Found, Frame]) -> None:
        standing = await self._standing(source)
        if not source.admits(standing) or source.is_over(standing):
            raise source.refuse()

    async def _standing[Shot: Snapshot, Found: News, Frame](self, source: Source[Shot, Found, Frame]) -> Any:
        return await self.reads.get(Ask(source.stream, source.sight, None, source))

    async def _news[Shot: Snapshot, Found: News, Frame](self, source: Source[Shot, Found, Frame], sent: int) -> Found:
        found: Found = await self.reads.get(Ask(source.stream, source.sight, sent, source))
        return found

    async def _read(self, asked: Sequence[Ask]) -> list[Any]:
        async with self._database.snapshot():
            places = [(ask.stream, ask.after) for ask in asked if ask.after is not None]
            events = iter(await self._streams.read_all(places, limit=self._settings.replay_limit) if places else [])
            wanted = {ask: None if ask.after is None else next(events) for ask in asked}
            found: dict[Ask, Any] = {}
            for kind in {type(ask.source) for ask in asked}:
                like = [ask for ask in asked if type(ask.source) is kind]
                found |= zip(like, await _found(kind, [(ask.source, wanted[ask]) for ask in like]), strict=True)
        return [found[ask] for ask in asked]

    def _opened[Shot: Snapshot](self, snapshot: Shot, resumed: int | None) -> Opened[Shot]:
        """Too far behind, or ahead of what this database knows: start from the snapshot."""
        if resumed is not None and 0 <= snapshot.sequence - resumed <= self._settings.replay_limit:
            return Opened(resumed, recovered=True, snapshot=snapshot)
        return Opened(snapshot.sequence, recovered=False, snapshot=snapshot)

    def _patience[Shot: Snapshot, Found: News, Frame](self, source: Source[Shot, Found, Frame]) -> timedelta:
        left = source.time_left()
        return self._settings.stream_silence if left is None else min(left, self._settings.stream_silence)


async def _found(
    kind: type[Source[Any, Any, Any]], asked: Sequence[tuple[Source[Any, Any, Any], Sequence[Event] | None]]
) -> Sequence[Any]:
    """What sources of one class find about their events, or their standing where there are None."""
    together = getattr(kind, "together", None)
    if together is not None:
        found: Sequence[Any] = await together(asked)
        return found
    return [await (source.standing() if events is None else source.news(events)) for source, events in asked]
