"""A part of what was paid for a job went back before its work: nobody sets off for less, and the farmer can pay it."""

from typing import Any
from uuid import UUID

import pytest

from models.enums import PaymentStatus, RequestStatus
from models.payments import Payment, Refund
from models.requests import Estimate, JobRequest
from models.tractors import Tractor
from services.auth.viewer import Viewer
from services.payments.refusals import AlreadyPaid
from services.platform.ids import Kind, encode
from services.platform.money import Money
from services.providers.payments.port import Succeeded
from tests.payments.test_corrections import REFUND
from tests.requests.operations import CANCEL, UPDATE
from tests.requests.test_crossings import confirm, intended
from tests.requests.village import STEPS, Job, Village, fresh_key

PRICE = 3_600_000
SEEN = "query ($id: ID!) { request(id: $id) { paid allowedActions } }"


async def give_back(village: Village, payment_id: UUID, amount: int) -> None:
    """An admin does."""
    shown = encode(Kind.PAYMENT, payment_id)
    answer = await village.ask(await village.admin(), REFUND, id=shown, amount=amount, key=fresh_key())
    assert answer.data["__typename"] == "RefundSuccess"


async def almost_unpaid(village: Village) -> tuple[Job, UUID]:
    """A job that may begin soon, of whose price one kobo is left."""
    job = await village.accepted()
    payment_id = await village.pay(job)
    await give_back(village, payment_id, PRICE - 1)
    await village.at_start(job)
    return job, payment_id


async def leave(village: Village, job: Job) -> Any:
    return (await village.ask(job.owner, UPDATE, request=job.shown_id, to="EN_ROUTE", key=fresh_key())).data


async def seen(village: Village, viewer: Viewer, job: Job) -> Any:
    return (await village.ask(viewer, SEEN, id=job.shown_id)).data


async def an_intent(village: Village, job: Job) -> Payment:
    """Of the farmer's, at the agreed price."""
    request = await JobRequest.get(id=job.request_id)
    agreed = await Estimate.get(id=request.estimate_id)
    fresh = await village.services.requests.estimates.fresh_for(agreed)
    assert fresh is not None
    return await Payment.get(id=await intended(village, job.farmer, request.id, fresh))


async def test_nobody_sets_off_for_a_part_of_the_price(village: Village) -> None:
    job, _ = await almost_unpaid(village)
    before = await village.state()

    refused = await leave(village, job)

    due = {"amountMinor": PRICE - 1, "currency": "NGN"}
    assert refused == {"__typename": "PaymentRequiredError", "code": "PAYMENT_REQUIRED", "amountDue": due}
    assert await village.state() == before
    assert await seen(village, job.owner, job) == {"paid": False, "allowedActions": ["CANCEL"]}
    assert await seen(village, job.farmer, job) == {"paid": False, "allowedActions": ["PAY", "CANCEL"]}


async def test_the_farmer_pays_what_is_missing_and_the_owner_gets_the_price(village: Village) -> None:
    job, _ = await almost_unpaid(village)

    rest = await an_intent(village, job)
    assert (rest.amount_minor, rest.currency) == (PRICE - 1, "NGN")
    assert await confirm(village, job.farmer, rest.id) == "PaymentSuccess"

    assert await seen(village, job.owner, job) == {"paid": True, "allowedActions": ["CANCEL", "ADVANCE"]}
    for step in STEPS:
        await village.step(job, step)
    (earned,) = await village.services.payments.wallets.balances(job.owner.user_id)
    assert earned.available_minor == PRICE * 9 // 10
    assert await Refund.all().count() == 1


async def test_whoever_has_paid_the_rest_has_paid(village: Village) -> None:
    job, _ = await almost_unpaid(village)
    rest = await an_intent(village, job)
    await confirm(village, job.farmer, rest.id)

    with pytest.raises(AlreadyPaid):
        await an_intent(village, job)


