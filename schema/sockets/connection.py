"""A WebSocket as ASGI gives it, without a wrapper's cost for each frame."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

from starlette.types import Receive, Scope, Send

from schema.sockets.closing import Closing, Code, fitting

SUBPROTOCOL = "graphql-transport-ws"
PROMPT = "spitractors.websocket.send_now"
"""An extension of ASGI: a function that sends parts of a text in UTF-8, unless its reader had to be waited for."""


class Gone(Exception):
    """Raised where a message was to be sent and the client has left."""


class Connection:
    """Text goes both ways until one side closes."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._subprotocols: list[str] = scope.get("subprotocols", [])
        self._receive = receive
        self._send = send
        self.send_now: Callable[..., bool] | None = scope.get("extensions", {}).get(PROMPT)
        self.is_closed = False
        self._closing: asyncio.Task[None] | None = None

    async def open(self) -> bool:
        """Accept; False where the client does not speak our protocol, which the closing tells it."""
        await self._receive()
        speaks = SUBPROTOCOL in self._subprotocols
        await self._put({"type": "websocket.accept", "subprotocol": SUBPROTOCOL if speaks else None})
        if not speaks:
            await self.close(Code.NO_SUBPROTOCOL, f"The subprotocol has to be {SUBPROTOCOL}.")
        return speaks

    async def refuse(self) -> None:
        """Answer the handshake with 403."""
        await self._receive()
        await self._put({"type": "websocket.close", "code": 1008})

    async def texts(self) -> AsyncIterator[str]:
        """What the client sends, until one side has closed. Raises Closing for a binary frame."""
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect" or self.is_closed:
                return
            text = message.get("text")
            if text is None:
                raise Closing(Code.BAD_MESSAGE, "A message has to be text.")
            yield text
            # Nobody needs the last one while we wait for the next.
            del message, text

    async def send(self, text: str) -> None:
        """Waits for a slow reader. Says nothing on a closed socket. Raises Gone."""
        if not self.is_closed:
            await self._put({"type": "websocket.send", "text": text})

    async def close(self, code: int, reason: str) -> None:
        """Once; later calls change nothing."""
        if not self.is_closed:
            self.is_closed = True
            await self._say_good_bye(code, reason)

    def close_soon(self, code: int, reason: str) -> None:
        """As `close`, from where nothing can wait."""
        if not self.is_closed:
            self.is_closed = True
            self._closing = asyncio.create_task(self._say_good_bye(code, reason))

    async def _say_good_bye(self, code: int, reason: str) -> None:
        with suppress(Gone):
            await self._put({"type": "websocket.close", "code": int(code), "reason": fitting(reason)})

    async def _put(self, message: dict[str, object]) -> None:
        try:
            await self._send(message)
        except OSError as error:
            self.is_closed = True
            raise Gone from error
