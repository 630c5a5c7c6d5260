import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest

from services.platform.database import Database
from services.platform.settings import Settings
from tests.cut_short import cancelled_at, clear_away
from tests.databases import Cleaner, create_database, drop_database, sibling
from tests.network import NetworkIsClosed
from tests.requests.village import founded

TABLES = """
CREATE TABLE kinds (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, shout text
    GENERATED ALWAYS AS (upper(name)) STORED);
INSERT INTO kinds (name) VALUES ('plough'), ('harrow');
CREATE TABLE history (kind integer REFERENCES kinds);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'append-only'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON history FOR EACH ROW EXECUTE FUNCTION refuse();
"""


@pytest.fixture
async def connection(database_url: str, worker_id: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    name = f"harness_{worker_id}"
    connection = await asyncpg.connect(await create_database(database_url, name))
    await connection.execute(TABLES)
    yield connection
    await connection.close()
    await drop_database(database_url, name)


async def test_cleaning_leaves_what_the_migrations_wrote(
    connection: "asyncpg.Connection[asyncpg.Record]", database_url: str, worker_id: str
) -> None:
    cleaner = await Cleaner.of(sibling(database_url, f"harness_{worker_id}"))
    await connection.execute("INSERT INTO kinds (name) VALUES ('spray')")
    await connection.execute("UPDATE kinds SET name = 'till' WHERE id = 1; INSERT INTO history VALUES (2), (3)")
    await cleaner.clean()
    await cleaner.close()

    assert await connection.fetchval("SELECT count(*) FROM history") == 0
    rows = await connection.fetch("SELECT id, name, shout FROM kinds ORDER BY id")
    assert [tuple(row) for row in rows] == [(1, "plough", "PLOUGH"), (2, "harrow", "HARROW")]


@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")])
def test_the_network_is_closed(family: socket.AddressFamily, host: str) -> None:
    with socket.socket(family) as outside, pytest.raises(NetworkIsClosed, match=host):
        outside.connect((host, 80))


def test_this_machine_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


async def test_a_test_that_waits_in_vain_is_cancelled_where_it_waits() -> None:
    left = []

    async def waiting() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            left.append("cleaned up")

    with pytest.raises(TimeoutError):
        await cancelled_at(time.monotonic() + 0.01, waiting)()
    assert left == ["cleaned up"]


async def test_whatever_runs_on_is_ended(settings: Settings, clean_database: None, tmp_path: Path) -> None:
    async def hanging() -> None:
        database = Database(str(settings.database_url))
        await database.connect()
        try:
            started.set()
            await asyncio.Event().wait()
        finally:
            await database.close()

    started = asyncio.Event()
    task = asyncio.create_task(hanging())
    await started.wait()

    await clear_away()

    assert task.cancelled()
    async with founded(settings, tmp_path):
        """Another one may begin."""


async def test_what_does_not_end_is_left_without_its_connections(
    settings: Settings, clean_database: None, tmp_path: Path
) -> None:
    async def stubborn() -> None:
        await Database(str(settings.database_url)).connect()
        started.set()
        while not is_over:
            with suppress(asyncio.CancelledError):
                await over.wait()

    started, over, is_over = asyncio.Event(), asyncio.Event(), []
    task = asyncio.create_task(stubborn())
    await started.wait()

    await clear_away(within=0.01)

    async with founded(settings, tmp_path):
        """Another one may begin."""
    is_over.append(True)
    over.set()
    await task
