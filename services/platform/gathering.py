"""Statements that are asked for at once go to the database as one."""

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
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
# Of a statement, by its text: the same statements come again and again.
_columns: dict[str, "_Columns"] = {}


class Found:
    """A row, to whoever reads it as good as asyncpg's Record: who asked cannot know which of the two it is given."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: dict[str, int], values: tuple[Any, ...]) -> None:
        self._places = places
        self._values = values

    def __getitem__(self, place: Any) -> Any:
        try:
            return self._values[self._places[place]]
        except KeyError:
            if isinstance(place, str):
                raise
            return self._values[place]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self._places else default

    def keys(self) -> Iterable[str]:
        return self._places

    def values(self) -> tuple[Any, ...]:
        return self._values

    def items(self) -> Iterable[tuple[str, Any]]:
        return zip(self._places, self._values, strict=True)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Of one statement: the place of each name, and the types in order, as SQL names them."""

    places: dict[str, int]
    types: tuple[str, ...]


@dataclass(slots=True)
class _Part:
    sql: str
    values: list[Any]
    rows: asyncio.Future[list[Row]]


class Gathering:
    """In the place of a connection that only reads, for tasks that know nothing of each other.

    The columns of all parts share those of the combined statement, type by type; the others of a row are null there.
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
        """Wait until nothing is under way, before the transaction ends; also where it is called off meanwhile."""
        called_off = None
        while self._sending is not None and not self._sending.done():
            try:
                await asyncio.wait([self._sending])
            except asyncio.CancelledError as error:
                called_off = error
        if called_off is not None:
            raise called_off

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
            found = [list(await self._raw.fetch(part.sql, *part.values)) for part in parts]
        else:
            found = await self._together(parts)
        for part, rows in zip(parts, found, strict=True):
            if not part.rows.done():
                part.rows.set_result(rows)

    async def _together(self, parts: list[_Part]) -> list[list[Row]]:
        columns = [await self._columns_of(part.sql) for part in parts]
        one = _united(tuple((part.sql, len(part.values), of.types) for part, of in zip(parts, columns, strict=True)))
        found: list[list[Row]] = [[] for _ in parts]
        for row in await self._raw.fetch(one.sql, *(value for part in parts for value in part.values)):
            number = row[0]
            found[number].append(Found(columns[number].places, one.picks[number](row)))
        return found

    async def _columns_of(self, sql: str) -> _Columns:
        if sql not in _columns:
            held = (await self._raw.prepare(sql)).get_attributes()
            places = {each.name: place for place, each in enumerate(held)}
            _columns[sql] = _Columns(places, tuple(_in_sql(each.type) for each in held))
        return _columns[sql]


def _in_sql(of: asyncpg.Type) -> str:
    name, is_array, _ = of.name.partition("[]")
    return f'"{of.schema}"."{name}"{is_array}'


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


@dataclass(frozen=True, slots=True)
class _United:
    """A statement of several, and what picks each one's values from a row."""

    sql: str
    picks: list[Callable[[Any], tuple[Any, ...]]]


@lru_cache(_REMEMBERED)
def _united(parts: tuple[tuple[str, int, tuple[str, ...]], ...]) -> _United:
    """Of statements with so many parameters, and columns of these types. The same come together again and again."""
    shared: list[str] = []
    places = [_shared_places(types, shared) for _, _, types in parts]
    # No row, but the types: a null alone has none.
    texts = [f"SELECT 0, {', '.join(f'NULL::{of}' for of in shared)} WHERE false"]
    taken = 0
    for number, (sql, count, types) in enumerate(parts):
        names = [f"c{place}" for place in range(len(types))]
        held = dict(zip(places[number], names, strict=True))
        shown = ",".join(held.get(place, "NULL") for place in range(len(shared)))
        texts.append(f"SELECT {number}, {shown} FROM ({_shifted(sql, taken)}) found({','.join(names)})")  # noqa: S608
        taken += count
    return _United("\nUNION ALL\n".join(texts), [_picked(each) for each in places])


def _shared_places(types: tuple[str, ...], shared: list[str]) -> list[int]:
    """Of a statement's columns among the shared ones, which become more where there are too few of a type."""
    places: list[int] = []
    for of in types:
        free = (place for place, each in enumerate(shared) if each == of and place not in places)
        place = next(free, len(shared))
        if place == len(shared):
            shared.append(of)
        places.append(place)
    return places


def _picked(places: list[int]) -> Callable[[Any], tuple[Any, ...]]:
    """The number of the part comes before the shared columns."""
    if len(places) == 1:
        return lambda row: (row[places[0] + 1],)
    return itemgetter(*(place + 1 for place in places))


def _shifted(sql: str, by: int) -> str:
    return _PARAMETERS.sub(lambda found: f"${int(found[1]) + by}", sql)
