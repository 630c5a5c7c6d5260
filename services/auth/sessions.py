"""Sessions: a log-in is one, with a family of refresh tokens that each give the next (semantics, section 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from models.auth import RefreshToken, Session
from models.enums import Role
from services.auth.access import Access
from services.auth.audit import Action
from services.auth.endings import SessionEndings
from services.auth.origin import Origin
from services.auth.viewer import Viewer
from services.errors import NotFound
from services.platform import tokens
from services.platform.audit import AuditLog, Doer
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.ids import Kind, encode
from services.platform.settings import Settings


class Ending(StrEnum):
    """Why a session is revoked."""

    LOGGED_OUT = "LOGGED_OUT"
    REVOKED = "REVOKED"
    REUSED = "REUSED"
    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105 - a reason, no secret
    ROLE_CHANGED = "ROLE_CHANGED"
    SUSPENDED = "SUSPENDED"


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a client keeps. Two pairs of the same refresh are equal."""

    access_token: str
    access_expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime


@dataclass(frozen=True, slots=True)
class LoggedIn:
    tokens: TokenPair
    viewer: Viewer


@dataclass(frozen=True, slots=True)
class Sessions:
    """Opens, lists and ends sessions."""

    _database: Database
    _access: Access
    _endings: SessionEndings
    _audit: AuditLog
    _clock: Clock
    _settings: Settings

    async def open(self, user_id: UUID, role: Role, origin: Origin, device_name: str | None = None) -> LoggedIn:
        """A new family, in the caller's transaction."""
        now = self._clock()
        session = await Session.create(
            user_id=user_id,
            device_name=origin.device_name(device_name),
            ip_address=origin.address,
            created_at=now,
            last_used_at=now,
            expires_at=now + self._settings.refresh_token_absolute_lifetime,
        )
        viewer = Viewer(user_id, role, session.id)
        by = origin.doing(user_id, role)
        await self._audit.write(Action.LOGGED_IN, encode(Kind.SESSION, session.id), by=by)
        return LoggedIn(await self.add_token(viewer, session, tokens.new_token(), generation=1), viewer)

    async def add_token(self, viewer: Viewer, session: Session, text: str, *, generation: int) -> TokenPair:
        """Make `text` the family's token of this generation."""
        now = self._clock()
        token = await RefreshToken.create(
            token_hash=tokens.digest(text),
            session_id=session.id,
            generation=generation,
            created_at=now,
            expires_at=min(now + self._settings.refresh_token_idle_lifetime, session.expires_at),
        )
        return self.pair(viewer, token, text)

    def pair(self, viewer: Viewer, token: RefreshToken, text: str) -> TokenPair:
        """The answer that goes with a stored token, whenever it is asked for."""
        access = self._access.issue(viewer, token_id=token.id, at=token.created_at)
        return TokenPair(access.text, access.expires_at, text, token.expires_at)

    async def of_users(self, user_ids: Sequence[UUID]) -> dict[UUID, list[Session]]:
        """The live sessions, the last used first."""
        now = self._clock()
        rows = await Session.filter(
            user_id__in=user_ids,
            revoked_at__isnull=True,
            expires_at__gt=now,
            last_used_at__gt=now - self._settings.refresh_token_idle_lifetime,
        ).order_by("-last_used_at", "-id")
        found: dict[UUID, list[Session]] = {}
        for row in rows:
            found.setdefault(row.user_id, []).append(row)
        return found

    async def own(self, viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Session]:
        """Those of the viewer's live sessions, by id."""
        live = (await self.of_users([viewer.user_id])).get(viewer.user_id, [])
        return {row.id: row for row in live if row.id in ids}

    async def end(self, user_id: UUID, session_id: UUID, why: Ending, *, by: Doer) -> None:
        """Raises NotFound for a session that is over or not this user's."""
        async with self._database.transaction():
            if not await self._revoke("user_id = $3 AND id = $4", (user_id, session_id), why, by):
                raise NotFound

    async def end_all(self, user_id: UUID, why: Ending, *, by: Doer) -> int:
        """How many were alive."""
        async with self._database.transaction():
            return await self._revoke("user_id = $3", (user_id,), why, by)

    async def _revoke(self, which: str, values: tuple[UUID, ...], why: Ending, by: Doer) -> int:
        rows = await self._database.fetch(
            f"UPDATE sessions SET revoked_at = $1, revoked_because = $2 "  # noqa: S608 - `which` is written above
            f"WHERE revoked_at IS NULL AND {which} RETURNING id, expires_at",
            self._clock(),
            why.value,
            *values,
        )
        for row in rows:
            await self._audit.write(
                Action.SESSION_ENDED, encode(Kind.SESSION, row["id"]), by=by, after={"reason": why.value}
            )
        self._endings.announce(row["id"] for row in rows)
        return sum(row["expires_at"] > self._clock() for row in rows)
