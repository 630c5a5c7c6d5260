"""What several tests of the platform need."""

from collections.abc import AsyncIterator

import pytest
from uuid_utils.compat import uuid7

from services.platform.database import Database
from services.platform.idempotency import Idempotency
from tests.platform.desk import RETENTION, Desk, Hands


@pytest.fixture
async def desk(database_url: str, clean_database: None) -> AsyncIterator[Desk]:
    database, clock = Database(database_url), Hands()
    await database.connect()
    yield Desk(database, clock, Idempotency(database, clock, RETENTION), uuid7())
    await database.close()
