"""Whom a request is offered to, in which order, and what happens where nobody comes (semantics, section 3)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from uuid_utils.compat import uuid7

from models.auth import User
from models.enums import MatchState, OfferState, RequestStatus, Role, SlotKind, TractorState
from models.requests import Estimate, JobRequest, Offer
from models.tractors import Booking, Tractor
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.tractors.calendar import day_in
from services.tractors.drafts import HoursDraft, PricingDraft
from tests.requests.operations import DECLINE
from tests.requests.village import KUJE, ZONE, Village, north


async def offered_to(village: Village, request: JobRequest) -> list[object]:
    """The tractors, in the order of their offers."""
    return [offer.tractor_id for offer in await village.offers(request.id)]


async def lapse(village: Village, *offers: Offer) -> None:
    """Their time is over by the database's clock."""
    await village.services.database.fetch(
        "UPDATE request_matches SET offered_at = clock_timestamp() - interval '1 hour', "
        "expires_at = clock_timestamp() - interval '1 second' WHERE id = ANY($1)",
        [offer.id for offer in offers],
    )


async def again(village: Village, request: JobRequest) -> JobRequest:
    """The matching job comes once more."""
    await village.services.requests.matching.run(request.id)
    return await JobRequest.get(id=request.id)


async def test_a_request_is_received_although_nobody_can_come(village: Village) -> None:
    request = await village.matched()

    assert (request.status, request.match_state) == (RequestStatus.RECEIVED, MatchState.WAITLISTED)
    assert (request.search_radius_km, request.estimate_id) == (100.0, None)
    waiting = await village.services.database.fetch(
        "SELECT entrypoint, execute_after - now() > interval '29 minutes' AS later FROM pgqueuer "
        "WHERE dedupe_key LIKE $1",
        f"waitlist:{request.id}:%",
    )
    assert [tuple(row) for row in waiting] == [("match_request", True)]


async def test_offers_go_to_the_nearest_three(village: Village) -> None:
    tractors = [await village.tractor(place=north(km)) for km in (9, 3, 12, 6)]

    request = await village.matched()

    assert await offered_to(village, request) == [tractors[index].id for index in (1, 3, 0)]
    assert (request.match_state, request.search_radius_km) == (MatchState.OFFERED, 25.0)
    assert [offer.distance_km for offer in await village.offers(request.id)] == [3.0, 6.0, 9.0]


async def test_of_two_that_are_as_near_the_cheaper_comes_first(village: Village) -> None:
    dear = await village.tractor(place=north(3), pricing=PricingDraft("NGN", 1_300_000))
    cheap = await village.tractor(place=north(3.1))

    assert await offered_to(village, await village.matched()) == [cheap.id, dear.id]


async def test_an_offer_freezes_its_price_its_hours_and_its_drive(village: Village) -> None:
    tractor = await village.tractor(place=north(8.9))

    request = await village.matched()

    (offer,) = await village.offers(request.id)
    start = day_in(ZONE, request.preferred_date).start + timedelta(hours=6)
    estimate = await Estimate.get(id=offer.estimate_id)
    assert (offer.tractor_id, offer.owner_id, offer.state) == (tractor.id, tractor.owner_id, OfferState.OFFERED)
    assert (offer.scheduled_from, offer.scheduled_to) == (start, start + timedelta(hours=3))
    # 8.9 km on a straight line are 12.46 km of road, at 18 km/h 41.5 minutes.
    assert offer.travel_minutes == 42
    assert offer.expires_at - offer.offered_at == timedelta(minutes=30)
    assert (estimate.kind, estimate.total_minor, estimate.commission_percent) == ("FIRM", 3_600_000, 10)
    assert estimate.valid_until == village.clock() + timedelta(minutes=30)


ALL_DAY = tuple(HoursDraft(weekday, time(0), time(0)) for weekday in range(7))


