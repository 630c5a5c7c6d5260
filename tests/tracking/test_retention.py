"""Months of positions come in time and go in time, and no fix is ever refused for want of one."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

import worker
from models.enums import RequestStatus
from models.tracking import Position
from services.platform import migrations
from services.tracking.retention import KEEP_POSITIONS, Retention
from tests.databases import create_database, drop_database
from tests.requests.village import Village
from tests.tracking.test_positions import fix, report

OLD, NEW, FUTURE = datetime(2150, 1, 5, tzinfo=UTC), datetime(2150, 9, 5, tzinfo=UTC), datetime(2151, 2, 1, tzinfo=UTC)
_PARTITIONS = """
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'positions'::regclass ORDER BY 1
"""
_WHERE = "SELECT tableoid::regclass::text AS name, recorded_at FROM positions ORDER BY recorded_at"
# What may be written before the months are there: by a device, or into an older database.
_INSERT = """
    INSERT INTO positions (id, request_id, recorded_at, received_at, latitude, longitude)
    VALUES (gen_random_uuid(), $1, $2, now(), 8.9, 7.2) ON CONFLICT DO NOTHING
"""
_REQUEST = """
    INSERT INTO job_requests (id, public_code, farm_address, farm_latitude, farm_longitude, farm_time_zone, area_value,
        area_unit, area_m2, preferred_date, status, match_state, search_radius_km, history_length, version, created_at,
        updated_at, farmer_id, service_id, tractor_id, owner_id, estimate_id, scheduled_from, scheduled_to, accepted_at,
        completed_at)
    VALUES ($1, $4, 'Kuje', 8.9, 7.2, 'Africa/Lagos', 2, 'HECTARE', 20000, '2026-03-02', 'COMPLETED',
        'MATCHED', 25, 1, 1, now(), now(), $1, 'PLOUGHING', $1, gen_random_uuid(), $1, $2::timestamptz,
        $2::timestamptz + interval '3 hours', now(), $3)
"""
_BOOKING = """
    INSERT INTO tractor_bookings (id, tractor_id, request_id, kind, starts_at, ends_at, active, created_at)
    VALUES (gen_random_uuid(), $1, $1, 'BOOKED', $2::timestamptz, $2::timestamptz + interval '3 hours', true, now())
