"""What has happened in the demo so far."""

from datetime import time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from models.enums import AreaUnit, CancelReason, PaymentMethodKind, RequestStatus
from models.requests import JobRequest, Offer, StatusChange
from models.tractors import Tractor
from models.users import Farm
from services.demo.people import People
from services.errors import NotFound
from services.platform.area import Area
from services.platform.geography import GeoPoint
from services.requests.creation import RequestDraft
from services.requests.state_machine import STEPS
from services.requests.story import Circumstances
from services.tracking.fixes import Fix
from services.tractors.drafts import CapabilityDraft, HoursDraft, PricingDraft, TractorDraft
from services.users.farms import FarmDraft
from services.wiring import Services

_ZONE = "Africa/Lagos"
_ABUJA = GeoPoint(9.0765, 7.3986)
_KANO = GeoPoint(12.0022, 8.5920)
# Whatever the hour at which the demo is seeded, somebody can come within a day.
_ROUND_THE_CLOCK = tuple(HoursDraft(weekday, time(0), time(0)) for weekday in range(7))
# The demo's jobs are for the day that it is so long from now, which has room for all of them.
_ENOUGH_OF_A_DAY = timedelta(hours=12)
_STEPS = [status for status in RequestStatus if status in STEPS]
_LAST = "sent"
_SERVICES = ("PLOUGHING", "HARROWING", "RIDGING", "PLANTING", "SPRAYING", "HARVESTING", "SHELLING", "HAULAGE")


async def tell(services: Services, people: People) -> None:
    """A fleet, two farms, and a request in every state; what is there already is left as it is."""
    if await _request_of(_LAST) is not None:
        return
    for owner, name, place, rate in (
        (people.owner, "Eagle", _ABUJA, 1_200_000),
        (people.owner, "Falcon", _ABUJA, 1_350_000),
        (people.owner, "Heron", _KANO, 1_100_000),
        (people.neighbour, "Mahindra of Gwagwalada", _ABUJA, 1_500_000),
    ):
        if not await Tractor.exists(owner_id=owner.user_id, name=name):
            await services.tractors.fleet.create(owner, _tractor(name, place, rate))
    farm = await _farm(services, people, "Kuje farm", GeoPoint(9.0412, 7.3310))
    await _farm(services, people, "Wudil farm", GeoPoint(11.9500, 8.6500))
    for status in reversed(_STEPS):
        await _job(services, people, farm, until=status)
    await _accepted(services, people, farm)
    await _cancelled(services, people, farm)
    await services.requests.matching.run(await _asked(services, people, farm, "received"))
    await _asked(services, people, farm, _LAST)


def _tractor(name: str, place: GeoPoint, rate_minor: int) -> TractorDraft:
    return TractorDraft(
        name=name,
        make="Massey Ferguson",
        model="MF 375",
        year=2019,
        power_kw=56.0,
        base=place,
        service_radius_km=80.0,
        weekly_hours=_ROUND_THE_CLOCK,
        capabilities=tuple(CapabilityDraft(code) for code in _SERVICES),
        pricing=PricingDraft(
            currency="NGN",
            rate_minor=rate_minor,
            travel_base_minor=200_000,
            travel_per_km_minor=15_000,
            free_km=5.0,
            minimum_charge_minor=1_500_000,
        ),
    )


async def _farm(services: Services, people: People, name: str, place: GeoPoint) -> UUID:
    known = await Farm.get_or_none(user_id=people.farmer.user_id, name=name)
    if known is not None:
        return known.id
    area = Area(Decimal("1.5"), AreaUnit.HECTARE)
    farm = await services.users.farms.save(
        people.farmer, FarmDraft(name=name, address=f"{name}, by the road", location=place, area=area), farm_id=None
    )
    return farm.id


async def _asked(services: Services, people: People, farm: UUID, key: str) -> UUID:
    known = await _request_of(key)
    if known is not None:
        return known
    soon = services.clock() + _ENOUGH_OF_A_DAY
    draft = RequestDraft("HARROWING", soon.astimezone(ZoneInfo(_ZONE)).date(), farm_id=farm)
    created = await services.requests.creation.create(people.farmer, draft, key=f"demo-{key}", trace_id="demo")
    return created.request_id


async def _request_of(key: str) -> UUID | None:
    first = await StatusChange.get_or_none(idempotency_key=f"demo-{key}", sequence=1)
    return first.job_request_id if first else None


async def _accepted(services: Services, people: People, farm: UUID, key: str = "accepted") -> UUID:
    request_id = await _asked(services, people, farm, key)
    await services.requests.matching.run(request_id)
    offer = await Offer.get_or_none(job_request_id=request_id, owner_id=people.owner.user_id)
    if offer is None:
        # Of a run that was killed before anybody was asked, and whose day is over.
        raise NotFound(path=("offerId",))
    await services.requests.offers.accept(people.owner, offer_id=offer.id, key=f"demo-{key}", trace_id="demo")
    await _pay(services, people, request_id, offer.estimate_id, key)
    return request_id


async def _pay(services: Services, people: People, request_id: UUID, estimate_id: UUID, key: str) -> None:
    intent = await services.payments.intents.create(
        people.farmer,
        request_id=request_id,
        estimate_id=estimate_id,
        method=PaymentMethodKind.CARD,
        payment_method_id=None,
        key=f"demo-{key}",
    )
    await services.payments.confirmation.confirm(people.farmer, payment_id=intent.payment_id, key=f"demo-{key}")


async def _job(services: Services, people: People, farm: UUID, *, until: RequestStatus) -> None:
    request_id = await _accepted(services, people, farm, until.lower())
    for step in _STEPS[: _STEPS.index(until) + 1]:
        await services.requests.progress.update(
            people.owner,
            request_id=request_id,
            to=step,
            told=Circumstances(trace_id="demo"),
            expected_version=None,
            key=f"demo-{until.lower()}-{step.lower()}",
        )
        if (await JobRequest.get(id=request_id)).status is RequestStatus.EN_ROUTE:
            fix = Fix(GeoPoint(9.06, 7.37), services.clock(), accuracy_m=8.0, speed_kmh=17.0)
            await services.tracking.positions.report(people.owner, request_id=request_id, fixes=[fix])


async def _cancelled(services: Services, people: People, farm: UUID) -> None:
    request_id = await _asked(services, people, farm, "cancelled")
    await services.requests.matching.run(request_id)
    await services.requests.cancellation.cancel(
        people.farmer,
        request_id=request_id,
        reason=CancelReason.CHANGED_MIND,
        token=None,
        told=Circumstances(note="It rained already.", trace_id="demo"),
        key="demo-cancelled",
    )
