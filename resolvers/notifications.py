"""What the viewer is told."""

import strawberry

from schema.context import Info
from schema.types.notifications import MarkReadSuccess, NotificationConnection, PushSubscriptionInput
from schema.types.scalars import Cursor
from services.platform.ids import Kind, decode_or_none


async def notifications(
    info: Info, unread_only: bool = False, first: int = 20, after: Cursor | None = None
) -> NotificationConnection:
    """Newest first."""
    user_id = info.context.signed_in.user_id
    in_app = info.context.services.notifications.in_app
    page = await in_app.page(user_id, unread_only=unread_only, first=first, after=after)
    return NotificationConnection.of(page, user_id)


async def mark_notifications_read(
    info: Info, ids: list[strawberry.ID] | None = None, all: bool = False
) -> MarkReadSuccess:
    """Those named, or all. An id that is not the viewer's changes nothing."""
    user_id = info.context.signed_in.user_id
    named = [found for each in ids or () if (found := decode_or_none(Kind.NOTIFICATION, each))]
    await info.context.services.notifications.in_app.mark_read(user_id, None if all else named)
    info.context.forget_rows()
    return MarkReadSuccess(unread_count=await info.context.loaders.unread_notifications.load(user_id))


async def register_push(info: Info, subscription: PushSubscriptionInput) -> bool:
    """True. The browser takes messages for as long as this session lasts."""
    viewer = info.context.signed_in
    browsers = info.context.services.notifications.browsers
    await browsers.register(viewer.user_id, viewer.session_id, subscription.browser())
    return True
