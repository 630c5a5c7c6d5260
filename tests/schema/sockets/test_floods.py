"""Frames without end end their socket, whatever is in them, and honest ones do not."""

import asyncio
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from starlette.applications import Starlette
from websockets.frames import Frame, Opcode

from tests.schema.sockets.raw import raw_socket

INIT = Frame(Opcode.TEXT, b'{"type":"connection_init"}')
ACK = b'{"type":"connection_ack"}'
PING = b'{"type":"ping"}'
MOST = 20
FLOODS = {
    "pings": Frame(Opcode.PING, b""),
    "pongs": Frame(Opcode.PONG, b""),
    "pings of the protocol": Frame(Opcode.TEXT, PING),
    "pongs of the protocol": Frame(Opcode.TEXT, b'{"type":"pong"}'),
    "ends of what never began": Frame(Opcode.TEXT, b'{"type":"complete","id":"1"}'),
}


def cut(text: bytes, fragments: int) -> list[Frame]:
    """A message in as many fragments: those that come first have a byte each, until the last takes what is left."""
    bounds = [min(number, len(text)) for number in range(fragments)] + [len(text)]
    return [
        Frame(Opcode.CONT if number else Opcode.TEXT, text[start:end], fin=number == fragments - 1)
        for number, (start, end) in enumerate(pairwise(bounds))
    ]


@pytest.mark.parametrize("fragments", [2, 16, 1_000])
@pytest.mark.parametrize("is_asked_between", [False, True])
async def test_a_message_may_come_in_a_thousand_fragments(port: int, fragments: int, is_asked_between: bool) -> None:
    between = [Frame(Opcode.PING, b"x")] if is_asked_between else []
    async with raw_socket(port) as socket:
        for _ in range(2):
            first, *others = cut(PING, fragments)
            socket.put(first, *between, *others)
            assert (await socket.next()).data == b'{"type":"pong"}'


@pytest.mark.parametrize("byte", [b"", b" "], ids=["of nothing", "of a byte"])
@pytest.mark.parametrize("is_greeted", [True, False])
async def test_more_fragments_end_the_socket_and_leave_nothing(
    port: int, app: Starlette, byte: bytes, is_greeted: bool
) -> None:
    one = Frame(Opcode.CONT, byte, fin=False)
    async with raw_socket(port) as socket:
        if is_greeted:
            socket.put(INIT)
            assert (await socket.next()).data == ACK
        (connection,) = app.state.connections()
        socket.put(Frame(Opcode.TEXT, byte, fin=False), *[one] * 999)
        async with asyncio.timeout(10):
            while len(connection.frames) < 1_000:
                await asyncio.sleep(0.001)
        assert not connection.close_sent

        socket.put(Frame(Opcode.CONT, byte))
        assert (await socket.closed(), socket.close_reason) == (
            1008,
            "Too many fragments: a message may have 1000.",
        )
        assert connection.frames == []
        async with asyncio.timeout(10):
            while app.state.connections():
                await asyncio.sleep(0.01)


@pytest.mark.parametrize("changes", [{"socket_frames_limit": MOST}])
@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
@pytest.mark.parametrize("before", [[], [INIT]], ids=["before the init", "after it"])
async def test_no_more_frames_are_taken_than_anybody_needs(
    *, port: int, app: Starlette, changes: dict[str, Any], flood: Frame, before: Sequence[Frame]
) -> None:
    last = Frame(Opcode.TEXT, PING[:-1] + b',"payload":{"is":"last"}}')
    async with raw_socket(port) as socket:
        socket.put(*before, *[flood] * (MOST - 1 - len(before)), last)
        while b"last" not in (await socket.next()).data:
            pass
        socket.put(flood)
        assert (await socket.closed(), socket.close_reason) == (
            1008,
            "Too many frames: 20 may come between two pings.",
        )


@pytest.mark.parametrize("changes", [{"socket_frames_limit": MOST}])
async def test_a_flood_is_not_read_to_its_end(port: int, app: Starlette, changes: dict[str, Any]) -> None:
    """Of 128 KiB at once, the first piece is enough."""
    async with raw_socket(port) as socket:
        (connection,) = app.state.connections()
        socket.put(*[Frame(Opcode.PING, b"")] * (131_072 // 6))
        assert await socket.closed() in {1008, 1006}
        assert connection._came <= 16_384 // 6
