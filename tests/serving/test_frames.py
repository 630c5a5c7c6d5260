"""The short way out writes what the library would."""

import asyncio
from typing import Any, cast

import pytest
from uvicorn.protocols.utils import ClientDisconnected
from websockets.frames import Frame, Opcode

from serving.sockets import SocketProtocol
from serving.waiting import Gate


class Transport:
    def __init__(self) -> None:
        self.written = b""
        self.closing = False

    def is_closing(self) -> bool:
        return self.closing

    def write(self, data: bytes) -> None:
        self.written += data


class Open(SocketProtocol):
    """A socket after its handshake, with nothing around it."""

    def __init__(self) -> None:  # The rest is the library's.
        self.transport = cast(Any, Transport())
        self.close_sent = self.disconnected = False


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
def test_a_text_is_framed_as_the_library_frames_it(size: int) -> None:
    socket, text = Open(), b"x" * size

    assert socket.send_now(text[:1], text[1:])
    assert cast(Any, socket.transport).written == Frame(Opcode.TEXT, text).serialize(mask=False)


@pytest.mark.parametrize("how", ["close_sent", "disconnected", "_stalled", "closing"])
def test_nothing_is_sent_to_whoever_stays_behind_or_has_left(how: str) -> None:
    socket = Open()
    setattr(socket.transport if how == "closing" else socket, how, True)

    assert not socket.send_now(b"x")
    assert cast(Any, socket.transport).written == b""


async def test_whoever_waits_to_send_while_the_socket_is_closed_hears_that_the_client_has_gone() -> None:
    socket, gate = Open(), Gate()
    socket.writable = cast(Any, gate)
    gate.clear()
    waiting = asyncio.create_task(socket.send({"type": "websocket.send", "text": "late"}))
    await asyncio.sleep(0)
    socket.close_sent = True
    gate.set()

    with pytest.raises(ClientDisconnected):
        await waiting
    assert cast(Any, socket.transport).written == b""
