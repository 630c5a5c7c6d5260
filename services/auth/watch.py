"""Waiting for a session to end, for the sockets that were opened in it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import structlog

from services.auth.access import SocketSession
from services.auth.endings import SessionEndings
from services.auth.validity import Validity
from services.platform.clock import Clock

log = structlog.get_logger()

_SOON = timedelta(seconds=1)
# Only a process that dies between a commit and its word to Redis makes anyone wait this long.
_PATIENCE = timedelta(seconds=60)


class SocketEnd(StrEnum):
    """Why a socket is closed: the token has run out, or the session was revoked."""

    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"


@dataclass(frozen=True, slots=True)
class SessionWatch:
    _validity: Validity
    _endings: SessionEndings
    _clock: Clock

    async def __call__(self, session: SocketSession) -> SocketEnd:
        """Returns when the socket must be closed: at once where Redis carries the word, else within two seconds.

        A task of its own for each socket, to be cancelled when the socket closes by itself.
        """
        async with self._endings.listen(session.viewer.session_id) as listener:
            while True:
                try:
                    end, patience = await self.end_of(session), _PATIENCE
                except Exception:
                    # A database that is just away revokes nobody; the token runs out all the same.
                    log.exception("session_not_checked")
                    end, patience = None, _SOON
                if end is not None:
                    return end
                await listener.wait(min(self._left(session), patience))

    async def end_of(self, session: SocketSession) -> SocketEnd | None:
        """None for one that goes on."""
        if self._left(session) <= timedelta():
            return SocketEnd.EXPIRED
        return None if await self._validity(session.viewer) else SocketEnd.REVOKED

    def _left(self, session: SocketSession) -> timedelta:
        return session.expires_at - self._clock()
