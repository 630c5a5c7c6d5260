"""How jobs fare: how long they wait and run, how they end, and how old the queue is."""

import asyncio
import time
from datetime import datetime
from typing import Any

import asyncpg
import structlog

from services.jobs.handlers import ComeAgain, GivenUp, Handler
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.metrics import Metrics

log = structlog.get_logger()

_EVERY_SECONDS = 15
_AGES = """
    SELECT entrypoint, extract(epoch FROM clock_timestamp() - min(execute_after))::float8 AS age
    FROM pgqueuer WHERE status = 'queued' AND execute_after <= clock_timestamp() GROUP BY entrypoint
"""


class JobWatch:
    """Counts for one worker; the age of the queue is the same for all."""

    def __init__(self, database: Database, metrics: Metrics, clock: Clock) -> None:
        self._database = database
        self._metrics = metrics
        self._clock = clock

    async def run(self, name: str, handler: Handler, ids: dict[str, Any], due: datetime) -> None:
        """Run a job. Raises what it raises."""
        self._metrics.job_taken(name, max(0.0, (self._clock() - due).total_seconds()))
        began, end = time.monotonic(), "failed"
        try:
            await handler(ids)
            end = "done"
        except ComeAgain:
            end = "again"
            raise
        except GivenUp:
            end = "dead"
            raise
        finally:
            self._metrics.job_ended(name, end, time.monotonic() - began)

    async def see_queue(self) -> None:
        rows = await self._database.fetch(_AGES)
        self._metrics.queue_seen({row["entrypoint"]: row["age"] for row in rows})

    async def keep_seeing(self) -> None:
        """Until cancelled; a database that is away is looked at again."""
        while True:
            try:
                await self.see_queue()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("queue_not_seen", error=type(error).__name__)
            await asyncio.sleep(_EVERY_SECONDS)
