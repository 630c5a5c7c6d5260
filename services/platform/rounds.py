"""Reads in rounds: whoever asks while one is under way is answered by the next, all together."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from services.platform.cancelling import is_called_off
from services.platform.connections import CONNECTION_LOST

_MOST = 200


class Asker[Found](Protocol):
    """Whoever is told an answer or an error, once and not when it is done: a future, or what is as quick."""

    def done(self) -> bool: ...

    def set_result(self, answer: Found, /) -> None: ...

    def set_exception(self, error: Exception, /) -> None: ...


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
        # Each who asks has a future of their own: to share one among thousands costs more than to make thousands.
        self._waiting: dict[Key, set[Asker[Found]]] = {}
        self._present = 0
        self._task: asyncio.Task[None] | None = None
        # How many rounds there were, so that the sharing can be measured.
        self.count = 0

    @property
    def waiting(self) -> int:
        """Keys whose round has not begun."""
        return len(self._waiting)

    async def get(self, key: Key) -> Found:
        """Raises what `read` raises. The last one who leaves takes the round along."""
        answer: asyncio.Future[Found] = asyncio.get_running_loop().create_future()
        self.ask(key, answer)
        try:
            return await answer
        finally:
            if answer.cancelled():
                await self.leave(key, answer)

    def ask(self, key: Key, asker: Asker[Found]) -> None:
        """For whom no task is to be woken. Whoever has not been told and is done leaves."""
        self._waiting.setdefault(key, set()).add(asker)
        self._present += 1
        if self._task is None or self._task.done():
            # In a context of its own: it must not run in the transaction of whoever happens to ask first.
            self._task = asyncio.create_task(self._run(), context=contextvars.Context())

    async def leave(self, key: Key, asker: Asker[Found]) -> None:
        """The last one who leaves takes the round along."""
        self._present -= 1
        others = self._waiting.get(key)
        if others is not None and asker in others:
            others.remove(asker)
            if not others:
                del self._waiting[key]
        if not self._present and self._task is not None:
            task, self._task = self._task, None
            task.cancel()
            await asyncio.wait([task])

    async def _run(self) -> None:
        now = asyncio.get_running_loop().time
        while self._waiting:
            if (early := self._not_before - now()) > 0:
                await asyncio.sleep(early)
            self._not_before = now() + self._apart
            keys = list(islice(self._waiting, self._most))
            await self._round({key: self._waiting.pop(key) for key in keys})
        self._task = None

    async def _round(self, asked: dict[Key, set[Asker[Found]]]) -> None:
        self.count += 1
        try:
            found = list(zip(asked.values(), await self._read(list(asked)), strict=True))
        except asyncio.CancelledError:
            if is_called_off():
                raise
            # Something that was read with was cancelled, not we: those who wait must hear of it.
            await self._fail(asked, RuntimeError("The read was cut short."))
            return
        except Exception as error:
            await self._fail(asked, error)
            return
        for askers, answer in found:
            for each in self._told(askers):
                each.set_result(answer)

    async def _fail(self, asked: dict[Key, set[Asker[Found]]], error: Exception) -> None:
        """One key that cannot be read must not fail the others; where nothing can be read, they need not be tried."""
        if len(asked) > 1 and not isinstance(error, CONNECTION_LOST):
            for key, askers in asked.items():
                await self._round({key: askers})
            return
        for askers in asked.values():
            for each in self._told(askers):
                each.set_exception(error)

    def _told(self, askers: Iterable[Asker[Found]]) -> Iterator[Asker[Found]]:
        """Those who are still there, and are no more when they are told."""
        for each in askers:
            if not each.done():
                self._present -= 1
                yield each
