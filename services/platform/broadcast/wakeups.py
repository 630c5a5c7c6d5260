"""Listening to streams and waking their listeners, for one process."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from broadcaster import Broadcast

from services.platform.broadcast.backend import RedisBackend, Unreachable
from services.platform.broadcast.wake import Wake

AWAY_POLL = 1.0


class Listener:
    """Holds one wake-up, the newest: however slow its reader is, it does not grow."""

    def __init__(self, backend: RedisBackend, chance: Callable[[], float]) -> None:
        self._backend = backend
        self._chance = chance
        self._held: Wake | None = None
        # Made for each wait: an Event would hold a kilobyte for each of ten thousand listeners.
        self._told: asyncio.Future[None] | None = None

    def tell(self, wake: Wake) -> None:
        self._held = self._held.merged(wake) if self._held else wake
        if self._told is not None and not self._told.done():
            self._told.set_result(None)

    async def wait(self, timeout: timedelta | float) -> Wake:
        """The newest wake-up since the last call, at the latest after `timeout` (in seconds, where it is a number).

        While Redis is away nobody can tell, so that the wait is cut to a second or two.
        """
        if self._held is None:
            self._told = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(self._limit(timeout)):
                    await self._told
            except TimeoutError:
                return Wake(None)
            finally:
                self._told = None
        held, self._held = self._held, None
        return held or Wake(None)

    def _limit(self, timeout: timedelta | float) -> float:
        seconds = timeout.total_seconds() if isinstance(timeout, timedelta) else timeout
        if self._backend.is_connected:
            return seconds
        # The spread keeps ten thousand listeners from asking the database in the same instant.
        return min(seconds, AWAY_POLL * (1 + self._chance()))


class Channel:
    """The process's one broadcaster subscription to a channel, fanned out to its listeners.

    The pump empties broadcaster's queue as fast as it fills; slowness stops at the listeners, each with one wake-up.
    """

    def __init__(self, name: str, broadcast: Broadcast, backend: RedisBackend) -> None:
        self.listeners: set[Listener] = set()
        self.is_open = asyncio.Event()
        self._name = name
        self._broadcast = broadcast
        self._backend = backend
        self._pump_task = asyncio.create_task(self._pump(), name=f"wakeups-{name}")

    async def _pump(self) -> None:
        try:
            async with self._broadcast.subscribe(self._name) as subscriber:
                await self._backend.settled(self._name)
                self.is_open.set()
                while True:
                    self._tell(Wake.decoded((await subscriber.get()).message))
        finally:
            # Whoever waits for a channel that closes, opened or not, must look around instead of hanging.
            self.is_open.set()
            self._tell(Wake(None))

    def _tell(self, wake: Wake) -> None:
        for listener in self.listeners:
            listener.tell(wake)

    async def close(self) -> None:
        self._pump_task.cancel()
        await asyncio.wait([self._pump_task])


class Wakeups:
    """Carries "stream X reached sequence N" between the processes. Never the truth: see `semantics.md`, section 7."""

    def __init__(self, redis_url: str, *, chance: Callable[[], float] = random.random) -> None:
        self._chance = chance
        self._backend = RedisBackend(redis_url, chance)
        self._broadcast = Broadcast(backend=self._backend)
        self._channels: dict[str, Channel] = {}

    async def start(self) -> None:
        """Returns within about a second, with or without Redis."""
        await self._broadcast.connect()

    async def stop(self) -> None:
        for channel in list(self._channels.values()):
            await channel.close()
        await self._broadcast.disconnect()

    @property
    def is_connected(self) -> bool:
        return self._backend.is_connected

    @property
    def listeners(self) -> int:
        return sum(len(channel.listeners) for channel in self._channels.values())

    async def publish(self, channel: str, sequence: int) -> bool:
        """True when Redis took it. Never raises for an absent Redis: listeners find the truth by themselves."""
        try:
            await self._broadcast.publish(channel, Wake(sequence).encoded())
        except Unreachable:
            return False
        return True

    @asynccontextmanager
    async def listen(self, channel: str) -> AsyncIterator[Listener]:
        """Yields once nothing published from now on is missed, or Redis is away: then a gap is told at its return."""
        listener = Listener(self._backend, self._chance)
        joined = self._join(channel, listener)
        try:
            await joined.is_open.wait()
            yield listener
        finally:
            await self._leave(channel, listener)

    def _join(self, name: str, listener: Listener) -> Channel:
        channel = self._channels.get(name)
        if channel is None:
            channel = self._channels[name] = Channel(name, self._broadcast, self._backend)
        channel.listeners.add(listener)
        return channel

    async def _leave(self, name: str, listener: Listener) -> None:
        channel = self._channels[name]
        channel.listeners.discard(listener)
        if not channel.listeners:
            del self._channels[name]
            await channel.close()
