"""What becomes of a job when its end cannot be told to the database."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
from pgqueuer.db import AsyncpgPoolDriver
from pgqueuer.models import Job, TracebackRecord
from pgqueuer.ports.repository import EntrypointExecutionParameter
from pgqueuer.types import JOB_STATUS, QueueEntrypoint, QueueManagerId
from uuid_utils.compat import uuid4

from services.jobs.keeping import KeepingQueries

JOBS = "SELECT status::text, attempts, queue_manager_id IS NOT NULL AS is_taken FROM pgqueuer"


@pytest.fixture
async def pool(database_url: str, clean_database: None) -> AsyncIterator["asyncpg.Pool[asyncpg.Record]"]:
    async with asyncpg.create_pool(database_url, min_size=1, max_size=1) as pool:
        yield pool


async def taken(pool: "asyncpg.Pool[asyncpg.Record]") -> tuple[KeepingQueries, Job]:
    """A job that a worker has begun."""
    queries = KeepingQueries(AsyncpgPoolDriver(pool))
    await queries.enqueue("match", b"{}")
    (job,) = await pool.fetch(
        "UPDATE pgqueuer SET status = 'picked', heartbeat = now(), queue_manager_id = $1 RETURNING *", uuid4()
    )
    return queries, Job.model_validate(dict(job))


async def left(database_url: str) -> list[dict[str, Any]]:
    connection = await asyncpg.connect(database_url)
    rows = await connection.fetch(JOBS)
    await connection.close()
    return [dict(row) for row in rows]


PICKED = {"status": "picked", "attempts": 0, "is_taken": True}


async def test_a_job_that_cannot_be_put_back_stays_picked(
    pool: "asyncpg.Pool[asyncpg.Record]", database_url: str
) -> None:
    queries, job = await taken(pool)
    async with pool.acquire() as connection:
        connection.terminate()
    await pool.close()

    await queries.retry_job(job, timedelta(seconds=1), None)

    assert await left(database_url) == [PICKED]


async def test_a_job_that_was_cut_short_is_not_dropped(pool: "asyncpg.Pool[asyncpg.Record]", database_url: str) -> None:
    queries, job = await taken(pool)
    ends: list[tuple[Job, JOB_STATUS, TracebackRecord | None]] = [(job, "canceled", None)]

    await queries.log_jobs(ends)

    assert await left(database_url) == [PICKED]


async def test_whoever_finds_it_silent_takes_it(pool: "asyncpg.Pool[asyncpg.Record]", database_url: str) -> None:
    queries, job = await taken(pool)
    await pool.execute("UPDATE pgqueuer SET heartbeat = now() - interval '7 seconds'")

    again = await _dequeued(queries)

    assert [each.id for each in again] == [job.id]


async def _dequeued(queries: KeepingQueries) -> list[Job]:

    return await queries.dequeue(
        batch_size=10,
        entrypoints={QueueEntrypoint("match"): EntrypointExecutionParameter(concurrency_limit=0)},
        queue_manager_id=QueueManagerId(uuid4()),
        global_concurrency_limit=20,
        heartbeat_timeout=timedelta(seconds=6),
    )


@pytest.mark.parametrize("end", ["failed", "again"])
async def test_no_message_holds_up_the_ends_of_jobs(
    pool: "asyncpg.Pool[asyncpg.Record]", database_url: str, end: str
) -> None:
    queries, job = await taken(pool)
    trace = TracebackRecord.from_exception(ValueError("a\0b"), job.id)

    if end == "failed":
        await queries.log_jobs([(job, "failed", trace)])
    else:
        await queries.retry_job(job, timedelta(), trace)

    (row,) = await left(database_url)
    assert (row["status"], row["is_taken"]) == ("failed" if end == "failed" else "queued", False)
