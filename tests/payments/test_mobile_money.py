"""Mobile money says nothing, then everything at once; and what else crosses in the air."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from models.auth import User
from models.enums import PaymentMethodKind, PaymentStatus, PayoutStatus, RefundStatus, Role
from models.payments import Payment, Payout, Receipt, Refund, WebhookEvent
from services.payments.inbox import Reception
from services.payments.refusals import PaymentUnknown
from services.platform.money import Money
from services.providers.payments.port import Charge
from services.providers.payments.sandbox import APPROVED_AFTER
from tests.dying import Died, die
from tests.payments.events import NAIRA, declined, send, states, succeeded
from tests.payments.factories import a_user, accept
from tests.payments.world import SECRETS, World

PHONE = PaymentMethodKind.MOBILE_MONEY


async def test_mobile_money_says_nothing(world: World) -> None:
    quoted = await world.quoted(tag="lost")
    first = await world.intent(quoted, PHONE, key="i1")
    # The prompt was sent, and no answer came. The farmer taps again, with the same key and with new ones.
    for key in ("c1", "c1", "c2"):
        with pytest.raises(PaymentUnknown):
            await world.confirm(quoted, first, key=key)
    with pytest.raises(PaymentUnknown):
        await world.intent(quoted, PHONE, key="i2")
    # The provider goes on saying that it knows nothing of it, until it is believed.
    for _ in range(5):
        assert await world.run_jobs() != []
    assert (await Payment.get(id=first)).status is PaymentStatus.FAILED

    await User.filter(id=quoted.farmer.user_id).update(email="amina@demo.test")
    second = await world.confirm(quoted, await world.intent(quoted, key="i3"), key="c3")
    assert second.status is PaymentStatus.SUCCEEDED
    # All the time the first charge lay in a queue, and now it is made.
    key = (await Payment.get(id=first)).provider_key
    await world.provider.inner.charge(Charge(key=key, method=PHONE, amount=NAIRA, payer_email="amina@demo.test"))
    world.clock.advance(APPROVED_AFTER)
    await _callbacks(world, first, second)

    late = await Payment.get(id=first)
    assert (late.status, late.refunded_minor) == (PaymentStatus.SUCCEEDED, 3_300_000)
    (refund,) = await Refund.all()
    assert (refund.payment_id, refund.status) == (first, RefundStatus.SUCCEEDED)
    assert await world.vault.escrow.held(quoted.request.id) == NAIRA
    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)
    await world.finish(quoted)
    assert [(row.total_minor, row.number) for row in await Receipt.all()] == [(3_300_000, 1)]
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 0, "REVENUE": 330_000, "WALLET": 2_970_000}


async def _callbacks(world: World, first_id: UUID, second: Payment) -> None:
    """For the first attempt, after the second has succeeded, and everything that can be wrong with them."""
    not_yet = uuid7()
    stale = world.clock() - timedelta(seconds=301)
    assert await send(world, first_id, succeeded(), event_id="stale", at=stale) is Reception.REFUSED
    assert await send(world, first_id, succeeded(), event_id="forged", secret="guessed") is Reception.REFUSED
    assert await WebhookEvent.all().count() == 0
    for event_id, secret in (("twice", SECRETS[0]), ("twice", SECRETS[0]), ("old secret", SECRETS[1])):
        assert await send(world, first_id, succeeded(), event_id=event_id, secret=secret) is Reception.TAKEN
    await send(world, first_id, succeeded(Money(3_300_001, "NGN")), event_id="wrong amount")
    await send(world, not_yet, succeeded(), event_id="not committed yet")
    await send(world, second.id, declined(), event_id="failed after all")
    for _ in range(3):
        await world.run_jobs()

    assert await states() == {
        "twice": "APPLIED",
        "old secret": "APPLIED",
        "wrong amount": "MISMATCHED",
        "not committed yet": "WAITING",
        "failed after all": "APPLIED",
    }
    assert world.alerts == ["payment_mismatch"]
    assert (await Payment.get(id=second.id)).status is PaymentStatus.SUCCEEDED


async def test_confirmation_and_event_at_once(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)

    async def told() -> None:
        await asyncio.gather(*(send(world, payment_id, succeeded(), event_id=f"e{number}") for number in range(5)))
        events = await WebhookEvent.all()
        await asyncio.gather(*(world.payments.inbox.process(event.id, 0) for event in events * 2))

    world.provider.meanwhile = told
    payment = await world.confirm(quoted, payment_id)

    assert payment.status is PaymentStatus.SUCCEEDED
    assert set((await states()).values()) == {"APPLIED"}
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}


async def test_a_worker_that_dies_before_its_commit_pays_out_once(world: World) -> None:
    owner = await a_user(Role.TRACTOR_OWNER)
    await world.fund(owner.user_id, 10_000)
    await world.payments.payouts.withdraw(owner, amount=Money(4_000, "NGN"), destination="bank", key="k")
    row = await Payout.get()
    world.provider.meanwhile = die
    with pytest.raises(Died):
        await world.payments.payouts.settle(row.id, 0)
    assert (await Payout.get()).status is PayoutStatus.PENDING

    world.provider.meanwhile = None
    await world.payments.payouts.settle(row.id, 0)

    assert (await Payout.get()).status is PayoutStatus.SUCCEEDED
    assert len(world.provider.transfers) == 1


async def test_a_worker_that_dies_before_its_commit_refunds_once(world: World) -> None:
    quoted, _ = await world.paid()
    await world.give_up(quoted)
    refund = await Refund.get()
    world.provider.meanwhile = die
    with pytest.raises(Died):
        await world.payments.refunds.settle(refund.id, 0)

    world.provider.meanwhile = None
    await world.payments.refunds.settle(refund.id, 0)

    assert (await Refund.get()).status is RefundStatus.SUCCEEDED
    assert len(world.provider.returns) == 1


async def test_a_worker_that_dies_within_an_event_applies_it_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted = await world.quoted(tag="silent")
    payment_id = await world.intent(quoted, PHONE)
    with pytest.raises(PaymentUnknown):
        await world.confirm(quoted, payment_id)
    await send(world, payment_id, succeeded())
    event = await WebhookEvent.get()
    with monkeypatch.context() as patch:
        patch.setattr(world.payments.inbox, "_settle", lambda *_: die())
        with pytest.raises(Died):
            await world.payments.inbox.process(event.id, 0)
    assert (await Payment.get(id=payment_id)).status is PaymentStatus.UNKNOWN

    await world.payments.inbox.process(event.id, 0)

    assert (await Payment.get(id=payment_id)).status is PaymentStatus.SUCCEEDED
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}


async def test_the_same_end_by_asking_and_by_being_told(world: World) -> None:
    ends = []
    for is_told in (False, True):
        quoted = await world.quoted(tag="timeout")
        payment_id = await world.intent(quoted, PHONE)
        with pytest.raises(PaymentUnknown):
            await world.confirm(quoted, payment_id)
        world.clock.advance(APPROVED_AFTER)
        if is_told:
            await send(world, payment_id, succeeded(), event_id="told")
        await world.run_jobs()
        held = await world.vault.escrow.held(quoted.request.id)
        ends.append(((await Payment.get(id=payment_id)).status, held))

    assert ends == [(PaymentStatus.SUCCEEDED, NAIRA)] * 2
