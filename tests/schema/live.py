"""The app on a port of this process, for what needs a real socket."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from serving import server


@asynccontextmanager
async def listening(app: Starlette, *, proxy: str | None = None) -> AsyncIterator[int]:
    """The port on which the app is served, as `manage.py serve` does it, behind a proxy where one is named."""
    settings = app.state.settings.model_copy(update={"forwarded_allow_ips": proxy})
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = server(app, settings)
        app.state.connections = lambda: list(serving.server_state.connections)
        running = asyncio.create_task(serving.serve(sockets=[listener]))
        try:
            async with asyncio.timeout(20):
                while not serving.started:
                    await asyncio.sleep(0.01)
            yield listener.getsockname()[1]
        finally:
            serving.should_exit = True
            await running


class Socket:
    """A graphql-transport-ws client that says what it is told to."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def send(self, **message: Any) -> None:
        await self._connection.send(json.dumps(message))

    async def put(self, raw: str | bytes) -> None:
        """Anything at all."""
        await self._connection.send(raw)

    @property
    def reason(self) -> str:
        """Why it was closed."""
        return self._connection.close_reason or ""

    async def receive(self) -> dict[str, Any]:
        async with asyncio.timeout(20):
            return dict(json.loads(await self._connection.recv()))

    async def rest(self) -> list[dict[str, Any]]:
        """Everything that comes until the end."""
        found: list[dict[str, Any]] = []
        async with asyncio.timeout(20):
            with suppress(ConnectionClosed):
                while True:
                    found.append(json.loads(await self._connection.recv()))
        return found

    async def closed(self) -> int:
        """Waits for the end; its code."""
        async with asyncio.timeout(20):
            with suppress(ConnectionClosed):
                while True:
                    await self._connection.recv()
        assert self._connection.close_code is not None
        return self._connection.close_code

    async def opened(self, token: str | None = None) -> dict[str, Any]:
        await self.send(type="connection_init", payload={"Authorization": f"Bearer {token}"} if token else {})
        return await self.receive()


@asynccontextmanager
async def connected(
    port: int, *, protocols: Sequence[str] = ("graphql-transport-ws",), origin: str | None = None
) -> AsyncIterator[Socket]:
    """A socket that nothing was said on."""
    async with connect(
        f"ws://127.0.0.1:{port}/graphql",
        subprotocols=[Subprotocol(each) for each in protocols] or None,
        origin=Origin(origin) if origin else None,
        proxy=None,
    ) as connection:
        yield Socket(connection)
