"""An id that is none, one of another kind and one of nothing: queries have the same answer to each."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from graphql import GraphQLField, get_named_type, is_input_object_type, is_required_argument
from uuid_utils.compat import uuid7

from models.payments import Payment
from schema.build import schema
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from tests.accounts import Answer
from tests.architecture.test_permissions import ADMINS, EVERYBODY, FARMERS, MAY_CALL, OWNERS, SIGNED_IN, literal
from tests.architecture.world import World, peopled

_ROOT: Any = schema._schema.query_type
QUERIES: dict[str, GraphQLField] = _ROOT.fields
ARGUMENTS = [
    (name, argument)
    for name, field in QUERIES.items()
    for argument, each in field.args.items()
    if get_named_type(each.type).name == "ID"
]
PEOPLE = {"farmer": FARMERS, "owner": OWNERS, "bidder": OWNERS, "admin": ADMINS}
MALFORMED = ("", "x", "garbage", "req_", "nope_01h455vb4pex5vsknk084sn02q", "req_01H455VB4PEX5VSKNK084SN02Q")


@pytest.fixture
async def world(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[World]:
    async with peopled(settings, tmp_path) as built:
        yield built


def test_no_id_hides_in_an_input() -> None:
    inputs = [get_named_type(each.type) for field in QUERIES.values() for each in field.args.values()]
    named = {
        get_named_type(each.type).name for kind in inputs if is_input_object_type(kind) for each in kind.fields.values()
    }
    assert "ID" not in named


async def test_what_names_nothing_is_answered_in_one_way(world: World) -> None:
    told_apart = {}
    for name, argument in ARGUMENTS:
        unknown = [encode(kind, uuid7()) for kind in Kind]
        others = [*MALFORMED, *await of_another_kind(world)]
        for who in (who for who, role in PEOPLE.items() if may_call(name, role)):
            answer, *answers = [await asked(world, who, name, argument, text) for text in (*unknown, *others)]
            told_apart[name, argument, who] = [each for each in answers if each != answer]

    assert {call: answers for call, answers in told_apart.items() if answers} == {}


def may_call(name: str, role: str) -> bool:
    allowed = MAY_CALL[f"Query.{name}"]
    return allowed in (EVERYBODY, SIGNED_IN) or role in allowed.split(", ")


async def of_another_kind(world: World) -> list[str]:
    """The rows that there are, by names of what they are not."""
    rows: dict[Kind, UUID] = {
        Kind.USER: world.owner.user_id,
        Kind.REQUEST: world.job.request_id,
        Kind.PAYMENT: (await Payment.get(job_request_id=world.job.request_id, status="SUCCEEDED")).id,
    }
    return [encode(kind, row_id) for own, row_id in rows.items() for kind in Kind if kind is not own]


async def asked(world: World, who: str, name: str, argument: str, text: str) -> Answer:
    field = QUERIES[name]
    needed = {each: kind for each, kind in field.args.items() if is_required_argument(kind)}
    values = {each: _given(world, each, kind) for each, kind in needed.items()} | {argument: "$id"}
    arguments = ", ".join(f"{each}: {value}" for each, value in values.items())
    shown: Any = get_named_type(field.type)
    wanted = "nodes { id }" if "nodes" in shown.fields else "id" if "id" in shown.fields else ""
    return await world.village.ask(
        world.people[who], f"query ($id: ID!) {{ {name}({arguments}) {{ __typename {wanted} }} }}", id=text
    )


def _given(world: World, name: str, argument: Any) -> str:
    return f'"{encode(Kind.REQUEST, world.open_request.id)}"' if name == "requestId" else literal(argument.type)
