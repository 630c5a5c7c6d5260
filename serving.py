"""The server under the app: uvicorn, with the deadlines that it lacks."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from socket import socket
from struct import Struct
from typing import Any, cast

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request

from schema.sockets.connection import PROMPT
from services.platform.settings import Settings

GRACE_SECONDS = 5
TOO_LATE = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_TEXT, _SHORT, _MEDIUM = 0x81, 126, 1 << 16
_HEAD_OF_MEDIUM, _HEAD_OF_LONG = Struct(">BBH"), Struct(">BBQ")
TOO_SLOW = 4429
TOO_SLOW_REASON = "Too slow: what was sent is not read. Resume from your last cursor."


class Config(uvicorn.Config):
    """`patience`: for how many seconds a reader may leave what it was sent unread.

    `head_within`: how many a request's head may take; `pace`: how many bytes of a body have to come within as many.
    """

    def __init__(self, *arguments: Any, patience: float, head_within: float, pace: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.patience = patience
        self.head_within = head_within
        self.pace = pace


class HttpProtocol(HttpToolsProtocol):
    """Cuts off a reader that stays behind, whose transport would wait for it for ever, and a writer that dawdles."""

    config: Config
    _stalled: asyncio.TimerHandle | None = None
    _awaited: asyncio.TimerHandle | None = None
    _came = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, transport))
        self._await(self._refuse)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._await(self._refuse)

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._await(self._check_pace)

    def on_body(self, body: bytes) -> None:
        self._came += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._have_all()

    def handle_websocket_upgrade(self) -> None:
        self._have_all()
        super().handle_websocket_upgrade()

    def _await(self, otherwise: Callable[[], None]) -> None:
        self._have_all()
        self._awaited = self.loop.call_later(self.config.head_within, otherwise)

    def _have_all(self) -> None:
        self._came = 0
        if self._awaited is not None:
            self._awaited.cancel()
            self._awaited = None

    def _check_pace(self) -> None:
        """Where we do not read, nothing can come."""
        if self._came >= self.config.pace or self.flow.read_paused:
            self._await(self._check_pace)
        else:
            self._refuse()

    def _refuse(self) -> None:
        if self.transport.is_closing():
            return
        # There is none yet on a connection that nothing has come on.
        cycle: Any = self.cycle
        if not cycle or cycle.response_complete or not cycle.response_started:
            self.transport.write(TOO_LATE)
        self.transport.close()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(self.config.patience, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._move_on()

    def connection_lost(self, exc: Exception | None) -> None:
        self._move_on()
        self._have_all()
        super().connection_lost(exc)

    def _move_on(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None


class _Messages:
    """In the place of a queue for its one reader, for which the library's holds four that are empty."""

    __slots__ = ("_come", "_held")

    def __init__(self) -> None:
        self._held: list[Any] = []
        self._come: asyncio.Future[None] | None = None

    def put_nowait(self, message: Any) -> None:
        self._held.append(message)
        if self._come is not None and not self._come.done():
            self._come.set_result(None)

    def empty(self) -> bool:
        return not self._held

    async def get(self) -> Any:
        while not self._held:
            self._come = asyncio.get_running_loop().create_future()
            try:
                await self._come
            finally:
                self._come = None
        return self._held.pop(0)


class _Gate:
    """In the place of an event that is nearly always set, which holds an empty queue all the same."""

    __slots__ = ("_opening",)

    def __init__(self) -> None:
        self._opening: asyncio.Event | None = None

    def is_set(self) -> bool:
        return self._opening is None

    def set(self) -> None:
        if self._opening is not None:
            self._opening.set()
            self._opening = None

    def clear(self) -> None:
        if self._opening is None:
            self._opening = asyncio.Event()

    async def wait(self) -> bool:
        while self._opening is not None:
            await self._opening.wait()
        return True


