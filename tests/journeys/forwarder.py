"""A load balancer of the fourth layer: each connection goes to the next process that takes it."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress


class Forwarder:
    """`taken` counts the connections by backend."""

    def __init__(self) -> None:
        self.port = 0
        self.backends: Sequence[int] = ()
        self.taken: dict[int, int] = {}
        self._turns = itertools.count()

    async def forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Until either side ends. With no backend left the client is cut off."""
        turn = next(self._turns)
        for number in range(len(self.backends)):
            port = self.backends[(turn + number) % len(self.backends)]
            try:
                there, back = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                continue
            self.taken[port] = self.taken.get(port, 0) + 1
            await asyncio.gather(_pump(reader, back), _pump(there, writer))
            return
        writer.close()


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await source.read(65_536):
            target.write(piece)
            await target.drain()
    target.close()


@asynccontextmanager
async def forwarding() -> AsyncIterator[Forwarder]:
    """Listening; its backends are named later."""
    forwarder = Forwarder()
    tasks: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(forwarder.forward(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    forwarder.port = server.sockets[0].getsockname()[1]
    try:
        yield forwarder
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
