"""Runs due jobs until told to stop."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from uuid import uuid4

import asyncpg
import orjson
import pgqueuer
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgPoolDriver
from pgqueuer.models import Job as QueuedJob
from pgqueuer.models import Schedule
from pgqueuer.types import QueueManagerId
from prometheus_client import CollectorRegistry, start_http_server

import services.notifications.jobs
import services.payments.jobs
import services.requests.jobs
import services.tracking.jobs
import services.tractors.jobs
from services import wiring
from services.jobs.cleaning import CLEAN_UP
from services.jobs.handlers import Handler
from services.jobs.keeping import KeepingQueries
from services.jobs.patience import PatientExecutor
from services.jobs.queue import Job
from services.jobs.suspects import Suspects
from services.jobs.watching import JobWatch
from services.notifications.sweeping import SWEEP_DELIVERIES
from services.payments.auditing import CHECK_BOOKS
from services.payments.sweeping import SWEEP
from services.platform import observing
from services.platform.connections import Connection
from services.platform.processes import StartupError
from services.platform.settings import Settings
from services.platform.tracing import continued
from services.requests.expiring import SWEEP_OFFERS
from services.requests.reminders import REMIND
from services.tracking.retention import KEEP_POSITIONS
from services.wiring import Services

REPAIR_OUTBOX = Job("repair_outbox")
DELIVER_EVENTS = Job("deliver_sandbox_events")

_EVERY_FIVE_SECONDS = "* * * * * */5"
_EVERY_SECOND = "* * * * * *"
_EVERY_MINUTE = "* * * * *"
_EVERY_QUARTER = "*/15 * * * *"
_EVERY_HOUR = "17 * * * *"
_EVERY_NIGHT = "41 1 * * *"
# More than messages on all channels take at once.
_AT_ONCE = 60
_BATCH = 10
_CONNECTIONS = 4
_PATIENCE_SECONDS = 20


async def run(settings: Settings) -> None:
    """Until SIGINT or SIGTERM: what is running is finished, and nothing new begun. Raises StartupError."""
    observing.start(settings, "worker")
    built = wiring.build(settings)
    if settings.worker_metrics_port is not None:
        _show_figures(built.metrics.registry, settings.worker_metrics_host, settings.worker_metrics_port)
    await wiring.start(built)
    # This process's, whatever PgQueuer has to begin anew in it: a job that it takes again has lost no worker.
    worker_id = QueueManagerId(uuid4())
    try:
        await pgqueuer.run(
            lambda: _queue(built, worker_id),
            # A job whose wake-up or worker was lost is seen at the next look.
            dequeue_timeout=timedelta(seconds=5),
            batch_size=_BATCH,
            max_concurrent_tasks=_AT_ONCE,
            shutdown_on_listener_failure=True,
            restart_on_failure=True,
            restart_delay=timedelta(seconds=1),
            # Whoever is killed leaves jobs picked: this is how long they wait until another takes them.
            heartbeat_timeout=timedelta(seconds=6),
        )
    finally:
        await wiring.stop(built)


def _show_figures(registry: CollectorRegistry, host: str, port: int) -> None:
    try:
        start_http_server(port, host, registry)
    except OSError as error:
        advice = "set WORKER_METRICS_HOST and WORKER_METRICS_PORT to others"
        raise StartupError(
            f"WORKER_METRICS_PORT: {port} on {host} cannot be used ({error.strerror}): {advice}."
        ) from error


@asynccontextmanager
async def _queue(built: Services, worker_id: QueueManagerId) -> AsyncIterator[PgQueuer]:
    async with _pool(str(built.settings.database_url)) as pool:
        driver = AsyncpgPoolDriver(pool)
        queue = PgQueuer(driver, queries=KeepingQueries(driver))
        queue.qm.queue_manager_id = worker_id
        # PgQueuer asks whether it hears itself before it listens: where nobody does, it takes itself for deaf.
        await driver.add_listener(queue.channel, _nothing)
        watch, suspects = JobWatch(built.database, built.metrics, built.clock), Suspects(built.database)
        for name, handler in handlers(built).items():
            _register(queue, watch, suspects, name, handler)

        _schedule(queue, built, REPAIR_OUTBOX, _EVERY_FIVE_SECONDS)
        _schedule(queue, built, SWEEP, _EVERY_MINUTE)
        _schedule(queue, built, KEEP_POSITIONS, _EVERY_HOUR)
        _schedule(queue, built, SWEEP_DELIVERIES, _EVERY_MINUTE)
        _schedule(queue, built, SWEEP_OFFERS, _EVERY_MINUTE)
        _schedule(queue, built, REMIND, _EVERY_QUARTER)
        _schedule(queue, built, CLEAN_UP, _EVERY_HOUR)
        _schedule(queue, built, CHECK_BOOKS, _EVERY_NIGHT)
        if built.chosen.courier is not None:
            _schedule(queue, built, DELIVER_EVENTS, _EVERY_SECOND, when=built.chosen.courier.has_work)
        seeing = asyncio.create_task(watch.keep_seeing())
        try:
            yield queue
        finally:
            seeing.cancel()
            await asyncio.wait([seeing])


@asynccontextmanager
async def _pool(url: str) -> AsyncIterator["asyncpg.Pool[asyncpg.Record]"]:
    """The queue's own connections. One that was lost hinders nobody from beginning anew."""
    pool = await asyncpg.create_pool(
        url,
        min_size=1,
        max_size=_CONNECTIONS,
        command_timeout=_PATIENCE_SECONDS,
        connection_class=Connection,
        server_settings={"application_name": "jobs"},
    )
    try:
        yield pool
    finally:
        # It waits for all that was lent, and ends the connections where its time is over.
        with suppress(TimeoutError):
            await asyncio.wait_for(pool.close(), _PATIENCE_SECONDS)


