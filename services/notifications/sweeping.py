"""No message is forgotten: one whose job was lost gets another, and one whose job is dead no longer stands in line."""

from dataclasses import dataclass
from datetime import timedelta

from models.enums import Channel
from services.jobs.queue import Job, JobQueue
from services.notifications.delivering import JOBS, Deliveries
from services.platform.clock import Clock
from services.platform.database import Database

SWEEP_DELIVERIES = Job("sweep_deliveries")
_UNHURRIED = timedelta(minutes=15)
_AT_ONCE = 500
_STRANDED = """
    SELECT d.id, d.channel, EXISTS (SELECT FROM jobs WHERE jobs.delivery = d.id) AS is_dead
    FROM notification_deliveries d
    LEFT JOIN jobs ON jobs.delivery = d.id AND jobs.status <> 'failed'
    WHERE d.state IN ('QUEUED', 'HELD', 'SENDING') AND d.created_at < $1 AND jobs.delivery IS NULL
    ORDER BY d.place LIMIT $2
"""
_JOBS = """
    WITH jobs AS (
        SELECT (convert_from(payload, 'UTF8')::jsonb ->> 'delivery')::uuid AS delivery, status
        FROM pgqueuer WHERE entrypoint = ANY($3)
    )
"""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Runs as a job."""

    _database: Database
    _jobs: JobQueue
    _deliveries: Deliveries
    _clock: Clock

    async def run(self) -> int:
        """How many messages had no living job."""
        names = [job.name for job in JOBS.values()]
        before = self._clock() - _UNHURRIED
        rows = await self._database.fetch(_JOBS + _STRANDED, before, _AT_ONCE, names)
        for row in rows:
            if row["is_dead"]:
                await self._deliveries.give_up(row["id"])
        lost = [(JOBS[Channel(row["channel"])], {"delivery": row["id"]}) for row in rows if not row["is_dead"]]
        async with self._database.transaction():
            await self._jobs.enqueue_all(lost)
        return len(rows)
