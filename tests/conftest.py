"""The servers under the tests: one PostgreSQL for the whole run, one database and one Redis for each test process."""

import asyncio
import inspect
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from pydantic import PostgresDsn, RedisDsn

from services.platform.database import Database
from services.platform.embedded import EmbeddedServers
from services.platform.migrations import migrate
from services.platform.processes import StartupError
from services.platform.settings import Settings
from tests.cut_short import before, cancelled_at, clear_away
from tests.databases import TEMPLATE, Cleaner, create_database
from tests.network import close_network
from tests.runs import Runs

SERVER_URL = pytest.StashKey[str]()
DEADLINE = pytest.StashKey[float]()
WAS_CUT_SHORT = pytest.StashKey[bool]()
# A busy machine is no fault of the code under test.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """In every process of the run; only the first one, which starts the others, starts the shared server."""
    patch = pytest.MonkeyPatch()
    config.add_cleanup(patch.undo)
    close_network(patch)
    for name in Settings.model_fields:
        patch.delenv(name.upper(), raising=False)
    workerinput: dict[str, Any] | None = getattr(config, "workerinput", None)
    if workerinput is not None:
        config.stash[SERVER_URL] = workerinput["server_url"]
    elif not config.option.collectonly:
        config.stash[SERVER_URL] = _start_shared_server(config)


def _start_shared_server(config: pytest.Config) -> str:
    folder = Path(tempfile.mkdtemp(prefix="spitractors-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder))
    servers = EmbeddedServers(folder, durable=False)
    try:
        servers.start()
    except StartupError as error:
        pytest.exit(str(error), returncode=1)
    config.add_cleanup(servers.stop)
    asyncio.run(_make_template(servers.database_url))
    return servers.database_url


async def _make_template(server_url: str) -> None:
    await migrate(await create_database(server_url, TEMPLATE))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tells a process of pytest-xdist, before it starts, where the shared server is."""
    node.workerinput["server_url"] = node.config.stash[SERVER_URL]


@pytest.hookimpl(tryfirst=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> None:
    """The alarm itself is left to pytest-timeout."""
    item.stash[DEADLINE] = before(settings.timeout)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Hypothesis runs its tests by itself, and many times."""
    if (
        isinstance(item, pytest.Function)
        and inspect.iscoroutinefunction(item.obj)
        and not hasattr(item.obj, "hypothesis")
        and DEADLINE in item.stash
    ):
        item.obj = cancelled_at(item.stash[DEADLINE], item.obj)


def pytest_exception_interact(node: pytest.Item | pytest.Collector) -> None:
    """Remembers that the test has failed after its time was over."""
    if DEADLINE in node.stash and time.monotonic() >= node.stash[DEADLINE]:
        node.config.stash[WAS_CUT_SHORT] = True


@pytest.fixture(autouse=True)
def nothing_runs_on(request: pytest.FixtureRequest) -> None:
    """Of a test whose time was over."""
    if request.config.stash.get(WAS_CUT_SHORT, False):
        request.config.stash[WAS_CUT_SHORT] = False
        request.getfixturevalue("cleared_away")


@pytest.fixture
async def cleared_away() -> None:
    await clear_away()


@pytest.fixture(scope="session")
async def servers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> AsyncIterator[EmbeddedServers]:
    """This process's own database on the shared server, and a Redis that a test may kill."""
    database_url = await create_database(request.config.stash[SERVER_URL], f"tests_{worker_id}", TEMPLATE)
    servers = EmbeddedServers(tmp_path_factory.mktemp("servers"), database_url=database_url)
    servers.start()
    yield servers
    servers.stop()


@pytest.fixture(scope="session")
def database_url(servers: EmbeddedServers) -> str:
    """Migrated. Whoever writes to it asks for `clean_database`, too."""
    return servers.database_url


@pytest.fixture(scope="session")
def redis_url(servers: EmbeddedServers) -> str:
    """Of this process's own server, which is never restarted on another port."""
    return servers.redis_url


@pytest.fixture(scope="session")
def settings(servers: EmbeddedServers, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The defaults, on the test servers; neither `.env` nor the environment changes them."""
    return Settings(
        _env_file=None,
        database_url=PostgresDsn(servers.database_url),
        redis_url=RedisDsn(servers.redis_url),
        data_dir=tmp_path_factory.mktemp("data"),
        embedded=True,
        # Every test of a process has the same address.
        requests_per_address="1000000 per minute",
        requests_per_user="1000000 per minute",
    )


@pytest.fixture(scope="session")
async def database_cleaner(database_url: str) -> AsyncIterator[Cleaner]:
    """Made before the first test writes."""
    cleaner = await Cleaner.of(database_url)
    yield cleaner
    await cleaner.close()


@pytest.fixture
async def clean_database(database_cleaner: Cleaner) -> None:
    """Before the test, the database holds what the migrations wrote and nothing else."""
    await database_cleaner.clean()


@pytest.fixture
async def database(database_url: str, clean_database: None) -> AsyncIterator[Database]:
    """The services' way to it, open."""
    database = Database(database_url)
    await database.connect()
    yield database
    await database.close()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).parents[1]


@pytest.fixture
def runs(root: Path) -> Iterator[Runs]:
    started = Runs(root)
    yield started
    started.end()
