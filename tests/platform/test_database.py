"""Transactions commit whole, roll back whole, and give their connection back on every exit."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from uuid_utils.compat import uuid7

from models.platform import Stream
from services.platform.connections import Connection
from services.platform.database import Database, Hook, NoTransaction, Transaction
from tests.vanishing import times, told

POOL = 2


@pytest.fixture
async def database(database_url: str, clean_database: None) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=POOL)
    await database.connect()
    yield database
    await database.close()


async def written(database: Database) -> str:
    """A row by SQL; its name."""
    name = str(uuid7())
    await database.fetch("INSERT INTO streams (name, sequence) VALUES ($1, 1)", name)
    return name


async def names(database: Database) -> set[str]:
    return {row["name"] for row in await database.fetch("SELECT name FROM streams")}


async def test_models_and_sql_share_a_transaction(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction():
            name = await written(database)
            await Stream.create(name="by model", sequence=1)
            assert await names(database) == {name, "by model"}
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await names(database) == set()


async def test_a_part_that_fails_leaves_the_rest(database: Database) -> None:
    done: list[str] = []

    async def call() -> None:
        done.append("called")

    async def fail(outer: Transaction) -> None:
        async with database.transaction() as inner:
            assert inner is outer
            await written(database)
            inner.after_commit.append(call)
            inner.before_commit.append(("a", call))
            raise ZeroDivisionError

    async with database.transaction() as outer:
        kept = await written(database)
        with pytest.raises(ZeroDivisionError):
            await fail(outer)

    assert (await names(database), done) == ({kept}, [])


async def test_hooks_run_in_order_around_the_commit(database: Database) -> None:
    done: list[str] = []

    def noted(text: str) -> Hook:
        async def call() -> None:
            done.append(text if text != "after" else f"after, {len(await names(database))} committed")

        return call

    async with database.transaction() as transaction:
        await written(database)
        transaction.after_commit.append(noted("after"))
        transaction.before_commit.extend([("b", noted("b")), ("a", noted("a"))])
        assert done == []

    assert done == ["a", "b", "after, 1 committed"]


async def test_what_fails_after_the_commit_undoes_nothing(database: Database) -> None:
    done: list[str] = []

    async def fail() -> None:
        raise ZeroDivisionError

    async def call() -> None:
        done.append("called")

    async with database.transaction() as transaction:
        name = await written(database)
        transaction.after_commit.extend([fail, call])

    assert (await names(database), done) == ({name}, ["called"])


async def test_what_fails_before_the_commit_undoes_everything(database: Database) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    async def write() -> None:
        async with database.transaction() as transaction:
            await written(database)
            transaction.before_commit.append(("a", fail))

    with pytest.raises(ZeroDivisionError):
        await write()

    assert await names(database) == set()


async def test_a_snapshot_sees_one_instant_and_writes_nothing(database: Database, database_url: str) -> None:
    async with database.snapshot() as transaction:
        assert await names(database) == set()
        other = await asyncpg.connect(database_url)
        await other.execute("INSERT INTO streams (name, sequence) VALUES ('other', 1)")
        await other.close()
        assert await names(database) == set()
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await transaction.raw.execute("DELETE FROM streams")

    assert await names(database) == {"other"}


async def end_every_connection(database_url: str) -> None:
    other = await asyncpg.connect(database_url)
    await other.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE datname = current_database() AND application_name = 'spitractors'"
    )
    await other.close()


async def test_connections_that_died_unnoticed_fail_nobody(database: Database, database_url: str) -> None:
    await everybody_dies(database, database_url)

    async with database.transaction():
        name = await written(database)

    assert await names(database) == {name}


async def everybody_dies(database: Database, database_url: str) -> None:
    """All connections of the pool, none of which has noticed."""
    async with asyncio.TaskGroup() as both:
        meet = asyncio.Barrier(POOL)
        for _ in range(POOL):
            both.create_task(hold(database, meet))
    # The pool's event loop stands still meanwhile, and so cannot notice.
    restart = threading.Thread(target=lambda: asyncio.run(end_every_connection(database_url)))
    restart.start()
    restart.join()


async def hold(database: Database, meet: asyncio.Barrier) -> None:
    async with database.transaction():
        await meet.wait()


async def test_a_read_on_a_connection_that_died_unnoticed_is_answered(database: Database, database_url: str) -> None:
    await everybody_dies(database, database_url)

    (row,) = await database.read("SELECT $1::int AS number", 7)
    assert row["number"] == 7


async def test_outside_there_is_no_transaction(database: Database) -> None:
    with pytest.raises(NoTransaction):
        database.current()
    async with database.transaction() as transaction:
        assert database.current() is transaction
    with pytest.raises(NoTransaction):
        database.current()


async def test_the_clock_runs_on_within_a_transaction(database: Database) -> None:
    async with database.transaction():
        first = await database.now()
        assert first.utcoffset().total_seconds() == 0
        assert await database.now() > first


async def test_cancelled_callers_give_their_connections_back(database: Database) -> None:
    async def hold() -> None:
        async with database.transaction():
            await written(database)
            await asyncio.Event().wait()

    for turn in range(5 * POOL):
        task = asyncio.create_task(hold())
        # At whatever point of its beginning it is cancelled.
        for _ in range(turn):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])

    async with asyncio.timeout(5):
        await asyncio.gather(*(written(database) for _ in range(2 * POOL)))
    assert len(await names(database)) == 2 * POOL


@pytest.mark.parametrize("turns", range(8))
async def test_whoever_is_called_off_in_a_statement_gives_its_connection_back(database: Database, turns: int) -> None:
    """At whatever point, and even when called off again while the server is told."""
    for _ in range(5 * POOL):
        task = asyncio.create_task(database.fetch("SELECT pg_sleep(0.01)"))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])

    # The last one may still be on its way back, behind whoever was called off.
    everyone = asyncio.Barrier(POOL)
    async with asyncio.timeout(5):
        await asyncio.gather(*(_beside_others(database, everyone) for _ in range(POOL)))
    assert (database.connections(), database.idle_connections()) == (POOL, POOL)


async def _beside_others(database: Database, others: asyncio.Barrier) -> None:
    async with database.transaction():
        await written(database)
        await others.wait()


async def test_a_connection_that_was_lost_is_replaced(database: Database) -> None:
    for _ in range(2 * POOL):
        with pytest.raises(asyncpg.PostgresConnectionError):
            await database.fetch("SELECT pg_terminate_backend(pg_backend_pid())")

    assert len({await written(database) for _ in range(POOL)}) == POOL
    assert database.idle_connections() == database.connections()


async def test_tasks_have_transactions_of_their_own(database: Database) -> None:
    async def write(fails: bool) -> None:
        async with database.transaction():
            await written(database)
            if fails:
                raise ZeroDivisionError

    results = await asyncio.gather(*(write(turn % 2 == 0) for turn in range(10)), return_exceptions=True)

    assert sum(isinstance(result, ZeroDivisionError) for result in results) == 5
    assert len(await names(database)) == 5


async def test_a_statement_that_is_given_up_half_way_is_no_part_of_the_next_transaction(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = getattr(asyncpg.Connection, "_get_statement")  # noqa: B009 - the stubs leave it out

    async def give_up(*arguments: object, **options: object) -> None:
        """As where the cancelling comes together with the server's answer."""
        await prepare(*arguments, **options)
        raise asyncio.CancelledError

    for _ in range(POOL):
        with monkeypatch.context() as patch:
            patch.setattr(asyncpg.Connection, "_get_statement", give_up)
            with pytest.raises(asyncio.CancelledError):
                await database.fetch("SELECT name FROM streams WHERE sequence = $1", 1)
        async with database.snapshot():
            assert await database.fetch("SELECT 1 WHERE $1::int = 1", 1)


async def test_a_server_that_went_without_a_word_is_not_waited_for(database_url: str, clean_database: None) -> None:
    connection: Any = await asyncpg.connect(database_url, connection_class=Connection)
    asked = told(connection._transport.get_extra_info("socket"))
    await connection.close()

    assert asked == times(10, 5, 3, 25_000)
