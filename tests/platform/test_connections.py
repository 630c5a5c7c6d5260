"""Nobody waits for a connection without end, and those who keep one leave the others to whoever needs one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import copy_context
from datetime import timedelta
from typing import Any

import pytest

from models.platform import Stream
from services.platform.connections import NoConnectionFree, Pool
from services.platform.database import Database
from services.platform.snapshots import SharedSnapshot
from tests.databases import in_use

POOL = 4
SHORT = timedelta(milliseconds=50)

type Wanted = Callable[[Database], Awaitable[object]]


@asynccontextmanager
async def connected(url: str, patience: timedelta) -> AsyncIterator[Database]:
    database = Database(url, pool_size=POOL, patience=patience)
    await database.connect()
    yield database
    await database.close()


@pytest.fixture
async def busy(database_url: str, clean_database: None) -> AsyncIterator[Database]:
    """Nobody waits long for a connection here."""
    async with connected(database_url, SHORT) as database:
        yield database


@pytest.fixture
async def patient(database_url: str, clean_database: None) -> AsyncIterator[Database]:
    async with connected(database_url, timedelta(minutes=1)) as database:
        yield database


async def in_a_transaction(database: Database) -> None:
    async with database.transaction():
        pass


async def in_a_snapshot(database: Database) -> None:
    async with database.snapshot():
        pass


WAYS: dict[str, Wanted] = {
    "statement": lambda database: database.fetch("SELECT 1 AS x"),
    "read": lambda database: database.read("SELECT 1 AS x"),
    "model": lambda _: Stream.all(),
    "transaction": in_a_transaction,
    "snapshot": in_a_snapshot,
}


@pytest.mark.parametrize("way", WAYS)
async def test_whoever_finds_none_free_is_told_so_once(
    busy: Database, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    waits: list[Any] = []
    wait = Pool._lent_in_turn

    async def counted(pool: Pool, timeout: float | None) -> Any:
        waits.append(pool)
        return await wait(pool, timeout)

    monkeypatch.setattr(Pool, "_lent_in_turn", counted)
    async with in_use(busy, POOL):
        with pytest.raises(NoConnectionFree):
            await WAYS[way](busy)

    assert len(waits) == 1
    assert busy.idle_connections() == busy.connections() == POOL
    await WAYS[way](busy)


async def test_whoever_waits_gets_the_next_that_is_free(patient: Database) -> None:
    async with in_use(patient, POOL):
        asked = [asyncio.create_task(patient.fetch("SELECT $1::int AS number", n)) for n in range(2 * POOL)]
    assert [[row["number"] for row in await each] for each in asked] == [[n] for n in range(2 * POOL)]


async def test_whoever_asks_again_and_again_is_in_nobodys_way(patient: Database) -> None:
    has_been_served = False

    async def ask_on() -> None:
        while not has_been_served:
            await patient.fetch("SELECT 1 AS x")

    async with asyncio.TaskGroup() as busy:
        for _ in range(POOL):
            busy.create_task(ask_on())
        async with asyncio.timeout(20):
            while patient.connections() < POOL or patient.idle_connections():
                await asyncio.sleep(0)
            await patient.fetch("SELECT 1 AS x")
        has_been_served = True


async def test_half_of_them_are_kept_at_most(busy: Database) -> None:
    async def kept() -> SharedSnapshot:
        snapshot = SharedSnapshot(busy)
        await snapshot.run(busy.fetch("SELECT 1 AS x"))
        return snapshot

    snapshots = [await kept() for _ in range(POOL // 2)]
    one_more = SharedSnapshot(busy)
    with pytest.raises(NoConnectionFree):
        await one_more.run(busy.fetch("SELECT 1 AS x"))
    await one_more.close()
    assert await busy.fetch("SELECT 1 AS x")

    await snapshots.pop().close()
    snapshots.append(await kept())
    for each in snapshots:
        await each.close()
    assert busy.idle_connections() == busy.connections()


async def test_readers_who_need_a_second_one_wait_for_nobody_who_waits(patient: Database) -> None:
    async def both() -> None:
        outside, snapshot = copy_context(), SharedSnapshot(patient)
        await snapshot.run(patient.fetch("SELECT 1 AS x"))
        await asyncio.create_task(in_a_snapshot(patient), context=outside)
        await snapshot.close()

    async with asyncio.timeout(20):
        await asyncio.gather(*(both() for _ in range(5 * POOL)))
    assert patient.idle_connections() == patient.connections()


async def test_whoever_goes_while_they_wait_leaves_their_place_to_others(patient: Database) -> None:
    kept = [SharedSnapshot(patient) for _ in range(POOL // 2)]
    for each in kept:
        await each.run(patient.fetch("SELECT 1 AS x"))
    gone = SharedSnapshot(patient)
    waiting = asyncio.create_task(gone.run(patient.fetch("SELECT 2 AS x")))
    await asyncio.sleep(0)

    # At once, though no place has become free.
    async with asyncio.timeout(20):
        await gone.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting

    for each in kept:
        await each.close()
    assert patient.idle_connections() == patient.connections()
    await gone_through(patient)


async def gone_through(database: Database) -> None:
    """As many at once as may be."""
    snapshots = [SharedSnapshot(database) for _ in range(POOL // 2)]
    found = await asyncio.gather(*(each.run(database.fetch("SELECT 3 AS x")) for each in snapshots))
    assert [row["x"] for (row,) in found] == [3] * (POOL // 2)
    for each in snapshots:
        await each.close()
