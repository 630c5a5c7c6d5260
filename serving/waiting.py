"""What a socket waits with, small while nothing happens: ten thousand of them do nothing most of the time."""

import asyncio
from typing import Any


class Messages:
    """In the place of a queue for its one reader, for which the library's holds four that are empty."""

    __slots__ = ("_come", "_held")

    def __init__(self) -> None:
        self._held: list[Any] = []
        self._come: asyncio.Future[None] | None = None

    def put_nowait(self, message: Any) -> None:
        self._held.append(message)
        if self._come is not None and not self._come.done():
            self._come.set_result(None)

    def empty(self) -> bool:
        return not self._held

    async def get(self) -> Any:
        while not self._held:
            self._come = asyncio.get_running_loop().create_future()
            try:
                await self._come
            finally:
                self._come = None
        return self._held.pop(0)


class Gate:
    """In the place of an event that is nearly always set, which holds an empty queue all the same."""

    __slots__ = ("_opening",)

    def __init__(self) -> None:
        self._opening: asyncio.Event | None = None

    def is_set(self) -> bool:
        return self._opening is None

    def set(self) -> None:
        if self._opening is not None:
            self._opening.set()
            self._opening = None

    def clear(self) -> None:
        if self._opening is None:
            self._opening = asyncio.Event()

    async def wait(self) -> bool:
        while self._opening is not None:
            await self._opening.wait()
        return True
