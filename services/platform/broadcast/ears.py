"""The listening end of a connection to Redis, without a task to be woken for each message."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import hiredis
from redis.asyncio.connection import AbstractConnection


class Ears(asyncio.Protocol):
    """Calls `hear` for whatever Redis says, as soon as it comes."""

    def __init__(self, hear: Callable[[object], None]) -> None:
        self._hear = hear
        self._reader = hiredis.Reader(encoding="utf-8", errors="replace")
        self._lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def take_over(self, connection: AbstractConnection) -> None:
        """Of one that is connected and waits for no answer; it goes on to send. What it would have read comes here."""
        writer = cast(asyncio.StreamWriter, cast(Any, connection)._writer)  # noqa: SLF001 - nothing else knows it
        cast(asyncio.Transport, writer.transport).set_protocol(self)

    async def deaf(self) -> None:
        """Returns never: raises what ended the connection."""
        await self._lost

    def data_received(self, data: bytes) -> None:
        try:
            self._reader.feed(data)
            while (said := self._reader.gets()) is not False:
                if isinstance(said, hiredis.HiredisError):
                    raise said
                self._hear(said)
        except Exception as error:
            self._lose(error)

    def eof_received(self) -> None:
        self._lose(ConnectionResetError())

    def connection_lost(self, error: Exception | None) -> None:
        self._lose(error or ConnectionResetError())

    def _lose(self, error: Exception) -> None:
        if not self._lost.done():
            self._lost.set_exception(error)
            # Where nobody listens any more, the loop need not tell of it.
            self._lost.exception()
