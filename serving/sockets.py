"""Sockets: uvicorn's protocol, with the deadlines that it lacks, and a short way out."""

import asyncio
from http import HTTPStatus
from struct import Struct
from typing import Any, cast

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame
from websockets.http11 import Request

from schema.sockets.connection import PROMPT
from serving.config import Config
from serving.waiting import Gate, Messages

_TEXT, _SHORT, _MEDIUM = 0x81, 126, 1 << 16
_HEAD_OF_MEDIUM, _HEAD_OF_LONG = Struct(">BBH"), Struct(">BBQ")
_PIECE = 16_384
"""Of what came at once, in bytes."""
_MOST_FRAGMENTS = 1_000
"""Of one message. Whoever cuts the longest one at each packet makes fifty."""
TOO_SLOW = 4429
TOO_SLOW_REASON = "Too slow: what was sent is not read. Resume from your last cursor."


class SocketProtocol(WebSocketsSansIOProtocol):
    """Closes a reader that stays behind with 4429, and never waits for a reader in order to close.

    A writer is closed with 1008 that sends more frames than anybody needs, whatever is in them.
    """

    config: Config
    _stalled: asyncio.TimerHandle | None = None
    # The request of the handshake comes as a frame does, and is none.
    _came = -1

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.queue, self.writable = cast(Any, Messages()), cast(Any, Gate())
        self.close_timeout = min(self.close_timeout, self.config.patience)

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
        await self.writable.wait()
        if self.close_sent and not is_closing:
            # Whoever waited for the reader meanwhile has nobody to send to.
            raise ClientDisconnected
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

    def data_received(self, data: bytes) -> None:
        """In pieces, so that a flood is noticed before all of it was taken in."""
        for start in range(0, len(data), _PIECE):
            if not self.transport.is_closing():
                super().data_received(data[start : start + _PIECE])

    def handle_events(self) -> None:
        self._came += len(self.conn.events)
        if self._came > self.config.most_frames:
            self._refuse(f"Too many frames: {self.config.most_frames} may come between two pings.")
        else:
            super().handle_events()

    def send_keepalive_ping(self) -> None:
        self._came = 0
        super().send_keepalive_ping()

    def handle_text(self, event: Frame) -> None:
        super().handle_text(event)
        # It has been handed on, and the parser holds the frame until the next one comes.
        event.data = b""

    def handle_cont(self, event: Frame) -> None:
        """The limit of a message counts its bytes, of which a fragment need not have any."""
        if self.close_sent:
            return
        if len(self.frames) == _MOST_FRAGMENTS:
            self._refuse(f"Too many fragments: a message may have {_MOST_FRAGMENTS}.")
            return
        super().handle_cont(event)
        event.data = b""

    def handle_close(self, event: Frame) -> None:
        super().handle_close(event)
        self._abort_in_time()

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
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

    def _refuse(self, reason: str) -> None:
        self.frames = []
        self.conn.fail(CloseCode.POLICY_VIOLATION, reason)
        self.handle_parser_exception()

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
        """A peer that says or hears good-bye and reads no more ends without what it did not read."""
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
