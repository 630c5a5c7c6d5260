"""Ending sessions: their tokens and sockets stop working at once."""

from uuid import UUID

from services.auth.limits import Attempt, AuthLimits
from services.auth.origin import Origin
from services.auth.sessions import Ending, Sessions
from services.auth.viewer import Viewer


class LogOut:
    def __init__(self, sessions: Sessions, limits: AuthLimits) -> None:
        self._sessions = sessions
        self._limits = limits

    async def here(self, by: Viewer, *, origin: Origin) -> None:
        """Raises NotFound where the session has just ended, and RateLimited."""
        await self._spend(by, origin)
        await self._sessions.end(by.user_id, by.session_id, Ending.LOGGED_OUT, by=origin.doing(by.user_id, by.role))

    async def everywhere(self, by: Viewer, *, origin: Origin) -> int:
        """How many sessions ended, this one included. Raises RateLimited."""
        await self._spend(by, origin)
        return await self._sessions.end_all(by.user_id, Ending.LOGGED_OUT, by=origin.doing(by.user_id, by.role))

    async def of_session(self, by: Viewer, session_id: UUID, *, origin: Origin) -> None:
        """Raises NotFound for a session that is over or somebody else's, and RateLimited."""
        await self._spend(by, origin)
        await self._sessions.end(by.user_id, session_id, Ending.REVOKED, by=origin.doing(by.user_id, by.role))

    async def _spend(self, by: Viewer, origin: Origin) -> None:
        await self._limits.spend(Attempt.END_SESSIONS, origin, by.user_id)
