"""The audit log, to be looked through by admins."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.admin import AuditEntry
from services.errors import ValidationFailed
from services.platform import texts
from services.platform.pages import Page, newest_first

# As long as what is there to be found.
_LONGEST_SUBJECT, _LONGEST_ACTION = 64, 32


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What the list is narrowed to. `subject_id` is a public id, `action` the name of one."""

    subject_id: str | None = None
    actor_id: UUID | None = None
    action: str | None = None


async def audit_page(narrowed: HistoryFilter, *, first: int, after: str | None) -> Page[AuditEntry]:
    """Newest first. Raises ValidationFailed."""
    problems = (
        *texts.problems_of(narrowed.subject_id or "", "subjectId", longest=_LONGEST_SUBJECT, required=False),
        *texts.problems_of(narrowed.action or "", "action", longest=_LONGEST_ACTION, required=False),
    )
    if problems:
        raise ValidationFailed(problems)
    given = {"subject_id": narrowed.subject_id, "actor_id": narrowed.actor_id, "action": narrowed.action}
    rows = AuditEntry.filter(**{name: value for name, value in given.items() if value is not None})
    return await newest_first(rows, first=first, after=after)


async def audit_entries(ids: Sequence[UUID]) -> dict[UUID, AuditEntry]:
    """By their ids."""
    return {row.id: row for row in await AuditEntry.filter(id__in=list(ids))}
