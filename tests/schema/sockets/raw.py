"""A WebSocket client that may be as impolite as a test wants it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

_WITHIN = 20


class RawSocket:
    """Reads only when it is told to, and answers pings only if it is asked to."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        protocol: ClientProtocol,
        *,
        answers_pings: bool,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._protocol = protocol
        self._answers_pings = answers_pings
        self._frames: list[Frame] = []

    async def say(self, text: str) -> None:
        self._protocol.send_text(text.encode())
        await self._flush()

    def put(self, *frames: Frame) -> None:
        """Whatever the protocol thinks of them. Returns as soon as they are handed over."""
        self._writer.write(b"".join([frame.serialize(mask=True) for frame in frames]))

    def ping(self, payload: bytes, times: int) -> None:
        """Returns as soon as they are handed over, read or not."""
        for _ in range(times):
            self._protocol.send_ping(payload)
        self._writer.write(b"".join(self._protocol.data_to_send()))

    async def hang_up(self, how: str) -> None:
        """Says good-bye, or what is no frame, and reads no answer."""
        if how == "close":
            self._protocol.send_close(1000)
            await self._flush()
        else:
            self._writer.write(b"\xff\xff\xff\xff")

    async def next(self) -> Frame:
        """The next data or closing frame."""
        async with asyncio.timeout(_WITHIN):
            while not self._frames:
                data = await self._reader.read(65_536)
                if not data:
                    raise ConnectionResetError
                self._protocol.receive_data(data)
                events = [event for event in self._protocol.events_received() if isinstance(event, Frame)]
                self._frames += [event for event in events if event.opcode in (Opcode.TEXT, Opcode.CLOSE)]
                if self._answers_pings:
                    await self._flush()
        return self._frames.pop(0)

    async def closed(self) -> int:
        """Reads to the end; its code, or 1006 where there is none."""
        try:
            while (await self.next()).opcode is not Opcode.CLOSE:
                pass
        except ConnectionResetError:
            return 1006
        return self.close_code

    @property
    def close_code(self) -> int:
        """Once the closing frame is read."""
        assert self._protocol.close_rcvd is not None
        return int(self._protocol.close_rcvd.code)

    @property
    def close_reason(self) -> str:
        """Once the closing frame is read."""
        assert self._protocol.close_rcvd is not None
        return self._protocol.close_rcvd.reason

    async def _flush(self) -> None:
        self._writer.write(b"".join(self._protocol.data_to_send()))
        await self._writer.drain()


@asynccontextmanager
async def raw_socket(port: int, *, answers_pings: bool = True, buffer: int | None = None) -> AsyncIterator[RawSocket]:
    """`buffer`: how many bytes this machine keeps for a client that does not read."""
    uri = parse_uri(f"ws://127.0.0.1:{port}/graphql")
    protocol = ClientProtocol(uri, subprotocols=[Subprotocol("graphql-transport-ws")], max_size=None)
    client = socket.socket()
    if buffer is not None:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    client.setblocking(False)
    await asyncio.get_running_loop().sock_connect(client, ("127.0.0.1", port))
    reader, writer = await asyncio.open_connection(sock=client, limit=buffer or 65_536)
    try:
        protocol.send_request(protocol.connect())
        writer.write(b"".join(protocol.data_to_send()))
        protocol.receive_data(await reader.readuntil(b"\r\n\r\n"))
        protocol.events_received()
        yield RawSocket(reader, writer, protocol, answers_pings=answers_pings)
    finally:
        writer.transport.abort()
