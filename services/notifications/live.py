"""Notifications as they come."""

from collections.abc import AsyncGenerator, Hashable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from models.enums import Role
from models.notifications import Notification
from services.errors import NotFound
from services.platform.database import Database
from services.platform.following import Following, Opened
from services.platform.sources import Roll, each_by_itself
from services.platform.streams import Event, StreamName, Streams


class Listener(Protocol):
    """Who listens, in a role."""

    @property
    def user_id(self) -> UUID: ...

    @property
    def role(self) -> Role: ...


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Where the stream stood when somebody began to listen: what was before is in the list."""

    sequence: int


@dataclass(frozen=True, slots=True)
class _Arrived:
    """Events with their notifications. `standing` is the role of an account that is active."""

    events: Sequence[Event]
    standing: Role | None
    notifications: dict[str, Notification]


class LiveNotifications:
    """A person's stream."""

    def __init__(self, database: Database, streams: Streams, following: Following) -> None:
        self._database = database
        self._streams = streams
        self._following = following

    async def follow(self, listener: Listener) -> AsyncGenerator[Notification]:
        """Each one that comes from now on, once, in order, until the account ends or changes its role."""
        source = _NotificationSource(listener, self._database, self._streams)
        frames: AsyncGenerator[Opened[_Beginning] | Notification] = self._following.follow(source, None)
        try:
            async for frame in frames:
                if not isinstance(frame, Opened):
                    yield frame
        finally:
            await frames.aclose()


class _NotificationSource:
    sight = "person"

    def __init__(self, listener: Listener, database: Database, streams: Streams) -> None:
        self.stream = StreamName.of_user(listener.user_id)
        self.who = listener.role
        self._listener = listener
        self._database = database
        self.streams = streams

    def admits(self, standing: Role | None) -> bool:
        return standing is self._listener.role

    def is_over(self, standing: Role | None) -> bool:  # noqa: ARG002 - there is always a next one
        return False

    def refuse(self) -> NotFound:
        return NotFound(path=())

    def time_left(self) -> timedelta | None:
        """A session's end closes the connection."""
        return None

    async def snapshot(self) -> _Beginning:
        return _Beginning(await self.streams.position(self.stream))

    @staticmethod
    async def together(
        database: Database, asked: Sequence[tuple["_NotificationSource", int | None]], roll: Roll, *, limit: int
    ) -> tuple[list[_Arrived], frozenset[Hashable]]:
        return await each_by_itself(database, asked[0][0].streams, asked, roll, limit=limit)

    async def news(self, events: Sequence[Event]) -> _Arrived:
        ids = [UUID(event.payload["notification"]) for event in events]
        rows = await Notification.filter(id__in=ids, user_id=self._listener.user_id) if ids else []
        return _Arrived(events, await self._standing(), {str(row.id): row for row in rows})

    async def _standing(self) -> Role | None:
        row = await self._database.fetch_one(
            "SELECT role FROM users WHERE id = $1 AND state = 'ACTIVE'", self._listener.user_id
        )
        return Role(row["role"]) if row else None

    def begun(self, snapshot: _Beginning) -> None:
        del snapshot

    def frames(self, found: _Arrived, shown: None) -> tuple[list[Notification], None]:
        told = (found.notifications.get(event.payload["notification"]) for event in found.events)
        return [row for row in told if row is not None], shown
