"""The app, answering in this process."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from starlette.applications import Starlette

from main import create_app
from services.platform.settings import Settings
from tests.auth.conftest import clean_redis

__all__ = ["app", "clean_redis", "http"]


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Starlette]:
    """One at a time: Tortoise keeps one set of connections a process."""
    built = create_app(settings)
    async with built.router.lifespan_context(built):
        yield built


@pytest.fixture
async def http(app: Starlette, clean_database: None, clean_redis: None) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of it. Errors that it lets through fail the test."""
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://api.test") as client:
        yield client
