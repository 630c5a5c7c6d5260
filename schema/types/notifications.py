"""What the viewer is told."""

import datetime as dt
from typing import Self, cast
from uuid import UUID

import strawberry

from models import notifications as rows
from models.enums import NotificationKind
from schema.context import Info
from schema.types.connections import page_info
from schema.types.requests import JobRequest
from schema.types.scalars import Cursor
from schema.types.shared import Node, PageInfo
from services.notifications.browsers import Browser
from services.notifications.facts import Facts
from services.notifications.texts import Reader, Text, write
from services.platform.ids import Kind, encode
from services.platform.pages import Page


@strawberry.type
class Notification(Node):
    row: strawberry.Private[rows.Notification]
    kind: NotificationKind
    read_at: dt.datetime | None
    created_at: dt.datetime

    @strawberry.field(description="In the viewer's locale, as all of its text.")
    async def title(self, info: Info) -> str:
        return (await self._text(info)).title

    @strawberry.field
    async def body(self, info: Info) -> str:
        return (await self._text(info)).body

    @strawberry.field(description="Null where it is about no job, or about one that the viewer may not see any longer.")
    async def request(self, info: Info) -> JobRequest | None:
        return await JobRequest.load_if_visible(info, self.row.job_request_id)

    async def _text(self, info: Info) -> Text:
        reader = await info.context.loaders.profiles.load(self.row.user_id)
        return write(self.row.kind, cast(Facts, self.row.facts), Reader(reader.locale, reader.time_zone))

    @classmethod
    async def load_if_visible(cls, info: Info, notification_id: UUID | None) -> Self | None:
        row = await info.context.loaders.notifications.load(notification_id) if notification_id else None
        return cls.of(row) if row else None

    @classmethod
    def of(cls, row: rows.Notification) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.NOTIFICATION, row.id)),
            row=row,
            kind=row.kind,
            read_at=row.read_at,
            created_at=row.created_at,
        )


@strawberry.type
class NotificationEdge:
    cursor: Cursor
    node: Notification


@strawberry.type
class NotificationConnection:
    user_id: strawberry.Private[UUID]
    edges: list[NotificationEdge]
    nodes: list[Notification]
    page_info: PageInfo

    @strawberry.field(description="Of all that the viewer was told, whatever the page shows.")
    async def unread_count(self, info: Info) -> int:
        return await info.context.loaders.unread_notifications.load(self.user_id)

    @classmethod
    def of(cls, page: Page[rows.Notification], user_id: UUID) -> Self:
        edges = [NotificationEdge(cursor=Cursor(page.cursor(row)), node=Notification.of(row)) for row in page.rows]
        return cls(user_id=user_id, edges=edges, nodes=[edge.node for edge in edges], page_info=page_info(page))


@strawberry.input(description="As a browser's PushSubscription gives it, in base64url.")
class PushSubscriptionInput:
    endpoint: str
    p256dh: str
    auth: str

    def browser(self) -> Browser:
        return Browser(self.endpoint, self.p256dh, self.auth)


@strawberry.type
class MarkReadSuccess:
    unread_count: int
