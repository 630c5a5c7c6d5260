"""What is asked at once is one statement, and every answer is that of its own question."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from models.tractors import Service
from services.platform.database import Database
from services.platform.gathering import Found
from services.platform.snapshots import SharedSnapshot

ONE_ROW = """SELECT $1::int AS number, 1.50::numeric AS price, '2026-01-02'::date AS day, NULL::text AS nothing,
    '00000000-0000-7000-8000-000000000001'::uuid AS id, ARRAY['a', 'b'] AS list, '{"x": 1}'::jsonb AS facts,
    '2026-01-02 03:04:05.678901+00'::timestamptz AS at"""


READS: list[Callable[[Any], Any]] = [
    tuple,
    dict,
    len,
    list,
    lambda row: [*row][1:],
    lambda row: (row[0], row[-1], row[2:4], row["number"]),
    lambda row: ("number" in row, "none" in row, 1 in row),
    lambda row: (row.get("number"), row.get("none"), row.get("none", 7)),
    lambda row: (list(row.keys()), list(row.values()), list(row.items())),
]


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    connection: Any = asyncpg.Connection
    execute = connection._execute

    async def counted(self: Any, query: str, *given: Any, **more: Any) -> Any:
        found.append(query)
        return await execute(self, query, *given, **more)

    monkeypatch.setattr(connection, "_execute", counted)
    return found


async def test_rows_keep_their_types_and_their_order(database: Database, executed: list[str]) -> None:
    ordered = "SELECT n FROM generate_series(1, 50) n WHERE n IN ($1,$2,$3) ORDER BY -n"
    async with database.snapshot(gathered=True):
        one, two, many, none, services = await asyncio.gather(
            database.fetch(ONE_ROW, 1),
            database.fetch(ONE_ROW, 2),
            database.fetch(ordered, 7, 9, 8),
            database.fetch("SELECT code FROM services WHERE code = $1", "NONE"),
            Service.filter(code__in=["RIDGING", "PLOUGHING"]).order_by("code"),
        )
    assert [dict(row) for row in one + two] == [
        {
            "number": number,
            "price": Decimal("1.50"),
            "day": date(2026, 1, 2),
            "nothing": None,
            "id": UUID("00000000-0000-7000-8000-000000000001"),
            "list": ["a", "b"],
            "facts": '{"x": 1}',
            "at": datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC),
        }
        for number in (1, 2)
    ]
    assert [row["n"] for row in many] == [9, 8, 7]
    assert none == []
    assert [(service.code, type(service.speed_kmh)) for service in services] == [
        ("PLOUGHING", Decimal),
        ("RIDGING", Decimal),
    ]
    assert len(executed) == 1


async def test_columns_of_one_type_are_shared_and_not_confused(database: Database, executed: list[str]) -> None:
    one = "SELECT 1::int AS a, 'x'::text AS b, 2::int AS c"
    two = "SELECT 'y'::text AS c, 'z'::text AS b, NULL::int AS a, 1.0::float8 AS d, 4::int AS e, 5::int AS f"
    async with database.snapshot(gathered=True):
        found = await asyncio.gather(
            *(database.fetch(sql) for sql in (one, two, "SELECT 6::int AS b UNION ALL SELECT 7 ORDER BY 1 DESC", two))
        )
    assert [[dict(row) for row in rows] for rows in found] == [
        [{"a": 1, "b": "x", "c": 2}],
        [{"c": "y", "b": "z", "a": None, "d": 1.0, "e": 4, "f": 5}],
        [{"b": 7}, {"b": 6}],
        [{"c": "y", "b": "z", "a": None, "d": 1.0, "e": 4, "f": 5}],
    ]
    assert [list(row.values()) for row in found[1]] == [["y", "z", None, 1.0, 4, 5]]
    assert len(executed) == 1


async def test_a_row_that_came_with_others_is_read_as_any_other(database: Database) -> None:
    """Whoever asks is given a Record when nobody else asks at the same moment."""
    async with database.snapshot(gathered=True):
        (alone,) = await database.fetch(ONE_ROW, 1)
        ((together,), _) = await asyncio.gather(database.fetch(ONE_ROW, 1), database.fetch("SELECT 1 AS x"))
    assert (isinstance(alone, asyncpg.Record), isinstance(together, Found)) == (True, True)
    for read in READS:
        assert read(together) == read(alone)
    for place in ("none", 99):
        with pytest.raises(LookupError) as missing:
            alone[place]
        with pytest.raises(missing.type):
            together[place]


async def test_questions_one_after_the_other_are_statements_of_their_own(
    database: Database, executed: list[str]
) -> None:
    async with database.snapshot(gathered=True):
        for number in (1, 2):
            (row,) = await database.fetch(ONE_ROW, number)
            assert row["number"] == number
    assert len(executed) == 2


async def test_a_statement_that_fails_fails_all_that_came_with_it(database: Database) -> None:
    failing = ["SELECT 1 / 0 AS x", "SELECT 1 AS x"]

    async def read() -> list[Any]:
        async with database.snapshot(gathered=True):
            return await asyncio.gather(*(database.fetch(sql) for sql in failing), return_exceptions=True)

    assert {type(each) for each in await read()} == {asyncpg.DivisionByZeroError}
    assert [row["x"] for row in await database.fetch("SELECT 1 AS x")] == [1]


async def test_whoever_gives_up_waiting_leaves_the_connection_as_it_was(database: Database) -> None:
    async with database.snapshot(gathered=True):
        slow = asyncio.create_task(database.fetch("SELECT pg_sleep(0.05)::text AS x"))
        await asyncio.sleep(0.01)
        slow.cancel()
    (row,) = await database.fetch("SELECT 1 AS x")
    assert row["x"] == 1


async def test_readers_who_know_nothing_of_each_other_share_one_instant(database: Database) -> None:
    snapshot = SharedSnapshot(database)

    async def instant() -> datetime:
        (row,) = await database.fetch("SELECT now() AS at")
        at: datetime = row["at"]
        return at

    first = await asyncio.gather(*(snapshot.run(instant()) for _ in range(3)))
    later = await snapshot.run(instant())
    await snapshot.close()

    assert len({*first, later}) == 1
    assert await instant() > later


async def test_a_snapshot_that_nobody_read_in_needs_no_connection(database: Database, executed: list[str]) -> None:
    await SharedSnapshot(database).close()
    assert executed == []


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_whoever_is_called_off_again_and_again_waits_for_the_statement(
    database_url: str, database: Database, times: int
) -> None:
    async def read() -> None:
        async with database.snapshot(gathered=True) as snapshot:
            await snapshot.raw.fetch("SELECT pg_advisory_xact_lock_shared(7)")

    looking = await asyncpg.connect(database_url)
    await looking.execute("SELECT pg_advisory_lock(7)")
    reading = asyncio.create_task(read())
    while not await looking.fetchval("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
        pass
    for _ in range(times):
        reading.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    await looking.execute("SELECT pg_advisory_unlock(7)")
    await asyncio.wait([reading])
    await looking.close()

    assert reading.cancelled()
