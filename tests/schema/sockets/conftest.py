"""The app on a port, and people who are signed in there."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette

from main import create_app
from models.enums import Role
from services.platform.settings import Settings
from services.wiring import Services
from tests.accounts import SetClock, quick
from tests.requests.village import Job, Village
from tests.schema.live import listening
from tests.schema.sockets.people import signed_in, token_of


@pytest.fixture
def changes() -> dict[str, Any]:
    """What a test sets otherwise."""
    return {}


@pytest.fixture
def app(settings: Settings, clean_database: None, changes: dict[str, Any]) -> Starlette:
    """Steps may be taken as soon as a job is paid for."""
    return create_app(quick(settings).model_copy(update={"departure_window": timedelta(days=30), **changes}))


@pytest.fixture
async def port(app: Starlette) -> AsyncIterator[int]:
    async with listening(app) as number:
        yield number


@pytest.fixture
def services(app: Starlette, port: int) -> Services:
    """Of the app that is being served."""
    built: Services = app.state.services
    return built


@pytest.fixture
async def token(services: Services) -> str:
    """A farmer's access token."""
    return (await signed_in(services, Role.FARMER)).token


@pytest.fixture
async def owner(services: Services) -> str:
    """An owner's access token."""
    return (await signed_in(services, Role.TRACTOR_OWNER)).token


@pytest.fixture
def village(services: Services) -> Village:
    """On the services of the app that is being served."""
    clock = SetClock()
    clock.now = services.clock()
    return Village(services, clock)


@pytest.fixture
async def job(village: Village) -> Job:
    return await village.paid()


@pytest.fixture
async def farmer(services: Services, job: Job) -> str:
    """The access token of the job's farmer."""
    return await token_of(services, job.farmer)
