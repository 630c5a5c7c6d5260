"""Listening to streams and telling their listeners, for one process."""

import random
from collections.abc import Callable

from services.platform.broadcast.backend import RedisBackend, Unreachable
from services.platform.broadcast.wake import Wake

AWAY_POLL = 1.0

type Told = Callable[[Wake], None]
"""Called at once for each wake-up; it must not wait and must not fail."""


class Wakeups:
    """Carries "stream X reached sequence N" between the processes. Never the truth: see `semantics.md`, section 7."""

    def __init__(self, redis_url: str, *, chance: Callable[[], float] = random.random) -> None:
        self._chance = chance
        self._backend = RedisBackend(redis_url, chance, self._tell)
        self._listeners: dict[str, tuple[Told, ...]] = {}

    async def start(self) -> None:
        """Returns within about a second, with or without Redis."""
        await self._backend.connect()

    async def stop(self) -> None:
        """Whoever still listens is told that anything may have happened."""
        await self._backend.disconnect()
        for channel in list(self._listeners):
            self._tell(channel, Wake(None))

    @property
    def is_connected(self) -> bool:
        return self._backend.is_connected

    @property
    def channels(self) -> int:
        """To how many of them somebody listens."""
        return len(self._listeners)

    async def publish(self, channel: str, sequence: int) -> bool:
        """True when Redis took it. Never raises for an absent Redis: listeners find the truth by themselves."""
        try:
            await self._backend.publish(channel, Wake(sequence).encoded())
        except Unreachable:
            return False
        return True

    async def join(self, channel: str, told: Told) -> None:
        """Returns once nothing published from now on is missed, or Redis is away: then a gap is told at its return.

        Whoever has joined leaves, also where this was cancelled on the way.
        """
        known = self._listeners.get(channel, ())
        if told not in known:
            self._listeners[channel] = (*known, told)
        if not known:
            self._backend.subscribe(channel)
        await self._backend.settled(channel)

    def leave(self, channel: str, told: Told) -> None:
        """Nothing more is told. Harmless where nobody has joined."""
        known = self._listeners.get(channel, ())
        left = tuple(each for each in known if each != told)
        if left:
            self._listeners[channel] = left
        elif known:
            del self._listeners[channel]
            self._backend.unsubscribe(channel)

    def patience(self, seconds: float) -> float:
        """For how long a silence may be taken for one: less while Redis is away, when nobody can tell.

        The spread keeps many processes from asking the database in the same instant.
        """
        return seconds if self.is_connected else min(seconds, AWAY_POLL * (1 + self._chance()))

    def _tell(self, channel: str, wake: Wake) -> None:
        for told in self._listeners.get(channel, ()):
            told(wake)
