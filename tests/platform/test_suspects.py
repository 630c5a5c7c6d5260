"""A job that ends its worker is found among those that ran beside it, and held."""

import asyncio
import os
import sys
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import orjson
import pytest
from pgqueuer.models import Job as QueuedJob
from uuid_utils.compat import uuid4

from services.jobs.handlers import ComeAgain, GivenUp
from services.jobs.queue import Job, JobQueue
from services.jobs.suspects import Suspects
from services.platform.database import Database
from services.platform.settings import Settings

TAKEN = "UPDATE pgqueuer SET status = 'picked', queue_manager_id = $1 RETURNING *"
HEADERS = "SELECT headers FROM pgqueuer ORDER BY id"


async def enqueued(database: Database, *names: str) -> None:
    async with database.transaction():
        for name in names:
            await JobQueue(database).enqueue(Job(name))


async def taken(database: Database, times: int) -> list[QueuedJob]:
    """By one worker after the other, each of which is lost but for the last."""
    rows = [await database.fetch(TAKEN, uuid4()) for _ in range(times)][-1]
    return [QueuedJob.model_validate(dict(row)) for row in rows]


async def headers(database: Database) -> list[Any]:
    return [orjson.loads(row["headers"]) for row in await database.fetch(HEADERS)]


@pytest.mark.timeout(120)
async def test_the_job_that_kills_is_held_and_those_beside_it_are_done(settings: Settings, database: Database) -> None:
    await enqueued(database, "harmless", "poison", "harmless")
    environment = os.environ | {"DATABASE_URL": str(settings.database_url), "REDIS_URL": str(settings.redis_url)}

    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.platform.poisoned"), env=environment, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()

    assert (process.returncode, output.split()[-1:]) == (0, [b"5"])
    left = await database.fetch(
        "SELECT q.entrypoint, q.status::text, l.traceback::jsonb ->> 'exception_message' AS error "
        "FROM pgqueuer q JOIN pgqueuer_log l ON l.job_id = q.id AND l.status = 'failed' "
        "WHERE q.entrypoint IN ('poison', 'harmless')"
    )
    assert [dict(row) for row in left] == [{"entrypoint": "poison", "status": "failed", "error": "WORKERS_LOST"}]


async def test_whoever_is_taken_over_has_lost_a_worker(database: Database) -> None:
    await enqueued(database, "match")
    (job,) = await taken(database, 1)
    await database.fetch(TAKEN, job.queue_manager_id)
    assert await headers(database) == [None]

    await taken(database, 2)

    assert await headers(database) == [{"workers_lost": 2}]


@pytest.mark.parametrize("lost", [0, 1])
async def test_a_job_that_lost_few_workers_runs_beside_others(database: Database, lost: int) -> None:
    await enqueued(database, "match", "match")
    suspects, meeting = Suspects(database), asyncio.Barrier(2)

    async def meet(_ids: dict[str, Any]) -> None:
        await meeting.wait()

    await asyncio.gather(*(suspects.run(job, meet, {}) for job in await taken(database, 1 + lost)))

    assert await headers(database) == ([{"workers_lost": 1}] * 2 if lost else [None, None])


async def test_suspects_run_one_at_a_time(database: Database) -> None:
    await enqueued(database, "match", "match", "match")
    suspects, running, most = Suspects(database), 0, 0

    async def run(_ids: dict[str, Any]) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await database.fetch("SELECT 1")
        running -= 1

    await asyncio.gather(*(suspects.run(job, run, {}) for job in await taken(database, 3)))

    assert most == 1


@pytest.mark.parametrize("end", [None, ComeAgain(timedelta(seconds=1)), LookupError("x")])
async def test_a_suspect_that_ends_is_none_any_more(database: Database, end: Exception | None) -> None:
    await enqueued(database, "match")
    (job,) = await taken(database, 3)

    async def run(_ids: dict[str, Any]) -> None:
        begun = {"runs_alone": 1, "begun_by": str(job.queue_manager_id)}
        assert await headers(database) == [{"workers_lost": 2, **begun}]
        if end is not None:
            raise end

    with nullcontext() if end is None else pytest.raises(type(end)):
        await Suspects(database).run(job, run, {})

    assert await headers(database) == [{}]


async def test_a_run_that_the_same_worker_begins_again_is_the_same_run(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database went away in between, so that nobody could be told how the first one ended."""
    await enqueued(database, "match")
    (job,) = await taken(database, 3)
    suspects, runs = Suspects(database), 0

    async def lose_the_database(_ids: dict[str, Any]) -> None:
        nonlocal runs
        runs += 1
        monkeypatch.setattr(Database, "fetch", _away)
        raise LookupError

    for _ in range(5):
        with pytest.raises(LookupError):
            await suspects.run(job, lose_the_database, {})
        monkeypatch.undo()

    assert runs == 5
    assert await headers(database) == [{"workers_lost": 2, "runs_alone": 1, "begun_by": str(job.queue_manager_id)}]


async def _away(*_: object) -> None:
    raise ConnectionRefusedError


async def test_a_held_suspect_that_is_tried_again_begins_anew(database: Database) -> None:
    await enqueued(database, "match")
    (job,) = await taken(database, 3)
    await database.fetch("UPDATE pgqueuer SET headers = headers || '{\"runs_alone\": 3}'")
    with pytest.raises(GivenUp, match="WORKERS_LOST"):
        await Suspects(database).run(job, never, {})
    await database.fetch("UPDATE pgqueuer SET status = 'failed', queue_manager_id = NULL")

    async with database.transaction():
        await JobQueue(database).requeue(job.id)

    assert await headers(database) == [{}]


async def never(_ids: dict[str, Any]) -> None:
    pytest.fail("it was run")
