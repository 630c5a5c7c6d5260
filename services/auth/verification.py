"""Proving an address."""

from dataclasses import dataclass

from models.auth import User
from models.enums import MailTokenKind, UserState
from services.auth.audit import Action
from services.auth.limits import Attempt, AuthLimits
from services.auth.mail_tokens import MailTokens
from services.auth.origin import Origin
from services.auth.refusals import InvalidToken
from services.auth.sessions import LoggedIn, Sessions
from services.notifications.letters import Letter
from services.notifications.mails import Mails
from services.platform.audit import AuditLog
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.ids import Kind, encode


@dataclass(frozen=True, slots=True)
class Verification:
    _database: Database
    _sessions: Sessions
    _mail_tokens: MailTokens
    _mails: Mails
    _limits: AuthLimits
    _audit: AuditLog
    _clock: Clock

    async def verify(self, token: str, *, origin: Origin) -> LoggedIn:
        """Prove the address and log in. Raises InvalidToken and RateLimited."""
        await self._limits.spend_address(Attempt.VERIFY_EMAIL, origin)
        user_id = await self._mail_tokens.owner(MailTokenKind.VERIFY_EMAIL, token)
        await self._limits.spend_account(Attempt.VERIFY_EMAIL, user_id)
        async with self._database.transaction():
            user = await User.select_for_update().get(id=user_id)
            await self._mail_tokens.use(MailTokenKind.VERIFY_EMAIL, token)
            # A mail may have been asked for while a reset was proving the address.
            if user.state is not UserState.ACTIVE or user.email_verified_at is not None:
                raise InvalidToken
            user.email_verified_at = user.last_log_in_at = self._clock()
            await user.save(update_fields=["email_verified_at", "last_log_in_at"])
            subject = encode(Kind.USER, user.id)
            await self._audit.write(Action.EMAIL_VERIFIED, subject, by=origin.doing(user.id, user.role))
            return await self._sessions.open(user.id, origin)

    async def resend(self, email: str, *, origin: Origin) -> None:
        """Another mail, where the address waits to be proven; nobody can tell. Raises RateLimited."""
        await self._limits.spend(Attempt.RESEND_VERIFICATION, origin, email)
        async with self._database.transaction():
            token_id = await self._mail_tokens.make(MailTokenKind.VERIFY_EMAIL, email)
            await self._mails.ask_for_link(Letter.VERIFY_EMAIL, token_id)
