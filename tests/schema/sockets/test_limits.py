"""How much a client may have, from where it may come, and for how long it may say nothing."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette
from websockets.exceptions import InvalidStatus

from models.enums import Role
from services.wiring import Services
from tests.schema.live import connected
from tests.schema.sockets.people import INBOX, ME, signed_in
from tests.schema.sockets.raw import raw_socket


async def test_twenty_operations_are_enough_for_a_socket(port: int, owner: str) -> None:
    async with connected(port) as socket:
        await socket.opened(owner)
        for number in range(20):
            await socket.send(id=str(number), type="subscribe", payload={"query": INBOX})
            assert (await socket.receive())["type"] == "next"

        await socket.send(id="20", type="subscribe", payload={"query": ME})
        refused = await socket.receive()
        assert (refused["type"], refused["id"]) == ("error", "20")
        assert refused["payload"] == [
            {
                "message": "20 operations are open on this socket. End one of them first.",
                "extensions": {"code": "RATE_LIMITED", "retryAfterMs": 1000, "limit": 20},
            }
        ]
        await socket.send(id="0", type="complete")
        await socket.send(id="20", type="subscribe", payload={"query": ME})
        assert (await socket.receive())["type"] == "next"


async def test_twenty_sockets_are_enough_for_a_user(port: int, services: Services, app: Starlette) -> None:
    somebody, other = await signed_in(services, Role.FARMER), await signed_in(services, Role.FARMER)
    async with AsyncExitStack() as sockets:
        open_ones = [await sockets.enter_async_context(connected(port)) for _ in range(20)]
        for socket in open_ones:
            assert (await socket.opened(somebody.token))["type"] == "connection_ack"
        async with connected(port) as refused:
            await refused.send(type="connection_init", payload={"accessToken": somebody.token})
            assert await refused.closed() == 4429
            assert refused.reason == "Too many sockets: 20 are open for this user."
        async with connected(port) as theirs, connected(port) as nobodys:
            assert (await theirs.opened(other.token))["type"] == "connection_ack"
            assert (await nobodys.opened())["type"] == "connection_ack"
    async with asyncio.timeout(10):
        while app.state.live.users:
            await asyncio.sleep(0.01)
    async with connected(port) as socket:
        assert (await socket.opened(somebody.token))["type"] == "connection_ack"


@pytest.mark.parametrize("changes", [{"allowed_origins": ("https://app.example.org",)}])
async def test_pages_of_other_origins_are_refused(port: int, changes: dict[str, Any]) -> None:
    for origin in (f"http://127.0.0.1:{port}", "https://app.example.org"):
        async with connected(port, origin=origin) as socket:
            assert (await socket.opened())["type"] == "connection_ack"
    others = (
        "https://evil.example.org",
        "http://127.0.0.1:1",
        "null",
        "https://app.example.org.evil.org",
        "http://[bad",
    )
    for origin in others:
        with pytest.raises(InvalidStatus) as refused:
            async with connected(port, origin=origin):
                pass
        assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    "changes", [{"ping_interval": timedelta(milliseconds=50), "pong_within": timedelta(milliseconds=200)}]
)
async def test_a_client_that_never_pongs_is_dropped(port: int, changes: dict[str, Any]) -> None:
    async with raw_socket(port, answers_pings=False) as dead, connected(port) as alive:
        await dead.say('{"type":"connection_init"}')
        await alive.opened()
        assert await dead.closed() == 1011
        await alive.send(type="ping")
        assert await alive.receive() == {"type": "pong"}
