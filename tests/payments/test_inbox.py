"""What providers say of their own accord: kept once, applied once, in whatever order and state it comes."""

import asyncio
from datetime import timedelta

import pytest
from asyncpg.exceptions import CheckViolationError, RestrictViolationError
from uuid_utils.compat import uuid7

from models.enums import PaymentMethodKind, PaymentStatus, RefundStatus
from models.payments import Payment, Refund, WebhookEvent
from services.errors import NotFound
from services.payments.inbox import Reception
from services.platform.money import Money
from services.providers.payments.port import Outcome, Pending, Subject
from tests.payments.events import NAIRA, PHONE, asked, body_of, declined, headers_for, send, states, succeeded
from tests.payments.world import World


async def test_an_event_is_applied_by_the_worker(world: World) -> None:
    payment = await asked(world)

    assert await send(world, payment.id, succeeded()) is Reception.TAKEN
    assert (await Payment.get(id=payment.id)).status is PaymentStatus.UNKNOWN
    assert await states() == {"evt_1": "WAITING"}
    assert await world.run_jobs() == ["process_webhook_event"]

    assert (await Payment.get(id=payment.id)).status is PaymentStatus.SUCCEEDED
    assert await states() == {"evt_1": "APPLIED"}
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}


async def test_what_comes_again_is_taken_and_kept_once(world: World) -> None:
    payment = await asked(world)

    assert {await send(world, payment.id, succeeded()) for _ in range(5)} == {Reception.TAKEN}
    await asyncio.gather(*(send(world, payment.id, succeeded()) for _ in range(10)))

    assert await WebhookEvent.all().count() == 1
    assert await world.run_jobs() == ["process_webhook_event"]
    assert await world.run_jobs() == []


async def test_two_workers_on_one_event_apply_it_once(world: World) -> None:
    payment = await asked(world)
    await send(world, payment.id, succeeded())
    event = await WebhookEvent.get(event_id="evt_1")

    await asyncio.gather(*(world.payments.inbox.process(event.id, 0) for _ in range(10)))

    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}
    assert await states() == {"evt_1": "APPLIED"}


async def test_an_event_waits_for_its_payment(world: World) -> None:
    quoted = await world.quoted(tag="silent")
    payment_id = uuid7()
    await send(world, payment_id, succeeded())
    assert await world.run_jobs() == ["process_webhook_event"]
    assert await states() == {"evt_1": "WAITING"}

    await Payment.create(
        id=payment_id,
        provider_key=f"charge-{payment_id}",
        user_id=quoted.farmer.user_id,
        job_request_id=quoted.request.id,
        estimate_id=quoted.estimate.id,
        method=PHONE,
        provider="sandbox",
        status=PaymentStatus.PROCESSING,
        amount_minor=3_300_000,
        currency="NGN",
    )
    assert await world.run_jobs() == ["process_webhook_event"]

    assert await states() == {"evt_1": "APPLIED"}
    assert (await Payment.get(id=payment_id)).status is PaymentStatus.SUCCEEDED


async def test_an_event_about_nothing_is_given_up_with_an_alert(world: World) -> None:
    await send(world, uuid7(), succeeded())
    assert await world.run_jobs() == ["process_webhook_event"]
    world.clock.advance(timedelta(hours=24))

    assert await world.run_jobs() == ["process_webhook_event"]

    assert await world.run_jobs() == []
    assert await states() == {"evt_1": "UNMATCHED"}
    assert world.alerts == ["webhook_unmatched"]


@pytest.mark.parametrize("told", [Money(3_299_999, "NGN"), Money(3_300_000, "KES")])
@pytest.mark.parametrize("is_paid", [True, False])
async def test_another_amount_changes_nothing_and_alerts(world: World, told: Money, is_paid: bool) -> None:
    payment = await asked(world)
    if is_paid:
        await world.payments.outcomes.apply(payment.id, succeeded())
    before = await Payment.get(id=payment.id).values()
    await send(world, payment.id, succeeded(told))
    await world.run_jobs()

    assert await Payment.get(id=payment.id).values() == before
    assert await states() == {"evt_1": "MISMATCHED"}
    assert world.alerts == ["payment_mismatch"]


