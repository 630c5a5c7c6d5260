"""A process full of clients, light enough not to be what is measured: it counts frames and notes when they came.

It reads one line of JSON from standard input (`port`, and for each client the texts that it says) and writes `ready`
once every client was answered; at the next line it writes, for each client, the instants of its later frames.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence

_HANDSHAKE = (
    b"GET /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
    b"sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n"
    b"sec-websocket-protocol: graphql-transport-ws\r\n\r\n"
)
_AT_ONCE = 50


class Client(asyncio.Protocol):
    """Counts the frames of the server, which are never masked and seldom cut; answers no ping within a run."""

    def __init__(self, says: Sequence[str], answers: int) -> None:
        self._says = says
        self._answers = answers
        self._buffer = b""
        self._is_open = False
        self.is_answered = asyncio.Event()
        self.came: list[float] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(_HANDSHAKE)

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        self._buffer += data
        if not self._is_open:
            head, found, self._buffer = self._buffer.partition(b"\r\n\r\n")
            if not found:
                self._buffer = head
                return
            self._is_open = True
            for text in self._says:
                self._transport.write(_masked(text.encode()))
        while (size := _size(self._buffer)) and len(self._buffer) >= size:
            if self._buffer[0] == 0x81:
                self._note(now)
            self._buffer = self._buffer[size:]

    def _note(self, now: float) -> None:
        if self._answers:
            self._answers -= 1
            if not self._answers:
                self.is_answered.set()
        else:
            self.came.append(now)


def _masked(payload: bytes) -> bytes:
    """With a mask of zeros, which changes nothing."""
    size = len(payload)
    head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0xFE]) + size.to_bytes(2)
    return head + bytes(4) + payload


def _size(buffer: bytes) -> int:
    """Of the whole first frame, or 0 where its head is not there yet."""
    if len(buffer) < 4:
        return 0
    short = buffer[1] & 0x7F
    return 2 + short if short < 126 else 4 + int.from_bytes(buffer[2:4])


async def main() -> None:
    plan = json.loads(sys.stdin.readline())
    loop, clients = asyncio.get_running_loop(), []
    for first in range(0, len(plan["says"]), _AT_ONCE):
        some = [Client(says, plan["answers"]) for says in plan["says"][first : first + _AT_ONCE]]
        for client in some:
            await loop.create_connection(lambda client=client: client, "127.0.0.1", plan["port"])  # type: ignore[misc]
        for client in some:
            async with asyncio.timeout(60):
                await client.is_answered.wait()
        clients += some
    print("ready", flush=True)  # noqa: T201 - the other process reads it
    await asyncio.to_thread(sys.stdin.readline)
    print(json.dumps([client.came for client in clients]), flush=True)  # noqa: T201


asyncio.run(main())
