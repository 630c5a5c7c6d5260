"""Ten thousand messages at once: the worker's memory stays flat, and other work is done meanwhile."""

from pathlib import Path

import pytest

from services.jobs.cleaning import CLEAN_UP
from services.platform.settings import Settings
from tests.notifications.waiting import QUICK, more_than, sent, until
from tests.requests.village import Village, founded
from tests.workers import workers

pytestmark = pytest.mark.timeout(180)
FLOOD = 10_000


async def test_a_flood_starves_nobody_and_takes_no_memory(
    settings: Settings, clean_database: None, tmp_path: Path
) -> None:
    async with founded(settings, tmp_path) as village:
        await flood(village)
        with workers(village.services.settings, 1, **QUICK) as (only,):
            await until(village, lambda: more_than(village, 200))
            before = only.resident_megabytes
            async with village.services.database.transaction():
                await village.services.jobs.enqueue(CLEAN_UP)
            await until(village, lambda: _is_clean(village))
            assert await sent(village) < FLOOD // 2
            await until(village, lambda: more_than(village, 1_200))

            assert only.resident_megabytes - before < 30


async def flood(village: Village) -> None:
    """Ten thousand people are told something at once."""
    async with village.services.database.transaction() as transaction:
        await transaction.raw.execute(_FLOOD, FLOOD)


async def _is_clean(village: Village) -> bool:
    return not await village.services.database.fetch(f"SELECT FROM pgqueuer WHERE entrypoint = '{CLEAN_UP.name}'")


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
