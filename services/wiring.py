"""Settings to services: the only place that picks an adapter."""

from dataclasses import dataclass

from services.jobs.queue import JobQueue
from services.platform.broadcast import Wakeups
from services.platform.clock import Clock, utc_now
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.settings import Settings
from services.platform.streams import Streams


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a resolver, a job or a command may call."""

    settings: Settings
    clock: Clock
    database: Database
    wakeups: Wakeups
    streams: Streams
    jobs: JobQueue
    idempotency: Idempotency


def build(settings: Settings, *, clock: Clock = utc_now) -> Services:
    """The services of one process. `start` them before use."""
    database = Database(str(settings.database_url), pool_size=settings.database_pool_size)
    wakeups = Wakeups(str(settings.redis_url))
    return Services(
        settings=settings,
        clock=clock,
        database=database,
        wakeups=wakeups,
        streams=Streams(database, wakeups),
        jobs=JobQueue(database),
        idempotency=Idempotency(database, clock, settings.idempotency_retention),
    )


async def start(services: Services) -> None:
    """Connect. Raises OSError or an asyncpg error where PostgreSQL cannot be reached; Redis may come later."""
    await services.database.connect()
    await services.wakeups.start()


async def stop(services: Services) -> None:
    await services.wakeups.stop()
    await services.database.close()
