"""The platform as a whole, as admins see it: figures, the audit log and the jobs that failed for good."""

import datetime as dt
from typing import Annotated, Any, Self
from uuid import UUID

import orjson
import strawberry

from models import admin as rows
from models.enums import ActorKind
from schema.context import Info
from schema.types.admin import AdminUser
from schema.types.connections import page_info
from schema.types.errors import NotFoundError
from schema.types.scalars import Cursor
from schema.types.shared import Money, Node, PageInfo
from services.admin import dead_jobs, summary
from services.platform.ids import Kind, encode
from services.platform.pages import Page


@strawberry.type(description="Today is the day in the admin's zone, unless another zone is named.")
class PlatformSummary:
    as_of: dt.datetime
    users: int
    tractors_active: int
    requests_open: int
    requests_today: int
    completed_today: int
    gross_today: list[Money] = strawberry.field(description="What jobs brought in today, commission included.")
    waitlisted: int
    dead_jobs: int

    @classmethod
    def of(cls, found: summary.PlatformSummary) -> Self:
        return cls(
            as_of=found.as_of,
            users=found.users,
            tractors_active=found.tractors_active,
            requests_open=found.requests_open,
            requests_today=found.requests_today,
            completed_today=found.completed_today,
            gross_today=[Money.of(each.amount_minor, each.currency) for each in found.gross_today],
            waitlisted=found.waitlisted,
            dead_jobs=found.dead_jobs,
        )


@strawberry.type(description="Append-only.")
class AuditEntry(Node):
    actor_user_id: strawberry.Private[UUID | None]
    at: dt.datetime
    actor: ActorKind
    actor_id: strawberry.ID | None
    action: str
    subject_id: strawberry.ID
    before: str | None = strawberry.field(description="A JSON object of the fields that changed, as they were.")
    after: str | None = strawberry.field(description="A JSON object of the fields that changed, as they are since.")
    trace_id: str | None
    ip_address: str | None

    @strawberry.field(description="Who it was; null for the system, and where nobody knows.")
    async def actor_user(self, info: Info) -> AdminUser | None:
        return await AdminUser.load(info, self.actor_user_id) if self.actor_user_id else None

    @classmethod
    def of(cls, row: rows.AuditEntry) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.AUDIT_ENTRY, row.id)),
            actor_user_id=row.actor_id,
            at=row.at,
            actor=row.actor,
            actor_id=strawberry.ID(encode(Kind.USER, row.actor_id)) if row.actor_id else None,
            action=row.action,
            subject_id=strawberry.ID(row.subject_id),
            before=_text(row.before),
            after=_text(row.after),
            trace_id=row.trace_id,
            ip_address=row.ip_address,
        )


def _text(facts: dict[str, Any] | None) -> str | None:
    return None if facts is None else orjson.dumps(facts).decode()


@strawberry.type
class AuditEntryEdge:
    cursor: Cursor
    node: AuditEntry


@strawberry.type
class AuditEntryConnection:
    edges: list[AuditEntryEdge]
    nodes: list[AuditEntry]
    page_info: PageInfo

    @classmethod
    def of(cls, page: Page[rows.AuditEntry]) -> Self:
        edges = [AuditEntryEdge(cursor=Cursor(page.cursor(row)), node=AuditEntry.of(row)) for row in page.rows]
        return cls(edges=edges, nodes=[edge.node for edge in edges], page_info=page_info(page))


@strawberry.type(description="A job that ran out of attempts.")
class DeadJob(Node):
    name: str
    failed_at: dt.datetime
    attempts: int
    last_error: str = strawberry.field(description="What it said, without contacts and secrets.")

    @classmethod
    def of(cls, job: dead_jobs.DeadJob) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.DEAD_JOB, job.id)),
            name=job.name,
            failed_at=job.failed_at,
            attempts=job.attempts,
            last_error=job.last_error,
        )


@strawberry.type
class RetryJobSuccess:
    id: strawberry.ID


RetryJobResult = Annotated[RetryJobSuccess | NotFoundError, strawberry.union("RetryJobResult")]
