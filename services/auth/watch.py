"""Watching over the sessions in which sockets were opened, for all sockets of this process."""

import asyncio
import contextvars
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
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


@dataclass(eq=False, frozen=True, slots=True)
class Watched:
    """One socket's. `end` may be called more than once, and must not wait."""

    session: SocketSession
    end: Callable[[SocketEnd], None]

    @property
    def channel(self) -> str:
        return channel_of(self.session.viewer.session_id)


class _Expiries:
    """When tokens run out: whole seconds, which sockets share, so that one timer does for all of them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at: dict[datetime, set[Watched]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def add(self, watched: Watched) -> None:
        """It is told when its token runs out, unless it is discarded before."""
        at = watched.session.expires_at
        is_first = not self._at or at < min(self._at)
        self._at.setdefault(at, set()).add(watched)
        if is_first:
            self._arm()

    def discard(self, watched: Watched) -> None:
        at = watched.session.expires_at
        others = self._at.get(at, set())
        others.discard(watched)
        if not others:
            self._at.pop(at, None)
        if not self._at:
            self._arm()

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._at:
            left = (min(self._at) - self._clock()).total_seconds()
            self._timer = asyncio.get_running_loop().call_later(max(0.0, left), self._look)

    def _look(self) -> None:
        now = self._clock()
        for at in [each for each in self._at if each <= now]:
            for watched in self._at.pop(at):
                watched.end(SocketEnd.EXPIRED)
        self._arm()


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
        self._expiries = _Expiries(clock)

    @property
    def is_looking(self) -> bool:
        """Whether somebody's session is being looked at."""
        return self._looking is not None

    def begin(self, session: SocketSession, end: Callable[[SocketEnd], None]) -> Watched:
        """Until it is released. Its session is looked at soon, since it may have ended before anybody listened."""
        watched = Watched(session, end)
        self._expiries.add(watched)
        self._watched[watched.channel].add(watched)
        self._look_at({watched})
        self._arm(anew=False)
        return watched

    async def release(self, watched: Watched) -> None:
        """The socket is gone. The last one takes along what is under way."""
        self._expiries.discard(watched)
        self._due.discard(watched)
        others = self._watched[watched.channel]
        others.discard(watched)
        if not others:
            del self._watched[watched.channel]
            if watched.channel in self._told:
                self._wakeups.leave(watched.channel, self._told.pop(watched.channel))
        if self._watched:
            return
        if self._timer is not None:
            # With nobody on a channel, nobody would hear that there is to be less patience.
            self._timer.cancel()
            self._timer = None
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait([self._looking])

    def has_run_out(self, session: SocketSession) -> bool:
        """Whether its token is worth nothing any more."""
        return session.expires_at <= self._clock()

    async def end_of(self, session: SocketSession) -> SocketEnd | None:
        """None for one that goes on."""
        if self.has_run_out(session):
            return SocketEnd.EXPIRED
        return None if await self._validity(session.viewer) else SocketEnd.REVOKED

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
            # While this one was called off, others may have come.
            self._look_at(set())

    async def _end_those_over(self, due: set[Watched]) -> None:
        for channel in {each.channel for each in due}:
            # Its last socket may have left since.
            if channel in self._watched:
                told = self._told.setdefault(channel, partial(self._hear, channel))
                await self._wakeups.join(channel, told)
        for some in batched(due, _AT_ONCE):
            alive = await self._validity.living({each.session.viewer for each in some})
            for each in some:
                if self.has_run_out(each.session):
                    each.end(SocketEnd.EXPIRED)
                elif each.session.viewer not in alive:
                    each.end(SocketEnd.REVOKED)
