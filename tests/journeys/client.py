"""A frontend client, as far as a journey needs one: GraphQL over HTTP, and graphql-transport-ws."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

PATIENCE_SECONDS = 30.0


class Client:
    """One person's phone."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._http = httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_SECONDS, trust_env=False)
        self.token: str | None = None
        self.asked = 0

    async def close(self) -> None:
        await self._http.aclose()

    async def ask(self, operation: str, **variables: Any) -> Any:
        """The answer to the one root field of an operation; errors fail the test."""
        answer = await self.raw(operation, variables)
        assert "errors" not in answer, answer
        (value,) = answer["data"].values()
        return value

    async def raw(self, operation: str, variables: dict[str, Any]) -> dict[str, Any]:
        self.asked += 1
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        sent = {"query": operation, "variables": variables}
        response = await self._http.post("/graphql", json=sent, headers=headers)
        answer: dict[str, Any] = response.json()
        return answer

    async def until(self, asks: Callable[[], Awaitable[Any]], is_there: Callable[[Any], bool]) -> Any:
        """Ask again and again until the answer is there, as a client that polls does."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not is_there(answer := await asks()):
                await asyncio.sleep(0.05)
            return answer

    async def mailed_token(self, address: str) -> str:
        """The token in the newest mail to an address."""

        async def mails() -> list[dict[str, str]]:
            response = await self._http.get("/dev/messages", params={"to": address})
            found: list[dict[str, str]] = response.json()
            return found

        newest = (await self.until(mails, bool))[0]
        assert newest["to"] == address
        found = re.search(r"token=([\w-]+)", newest["text"])
        assert found is not None
        return found[1]

    @asynccontextmanager
    async def subscribed(self, operation: str, **variables: Any) -> AsyncIterator["Frames"]:
        """The frames of a subscription, on a socket of its own."""
        url = f"ws://127.0.0.1:{self._port}/graphql"
        async with connect(url, subprotocols=["graphql-transport-ws"], proxy=None) as socket:  # type: ignore[list-item]
            await socket.send(json.dumps({"type": "connection_init", "payload": self._credentials()}))
            assert json.loads(await socket.recv())["type"] == "connection_ack"
            message = {"id": "1", "type": "subscribe", "payload": {"query": operation, "variables": variables}}
            await socket.send(json.dumps(message))
            yield Frames(socket)

    def _credentials(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


class Persistent(Client):
    """Sends again, word for word, what got no answer: as a frontend does on a bad network."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.retries = 0

    async def raw(self, operation: str, variables: dict[str, Any]) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                try:
                    return await super().raw(operation, variables)
                except httpx2.TransportError:
                    self.retries += 1
                    await asyncio.sleep(0.1)

    async def followed(self, operation: str, **variables: Any) -> AsyncIterator[dict[str, Any]]:
        """Each frame of a subscription, over as many sockets as it takes, from the newest cursor on."""
        cursor: str | None = None
        while True:
            try:
                async with self.subscribed(operation, **variables, after=cursor) as frames:
                    while True:
                        frame = await frames.next()
                        assert frame.get("recovered") is not False or cursor is None, frame
                        cursor = frame.get("cursor", cursor)
                        yield frame
            except (OSError, WebSocketException):
                self.retries += 1
                await asyncio.sleep(0.1)


class Frames:
    """What a subscription has sent so far."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.seen: list[dict[str, Any]] = []

    async def next(self) -> dict[str, Any]:
        """The next frame; an error, or the end, fails the test."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            message = json.loads(await self._socket.recv())
        assert message["type"] == "next", message
        assert "errors" not in message["payload"], message
        (frame,) = message["payload"]["data"].values()
        self.seen.append(frame)
        return dict(frame)

    async def until(self, is_it: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first frame from here on that is the one."""
        while not is_it(frame := await self.next()):
            continue
        return frame

    def statuses(self) -> list[str]:
        return [frame["event"]["status"] for frame in self.seen if frame["__typename"] == "StatusChanged"]


def key() -> str:
    """A fresh idempotency key."""
    return str(uuid4())
