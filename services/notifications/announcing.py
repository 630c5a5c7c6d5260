"""Telling people what has happened: written in the transaction of the event, or not at all."""

from dataclasses import dataclass, field
from uuid import UUID

import orjson
from uuid_utils.compat import uuid7

from models.enums import Channel, FrameKind, NotificationKind
from services.jobs.queue import JobQueue
from services.notifications.channels import default_channels
from services.notifications.delivering import JOBS
from services.notifications.facts import Facts
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.streams import StreamName, Streams

# Nobody who is suspended is told anything. A message is made for each channel that the person wants now and can be
# reached on; whether they still want it is asked again when it is sent.
_WRITE = """
    WITH person AS (
        SELECT u.id, coalesce(f.channels -> $4::varchar, $7::jsonb) AS wanted, p.phone
        FROM users u LEFT JOIN preferences f ON f.user_id = u.id LEFT JOIN profiles p ON p.user_id = u.id
        WHERE u.id = $2 AND u.state = 'ACTIVE'
    ), told AS (
        INSERT INTO notifications (id, user_id, request_id, kind, event, facts, in_app, created_at)
        SELECT $1, id, $3::uuid, $4::varchar, $5, $6, jsonb_exists(wanted, 'IN_APP'), $8::timestamptz FROM person
        ON CONFLICT (user_id, event) DO NOTHING RETURNING user_id, in_app
    ), sent AS (
        INSERT INTO notification_deliveries
            (id, notification_id, user_id, request_id, channel, state, is_blocked, attempts, created_at)
        SELECT gen_random_uuid(), $1, id, $3::uuid, channel, 'QUEUED', false, 0, $8::timestamptz
        FROM person CROSS JOIN unnest(ARRAY['EMAIL', 'SMS', 'PUSH']) channel
        WHERE jsonb_exists(wanted, channel) AND EXISTS (SELECT FROM told)
          AND (channel <> 'SMS' OR phone IS NOT NULL)
          AND (channel <> 'PUSH' OR EXISTS (SELECT FROM push_subscriptions b WHERE b.user_id = person.id))
        RETURNING id, channel
    )
    SELECT in_app, id, channel FROM told LEFT JOIN sent ON true
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

    def __init__(self, database: Database, streams: Streams, jobs: JobQueue, clock: Clock) -> None:
        self._database = database
        self._jobs = jobs
        self._streams = streams
        self._clock = clock

    async def tell(self, news: News) -> None:
        """With the open transaction. Raises NoTransaction."""
        notification_id = uuid7()
        rows = await self._database.current().raw.fetch(
            _WRITE,
            notification_id,
            news.to,
            news.request_id,
            news.kind.value,
            news.event,
            orjson.dumps(news.facts).decode(),
            orjson.dumps(default_channels(news.kind)).decode(),
            self._clock(),
        )
        await self._jobs.enqueue_all(
            [(JOBS[Channel(row["channel"])], {"delivery": row["id"]}) for row in rows if row["id"] is not None]
        )
        if rows and rows[0]["in_app"]:
            stream = StreamName.of_user(news.to)
            self._streams.append_last(stream, FrameKind.NOTIFICATION, {"notification": str(notification_id)})
