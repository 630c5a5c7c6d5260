"""Requests: uvicorn's protocol, with the deadlines and the limit of a head that it lacks."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from serving.config import Config

_CLOSING = (
    b"\r\nconnection: close\r\ncontent-length: 0\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n\r\n"
)
NO_REQUEST = b"HTTP/1.1 400 Bad Request" + _CLOSING
TOO_LATE = b"HTTP/1.1 408 Request Timeout" + _CLOSING
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large" + _CLOSING
_MOST_OF_A_HEAD = 65_536
"""Bytes of one that is not at its end; what came with them at once is not told apart."""


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
    _is_in_head = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, transport))
        self._await(self._refuse)

    def data_received(self, data: bytes) -> None:
        was_in_head = self._is_in_head
        super().data_received(data)
        if was_in_head and self._is_in_head:
            self._came += len(data)
            if self._came > _MOST_OF_A_HEAD:
                self._refuse(TOO_LARGE)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_in_head = True
        self._await(self._refuse)

    def on_headers_complete(self) -> None:
        self._is_in_head = False
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

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - whoever sends what is no request reads no text
        self._refuse(NO_REQUEST)

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

    def _refuse(self, answer: bytes = TOO_LATE) -> None:
        if self.transport.is_closing():
            return
        # There is none yet on a connection that nothing has come on.
        cycle: Any = self.cycle
        if not cycle or cycle.response_complete or not cycle.response_started:
            self.transport.write(answer)
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
