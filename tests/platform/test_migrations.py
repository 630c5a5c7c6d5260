import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from services.platform.migrations import LOCATION, migrate, pending
from tests.databases import create_database, drop_database


@pytest.fixture
async def empty_database_url(database_url: str, worker_id: str) -> AsyncIterator[str]:
    name = f"empty_{worker_id}"
    yield await create_database(database_url, name)
    await drop_database(database_url, name)


def files() -> list[str]:
    found = [path.name for path in (LOCATION / "models").glob("[0-9]*_*.py")]
    return sorted(found, key=lambda name: int(name.split("_")[0]))


async def versions(url: str) -> list[str]:
    connection = await asyncpg.connect(url)
    try:
        return [row["version"] for row in await connection.fetch("SELECT version FROM aerich ORDER BY id")]
    finally:
        await connection.close()


async def test_an_empty_database_gets_every_file_once_and_in_order(empty_database_url: str) -> None:
    assert await pending(empty_database_url) == files()
    assert await migrate(empty_database_url) == files()
    assert await migrate(empty_database_url) == []
    assert await pending(empty_database_url) == []
    assert await versions(empty_database_url) == files()


async def test_processes_that_start_at_once_apply_each_file_once(empty_database_url: str, root: Path) -> None:
    environment = os.environ | {"DATABASE_URL": empty_database_url}
    starts = [
        asyncio.create_subprocess_exec(
            sys.executable, "manage.py", "migrate", cwd=root, env=environment, stdout=asyncio.subprocess.PIPE
        )
        for _ in range(3)
    ]
    processes = await asyncio.gather(*starts)
    outputs = [(await process.communicate())[0].decode().split() for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sorted(outputs) == [[], [], files()]
    assert await versions(empty_database_url) == files()


async def test_the_database_of_this_process_is_migrated(database_url: str) -> None:
    assert await pending(database_url) == []
