"""The API with quick hashing and a clock that tests move."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from services import wiring
from services.platform.settings import Settings
from tests.accounts import Api, SetClock, quick


@pytest.fixture
async def api(settings: Settings, clean_database: None, clean_redis: None, tmp_path: Path) -> AsyncIterator[Api]:
    clock = SetClock()
    services = wiring.build(quick(settings).model_copy(update={"data_dir": tmp_path}), clock=clock)
    await wiring.start(services)
    yield Api(services, clock)
    await wiring.stop(services)


@pytest.fixture
async def clean_redis(redis_url: str) -> None:
    """Nobody has tried anything yet."""
    async with Redis.from_url(redis_url) as redis:
        await redis.flushdb()
