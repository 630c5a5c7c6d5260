"""What can be followed."""

from collections.abc import Hashable, Sequence
from datetime import timedelta
from typing import Any, Protocol

from services.platform.database import Database
from services.platform.streams import Event, StreamName, Streams


class Snapshot(Protocol):
    """Everything there is to show, read at one instant; `sequence` is where the stream stood then."""

    @property
    def sequence(self) -> int: ...


class News(Protocol):
    """The events after some sequence, with what they are about, read at one instant. `standing` is what the permission
    hangs on."""

    @property
    def events(self) -> Sequence[Event]: ...

    @property
    def standing(self) -> Any: ...


class Roll(Protocol):
    """Sessions of which is asked whether they are alive, by a statement of its own or along with something else."""

    @property
    def values(self) -> Sequence[Any]:
        """Of the parameters of `column`."""
        ...

    def column(self, first: int) -> str:
        """An expression in SQL, with its parameters numbered from `first` on."""
        ...

    def alive(self, found: Any) -> frozenset[Hashable]:
        """Those that are, by the value of the column."""
        ...

    async def call(self) -> frozenset[Hashable]:
        """Those that are now."""
        ...


class Source[Shot: Snapshot, Found: News, Frame](Protocol):
    """A stream as one follower sees it. What is found of it is equal for all followers with the same `sight`."""

    @property
    def stream(self) -> StreamName: ...

    @property
    def sight(self) -> Hashable: ...

    @property
    def who(self) -> Hashable:
        """Equal for followers of the same sight who are admitted, and given frames, alike."""
        ...

    def admits(self, standing: Any) -> bool: ...

    def is_over(self, standing: Any) -> bool:
        """True where nothing more will ever come for this follower."""
        ...

    def refuse(self) -> Exception: ...

    async def snapshot(self) -> Shot:
        """Runs in one snapshot of the database. Raises what `refuse` makes."""
        ...

    @staticmethod
    async def together(
        database: Database, asked: Sequence[tuple[Any, int | None]], roll: Roll, *, limit: int
    ) -> tuple[Sequence[Found], frozenset[Hashable]]:
        """What there is for sources of this class, each after its sequence, or with None without any event.

        And who is alive then, or later, so that whoever is shut out by then is shown nothing of it.
        """
        ...

    def begun(self, snapshot: Shot) -> Hashable:
        """What a follower has been shown, of what is not replayed, who was shown a snapshot."""
        ...

    def frames(self, found: Found, shown: Any) -> tuple[Sequence[Frame], Hashable]:
        """What is new, and what has been shown with it."""
        ...

    def time_left(self) -> timedelta | None:
        """Until the permission ends by itself."""
        ...


class _ByItself[Found: News](Protocol):
    @property
    def stream(self) -> StreamName: ...

    async def news(self, events: Sequence[Event]) -> Found: ...


async def each_by_itself[Found: News](
    database: Database,
    streams: Streams,
    asked: Sequence[tuple[_ByItself[Found], int | None]],
    roll: Roll,
    *,
    limit: int,
) -> tuple[list[Found], frozenset[Hashable]]:
    """For `together`: the events of all at once, and of each what they are about, at one instant."""
    async with database.snapshot():
        found = await streams.read_all([(source.stream, after) for source, after in asked], limit=limit)
        news = [await source.news(events) for (source, _), events in zip(asked, found, strict=True)]
    return news, await roll.call()