async def test_another_providers_word_counts_for_nothing(world: World) -> None:
    quoted = await world.quoted()
    await world.fund(quoted.farmer.user_id, 3_300_000)
    payment_id = await world.intent(quoted, PaymentMethodKind.WALLET, key="w")
    await send(world, payment_id, succeeded())
    await world.run_jobs()

    assert (await Payment.get(id=payment_id)).status is PaymentStatus.REQUIRES_CONFIRMATION
    assert await states() == {"evt_1": "MISMATCHED"}
    assert world.alerts == ["webhook_mismatch"]


@pytest.mark.parametrize(
    ("first", "then"), [(succeeded(), declined()), (declined(), succeeded()), (succeeded(), Pending("late"))]
)
async def test_success_is_never_lowered(world: World, first: Outcome, then: Outcome) -> None:
    payment = await asked(world)
    await send(world, payment.id, first, event_id="evt_1")
    await world.run_jobs()
    await send(world, payment.id, then, event_id="evt_2")
    await world.run_jobs()

    assert (await Payment.get(id=payment.id)).status is PaymentStatus.SUCCEEDED
    assert await states() == {"evt_1": "APPLIED", "evt_2": "APPLIED"}


async def test_a_refund_is_settled_by_its_event(world: World) -> None:
    quoted, payment = await world.paid()
    await world.give_up(quoted)
    await world.database.fetch("DELETE FROM pgqueuer")
    refund = await Refund.get(payment_id=payment.id)
    body = body_of(refund.provider_key, succeeded(NAIRA), subject=Subject.RETURN)

    await world.payments.inbox.receive("sandbox", headers_for(body, world.clock()), body)
    await world.run_jobs()

    assert (await Refund.get(id=refund.id)).status is RefundStatus.SUCCEEDED
    assert world.provider.returns == []


async def test_a_refund_that_is_said_to_have_failed_after_all_is_for_a_person(world: World) -> None:
    quoted, payment = await world.paid()
    await world.give_up(quoted)
    await world.run_jobs()
    refund = await Refund.get(payment_id=payment.id)
    body = body_of(refund.provider_key, declined(), subject=Subject.RETURN)

    await world.payments.inbox.receive("sandbox", headers_for(body, world.clock()), body)
    await world.run_jobs()

    assert (await states(), world.alerts) == ({"evt_1": "MISMATCHED"}, ["refund_mismatch"])
    assert (await Refund.get(id=refund.id)).status is RefundStatus.SUCCEEDED
    assert await world.balances() == {"CLEARING": 0, "ESCROW": 0}


async def test_a_stored_event_is_replayed(world: World) -> None:
    await send(world, uuid7(), succeeded())
    world.clock.advance(timedelta(hours=24))
    await world.run_jobs()
    assert await states() == {"evt_1": "UNMATCHED"}

    assert len(await world.payments.inbox.replay("evt_1")) == 1

    assert await states() == {"evt_1": "WAITING"}
    assert await world.run_jobs() == ["process_webhook_event"]
    with pytest.raises(NotFound):
        await world.payments.inbox.replay("evt_2")


async def test_a_replayed_event_that_was_applied_changes_nothing(world: World) -> None:
    payment = await asked(world)
    await send(world, payment.id, succeeded())
    await world.run_jobs()
    before = await world.balances()

    await world.payments.inbox.replay("evt_1")
    await world.run_jobs()

    assert (await world.balances(), await states()) == (before, {"evt_1": "APPLIED"})


async def test_what_was_said_stays_as_it_was_said(world: World) -> None:
    await send(world, uuid7(), succeeded())

    with pytest.raises(CheckViolationError):
        await world.database.fetch("UPDATE webhook_events SET body = '\\x00'")
    with pytest.raises(RestrictViolationError):
        await world.database.fetch("DELETE FROM webhook_events")
