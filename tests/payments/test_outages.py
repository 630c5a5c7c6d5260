"""Servers that go away in the middle change nothing about how it ends."""

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg

from models.enums import PaymentMethodKind, PaymentStatus
from models.payments import Payment
from services.payments.intents import PaymentAnswer
from services.platform.broadcast import Wakeups
from services.platform.money import Money
from tests.payments.events import NAIRA, send, states, succeeded
from tests.payments.factories import a_user
from tests.payments.world import World

CARD = PaymentMethodKind.CARD


async def lose_connections(database_url: str) -> None:
    """What every connection of ours sees when PostgreSQL is restarted."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = 'spitractors'"
        )
    finally:
        await connection.close()


async def test_postgresql_is_restarted_between_the_call_and_the_commit(world: World, database_url: str) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)
    world.provider.meanwhile = lambda: lose_connections(database_url)

    await asyncio.gather(*(world.confirm(quoted, payment_id, key=f"c{n}") for n in range(5)), return_exceptions=True)
    world.provider.meanwhile = None
    world.clock.advance(timedelta(seconds=60))
    payment = await world.confirm(quoted, payment_id, key="c0")

    assert payment.status is PaymentStatus.SUCCEEDED
    assert {charge.key for charge in world.provider.charges} == {payment.provider_key}
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}


async def test_postgresql_is_restarted_over_and_over_while_wallets_are_filled(world: World, database_url: str) -> None:
    user = await a_user()
    amount = Money(1_000, "NGN")

    async def top_up(number: int) -> Any:
        return await world.payments.top_ups.top_up(user, amount=amount, method=CARD, key=f"k{number}")

    async def restart() -> None:
        for _ in range(5):
            await asyncio.sleep(0.02)
            await lose_connections(database_url)

    await asyncio.gather(restart(), *(top_up(number) for number in range(20)), return_exceptions=True)
    world.clock.advance(timedelta(seconds=60))
    answers = [await top_up(number) for number in range(20)]

    assert {type(each) for each in answers} == {PaymentAnswer}
    assert await Payment.filter(status=PaymentStatus.SUCCEEDED).count() == 20
    assert len({charge.key for charge in world.provider.charges}) == 20
    assert await world.balances() == {"CLEARING": -20_000, "WALLET": 20_000}


async def test_redis_is_away(world: World) -> None:
    world.streams.wakeups = Wakeups("redis://127.0.0.1:1/0")
    quoted = await world.quoted(tag="silent")
    payment_id = await world.intent(quoted, PaymentMethodKind.MOBILE_MONEY)
    await asyncio.gather(world.confirm(quoted, payment_id), return_exceptions=True)

    await send(world, payment_id, succeeded())
    await world.run_jobs()

    assert await states() == {"evt_1": "APPLIED"}
    assert await world.vault.escrow.held(quoted.request.id) == NAIRA
    assert [status for status, _ in await world.told(quoted.request)][-1] == "SUCCEEDED"
