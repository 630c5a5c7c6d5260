"""Notifications, live."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from schema.context import Info
from schema.types.notifications import Notification


async def notification_received(info: Info) -> AsyncGenerator[Notification]:
    """SIGNED_IN. Each one that comes from now on, once, in order."""
    live = info.context.services.notifications.live
    async with aclosing(live.follow(info.context.signed_in)) as follow:
        async for row in follow:
            yield Notification.of(row)
