"""Rows by key: what is asked for in one turn of the loop is read together, and each key once."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

type _Reads[Key, Row] = Callable[[list[Key]], Awaitable[dict[Key, Row]]]


class Loader[Key, Row]:
    """As the library's DataLoader, for one request: see docs/decisions/0073.

    `read` gives something for every key that it is asked for.
    """

    def __init__(self, read: _Reads[Key, Row]) -> None:
        self._read = read
        self._rows: dict[Key, Row] = {}
        self._batches: dict[Key, _Batch[Key, Row]] = {}
        self._next: _Batch[Key, Row] | None = None

    def prime(self, key: Key, row: Row) -> None:
        """Known from elsewhere: it need not be read."""
        self._rows.setdefault(key, row)

    async def load(self, key: Key) -> Row:
        """Raises what reading it did."""
        if key not in self._rows:
            await self._batch_of(key).there()
        return self._rows[key]

    async def load_many(self, keys: Iterable[Key]) -> list[Row]:
        """In the order of the keys. Raises what reading one of them did."""
        wanted = list(keys)
        batches = dict.fromkeys(self._batch_of(key) for key in wanted if key not in self._rows)
        await asyncio.gather(*(batch.there() for batch in batches))
        return [self._rows[key] for key in wanted]

    def _batch_of(self, key: Key) -> "_Batch[Key, Row]":
        """The one that reads, or has read, the key."""
        batch = self._batches.get(key)
        if batch is None or batch.is_given_up:
            if self._next is None or not self._next.is_open:
                self._next = _Batch(self._read, self._rows)
            batch = self._batches[key] = self._next
            batch.keys.append(key)
        return batch


class _Batch[Key, Row]:
    """One read, which is given up when nobody waits for it any more."""

    def __init__(self, read: _Reads[Key, Row], rows: dict[Key, Row]) -> None:
        self.keys: list[Key] = []
        self.is_open = True
        self.is_given_up = False
        self._waiting = 0
        self._reading = asyncio.create_task(self._run(read, rows))

    async def there(self) -> None:
        """When the rows are. Raises what reading them did."""
        self._waiting += 1
        try:
            # Whoever gives up waiting does so for themselves.
            await asyncio.shield(self._reading)
        finally:
            self._waiting -= 1
            if not self._waiting and not self._reading.done():
                self.is_open, self.is_given_up = False, True
                self._reading.cancel()

    async def _run(self, read: _Reads[Key, Row], rows: dict[Key, Row]) -> None:
        # Tasks that were made together with the first who asked may ask, too.
        await asyncio.sleep(0)
        self.is_open = False
        rows.update(await read(self.keys))
