"""A world for each test, and books that must balance after it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services import payments, wiring
from services.jobs.queue import JobQueue
from services.notifications.announcing import Announcements
from services.payments.providers import Providers
from services.platform.alerts import Alerts
from services.platform.broadcast import Wakeups
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.platform.streams import Streams
from services.providers.payments.sandbox import Sandbox
from services.providers.payments.sandbox_events import SandboxEvents
from tests.payments.api import Api
from tests.payments.world import SECRETS, Hands, Prices, Watched, World


@pytest.fixture
async def wakeups(redis_url: str) -> AsyncIterator[Wakeups]:
    wakeups = Wakeups(redis_url)
    await wakeups.start()
    yield wakeups
    await wakeups.stop()


@pytest.fixture
async def world(database: Database, wakeups: Wakeups, settings: Settings, tmp_path: Path) -> AsyncIterator[World]:
    clock = Hands()
    streams = Streams(database, wakeups)
    provider = Watched(Sandbox(tmp_path / "sandbox", clock))
    alerts = Alerts()
    vault = payments.open_vault(
        payments.Ground(
            settings=settings,
            database=database,
            streams=streams,
            announcements=Announcements(database, streams, JobQueue(database), clock),
            jobs=JobQueue(database),
            idempotency=Idempotency(database, clock, settings.idempotency_retention),
            keys=Keys.kept_in(None, tmp_path, clock),
            providers=Providers(
                payments={provider.name: provider},
                by_currency={"*": provider.name},
                payouts={provider.name: provider},
                sources={provider.name: SandboxEvents(lambda: SECRETS, clock)},
            ),
            alerts=alerts,
            clock=clock,
        )
    )
    prices = Prices(clock)
    built = payments.build(vault, estimates=prices, ceiling=prices)
    world = World(database, streams, clock, provider, vault, built)
    alerts.listen(world.alerts.append)
    yield world
    assert await built.books.broken() == {}


@pytest.fixture
async def api(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Api]:
    clock = Hands()
    services = wiring.build(settings.model_copy(update={"data_dir": tmp_path}), clock=clock)
    await wiring.start(services)
    yield Api(services, clock)
    assert await services.payments.books.broken() == {}
    await wiring.stop(services)
