"""Requests as their viewers may see them (semantics, section 11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q, Subquery

from models.enums import RequestStatus, Role
from models.requests import Estimate, JobRequest, Offer, StatusChange
from services.auth.viewer import Viewer
from services.errors import NotFound
from services.platform.pages import Page, newest_first
from services.tractors.catalogue import by_code

# Their second value is the viewer.
_OF_OWN_TRACTORS = "tractor_id IN (SELECT id FROM tractors WHERE owner_id = $2)"
_ESTIMATES = {
    Role.FARMER: "id = ANY($1) AND request_id IN (SELECT id FROM job_requests WHERE farmer_id = $2)",
    Role.TRACTOR_OWNER: f"id = ANY($1) AND kind = 'FIRM' AND {_OF_OWN_TRACTORS}",
    Role.ADMIN: "id = ANY($1) AND $2::uuid IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """What a list is narrowed to; instants are half-open."""

    statuses: tuple[RequestStatus, ...] = ()
    service_code: str | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None


def visible_to(viewer: Viewer) -> Q:
    """FARMER: own. OWNER: those that an own tractor was offered or has accepted. ADMIN: all."""
    if viewer.is_admin:
        return Q()
    if viewer.role is Role.FARMER:
        return Q(farmer_id=viewer.user_id)
    offered = Offer.filter(owner_id=viewer.user_id).values("job_request_id")
    return Q(owner_id=viewer.user_id) | Q(id__in=Subquery(offered))


def is_party(viewer: Viewer, request: JobRequest) -> bool:
    """True for the farmer, the accepted owner and admins, who see exact places and money."""
    return viewer.is_admin or viewer.user_id in (request.farmer_id, request.owner_id)


def knows_the_place(viewer: Viewer, request: JobRequest) -> bool:
    """True for the farmer and admins, and for the owner while the job is theirs; others know it to a kilometre."""
    if viewer.user_id == request.owner_id:
        return request.status is not RequestStatus.CANCELLED
    return is_party(viewer, request)


async def visible_request(viewer: Viewer, request_id: UUID, *path: str) -> JobRequest:
    """Raises NotFound, with the path of the input."""
    request = await JobRequest.get_or_none(visible_to(viewer), id=request_id)
    if request is None:
        raise NotFound(path=path or ("requestId",))
    return request


async def visible_requests(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, JobRequest]:
    """Those of the requests that the viewer may see, by id."""
    rows = await JobRequest.filter(visible_to(viewer), id__in=list(ids))
    return {row.id: row for row in rows}


async def list_requests(viewer: Viewer, narrowed: RequestFilter, *, first: int, after: str | None) -> Page[JobRequest]:
    """FARMER: own. OWNER: accepted by own tractors. ADMIN: all. Newest first. Raises ValidationFailed."""
    rows = JobRequest.all()
    if viewer.role is Role.FARMER:
        rows = rows.filter(farmer_id=viewer.user_id)
    elif viewer.role is Role.TRACTOR_OWNER:
        rows = rows.filter(owner_id=viewer.user_id)
    if narrowed.statuses:
        rows = rows.filter(status__in=narrowed.statuses)
    if narrowed.service_code is not None:
        await by_code(narrowed.service_code, "filter", "serviceCode")
        rows = rows.filter(service_id=narrowed.service_code)
    if narrowed.created_from is not None:
        rows = rows.filter(created_at__gte=narrowed.created_from)
    if narrowed.created_to is not None:
        rows = rows.filter(created_at__lt=narrowed.created_to)
    return await newest_first(rows, first=first, after=after)


async def visible_offers(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Offer]:
    """OWNER: own. ADMIN: all. FARMER: none, be they of a time as an owner."""
    if viewer.role is Role.FARMER:
        return {}
    rows = await Offer.where("id = ANY($1) AND ($2 OR owner_id = $3)", list(ids), viewer.is_admin, viewer.user_id)
    return {row.id: row for row in rows}


async def visible_estimates(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Estimate]:
    """FARMER: of own requests. OWNER: firm ones of own tractors, for the others span what rivals ask. ADMIN: all."""
    rows = await Estimate.where(_ESTIMATES[viewer.role], list(ids), viewer.user_id)
    return {row.id: row for row in rows}


async def histories(ids: Sequence[UUID]) -> dict[UUID, list[StatusChange]]:
    """The history of each request, oldest first."""
    found: dict[UUID, list[StatusChange]] = {}
    for row in await StatusChange.filter(job_request_id__in=list(ids)).order_by("sequence"):
        found.setdefault(row.job_request_id, []).append(row)
    return found


async def successors(ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """The request that replaces each, where there is one."""
    rows = await JobRequest.filter(successor_of_id__in=list(ids)).values_list("successor_of_id", "id")
    return dict(rows)


async def own_offers(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Offer]:
    """The viewer's own offer of each request, where they have one."""
    rows = await Offer.where("request_id = ANY($1) AND owner_id = $2", list(ids), viewer.user_id)
    return {row.job_request_id: row for row in rows}
