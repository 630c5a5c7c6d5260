"""Jobs: enqueued in the caller's transaction, so that they exist if and only if their cause does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import asyncpg
import orjson
from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries
from pgqueuer.types import JobId

from services.jobs.suspects import NOTES
from services.platform.database import Database
from services.platform.tracing import outgoing

_ANEW = """
    UPDATE pgqueuer SET dedupe_key = NULL, headers = CASE jsonb_typeof(headers)
        WHEN 'object' THEN headers - $2::text[] ELSE headers END
    WHERE id = $1
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of job. Its payload holds ids; whatever runs it may run twice.

    Those of a higher `priority` are taken first. `at_once` is how many run beside each other, over all workers; 0 is
    any number.
    """

    name: str
    priority: int = 0
    at_once: int = 0


class JobQueue:
    """The way into the queue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def enqueue(self, job: Job, *, after: timedelta | None = None, once: str | None = None, **ids: Any) -> None:
        """Commit a job with the open transaction.

        `after` defers it; while a job with the same `once` waits, no other is added. Raises NoTransaction.
        """
        await self._queries().enqueue(
            job.name,
            _payload(ids),
            job.priority,
            execute_after=after,
            dedupe_key=once,
            on_conflict="skip",
            headers=_cause(),
        )

    async def requeue(self, number: int) -> None:
        """Let a job that is held try again from the start, with the open transaction. Raises NoTransaction.

        What waits under the same word does the same, and no second job may wait beside it: the word goes.
        """
        await self._database.current().raw.execute(_ANEW, number, NOTES)
        await self._queries().requeue_jobs([JobId(number)])

    async def enqueue_all(self, jobs: Sequence[tuple[Job, dict[str, Any]]]) -> None:
        """Commit several with the open transaction, in one statement. Raises NoTransaction."""
        if jobs:
            await self._queries().enqueue(
                [job.name for job, _ in jobs],
                [_payload(ids) for _, ids in jobs],
                [job.priority for job, _ in jobs],
                headers=[_cause() for _ in jobs],
            )

    def _queries(self) -> Queries:
        connection = cast("asyncpg.Connection[asyncpg.Record]", self._database.current().raw)
        return Queries(AsyncpgDriver(connection))


def _cause() -> dict[str, str] | None:
    """The trace in which the job was enqueued, where there is one."""
    headers: dict[str, str] = {}
    outgoing(headers)
    return headers or None


def _payload(ids: dict[str, Any]) -> bytes:
    return orjson.dumps(ids, default=str)
