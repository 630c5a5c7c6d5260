"""New passwords, and with each of them the end of every session."""

from dataclasses import dataclass

from uuid_utils.compat import uuid7

from models.auth import User
from models.enums import MailTokenKind, NotificationKind
from models.users import Profile
from services.auth.audit import Action
from services.auth.limits import Attempt, AuthLimits
from services.auth.mail_tokens import MailTokens
from services.auth.origin import Origin
from services.auth.refusals import InvalidCredentials
from services.auth.sessions import Ending, Sessions
from services.auth.viewer import Viewer
from services.errors import ValidationFailed
from services.notifications.announcing import Announcements, News
from services.notifications.facts import Alert, Facts
from services.notifications.letters import Letter
from services.notifications.mails import Mails
from services.platform import passwords
from services.platform.audit import AuditLog
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.ids import Kind, encode
from services.platform.passwords import Passwords

_PATH = "newPassword"


@dataclass(frozen=True, slots=True)
class PasswordChanges:
    _database: Database
    _sessions: Sessions
    _passwords: Passwords
    _mail_tokens: MailTokens
    _mails: Mails
    _announcements: Announcements
    _limits: AuthLimits
    _audit: AuditLog
    _clock: Clock

    async def request_reset(self, email: str, *, origin: Origin) -> None:
        """A mail with a link, where the address has an account; nobody can tell. Raises RateLimited."""
        await self._limits.spend(Attempt.REQUEST_RESET, origin, email)
        async with self._database.transaction():
            token_id = await self._mail_tokens.make(MailTokenKind.RESET_PASSWORD, email)
            await self._mails.ask_for_link(Letter.RESET_PASSWORD, token_id)

    async def reset(self, token: str, new_password: str, *, origin: Origin) -> int:
        """How many sessions ended. Whoever reads the mail has proven the address, too.

        Raises InvalidToken, ValidationFailed and RateLimited; a password that is refused leaves the token usable.
        """
        await self._limits.spend_address(Attempt.RESET_PASSWORD, origin)
        user = await User.get(id=await self._mail_tokens.owner(MailTokenKind.RESET_PASSWORD, token))
        await self._limits.spend_account(Attempt.RESET_PASSWORD, user.id)
        fresh_hash = await self._hash_of(new_password, user)
        async with self._database.transaction():
            # The account first, as everywhere, so that two who change it at once wait and do not deadlock.
            await User.select_for_update().get(id=user.id)
            await self._mail_tokens.use(MailTokenKind.RESET_PASSWORD, token)
            await User.filter(id=user.id, email_verified_at__isnull=True).update(email_verified_at=self._clock())
            return await self._replace(user, fresh_hash, Action.PASSWORD_RESET, origin)

    async def change(self, by: Viewer, *, current_password: str, new_password: str, origin: Origin) -> int:
        """How many sessions ended, this one included. Raises InvalidCredentials, ValidationFailed and RateLimited."""
        await self._limits.spend(Attempt.CHANGE_PASSWORD, origin, by.user_id)
        user = await User.get(id=by.user_id)
        if len(current_password) > passwords.LONGEST:
            raise InvalidCredentials
        if not (await self._passwords.verify(current_password, user.password_hash)).is_right:
            await self._record_failure(user, origin)
            raise InvalidCredentials
        fresh_hash = await self._hash_of(new_password, user)
        async with self._database.transaction():
            locked = await User.select_for_update().get(id=user.id)
            if locked.password_hash != user.password_hash:
                raise InvalidCredentials
            return await self._replace(user, fresh_hash, Action.PASSWORD_CHANGED, origin)

    async def _record_failure(self, user: User, origin: Origin) -> None:
        """Somebody who holds a session does not know its password."""
        async with self._database.transaction():
            by = origin.doing(user.id, user.role)
            await self._audit.write(Action.PASSWORD_CHANGE_FAILED, encode(Kind.USER, user.id), by=by)

    async def _hash_of(self, new_password: str, user: User) -> str:
        """Raises ValidationFailed."""
        profile = await Profile.get(user_id=user.id)
        known = passwords.tried_first(profile.name, user.email)
        problems = await self._passwords.problems_of(new_password, _PATH, known=known)
        if problems:
            raise ValidationFailed(problems)
        return await self._passwords.hash(new_password)

    async def _replace(self, user: User, fresh_hash: str, action: Action, origin: Origin) -> int:
        by = origin.doing(user.id, user.role)
        await User.filter(id=user.id).update(password_hash=fresh_hash)
        # No mail from before opens a session, be it one that would prove the address.
        for kind in MailTokenKind:
            await self._mail_tokens.void(kind, user.id)
        alert = Facts(alert=Alert.PASSWORD_CHANGED)
        await self._announcements.tell(News(user.id, NotificationKind.SECURITY_ALERT, f"password:{uuid7()}", alert))
        await self._audit.write(action, encode(Kind.USER, user.id), by=by)
        return await self._sessions.end_all(user.id, Ending.PASSWORD_CHANGED, by=by)
