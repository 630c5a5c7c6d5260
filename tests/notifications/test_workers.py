"""Real workers: killed, cut off and without Redis, they send each message once and in order."""

import asyncio
import signal
from collections import defaultdict
from pathlib import Path

import pytest
from uuid_utils.compat import uuid7

from models.enums import NotificationKind
from models.notifications import Delivery
from services.notifications.announcing import News
from services.notifications.facts import Facts
from services.platform.settings import Settings
from tests.notifications.waiting import QUICK, more_than, sent, until
from tests.requests.village import Job, Village, founded
from tests.workers import workers

pytestmark = pytest.mark.timeout(180)
JOBS, MESSAGES = 4, 15


async def told(village: Village) -> list[Job]:
    """Farmers with a job each, who are told a crowd of things about it, in turns."""
    owner = await village.owner()
    await village.tractor(owner)
    jobs = [await village.accepted(owner=owner, day=village.day(3 + ahead)) for ahead in range(JOBS)]
    await village.services.database.fetch("DELETE FROM pgqueuer")
    await Delivery.all().delete()
    for number in range(MESSAGES):
        for job in jobs:
            facts = Facts(number=f"{number:03d}")
            kind = NotificationKind.RECEIPT_ISSUED
            news = News(job.farmer.user_id, kind, f"event:{uuid7()}", facts, job.request_id)
            async with village.services.database.transaction():
                await village.services.notifications.announcements.tell(news)
    return jobs


async def everything_arrived_in_order(village: Village, jobs: list[Job]) -> None:
    """Each message once, by the outbox, and by the order in which carriers took them."""
    await until(village, lambda: _all_sent(village))
    subjects = defaultdict(list)
    for mail in reversed(await village.services.outbox.sent()):
        subjects[mail.to].append(mail.subject)
    expected = [f"Receipt {number:03d}" for number in range(MESSAGES)]
    assert list(subjects.values()) == [expected] * len(jobs)


async def _all_sent(village: Village) -> bool:
    return await sent(village) == JOBS * MESSAGES


async def test_a_worker_that_is_killed(settings: Settings, clean_database: None, tmp_path: Path) -> None:
    async with founded(settings, tmp_path) as village:
        jobs = await told(village)
        with workers(village.services.settings, 2, **QUICK) as (first, second):
            await until(village, lambda: more_than(village, 10))
            first.end(signal.SIGKILL)

            await everything_arrived_in_order(village, jobs)
            assert second.end() == 0


async def test_lost_connections(settings: Settings, clean_database: None, tmp_path: Path) -> None:
    async with founded(settings, tmp_path) as village:
        jobs = await told(village)
        ours = [row["pid"] for row in await village.services.database.fetch(_CONNECTED)]
        with workers(village.services.settings, 2, **QUICK) as both:
            await until(village, lambda: more_than(village, 3))
            for pause in _PAUSES:
                await asyncio.sleep(pause)
                await village.services.database.fetch(_CUT, ours)

            await everything_arrived_in_order(village, jobs)
            assert await village.services.database.fetch("SELECT FROM pgqueuer WHERE status = 'failed'") == []
            assert [worker.is_running for worker in both] == [True, True]


async def test_redis_is_away(settings: Settings, clean_database: None, tmp_path: Path) -> None:
    async with founded(settings, tmp_path) as village:
        jobs = await told(village)
        with workers(village.services.settings, 2, **QUICK, REDIS_URL="redis://127.0.0.1:1/0"):
            await everything_arrived_in_order(village, jobs)


async def test_who_is_asked_to_end_finishes_what_it_has_begun(
    settings: Settings, clean_database: None, tmp_path: Path
) -> None:
    async with founded(settings, tmp_path) as village:
        await told(village)
        with workers(village.services.settings, 1, **QUICK) as (only,):
            await until(village, lambda: more_than(village, 5))
            assert only.end() == 0

        states = {row["state"] for row in await village.services.database.fetch(_STATES)}
        picked = await village.services.database.fetch("SELECT FROM pgqueuer WHERE status = 'picked'")
        assert states <= {"SENT", "QUEUED"}
        assert picked == []


_CONNECTED = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
_CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> ALL($1) AND pid <> pg_backend_pid()
"""
# Seconds between one loss of all connections and the next: at any point of whatever the workers are doing.
_PAUSES = (0.0, 0.03, 0.3, 0.11, 0.02, 0.4, 0.07, 0.19, 0.05, 0.25, 0.01, 0.33)
_STATES = "SELECT DISTINCT state FROM notification_deliveries"
