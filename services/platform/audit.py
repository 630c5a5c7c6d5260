"""The record of what was done to accounts: append-only, one chain, written in the transaction of the deed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from models.admin import AuditEntry
from models.enums import ActorKind, Role
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.redaction import redacted

_ACTORS = {Role.FARMER: ActorKind.FARMER, Role.TRACTOR_OWNER: ActorKind.OWNER, Role.ADMIN: ActorKind.ADMIN}
ACTOR_OF_ROLE = f"CASE role {' '.join(f"WHEN '{role}' THEN '{kind}'" for role, kind in _ACTORS.items())} END"
"The same in SQL, of a column."
type Facts = Mapping[str, Any]
"What changed, by field: texts, numbers and truth values."


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it, from where, in which request. Without a user it was the system, or nobody knows who."""

    user_id: UUID | None = None
    role: Role | None = None
    ip_address: str | None = None
    trace_id: str | None = None

    @property
    def kind(self) -> ActorKind:
        return _ACTORS[self.role] if self.role else ActorKind.SYSTEM


class AuditLog:
    """The database chains each entry to the one before when its transaction commits."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def write(
        self, action: str, subject_id: str, *, by: Doer, before: Facts | None = None, after: Facts | None = None
    ) -> None:
        """With the open transaction, so that there is no deed without its entry. Raises NoTransaction."""
        self._database.current()
        await AuditEntry.create(
            at=self._clock(),
            actor=by.kind,
            actor_id=by.user_id,
            action=action,
            subject_id=subject_id,
            before=None if before is None else redacted(before),
            after=None if after is None else redacted(after),
            trace_id=by.trace_id,
            ip_address=by.ip_address,
        )

    async def write_failure(self, action: str, subject_id: str | None, *, by: Doer) -> None:
        """In a transaction of its own that does not wait for the disk, and in the same time for no subject:
        how long a failure takes must not tell whether there is somebody to fail."""
        async with self._database.transaction() as transaction:
            await transaction.raw.execute("SET LOCAL synchronous_commit = off")
            await transaction.raw.execute(
                "INSERT INTO audit_log (id, at, actor, action, subject_id, trace_id, ip_address) "
                "SELECT $1, $2, $3, $4, $5::text, $6, $7 WHERE $5::text IS NOT NULL",
                uuid7(),
                self._clock(),
                by.kind.value,
                action,
                subject_id,
                by.trace_id,
                by.ip_address,
            )
            # An entry takes its turn in the chain at the commit; whoever has none waits for that turn just as long.
            await transaction.raw.execute(
                "UPDATE audit_head SET sequence = sequence WHERE $1::text IS NULL", subject_id
            )
