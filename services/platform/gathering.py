"""Statements that are asked for at once go to the database as one."""

import asyncio
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import asyncpg
from asyncpg.pool import PoolConnectionProxy

type RawConnection = PoolConnectionProxy[asyncpg.Record]
type Row = Any
"A record, or a mapping like one."

# How many turns of the loop nobody has to ask anything, until what was asked is sent.
_QUIET_TURNS = 4
_REMEMBERED = 128
"""Combinations, each as long as the statements in it."""
_LISTS = re.compile(r" IN \((\$\d+(?:,\$\d+)*)\)")
_PARAMETERS = re.compile(r"\$(\d+)")
# The names of a statement's columns, by its text: the same statements come again and again.
_columns: dict[str, tuple[str, ...]] = {}


@dataclass(slots=True)
class _Part:
    sql: str
    values: list[Any]
    rows: asyncio.Future[list[Row]]


class Gathering:
    """In the place of a connection that only reads, for tasks that know nothing of each other.

    Each part of the combined statement gives its rows as composite values, which keep their types.
    """

    def __init__(self, raw: RawConnection) -> None:
        self._raw = raw
        self._waiting: list[_Part] = []
        self._sending: asyncio.Task[None] | None = None

    async def fetch(self, sql: str, *values: Any) -> list[Row]:
        """As asyncpg's."""
        text, given = _with_arrays(sql, values)
        part = _Part(text, given, asyncio.get_running_loop().create_future())
        self._waiting.append(part)
        if self._sending is None:
            self._sending = asyncio.create_task(self._send())
        return await part.rows

    async def drain(self) -> None:
        """Wait until nothing is under way, before the transaction ends."""
        if self._sending is not None:
            await asyncio.wait([self._sending])

    async def _send(self) -> None:
        """Until nobody waits any more."""
        while self._waiting:
            await self._quiet()
            waiting, self._waiting = self._waiting, []
            parts = [part for part in waiting if not part.rows.done()]
            try:
                await self._answer(parts)
            except BaseException as error:
                for part in parts:
                    if not part.rows.done():
                        part.rows.set_exception(error)
                if not isinstance(error, Exception):
                    raise
        self._sending = None

    async def _quiet(self) -> None:
        asked = 0
        while asked != len(self._waiting):
            asked = len(self._waiting)
            for _ in range(_QUIET_TURNS):
                await asyncio.sleep(0)

    async def _answer(self, parts: list[_Part]) -> None:
        if len(parts) <= 1:
            found = {n: list(await self._raw.fetch(part.sql, *part.values)) for n, part in enumerate(parts)}
        else:
            found = await self._together(parts)
        for number, part in enumerate(parts):
            if not part.rows.done():
                part.rows.set_result(found.get(number, []))

    async def _together(self, parts: list[_Part]) -> dict[int, list[Row]]:
        columns = [await self._columns_of(part.sql) for part in parts]
        found: dict[int, list[Row]] = {}
        for row in await self._raw.fetch(*_combined(parts)):
            number: int = row[0]
            found.setdefault(number, []).append(dict(zip(columns[number], row[1], strict=True)))
        return found

    async def _columns_of(self, sql: str) -> tuple[str, ...]:
        if sql not in _columns:
            statement = await self._raw.prepare(sql)
            _columns[sql] = tuple(each.name for each in statement.get_attributes())
        return _columns[sql]


def _with_arrays(sql: str, values: tuple[Any, ...]) -> tuple[str, list[Any]]:
    """The same with one array in the place of each list, so that its text does not change with the list's length."""
    if " IN ($" not in sql:
        return sql, list(values)
    order: list[Any] = []

    def keep(value: Any) -> str:
        order.append(value)
        return f"${len(order)}"

    def shift(text: str) -> str:
        return _PARAMETERS.sub(lambda found: keep(values[int(found[1]) - 1]), text)

    pieces = _LISTS.split(sql)
    text = shift(pieces[0])
    for listed, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        array = [values[int(number) - 1] for number in _PARAMETERS.findall(listed)]
        text += f" = ANY({keep(array)})" + shift(rest)
    return text, order


def _combined(parts: list[_Part]) -> tuple[Any, ...]:
    """The statement and its values."""
    text = _united(tuple((part.sql, len(part.values)) for part in parts))
    return text, *(value for part in parts for value in part.values)


@lru_cache(_REMEMBERED)
def _united(parts: tuple[tuple[str, int], ...]) -> str:
    """Of statements with so many parameters each. The same come together again and again."""
    taken, texts = 0, []
    for number, (sql, count) in enumerate(parts):
        texts.append(f"SELECT {number} AS part, found FROM ({_shifted(sql, taken)}) found")  # noqa: S608 - our own
        taken += count
    return "\nUNION ALL\n".join(texts)


def _shifted(sql: str, by: int) -> str:
    return _PARAMETERS.sub(lambda found: f"${int(found[1]) + by}", sql)
