"""Short statements that are asked all the time: they wait for nobody else, and their plans are made once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from models.platform import Stream
from services.platform import lending
from services.platform.database import Database
from tests.databases import in_use

POOL = 2


@pytest.fixture
async def database(database_url: str, clean_database: None) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=POOL, patience=timedelta(milliseconds=50))
    await database.connect()
    yield database
    await database.close()


async def test_they_wait_for_no_connection_of_others(database: Database) -> None:
    async with in_use(database, POOL):
        assert [tuple(row) for row in await database.read_often("SELECT $1::int", 7)] == [(7,)]


async def test_their_plans_are_kept_and_look_up_by_key(database: Database) -> None:
    asked = "SELECT current_setting('plan_cache_mode'), current_setting('enable_seqscan')"
    assert tuple((await database.read_often(asked))[0]) == ("force_generic_plan", "off")
    assert tuple((await database.read(asked))[0]) == ("auto", "on")


async def test_they_are_outside_of_any_transaction(database: Database) -> None:
    async with database.transaction():
        await Stream.create(name="request:1", sequence=1)
        assert await database.read_often("SELECT name FROM streams") == []
    assert [row["name"] for row in await database.read_often("SELECT name FROM streams")] == ["request:1"]


async def test_a_lost_connection_is_made_up_for(database: Database) -> None:
    ((lost,),) = await database.read_often("SELECT pg_backend_pid()")
    await database.fetch("SELECT pg_terminate_backend($1, 5000)", lost)
    ((found,),) = await database.read_often("SELECT pg_backend_pid()")
    assert found != lost


async def test_whoever_kills_connections_has_to_do_it_often(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []
    fetched = lending.fetched

    async def killed(pool: Any, sql: str, values: Any) -> Any:
        tries.append(sql)
        if len(tries) < 10:
            raise asyncpg.ConnectionDoesNotExistError
        return await fetched(pool, sql, values)

    monkeypatch.setattr(lending, "fetched", killed)
    assert [tuple(row) for row in await database.read_often("SELECT $1::int", 7)] == [(7,)]
    assert len(tries) == 10


async def test_a_third_is_answered_while_two_hang(database: Database) -> None:
    hanging = [asyncio.create_task(database.read_often("SELECT pg_sleep(60)")) for _ in range(2)]
    hang = "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'"
    while (await database.read(hang))[0][0] < 2:
        pass
    assert [tuple(row) for row in await database.read_often("SELECT $1::int", 7)] == [(7,)]
    for task in hanging:
        assert task.cancel()
    await asyncio.wait(hanging)


async def test_no_connection_is_opened_before_it_is_needed_and_none_is_left(
    database_url: str, clean_database: None
) -> None:
    database = Database(database_url)
    await database.connect()
    assert database.connections() == 1
    ((kept,),) = await database.read_often("SELECT pg_backend_pid()")
    assert database.connections() == 2
    await database.close()

    looking = await asyncpg.connect(database_url)
    while await looking.fetchval("SELECT count(*) FROM pg_stat_activity WHERE pid = $1", kept):
        pass
    await looking.close()
