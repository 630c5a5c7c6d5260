"""Sockets: who may open one, and when it ends."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from models.auth import User
from models.enums import Role
from services.auth.origin import Origin
from services.auth.viewer import Viewer
from services.wiring import Services
from tests.schema.live import connected
from tests.schema.sockets.people import ME, signed_in

TRACK = 'subscription { requestTracking(requestId: "req_01h45ytscbebyvny4gc8cr8ma2") { __typename } }'


@pytest.fixture(params=[600])
def changes(request: pytest.FixtureRequest) -> dict[str, timedelta]:
    """How long an access token is good for."""
    return {"access_token_lifetime": timedelta(seconds=request.param)}


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
        assert (answer["type"], answer["payload"][0]["extensions"]) == ("error", {"code": "NOT_FOUND"})


async def test_a_query_works_over_a_socket_too(port: int, token: str) -> None:
    async with connected(port) as socket:
        await socket.opened(token)
        await socket.send(id="1", type="subscribe", payload={"query": ME})
        assert (await socket.receive())["payload"] == {"data": {"me": {"name": "Ada Obi"}}}


async def test_logging_out_ends_the_sockets_of_the_session(port: int, token: str, services: Services) -> None:
    async with connected(port) as first, connected(port) as second:
        await first.opened(token)
        await second.opened(token)
        await first.send(id="1", type="subscribe", payload={"query": "mutation { logOut }"})
        assert await first.closed() == 4403
        assert await second.closed() == 4403


async def test_suspending_somebody_ends_their_sockets(port: int, token: str, services: Services) -> None:
    farmer = await services.auth.authenticate(token)
    assert farmer is not None
    admin = await User.create(email="root@farm.test", password_hash="x", role=Role.ADMIN)
    by = Viewer(admin.id, Role.ADMIN, uuid7())
    async with connected(port) as first, connected(port) as second:
        await first.opened(token)
        await second.opened(token)
        await services.admin.suspension.suspend(by, farmer.user_id, "Fraud.", origin=Origin("127.0.0.1"))
        assert await first.closed() == 4403
        assert await second.closed() == 4403


@pytest.mark.parametrize("changes", [2], indirect=True)
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
    assert services.wakeups.channels == 0


async def test_the_session_of_somebody_else_ends_nothing(port: int, token: str, services: Services) -> None:
    other = await signed_in(services, Role.FARMER)
    async with connected(port) as mine, connected(port) as theirs:
        await mine.opened(token)
        await theirs.opened(other.token)
        await theirs.send(id="1", type="subscribe", payload={"query": "mutation { logOut }"})
        assert await theirs.closed() == 4403
        await mine.send(id="1", type="subscribe", payload={"query": ME})
        assert (await mine.receive())["type"] == "next"


async def test_a_token_that_cannot_be_checked_is_worth_another_try(
    port: int, token: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        async def read(self, *_: object) -> None:
            raise ConnectionRefusedError

    monkeypatch.setattr(services.auth.access, "_database", Away())
    async with connected(port) as socket:
        await socket.send(type="connection_init", payload={"Authorization": f"Bearer {token}"})
        assert await socket.closed() == 1013
