"""What admins see and do."""

from uuid import UUID

import strawberry

from models.enums import Role, UserState
from resolvers.origin import doer_of, origin_of
from schema.context import Info
from schema.types.admin import AdminUser, AdminUserConnection, AdminUserResult, AdminUserSuccess
from schema.types.platform import (
    AuditEntryConnection,
    DeadJob,
    PlatformSummary,
    RetryJobResult,
    RetryJobSuccess,
)
from schema.types.scalars import Cursor, TimeZone
from services.admin.directory import PeopleFilter
from services.admin.history import HistoryFilter, audit_page
from services.platform.ids import Kind, decode, decode_or_nil


async def platform_summary(info: Info, time_zone: TimeZone | None = None) -> PlatformSummary:
    """All of one instant."""
    summaries = info.context.services.admin.summaries
    return PlatformSummary.of(await summaries.read(info.context.signed_in.user_id, time_zone))


async def users(
    info: Info,
    *,
    search: str | None = None,
    role: Role | None = None,
    state: UserState | None = None,
    first: int = 20,
    after: Cursor | None = None,
) -> AdminUserConnection:
    """Newest first. `search` is a part of a name, a mail address or a phone number, or an id."""
    narrowed = PeopleFilter(search, role, state)
    return AdminUserConnection.of(await info.context.services.admin.directory.page(narrowed, first=first, after=after))


async def audit_log(
    *,
    subject_id: strawberry.ID | None = None,
    actor_id: strawberry.ID | None = None,
    action: str | None = None,
    first: int = 20,
    after: Cursor | None = None,
) -> AuditEntryConnection:
    """Newest first."""
    narrowed = HistoryFilter(subject_id, decode_or_nil(Kind.USER, actor_id), action)
    return AuditEntryConnection.of(await audit_page(narrowed, first=first, after=after))


async def dead_jobs(info: Info, first: int = 20, after: strawberry.ID | None = None) -> list[DeadJob]:
    """Those that were enqueued last come first; `after` is the id of the last one that was seen."""
    last_seen = decode_or_nil(Kind.DEAD_JOB, after)
    found = await info.context.services.admin.dead_jobs.newest(first=first, after=last_seen)
    return [DeadJob.of(job) for job in found]


async def assign_role(info: Info, user_id: strawberry.ID, role: Role) -> AdminUserResult:
    """Ends every session of the account. Written to the audit log."""
    subject = decode(Kind.USER, user_id, "userId")
    await info.context.services.admin.roles.assign(info.context.signed_in, subject, role, origin=origin_of(info))
    return await _user(info, subject)


async def suspend_user(info: Info, user_id: strawberry.ID, reason: str) -> AdminUserResult:
    """Ends the sessions and sockets, withdraws the offers and pauses the tractors. Written to the audit log."""
    subject, viewer = decode(Kind.USER, user_id, "userId"), info.context.signed_in
    await info.context.services.admin.suspension.suspend(viewer, subject, reason, origin=origin_of(info))
    return await _user(info, subject)


async def reinstate_user(info: Info, user_id: strawberry.ID) -> AdminUserResult:
    """The tractors go back to what they were. Written to the audit log."""
    subject, viewer = decode(Kind.USER, user_id, "userId"), info.context.signed_in
    await info.context.services.admin.suspension.reinstate(viewer, subject, origin=origin_of(info))
    return await _user(info, subject)


async def retry_dead_job(info: Info, id: strawberry.ID) -> RetryJobResult:
    """From the start, with all its attempts; what is under way again stays so. Written to the audit log."""
    await info.context.services.admin.dead_jobs.retry(decode(Kind.DEAD_JOB, id), by=doer_of(info))
    return RetryJobSuccess(id=id)


async def _user(info: Info, user_id: UUID) -> AdminUserSuccess:
    info.context.forget_rows()
    return AdminUserSuccess(user=await AdminUser.load(info, user_id))
