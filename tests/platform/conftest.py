"""What several tests of the platform need."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from uuid_utils.compat import uuid7

from services.platform.database import Database
from services.platform.idempotency import Idempotency
from tests.platform.cluster import ClusterRedis, take_all_slots
from tests.platform.desk import RETENTION, Desk, Hands


@pytest.fixture
async def desk(database_url: str, clean_database: None) -> AsyncIterator[Desk]:
    database, clock = Database(database_url), Hands()
    await database.connect()
    yield Desk(database, clock, Idempotency(database, clock, RETENTION), uuid7())
    await database.close()


@pytest.fixture
async def cluster_url(tmp_path: Path) -> AsyncIterator[str]:
    server = ClusterRedis(tmp_path)
    server.start()
    try:
        await take_all_slots(server.url)
        yield server.url
    finally:
        server.stop()
