"""Telling people what has happened: written in the transaction of the event, or not at all."""

from dataclasses import dataclass, field
from uuid import UUID

import orjson
from uuid_utils.compat import uuid7

from models.enums import Channel, FrameKind, NotificationKind
from services.notifications.channels import default_channels
from services.notifications.facts import Facts
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.streams import StreamName, Streams

# Nobody who is suspended is told anything; the others' choices decide whether they find it in the app.
_WRITE = """
    INSERT INTO notifications (id, user_id, request_id, kind, event, facts, in_app, created_at)
    SELECT $1, u.id, $3, $4::varchar, $5, $6,
           coalesce(jsonb_exists(p.channels -> $4::varchar, 'IN_APP'), $7), $8
    FROM users u LEFT JOIN preferences p ON p.user_id = u.id WHERE u.id = $2 AND u.state = 'ACTIVE'
    ON CONFLICT (user_id, event) DO NOTHING RETURNING in_app
"""


@dataclass(frozen=True, slots=True)
class News:
    """An event for one person. `event` names it: whoever was told is not told again."""

    to: UUID
    kind: NotificationKind
    event: str
    facts: Facts = field(default_factory=Facts)
    request_id: UUID | None = None


class Announcements:
    """What every domain calls when something has happened that people should hear of."""

    def __init__(self, database: Database, streams: Streams, clock: Clock) -> None:
        self._database = database
        self._streams = streams
        self._clock = clock

    async def tell(self, news: News) -> None:
        """With the open transaction. Raises NoTransaction."""
        notification_id = uuid7()
        row = await self._database.current().raw.fetchrow(
            _WRITE,
            notification_id,
            news.to,
            news.request_id,
            news.kind.value,
            news.event,
            orjson.dumps(news.facts).decode(),
            Channel.IN_APP in default_channels(news.kind),
            self._clock(),
        )
        if row is not None and row["in_app"]:
            stream = StreamName.of_user(news.to)
            self._streams.append_last(stream, FrameKind.NOTIFICATION, {"notification": str(notification_id)})