"""


async def months(village: Village) -> list[str]:
    rows = await village.services.database.fetch(_PARTITIONS)
    return [row["name"].removeprefix("positions_") for row in rows]


async def places(village: Village) -> list[tuple[str, datetime]]:
    """In which table each row is."""
    rows = await village.services.database.fetch(_WHERE)
    return [(row["name"].removeprefix("positions_"), row["recorded_at"]) for row in rows]


@pytest.fixture
async def far(village: Village) -> AsyncIterator[Village]:
    """In a century that no other test needs; the months that were there come back."""
    before = await months(village)
    village.clock.now = NEW
    yield village
    for month in set(await months(village)) - set(before):
        await village.services.database.fetch(f"DROP TABLE positions_{month}")
    for month in set(before) - {"default"}:
        first = datetime.strptime(month, "%Y_%m").replace(tzinfo=UTC).date()
        await village.services.database.fetch("SELECT add_month_of_positions($1)", first)


async def a_request(village: Village) -> UUID:
    return (await village.request()).id


async def kept(village: Village, request_id: UUID, *instants: datetime) -> None:
    for instant in instants:
        await village.services.database.fetch(_INSERT, request_id, instant)


async def test_the_month_and_three_more_are_there_from_the_start(village: Village) -> None:
    await village.services.tracking.retention.run()

    month = village.clock().replace(day=1)
    for _ in range(4):
        assert f"{month:%Y_%m}" in await months(village)
        month = (month + timedelta(days=31)).replace(day=1)


async def test_the_worker_keeps_them(far: Village) -> None:
    await worker.handlers(far.services)[KEEP_POSITIONS.name]({})

    assert "2150_12" in await months(far)


async def test_it_makes_the_months_to_come_and_drops_those_past(far: Village) -> None:
    await far.services.tracking.retention.run()

    assert await months(far) == ["2150_09", "2150_10", "2150_11", "2150_12", "default"]
    far.clock.now = FUTURE
    await far.services.tracking.retention.run()
    assert await months(far) == [
        "2150_09",
        "2150_10",
        "2150_11",
        "2150_12",
        "2151_02",
        "2151_03",
        "2151_04",
        "2151_05",
        "default",
    ]
    # The last instant of September is 180 days old on the 30th of March.
    far.clock.now = datetime(2151, 3, 29, 23, 59, tzinfo=UTC)
    await far.services.tracking.retention.run()
    assert (await months(far))[0] == "2150_09"
    far.clock.now = datetime(2151, 3, 30, tzinfo=UTC)
    await far.services.tracking.retention.run()
    assert (await months(far))[0] == "2150_10"


async def test_several_workers_at_once_do_it_once(far: Village) -> None:
    await asyncio.gather(*(far.services.tracking.retention.run() for _ in range(5)))
    once = await months(far)
    await far.services.tracking.retention.run()

    assert await months(far) == once == ["2150_09", "2150_10", "2150_11", "2150_12", "default"]


async def test_a_fix_without_a_month_waits_for_it_in_the_default_partition(far: Village) -> None:
    request = await a_request(far)
    await kept(far, request, NEW, FUTURE)
    assert await places(far) == [("default", NEW), ("default", FUTURE)]

    await far.services.tracking.retention.run()

    assert await places(far) == [("2150_09", NEW), ("default", FUTURE)]


async def test_what_is_past_its_time_goes_wherever_it_is(far: Village) -> None:
    request = await a_request(far)
    await far.services.database.fetch("SELECT add_month_of_positions($1)", OLD.date())
    await kept(far, request, OLD, OLD - timedelta(days=40), NEW)
    assert [place for place, _ in await places(far)] == ["default", "2150_01", "default"]

    await far.services.tracking.retention.run()

    assert await places(far) == [("2150_09", NEW)]
    assert "2150_01" not in await months(far)


@pytest.mark.parametrize("is_there", [False, True])
async def test_an_instant_of_a_request_is_kept_once_in_every_partition(far: Village, is_there: bool) -> None:
    request, other = await a_request(far), await a_request(far)
    if is_there:
        await far.services.tracking.retention.run()
    await kept(far, request, NEW, NEW)
    await kept(far, other, NEW)

    assert await Position.filter(job_request_id=request).count() == 1
    assert await Position.all().count() == 2
    with pytest.raises(asyncpg.UniqueViolationError):
        await far.services.database.fetch(_INSERT.replace("ON CONFLICT DO NOTHING", ""), request, NEW)


async def test_a_table_in_use_is_left_to_the_next_run(far: Village) -> None:
    hasty = Retention(far.services.database, far.services.settings, far.clock, patience=timedelta(milliseconds=20))
    other = await asyncpg.connect(str(far.services.settings.database_url))
    try:
        async with other.transaction():
            await other.execute("LOCK TABLE job_requests IN ROW EXCLUSIVE MODE")
            await hasty.run()
            assert "2150_09" not in await months(far)
    finally:
        await other.close()
    await far.services.tracking.retention.run()
    assert "2150_09" in await months(far)


async def test_fixes_are_taken_while_months_come_and_go(far: Village) -> None:
    far.clock.now = datetime.now(UTC).replace(microsecond=0)
    job = await far.underway(RequestStatus.EN_ROUTE)
    retention = Retention(far.services.database, far.services.settings, lambda: FUTURE)
    told, _ = await asyncio.gather(report(far, job, fix(far.clock())), retention.run())

    assert told["accepted"] == 1


def _from_fifteen(_folder: str, names: list[str]) -> list[str]:
    numbers = {name: name.split("_", 1)[0] for name in names}
    return [name for name, number in numbers.items() if number.isdigit() and int(number) >= 15]


@pytest.fixture
async def older_database(
    database_url: str, worker_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """As it was before positions had months."""
    name = f"older_{worker_id}"
    url = await create_database(database_url, name)
    whole = migrations.LOCATION
    older = shutil.copytree(whole, tmp_path / "migrations", ignore=_from_fifteen)
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "LOCATION", older)
        await migrations.migrate(url)
    yield url
    await drop_database(database_url, name)


async def test_the_migration_keeps_every_row(older_database: str) -> None:
    request = UUID(int=7)
    instants = [datetime(2025, 11, 30, 23, 59, 59, tzinfo=UTC), datetime(2025, 12, 1, tzinfo=UTC), NEW]
    connection = await asyncpg.connect(older_database)
    try:
        # Nobody asks for a farmer here: only the rows matter.
        await connection.execute("SET session_replication_role = replica")
        await connection.execute(_REQUEST, request, NEW, NEW, "K7P-4QX")
        for instant in instants:
            await connection.execute(_INSERT, request, instant)
        before = await connection.fetch("SELECT * FROM positions ORDER BY recorded_at")
        await migrations.migrate(older_database)

        assert await connection.fetch("SELECT * FROM positions ORDER BY recorded_at") == before
        assert [row["name"] for row in await connection.fetch(_WHERE)] == [
            "positions_2025_11",
            "positions_2025_12",
            "positions_default",
        ]
    finally:
        await connection.close()


async def test_the_migration_frees_the_tractors_of_jobs_that_were_over_early(older_database: str) -> None:
    """By when each job was over, in hours after its booking's start: whether that stands, and how long it is."""
    connection = await asyncpg.connect(older_database)
    try:
        await connection.execute("SET session_replication_role = replica")
        for hours in range(-1, 5):
            request = UUID(int=10 + hours)
            await connection.execute(_REQUEST, request, NEW, NEW + timedelta(hours=hours), f"code {hours}")
            await connection.execute(_BOOKING, request, NEW)
        await migrations.migrate(older_database)

        rows = await connection.fetch(
            "SELECT active, ends_at - starts_at AS length FROM tractor_bookings ORDER BY request_id"
        )
        lengths = [(row["active"], row["length"] // timedelta(hours=1)) for row in rows]
        assert lengths == [(False, 3), (False, 3), (True, 1), (True, 2), (True, 3), (True, 3)]
    finally:
        await connection.close()
