"""Jobs that ran out of attempts: the queue holds them until an admin lets them try again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from services.errors import NotFound
from services.jobs.queue import JobQueue
from services.platform.audit import AuditLog, Doer
from services.platform.database import Database
from services.platform.ids import Kind, encode
from services.platform.pages import checked
from services.platform.redaction import redacted_text

JOB_RETRIED = "DEAD_JOB_RETRIED"

_HELD = """
    SELECT q.id, q.entrypoint, q.updated, q.attempts, l.traceback
    FROM pgqueuer q LEFT JOIN LATERAL (
        SELECT traceback FROM pgqueuer_log WHERE job_id = q.id AND status = 'failed' ORDER BY created DESC LIMIT 1
    ) l ON true
    WHERE q.status = 'failed' AND {which}
"""


@dataclass(frozen=True, slots=True)
class DeadJob:
    """`attempts` counts every run. `last_error` is the kind of failure and what it said, without secrets."""

    id: UUID
    name: str
    failed_at: datetime
    attempts: int
    last_error: str


class DeadJobs:
    """The queue numbers its jobs; here they go by ids like everything else."""

    def __init__(self, database: Database, jobs: JobQueue, audit: AuditLog) -> None:
        self._database = database
        self._jobs = jobs
        self._audit = audit

    async def newest(self, *, first: int, after: UUID | None) -> list[DeadJob]:
        """Those that were enqueued last come first. Raises ValidationFailed."""
        which = "($2::bigint IS NULL OR q.id < $2) ORDER BY q.id DESC LIMIT $1"
        below = None if after is None else _number(after)
        rows = await self._database.fetch(_HELD.format(which=which), checked(first), below)
        return [_dead_job(row) for row in rows]

    async def by_ids(self, ids: Sequence[UUID]) -> dict[UUID, DeadJob]:
        rows = await self._database.fetch(_HELD.format(which="q.id = ANY($1)"), [_number(each) for each in ids])
        return {_id(row["id"]): _dead_job(row) for row in rows}

    async def retry(self, job_id: UUID, *, by: Doer) -> None:
        """Once for each time that it died: a second call finds it under way, and changes nothing. Raises NotFound."""
        subject, number = encode(Kind.DEAD_JOB, job_id), _number(job_id)
        async with self._database.transaction():
            row = await self._database.fetch_one(
                "SELECT entrypoint, attempts FROM pgqueuer WHERE id = $1 AND status = 'failed' FOR UPDATE",
                number,
            )
            if row is None:
                await self._refuse_unknown(subject)
                return
            await self._audit.write(
                JOB_RETRIED,
                subject,
                by=by,
                before={"state": "DEAD", "attempts": row["attempts"] + 1},
                after={"state": "QUEUED", "job": row["entrypoint"]},
            )
            await self._jobs.requeue(number)

    async def _refuse_unknown(self, subject: str) -> None:
        known = await self._database.fetch_one(
            "SELECT true FROM audit_log WHERE subject_id = $1 AND action = $2 LIMIT 1", subject, JOB_RETRIED
        )
        if known is None:
            raise NotFound


def _id(number: int) -> UUID:
    return UUID(int=number)


def _number(job_id: UUID) -> int:
    """The queue's own, or one that no job has."""
    return job_id.int if job_id.int < 2**63 else 0


def _dead_job(row: Any) -> DeadJob:
    return DeadJob(_id(row["id"]), row["entrypoint"], row["updated"], row["attempts"] + 1, _error(row["traceback"]))


def _error(kept: str | None) -> str:
    """Neither the values that it was about nor the lines of code: those are in the log."""
    failure = orjson.loads(kept or "{}")
    said = redacted_text(str(failure.get("exception_message", "")).partition("\n")[0])
    name = str(failure.get("exception_type", "Unknown"))
    return f"{name}: {said}" if said else name
