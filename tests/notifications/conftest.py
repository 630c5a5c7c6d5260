"""A village for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.platform.settings import Settings
from tests.notifications.post import Post, opened
from tests.requests.village import Village, founded


@pytest.fixture
async def village(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Village]:
    async with founded(settings, tmp_path) as village:
        yield village


@pytest.fixture
async def post(village: Village) -> Post:
    return opened(village)
