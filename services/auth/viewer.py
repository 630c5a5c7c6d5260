"""Whoever is asking."""

from dataclasses import dataclass
from uuid import UUID

from models.enums import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in user in one session."""

    user_id: UUID
    role: Role
    session_id: UUID

    def __hash__(self) -> int:
        # Sessions belong to one user each, and the others' hashes take longer than all that is looked up by them.
        return hash(self.session_id.int)

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN
