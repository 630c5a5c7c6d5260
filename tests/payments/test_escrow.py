"""What requests ask of the money that is held for them."""

import asyncio

import pytest

from models.enums import PaymentMethodKind, PaymentStatus, RefundStatus, TransactionKind
from models.payments import Payment, Refund, WalletTransaction
from services.payments.refusals import PaymentUnknown
from services.platform.money import Money
from services.providers.payments.sandbox import APPROVED_AFTER
from tests.payments.factories import a_request, accept, an_estimate
from tests.payments.world import Quoted, World

NAIRA = "NGN"


async def accepted(world: World, **options: str | int) -> tuple[Quoted, Payment]:
    quoted, payment = await world.paid(**options)
    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)
    return quoted, payment


async def refunds_of(payment: Payment) -> list[tuple[int, RefundStatus]]:
    return [(row.amount_minor, row.status) for row in await Refund.filter(payment_id=payment.id).order_by("id")]


async def test_nothing_is_held_before_anything_is_paid(world: World) -> None:
    quoted = await world.quoted()

    assert await world.vault.escrow.held(quoted.request.id) is None


async def test_completion_pays_the_owner_less_commission(world: World) -> None:
    quoted, _ = await accepted(world)

    await world.finish(quoted)

    assert await world.vault.escrow.held(quoted.request.id) is None
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 0, "REVENUE": 330_000, "WALLET": 2_970_000}
    rows = await WalletTransaction.filter(account__user_id=quoted.tractor.owner_id)
    assert [(row.kind, row.amount_minor, row.balance_after_minor) for row in rows] == [
        (TransactionKind.EARNING, 2_970_000, 2_970_000)
    ]


@pytest.mark.parametrize(
    ("total", "percent", "commission"),
    [(25, 10, 2), (35, 10, 4), (5, 10, 0), (7, 100, 7), (2**53 - 1, 33, 2972375754064527)],
)
async def test_splits_add_up(world: World, total: int, percent: int, commission: int) -> None:
    quoted, _ = await accepted(world, total_minor=total)

    await world.finish(quoted, commission_percent=percent)

    balances = await world.balances()
    assert (balances["REVENUE"], balances["WALLET"]) == (commission, total - commission)


async def test_money_is_released_once(world: World) -> None:
    quoted, _ = await accepted(world)
    await world.finish(quoted)

    async with world.database.transaction():
        await world.vault.escrow.release(quoted.request, 10)

    assert (await world.balances())["WALLET"] == 2_970_000


async def test_an_unpaid_job_releases_nothing(world: World) -> None:
    quoted = await world.quoted()
    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)

    await world.finish(quoted)

    assert await world.balances() == {}


async def test_what_was_paid_beyond_the_price_goes_back(world: World) -> None:
    quoted, payment = await accepted(world)

    async with world.database.transaction():
        await world.vault.escrow.settle_price(quoted.request, Money(3_000_000, NAIRA))

    assert await world.vault.escrow.held(quoted.request.id) == Money(3_000_000, NAIRA)
    assert await refunds_of(payment) == [(300_000, RefundStatus.PENDING)]
    assert await world.run_jobs() == ["expire_intent", "reconcile_payment", "settle_refund"]
    assert await refunds_of(payment) == [(300_000, RefundStatus.SUCCEEDED)]
    assert [returned.amount for returned in world.provider.returns] == [Money(300_000, NAIRA)]
    assert (await world.told(quoted.request))[-2:] == [("SUCCEEDED", 300_000)] * 2


@pytest.mark.parametrize("price", [Money(3_300_000, "NGN"), Money(3_300_001, "NGN"), Money(1, "KES")])
async def test_a_price_that_is_not_lower_changes_nothing(world: World, price: Money) -> None:
    quoted, payment = await world.paid()

    async with world.database.transaction():
        await world.vault.escrow.settle_price(quoted.request, price)

    assert await refunds_of(payment) == []


async def test_a_cancelled_request_gives_everything_back(world: World) -> None:
    quoted, payment = await world.paid()

    assert await world.give_up(quoted) == Money(3_300_000, NAIRA)

    assert await refunds_of(payment) == [(3_300_000, RefundStatus.PENDING)]
    await world.run_jobs()
    assert await refunds_of(payment) == [(3_300_000, RefundStatus.SUCCEEDED)]
    payment = await Payment.get(id=payment.id)
    assert (payment.status, payment.refunded_minor) == (PaymentStatus.SUCCEEDED, 3_300_000)


@pytest.mark.parametrize(("fee", "kept"), [(825_000, 825_000), (9_999_999, 3_300_000)])
async def test_a_fee_goes_to_the_owner_and_is_never_more_than_was_paid(world: World, fee: int, kept: int) -> None:
    quoted, payment = await accepted(world)

    assert await world.give_up(quoted, Money(fee, NAIRA)) == Money(3_300_000 - kept, NAIRA)

    balances = await world.balances()
    assert (balances["WALLET"], balances["ESCROW"], balances["CLEARING"]) == (kept, 0, -kept)
    assert (await Payment.get(id=payment.id)).refunded_minor == 3_300_000 - kept


