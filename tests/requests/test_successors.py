"""An owner gives a job up: another tractor is sought with the same money, and the farmer sees one story."""

from datetime import timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from models.enums import CancelReason, MatchState, OfferState, RequestStatus, Role
from models.payments import Payment
from models.requests import JobRequest, Offer, StatusChange
from models.tractors import Booking
from services.auth.viewer import Viewer
from services.platform.audit import Doer
from services.platform.ids import Kind, encode
from services.tractors.calendar import day_in
from services.tractors.drafts import PricingDraft
from tests.requests.operations import CANCEL
from tests.requests.test_cancellation import cancel, moved, naira, preview
from tests.requests.village import ZONE, Job, Village, fresh_key, north

WORK = 3_600_000


async def successor_of(job: Job) -> JobRequest:
    return await JobRequest.get(successor_of_id=job.request_id)


async def refund(village: Village, request_id: UUID, amount_minor: int) -> None:
    """An admin gives so much of what was paid for the request back."""
    admin, payment = await village.admin(), await Payment.get(job_request_id=request_id)
    await village.services.payments.corrections.refund(
        admin,
        payment_id=payment.id,
        amount_minor=amount_minor,
        reason="Sorry.",
        key=fresh_key(),
        doer=Doer(admin.user_id, Role.ADMIN),
    )


async def test_the_farmer_pays_nothing_and_a_successor_takes_over(village: Village) -> None:
    job = await village.paid()
    await village.at_start(job)
    assert (await preview(village, job, job.owner))["fee"] == naira(0)

    done = await cancel(village, job, job.owner, reason="BREAKDOWN", note="The clutch.")

    successor = await successor_of(job)
    assert done["request"]["cancellation"] == {
        "by": "OWNER",
        "reason": "BREAKDOWN",
        "note": "The clutch.",
        "fee": naira(0),
        "refund": naira(0),
    }
    assert (successor.status, successor.match_state) == (RequestStatus.SENT, MatchState.SEARCHING)
    assert (successor.price_ceiling_minor, successor.currency) == (WORK, "NGN")
    assert await moved(village) == {"ESCROW": WORK, "CLEARING": -WORK}
    assert (await Payment.get(job_request_id=successor.id)).refunded_minor == 0
    old = await JobRequest.get(id=job.request_id)
    carried = ("farmer_id", "service_id", "preferred_date", "area_m2", "farm_address", "farm_latitude", "notes")
    assert [getattr(successor, name) for name in carried] == [getattr(old, name) for name in carried]
    assert await Booking.filter(active=True).count() == 0


async def test_whoever_gave_it_up_is_not_asked_again(village: Village) -> None:
    job = await village.paid()
    await cancel(village, job, job.owner, reason="BREAKDOWN")
    other = await village.tractor(place=north(9))
    await village.tractor(place=north(1), pricing=PricingDraft("NGN", 1_200_001))

    successor = await successor_of(job)
    await village.services.requests.matching.run(successor.id)

    assert [offer.tractor_id for offer in await village.offers(successor.id)] == [other.id]


async def test_whoever_declined_the_first_is_not_asked_for_the_second(village: Village) -> None:
    owner, farmer = await village.owner(), await village.farmer()
    await village.tractor(owner)
    await village.tractor(place=north(2))
    request = await village.matched(farmer)
    mine, others = await village.offers(request.id)
    await village.services.requests.offers.decline(
        Viewer(others.owner_id, Role.TRACTOR_OWNER, uuid7()), offer_id=others.id, reason=None
    )
    await village.accept(mine, owner)
    job = Job(farmer, owner, request.id, mine.id)
    await cancel(village, job, owner)

    successor = await successor_of(job)
    await village.services.requests.matching.run(successor.id)

    assert await village.offers(successor.id) == []


async def test_whose_offer_lapsed_or_was_withdrawn_may_be_asked_again(village: Village) -> None:
    owner, farmer = await village.owner(), await village.farmer()
    await village.tractor(owner)
    other = await village.tractor(place=north(2))
    request = await village.matched(farmer)
    mine, others = await village.offers(request.id)
    await village.accept(mine, owner)
    assert (await Offer.get(id=others.id)).state is OfferState.WITHDRAWN
    job = Job(farmer, owner, request.id, mine.id)

    await cancel(village, job, owner)
    successor = await successor_of(job)
    await village.services.requests.matching.run(successor.id)

    assert [offer.tractor_id for offer in await village.offers(successor.id)] == [other.id]


async def test_the_successor_needs_no_second_payment(village: Village) -> None:
    job = await village.paid()
    await cancel(village, job, job.owner)
    owner = await village.owner("Second Owner")
    await village.tractor(owner, place=north(1), pricing=PricingDraft("NGN", 1_000_000))
    successor = await successor_of(job)
    await village.services.requests.matching.run(successor.id)
    (offer,) = await village.offers(successor.id)
    await village.accept(offer, owner)
    second = Job(job.farmer, owner, successor.id, offer.id)
    await village.at_start(second)

    for step in list(RequestStatus)[3:8]:
        await village.step(second, step)

    assert (await JobRequest.get(id=successor.id)).status is RequestStatus.COMPLETED
    # 600,000 came back when the cheaper tractor took over; of the rest the platform keeps a tenth.
    assert await moved(village) == {"ESCROW": 0, "CLEARING": -3_000_000, "WALLET": 2_700_000, "REVENUE": 300_000}


