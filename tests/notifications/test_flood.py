"""Ten thousand messages at once: the worker's memory stays flat, and other work is done meanwhile."""

from pathlib import Path

import pytest

from services.jobs.cleaning import CLEAN_UP
from services.platform.settings import Settings
from tests.notifications.crowd import flood
from tests.notifications.waiting import QUICK, more_than, sent, until
from tests.requests.village import Village, founded
from tests.workers import workers

pytestmark = pytest.mark.timeout(180)
FLOOD = 10_000


async def test_a_flood_starves_nobody_and_takes_no_memory(
    settings: Settings, clean_database: None, tmp_path: Path
) -> None:
    async with founded(settings, tmp_path) as village:
        await flood(village.services.database, FLOOD)
        with workers(village.services.settings, 1, **QUICK) as (only,):
            await until(village, lambda: more_than(village, 200))
            before = only.resident_megabytes
            async with village.services.database.transaction():
                await village.services.jobs.enqueue(CLEAN_UP)
            await until(village, lambda: _is_clean(village))
            assert await sent(village) < FLOOD // 2
            await until(village, lambda: more_than(village, 1_200))

            assert only.resident_megabytes - before < 30


async def _is_clean(village: Village) -> bool:
    return not await village.services.database.fetch(f"SELECT FROM pgqueuer WHERE entrypoint = '{CLEAN_UP.name}'")
