"""Sessions: a log-in is one, with a family of refresh tokens that each give the next (semantics, section 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from uuid_utils.compat import uuid7

from models.auth import RefreshToken, Session
from services.auth.access import Access
from services.auth.accounts import COLUMNS, AccountProfile
from services.auth.audit import Action
from services.auth.endings import SessionEndings
from services.auth.origin import Origin
from services.auth.viewer import Viewer
from services.errors import NotFound
from services.platform import tokens
from services.platform.audit import ACTOR_OF_ROLE, AuditLog, Doer
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.ids import Kind, encode
from services.platform.settings import Settings

_OPEN = f"""
WITH account AS ({{account}}), session AS (
    INSERT INTO sessions (id, user_id, device_name, ip_address, created_at, last_used_at, expires_at)
    SELECT $1, user_id, $2, $3, $4, $4, $5 FROM account
), token AS (
    INSERT INTO refresh_tokens (id, token_hash, session_id, generation, created_at, expires_at)
    SELECT $6, $7, $1, 1, $4, $8 FROM account
), entry AS (
    INSERT INTO audit_log (id, at, actor, actor_id, action, subject_id, trace_id, ip_address)
    SELECT $9, $4, {ACTOR_OF_ROLE}, user_id, $10, $11, $12, $3 FROM account
)
SELECT * FROM account
"""  # noqa: S608 - nothing of it comes from outside
_OF_USER = f"SELECT {COLUMNS} FROM users u JOIN profiles p ON p.user_id = u.id WHERE u.id = $13"  # noqa: S608


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
    """Somebody with a new session."""

    tokens: TokenPair
    viewer: Viewer
    account: AccountProfile


@dataclass(frozen=True, slots=True)
class Sessions:
    """Opens, lists and ends sessions."""

    _database: Database
    _access: Access
    _endings: SessionEndings
    _audit: AuditLog
    _clock: Clock
    _settings: Settings

    async def open(self, user_id: UUID, origin: Origin, device_name: str | None = None) -> LoggedIn:
        """A new family. Raises LookupError for nobody."""
        opened = await self.open_where(_OF_USER, user_id, origin=origin, device_name=device_name)
        if opened is None:
            raise LookupError(user_id)
        return opened

    async def open_where(
        self, account: str, *values: object, origin: Origin, device_name: str | None = None
    ) -> LoggedIn | None:
        """A new family for the one that `account` gives, a statement of the columns of accounts; None if it gives none.

        All of it is one statement: its `values` begin at $13, and $4 is the present instant.
        """
        now = self._clock()
        ends_at = now + self._settings.refresh_token_absolute_lifetime
        token_ends_at = self._token_ends_at(now, ends_at)
        session_id, token_id, text = uuid7(), uuid7(), tokens.new_token()
        row = await self._database.fetch_one(
            _OPEN.format(account=account),
            session_id,
            origin.device_name(device_name),
            origin.address,
            now,
            ends_at,
            token_id,
            tokens.digest(text),
            token_ends_at,
            uuid7(),
            Action.LOGGED_IN,
            encode(Kind.SESSION, session_id),
            origin.trace_id,
            *values,
        )
        if row is None:
            return None
        found = AccountProfile.of(row)
        viewer = Viewer(found.user_id, found.role, session_id)
        pair = self.pair(viewer, text, token_id=token_id, at=now, expires_at=token_ends_at)
        return LoggedIn(pair, viewer, found)

    def _token_ends_at(self, made_at: datetime, session_ends_at: datetime) -> datetime:
        return min(made_at + self._settings.refresh_token_idle_lifetime, session_ends_at)

    async def add_token(self, viewer: Viewer, session: Session, text: str, *, generation: int) -> TokenPair:
        """Make `text` the family's token of this generation."""
        now = self._clock()
        token = await RefreshToken.create(
            token_hash=tokens.digest(text),
            session_id=session.id,
            generation=generation,
            created_at=now,
            expires_at=self._token_ends_at(now, session.expires_at),
        )
        return self.pair(viewer, text, token_id=token.id, at=token.created_at, expires_at=token.expires_at)

    def pair(self, viewer: Viewer, text: str, *, token_id: UUID, at: datetime, expires_at: datetime) -> TokenPair:
        """The answer that goes with a stored token, whenever it is asked for."""
        access = self._access.issue(viewer, token_id=token_id, at=at)
        return TokenPair(access.text, access.expires_at, text, expires_at)

    async def of_users(self, user_ids: Sequence[UUID]) -> dict[UUID, list[Session]]:
        """The live sessions, the last used first."""
        rows = await Session.filter(
            user_id__in=user_ids,
            revoked_at__isnull=True,
            expires_at__gt=self._clock(),
            last_used_at__gt=self._idle_since(),
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
            if not await self.end_family(user_id, session_id, why, by=by):
                raise NotFound

    async def end_family(self, user_id: UUID, session_id: UUID, why: Ending, *, by: Doer) -> bool:
        """In the caller's transaction; also one that nobody has used for long. False where it was not alive."""
        return bool(await self._revoke("user_id = $3 AND id = $4", (user_id, session_id), why, by))

    async def end_all(self, user_id: UUID, why: Ending, *, by: Doer) -> int:
        """How many were alive."""
        async with self._database.transaction():
            return await self._revoke("user_id = $3", (user_id,), why, by)

    def _idle_since(self) -> datetime:
        """Whatever was not used after this is over."""
        return self._clock() - self._settings.refresh_token_idle_lifetime

    async def _revoke(self, which: str, values: tuple[UUID, ...], why: Ending, by: Doer) -> int:
        """How many of them were alive, as `of_users` lists them."""
        rows = await self._database.fetch(
            f"UPDATE sessions SET revoked_at = $1, revoked_because = $2 "  # noqa: S608 - `which` is written above
            f"WHERE revoked_at IS NULL AND {which} RETURNING id, expires_at, last_used_at",
            self._clock(),
            why.value,
            *values,
        )
        for row in rows:
            await self._audit.write(
                Action.SESSION_ENDED, encode(Kind.SESSION, row["id"]), by=by, after={"reason": why.value}
            )
        self._endings.announce(row["id"] for row in rows)
        now, idle_since = self._clock(), self._idle_since()
        return sum(row["expires_at"] > now and row["last_used_at"] > idle_since for row in rows)
