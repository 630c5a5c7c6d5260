"""The app on a port of this process, for what needs a real socket."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import uvicorn
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol


@asynccontextmanager
async def listening(app: Starlette, *, proxy: str | None = None) -> AsyncIterator[int]:
    """The port on which the app is served, as `manage.py serve` does it, behind a proxy where one is named."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app,
            log_config=None,
            ws="websockets-sansio",
            lifespan="on",
            proxy_headers=proxy is not None,
            forwarded_allow_ips=proxy or "",
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            async with asyncio.timeout(20):
                while not server.started:
                    await asyncio.sleep(0.01)
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await serving


class Socket:
    """A graphql-transport-ws client that says what it is told to."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def send(self, **message: Any) -> None:
        await self._connection.send(json.dumps(message))

    async def receive(self) -> dict[str, Any]:
        async with asyncio.timeout(20):
            return dict(json.loads(await self._connection.recv()))

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
async def connected(port: int) -> AsyncIterator[Socket]:
    protocol = Subprotocol("graphql-transport-ws")
    async with connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=[protocol], proxy=None) as connection:
        yield Socket(connection)
