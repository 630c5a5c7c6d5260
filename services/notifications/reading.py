"""What a person finds in the app, and marks as read. A stranger's notification does not exist."""

from collections.abc import Sequence
from uuid import UUID

from models.notifications import Notification
from services.errors import ValidationFailed
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.languages import said
from services.platform.pages import Page, newest_first

_MOST_AT_ONCE = 500


class InApp:
    """The list in the app."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def page(self, user_id: UUID, *, unread_only: bool, first: int, after: str | None) -> Page[Notification]:
        """Newest first. Raises ValidationFailed."""
        rows = Notification.filter(user_id=user_id, in_app=True)
        return await newest_first(rows.filter(read_at__isnull=True) if unread_only else rows, first=first, after=after)

    async def by_ids(self, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Notification]:
        """Those of the notifications that are this person's, by id."""
        return {row.id: row for row in await Notification.filter(user_id=user_id, in_app=True, id__in=list(ids))}

    async def unread(self, user_ids: Sequence[UUID]) -> dict[UUID, int]:
        """How many each person has not read."""
        rows = await self._database.fetch(
            "SELECT user_id, count(*) AS unread FROM notifications "
            "WHERE user_id = ANY($1) AND in_app AND read_at IS NULL GROUP BY user_id",
            list(user_ids),
        )
        return dict.fromkeys(user_ids, 0) | {row["user_id"]: row["unread"] for row in rows}

    async def mark_read(self, user_id: UUID, ids: Sequence[UUID] | None) -> None:
        """Own ones among the ids, or with None all of them. Raises ValidationFailed for too many at once."""
        if ids is not None and len(ids) > _MOST_AT_ONCE:
            raise ValidationFailed.of(
                "ids", code="TOO_MANY", message=said("At most {most} at once.", most=_MOST_AT_ONCE)
            )
        await self._database.fetch(
            "UPDATE notifications SET read_at = $1 "
            "WHERE user_id = $2 AND in_app AND read_at IS NULL AND ($3::uuid[] IS NULL OR id = ANY($3))",
            self._clock(),
            user_id,
            None if ids is None else list(ids),
        )
