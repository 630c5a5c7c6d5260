"""What is forgotten by its job is found again, and somebody is told."""

import asyncio
from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from models.enums import PaymentMethodKind, PaymentStatus, PayoutStatus, RefundStatus, Role
from models.payments import Payment, Payout, Refund
from services.jobs.queue import Job
from services.payments.confirmation import RECONCILE
from services.payments.payouts import SETTLE_PAYOUT
from services.payments.refunds import SETTLE_REFUND
from services.payments.sweeping import TELL_STUCK
from services.platform.money import Money
from tests.payments.events import send, states, succeeded
from tests.payments.factories import a_user
from tests.payments.world import World

PHONE = PaymentMethodKind.MOBILE_MONEY


async def forget(world: World) -> None:
    """The worker has lost every job."""
    await world.database.fetch("DELETE FROM pgqueuer")


async def later(world: World, by: timedelta) -> None:
    """Rows are stamped by the wall's clock where Tortoise does it, and by the test's elsewhere."""
    world.clock.now = (await world.database.now()) + by


async def due(world: World, job: Job) -> list[timedelta]:
    """In how many minutes the jobs of this kind are."""
    rows = await world.database.fetch(
        "SELECT execute_after - now() AS left FROM pgqueuer WHERE entrypoint = $1 AND status = 'queued'", job.name
    )
    return [timedelta(minutes=round(row["left"] / timedelta(minutes=1))) for row in rows]


async def test_whatever_is_under_way_for_long_is_asked_about(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted, PHONE)
    await world.confirm(quoted, payment_id)
    await forget(world)
    assert await world.payments.sweep.run() == 0
    await later(world, timedelta(minutes=11))

    assert await world.payments.sweep.run() == 1
    assert await world.run_jobs() == ["reconcile_payment", TELL_STUCK.name]

    assert (await Payment.get(id=payment_id)).status is PaymentStatus.SUCCEEDED
    assert world.alerts == []
    assert await world.payments.sweep.run() == 0


async def test_a_sweep_adds_no_job_twice(world: World) -> None:
    quoted = await world.quoted(tag="silent")
    await asyncio.gather(world.confirm(quoted, await world.intent(quoted)), return_exceptions=True)
    await forget(world)
    await later(world, timedelta(minutes=11))

    assert [await world.payments.sweep.run() for _ in range(3)] == [1, 0, 0]

    assert await world.run_jobs() == ["reconcile_payment", TELL_STUCK.name]


async def test_what_has_been_asked_about_late_is_asked_about_hourly(world: World) -> None:
    owner = await a_user(Role.TRACTOR_OWNER)
    await world.fund(owner.user_id, 10_000)
    amount = Money(4_000, "NGN")
    await world.payments.payouts.withdraw(owner, amount=amount, destination="bank+silent", key="k")
    await forget(world)
    await later(world, timedelta(minutes=11))
    assert await world.payments.sweep.run() == 1
    await world.run_jobs()

    await later(world, timedelta(minutes=12))

    assert [await world.payments.sweep.run() for _ in range(3)] == [0, 0, 0]
    assert await due(world, SETTLE_PAYOUT) == [timedelta(hours=1)]


async def test_what_comes_again_by_itself_is_left_to_it(world: World) -> None:
    quoted, _ = await world.paid(tag="no-refunds")
    await forget(world)
    await world.give_up(quoted)
    await later(world, timedelta(minutes=11))

    assert await world.payments.sweep.run() == 0

    assert await due(world, SETTLE_REFUND) == [timedelta()]


async def test_refunds_payouts_and_events_too(world: World) -> None:
    owner = await a_user(Role.TRACTOR_OWNER)
    await world.fund(owner.user_id, 10_000)
    await world.payments.payouts.withdraw(owner, amount=Money(4_000, "NGN"), destination="bank", key="k")
    quoted, payment = await world.paid()
    await world.give_up(quoted)
    await send(world, payment.id, succeeded())
    await forget(world)
    await later(world, timedelta(minutes=11))

    assert await world.payments.sweep.run() == 3
    told = [TELL_STUCK.name] * 3
    assert await world.run_jobs() == ["process_webhook_event", "settle_payout", "settle_refund", *told]

    assert (await Refund.get()).status is RefundStatus.SUCCEEDED
    assert (await Payout.get()).status is PayoutStatus.SUCCEEDED
    assert await states() == {"evt_1": "APPLIED"}


@pytest.mark.parametrize(("after", "alerts"), [(59, []), (61, ["payment_stuck", "webhook_stuck"])])
async def test_after_an_hour_somebody_is_told(world: World, after: int, alerts: list[str]) -> None:
    quoted = await world.quoted(tag="silent")
    await asyncio.gather(world.confirm(quoted, await world.intent(quoted)), return_exceptions=True)
    world.clock.now = await world.database.now()
    await send(world, uuid7(), succeeded())
    await later(world, timedelta(minutes=after))
    for kind in ("payment", "event"):
        await world.payments.sweep.tell(kind)

    assert world.alerts == alerts


async def test_somebody_is_told_at_the_full_hour_and_once(world: World) -> None:
    world.clock.now = await world.database.now()
    await send(world, uuid7(), succeeded())
    await forget(world)
    await later(world, timedelta(minutes=11))
    for _ in range(3):
        await world.payments.sweep.run()
    assert await due(world, TELL_STUCK) == [timedelta(minutes=49)]

    await later(world, timedelta(minutes=61))
    await world.run_jobs()
    assert world.alerts == ["webhook_stuck"]
    for _ in range(3):
        await world.payments.sweep.run()

    assert world.alerts == ["webhook_stuck"]
    assert await due(world, TELL_STUCK) == [timedelta(minutes=59)]


async def test_a_step_is_asked_about_when_it_is_to_be_called_off(world: World) -> None:
    quoted = await world.quoted(tag="abandoned")
    payment = await world.confirm(quoted, await world.intent(quoted))
    await forget(world)
    await later(world, timedelta(minutes=26))

    await world.payments.confirmation.reconcile(payment.id, 9)

    assert await due(world, RECONCILE) == [timedelta(minutes=4)]
