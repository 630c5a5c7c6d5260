"""Refreshing: each token gives one successor, and an old one that comes back late ends the family."""

from dataclasses import dataclass
from datetime import datetime

from models.auth import RefreshToken, Session, User
from models.enums import NotificationKind, UserState
from services.auth.limits import Attempt, AuthLimits
from services.auth.origin import Origin
from services.auth.refusals import InvalidToken, SessionReuse
from services.auth.sessions import Ending, Sessions, TokenPair
from services.auth.viewer import Viewer
from services.notifications.announcing import Announcements, News
from services.notifications.facts import Alert, Facts
from services.platform import tokens
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.keys import Keys
from services.platform.settings import Settings

_PURPOSE = "refresh-successor"


@dataclass(frozen=True, slots=True)
class Refresh:
    """`semantics.md`, section 6. Only hashes are stored: a successor is derived from its predecessor, so that a
    client whose answer was lost gets the very same one again."""

    _database: Database
    _sessions: Sessions
    _keys: Keys
    _announcements: Announcements
    _limits: AuthLimits
    _clock: Clock
    _settings: Settings

    async def __call__(self, refresh_token: str, *, origin: Origin) -> TokenPair:
        """Raises InvalidToken, SessionReuse and RateLimited."""
        await self._limits.spend_address(Attempt.REFRESH, origin)
        known = await RefreshToken.get_or_none(token_hash=tokens.digest(refresh_token)).select_related("session")
        if known is None:
            raise InvalidToken
        await self._limits.spend_account(Attempt.REFRESH, known.session.user_id)
        async with self._database.transaction():
            pair = await self._exchange(known, refresh_token, origin)
        if pair is None:
            raise SessionReuse
        return pair

    async def _exchange(self, known: RefreshToken, text: str, origin: Origin) -> TokenPair | None:
        """None where the family had to end. The session's row lock lines up whoever refreshes at once."""
        session = await Session.select_for_update().get(id=known.session_id)
        user = await User.get(id=session.user_id)
        token = await RefreshToken.get(id=known.id)
        if not self._is_alive(session, user):
            raise InvalidToken
        viewer = Viewer(user.id, user.role, session.id)
        successor = tokens.derive(self._keys.ring().secret, _PURPOSE, text)
        # Whatever its age: whoever stole it may have waited.
        if token.used_at is not None:
            return await self._repeat(viewer, token, token.used_at, successor, origin)
        if token.expires_at <= self._clock():
            raise InvalidToken
        return await self._advance(viewer, session, token, successor, origin)

    def _is_alive(self, session: Session, user: User) -> bool:
        is_over = session.revoked_at is not None or session.expires_at <= self._clock()
        return not is_over and user.state is UserState.ACTIVE

    async def _advance(
        self, viewer: Viewer, session: Session, token: RefreshToken, successor: str, origin: Origin
    ) -> TokenPair:
        token.used_at = session.last_used_at = self._clock()
        session.ip_address = origin.address
        await token.save(update_fields=["used_at"])
        await session.save(update_fields=["last_used_at", "ip_address"])
        return await self._sessions.add_token(viewer, session, successor, generation=token.generation + 1)

    async def _repeat(
        self, viewer: Viewer, token: RefreshToken, used_at: datetime, successor: str, origin: Origin
    ) -> TokenPair | None:
        following = await RefreshToken.get(session_id=token.session_id, generation=token.generation + 1)
        is_same = following.token_hash == tokens.digest(successor)
        if is_same and following.used_at is None and self._clock() <= used_at + self._settings.refresh_grace:
            made, ends = following.created_at, following.expires_at
            return self._sessions.pair(viewer, successor, token_id=following.id, at=made, expires_at=ends)
        await self._sessions.end_family(viewer.user_id, viewer.session_id, Ending.REUSED, by=origin.doing())
        event = f"session:{viewer.session_id}:REUSED"
        alert = Facts(alert=Alert.SESSION_REUSED)
        await self._announcements.tell(News(viewer.user_id, NotificationKind.SECURITY_ALERT, event, alert))
        return None