async def test_what_went_back_to_the_farmer_pays_no_successor(village: Village) -> None:
    dear, middling = await village.tractor(place=north(1)), PricingDraft("NGN", 1_000_000)
    owner, farmer = await village.owner("Cheap"), await village.farmer()
    cheap = await village.tractor(owner, place=north(2), pricing=PricingDraft("NGN", 800_000))
    request = await village.matched(farmer)
    offers = {offer.tractor_id: offer for offer in await village.offers(request.id)}
    await village.pay_for(farmer, request.id, offers[dear.id].estimate_id)
    await village.accept(offers[cheap.id], owner)
    assert await moved(village) == {"ESCROW": 2_400_000, "CLEARING": -2_400_000}

    job = Job(farmer, owner, request.id, offers[cheap.id].id)
    await cancel(village, job, owner)
    successor = await successor_of(job)
    await village.tractor(place=north(3), pricing=middling)
    equal = await village.tractor(place=north(9), pricing=PricingDraft("NGN", 800_000))
    await village.services.requests.matching.run(successor.id)

    successor = await successor_of(job)
    assert (successor.price_ceiling_minor, successor.currency) == (2_400_000, "NGN")
    assert [offer.tractor_id for offer in await village.offers(successor.id)] == [equal.id]


async def test_what_an_admin_gave_back_of_an_accepted_job_pays_no_successor(village: Village) -> None:
    job = await village.paid()
    await refund(village, job.request_id, 600_000)

    await cancel(village, job, job.owner)

    successor = await successor_of(job)
    assert (successor.price_ceiling_minor, successor.currency) == (3_000_000, "NGN")


async def test_both_ends_of_the_story_name_each_other(village: Village) -> None:
    job = await village.paid()
    shown = await cancel(village, job, job.owner)
    successor = await successor_of(job)
    query = "query ($id: ID!) { request(id: $id) { successor { id } successorOf { id } } }"

    assert shown["request"]["successor"] is None
    seen = await village.ask(job.farmer, query, id=job.shown_id)
    assert seen.data == {"successor": {"id": encode(Kind.REQUEST, successor.id)}, "successorOf": None}
    seen = await village.ask(job.farmer, query, id=encode(Kind.REQUEST, successor.id))
    assert seen.data == {"successor": None, "successorOf": {"id": job.shown_id}}
    history = await StatusChange.filter(job_request_id=successor.id)
    assert [(event.to_status, event.actor) for event in history] == [("SENT", "SYSTEM")]


async def test_giving_up_twice_makes_one_successor(village: Village) -> None:
    job = await village.paid()
    first = await village.ask(job.owner, CANCEL, request=job.shown_id, key="k")

    assert await village.ask(job.owner, CANCEL, request=job.shown_id, key="k") == first
    assert (await village.ask(job.owner, CANCEL, request=job.shown_id, key=fresh_key())).data == first.data
    assert await JobRequest.all().count() == 2


async def test_an_unpaid_job_is_handed_on_without_a_ceiling(village: Village) -> None:
    job = await village.accepted()
    await cancel(village, job, job.owner)

    successor = await successor_of(job)

    assert (successor.price_ceiling_minor, successor.currency) == (None, None)


async def test_a_successor_whose_day_is_over_ends_before_anyone_looks_for_a_tractor(village: Village) -> None:
    job = await village.paid(day=village.day(2))
    village.clock.advance(days=4)
    await cancel(village, job, job.owner)
    successor = await successor_of(job)

    await village.services.requests.cancellation.expire(successor.id)
    await village.services.requests.matching.run(successor.id)

    successor = await successor_of(job)
    assert (successor.status, successor.cancel_reason) == (RequestStatus.CANCELLED, CancelReason.NO_TRACTOR)
    history = await StatusChange.filter(job_request_id=successor.id).order_by("sequence")
    assert [(event.to_status, event.actor) for event in history] == [
        ("SENT", "SYSTEM"),
        ("RECEIVED", "SYSTEM"),
        ("CANCELLED", "SYSTEM"),
    ]
    assert await moved(village) == {"ESCROW": 0, "CLEARING": 0}


async def test_an_end_that_comes_a_moment_too_early_comes_again(village: Village) -> None:
    request = await village.request()
    village.clock.now = day_in(ZONE, request.preferred_date).end - timedelta(seconds=1)
    await village.services.database.fetch("DELETE FROM pgqueuer")

    await village.services.requests.cancellation.expire(request.id)

    rows = await village.services.database.fetch(
        "SELECT entrypoint, execute_after - created < interval '2 seconds' AS soon FROM pgqueuer"
    )
    assert [tuple(row) for row in rows] == [("expire_request", True)]
    assert (await JobRequest.get(id=request.id)).status is RequestStatus.SENT