async def test_cancelling_without_payment_ends_the_intent_and_gives_nothing(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)

    assert await world.give_up(quoted, None) is None

    assert (await Payment.get(id=payment_id)).status is PaymentStatus.CANCELED


async def test_a_payment_by_wallet_goes_back_to_the_wallet_at_once(world: World) -> None:
    quoted = await world.quoted()
    await world.fund(quoted.farmer.user_id, 4_000_000)
    payment = await world.confirm(quoted, await world.intent(quoted, PaymentMethodKind.WALLET))

    await world.give_up(quoted)

    assert await refunds_of(payment) == [(3_300_000, RefundStatus.SUCCEEDED)]
    assert (await world.balances())["WALLET"] == 4_000_000
    assert world.provider.returns == []


async def test_a_refund_that_the_provider_refuses_goes_to_the_farmers_wallet(world: World) -> None:
    quoted, payment = await world.paid(tag="no-refunds")
    await world.give_up(quoted)

    for _ in range(2):
        await world.run_jobs()

    assert await refunds_of(payment) == [(3_300_000, RefundStatus.FAILED)]
    (balance,) = await world.payments.wallets.balances(quoted.farmer.user_id)
    assert (balance.currency, balance.available_minor) == (NAIRA, 3_300_000)


async def test_a_refund_job_that_runs_twice_gives_back_once(world: World) -> None:
    quoted, payment = await world.paid()
    await world.give_up(quoted)
    refund = await Refund.get(payment_id=payment.id)

    await asyncio.gather(*(world.payments.refunds.settle(refund.id, 0) for _ in range(5)))

    assert [returned.key for returned in world.provider.returns] == [f"refund-{refund.id}"]
    assert (await Refund.get(id=refund.id)).status is RefundStatus.SUCCEEDED


async def test_a_successor_takes_over_what_was_paid(world: World) -> None:
    quoted, payment = await accepted(world)

    successor = await hand_over(world, quoted)

    assert await world.vault.escrow.held(quoted.request.id) is None
    assert await world.vault.escrow.held(successor.request.id) == Money(3_300_000, NAIRA)
    assert (await Payment.get(id=payment.id)).job_request_id == successor.request.id
    assert await world.told(successor.request) == [("SUCCEEDED", 0)]
    await accept(world.database, successor.request, successor.tractor, successor.estimate)
    await world.finish(successor)
    assert (await world.balances())["WALLET"] == 2_970_000


async def test_a_successor_gets_what_is_still_under_way(world: World) -> None:
    quoted = await world.quoted(tag="timeout")
    payment_id = await world.intent(quoted)
    with pytest.raises(PaymentUnknown):
        await world.confirm(quoted, payment_id)
    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)
    successor = await hand_over(world, quoted)
    world.clock.advance(APPROVED_AFTER)

    await world.run_jobs()

    payment = await Payment.get(id=payment_id)
    assert (payment.status, payment.refunded_minor) == (PaymentStatus.SUCCEEDED, 0)
    assert await world.vault.escrow.held(successor.request.id) == Money(3_300_000, NAIRA)


async def test_a_carried_payment_goes_back_when_the_successor_is_cancelled(world: World) -> None:
    quoted, payment = await accepted(world)
    successor = await hand_over(world, quoted)

    assert await world.give_up(successor) == Money(3_300_000, NAIRA)

    assert await refunds_of(payment) == [(3_300_000, RefundStatus.PENDING)]


async def test_money_that_comes_when_a_cheaper_tractor_was_chosen_is_settled_at_once(world: World) -> None:
    quoted = await world.quoted(tag="timeout")
    payment_id = await world.intent(quoted)
    with pytest.raises(PaymentUnknown):
        await world.confirm(quoted, payment_id)
    agreed = await an_estimate(quoted.request, quoted.tractor, total_minor=3_000_000)
    await accept(world.database, quoted.request, quoted.tractor, agreed)
    world.clock.advance(APPROVED_AFTER)

    await world.run_jobs()

    assert await world.vault.escrow.held(quoted.request.id) == Money(3_000_000, NAIRA)
    assert (await Payment.get(id=payment_id)).refunded_minor == 300_000


async def test_money_that_does_not_cover_the_chosen_tractor_goes_back(world: World) -> None:
    quoted = await world.quoted(tag="timeout")
    payment_id = await world.intent(quoted)
    with pytest.raises(PaymentUnknown):
        await world.confirm(quoted, payment_id)
    agreed = await an_estimate(quoted.request, quoted.tractor, total_minor=3_300_001)
    await accept(world.database, quoted.request, quoted.tractor, agreed)
    world.clock.advance(APPROVED_AFTER)

    await world.run_jobs()

    assert await world.vault.escrow.held(quoted.request.id) is None
    assert (await Payment.get(id=payment_id)).refunded_minor == 3_300_000


async def hand_over(world: World, quoted: Quoted) -> Quoted:
    """The owner gives the job up; the successor is received."""
    successor = await a_request(world.database, quoted.farmer, successor_of=quoted.request.id)
    async with world.database.transaction():
        await world.vault.escrow.carry_over(quoted.request, successor)
        await world.give_up(quoted)
    return Quoted(quoted.farmer, successor, quoted.tractor, await an_estimate(successor, quoted.tractor))
