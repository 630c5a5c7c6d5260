"""Settings to services: the only place that picks an adapter."""

from dataclasses import dataclass
from functools import partial

from services import admin, auth, notifications, payments, requests, tracking, tractors, users
from services.admin import Admin
from services.auth import Auth
from services.auth.validity import Roll
from services.dashboard.inbox import OwnerInbox
from services.dashboard.owner import OwnerDashboards
from services.jobs.cleaning import Cleaning
from services.jobs.queue import JobQueue
from services.notifications import Notifications
from services.notifications.announcing import Announcements
from services.payments import Payments
from services.payments.papers import ReceiptPapers
from services.payments.providers import REST, Providers
from services.platform.alerts import Alerts
from services.platform.broadcast import Wakeups
from services.platform.clock import Clock, utc_now
from services.platform.database import Database
from services.platform.documents import Documents
from services.platform.following import Following
from services.platform.idempotency import Idempotency
from services.platform.keys import Keys
from services.platform.metrics import Metrics
from services.platform.passwords import Passwords
from services.platform.rate_limits import RateLimits
from services.platform.request_rates import RequestRates
from services.platform.settings import Settings
from services.platform.streams import Streams
from services.providers.messaging import chosen as messaging
from services.providers.messaging.outbox import Outbox
from services.providers.payments.chosen import Chosen, choose
from services.providers.routing.chosen import choose as choose_routing
from services.providers.routing.port import Routing
from services.providers.storage.chosen import choose as choose_storage
from services.providers.storage.folder import Folder
from services.providers.storage.port import Storage
from services.requests import Requests
from services.tracking import Tracking
from services.tractors import Tractors
from services.users import Users
from services.users.payment_methods import MeansByCurrency


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
    documents: Documents
    request_rates: RequestRates
    outbox: Outbox
    folder: Folder | None
    notifications: Notifications
    auth: Auth
    users: Users
    tractors: Tractors
    requests: Requests
    payments: Payments
    chosen: Chosen
    routing: Routing
    alerts: Alerts
    metrics: Metrics
    tracking: Tracking
    dashboard: OwnerDashboards
    inbox: OwnerInbox
    admin: Admin
    following: Following
    cleaning: Cleaning


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every domain shares."""

    settings: Settings
    clock: Clock
    database: Database
    wakeups: Wakeups
    streams: Streams
    jobs: JobQueue
    idempotency: Idempotency
    rate_limits: RateLimits
    keys: Keys
    outbox: Outbox
    routing: Routing
    chosen: Chosen
    alerts: Alerts
    storage: Storage
    following: Following


def build(settings: Settings, *, clock: Clock = utc_now) -> Services:
    """The services of one process. `start` them before use."""
    on = _ground(settings, clock)
    told = _notifications(on)
    requested, paid = _money_and_work(on, told.announcements)
    dashboards = OwnerDashboards(on.database)
    signing_in, fleets = _auth(on, told), _fleets(on, told)
    return Services(
        settings=settings,
        clock=clock,
        database=on.database,
        wakeups=on.wakeups,
        streams=on.streams,
        jobs=on.jobs,
        idempotency=on.idempotency,
        rate_limits=on.rate_limits,
        documents=Documents(settings),
        request_rates=RequestRates(str(settings.redis_url), clock),
        outbox=on.outbox,
        folder=on.storage if isinstance(on.storage, Folder) else None,
        notifications=told,
        auth=signing_in,
        users=users.build(on.database, _means_of(on), clock),
        tractors=fleets,
        requests=requested,
        payments=paid,
        chosen=on.chosen,
        routing=on.routing,
        alerts=on.alerts,
        metrics=_counting(on, paid),
        tracking=_tracking(on),
        dashboard=dashboards,
        inbox=OwnerInbox(dashboards, on.following, on.streams),
        admin=_admin(on, signing_in, fleets, requested),
        following=on.following,
        cleaning=Cleaning(on.database, settings, clock),
    )


def _fleets(on: _Ground, told: Notifications) -> Tractors:
    return tractors.build(
        on.settings,
        database=on.database,
        jobs=on.jobs,
        announcements=told.announcements,
        storage=on.storage,
        clock=on.clock,
    )


def _admin(on: _Ground, signing_in: Auth, fleets: Tractors, requested: Requests) -> Admin:
    return admin.build(
        database=on.database,
        jobs=on.jobs,
        sessions=signing_in.sessions,
        withdrawing=requested.withdrawing,
        pausing=fleets.pausing,
        clock=on.clock,
    )


def _means_of(on: _Ground) -> MeansByCurrency:
    names = on.settings.payment_providers
    return lambda currency: on.chosen.means.get(names.get(currency) or names.get(REST) or "")


def _counting(on: _Ground, paid: Payments) -> Metrics:
    metrics = Metrics()
    on.alerts.listen(metrics.count_alert)
    paid.ledger.listen(metrics.count_journal)
    metrics.watch("database_connections", "Connections of the pool.", on.database.connections)
    metrics.watch("database_connections_idle", "Those of them that nobody uses.", on.database.idle_connections)
    metrics.watch("redis_connected", "1 while wake-ups come through.", lambda: on.wakeups.is_connected)
    return metrics


def _ground(settings: Settings, clock: Clock) -> _Ground:
    database = Database.of(settings)
    wakeups = Wakeups(str(settings.redis_url))
    keys = Keys.kept_in(settings.signing_keys_file, settings.data_dir, clock)
    streams, alerts = Streams(database, wakeups), Alerts()
    return _Ground(
        settings=settings,
        clock=clock,
        database=database,
        wakeups=wakeups,
        streams=streams,
        jobs=JobQueue(database),
        idempotency=Idempotency(database, clock, settings.idempotency_retention),
        rate_limits=RateLimits(str(settings.redis_url)),
        keys=keys,
        outbox=Outbox(settings.data_dir / "messages", clock),
        routing=choose_routing(settings, alerts, clock),
        chosen=choose(settings, keys, clock),
        alerts=alerts,
        storage=choose_storage(settings, keys, clock),
        following=Following(database, streams, settings, partial(Roll, database, clock)),
    )


def _notifications(on: _Ground) -> Notifications:
    carriers = messaging.choose(on.settings, on.outbox, on.clock)
    return notifications.build(
        notifications.Ground(
            settings=on.settings,
            database=on.database,
            jobs=on.jobs,
            streams=on.streams,
            following=on.following,
            keys=on.keys,
            mailer=carriers.mailer,
            texter=carriers.texter,
            pusher=carriers.pusher,
            papers=ReceiptPapers(),
            replies=carriers.replies,
            push_key=carriers.push_key,
            clock=on.clock,
        )
    )


def _tracking(on: _Ground) -> Tracking:
    return tracking.build(
        on.settings,
        database=on.database,
        streams=on.streams,
        following=on.following,
        jobs=on.jobs,
        routing=on.routing,
        clock=on.clock,
    )


def _auth(on: _Ground, told: Notifications) -> Auth:
    return auth.build(
        on.settings,
        database=on.database,
        wakeups=on.wakeups,
        keys=on.keys,
        mails=told.mails,
        announcements=told.announcements,
        passwords=Passwords(on.settings),
        rate_limits=on.rate_limits,
        clock=on.clock,
    )


def _money_and_work(on: _Ground, announcements: Announcements) -> tuple[Requests, Payments]:
    """Requests stand on the escrow, and payments on requests."""
    vault = payments.open_vault(
        payments.Ground(
            settings=on.settings,
            database=on.database,
            streams=on.streams,
            announcements=announcements,
            jobs=on.jobs,
            idempotency=on.idempotency,
            keys=on.keys,
            providers=Providers(
                on.chosen.payments, on.settings.payment_providers, on.chosen.payouts, on.chosen.sources
            ),
            alerts=on.alerts,
            clock=on.clock,
        )
    )
    requested = requests.build(
        requests.Ground(
            settings=on.settings,
            database=on.database,
            idempotency=on.idempotency,
            jobs=on.jobs,
            streams=on.streams,
            announcements=announcements,
            routing=on.routing,
            escrow=vault.escrow,
            keys=on.keys,
            clock=on.clock,
        )
    )
    return requested, payments.build(vault, estimates=requested.estimates, ceiling=requested.matching)


async def start(services: Services) -> None:
    """Connect. Raises OSError or an asyncpg error where PostgreSQL cannot be reached; Redis may come later."""
    await services.database.connect()
    await services.streams.begin()
    await services.wakeups.start()


async def stop(services: Services) -> None:
    await services.wakeups.stop()
    await services.rate_limits.close()
    await services.documents.close()
    await services.request_rates.close()
    await services.chosen.close()
    await services.routing.close()
    services.auth.passwords.close()
    await services.database.close()
