"""Who is what. A role changes here and nowhere else, and whoever it changes for signs in again."""

from dataclasses import dataclass
from uuid import UUID

from models.auth import User
from models.enums import Role
from services.auth.audit import Action
from services.auth.origin import Origin
from services.auth.sessions import Ending, Sessions
from services.auth.standing import lock_as_admin
from services.auth.viewer import Viewer
from services.errors import ValidationFailed
from services.platform.audit import AuditLog
from services.platform.database import Database
from services.platform.ids import Kind, encode


@dataclass(frozen=True, slots=True)
class Roles:
    _database: Database
    _sessions: Sessions
    _audit: AuditLog

    async def assign(self, by: Viewer, user_id: UUID, role: Role, *, origin: Origin) -> None:
        """By an admin. Raises Forbidden, NotFound, and ValidationFailed for the own role: one admin always remains."""
        if user_id == by.user_id:
            message = "Another admin changes your role."
            raise ValidationFailed.of("userId", code="OWN_ROLE", message=message)
        doer = origin.doing(by.user_id, by.role)
        async with self._database.transaction():
            user = await lock_as_admin(by, user_id)
            if user.role is role:
                return
            subject = encode(Kind.USER, user.id)
            await self._audit.write(
                Action.ROLE_CHANGED, subject, by=doer, before={"role": user.role}, after={"role": role}
            )
            await User.filter(id=user.id).update(role=role)
            await self._sessions.end_all(user.id, Ending.ROLE_CHANGED, by=doer)
