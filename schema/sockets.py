"""Sockets end with the session that they were opened in."""

import asyncio
from collections.abc import Mapping

import orjson
from starlette.websockets import WebSocket, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter

from services.auth import Auth
from services.auth.access import SocketSession
from services.auth.watch import SocketEnd

_CLOSINGS = {
    SocketEnd.EXPIRED: (4401, "The access token has expired."),
    SocketEnd.REVOKED: (4403, "The session has ended."),
}


class SocketAdapter(ASGIWebSocketAdapter):
    """Sends text frames, which is what the protocol asks for, although the encoder yields bytes."""

    async def send_json(self, message: Mapping[str, object]) -> None:
        await self.ws.send_text(orjson.dumps(message).decode())


class Guard:
    """Watches over one socket until it is released."""

    def __init__(self, auth: Auth, socket: WebSocket) -> None:
        self._auth = auth
        self._socket = socket
        self._task: asyncio.Task[None] | None = None

    def watch(self, session: SocketSession) -> None:
        """Close the socket at the end of the session, whether somebody ends it or it runs out."""
        self._task = asyncio.create_task(self._close_at_end(session))

    async def _close_at_end(self, session: SocketSession) -> None:
        code, reason = _CLOSINGS[await self._auth.watch(session)]
        if self._socket.application_state is WebSocketState.CONNECTED:
            await self._socket.close(code, reason)

    async def release(self) -> None:
        """The socket is gone."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
