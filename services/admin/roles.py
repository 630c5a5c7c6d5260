"""Who is what. A role changes here and nowhere else, and whoever it changes for signs in again."""

from dataclasses import dataclass
from uuid import UUID

from models.auth import User
from models.enums import Role
from services.auth.audit import Action
from services.auth.origin import Origin
from services.auth.sessions import Ending, Sessions
from services.auth.standing import OWNER_GONE, lock_as_admin
from services.auth.viewer import Viewer
from services.errors import ValidationFailed
from services.jobs.queue import JobQueue
from services.platform.audit import AuditLog
from services.platform.database import Database
from services.platform.ids import Kind, encode

_OPEN_JOBS = """SELECT EXISTS (SELECT FROM job_requests
    WHERE (farmer_id = $1 OR owner_id = $1) AND status NOT IN ('COMPLETED', 'CANCELLED')) AS found"""
_MONEY = """SELECT EXISTS (SELECT FROM ledger_accounts
    WHERE user_id = $1 AND kind IN ('WALLET', 'HELD') AND balance_minor <> 0) AS found"""


@dataclass(frozen=True, slots=True)
class Roles:
    """A job that begins meanwhile holds the account's row: it is there when this looks, or finds the new role."""

    _database: Database
    _jobs: JobQueue
    _sessions: Sessions
    _audit: AuditLog

    async def assign(self, by: Viewer, user_id: UUID, role: Role, *, origin: Origin) -> None:
        """By an admin. What an owner was offered goes on to others, a moment later.

        Raises Forbidden, NotFound, and ValidationFailed for the own role, as one admin always remains, and for an
        account with open jobs, or with money that the new role could not take out: nobody could see to them any longer.
        """
        if user_id == by.user_id:
            message = "Another admin changes your role."
            raise ValidationFailed.of("userId", code="OWN_ROLE", message=message)
        async with self._database.transaction():
            user = await lock_as_admin(by, user_id)
            if user.role is not role:
                await self._check_nothing_open(user_id, role)
                await self._change(by, user, role, origin)

    async def _check_nothing_open(self, user_id: UUID, role: Role) -> None:
        if await self._found(_OPEN_JOBS, user_id):
            message = "The account has jobs that are not done: they are finished or cancelled first."
            raise ValidationFailed.of("userId", code="OPEN_JOBS", message=message)
        if role is not Role.TRACTOR_OWNER and await self._found(_MONEY, user_id):
            message = "The account has money in its wallet: it is withdrawn first."
            raise ValidationFailed.of("userId", code="MONEY_LEFT", message=message)

    async def _found(self, statement: str, user_id: UUID) -> bool:
        row = await self._database.fetch_one(statement, user_id)
        return row is not None and row["found"]

    async def _change(self, by: Viewer, user: User, role: Role, origin: Origin) -> None:
        doer, subject = origin.doing(by.user_id, by.role), encode(Kind.USER, user.id)
        await self._audit.write(Action.ROLE_CHANGED, subject, by=doer, before={"role": user.role}, after={"role": role})
        await User.filter(id=user.id).update(role=role)
        await self._sessions.end_all(user.id, Ending.ROLE_CHANGED, by=doer)
        await self._jobs.enqueue(OWNER_GONE, user=user.id)
