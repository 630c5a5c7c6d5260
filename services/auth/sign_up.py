"""Signing up: the same answer, after the same work, whether or not the address already has an account."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from models.enums import MailTokenKind, Role
from services.auth import email_addresses
from services.auth.limits import Attempt, AuthLimits
from services.auth.mail_tokens import MailTokens
from services.auth.origin import Origin
from services.errors import ValidationFailed
from services.notifications.letters import Letter
from services.notifications.mails import Mails
from services.platform import passwords, people
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.passwords import Passwords
from services.platform.settings import Settings


class SignUpRole(StrEnum):
    """What people may call themselves. An admin is made by an operator or by another admin."""

    FARMER = "FARMER"
    TRACTOR_OWNER = "TRACTOR_OWNER"


@dataclass(frozen=True, slots=True)
class Applicant:
    """What somebody enters who signs up."""

    role: SignUpRole
    name: str
    email: str
    phone: str | None
    password: str
    locale: str
    time_zone: str


# One statement for both cases, so that neither takes a round trip more than the other. An address that is
# taken gets a token too: its mail offers a new password, which also proves an address that never was proven.
_SIGN_UP = """
WITH made AS (
    INSERT INTO users (id, email, password_hash, role, state, created_at)
    VALUES ($1, $2, $3, $4, 'ACTIVE', $5) ON CONFLICT (lower(email)) DO NOTHING RETURNING id
), profile AS (
    INSERT INTO profiles (user_id, name, phone, locale, time_zone) SELECT id, $6, $7, $8, $9 FROM made
), preference AS (
    INSERT INTO preferences (user_id, currency, area_unit) SELECT id, 'NGN', 'HECTARE' FROM made
), account AS (
    SELECT id, 'VERIFY_EMAIL' AS kind, $12::timestamptz AS expires_at FROM made
    UNION ALL SELECT id, 'RESET_PASSWORD', $13::timestamptz FROM users WHERE lower(email) = lower($2)
)
INSERT INTO mail_tokens (id, user_id, kind, token_hash, created_at, expires_at)
SELECT $10, id, kind, $11, $5, expires_at FROM account RETURNING kind
"""


@dataclass(frozen=True, slots=True)
class SignUp:
    """Makes an account, with its profile and preferences, and asks for the mail that proves the address."""

    _database: Database
    _passwords: Passwords
    _mail_tokens: MailTokens
    _mails: Mails
    _limits: AuthLimits
    _clock: Clock
    _settings: Settings

    async def __call__(self, applicant: Applicant, *, origin: Origin) -> str:
        """The address that a mail goes to. Raises ValidationFailed and RateLimited."""
        await self._limits.spend_address(Attempt.SIGN_UP, origin)
        email = await self._checked(applicant)
        await self._limits.spend_account(Attempt.SIGN_UP, email)
        password_hash = await self._passwords.hash(applicant.password)
        token_id = uuid7()
        async with self._database.transaction():
            made = await self._write(applicant, email, password_hash, token_id)
            is_new = made is not None and made["kind"] == MailTokenKind.VERIFY_EMAIL
            await self._mails.ask_for_link(Letter.VERIFY_EMAIL if is_new else Letter.ACCOUNT_EXISTS, token_id)
        return email

    async def _checked(self, applicant: Applicant) -> str:
        """The address in its one spelling. Raises ValidationFailed with everything that is wrong."""
        is_development = self._settings.environment == "development"
        email = email_addresses.normalized(applicant.email, allow_test_domains=is_development)
        known = passwords.tried_first(applicant.name, applicant.email)
        problems = (
            *people.problems_of_name(applicant.name, "input", "name"),
            *email_addresses.problems_of(email, "input", "email"),
            *people.problems_of_phone(applicant.phone, "input", "phone"),
            *await self._passwords.problems_of(applicant.password, "input", "password", known=known),
            *people.problems_of_locale(applicant.locale, "input", "locale"),
            *people.problems_of_zone(applicant.time_zone, "input", "timeZone"),
        )
        if email is None or problems:
            raise ValidationFailed(problems)
        return email

    async def _write(
        self, applicant: Applicant, email: str, password_hash: str, token_id: UUID
    ) -> asyncpg.Record | None:
        return await self._database.fetch_one(
            _SIGN_UP,
            uuid7(),
            email,
            password_hash,
            Role(applicant.role).value,
            self._clock(),
            people.spelled(applicant.name),
            applicant.phone,
            applicant.locale,
            applicant.time_zone,
            token_id,
            self._mail_tokens.hash_of(token_id),
            self._mail_tokens.expiry(MailTokenKind.VERIFY_EMAIL),
            self._mail_tokens.expiry(MailTokenKind.RESET_PASSWORD),
        )
