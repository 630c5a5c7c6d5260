"""Commit or nothing: whoever is killed on the way leaves all or none, and one message at the end."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from models.notifications import Delivery
from services.platform.settings import Settings
from services.platform.streams import StreamName
from tests.notifications.doomed import Point
from tests.requests.village import Village, founded


async def run_doomed(settings: Settings, user: object, point: Point) -> None:
    """Until it has been killed, by itself."""
    environment = os.environ | {
        "DATABASE_URL": str(settings.database_url),
        "REDIS_URL": str(settings.redis_url),
        "DATA_DIR": str(settings.data_dir),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.notifications.doomed", str(user), point, env=environment
    )
    assert await process.wait() == -signal.SIGKILL


@pytest.mark.parametrize("point", Point)
async def test_whoever_is_killed_leaves_all_or_nothing(
    settings: Settings, clean_database: None, tmp_path: Path, point: Point
) -> None:
    async with founded(settings, tmp_path) as village:
        farmer = await village.farmer()
        await run_doomed(village.services.settings, farmer.user_id, point)
        told = point is not Point.BEFORE_THE_COMMIT

        tables = ("notifications", "notification_deliveries", "pgqueuer", "outbox")
        assert [len(rows) for rows in (await village.state(*tables)).values()] == [int(told)] * 4
        assert len(await village.services.streams.read(StreamName.of_user(farmer.user_id), after=0, limit=9)) == told

        await _worker_comes(village)

        subjects = [sent.subject for sent in await village.services.outbox.sent()]
        assert subjects == ["Look after your account"] * told
        assert [row.state for row in await Delivery.all()] == ["SENT"] * told


async def _worker_comes(village: Village) -> None:
    """Once whoever was killed counts as gone: his lease is over. It announces what nobody was told of, too."""
    village.clock.now += timedelta(minutes=2)
    await village.run_due_jobs()
    await village.services.database.fetch("UPDATE outbox SET created_at = created_at - interval '1 minute'")
    await village.services.streams.repair()
    left = await village.services.database.fetch("SELECT FROM outbox WHERE published_at IS NULL")
    assert left == []
