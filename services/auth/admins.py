"""The first admin, whom an operator makes: nobody signs up as one."""

from dataclasses import dataclass
from uuid import UUID

from tortoise.exceptions import IntegrityError

from models.auth import User
from models.enums import Role
from models.users import Preferences, Profile
from services.auth import email_addresses
from services.auth.audit import Action
from services.errors import ValidationFailed
from services.platform import passwords, people
from services.platform.audit import AuditLog, Doer
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.ids import Kind, encode
from services.platform.passwords import Passwords


@dataclass(frozen=True, slots=True)
class Admins:
    _database: Database
    _passwords: Passwords
    _audit: AuditLog
    _clock: Clock

    async def create(self, *, name: str, email: str, password: str) -> UUID:
        """The account, whose address counts as proven. Raises ValidationFailed."""
        address = await self._checked(name, email, password)
        password_hash = await self._passwords.hash(password)
        now = self._clock()
        try:
            async with self._database.transaction():
                user = await User.create(
                    email=address, password_hash=password_hash, role=Role.ADMIN, email_verified_at=now, created_at=now
                )
                await Profile.create(user_id=user.id, name=people.spelled(name))
                await Preferences.create(user_id=user.id)
                await self._audit.write(Action.ADMIN_CREATED, encode(Kind.USER, user.id), by=Doer())
        except IntegrityError:
            raise ValidationFailed.of("email", code="TAKEN", message="This address has an account.") from None
        return user.id

    async def _checked(self, name: str, email: str, password: str) -> str:
        address = email_addresses.normalized(email, allow_test_domains=True)
        problems = (
            *people.problems_of_name(name, "name"),
            *email_addresses.problems_of(address, "email"),
            *await self._passwords.problems_of(password, "password", known=passwords.tried_first(name, email)),
        )
        if address is None or problems:
            raise ValidationFailed(problems)
        return address
