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
from tests.requests.village import Job, Village, founded

LEFT = {
    Point.BEFORE_THE_COMMIT: None,
    Point.AFTER_THE_COMMIT: "QUEUED",
    Point.BEFORE_THE_CALL: "SENDING",
    Point.AFTER_THE_CALL: "SENDING",
    Point.BEFORE_THE_END: "SENDING",
    Point.AFTER_THE_END: "SENT",
}


TABLES = ("notifications", "notification_deliveries", "pgqueuer", "outbox")


async def run_doomed(settings: Settings, job: Job, point: Point) -> None:
    """Until it has been killed, by itself."""
    environment = os.environ | {
        "DATABASE_URL": str(settings.database_url),
        "REDIS_URL": str(settings.redis_url),
        "DATA_DIR": str(settings.data_dir),
    }
    names = (str(job.farmer.user_id), str(job.request_id), point)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.notifications.doomed", *names, env=environment
    )
    assert await process.wait() == -signal.SIGKILL


@pytest.mark.parametrize("point", Point)
async def test_whoever_is_killed_leaves_all_or_nothing(
    settings: Settings, clean_database: None, tmp_path: Path, point: Point
) -> None:
    async with founded(settings, tmp_path) as village:
        job = await village.accepted()
        await village.services.database.fetch("DELETE FROM pgqueuer")
        await Delivery.all().delete()
        before = await _counts(village, job)

        await run_doomed(village.services.settings, job, point)

        told = point is not Point.BEFORE_THE_COMMIT
        after = await _counts(village, job)
        assert {name: after[name] - before[name] for name in after} == dict.fromkeys(after, int(told))
        assert [row.state for row in await Delivery.all()] == [LEFT[point]] * told

        await _worker_comes(village)

        subjects = [sent.subject for sent in await village.services.outbox.sent()]
        assert subjects == ["Receipt 7"] * told
        assert [row.state for row in await Delivery.all()] == ["SENT"] * told


async def _counts(village: Village, job: Job) -> dict[str, int]:
    """Rows by table, and the frames that the farmer would be shown."""
    rows = {name: len(found) for name, found in (await village.state(*TABLES)).items()}
    stream = StreamName.of_user(job.farmer.user_id)
    return rows | {"frames": len(await village.services.streams.read(stream, after=0, limit=99))}


async def _worker_comes(village: Village) -> None:
    """Once whoever was killed counts as gone: his lease is over. It announces what nobody was told of, too."""
    village.clock.now += timedelta(minutes=2)
    await village.run_due_jobs()
    await village.services.database.fetch("UPDATE outbox SET created_at = created_at - interval '1 minute'")
    await village.services.streams.repair()
    left = await village.services.database.fetch("SELECT FROM outbox WHERE published_at IS NULL")
    assert left == []
