"""Paying from a wallet."""

import asyncio

import pytest

from models.enums import PaymentMethodKind, PaymentStatus
from models.payments import Payment
from models.requests import JobRequest
from services.payments.refusals import (
    InsufficientFunds,
)
from tests.payments.world import World

WALLET = PaymentMethodKind.WALLET


async def test_a_wallet_pays_at_once(world: World) -> None:
    quoted = await world.quoted()
    await world.fund(quoted.farmer.user_id, 4_000_000)

    payment = await world.confirm(quoted, await world.intent(quoted, WALLET))

    assert (payment.status, payment.provider) == (PaymentStatus.SUCCEEDED, "wallet")
    assert await world.balances() == {
        "CLEARING": -4_000_000,
        "ESCROW": 3_300_000,
        "REVENUE": 0,
        "WALLET": 700_000,
    }


async def test_a_wallet_with_too_little_stays_as_it_is(world: World) -> None:
    quoted = await world.quoted()
    await world.fund(quoted.farmer.user_id, 3_299_999)
    payment_id = await world.intent(quoted, WALLET)

    for _ in range(2):
        with pytest.raises(InsufficientFunds) as refused:
            await world.confirm(quoted, payment_id)
        assert (refused.value.available_minor, refused.value.currency) == (3_299_999, "NGN")

    assert (await Payment.get(id=payment_id)).status is PaymentStatus.REQUIRES_CONFIRMATION
    assert await world.vault.escrow.held(quoted.request.id) is None


async def test_one_wallet_cannot_pay_for_two_jobs_at_once(world: World) -> None:
    first, second = await world.quoted(), await world.quoted()
    await world.fund(first.farmer.user_id, 5_000_000)
    second.farmer = first.farmer
    await JobRequest.filter(id=second.request.id).update(farmer_id=first.farmer.user_id)
    ids = [await world.intent(first, WALLET, key="i1"), await world.intent(second, WALLET, key="i2")]

    answers = await asyncio.gather(
        world.confirm(first, ids[0], key="c1"), world.confirm(second, ids[1], key="c2"), return_exceptions=True
    )

    assert sorted(type(each).__name__ for each in answers) == ["InsufficientFunds", "Payment"]
