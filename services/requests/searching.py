"""A farmer looks for tractors: before asking, and again while waiting."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from uuid import UUID

from models.enums import OfferState, RequestStatus
from models.requests import Offer
from models.tractors import Tractor
from services.auth.viewer import Viewer
from services.errors import NotFound, ValidationFailed
from services.platform.audit import AuditLog, Doer
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.geography import GeoPoint, problems_of, zone_at
from services.platform.ids import Kind, encode
from services.platform.languages import said
from services.platform.pages import checked
from services.requests.actors import actor_of
from services.requests.candidates import Candidates, Work
from services.requests.creation import check_day
from services.requests.matching import Matching
from services.requests.reading import is_party, visible_request
from services.requests.refusals import InvalidTransition
from services.requests.state_machine import allowed_next
from services.tractors.catalogue import by_code

_TYPICAL_HECTARES = Decimal(1)
_WIDEST_KM = 500


@dataclass(frozen=True, slots=True)
class Searched:
    """The search that is under way: how many offers stand, and how far it has reached."""

    request_id: UUID
    offers_sent: int
    radius_km: float


class Searching:
    """Finds without booking."""

    def __init__(
        self, database: Database, matching: Matching, candidates: Candidates, audit: AuditLog, clock: Clock
    ) -> None:
        self._database = database
        self._audit = audit
        self._matching = matching
        self._candidates = candidates
        self._clock = clock

    async def search(self, by: Viewer, *, request_id: UUID, radius_km: float | None, doer: Doer) -> Searched:
        """Look for tractors, where nobody is being asked now; no owner gets the same offer twice.

        By whole kilometres: a circle that grows by metres would measure how far a tractor is.
        Raises NotFound, ValidationFailed, and InvalidTransition once a tractor was found or the request ended.
        """
        request = await visible_request(by, request_id)
        if not is_party(by, request):
            raise NotFound(path=("requestId",))
        _check_radius(radius_km)
        if request.status not in (RequestStatus.SENT, RequestStatus.RECEIVED):
            allowed = allowed_next(request.status, actor_of(by, request).kind)
            raise InvalidTransition(request.status, RequestStatus.RECEIVED, allowed)
        if by.is_admin:
            await self._put_on_record(request_id, radius_km, doer)
        await self._matching.run(request_id, radius_km=radius_km and float(ceil(radius_km)))
        found = await visible_request(by, request_id)
        standing = await Offer.filter(job_request_id=request_id, state=OfferState.OFFERED).count()
        return Searched(request_id, standing, found.search_radius_km)

    async def _put_on_record(self, request_id: UUID, radius_km: float | None, doer: Doer) -> None:
        async with self._database.transaction():
            subject = encode(Kind.REQUEST, request_id)
            await self._audit.write("TRACTORS_SEARCHED", subject, by=doer, after={"radiusKm": radius_km})

    async def nearby(
        self, by: Viewer, *, place: GeoPoint, service_code: str, day: date, radius_km: float, first: int
    ) -> list[Tractor]:
        """Tractors that could do a hectare's work there that day, nearest first. Raises ValidationFailed."""
        problems = problems_of(place, "location")
        if problems:
            raise ValidationFailed(problems=problems)
        _check_radius(radius_km)
        await by_code(service_code, "serviceCode")
        zone = zone_at(place)
        check_day(day, zone, self._clock(), "date")
        work = Work(place, zone, day, service_code, _TYPICAL_HECTARES, by.user_id)
        most = checked(first)
        return await self._candidates.nearby(work, radius_km=radius_km, now=self._clock(), most=most)


def _check_radius(radius_km: float | None) -> None:
    if radius_km is not None and not 0 < radius_km <= _WIDEST_KM:
        message = said("More than 0 and at most {most} km.", most=_WIDEST_KM)
        raise ValidationFailed.of("radiusKm", code="OUT_OF_RANGE", message=message)
