"""What is counted of jobs, and how often they are tried."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import asyncpg
import pytest
from pgqueuer.errors import RetryRequested
from pgqueuer.executors import EntrypointExecutorParameters
from pgqueuer.models import Context, Job

from services.jobs.handlers import ComeAgain, GivenUp
from services.jobs.patience import PatientExecutor
from services.jobs.watching import JobWatch
from services.platform.database import Database
from services.platform.metrics import Metrics

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
AWAY = asyncpg.ConnectionDoesNotExistError()
ENDS = {
    "done": None,
    "again": ComeAgain(timedelta(seconds=7)),
    "dead": GivenUp("BUSY"),
    "failed": LookupError("x"),
}


def lines(metrics: Metrics, name: str) -> list[str]:
    return [line for line in metrics.text().decode().splitlines() if line.startswith(name)]


@pytest.mark.parametrize("end", ENDS)
async def test_a_job_is_counted_by_how_it_ended(database: Database, end: str) -> None:
    metrics, error = Metrics(), ENDS[end]
    watch = JobWatch(database, metrics, lambda: NOW)

    async def handler(_ids: dict[str, Any]) -> None:
        if error is not None:
            raise error

    try:
        await watch.run("match", handler, {}, NOW - timedelta(seconds=2))
    except Exception as raised:
        assert raised is error  # noqa: PT017 - what was raised is handed on

    assert lines(metrics, "spitractors_job_run_seconds_count") == [
        f'spitractors_job_run_seconds_count{{end="{end}",job="match"}} 1.0'
    ]
    assert lines(metrics, "spitractors_job_wait_seconds_sum") == ['spitractors_job_wait_seconds_sum{job="match"} 2.0']


async def test_the_age_of_the_queue_is_that_of_the_oldest_due_job(database: Database) -> None:
    metrics = Metrics()
    watch = JobWatch(database, metrics, lambda: NOW)
    await database.fetch(
        "INSERT INTO pgqueuer (priority, entrypoint, status, headers, execute_after) VALUES "
        "(0, 'match', 'queued', '{}', now() - interval '1 hour'), (0, 'match', 'queued', '{}', now()), "
        "(0, 'later', 'queued', '{}', now() + interval '1 hour'), (0, 'dead', 'failed', '{}', now())"
    )

    await watch.see_queue()
    (line,) = lines(metrics, "spitractors_queue_age_seconds")
    assert line.startswith('spitractors_queue_age_seconds{job="match"} 36')

    await database.fetch("DELETE FROM pgqueuer")
    await watch.see_queue()
    assert lines(metrics, "spitractors_queue_age_seconds") == []


def executor(error: Exception) -> PatientExecutor:
    async def work(_job: Job) -> None:
        raise error

    return PatientExecutor(parameters=EntrypointExecutorParameters(concurrency_limit=0, func=work))


def tried(attempts: int) -> Job:
    return cast(Job, SimpleNamespace(attempts=attempts))


async def outcome(error: Exception, attempts: int) -> Exception:
    with pytest.raises(Exception) as raised:  # noqa: PT011 - whatever it is
        await executor(error).execute(tried(attempts), cast(Context, None))
    return raised.value


@pytest.mark.parametrize(("attempts", "least", "most"), [(0, 0.75, 1.25), (3, 6, 10), (7, 96, 160)])
async def test_pauses_grow(attempts: int, least: float, most: float) -> None:
    wish = await outcome(LookupError("a name"), attempts)

    assert isinstance(wish, RetryRequested)
    assert least <= wish.delay.total_seconds() <= most
    assert wish.reason == "LookupError"


async def test_after_the_last_attempt_it_is_dead() -> None:
    error = LookupError("x")

    assert await outcome(error, 8) is error


@pytest.mark.parametrize(("attempts", "kind"), [(8, RetryRequested), (31, RetryRequested), (32, type(AWAY))])
async def test_a_database_that_goes_away_is_forgiven_longer(attempts: int, kind: type) -> None:
    assert type(await outcome(AWAY, attempts)) is kind


@pytest.mark.parametrize("attempts", [0, 8, 99])
async def test_whoever_knows_when_to_come_comes_then(attempts: int) -> None:
    wish = await outcome(ComeAgain(timedelta(seconds=7)), attempts)

    assert isinstance(wish, RetryRequested)
    assert wish.delay == timedelta(seconds=7)


async def test_whoever_gives_up_is_not_tried_again() -> None:
    assert isinstance(await outcome(GivenUp("BUSY"), 0), GivenUp)
