"""What every row has."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Self, cast
from uuid import UUID

from tortoise import fields
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.models import Model
from uuid_utils.compat import uuid7

type _Reads = Callable[[Any], Any]


class Stored(Model):
    """A row whose key does not come from the database."""

    class Meta:
        abstract = True

    @classmethod
    async def where(cls, condition: str, *values: Any) -> list[Self]:
        """Rows for a condition in SQL, and what may follow it, such as an order.

        For hot reads: the library makes the text of a query anew each time, which takes as long as thirty of its rows.
        """
        selecting, reading = _selecting(cls)
        _, found = await cls._choose_db().execute_query(selecting + condition, list(values))
        return [cls._made(reading, row.values()) for row in found]

    @classmethod
    def listed(cls, alias: str) -> list[str]:
        """All columns, for a statement that reads several tables."""
        known = cls._meta.fields_db_projection
        return [f'{alias}."{known[name]}"' for name in _selecting(cls)[1].names]

    @classmethod
    def of_listed(cls, values: tuple[Any, ...]) -> Self | None:
        """The row of `listed` columns; None where an outer join found none."""
        reading = _selecting(cls)[1]
        return None if values[reading.key] is None else cls._made(reading, values)

    @classmethod
    def _init_from_db(cls, **columns: Any) -> Self:
        """As the library's, which asks each value in turn what it is and took a fifth of the time of a large answer."""
        ordered, reading = _reading_of(cls)
        try:
            values = [columns[column] for column in ordered]
        except KeyError:  # Some columns only.
            return super()._init_from_db(**columns)
        return cls._made(reading, values)

    @classmethod
    def _made(cls, reading: "_Reading", values: Iterable[Any]) -> Self:
        row = cls.__new__(cls)
        held = dict(zip(reading.names, values, strict=True))
        for name, read in reading.reads:
            if (value := held[name]) is not None:
                held[name] = read(value)
        held |= _AS_IN_THE_DATABASE
        held["_await_when_save"] = {}
        # Not by the library's own way, which looks for attributes that are to be waited for.
        object.__setattr__(row, "__dict__", held)
        return row


class Row(Stored):
    """A row with a time-ordered id, so that new rows land at the end of the index."""

    id: UUID = fields.UUIDField(primary_key=True, default=uuid7)

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class _Reading:
    """The attributes of a row in the order of its values, and what makes those that are something else of theirs."""

    names: tuple[str, ...]
    reads: tuple[tuple[str, _Reads], ...]
    key: int
    "Where the primary key is."


_AS_IN_THE_DATABASE = {"_partial": False, "_saved_in_db": True, "_custom_generated_pk": True}
_AS_THE_DRIVER_HAS_THEM = (fields.DatetimeField, fields.UUIDField)
"""Instants in UTC, and ids."""


@cache
def _selecting(model: type[Stored]) -> tuple[str, _Reading]:
    """The beginning of a statement, and how its rows are read."""
    held = sorted(model._meta.fields_db_projection.items(), key=lambda each: each[1])  # noqa: SLF001 - as below
    columns = ", ".join(f'"{column}"' for _, column in held)
    known = model._meta.fields_map  # noqa: SLF001 - as below
    asked = [name for name, _ in held if not isinstance(known[name], _AS_THE_DRIVER_HAS_THEM)]
    reading = _reading(model, [name for name, _ in held], asked)
    return f'SELECT {columns} FROM "{model._meta.db_table}" WHERE ', reading  # noqa: S608, SLF001 - a model's own names


@cache
def _reading_of(model: type[Stored]) -> tuple[list[str], _Reading]:
    """All columns, and how their values are read, wherever they come from."""
    names = list(model._meta.fields_db_projection)  # noqa: SLF001 - the library's own way
    return list(model._meta.fields_db_projection.values()), _reading(model, names, names)  # noqa: SLF001 - likewise


def _reading(model: type[Stored], names: list[str], asked: list[str]) -> _Reading:
    """`asked`: those whose values may not be as they should."""
    meta = model._meta  # noqa: SLF001 - the library's own way
    reads: dict[str, _Reads] = {name: each.field_type for _, name, each in meta.db_default_fields}
    reads |= {name: _reads(each) for _, name, each in meta.db_complex_fields}
    known = tuple((name, reads[name]) for name in asked if name in reads)
    return _Reading(tuple(names), known, names.index(meta.pk_attr))


def _reads(field: Any) -> _Reads:
    if isinstance(field, fields.DatetimeField):
        return lambda value: value if value.tzinfo is dt.UTC else field.to_python_value(value)
    if isinstance(field, CharEnumFieldInstance):
        known = {each.value: each for each in field.enum_type}
        return lambda value: known.get(value) or field.to_python_value(value)
    return cast(_Reads, field.to_python_value)
