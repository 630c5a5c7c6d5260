"""Sockets: who may open one, and when it ends."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from main import create_app
from models.auth import User
from models.enums import Role
from models.users import Preferences, Profile
from services.auth.origin import Origin
from services.platform.settings import Settings
from services.wiring import Services
from tests.accounts import quick
from tests.schema.live import connected, listening

TRACK = 'subscription { requestTracking(requestId: "req_01h45ytscbebyvny4gc8cr8ma2") { __typename } }'

type SignIn = Callable[[], Awaitable[str]]


@pytest.fixture(params=[600])
def lifetime(request: pytest.FixtureRequest) -> timedelta:
    """Of an access token."""
    return timedelta(seconds=request.param)


@pytest.fixture
def app(settings: Settings, clean_database: None, lifetime: timedelta) -> Starlette:
    return create_app(quick(settings).model_copy(update={"access_token_lifetime": lifetime}))


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
    user = await User.create(email="ada@farm.test", password_hash="x", role=Role.FARMER)
    await Profile.create(user_id=user.id, name="Ada Obi")
    await Preferences.create(user_id=user.id)
    async with services.database.transaction():
        session = await services.auth.sessions.open(user.id, user.role, Origin("127.0.0.1"))
    return session.tokens.access_token


async def test_a_token_that_is_none_is_forbidden(port: int) -> None:
    async with connected(port) as socket:
        await socket.send(type="connection_init", payload={"Authorization": "Bearer nonsense"})
        assert await socket.closed() == 4403


async def test_nobody_may_open_a_socket_and_track_nothing(port: int) -> None:
    async with connected(port) as socket:
        assert (await socket.opened())["type"] == "connection_ack"
        await socket.send(id="1", type="subscribe", payload={"query": TRACK})
        answer = await socket.receive()
        assert (answer["type"], answer["id"]) == ("error", "1")
        assert answer["payload"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_a_request_that_is_not_there_is_not_found(port: int, token: str) -> None:
    async with connected(port) as socket:
        await socket.opened(token)
        await socket.send(id="1", type="subscribe", payload={"query": TRACK})
        answer = await socket.receive()
        errors = answer["payload"] if answer["type"] == "error" else answer["payload"]["errors"]
        assert errors[0]["extensions"] == {"code": "NOT_FOUND"}


async def test_a_query_works_over_a_socket_too(port: int, token: str) -> None:
    async with connected(port) as socket:
        await socket.opened(token)
        await socket.send(id="1", type="subscribe", payload={"query": "{ me { email } }"})
        assert (await socket.receive())["payload"] == {"data": {"me": {"email": "ada@farm.test"}}}


async def test_logging_out_ends_the_sockets_of_the_session(port: int, token: str, services: Services) -> None:
    async with connected(port) as first, connected(port) as second:
        await first.opened(token)
        await second.opened(token)
        await first.send(id="1", type="subscribe", payload={"query": "mutation { logOut }"})
        assert await first.closed() == 4403
        assert await second.closed() == 4403


@pytest.mark.parametrize("lifetime", [2], indirect=True)
async def test_a_socket_ends_with_its_token(port: int, token: str) -> None:
    async with connected(port) as socket:
        assert (await socket.opened(token))["type"] == "connection_ack"
        assert await socket.closed() == 4401


async def test_a_socket_that_is_left_leaves_nothing(port: int, token: str, services: Services) -> None:
    for _ in range(20):
        async with connected(port) as socket:
            await socket.opened(token)
    async with connected(port) as socket:
        await socket.opened(token)
        await socket.send(id="1", type="subscribe", payload={"query": "mutation { logOut }"})
        await socket.closed()
    assert services.wakeups.listeners == 0
