"""A listener who waits, and holds what it was told until somebody looks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.platform.broadcast import Wake, Wakeups

_WITHIN = 2.0


class Listener:
    """Every wake-up, in order."""

    def __init__(self) -> None:
        self._told: asyncio.Queue[Wake] = asyncio.Queue()

    def hear(self, wake: Wake) -> None:
        self._told.put_nowait(wake)

    async def next(self) -> Wake:
        """A wake-up that something caused: whoever hears nothing fails the test."""
        async with asyncio.timeout(_WITHIN):
            return await self._told.get()

    def has_heard_all(self) -> bool:
        return self._told.empty()


@asynccontextmanager
async def hearing(wakeups: Wakeups, channel: str) -> AsyncIterator[Listener]:
    """Somebody who listens to a channel."""
    listener = Listener()
    try:
        await wakeups.join(channel, listener.hear)
        yield listener
    finally:
        wakeups.leave(channel, listener.hear)
