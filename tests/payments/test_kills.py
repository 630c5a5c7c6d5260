"""Processes that are killed between their word, the provider's and the commit neither lose money nor take it twice."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from models.enums import PaymentStatus, PayoutStatus
from models.payments import Payment, Payout
from services.platform.settings import Settings
from tests.payments.doomed import Point
from tests.payments.test_payouts import rich, stands, withdraw
from tests.payments.world import World


async def run_doomed(settings: Settings, data: Path, what: str, row: UUID, *, user: UUID, point: Point) -> None:
    """Until it has been killed, by itself."""
    environment = os.environ | {
        "DATABASE_URL": str(settings.database_url),
        "REDIS_URL": str(settings.redis_url),
        "DATA_DIR": str(data),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.payments.doomed", what, str(row), str(user), point, env=environment
    )
    assert await process.wait() == -signal.SIGKILL


@pytest.mark.parametrize("point", Point)
async def test_a_payment_survives_its_process(world: World, settings: Settings, tmp_path: Path, point: Point) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)
    await run_doomed(settings, tmp_path, "payment", payment_id, user=quoted.farmer.user_id, point=point)
    is_committed = point is Point.AFTER_THE_COMMIT
    assert await world.balances() == ({"CLEARING": -3_300_000, "ESCROW": 3_300_000} if is_committed else {})

    world.clock.advance(timedelta(seconds=60))
    payment = await world.confirm(quoted, payment_id)
    await world.run_jobs()

    assert payment.status is PaymentStatus.SUCCEEDED
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}
    assert len(world.provider.charges) == (1 if point is Point.BEFORE_THE_CALL else 0)


@pytest.mark.parametrize("point", [Point.BEFORE_THE_CALL, Point.AFTER_THE_CALL])
async def test_the_worker_finds_a_payment_whose_farmer_never_comes_back(
    world: World, settings: Settings, tmp_path: Path, point: Point
) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)
    await run_doomed(settings, tmp_path, "payment", payment_id, user=quoted.farmer.user_id, point=point)

    world.clock.advance(timedelta(seconds=60))
    for _ in range(6):
        await world.run_jobs()

    never_sent = point is Point.BEFORE_THE_CALL
    status = PaymentStatus.FAILED if never_sent else PaymentStatus.SUCCEEDED
    assert (await Payment.get(id=payment_id)).status is status
    assert await world.balances() == ({} if never_sent else {"CLEARING": -3_300_000, "ESCROW": 3_300_000})
    assert world.provider.charges == []


@pytest.mark.parametrize("point", list(Point)[:3])
async def test_a_payout_survives_its_process(world: World, settings: Settings, tmp_path: Path, point: Point) -> None:
    owner = await rich(world)
    await withdraw(world, owner)
    payout = await Payout.get()
    await run_doomed(settings, tmp_path, "payout", payout.id, user=owner.user_id, point=point)
    assert await stands(world, owner) == (6_000, 4_000)

    await world.run_jobs()

    assert (await Payout.get()).status is PayoutStatus.SUCCEEDED
    assert await stands(world, owner) == (6_000, 0)
    assert len(world.provider.transfers) == (1 if point is Point.BEFORE_THE_CALL else 0)
