"""The single-use tokens that mails carry: proof that their holder reads an account's mail."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from models.auth import MailToken
from models.enums import MailTokenKind
from services.auth.email_addresses import normalized
from services.auth.refusals import InvalidToken
from services.notifications.mails import Mails
from services.platform import tokens
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.settings import Settings


class MailTokens:
    """Only hashes are stored; `Mails` makes the token again when it is sent."""

    def __init__(self, database: Database, mails: Mails, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._mails = mails
        self._clock = clock
        self._lifetimes = {
            MailTokenKind.VERIFY_EMAIL: settings.verification_lifetime,
            MailTokenKind.RESET_PASSWORD: settings.password_reset_lifetime,
        }

    def hash_of(self, token_id: UUID) -> bytes:
        """What the row of this id stores."""
        return tokens.digest(self._mails.token_of(token_id))

    def expiry(self, kind: MailTokenKind) -> datetime:
        return self._clock() + self._lifetimes[kind]

    async def make(self, kind: MailTokenKind, email: str) -> UUID:
        """The id of a token, which has a row only where the account is there and has use for it."""
        token_id = uuid7()
        await self._database.fetch(
            "INSERT INTO mail_tokens (id, user_id, kind, token_hash, created_at, expires_at) "
            "SELECT $1, id, $2::text, $3, $4, $5 FROM users WHERE lower(email) = lower($6) "
            "AND ($2::text <> 'VERIFY_EMAIL' OR email_verified_at IS NULL)",
            token_id,
            kind.value,
            self.hash_of(token_id),
            self._clock(),
            self.expiry(kind),
            normalized(email, allow_test_domains=True) or "",
        )
        return token_id

    async def owner(self, kind: MailTokenKind, token: str) -> UUID:
        """Whose live token it is. Raises InvalidToken."""
        found = await MailToken.get_or_none(
            token_hash=tokens.digest(token), kind=kind, used_at__isnull=True, expires_at__gt=self._clock()
        )
        if found is None:
            raise InvalidToken
        return found.user_id

    async def use(self, kind: MailTokenKind, token: str) -> None:
        """Use it up, and with it the user's others of this kind. Raises InvalidToken.

        The caller holds the user's row lock.
        """
        now = self._clock()
        row = await self._database.fetch_one(
            "UPDATE mail_tokens SET used_at = $1 "
            "WHERE token_hash = $2 AND kind = $3 AND used_at IS NULL AND expires_at > $1 RETURNING user_id",
            now,
            tokens.digest(token),
            kind.value,
        )
        if row is None:
            raise InvalidToken
        await self.void(kind, row["user_id"])

    async def void(self, kind: MailTokenKind, user_id: UUID) -> None:
        """No mail of this kind that is still under way works any more."""
        await MailToken.filter(user_id=user_id, kind=kind, used_at__isnull=True).update(used_at=self._clock())