async def test_both_payments_go_back_where_the_job_is_cancelled(village: Village) -> None:
    job, first = await almost_unpaid(village)
    rest = await an_intent(village, job)
    await confirm(village, job.farmer, rest.id)

    await village.ask(job.farmer, CANCEL, request=job.shown_id, reason="WEATHER", key=fresh_key())

    refunded = {row.id: row.refunded_minor for row in await Payment.all()}
    assert refunded == {first: PRICE, rest.id: PRICE - 1}


async def test_an_intent_for_what_was_missing_before_is_paid_no_more(village: Village) -> None:
    job, first = await almost_unpaid(village)
    rest = await an_intent(village, job)
    await give_back(village, first, 1)

    assert await confirm(village, job.farmer, rest.id) == "QuoteExpiredError"

    assert (await Payment.get(id=rest.id)).status is PaymentStatus.CANCELED
    assert (await an_intent(village, job)).amount_minor == PRICE


async def test_an_intent_makes_way_for_one_of_what_is_missing_now(village: Village) -> None:
    job, first = await almost_unpaid(village)
    rest = await an_intent(village, job)
    await give_back(village, first, 1)

    whole = await an_intent(village, job)

    assert (whole.amount_minor, (await Payment.get(id=rest.id)).status) == (PRICE, PaymentStatus.CANCELED)


async def test_what_comes_for_less_than_is_missing_by_then_goes_back(village: Village) -> None:
    job, first = await almost_unpaid(village)
    rest = await an_intent(village, job)
    await Payment.filter(id=rest.id).update(status=PaymentStatus.PROCESSING)
    await give_back(village, first, 1)

    paid = Succeeded("late", Money(PRICE - 1, "NGN"))
    await village.services.payments.outcomes.apply(rest.id, paid)

    assert (await Payment.get(id=rest.id)).refunded_minor == PRICE - 1
    assert (await leave(village, job))["__typename"] == "PaymentRequiredError"


async def test_what_comes_for_more_than_is_missing_goes_back_as_far_as_it_is_more(village: Village) -> None:
    job = await village.accepted()
    late = await an_intent(village, job)
    await Payment.filter(id=late.id).update(status=PaymentStatus.FAILED)
    newer = await village.pay(job)
    await give_back(village, newer, 600_000)
    await village.at_start(job)

    await village.services.payments.outcomes.apply(late.id, Succeeded("late", Money(PRICE, "NGN")))

    assert {row.id: row.refunded_minor for row in await Payment.all()} == {late.id: PRICE - 600_000, newer: 600_000}
    assert (await leave(village, job))["__typename"] == "UpdateStatusSuccess"


async def test_what_is_missing_can_be_paid_while_a_dearer_price_of_the_tractor_lives(village: Village) -> None:
    farmer, owner = await village.farmer(), await village.owner()
    estimates = village.services.requests.estimates
    request, tractor = await village.matched(farmer), await village.tractor(owner)
    agreed = await estimates.current(farmer, request.id, tractor.id, is_for_tractor=True)
    assert agreed is not None
    late = await intended(village, farmer, request.id, agreed)
    await Payment.filter(id=late).update(status=PaymentStatus.FAILED)
    village.clock.advance(minutes=31)
    await Tractor.filter(id=tractor.id).update(rate_minor=1_500_000)
    assert await estimates.current(farmer, request.id, tractor.id, is_for_tractor=True) is not None
    await village.services.requests.matching.run(request.id)
    await village.services.payments.outcomes.apply(late, Succeeded("late", Money(PRICE, "NGN")))
    (offer,) = await village.offers(request.id)
    await village.accept(offer, owner)
    job = Job(farmer, owner, request.id, offer.id)
    await give_back(village, late, 600_000)

    assert (await an_intent(village, job)).amount_minor == 600_000


async def test_what_goes_back_on_the_way_is_seen_and_stops_nobody(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    payment = await Payment.get()
    await give_back(village, payment.id, 600_000)

    assert await seen(village, job.owner, job) == {"paid": False, "allowedActions": ["ADVANCE"]}
    for step in STEPS[1:]:
        await village.step(job, step)
    assert (await seen(village, job.owner, job))["paid"] is True
