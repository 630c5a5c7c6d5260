"""Offers whose time is over, where the job that should have closed them was lost."""

from services.jobs.queue import Job, JobQueue
from services.platform.database import Database
from services.requests.creation import MATCH_REQUEST

SWEEP_OFFERS = Job("sweep_offers")
_AT_ONCE = 500
_OVERDUE = """
    SELECT DISTINCT m.request_id FROM request_matches m JOIN job_requests r ON r.id = m.request_id
    WHERE m.state = 'OFFERED' AND m.expires_at < clock_timestamp() - interval '1 minute' AND r.status = 'RECEIVED'
    LIMIT $1
"""


class OfferSweep:
    """Runs as a job: matching closes what is over and goes on to the next tractors."""

    def __init__(self, database: Database, jobs: JobQueue) -> None:
        self._database = database
        self._jobs = jobs

    async def run(self) -> int:
        """For how many requests."""
        async with self._database.transaction():
            rows = await self._database.fetch(_OVERDUE, _AT_ONCE)
            for row in rows:
                once = f"overdue:{row['request_id']}"
                await self._jobs.enqueue(MATCH_REQUEST, once=once, request=row["request_id"])
        return len(rows)
