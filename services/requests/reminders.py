"""On the morning before a job, in the farm's zone, both who have agreed on it are reminded."""

from datetime import datetime, time
from uuid import UUID

from models.enums import RequestStatus
from services.jobs.queue import Job
from services.platform.clock import Clock
from services.platform.database import Database
from services.requests.locks import lock_request
from services.requests.telling import Telling

REMIND = Job("remind_of_tomorrow")
_AT_ONCE = 500
# Whoever agreed after that morning needs no reminder. A worker that was away makes up for it until the evening.
_DUE = """
    SELECT r.id FROM job_requests r
    WHERE r.status = 'ACCEPTED' AND r.scheduled_from > $1 AND r.scheduled_from < $1 + interval '48 hours'
      AND ($1 AT TIME ZONE r.farm_time_zone)::date = (r.scheduled_from AT TIME ZONE r.farm_time_zone)::date - 1
      AND ($1 AT TIME ZONE r.farm_time_zone)::time BETWEEN $2 AND time '20:00'
      AND r.accepted_at < ((($1 AT TIME ZONE r.farm_time_zone)::date + $2::time) AT TIME ZONE r.farm_time_zone)
      AND NOT EXISTS (SELECT FROM notifications n WHERE n.user_id = r.farmer_id AND n.event = 'reminder:' || r.id)
    ORDER BY r.id LIMIT $3
"""


class Reminders:
    """Runs as a job; nobody is reminded twice, however often it runs."""

    def __init__(self, database: Database, telling: Telling, clock: Clock, morning: time) -> None:
        self._database = database
        self._telling = telling
        self._clock = clock
        self._morning = morning

    async def run(self) -> int:
        """How many jobs were due."""
        now = self._clock()
        due = await self._database.fetch(_DUE, now, self._morning, _AT_ONCE)
        for row in due:
            await self._remind(row["id"], now)
        return len(due)

    async def _remind(self, request_id: UUID, now: datetime) -> None:
        async with self._database.transaction():
            request = await lock_request(request_id)
            is_ahead = request.scheduled_from is not None and request.scheduled_from > now
            if request.status is RequestStatus.ACCEPTED and is_ahead:
                await self._telling.reminded(request)
