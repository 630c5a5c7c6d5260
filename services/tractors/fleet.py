"""An owner's tractors."""

from collections.abc import Sequence
from uuid import UUID

from tortoise.functions import Count

from models.enums import RequestStatus, Role, TractorState
from models.requests import JobRequest
from models.tractors import Booking, Capability, Service, Tractor, WeeklyHours
from services.auth.standing import lock_own_account
from services.auth.viewer import Viewer
from services.errors import ValidationFailed
from services.jobs.queue import Job, JobQueue
from services.platform.database import Database
from services.platform.geography import zone_at
from services.platform.pages import Page, newest_first
from services.platform.texts import kept
from services.tractors.catalogue import all_services
from services.tractors.drafts import TractorDraft, problems
from services.tractors.rows import capability_rows, hours_rows, place_columns, pricing_columns

TRACTOR_FREED = Job("tractor_freed")
# The second value is the viewer.
_VISIBLE = {
    Role.TRACTOR_OWNER: "owner_id = $2",
    Role.FARMER: """id IN (
        SELECT m.tractor_id FROM request_matches m JOIN job_requests r ON r.id = m.request_id WHERE r.farmer_id = $2
        UNION
        SELECT e.tractor_id FROM estimates e JOIN job_requests r ON r.id = e.request_id WHERE r.farmer_id = $2)""",
    Role.ADMIN: "$2::uuid IS NOT NULL",
}


class Fleet:
    """Tractors as their owners keep them and as others may see them."""

    def __init__(self, database: Database, jobs: JobQueue) -> None:
        self._database = database
        self._jobs = jobs

    async def create(self, by: Viewer, draft: TractorDraft) -> UUID:
        """A tractor, at once open for offers. Raises ValidationFailed and Forbidden."""
        found = problems(draft, await all_services())
        if found:
            raise ValidationFailed(problems=found)
        async with self._database.transaction():
            await lock_own_account(self._database, by)
            tractor = await _insert(by.user_id, draft)
            await Capability.bulk_create(capability_rows(tractor.id, draft.capabilities))
            await WeeklyHours.bulk_create(hours_rows(tractor.id, draft.weekly_hours))
            await self._jobs.enqueue(TRACTOR_FREED, tractor=tractor.id)
        return tractor.id

    async def mine(self, by: Viewer, *, state: TractorState | None, first: int, after: str | None) -> Page[Tractor]:
        """The viewer's own, newest first."""
        rows = Tractor.filter(owner_id=by.user_id)
        return await newest_first(rows.filter(state=state) if state else rows, first=first, after=after)

    async def visible(self, viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Tractor]:
        """Those of the tractors that the viewer may see, by id."""
        return await visible_tractors(viewer, ids)


async def visible_tractors(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Tractor]:
    """OWNER: own. FARMER: those that were offered, or priced for, an own request. ADMIN: all."""
    rows = await Tractor.where(f"id = ANY($1) AND {_VISIBLE[viewer.role]}", list(ids), viewer.user_id)
    return {row.id: row for row in rows}


async def capabilities_of(ids: Sequence[UUID]) -> dict[UUID, list[Capability]]:
    found: dict[UUID, list[Capability]] = {}
    for row in await Capability.filter(tractor_id__in=list(ids)).order_by("service_id"):
        found.setdefault(row.tractor_id, []).append(row)
    return found


async def services_of(ids: Sequence[UUID]) -> dict[UUID, list[Service]]:
    """What the capabilities of each are for."""
    found: dict[UUID, list[Service]] = {}
    for row in await Capability.filter(tractor_id__in=list(ids)).order_by("service_id").select_related("service"):
        found.setdefault(row.tractor_id, []).append(row.service)
    return found


async def hours_of(ids: Sequence[UUID]) -> dict[UUID, list[WeeklyHours]]:
    found: dict[UUID, list[WeeklyHours]] = {}
    for row in await WeeklyHours.filter(tractor_id__in=list(ids)).order_by("weekday", "opens_minute"):
        found.setdefault(row.tractor_id, []).append(row)
    return found


async def _insert(owner_id: UUID, draft: TractorDraft) -> Tractor:
    return await Tractor.create(
        owner_id=owner_id,
        name=draft.name.strip(),
        make=draft.make.strip(),
        model=draft.model.strip(),
        year=draft.year,
        power_kw=draft.power_kw,
        registration_number=kept(draft.registration_number),
        service_radius_km=draft.service_radius_km,
        time_zone=draft.time_zone or zone_at(draft.base),
        **place_columns(draft.base),
        **pricing_columns(draft.pricing),
    )


async def completed_jobs_of(ids: Sequence[UUID]) -> dict[UUID, int]:
    rows = (
        await JobRequest.filter(tractor_id__in=list(ids), status=RequestStatus.COMPLETED)
        .annotate(jobs=Count("id"))
        .group_by("tractor_id")
        .values_list("tractor_id", "jobs")
    )
    return dict(rows)


async def bookings(ids: Sequence[UUID]) -> dict[UUID, Booking]:
    return {row.id: row for row in await Booking.filter(id__in=list(ids))}
