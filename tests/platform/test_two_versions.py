"""This version on the schema of the next one, while that is being made."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
from pydantic import PostgresDsn

from models.enums import RequestStatus
from services.platform import migrations
from services.platform.migrations import migrate
from services.platform.processes import StartupError
from services.platform.readiness import readiness
from services.platform.settings import Settings
from tests.databases import TEMPLATE, create_database, drop_database
from tests.requests.village import founded

NEXT = "99_20270101000000_next.py"
EXPAND = '''
RUN_IN_TRANSACTION = True


async def upgrade(db):
    return """
CREATE TABLE seasons (id BIGINT PRIMARY KEY, name TEXT NOT NULL);
ALTER TABLE job_requests ADD COLUMN season BIGINT REFERENCES seasons (id),
    ADD COLUMN rush BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE payments ADD COLUMN season BIGINT;
"""


async def downgrade(db):
    return ""
'''


@pytest.fixture
async def serving(settings: Settings, worker_id: str) -> AsyncIterator[Settings]:
    """A database of its own, which is not like the others when the test is over."""
    name = f"two_versions_{worker_id}"
    url = await create_database(str(settings.database_url), name, TEMPLATE)
    yield settings.model_copy(update={"database_url": PostgresDsn(url)})
    await drop_database(url, name)


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the newer version would migrate."""
    there = tmp_path / "migrations"
    shutil.copytree(migrations.LOCATION, there, ignore=shutil.ignore_patterns("__pycache__"))
    (there / "models" / NEXT).write_text(EXPAND)
    monkeypatch.setattr(migrations, "LOCATION", there)


@pytest.mark.timeout(120)
async def test_a_whole_job_is_done_by_the_older_version_on_the_newer_schema(
    serving: Settings, next_version: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with founded(serving, tmp_path / "data") as village:
        before = await village.paid()
        assert (await readiness(village.services.database, lambda: True)).is_ready is False
        assert await migrate(str(serving.database_url)) == [NEXT]
        # As the older one counts them, which knows nothing of the next.
        monkeypatch.undo()
        assert (await readiness(village.services.database, lambda: True)).is_ready is True
        after = await village.paid()
        for job in (before, after):
            await village.at_start(job)
            await village.step(job, RequestStatus.EN_ROUTE)


async def test_a_migration_that_would_make_everybody_wait_gives_up_and_leaves_all_as_it_was(
    serving: Settings, next_version: None
) -> None:
    url = str(serving.database_url)
    reader = await asyncpg.connect(url)
    try:
        async with reader.transaction():
            await reader.fetch("SELECT FROM payments")
            with pytest.raises(StartupError, match="migrate again"):
                await migrate(url, patience=timedelta(milliseconds=100))
            # The statements before it are undone as well.
            assert await reader.fetchval("SELECT to_regclass('seasons')") is None
        assert await migrate(url) == [NEXT]
    finally:
        await reader.close()
