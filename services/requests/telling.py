"""Whom a step of a job concerns, and what they are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from models.enums import ActorKind, NotificationKind, RequestStatus
from models.requests import Estimate, JobRequest, Offer
from services.notifications.announcing import Announcements, News
from services.notifications.facts import Facts
from services.platform.database import Database
from services.tractors.calendar import day_in

_KINDS = {
    RequestStatus.ACCEPTED: NotificationKind.REQUEST_ACCEPTED,
    RequestStatus.EN_ROUTE: NotificationKind.TRACTOR_EN_ROUTE,
    RequestStatus.ARRIVED: NotificationKind.TRACTOR_ARRIVED,
    RequestStatus.WORK_STARTED: NotificationKind.WORK_STARTED,
    RequestStatus.COMPLETED: NotificationKind.REQUEST_COMPLETED,
    RequestStatus.CANCELLED: NotificationKind.REQUEST_CANCELLED,
}
_FOR_BOTH = (RequestStatus.COMPLETED, RequestStatus.CANCELLED)
_NAMES = """
    SELECT s.name AS service, t.name AS tractor FROM services s LEFT JOIN tractors t ON t.id = $2 WHERE s.code = $1
"""


@dataclass(frozen=True, slots=True)
class Telling:
    """Every method runs in the caller's transaction."""

    _database: Database
    _announcements: Announcements

    async def offered(self, request: JobRequest, offer: Offer, estimate: Estimate) -> None:
        """Its owner, of a job that they may take."""
        facts = await self._facts(request)
        facts |= {
            "offer": str(offer.id),
            "hectares": f"{(request.area_m2 / 10_000).normalize():f}",
            "starts_at": offer.scheduled_from.isoformat(),
            "answer_by": offer.expires_at.isoformat(),
            "amount_minor": estimate.total_minor,
            "currency": estimate.currency,
        }
        event = f"offer:{offer.id}:{estimate.id}"
        await self._announcements.tell(News(offer.owner_id, NotificationKind.OFFER_RECEIVED, event, facts, request.id))

    async def moved(self, request: JobRequest, by: UUID | None) -> None:
        """Those whom the new status concerns, but for whoever set it."""
        kind = _KINDS.get(request.status)
        if kind is None:
            return
        facts = await self._facts(request) | await _price(request) | _cancellation(request)
        event = f"status:{request.id}:{request.history_length}"
        for person in _concerned(request):
            if person != by:
                shown = facts if person == request.farmer_id else _without_money(facts)
                await self._announcements.tell(News(person, kind, event, shown, request.id))

    async def reminded(self, request: JobRequest) -> None:
        """Both, of their job of tomorrow, until the farm's midnight."""
        facts = await self._facts(request)
        facts["reminder"] = True
        facts["news_until"] = day_in(request.farm_time_zone, request.preferred_date).start.isoformat()
        for person in (request.farmer_id, request.owner_id):
            if person is not None:
                news = News(person, NotificationKind.REQUEST_ACCEPTED, f"reminder:{request.id}", facts, request.id)
                await self._announcements.tell(news)

    async def _facts(self, request: JobRequest) -> Facts:
        row = await self._database.fetch_one(_NAMES, request.service_id, request.tractor_id)
        facts = Facts(code=request.public_code)
        if row is not None:
            facts["service"] = row["service"]
        if row is not None and row["tractor"] is not None:
            facts["tractor"] = row["tractor"]
        if request.scheduled_from is not None:
            facts["starts_at"] = request.scheduled_from.isoformat()
        return facts


def _concerned(request: JobRequest) -> Iterable[UUID]:
    yield request.farmer_id
    if request.owner_id is not None and request.status in _FOR_BOTH:
        yield request.owner_id


async def _price(request: JobRequest) -> Facts:
    if request.status is not RequestStatus.ACCEPTED:
        return Facts()
    estimate = await Estimate.get(id=request.estimate_id)
    return Facts(amount_minor=estimate.total_minor, currency=estimate.currency)


def _cancellation(request: JobRequest) -> Facts:
    """A job that its owner gave up costs nothing and goes on: no money comes back."""
    if request.cancelled_by is None:
        return Facts()
    facts = Facts(cancelled_by=request.cancelled_by.value)
    if request.cancelled_by is not ActorKind.OWNER and request.cancel_refund_minor and request.currency:
        facts["refund_minor"], facts["currency"] = request.cancel_refund_minor, request.currency
    return facts


def _without_money(facts: Facts) -> Facts:
    """What the farmer gets back is theirs to know."""
    shown = facts.copy()
    shown.pop("refund_minor", None)
    return shown
