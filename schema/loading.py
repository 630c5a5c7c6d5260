"""Rows by key: what is asked for in one turn of the loop is read together, and each key once."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable
from inspect import isawaitable
from typing import Any, cast

type _Reads[Key, Row] = Callable[[list[Key]], Awaitable[dict[Key, Row]]]


class Loader[Key, Row]:
    """As the library's DataLoader, for one request: see docs/decisions/0073.

    `read` gives something for every key that it is asked for.
    """

    def __init__(self, read: _Reads[Key, Row]) -> None:
        self._read = read
        self._rows: dict[Key, Row] = {}
        self._batches: dict[Key, Batch] = {}
        self._next: Batch | None = None

    def prime(self, key: Key, row: Row) -> None:
        """Known from elsewhere: it need not be read."""
        self._rows.setdefault(key, row)

    def known(self, keys: Iterable[Key | None]) -> list[Row]:
        """Those that are there already."""
        return [self._rows[key] for key in keys if key in self._rows]

    async def load(self, key: Key) -> Row:
        """Raises what reading it did."""
        if key not in self._rows:
            await self._batch_of(key).there()
        return self._rows[key]

    def shown[Shown](self, key: Key, of: Callable[[Row], Shown]) -> Shown:
        """What is made of a row, for a resolver: at once where it is there, else as something to wait for.

        A list has looked ahead, so that hundreds of its fields need no task.
        """
        if key in self._rows:
            return of(self._rows[key])
        return cast(Shown, self._shown_later(key, of))

    async def _shown_later[Shown](self, key: Key, of: Callable[[Row], Shown]) -> Shown:
        found = of(await self.load(key))
        return cast(Shown, await found) if isawaitable(found) else found

    async def load_many(self, keys: Iterable[Key]) -> list[Row]:
        """In the order of the keys. Raises what reading one of them did."""
        wanted = list(keys)
        await settled(self.begin(wanted))
        return [await self.load(key) for key in wanted]

    def begin(self, keys: Iterable[Key]) -> list["Batch"]:
        """Ask for what is not there, for whoever waits until it is settled."""
        rows = self._rows
        return list(dict.fromkeys(self._batch_of(key) for key in keys if key not in rows))

    def _batch_of(self, key: Key) -> "Batch":
        """The one that reads, or has read, the key."""
        batch = self._batches.get(key)
        if batch is None or batch.is_given_up:
            if self._next is None or not self._next.is_open:
                self._next = Batch(self._fill)
            batch = self._batches[key] = self._next
            batch.keys.append(key)
        return batch

    async def _fill(self, keys: list[Key]) -> None:
        self._rows.update(await self._read(keys))


class Batch:
    """One read, which is given up when nobody waits for it any more."""

    def __init__(self, read: Callable[[list[Any]], Awaitable[None]]) -> None:
        self.keys: list[Any] = []
        self.is_open = True
        self.is_given_up = False
        self.waiting = 0
        self.reading = asyncio.create_task(self._run(read))

    async def there(self) -> None:
        """Raises what reading did."""
        await settled([self])
        error = self.reading.result()
        if error is not None:
            raise error

    def leave(self) -> None:
        """Of one who waited."""
        self.waiting -= 1
        if not self.waiting and not self.reading.done():
            self.is_open, self.is_given_up = False, True
            self.reading.cancel()

    async def _run(self, read: Callable[[list[Any]], Awaitable[None]]) -> Exception | None:
        """What went wrong is for whoever asks for the rows."""
        # Tasks that were made together with the first who asked may ask, too.
        await asyncio.sleep(0)
        self.is_open = False
        try:
            await read(self.keys)
        except Exception as error:
            return error
        return None


async def settled(batches: Collection[Batch]) -> None:
    """When all of them are read, or could not be, which whoever asks for their rows is told."""
    if not batches:
        return
    for each in batches:
        each.waiting += 1
    try:
        await asyncio.wait([each.reading for each in batches])
    finally:
        for each in batches:
            each.leave()