class SocketProtocol(WebSocketsSansIOProtocol):
    """Closes a reader that stays behind with 4429, and never waits for a reader in order to close."""

    config: Config
    _stalled: asyncio.TimerHandle | None = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.queue, self.writable = cast(Any, _Messages()), cast(Any, _Gate())

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(self.config.patience, self._give_up)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._move_on()

    def connection_lost(self, exc: Exception | None) -> None:
        self._move_on()
        super().connection_lost(exc)

    async def send(self, message: Any) -> None:
        is_closing = message["type"] == "websocket.close"
        if is_closing:
            self.writable.set()
        await super().send(message)
        if is_closing and self.close_timer is not None:
            self._abort_in_time()
        if message["type"] == "websocket.accept":
            # Of the handshake, nothing is asked any more; the parser holds the request all the same.
            self.request.headers.clear()
            self.request = self.response = cast(Any, None)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == HTTPStatus.SWITCHING_PROTOCOLS:
            cast(dict[str, Any], self.scope["extensions"])[PROMPT] = self.send_now

    def send_now(self, *parts: bytes) -> bool:
        """False, and nothing is sent, where the reader stays behind or has left."""
        if self._stalled is not None or self.close_sent or self.disconnected or self.transport.is_closing():
            return False
        text = b"".join(parts)
        self.transport.write(_head_of(len(text)) + text)
        return True

    def handle_text(self, event: Frame) -> None:
        super().handle_text(event)
        # It has been handed on, and the parser holds the frame until the next one comes.
        event.data = b""

    def handle_ping(self) -> None:
        """Whoever asks without reading the answers gets none, or they would pile up."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._abort_in_time()

    def _give_up(self) -> None:
        """What the reader may still read ends with the reason."""
        self._stalled = None
        if self.close_sent or self.transport.is_closing():
            return
        self.stop_keepalive()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": TOO_SLOW, "reason": TOO_SLOW_REASON})
        self.conn.send_close(TOO_SLOW, TOO_SLOW_REASON)
        self.transport.write(b"".join(self.conn.data_to_send()))
        # Whoever waits to send is told that the client is gone.
        self.close_sent = self.disconnected = True
        self.writable.set()
        self.read_paused = False
        self.transport.resume_reading()
        self._abort_in_time()

    def _abort_in_time(self) -> None:
        """A closing handshake that the peer does not answer ends without it, and without what it did not read."""
        if self.close_timer is not None:
            self.close_timer.cancel()
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    def _move_on(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None


def _head_of(size: int) -> bytes:
    """Of a text in one frame that is not masked (RFC 6455, section 5.2). The library takes ten times as long."""
    if size < _SHORT:
        return bytes((_TEXT, size))
    if size < _MEDIUM:
        return _HEAD_OF_MEDIUM.pack(_TEXT, _SHORT, size)
    return _HEAD_OF_LONG.pack(_TEXT, _SHORT + 1, size)


class Server(uvicorn.Server):
    """Ends what would not end by itself before it waits for the rest."""

    def __init__(self, config: Config, stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._stop = stop

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Sockets are closed with 1012, which is uvicorn's own doing."""
        self._stop()
        await super().shutdown(sockets)


def server(app: Starlette, settings: Settings) -> Server:
    """To be run on sockets that listen already."""
    config = Config(
        app,
        patience=settings.reader_patience.total_seconds(),
        head_within=settings.request_head_within.total_seconds(),
        pace=settings.request_body_pace_bytes,
        loop="uvloop",
        http=HttpProtocol,
        ws=SocketProtocol,
        ws_per_message_deflate=False,
        ws_max_size=settings.socket_message_limit_bytes,
        ws_ping_interval=settings.ping_interval.total_seconds(),
        ws_ping_timeout=settings.pong_within.total_seconds(),
        lifespan="on",
        server_header=False,
        proxy_headers=settings.forwarded_allow_ips is not None,
        forwarded_allow_ips=settings.forwarded_allow_ips or "",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    return Server(config, app.state.live.stop)
