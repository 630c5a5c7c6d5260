"""Real workers: killed, cut off and flooded, they send each message once, in order, and keep doing other work."""

import asyncio
import signal
from collections import defaultdict
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from uuid_utils.compat import uuid7

from models.enums import NotificationKind
from models.notifications import Delivery
from services.jobs.cleaning import CLEAN_UP
from services.notifications.announcing import News
from services.notifications.facts import Facts
from services.platform.settings import Settings
from tests.requests.village import Job, Village, founded
from tests.workers import workers

pytestmark = pytest.mark.timeout(180)
# So that the lease of a worker that is gone is over soon.
QUICK = {"DELIVERY_ANSWER_WITHIN": "PT1S", "DELIVERY_RETRY": "PT1S"}
JOBS, MESSAGES, FLOOD = 4, 25, 10_000


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """The test's own time-out ends a wait in vain."""
    while not await condition():
        await asyncio.sleep(0.05)


async def sent(village: Village) -> int:
    return await Delivery.filter(state="SENT").count()


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
    await until(lambda: _all_sent(village))
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
            await until(lambda: _more_than(village, 10))
            first.end(signal.SIGKILL)

            await everything_arrived_in_order(village, jobs)
            assert second.end() == 0


async def test_lost_connections(settings: Settings, clean_database: None, tmp_path: Path) -> None:
    async with founded(settings, tmp_path) as village:
        jobs = await told(village)
        ours = await village.services.database.fetch(_CONNECTED)
        with workers(village.services.settings, 2, **QUICK):
            for floor in (10, 30):
                await until(partial(_more_than, village, floor))
                await village.services.database.fetch(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND pid <> ALL($1) AND pid <> pg_backend_pid()",
                    [row["pid"] for row in ours],
                )

            await everything_arrived_in_order(village, jobs)


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
            await until(lambda: _more_than(village, 5))
            assert only.end() == 0

        states = {row["state"] for row in await village.services.database.fetch(_STATES)}
        picked = await village.services.database.fetch("SELECT FROM pgqueuer WHERE status = 'picked'")
        assert states <= {"SENT", "QUEUED"}
        assert picked == []


async def test_a_flood_starves_nobody_and_takes_no_memory(
    settings: Settings, clean_database: None, tmp_path: Path
) -> None:
    async with founded(settings, tmp_path) as village:
        await flood(village)
        with workers(village.services.settings, 1, **QUICK) as (only,):
            await until(lambda: _more_than(village, 200))
            before = only.resident_megabytes
            async with village.services.database.transaction():
                await village.services.jobs.enqueue(CLEAN_UP)
            await until(lambda: _is_clean(village))
            assert await sent(village) < FLOOD // 2
            await until(lambda: _more_than(village, 2_000))

            assert only.resident_megabytes - before < 30


async def flood(village: Village) -> None:
    """Ten thousand people are told something at once."""
    async with village.services.database.transaction() as transaction:
        await transaction.raw.execute(_FLOOD, FLOOD)


async def _more_than(village: Village, count: int) -> bool:
    return await sent(village) > count


async def _is_clean(village: Village) -> bool:
    return not await village.services.database.fetch(f"SELECT FROM pgqueuer WHERE entrypoint = '{CLEAN_UP.name}'")


_CONNECTED = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
_STATES = "SELECT DISTINCT state FROM notification_deliveries"
_FLOOD = """
    WITH people AS (
        INSERT INTO users (id, email, password_hash, role, state, created_at)
        SELECT gen_random_uuid(), n || '@flood.test', '-', 'FARMER', 'ACTIVE', now() FROM generate_series(1, $1) n
        RETURNING id
    ), profiles AS (
        INSERT INTO profiles (user_id, name, locale, time_zone) SELECT id, 'Ada', 'en', 'Africa/Lagos' FROM people
    ), preferences AS (
        INSERT INTO preferences (user_id, currency, area_unit, channels) SELECT id, 'NGN', 'HECTARE', '{}' FROM people
    ), told AS (
        INSERT INTO notifications (id, user_id, kind, event, facts, in_app, created_at)
        SELECT gen_random_uuid(), id, 'SECURITY_ALERT', 'flood', '{}', false, now() FROM people RETURNING id, user_id
    ), made AS (
        INSERT INTO notification_deliveries (id, notification_id, user_id, channel, state, is_blocked, attempts,
            created_at)
        SELECT gen_random_uuid(), id, user_id, 'EMAIL', 'QUEUED', false, 0, now() FROM told RETURNING id
    )
    INSERT INTO pgqueuer (priority, entrypoint, payload, status, headers)
    SELECT -10, 'deliver_email', convert_to(json_build_object('delivery', id)::text, 'UTF8'), 'queued', '{}' FROM made
"""
