"""A village for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.platform.settings import Settings
from tests.requests.village import Village, founded
from tests.tractors.desk import Desk


@pytest.fixture
async def village(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Village]:
    async with founded(settings, tmp_path) as village:
        yield village


@pytest.fixture
async def desk(village: Village) -> Desk:
    owner = await village.owner()
    desk = Desk(village, owner, await village.tractor(owner))
    await village.services.database.fetch("DELETE FROM pgqueuer")
    return desk
