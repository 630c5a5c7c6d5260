"""One snapshot for all that one answer needs."""

import asyncio
from collections.abc import Coroutine
from contextvars import Context, copy_context
from typing import Any

from services.platform.database import Database


class SharedSnapshot:
    """Opened by the first who reads in it, and held by a task of its own until it is closed.

    What is read at once is read by one statement. Whoever has called `run` has to call `close`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holder: asyncio.Task[None] | None = None
        self._opened: asyncio.Future[Context] | None = None
        self._over = asyncio.Event()

    async def run[Row](self, read: Coroutine[Any, Any, Row]) -> Row:
        """Read in the snapshot. Raises what `read` raises, and what opening a transaction does."""
        if self._opened is None:
            self._opened = asyncio.get_running_loop().create_future()
            self._holder = asyncio.create_task(self._hold(self._opened))
        try:
            context = await asyncio.shield(self._opened)
        except BaseException:
            read.close()
            raise
        return await asyncio.get_running_loop().create_task(read, context=context.copy())

    async def close(self) -> None:
        """Give the connection back, where one was taken. One that is still waited for is wanted no more."""
        self._over.set()
        if self._holder is None or self._opened is None:
            return
        if self._opened.done():
            await self._holder
        else:
            self._holder.cancel()
            await asyncio.wait([self._holder])
            self._opened.cancel()

    async def _hold(self, opened: asyncio.Future[Context]) -> None:
        try:
            async with self._database.lasting_snapshot():
                opened.set_result(copy_context())
                await self._over.wait()
        except Exception as error:
            if opened.done():
                raise
            opened.set_exception(error)
