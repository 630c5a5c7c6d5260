"""Jobs that ran out of attempts, and their second chance."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
import pytest
from pgqueuer.models import TracebackRecord

from models.admin import AuditEntry
from services.jobs.queue import Job
from services.platform.ids import Kind, encode
from tests.admin.operations import DEAD_JOBS, RETRY
from tests.requests.village import Village

LETTER = Job("send_letter")


async def died(village: Village, error: Exception, *, once: str | None = None) -> int:
    """A job that was tried for the last time, as the worker leaves it."""
    database = village.services.database
    async with database.transaction():
        await village.services.jobs.enqueue(LETTER, once=once, request="req")
    row = await database.fetch_one("SELECT max(id) AS id FROM pgqueuer")
    assert row is not None
    number = int(row["id"])
    record = TracebackRecord.from_exception(error, number, {})  # type: ignore[arg-type]
    kept = orjson.dumps(record.model_dump(mode="json")).decode()
    await database.fetch("UPDATE pgqueuer SET status = 'failed', attempts = 8, updated = now() WHERE id = $1", number)
    await database.fetch(
        "INSERT INTO pgqueuer_log (job_id, status, entrypoint, priority, traceback) "
        "VALUES ($1, 'failed', 'send_letter', 0, $2)",
        number,
        kept,
    )
    return number


def shown(number: int) -> str:
    return encode(Kind.DEAD_JOB, UUID(int=number))


async def queue(village: Village) -> list[tuple[Any, ...]]:
    rows = await village.services.database.fetch("SELECT id, status, attempts, dedupe_key FROM pgqueuer ORDER BY id")
    return [tuple(row) for row in rows]


async def test_dead_jobs_are_listed_without_secrets(village: Village) -> None:
    admin = await village.admin()
    old = await died(village, ConnectionError("smtp://me:pa55@mail refused ada@farm.test\nand more"))
    new = await died(village, ValueError())

    whole = (await village.ask(admin, DEAD_JOBS)).data
    first = (await village.ask(admin, DEAD_JOBS, first=1)).data
    rest = (await village.ask(admin, DEAD_JOBS, after=first[0]["id"])).data

    assert [(job["id"], job["name"], job["attempts"], job["lastError"]) for job in whole] == [
        (shown(new), "send_letter", 9, "ValueError"),
        (shown(old), "send_letter", 9, "ConnectionError: smtp://[…]mail refused […]"),
    ]
    assert datetime.fromisoformat(whole[0]["failedAt"]).tzinfo == UTC
    assert (first, rest) == (whole[:1], whole[1:])
    assert (await village.ask(admin, DEAD_JOBS, first=0)).codes == ["BAD_USER_INPUT"]


async def test_a_retry_starts_it_afresh_once_and_is_on_record(village: Village) -> None:
    admin = await village.admin()
    number = await died(village, ValueError("no"))

    answers = await asyncio.gather(*(village.ask(admin, RETRY, id=shown(number)) for _ in range(5)))

    success = {"__typename": "RetryJobSuccess", "id": shown(number)}
    assert [answer.data for answer in answers] == [success] * 5
    assert await queue(village) == [(number, "queued", 0, None)]
    assert (await village.ask(admin, DEAD_JOBS)).data == []
    await village.services.database.fetch("DELETE FROM pgqueuer")
    assert (await village.ask(admin, RETRY, id=shown(number))).data == success
    entries = await AuditEntry.filter(action="DEAD_JOB_RETRIED")
    assert [(entry.subject_id, entry.actor_id, entry.before, entry.after) for entry in entries] == [
        (
            shown(number),
            admin.user_id,
            {"state": "DEAD", "attempts": 9},
            {"state": "QUEUED", "job": "send_letter"},
        )
    ]


async def test_a_job_that_waits_under_the_same_word_is_no_hindrance(village: Village) -> None:
    number = await died(village, ValueError(), once="sweep")
    async with village.services.database.transaction():
        await village.services.jobs.enqueue(LETTER, once="sweep")

    assert (await village.ask(await village.admin(), RETRY, id=shown(number))).data["id"] == shown(number)
    assert [row[1:] for row in await queue(village)] == [("queued", 0, None), ("queued", 0, "sweep")]


async def test_what_never_died_is_not_found(village: Village) -> None:
    admin = await village.admin()
    async with village.services.database.transaction():
        await village.services.jobs.enqueue(LETTER)
    (waiting,) = await queue(village)

    for unknown in (shown(waiting[0]), shown(2**40), shown(2**100), "job_x", encode(Kind.USER, admin.user_id)):
        assert (await village.ask(admin, RETRY, id=unknown)).data == {"__typename": "NotFoundError"}
    assert await queue(village) == [waiting]
    assert await AuditEntry.all().count() == 0


@pytest.mark.parametrize("operation", [DEAD_JOBS, RETRY], ids=["deadJobs", "retryDeadJob"])
async def test_nobody_else_sees_or_touches_them(village: Village, operation: str) -> None:
    number = await died(village, ValueError())
    given = {"id": shown(number)} if operation is RETRY else {}
    for viewer, code in (
        (None, "UNAUTHENTICATED"),
        (await village.farmer(), "FORBIDDEN"),
        (await village.owner(), "FORBIDDEN"),
    ):
        answer = await village.ask(viewer, operation, **given)
        assert (answer.data, answer.codes) == (None, [code])
    assert await queue(village) == [(number, "failed", 8, None)]
    assert await AuditEntry.all().count() == 0
