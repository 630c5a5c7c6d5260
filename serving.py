"""The server under the app: uvicorn, with the deadlines that it lacks."""

import asyncio
from collections.abc import Callable
from socket import socket
from typing import Any, cast

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from services.platform.settings import Settings

GRACE_SECONDS = 5
TOO_LATE = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
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


class InOnePiece:
    """A response's way out: its head goes with what follows at once, else in the loop's next turn.

    Two writes are two packets, for which the client is woken twice.
    """

    __slots__ = ("_head", "_head_alone", "_loop", "_transport", "is_closing")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._head: bytes | None = None
        self._head_alone: asyncio.Handle | None = None
        self.is_closing = transport.is_closing

    def write(self, data: bytes) -> None:
        if self._head_alone is None:
            self._head = data
            self._head_alone = self._loop.call_soon(self._let_go)
        elif self._head is None:
            self._transport.write(data)
        else:
            self._head += data
            self._head_alone.cancel()
            self._let_go()

    def close(self) -> None:
        self._let_go()
        self._transport.close()

    def _let_go(self) -> None:
        if self._head is not None:
            self._transport.write(self._head)
            self._head = None


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
        # What asks to become a socket has none, or that of the request before.
        cycle: Any = self.cycle
        if cycle and cycle.transport is self.transport:
            cycle.transport = InOnePiece(self.transport, self.loop)

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


class SocketProtocol(WebSocketsSansIOProtocol):
    """Closes a reader that stays behind with 4429, and never waits for a reader in order to close."""

    config: Config
    _stalled: asyncio.TimerHandle | None = None

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