@pytest.mark.parametrize("hours", [0, 1, 5])
async def test_offers_for_soon_live_a_quarter_of_the_time_that_is_left(village: Village, hours: int) -> None:
    tractor = await village.tractor(place=KUJE, hours=ALL_DAY)
    start = village.clock() + timedelta(hours=hours)
    # Late in the evening the hour of work fits the next day only.
    day = (start + timedelta(minutes=75)).astimezone(ZoneInfo(ZONE)).date()
    if hours:
        await Booking.create(
            tractor_id=tractor.id,
            kind=SlotKind.BLOCKED,
            starts_at=village.clock() - timedelta(days=1),
            ends_at=start,
        )

    (offer,) = await village.offers((await village.matched(hectares="0.01", day=day)).id)

    quarter = (offer.scheduled_from - offer.offered_at) / 4
    assert offer.expires_at - offer.offered_at == max(timedelta(minutes=3), min(timedelta(minutes=30), quarter))


Change = Callable[[Village, Tractor], Awaitable[object]]


async def _books_the_day(village: Village, tractor: Tractor) -> None:
    day = day_in(ZONE, village.day())
    await Booking.create(tractor_id=tractor.id, kind=SlotKind.BLOCKED, starts_at=day.start, ends_at=day.end)


UNFIT: dict[str, Change] = {
    "its owner is suspended": lambda _, tractor: User.filter(id=tractor.owner_id).update(state="SUSPENDED"),
    "it is offline": lambda _, tractor: Tractor.filter(id=tractor.id).update(state=TractorState.OFFLINE),
    "it is a draft": lambda _, tractor: Tractor.filter(id=tractor.id).update(state=TractorState.DRAFT),
    "it is archived": lambda _, tractor: Tractor.filter(id=tractor.id).update(state=TractorState.ARCHIVED),
    "the farm is beyond its radius": lambda _, tractor: Tractor.filter(id=tractor.id).update(service_radius_km=2.9),
    "it is booked": _books_the_day,
}


@pytest.mark.parametrize("why", UNFIT)
async def test_a_tractor_is_no_candidate_where(village: Village, why: str) -> None:
    tractor = await village.tractor(place=north(3))
    await UNFIT[why](village, tractor)

    request = await village.matched()

    assert (await offered_to(village, request), request.match_state) == ([], MatchState.WAITLISTED)


async def test_nobody_is_asked_for_a_service_they_do_not_do(village: Village) -> None:
    await village.tractor(services=("SPRAYING", "HARROWING"))

    assert (await village.matched()).match_state is MatchState.WAITLISTED


async def test_a_farmer_is_not_offered_a_tractor_of_their_own(village: Village) -> None:
    farmer = await village.farmer()
    tractor = await village.tractor()
    await Tractor.filter(id=tractor.id).update(owner_id=farmer.user_id)

    assert (await village.matched(farmer)).match_state is MatchState.WAITLISTED


async def test_a_job_that_is_longer_than_the_day_finds_nobody(village: Village) -> None:
    await village.tractor()

    # 12 h from 06:00 to 18:00 hold 8.5 ha and not 8.6.
    assert (await village.matched(hectares="8.5")).match_state is MatchState.OFFERED
    assert (await village.matched(hectares="8.6")).match_state is MatchState.WAITLISTED


async def test_an_owner_is_asked_once_with_the_nearest_of_their_tractors(village: Village) -> None:
    owner = await village.owner()
    near = await village.tractor(owner, place=north(2))
    await village.tractor(owner, place=north(4))

    request = await village.matched()

    assert await offered_to(village, request) == [near.id]
    await lapse(village, *await village.offers(request.id))
    assert (await again(village, request)).match_state is MatchState.WAITLISTED
    assert await offered_to(village, request) == [near.id]


async def test_while_offers_stand_nobody_else_is_asked(village: Village) -> None:
    for km in (1, 2, 3, 4):
        await village.tractor(place=north(km))
    request = await village.matched()
    before = await village.state()

    await again(village, request)

    assert await village.state() == before


async def test_when_all_have_declined_or_expired_the_next_are_asked(village: Village) -> None:
    tractors = [await village.tractor(place=north(km)) for km in (1, 2, 3, 4)]
    request = await village.matched()
    first, second, third = await village.offers(request.id)
    owner = Viewer(first.owner_id, Role.TRACTOR_OWNER, uuid7())

    declined = await village.ask(owner, DECLINE, offer=encode(Kind.OFFER, first.id), reason="Too wet.")
    assert declined.data["offer"]["state"] == "DECLINED"
    await again(village, request)
    assert len(await village.offers(request.id)) == 3
    await lapse(village, second, third)
    request = await again(village, request)

    states = [offer.state for offer in await village.offers(request.id)]
    assert states == [OfferState.DECLINED, OfferState.EXPIRED, OfferState.EXPIRED, OfferState.OFFERED]
    assert (await offered_to(village, request))[3] == tractors[3].id
    assert request.match_state is MatchState.OFFERED


