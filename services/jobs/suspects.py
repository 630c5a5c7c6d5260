"""Jobs whose workers were lost: each is run with no other beside it, and a few times only (docs/decisions/0062)."""

import asyncio
from contextlib import suppress
from typing import Any

from pgqueuer.models import Job

from services.jobs.handlers import GivenUp, Handler
from services.platform.connections import CONNECTION_LOST
from services.platform.database import Database

NOTES = ["workers_lost", "runs_alone", "begun_by"]
"The headers that tell of it; the first is the database's own."
_LOSSES = 2
_MOST_RUNS = 3
# A run that the same worker begins again, because the database was away in between, is the same run.
_BEGIN = """
    UPDATE pgqueuer SET headers = headers || jsonb_build_object(
        'runs_alone', coalesce((headers ->> 'runs_alone')::integer, 0)
            + (headers ->> 'begun_by' IS DISTINCT FROM $2)::integer,
        'begun_by', $2::text)
    WHERE id = $1 RETURNING (headers ->> 'runs_alone')::integer AS runs
"""
_ACQUIT = "UPDATE pgqueuer SET headers = headers - $2::text[] WHERE id = $1"


class Suspects:
    """Tells the job that takes its worker down from those that happened to run beside it.

    All of them have lost a worker; but of those that go one by one, each after it was noted that it has begun, only the
    one that does it again collects such notes.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._alone = asyncio.Lock()

    async def run(self, job: Job, handler: Handler, ids: dict[str, Any]) -> None:
        """Raises what the job raises, and GivenUp where each of its last runs was its worker's end as well."""
        if _losses(job) < _LOSSES:
            await handler(ids)
            return
        async with self._alone:
            row = await self._database.fetch_one(_BEGIN, job.id, str(job.queue_manager_id))
            if row is not None and row["runs"] > _MOST_RUNS:
                raise GivenUp("WORKERS_LOST")
            try:
                await handler(ids)
            finally:
                # Where it cannot be told, the next run is no further one, and what the job has raised is what counts.
                with suppress(*CONNECTION_LOST):
                    await self._database.fetch(_ACQUIT, job.id, NOTES)


def _losses(job: Job) -> int:
    """What the database has counted, whenever another worker had to take the job over."""
    return int(str((job.headers or {}).get("workers_lost", 0)))
