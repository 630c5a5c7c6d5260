"""One read for all who ask for the same thing at the same moment."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any, cast


@dataclass
class _Reading:
    """A read that has not begun, or whose readers still wait."""

    task: asyncio.Task[Any]
    readers: int = 0


class SharedReads:
    """Whoever comes before a read begins gets what it finds; whoever comes later starts the next one.

    So nobody is given what was read before they asked.
    """

    def __init__(self) -> None:
        self._waiting: dict[Hashable, _Reading] = {}
        # How many have begun, so that the sharing can be measured.
        self.count = 0

    @property
    def waiting(self) -> int:
        """Reads that have not begun."""
        return len(self._waiting)

    async def get[Found](self, key: Hashable, read: Callable[[], Awaitable[Found]]) -> Found:
        """Reads with equal keys have to be equal. A read that nobody waits for any longer is given up."""
        reading = self._waiting.get(key)
        if reading is None:
            reading = self._waiting[key] = _Reading(asyncio.create_task(self._read(key, read)))
        reading.readers += 1
        try:
            return cast(Found, await asyncio.shield(reading.task))
        finally:
            reading.readers -= 1
            if not reading.readers and not reading.task.done():
                await self._give_up(key, reading)

    async def _read[Found](self, key: Hashable, read: Callable[[], Awaitable[Found]]) -> Found:
        del self._waiting[key]
        self.count += 1
        return await read()

    async def _give_up(self, key: Hashable, reading: _Reading) -> None:
        if self._waiting.get(key) is reading:
            del self._waiting[key]
        reading.task.cancel()
        await asyncio.wait([reading.task])
