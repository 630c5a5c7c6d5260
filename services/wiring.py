"""Settings to services: the only place that picks an adapter."""

from dataclasses import dataclass

from services import auth, payments, requests, tracking, users
from services.auth import Auth
from services.dashboard.owner import OwnerDashboards
from services.jobs.queue import JobQueue
from services.notifications.mails import Mails
from services.payments import Payments
from services.platform.broadcast import Wakeups
from services.platform.clock import Clock, utc_now
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.keys import Keys
from services.platform.passwords import Passwords
from services.platform.rate_limits import RateLimits
from services.platform.settings import Settings
from services.platform.streams import Streams
from services.providers.messaging.outbox import Outbox
from services.providers.payments.sandbox import Sandbox
from services.providers.routing.great_circle import GreatCircleRouting
from services.requests import Requests
from services.tracking import Tracking
from services.tractors.fleet import Fleet
from services.users import Users


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
    rate_limits: RateLimits
    outbox: Outbox
    mails: Mails
    auth: Auth
    users: Users
    tractors: Fleet
    requests: Requests
    payments: Payments
    tracking: Tracking
    dashboard: OwnerDashboards


def build(settings: Settings, *, clock: Clock = utc_now) -> Services:
    """The services of one process. `start` them before use."""
    database = Database(str(settings.database_url), pool_size=settings.database_pool_size)
    wakeups = Wakeups(str(settings.redis_url))
    streams = Streams(database, wakeups)
    jobs = JobQueue(database)
    idempotency = Idempotency(database, clock, settings.idempotency_retention)
    keys = Keys.kept_in(settings.signing_keys_file, settings.data_dir, clock)
    rate_limits = RateLimits(str(settings.redis_url))
    outbox = Outbox(settings.data_dir / "messages", clock)
    mails = Mails(database=database, jobs=jobs, mailer=outbox, keys=keys, clock=clock, settings=settings)
    routing = GreatCircleRouting(road_factor=settings.road_factor, speed_kmh=settings.tractor_speed_kmh)
    sandbox = Sandbox(settings.data_dir / "sandbox", clock)
    vault = payments.open_vault(database=database, streams=streams, jobs=jobs, clock=clock, provider=sandbox)
    built = requests.build(
        settings,
        database=database,
        idempotency=idempotency,
        jobs=jobs,
        streams=streams,
        routing=routing,
        escrow=vault.escrow,
        keys=keys,
        clock=clock,
    )
    return Services(
        settings=settings,
        clock=clock,
        database=database,
        wakeups=wakeups,
        streams=streams,
        jobs=jobs,
        idempotency=idempotency,
        rate_limits=rate_limits,
        outbox=outbox,
        mails=mails,
        auth=auth.build(
            settings,
            database=database,
            wakeups=wakeups,
            keys=keys,
            mails=mails,
            passwords=Passwords(settings),
            rate_limits=rate_limits,
            clock=clock,
        ),
        users=users.build(database, clock),
        tractors=Fleet(database, jobs),
        requests=built,
        payments=payments.build(
            vault,
            idempotency=idempotency,
            estimates=built.estimates,
            ceiling=built.matching,
            window=settings.payment_confirmation_window,
        ),
        tracking=tracking.build(settings, database=database, streams=streams, jobs=jobs, routing=routing, clock=clock),
        dashboard=OwnerDashboards(database),
    )


async def start(services: Services) -> None:
    """Connect. Raises OSError or an asyncpg error where PostgreSQL cannot be reached; Redis may come later."""
    await services.database.connect()
    await services.wakeups.start()


async def stop(services: Services) -> None:
    await services.wakeups.stop()
    await services.rate_limits.close()
    services.auth.passwords.close()
    await services.database.close()
