"""Which price may be paid, and how many intents a request has."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from tortoise.exceptions import IntegrityError
from uuid_utils.compat import uuid7

from models.enums import EstimateKind, PaymentMethodKind, PaymentStatus, RequestStatus
from models.payments import Payment
from models.requests import Estimate
from services.errors import IdempotencyConflict, NotFound, ValidationFailed
from services.payments.refusals import AlreadyPaid, PaymentUnknown, QuoteExpired
from services.requests.refusals import InvalidTransition
from tests.payments.factories import NOON, a_payment_method, a_request, a_tractor, a_user, accept, an_estimate
from tests.payments.world import Quoted, World

CARD, PHONE = PaymentMethodKind.CARD, PaymentMethodKind.MOBILE_MONEY


async def payments_of(quoted: Quoted) -> list[tuple[UUID, PaymentStatus]]:
    rows = await Payment.filter(job_request_id=quoted.request.id).order_by("id")
    return [(row.id, row.status) for row in rows]


async def test_the_amount_comes_from_the_estimate(world: World) -> None:
    quoted = await world.quoted(currency="UGX", total_minor=150_000)

    payment = await Payment.get(id=await world.intent(quoted, PHONE))

    assert payment.status is PaymentStatus.REQUIRES_CONFIRMATION
    assert (payment.amount_minor, payment.currency, payment.refunded_minor) == (150_000, "UGX", 0)
    assert (payment.method, payment.estimate_id) == (PHONE, quoted.estimate.id)
    assert payment.expires_at == NOON + timedelta(minutes=15)


async def test_the_same_key_answers_with_the_same_intent(world: World) -> None:
    quoted = await world.quoted()

    assert await world.intent(quoted) == await world.intent(quoted)
    assert await Payment.all().count() == 1


async def test_the_same_key_for_another_method_is_a_conflict(world: World) -> None:
    quoted = await world.quoted()
    first = await world.intent(quoted)

    with pytest.raises(IdempotencyConflict):
        await world.intent(quoted, PHONE)

    assert await payments_of(quoted) == [(first, PaymentStatus.REQUIRES_CONFIRMATION)]


async def test_another_key_finds_the_live_intent_for_the_same_price(world: World) -> None:
    quoted = await world.quoted()

    assert await world.intent(quoted, key="i1") == await world.intent(quoted, key="i2")


@pytest.mark.parametrize("status", [PaymentStatus.REQUIRES_ACTION, PaymentStatus.UNKNOWN])
async def test_an_intent_for_another_method_waits_for_one_under_way(world: World, status: PaymentStatus) -> None:
    quoted = await world.quoted()
    first = await world.intent(quoted, PHONE, key="i1")
    await Payment.filter(id=first).update(status=status)

    with pytest.raises(PaymentUnknown) as refused:
        await world.intent(quoted, CARD, key="i2")

    assert refused.value.payment_id == first
    assert await payments_of(quoted) == [(first, status)]


async def test_an_unconfirmed_intent_makes_way_for_another_method(world: World) -> None:
    quoted = await world.quoted()
    first = await world.intent(quoted, CARD, key="i1")

    second = await world.intent(quoted, PHONE, key="i2")

    assert await payments_of(quoted) == [
        (first, PaymentStatus.CANCELED),
        (second, PaymentStatus.REQUIRES_CONFIRMATION),
    ]


async def test_twenty_intents_at_once_are_one(world: World) -> None:
    quoted = await world.quoted()

    answers = await asyncio.gather(*(world.intent(quoted, key=f"i{number}") for number in range(20)))

    assert len(set(answers)) == 1
    assert await Payment.all().count() == 1


async def test_the_database_keeps_a_second_live_intent_out(world: World) -> None:
    quoted = await world.quoted()
    live = await Payment.get(id=await world.intent(quoted))
    copy = live.clone(pk=None)
    copy.id, copy.provider_key = uuid7(), "another"

    with pytest.raises(IntegrityError, match="payments_one_live_per_request"):
        await copy.save(force_create=True)


async def test_a_price_that_lapsed_is_refused_with_a_fresh_one(world: World) -> None:
    quoted = await world.quoted()
    world.clock.advance(timedelta(minutes=30))

    with pytest.raises(QuoteExpired) as refused:
        await world.intent(quoted)

    fresh = await Estimate.get(id=refused.value.fresh)
    assert (fresh.job_request_id, fresh.total_minor) == (quoted.request.id, 3_300_000)
    assert await payments_of(quoted) == []
    quoted.estimate = fresh
    payment_id = await world.intent(quoted, key="fresh")
    assert await payments_of(quoted) == [(payment_id, PaymentStatus.REQUIRES_CONFIRMATION)]


async def test_only_a_firm_price_can_be_paid(world: World) -> None:
    quoted = await world.quoted()
    quoted.estimate = await an_estimate(quoted.request, quoted.tractor, kind=EstimateKind.INDICATIVE)

    with pytest.raises(ValidationFailed) as refused:
        await world.intent(quoted)

    assert [(problem.path, problem.code) for problem in refused.value.problems] == [(("estimateId",), "NOT_FIRM")]


async def test_the_price_of_another_request_is_not_found(world: World) -> None:
    quoted, other = await world.quoted(), await world.quoted()
    quoted.estimate = other.estimate

    with pytest.raises(NotFound) as refused:
        await world.intent(quoted)

    assert refused.value.path == ("estimateId",)


async def test_another_farmers_request_is_not_found(world: World) -> None:
    quoted = await world.quoted()
    quoted.farmer = await a_user()

    with pytest.raises(NotFound) as refused:
        await world.intent(quoted)

    assert refused.value.path == ("requestId",)
    assert await payments_of(quoted) == []


async def test_a_saved_card_is_charged(world: World) -> None:
    quoted = await world.quoted()
    card = await a_payment_method(quoted.farmer)

    payment_id = await world.intent(quoted, payment_method_id=card.id)
    await world.confirm(quoted, payment_id)

    assert (await Payment.get(id=payment_id)).payment_method_id == card.id
    assert [charge.means for charge in world.provider.charges] == [card.provider_reference]


async def test_another_card_is_another_intent(world: World) -> None:
    quoted = await world.quoted()
    card = await a_payment_method(quoted.farmer)

    first = await world.intent(quoted, key="i1")
    second = await world.intent(quoted, key="i2", payment_method_id=card.id)

    assert first != second
    assert [(row.id, row.status) for row in await Payment.all().order_by("id")] == [
        (first, PaymentStatus.CANCELED),
        (second, PaymentStatus.REQUIRES_CONFIRMATION),
    ]


@pytest.mark.parametrize("wrong", ["stranger's", "removed", "of another kind", "of another provider", "for a wallet"])
async def test_a_saved_card_that_cannot_be_charged_is_not_there(world: World, wrong: str) -> None:
    quoted = await world.quoted()
    card = await a_payment_method(
        await a_user() if wrong == "stranger's" else quoted.farmer,
        removed_at=NOON if wrong == "removed" else None,
        kind=PaymentMethodKind.MOBILE_MONEY if wrong == "of another kind" else CARD,
        provider="stripe" if wrong == "of another provider" else "sandbox",
    )
    method = PaymentMethodKind.WALLET if wrong == "for a wallet" else CARD

    with pytest.raises(NotFound) as refused:
        await world.intent(quoted, method, payment_method_id=card.id)

    assert refused.value.path == ("paymentMethodId",)
    assert await Payment.all().count() == 0


async def test_a_request_that_is_paid_for_is_not_paid_again(world: World) -> None:
    quoted, payment = await world.paid()

    with pytest.raises(AlreadyPaid) as refused:
        await world.intent(quoted, key="again")

    assert refused.value.payment_id == payment.id


async def test_a_cancelled_request_cannot_be_paid(world: World) -> None:
    quoted = await world.quoted()
    await world.give_up(quoted)

    with pytest.raises(InvalidTransition) as refused:
        await world.intent(quoted)

    assert refused.value.from_status is RequestStatus.CANCELLED
    assert refused.value.allowed_next == []


async def test_a_request_that_nobody_has_received_cannot_be_paid(world: World) -> None:
    farmer, tractor = await a_user(), await a_tractor()
    request = await a_request(world.database, farmer, is_received=False)
    quoted = Quoted(farmer, request, tractor, await an_estimate(request, tractor))

    with pytest.raises(InvalidTransition):
        await world.intent(quoted)


async def test_once_a_tractor_is_chosen_only_its_price_can_be_paid(world: World) -> None:
    quoted = await world.quoted()
    cheaper = await a_tractor()
    agreed = await an_estimate(quoted.request, cheaper, total_minor=3_000_000)
    await accept(world.database, quoted.request, cheaper, agreed)

    with pytest.raises(QuoteExpired):
        await world.intent(quoted, key="i1")

    quoted.estimate = agreed
    payment = await Payment.get(id=await world.intent(quoted, key="i2"))
    assert payment.amount_minor == 3_000_000


async def test_an_intent_that_nobody_confirms_ends_after_its_time(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)

    assert await world.run_jobs() == ["expire_intent"]
    assert await payments_of(quoted) == [(payment_id, PaymentStatus.REQUIRES_CONFIRMATION)]
    world.clock.advance(timedelta(minutes=15))
    assert await world.run_jobs() == ["expire_intent"]

    assert await payments_of(quoted) == [(payment_id, PaymentStatus.CANCELED)]
    assert await world.run_jobs() == []
    assert await world.told(quoted.request) == [("REQUIRES_CONFIRMATION", 0), ("CANCELED", 0)]


async def test_a_confirmed_payment_does_not_expire(world: World) -> None:
    quoted, payment = await world.paid()
    world.clock.advance(timedelta(hours=1))

    await world.run_jobs()

    assert await payments_of(quoted) == [(payment.id, PaymentStatus.SUCCEEDED)]


async def test_a_request_has_fifty_payments_and_no_more(world: World) -> None:
    quoted = await world.quoted()
    made = [await world.intent(quoted, PHONE if number % 2 else CARD, key=f"i{number}") for number in range(50)]
    before = await payments_of(quoted)

    with pytest.raises(ValidationFailed) as refused:
        await world.intent(quoted, CARD, key="i50")

    assert [(each.path, each.code) for each in refused.value.problems] == [(("requestId",), "TOO_MANY")]
    assert await payments_of(quoted) == before
    assert await world.intent(quoted, PHONE, key="i51") == made[-1]
