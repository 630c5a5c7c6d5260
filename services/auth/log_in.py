"""Logging in: one answer, in one time, for an unknown address and for a wrong password."""

from dataclasses import dataclass

import asyncpg

from models.enums import UserState
from services.auth.accounts import COLUMNS
from services.auth.audit import Action
from services.auth.email_addresses import normalized
from services.auth.limits import Attempt, AuthLimits
from services.auth.origin import Origin
from services.auth.refusals import AccountSuspended, EmailNotVerified, InvalidCredentials
from services.auth.sessions import LoggedIn, Sessions
from services.errors import ValidationFailed
from services.platform import passwords
from services.platform.audit import AuditLog
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.ids import Kind, encode
from services.platform.languages import said
from services.platform.passwords import Passwords

# The condition refuses a password that was changed, or an account closed, while it was being checked.
_LOG_IN = f"""
UPDATE users u SET last_log_in_at = $4, password_hash = coalesce($15, u.password_hash)
FROM profiles p
WHERE p.user_id = u.id AND u.id = $13 AND u.password_hash = $14 AND u.state = 'ACTIVE'
RETURNING {COLUMNS}
"""  # noqa: S608 - the columns are ours


@dataclass(frozen=True, slots=True)
class LogIn:
    _database: Database
    _sessions: Sessions
    _passwords: Passwords
    _limits: AuthLimits
    _audit: AuditLog
    _clock: Clock

    async def __call__(self, email: str, password: str, *, origin: Origin, device_name: str | None = None) -> LoggedIn:
        """Raises InvalidCredentials, EmailNotVerified, AccountSuspended, ValidationFailed and RateLimited."""
        await self._limits.spend(Attempt.LOG_IN, origin, email)
        if len(password) > passwords.LONGEST:
            message = said("A password has at most {most} characters.", most=passwords.LONGEST)
            raise ValidationFailed.of("input", "password", code="TOO_LONG", message=message)
        user = await self._account(email)
        verdict = await self._passwords.verify(password, user["password_hash"] if user else None)
        if user is None or not verdict.is_right:
            await self._audit.write_failure(
                Action.LOG_IN_FAILED, encode(Kind.USER, user["id"]) if user else None, by=origin.doing()
            )
            raise InvalidCredentials
        if user["state"] != UserState.ACTIVE:
            raise AccountSuspended
        if user["email_verified_at"] is None:
            raise EmailNotVerified
        return await self._open(user, verdict.fresh_hash, origin, device_name)

    async def _account(self, email: str) -> asyncpg.Record | None:
        # A special-use domain has no account; asking for it finds none, so that nobody needs to refuse it here.
        address = normalized(email, allow_test_domains=True)
        return await self._database.fetch_one(
            "SELECT id, password_hash, role, state, email_verified_at FROM users WHERE lower(email) = lower($1)",
            address or "",
        )

    async def _open(
        self, user: asyncpg.Record, fresh_hash: str | None, origin: Origin, device_name: str | None
    ) -> LoggedIn:
        opened = await self._sessions.open_where(
            _LOG_IN, user["id"], user["password_hash"], fresh_hash, origin=origin, device_name=device_name
        )
        if opened is None:
            raise InvalidCredentials
        return opened
