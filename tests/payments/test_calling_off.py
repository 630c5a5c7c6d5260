"""A payment is given up by its payer, or by time, and never against the provider's word."""

import asyncio
from datetime import timedelta

import pytest

from models.enums import PaymentMethodKind, PaymentStatus
from models.payments import Payment
from services.errors import NotFound
from services.payments.refusals import PaymentDeclined, PaymentUnknown, QuoteExpired
from services.providers.payments.sandbox import APPROVED_AFTER
from tests.payments.factories import a_user
from tests.payments.test_intents import payments_of
from tests.payments.world import Quoted, World


async def abandoned(world: World, tag: str = "abandoned") -> tuple[Quoted, Payment]:
    """A payment that waits for its payer's step."""
    quoted = await world.quoted(tag=tag)
    payment = await world.confirm(quoted, await world.intent(quoted))
    assert payment.status is PaymentStatus.REQUIRES_ACTION
    return quoted, payment


async def test_an_intent_is_cancelled_once(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)

    for _ in range(2):
        await world.payments.calling_off.cancel(quoted.farmer, payment_id=payment_id)

    assert await payments_of(quoted) == [(payment_id, PaymentStatus.CANCELED)]
    with pytest.raises(QuoteExpired):
        await world.confirm(quoted, payment_id)
    assert world.provider.charges == []


async def test_a_payment_that_succeeded_is_not_cancelled(world: World) -> None:
    quoted, payment = await world.paid()

    await world.payments.calling_off.cancel(quoted.farmer, payment_id=payment.id)

    assert await payments_of(quoted) == [(payment.id, PaymentStatus.SUCCEEDED)]


async def test_a_stranger_cannot_cancel(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)

    with pytest.raises(NotFound):
        await world.payments.calling_off.cancel(await a_user(), payment_id=payment_id)

    assert await payments_of(quoted) == [(payment_id, PaymentStatus.REQUIRES_CONFIRMATION)]


async def test_a_step_that_nobody_takes_is_called_off_by_its_payer(world: World) -> None:
    quoted, payment = await abandoned(world)
    with pytest.raises(PaymentUnknown):
        await world.intent(quoted, PaymentMethodKind.WALLET, key="another")

    for _ in range(2):
        await world.payments.calling_off.cancel(quoted.farmer, payment_id=payment.id)

    another = await world.intent(quoted, PaymentMethodKind.WALLET, key="another still")
    assert await payments_of(quoted) == [
        (payment.id, PaymentStatus.FAILED),
        (another, PaymentStatus.REQUIRES_CONFIRMATION),
    ]
    assert (await Payment.get(id=payment.id)).failure_code == "called_off"
    with pytest.raises(PaymentDeclined):
        await world.confirm(quoted, payment.id, key="again")
    assert len(world.provider.charges) == 1
    assert await world.balances() == {}


async def lost(world: World) -> tuple[Quoted, Payment]:
    """The provider waits for the payer's step; its answer, which said so, never came."""
    quoted = await world.quoted(tag="abandoned")
    payment_id = await world.intent(quoted)

    async def die() -> None:
        raise asyncio.CancelledError

    world.provider.meanwhile = die
    with pytest.raises(asyncio.CancelledError):
        await world.confirm(quoted, payment_id)
    world.provider.meanwhile = None
    return quoted, await Payment.get(id=payment_id)


@pytest.mark.parametrize("status", [PaymentStatus.PROCESSING, PaymentStatus.UNKNOWN])
async def test_a_step_that_nobody_heard_of_is_called_off_by_its_payer(world: World, status: PaymentStatus) -> None:
    quoted, payment = await lost(world)
    await Payment.filter(id=payment.id).update(status=status)

    await world.payments.calling_off.cancel(quoted.farmer, payment_id=payment.id)

    another = await world.intent(quoted, PaymentMethodKind.WALLET, key="another")
    assert await payments_of(quoted) == [
        (payment.id, PaymentStatus.FAILED),
        (another, PaymentStatus.REQUIRES_CONFIRMATION),
    ]


@pytest.mark.parametrize(
    ("since", "ends"),
    [(timedelta(minutes=29), PaymentStatus.PROCESSING), (timedelta(minutes=30), PaymentStatus.FAILED)],
)
async def test_time_calls_a_step_off_that_nobody_heard_of(world: World, since: timedelta, ends: PaymentStatus) -> None:
    quoted, payment = await lost(world)
    world.clock.advance(APPROVED_AFTER)
    await Payment.filter(id=payment.id).update(updated_at=world.clock() - since)

    assert await world.run_jobs() == ["expire_intent", "reconcile_payment"]

    assert await payments_of(quoted) == [(payment.id, ends)]


async def test_a_charge_that_may_be_on_its_way_is_not_called_off(world: World) -> None:
    quoted = await world.quoted(tag="lost")
    payment_id = await world.intent(quoted)
    with pytest.raises(PaymentUnknown):
        await world.confirm(quoted, payment_id)

    with pytest.raises(PaymentUnknown):
        await world.payments.calling_off.cancel(quoted.farmer, payment_id=payment_id)

    assert await payments_of(quoted) == [(payment_id, PaymentStatus.UNKNOWN)]


async def test_a_step_that_was_taken_meanwhile_is_paid(world: World) -> None:
    quoted, payment = await abandoned(world, tag="step")
    world.clock.advance(APPROVED_AFTER)

    await world.payments.calling_off.cancel(quoted.farmer, payment_id=payment.id)

    assert await payments_of(quoted) == [(payment.id, PaymentStatus.SUCCEEDED)]
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}


async def test_calling_off_and_the_payers_yes_at_once_end_as_one_of_them(world: World) -> None:
    quoted, payment = await abandoned(world, tag="step")
    world.clock.advance(APPROVED_AFTER)

    await asyncio.gather(
        world.confirm(quoted, payment.id, key="again"),
        *(world.payments.calling_off.cancel(quoted.farmer, payment_id=payment.id) for _ in range(4)),
    )

    assert await payments_of(quoted) == [(payment.id, PaymentStatus.SUCCEEDED)]
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}


async def test_a_stranger_calls_nothing_off(world: World) -> None:
    quoted, payment = await abandoned(world)

    with pytest.raises(NotFound):
        await world.payments.calling_off.cancel(await a_user(), payment_id=payment.id)

    assert await payments_of(quoted) == [(payment.id, PaymentStatus.REQUIRES_ACTION)]


@pytest.mark.parametrize(
    ("since", "ends"),
    [(timedelta(minutes=29), PaymentStatus.REQUIRES_ACTION), (timedelta(minutes=30), PaymentStatus.FAILED)],
)
async def test_time_calls_a_step_off(world: World, since: timedelta, ends: PaymentStatus) -> None:
    quoted, payment = await abandoned(world)
    await Payment.filter(id=payment.id).update(updated_at=world.clock() - since)

    assert await world.run_jobs() == ["expire_intent", "reconcile_payment"]

    assert await payments_of(quoted) == [(payment.id, ends)]
