"""Rows are made as the library makes them."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tortoise import Model, fields
from tortoise.context import TortoiseContext

import models
from models.base import Stored
from services.platform.database import Database, tortoise_config

ROWS = [each for each in vars(models).values() if isinstance(each, type) and issubclass(each, Stored)]
SAMPLES: dict[type, Any] = {
    fields.DatetimeField: dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC),
    fields.DateField: dt.date(2026, 3, 1),
    fields.TimeField: dt.time(7, 30),
    fields.TimeDeltaField: dt.timedelta(minutes=5),
    fields.DecimalField: Decimal("1.50"),
    fields.FloatField: 1.5,
    fields.BooleanField: True,
    fields.UUIDField: UUID(int=7),
    fields.JSONField: '{"a": [1, null]}',
    fields.BinaryField: b"\x00",
}


def sample(field: Any) -> Any:
    """As the driver has it."""
    if hasattr(field, "enum_type"):
        return next(iter(field.enum_type)).value
    kind = next((kind for kind in SAMPLES if isinstance(field, kind)), None)
    return SAMPLES[kind] if kind else 7 if field.field_type is int else "NG"


def _elsewhere(value: Any) -> Any:
    """The same instant in another zone."""
    return value.astimezone(dt.timezone(dt.timedelta(hours=1))) if isinstance(value, dt.datetime) else value


def as_json(value: Any) -> Any:
    """As PostgreSQL takes it for a column of its type."""
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    return value if isinstance(value, int | float) else str(value)


def as_the_library_does(model: type[Stored], columns: dict[str, Any]) -> dict[str, Any]:
    return dict(vars(Model._init_from_db.__func__(model, **columns)))  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", ROWS)
async def test_rows_are_as_the_library_makes_them(model: type[Stored]) -> None:
    async with TortoiseContext() as context:
        await context.init(config=tortoise_config("postgres://nobody@127.0.0.1:1/none"))
        meta = model._meta
        columns = {column: sample(meta.fields_map[name]) for name, column in meta.fields_db_projection.items()}
        empty = {meta.fields_db_projection[name] for name in meta.fields_db_projection if meta.fields_map[name].null}
        elsewhere = {column: _elsewhere(value) for column, value in columns.items()}
        for given in (
            columns,
            columns | dict.fromkeys(empty),
            elsewhere,
            {meta.db_pk_column: columns[meta.db_pk_column]},
        ):
            made, expected = vars(model._init_from_db(**given)), as_the_library_does(model, given)
            assert made == expected
            assert {name: type(each) for name, each in made.items()} == {
                name: type(each) for name, each in expected.items()
            }


@pytest.mark.parametrize("model", ROWS)
async def test_rows_for_a_condition_are_those_that_the_library_reads(model: type[Stored], database: Database) -> None:
    """Rows of the table's type that are in no table, with and without all that may be missing."""
    meta = model._meta
    columns = {column: as_json(sample(meta.fields_map[name])) for name, column in meta.fields_db_projection.items()}
    empty = {column for name, column in meta.fields_db_projection.items() if meta.fields_map[name].null}
    row = f'SELECT {", ".join(sorted(columns))} FROM jsonb_populate_record(NULL::"{meta.db_table}", $1)'  # noqa: S608
    for given in (columns, columns | dict.fromkeys(empty)):
        text = json.dumps(given)

        (made,) = await model.where(f"false UNION ALL {row}", text)
        expected = as_the_library_does(model, dict((await database.fetch(row, text))[0]))

        assert vars(made) == expected
        assert {name: type(each) for name, each in vars(made).items()} == {
            name: type(each) for name, each in expected.items()
        }
