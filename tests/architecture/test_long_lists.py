"""A list of any length is refused or taken; the database's limit of arguments is nobody's to run into."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLList,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_required_argument,
    is_required_input_field,
    is_union_type,
)
from uuid_utils.compat import uuid7

from schema.build import schema
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from tests.architecture.test_permissions import ADMINS, FARMERS, MAY_CALL, OWNERS
from tests.architecture.test_strangers import NAMED, things_of
from tests.architecture.world import World, peopled

# PostgreSQL takes 32,767 arguments.
MANY = 33_000
SCALARS: dict[str, Any] = {
    "Boolean": True,
    "DateTime": "2026-03-02T08:00:00Z",
    "Decimal": "1",
    "Float": 8.5,
    "Int": 1,
    "Long": 1,
    "Time": "06:00",
}
type Place = tuple[str, ...]
"Of a list: the names of the fields that lead to it."
ELSEWHERE: Place = ("",)


def lists_in(kind: Any, *path: str) -> Iterator[Place]:
    """Where in an argument of this type there are lists."""
    bare = get_nullable_type(kind)
    if isinstance(bare, GraphQLList):
        yield path
        kind = bare.of_type
    named: Any = get_named_type(kind)
    if is_input_object_type(named):
        for name, each in named.fields.items():
            yield from lists_in(each.type, *path, name)


def value(kind: Any, path: Place) -> Any:
    """Of this type, with what it needs and as many as may be of the list at `path`."""
    bare: Any = get_nullable_type(kind)
    if isinstance(bare, GraphQLList):
        return [value(bare.of_type, path) for _ in range(1 if path else MANY)]
    if is_input_object_type(bare):
        wanted = {name: each for name, each in bare.fields.items() if is_required_input_field(each) or name in path[:1]}
        return {name: value(each.type, path[1:] if name in path[:1] else ELSEWHERE) for name, each in wanted.items()}
    if is_enum_type(bare):
        return next(iter(bare.values))
    return encode(Kind.NOTIFICATION, uuid7()) if bare.name == "ID" else SCALARS.get(bare.name, "PLOUGHING")


def everywhere() -> Iterator[tuple[str, str, Place]]:
    """Every root field with a list in its arguments: its name, the argument, and the list's place in that."""
    for root in (schema._schema.query_type, schema._schema.mutation_type, schema._schema.subscription_type):
        assert root is not None
        for name, field in root.fields.items():
            for argument, taken in field.args.items():
                for path in lists_in(taken.type):
                    yield f"{root.name}.{name}", argument, path


def document(coordinate: str, argument: str) -> str:
    """With a variable for each argument that there must be and for this one."""
    root, _, name = coordinate.partition(".")
    field: Any = schema._schema.get_type(root).fields[name]  # type: ignore[union-attr]
    taken = {each: kind for each, kind in field.args.items() if each == argument or is_required_argument(kind)}
    declared = ", ".join(f"${each}: {kind.type}" for each, kind in taken.items())
    given = ", ".join(f"{each}: ${each}" for each in taken)
    named: Any = get_named_type(field.type)
    shown = "{ __typename }" if is_union_type(named) or hasattr(named, "fields") else ""
    return f"{root.lower()} ({declared}) {{ {name}({given}) {shown} }}"


@pytest.fixture
async def world(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[World]:
    async with peopled(settings, tmp_path) as built:
        yield built


@pytest.mark.timeout(240)
async def test_no_list_is_too_long_for_the_database(world: World) -> None:
    things = {name: encode(kind, row_id) for name, (kind, row_id) in (await things_of(world)).items()}
    people = {FARMERS: world.farmer, OWNERS: world.owner, ADMINS: world.admin}
    asked = list(everywhere())
    for coordinate, argument, path in asked:
        root, _, name = coordinate.partition(".")
        field: Any = schema._schema.get_type(root).fields[name]  # type: ignore[union-attr]
        of_others = {
            each: value(kind.type, ELSEWHERE) for each, kind in field.args.items() if is_required_argument(kind)
        }
        own = {each: things[thing] for each, thing in NAMED.get(name, ("", {}))[1].items() if each in of_others}
        given = of_others | own | {argument: value(field.args[argument].type, path)}
        viewers = [people[each] for each in MAY_CALL[coordinate].split(", ") if each in people] or [*people.values()]
        for viewer in viewers:
            answer = await world.village.ask(viewer, document(coordinate, argument), **given)
            assert "INTERNAL" not in answer.codes, (coordinate, argument, path)
            assert set(answer.codes) <= {"FORBIDDEN", "BAD_USER_INPUT"}, (coordinate, path, answer.errors[:1])
    assert len(asked) >= 11