def _nothing(_payload: str | bytes | bytearray) -> None:
    """Whatever is heard, the queue hears it too."""


async def _always() -> bool:
    return True


def _schedule(
    queue: PgQueuer, built: Services, job: Job, rhythm: str, *, when: Callable[[], Awaitable[bool]] = _always
) -> None:
    """Enqueue a job at each beat at which `when` says so, and none while one waits."""

    @queue.schedule(job.name, rhythm)
    async def enqueue(_schedule: Schedule) -> None:
        if await when():
            async with built.database.transaction():
                await built.jobs.enqueue(job, once=job.name)


def handlers(built: Services) -> dict[str, Handler]:
    """Every job of the system, by its name."""

    async def repair_outbox(_ids: object) -> None:
        await built.streams.repair()

    async def deliver_events(_ids: object) -> None:
        if built.chosen.courier is not None:
            await built.chosen.courier.deliver()

    async def clean_up(_ids: object) -> None:
        await built.cleaning.run()

    return {
        CLEAN_UP.name: clean_up,
        REPAIR_OUTBOX.name: repair_outbox,
        DELIVER_EVENTS.name: deliver_events,
        **services.notifications.jobs.handlers(built.notifications),
        **services.tractors.jobs.handlers(built.tractors),
        **services.requests.jobs.handlers(built.requests),
        **services.payments.jobs.handlers(built.payments),
        **services.tracking.jobs.handlers(built.tracking),
    }


def _register(queue: PgQueuer, watch: JobWatch, suspects: Suspects, name: str, handler: Handler) -> None:
    at_once = services.notifications.jobs.AT_ONCE.get(name, 0)

    @queue.entrypoint(name, on_failure="hold", concurrency_limit=at_once, executor_factory=PatientExecutor)
    async def work(job: QueuedJob) -> None:
        with continued(name, job.headers):
            run = partial(suspects.run, job, handler)
            await watch.run(name, run, orjson.loads(job.payload or b"{}"), job.execute_after)
