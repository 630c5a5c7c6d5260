"""Phones on a bad network: they follow a request, are cut off, and come back elsewhere with their cursor."""

import asyncio
import base64
import json
import random
import struct
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tests.schema.events import events

FOLLOW = """subscription ($id: ID, $link: String, $after: Cursor) {
    requestTracking(requestId: $id, token: $link, after: $after) {
        __typename ... on StreamOpened { cursor recovered }
        ... on StatusChanged { cursor event { status } } ... on PaymentChanged { cursor payment { status } } } }"""
CUT = (OSError, EOFError, WebSocketException, TimeoutError)


class Broken(Exception):
    """Raised where a stream ends although it should go on."""


@dataclass
class Watcher:
    """`seen` are the sequences of the durable frames, in the order in which they came, with what they told."""

    variables: dict[str, Any]
    token: str | None
    sees_money: bool
    seen: list[tuple[int, str]] = field(default_factory=list)
    begins_after: int | None = None
    cuts: int = 0
    troubles: list[str] = field(default_factory=list)
    _cursor: str | None = None

    async def watch(self, ports: Sequence[int], chance: random.Random, patience: Callable[[], float]) -> None:
        """For ever: at each port and by each transport for up to `patience()` seconds, then elsewhere."""
        while True:
            follow = chance.choice([self._by_socket, self._by_events])
            try:
                async with asyncio.timeout(chance.uniform(0.1, 1) * patience()):
                    async with aclosing(follow(chance.choice(ports))) as frames:
                        async for frame in frames:
                            self._take(frame)
            except (*CUT, Broken) as error:
                self.cuts += 1
                if isinstance(error, Broken):
                    self.troubles.append(str(error))
            await asyncio.sleep(chance.uniform(0, 0.1))

    def _take(self, frame: dict[str, Any]) -> None:
        kind, place = frame["__typename"], _sequence(frame["cursor"]) if "cursor" in frame else None
        if kind == "StreamOpened":
            assert place is not None
            if self.begins_after is None:
                self.begins_after = place
            elif not frame["recovered"] or frame["cursor"] != self._cursor:
                self.troubles.append(f"resumed at {place} with recovered {frame['recovered']}")
            self._cursor = frame["cursor"]
        elif place is not None:
            told = frame["event"]["status"] if kind == "StatusChanged" else frame["payment"]["status"]
            self.seen.append((place, told))
            self._cursor = frame["cursor"]

    async def _by_socket(self, port: int) -> AsyncGenerator[dict[str, Any]]:
        url, protocol = f"ws://127.0.0.1:{port}/graphql", Subprotocol("graphql-transport-ws")
        connection = await connect(url, subprotocols=[protocol], proxy=None)
        try:
            payload = {"accessToken": self.token} if self.token else {}
            await connection.send(json.dumps({"type": "connection_init", "payload": payload}))
            subscribe = {"query": FOLLOW, "variables": {**self.variables, "after": self._cursor}}
            assert json.loads(await connection.recv())["type"] == "connection_ack"
            await connection.send(json.dumps({"id": "1", "type": "subscribe", "payload": subscribe}))
            async for text in connection:
                message = json.loads(text)
                if message["type"] != "next":
                    raise Broken(text)
                yield _frame(message["payload"])
        finally:
            # As a phone that leaves the cell: nobody says good-bye.
            connection.transport.abort()

    async def _by_events(self, port: int) -> AsyncGenerator[dict[str, Any]]:
        variables = {**self.variables, "after": self._cursor}
        async with events(port, FOLLOW, token=self.token, **variables) as stream:
            while True:
                kind, payload = await stream.next()
                if not kind:
                    return
                if kind != "next":
                    raise Broken(kind)
                yield _frame(payload)


def _frame(payload: dict[str, Any]) -> dict[str, Any]:
    if "errors" in payload:
        raise Broken(json.dumps(payload))
    found: dict[str, Any] = payload["data"]["requestTracking"]
    return found


def _sequence(cursor: str) -> int:
    return int(struct.unpack(">8sqq", base64.urlsafe_b64decode(cursor))[2])