async def test_the_circle_widens_until_it_reaches_somebody(village: Village) -> None:
    reached = []
    for km in (90, 40, 20):
        await village.tractor(place=north(km), service_radius_km=200.0)
        reached.append((await village.matched()).search_radius_km)
    assert reached == [100.0, 50.0, 25.0]


async def test_the_circle_widens_after_a_batch_and_does_not_shrink(village: Village) -> None:
    near = await village.tractor(place=north(20))
    far = await village.tractor(place=north(40))
    request = await village.matched()
    assert await offered_to(village, request) == [near.id]

    await lapse(village, *await village.offers(request.id))
    request = await again(village, request)

    assert (await offered_to(village, request), request.search_radius_km) == ([near.id, far.id], 50.0)


async def test_a_new_tractor_ends_the_waiting(village: Village) -> None:
    request = await village.matched()
    await village.run_due_jobs()

    tractor = await village.tractor(place=north(5))
    assert await village.run_due_jobs() == ["tractor_freed"]
    assert await village.run_due_jobs() == ["match_request"]

    assert await offered_to(village, request) == [tractor.id]
    assert (await JobRequest.get(id=request.id)).match_state is MatchState.OFFERED


async def test_whoever_costs_more_than_was_paid_is_not_asked(village: Village) -> None:
    cheap = await village.tractor(place=north(2))
    dear = await village.tractor(place=north(3), pricing=PricingDraft("NGN", 1_200_001))
    foreign = await village.tractor(place=north(4), pricing=PricingDraft("GHS", 1))
    farmer = await village.farmer()
    request = await village.matched(farmer)
    assert set(await offered_to(village, request)) == {cheap.id, dear.id, foreign.id}

    offers = {offer.tractor_id: offer for offer in await village.offers(request.id)}
    await village.pay_for(farmer, request.id, offers[cheap.id].estimate_id)

    states = {offer.tractor_id: offer.state for offer in await village.offers(request.id)}
    assert states == {cheap.id: "OFFERED", dear.id: "WITHDRAWN", foreign.id: "WITHDRAWN"}
    await lapse(village, offers[cheap.id])
    await village.tractor(place=north(1), pricing=PricingDraft("NGN", 1_300_000))
    equal = await village.tractor(place=north(5))
    await again(village, request)
    assert (await offered_to(village, request))[3:] == [equal.id]


async def test_two_runs_at_once_ask_nobody_twice(village: Village) -> None:
    for km in range(1, 8):
        await village.tractor(place=north(km))

    for _ in range(5):
        request = await village.request()
        await asyncio.gather(*(village.services.requests.matching.run(request.id) for _ in range(4)))
        offers = await village.offers(request.id)
        assert len(offers) == 3
        assert len({offer.owner_id for offer in offers}) == 3


async def test_a_request_ends_with_its_day(village: Village) -> None:
    await village.tractor()
    request = await village.matched()
    end = day_in(ZONE, request.preferred_date).end
    expire = village.services.requests.cancellation.expire

    village.clock.now = end - timedelta(seconds=1)
    await expire(request.id)
    assert (await JobRequest.get(id=request.id)).status is RequestStatus.RECEIVED
    village.clock.now = end
    await expire(request.id)

    ended = await JobRequest.get(id=request.id)
    assert (ended.status, ended.cancelled_by, ended.cancel_reason) == ("CANCELLED", "SYSTEM", "NO_TRACTOR")
    assert [offer.state for offer in await village.offers(request.id)] == [OfferState.WITHDRAWN]


async def test_the_end_of_the_day_leaves_an_accepted_job_alone(village: Village) -> None:
    job = await village.accepted()
    request = await JobRequest.get(id=job.request_id)
    village.clock.now = day_in(ZONE, request.preferred_date).end
    before = await village.state()

    await village.services.requests.cancellation.expire(job.request_id)

    assert await village.state() == before
