"""A provider that knows no keys of ours is told once to give money back, and again only where that was for nothing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from importlib import import_module
from uuid import UUID

import pytest

from models.enums import RefundStatus
from models.payments import Refund
from services.platform.money import Money
from services.providers.payments.paystack import Paystack
from tests.payments.factories import a_payment_method, accept
from tests.payments.world import Quoted, World
from tests.providers.paystack_server import GOOD, PaystackServer, paystack_server

PAID = 3_300_000
SOON, LATER, A_DAY = timedelta(seconds=3), timedelta(minutes=10), timedelta(days=1)


@pytest.fixture
async def paystack(world: World) -> AsyncIterator[PaystackServer]:
    """Where the world's payments are made."""
    server = PaystackServer()
    with paystack_server(server) as peer:
        world.provider.inner = Paystack("sk_test", url=peer.url)
        yield server


async def paid(world: World) -> Quoted:
    quoted = await world.quoted()
    card = await a_payment_method(quoted.farmer)
    card.provider_reference = GOOD
    await card.save(update_fields=["provider_reference"])
    await world.confirm(quoted, await world.intent(quoted, payment_method_id=card.id))
    return quoted


async def returning(world: World, amount_minor: int = PAID) -> UUID:
    """A refund whose provider was not told yet."""
    quoted = await paid(world)
    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)
    price = Money(PAID - amount_minor, "NGN")
    if price.amount_minor:
        async with world.database.transaction():
            await world.vault.escrow.settle_price(quoted.request, price)
    else:
        await world.give_up(quoted)
    return (await Refund.get()).id


async def settle(world: World, refund_id: UUID, *, after: timedelta = timedelta()) -> RefundStatus:
    """The worker's next asking, and how the refund stands then."""
    world.clock.advance(after)
    await world.payments.refunds.settle(refund_id, 0)
    return (await Refund.get(id=refund_id)).status


async def in_wallet(world: World) -> int:
    return (await world.balances()).get("WALLET", 0)


@pytest.mark.parametrize("amount", [300_000, PAID])
async def test_two_workers_at_once_order_once(world: World, paystack: PaystackServer, amount: int) -> None:
    refund_id = await returning(world, amount)
    paystack.slowness = 0.2

    await asyncio.gather(*(world.payments.refunds.settle(refund_id, attempt) for attempt in (0, 10)))

    assert (len(paystack.refunds), paystack.orders) == (1, 1)
    assert (await Refund.get()).status is RefundStatus.SUCCEEDED
    assert await in_wallet(world) == 0


@pytest.mark.parametrize("amount", [300_000, PAID])
async def test_an_order_whose_answer_was_lost_is_looked_for_and_not_repeated(
    world: World, paystack: PaystackServer, amount: int
) -> None:
    refund_id = await returning(world, amount)
    paystack.is_mute = paystack.is_behind = True
    assert await settle(world, refund_id) is RefundStatus.PENDING

    paystack.is_mute = False
    assert await settle(world, refund_id, after=SOON) is RefundStatus.PENDING
    paystack.is_behind = False
    assert await settle(world, refund_id, after=SOON) is RefundStatus.SUCCEEDED

    assert (len(paystack.refunds), paystack.orders, await in_wallet(world)) == (1, 1, 0)


async def test_an_order_that_never_arrived_is_given_again(world: World, paystack: PaystackServer) -> None:
    refund_id = await returning(world)
    paystack.is_down = True
    assert await settle(world, refund_id) is RefundStatus.PENDING
    paystack.is_down = False

    assert await settle(world, refund_id, after=LATER - SOON) is RefundStatus.PENDING
    assert await settle(world, refund_id, after=SOON) is RefundStatus.SUCCEEDED

    assert (len(paystack.refunds), paystack.orders) == (1, 2)


async def test_what_refuses_a_repeated_order_may_be_the_first_one(world: World, paystack: PaystackServer) -> None:
    refund_id = await returning(world)
    paystack.is_mute = paystack.is_behind = True
    await settle(world, refund_id)
    paystack.is_mute = False

    assert await settle(world, refund_id, after=LATER) is RefundStatus.PENDING
    assert (paystack.orders, world.alerts, await in_wallet(world)) == (2, [], 0)
    paystack.is_behind = False
    assert await settle(world, refund_id, after=SOON) is RefundStatus.SUCCEEDED

    assert (len(paystack.refunds), await in_wallet(world)) == (1, 0)


async def test_a_day_later_a_refusal_is_believed(world: World, paystack: PaystackServer) -> None:
    refund_id = await returning(world)
    paystack.is_down = True
    await settle(world, refund_id)
    paystack.is_down = False
    paystack.refuses = True

    assert await settle(world, refund_id, after=A_DAY - SOON) is RefundStatus.PENDING
    assert await settle(world, refund_id, after=LATER) is RefundStatus.FAILED

    assert (await in_wallet(world), world.alerts) == (PAID, ["refund_declined"])


async def test_a_first_order_that_is_refused_is_believed_at_once(world: World, paystack: PaystackServer) -> None:
    refund_id = await returning(world)
    paystack.refuses = True

    assert await settle(world, refund_id) is RefundStatus.FAILED

    assert await in_wallet(world) == PAID


async def test_what_is_under_way_is_asked_about_by_the_providers_own_id(world: World, paystack: PaystackServer) -> None:
    refund_id = await returning(world)
    paystack.settling = "pending"
    assert await settle(world, refund_id) is RefundStatus.PENDING
    paystack.is_behind = True
    paystack.refunds[0]["status"] = "processed"

    assert await settle(world, refund_id, after=LATER) is RefundStatus.SUCCEEDED

    assert paystack.orders == 1


@pytest.mark.parametrize("amount", [300_000, PAID])
async def test_what_the_version_before_may_have_ordered_is_asked_about_first(
    world: World, paystack: PaystackServer, amount: int
) -> None:
    refund_id = await returning(world, amount)
    paystack.is_mute = paystack.is_behind = True
    await settle(world, refund_id)
    await Refund.filter(id=refund_id).update(ordered_at=None, order_stands_until=None)
    migration = import_module("migrations.models.17_20261124000017_orders_of_refunds")
    _, filling, _ = (await migration.upgrade(None)).split(";")
    await world.database.fetch(filling)
    paystack.is_mute = False

    assert await settle(world, refund_id, after=SOON) is RefundStatus.PENDING
    paystack.is_behind = False
    assert await settle(world, refund_id, after=SOON) is RefundStatus.SUCCEEDED

    assert (paystack.orders, await in_wallet(world)) == (1, 0)
