"""Reads in rounds: whoever asks while one is under way is answered by the next, all together."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Hashable, Sequence

_MOST = 200


class Rounds[Key: Hashable, Found]:
    """`read` finds an answer for each of its keys, in their order.

    Nobody is given what was read before they asked. Rounds begin at least `apart` seconds from one another: the busier
    it is, the more is read at once, and when it is quiet, nobody waits for company.
    """

    def __init__(
        self, read: Callable[[Sequence[Key]], Awaitable[Sequence[Found]]], *, most: int = _MOST, apart: float = 0
    ) -> None:
        self._read = read
        self._most = most
        self._apart = apart
        self._not_before = 0.0
        self._waiting: dict[Key, asyncio.Future[Found]] = {}
        self._asked: dict[asyncio.Future[Found], int] = {}
        self._task: asyncio.Task[None] | None = None
        # How many rounds there were, so that the sharing can be measured.
        self.count = 0

    @property
    def waiting(self) -> int:
        """Keys whose round has not begun."""
        return len(self._waiting)

    async def get(self, key: Key) -> Found:
        """Raises what `read` raises. The last one who leaves takes the round along."""
        future = self._waiting.get(key)
        if future is None:
            future = self._waiting[key] = asyncio.get_running_loop().create_future()
            self._asked[future] = 0
        self._asked[future] += 1
        self._begin()
        try:
            return await asyncio.shield(future)
        finally:
            await self._leave(key, future)

    def _begin(self) -> None:
        if self._task is None:
            # In a context of its own: it must not run in the transaction of whoever happens to ask first.
            self._task = asyncio.create_task(self._run(), context=contextvars.Context())

    async def _leave(self, key: Key, future: asyncio.Future[Found]) -> None:
        self._asked[future] -= 1
        if self._asked[future]:
            return
        del self._asked[future]
        if self._waiting.get(key) is future:
            del self._waiting[key]
        if not future.done():
            future.cancel()
        if not self._asked and self._task is not None:
            task, self._task = self._task, None
            task.cancel()
            await asyncio.wait([task])

    async def _run(self) -> None:
        now = asyncio.get_running_loop().time
        while self._waiting:
            if (early := self._not_before - now()) > 0:
                await asyncio.sleep(early)
            self._not_before = now() + self._apart
            keys = list(self._waiting)[: self._most]
            await self._round({key: self._waiting.pop(key) for key in keys})
        self._task = None

    async def _round(self, futures: dict[Key, asyncio.Future[Found]]) -> None:
        self.count += 1
        try:
            found = await self._read(list(futures))
        except Exception as error:
            await self._fail(futures, error)
            return
        for future, answer in zip(futures.values(), found, strict=True):
            if not future.done():
                future.set_result(answer)

    async def _fail(self, futures: dict[Key, asyncio.Future[Found]], error: Exception) -> None:
        """One key that cannot be read must not fail the others; where nothing can be read, they need not be tried."""
        if len(futures) > 1 and not isinstance(error, OSError):
            for key, future in futures.items():
                await self._round({key: future})
            return
        for future in futures.values():
            if not future.done():
                future.set_exception(error)
