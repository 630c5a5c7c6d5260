"""What crosses in the air: late answers, cancellations, parallel confirmations and processes that die."""

import asyncio
from datetime import timedelta

import pytest

from models.enums import PaymentMethodKind, PaymentStatus
from models.payments import Payment, Refund
from services.errors import IdempotencyInProgress
from services.payments.refusals import AlreadyPaid, PaymentUnknown, QuoteExpired
from services.platform.money import Money
from services.providers.payments.port import Declined, Pending, Succeeded
from services.providers.payments.sandbox import APPROVED_AFTER
from tests.dying import Died, die
from tests.payments.world import World

PHONE = PaymentMethodKind.MOBILE_MONEY


async def test_success_after_the_request_was_cancelled_is_refunded_once(world: World) -> None:
    quoted = await world.quoted(tag="timeout")
    payment_id = await world.intent(quoted)
    with pytest.raises(PaymentUnknown):
        await world.confirm(quoted, payment_id)
    assert await world.give_up(quoted) is None
    world.clock.advance(APPROVED_AFTER)

    await world.run_jobs()
    late = Succeeded("late", Money(3_300_000, "NGN"))
    await asyncio.gather(*(world.payments.outcomes.apply(payment_id, late) for _ in range(10)))

    payment = await Payment.get(id=payment_id)
    assert (payment.status, payment.refunded_minor) == (PaymentStatus.SUCCEEDED, 3_300_000)
    assert await world.run_jobs() == ["settle_refund"]
    assert len(world.provider.returns) == 1
    assert await world.balances() == {"CLEARING": 0, "ESCROW": 0}


async def test_the_request_is_cancelled_while_the_provider_is_called(world: World) -> None:
    quoted = await world.quoted()
    world.provider.meanwhile = lambda: world.give_up(quoted)

    payment = await world.confirm(quoted, await world.intent(quoted))

    assert (payment.status, payment.refunded_minor) == (PaymentStatus.SUCCEEDED, 3_300_000)
    assert await Refund.filter(payment_id=payment.id).count() == 1


async def test_a_first_payment_that_succeeds_after_the_second_is_refunded_by_itself(world: World) -> None:
    quoted = await world.quoted()
    first = await world.intent(quoted, PHONE, key="i1")
    await world.confirm(quoted, first, key="c1")
    await world.payments.outcomes.apply(first, Declined("timeout", "The prompt ran out."))
    second = await world.confirm(quoted, await world.intent(quoted, key="i2"), key="c2")
    assert second.status is PaymentStatus.SUCCEEDED

    for _ in range(3):
        await world.payments.outcomes.apply(first, Succeeded("callback", Money(3_300_000, "NGN")))
    await world.payments.outcomes.apply(first, Declined("late", "It failed after all."))
    await world.payments.outcomes.apply(first, Pending("later still"))

    late = await Payment.get(id=first)
    assert (late.status, late.refunded_minor) == (PaymentStatus.SUCCEEDED, 3_300_000)
    assert await Refund.filter(payment_id=first).count() == 1
    assert await world.vault.escrow.held(quoted.request.id) == Money(3_300_000, "NGN")


async def test_a_late_success_makes_the_intent_that_replaced_it_unnecessary(world: World) -> None:
    quoted = await world.quoted()
    first = await world.intent(quoted, PHONE, key="i1")
    await world.confirm(quoted, first, key="c1")
    await world.payments.outcomes.apply(first, Declined("timeout", "The prompt ran out."))
    second = await world.intent(quoted, key="i2")

    await world.payments.outcomes.apply(first, Succeeded("callback", Money(3_300_000, "NGN")))

    assert (await Payment.get(id=second)).status is PaymentStatus.CANCELED
    with pytest.raises(AlreadyPaid):
        await world.intent(quoted, key="i3")


@pytest.mark.parametrize("told", [Money(3_299_999, "NGN"), Money(3_300_000, "KES")])
async def test_a_success_over_another_amount_changes_nothing(world: World, told: Money) -> None:
    quoted = await world.quoted()
    payment = await world.confirm(quoted, await world.intent(quoted, PHONE))

    await world.payments.outcomes.apply(payment.id, Succeeded("wrong", told))

    assert (await Payment.get(id=payment.id)).status is PaymentStatus.REQUIRES_ACTION
    assert await world.balances() == {}


async def test_twenty_confirmations_at_once_charge_and_capture_once(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)

    answers = await asyncio.gather(*(world.confirm(quoted, payment_id, key=f"c{number}") for number in range(20)))

    assert {(each.id, each.status) for each in answers} == {(payment_id, PaymentStatus.SUCCEEDED)}
    assert {charge.key for charge in world.provider.charges} == {f"charge-{payment_id}"}
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}


async def test_the_same_key_at_once_is_in_progress_or_the_same_answer(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)

    answers = await asyncio.gather(*(world.confirm(quoted, payment_id) for _ in range(10)), return_exceptions=True)

    assert {type(each) for each in answers} <= {Payment, IdempotencyInProgress}
    assert (await world.confirm(quoted, payment_id)).status is PaymentStatus.SUCCEEDED
    assert len(world.provider.charges) == 1


async def test_a_process_that_dies_before_it_hears_the_answer_pays_once(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)

    world.provider.meanwhile = die
    with pytest.raises(Died):
        await world.confirm(quoted, payment_id)
    assert (await Payment.get(id=payment_id)).status is PaymentStatus.PROCESSING
    with pytest.raises(IdempotencyInProgress):
        await world.confirm(quoted, payment_id)

    world.clock.advance(timedelta(seconds=60))
    payment = await world.confirm(quoted, payment_id)

    assert payment.status is PaymentStatus.SUCCEEDED
    assert len(world.provider.charges) == 1
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}


async def test_a_job_finds_out_where_the_process_died(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)

    world.provider.meanwhile = die
    with pytest.raises(Died):
        await world.confirm(quoted, payment_id)

    await world.run_jobs()

    assert (await Payment.get(id=payment_id)).status is PaymentStatus.SUCCEEDED
    assert await world.vault.escrow.held(quoted.request.id) == Money(3_300_000, "NGN")


@pytest.mark.parametrize("method", PaymentMethodKind)
async def test_confirming_and_cancelling_at_once_is_one_after_the_other(
    world: World, method: PaymentMethodKind
) -> None:
    for _ in range(5):
        quoted = await world.quoted(tag="succeeds")
        await world.fund(quoted.farmer.user_id, 3_300_000)
        payment_id = await world.intent(quoted, method)

        confirmed, given_back = await asyncio.gather(
            world.confirm(quoted, payment_id), world.give_up(quoted), return_exceptions=True
        )

        payment = await Payment.get(id=payment_id)
        assert await world.vault.escrow.held(quoted.request.id) is None
        if isinstance(confirmed, QuoteExpired):
            assert (given_back, payment.status) == (None, PaymentStatus.CANCELED)
        else:
            assert (payment.status, payment.refunded_minor) == (PaymentStatus.SUCCEEDED, 3_300_000)
            assert await Refund.filter(payment_id=payment_id).count() == 1
