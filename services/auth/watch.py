"""Watching over the sessions in which sockets were opened, for all sockets of this process."""

import asyncio
import contextvars
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import partial
from itertools import batched

import structlog

from services.auth.access import SocketSession
from services.auth.endings import channel_of
from services.auth.validity import Validity
from services.platform.broadcast import Told, Wake, Wakeups
from services.platform.clock import Clock

log = structlog.get_logger()

# In seconds. Only a process that dies between a commit and its word to Redis makes anyone wait for the second.
_SOON, _PATIENCE = 1.0, 60.0
_AT_ONCE = 500


class SocketEnd(StrEnum):
    """Why a socket is closed: the token has run out, or the session was revoked."""

    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"


@dataclass(eq=False, slots=True)
class Watched:
    """One socket's. `end` is called once at most, and must not wait."""

    session: SocketSession
    end: Callable[[SocketEnd], None]
    timer: asyncio.TimerHandle | None = field(default=None, repr=False)

    @property
    def channel(self) -> str:
        return channel_of(self.session.viewer.session_id)


class SessionWatch:
    """Tells when a socket must be closed: at once where Redis carries the word, else within two seconds."""

    def __init__(self, validity: Validity, wakeups: Wakeups, clock: Clock) -> None:
        self._validity = validity
        self._wakeups = wakeups
        self._clock = clock
        self._watched: defaultdict[str, set[Watched]] = defaultdict(set)
        self._told: dict[str, Told] = {}
        # Those to be looked at now.
        self._due: set[Watched] = set()
        self._looking: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_looking(self) -> bool:
        """Whether somebody's session is being looked at."""
        return self._looking is not None

    def begin(self, session: SocketSession, end: Callable[[SocketEnd], None]) -> Watched:
        """Until it is released. Its session is looked at soon, since it may have ended before anybody listened."""
        watched = Watched(session, end)
        left = max(0.0, self._left(session).total_seconds())
        watched.timer = asyncio.get_running_loop().call_later(left, self._run_out, watched)
        self._watched[watched.channel].add(watched)
        self._look_at({watched})
        self._arm(anew=False)
        return watched

    async def release(self, watched: Watched) -> None:
        """The socket is gone. The last one takes along what is under way."""
        if watched.timer is not None:
            watched.timer.cancel()
        self._due.discard(watched)
        others = self._watched[watched.channel]
        others.discard(watched)
        if not others:
            del self._watched[watched.channel]
            if watched.channel in self._told:
                self._wakeups.leave(watched.channel, self._told.pop(watched.channel))
        if not self._watched and self._looking is not None:
            self._looking.cancel()
            await asyncio.wait([self._looking])

    async def end_of(self, session: SocketSession) -> SocketEnd | None:
        """None for one that goes on."""
        if self._left(session) <= timedelta():
            return SocketEnd.EXPIRED
        return None if await self._validity(session.viewer) else SocketEnd.REVOKED

    def _left(self, session: SocketSession) -> timedelta:
        return session.expires_at - self._clock()

    def _run_out(self, watched: Watched) -> None:
        left = self._left(watched.session).total_seconds()
        if left > 0:
            watched.timer = asyncio.get_running_loop().call_later(left, self._run_out, watched)
        else:
            watched.end(SocketEnd.EXPIRED)

    def _hear(self, channel: str, wake: Wake) -> None:
        self._look_at(self._watched.get(channel, set()))
        if wake.sequence is None:
            # Redis may have gone: then there is less patience.
            self._arm(anew=True)

    def _arm(self, *, anew: bool) -> None:
        if self._timer is not None:
            if not anew:
                return
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(self._wakeups.patience(_PATIENCE), self._look_around)

    def _look_around(self) -> None:
        self._timer = None
        if self._watched:
            self._look_at({each for some in self._watched.values() for each in some})
            self._arm(anew=False)

    def _look_at(self, some: set[Watched]) -> None:
        self._due |= some
        if self._due and self._looking is None:
            self._looking = asyncio.create_task(self._look(), context=contextvars.Context())

    async def _look(self) -> None:
        try:
            while self._due:
                due, self._due = self._due, set()
                try:
                    await self._end_those_over(due)
                except Exception:
                    # A database that is just away revokes nobody; the token runs out all the same.
                    log.exception("session_not_checked")
                    self._due |= {each for each in due if each in self._watched.get(each.channel, ())}
                    await asyncio.sleep(_SOON)
        finally:
            self._looking = None

    async def _end_those_over(self, due: set[Watched]) -> None:
        for channel in {each.channel for each in due}:
            # Its last socket may have left since.
            if channel in self._watched:
                told = self._told.setdefault(channel, partial(self._hear, channel))
                await self._wakeups.join(channel, told)
        for some in batched(due, _AT_ONCE):
            alive = await self._validity.living({each.session.viewer for each in some})
            for each in some:
                if self._left(each.session) <= timedelta():
                    each.end(SocketEnd.EXPIRED)
                elif each.session.viewer not in alive:
                    each.end(SocketEnd.REVOKED)
