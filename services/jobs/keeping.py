"""The queue's own statements, so that no job is lost together with a connection or its worker."""

from datetime import timedelta

import asyncpg
import structlog
from pgqueuer.models import Job
from pgqueuer.models import TracebackRecord as Trace
from pgqueuer.queries import Queries
from pgqueuer.types import JOB_STATUS

from services.platform.connections import CONNECTION_LOST

type _End = tuple[Job, JOB_STATUS, Trace | None]

log = structlog.get_logger()

_UNSAID = (*CONNECTION_LOST, asyncpg.InsufficientResourcesError)


class KeepingQueries(Queries):
    """What cannot be said of a job is left unsaid: it stays picked without a heartbeat, and whoever sees that takes it.

    PgQueuer would call it dead where "again" could not be told to the database, and drop it where its worker was cut
    short. What is told twice is told of a row that is gone.
    """

    async def retry_job(self, job: Job, delay: timedelta, traceback_record: Trace | None) -> None:
        """Let it come again after the delay, or with a lost connection as soon as its heartbeat is old."""
        try:
            await super().retry_job(job, delay, _storable(traceback_record))
        except _UNSAID as error:
            log.warning("job_left_picked", job=job.entrypoint, error=type(error).__name__)

    async def log_jobs(self, job_status: list[_End]) -> None:
        """Nobody here cancels a job: one that ended like that was cut short."""
        ended: list[_End] = [(job, how, _storable(trace)) for job, how, trace in job_status if how != "canceled"]
        if ended:
            await super().log_jobs(ended)


def _storable(trace: Trace | None) -> Trace | None:
    """PostgreSQL takes no NUL, and one in a message would hold up the ends of all jobs."""
    if trace is None:
        return None
    texts = {name: getattr(trace, name).replace("\0", "\ufffd") for name in ("exception_message", "traceback")}
    return trace.model_copy(update=texts)
