"""The execution chapter of the GraphQL specification (October 2021, section 6), some cases for each of its parts."""

import asyncio
import enum
from typing import Annotated, Any, cast

import pytest
import strawberry
from graphql import ExecutionResult, execute, parse
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext as Stock

from schema.execution import CompiledExecution


@strawberry.enum
class Size(enum.Enum):
    SMALL = "s"
    LARGE = "l"


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Dog(Named):
    barks: bool = True
    size: Size = Size.LARGE
    friends: "list[Annotated[Cat | Dog, strawberry.union('Pet')] | None] | None" = None
    best: "Dog | None" = None
    surely: "Dog" = cast(Any, None)
    toys: list[str] = strawberry.field(default_factory=lambda: ["ball", "bone"])
    grid: list[list[int | None]] = strawberry.field(default_factory=lambda: [[1, None], []])
    weight: int | None = 7

    @strawberry.field
    def says(self, times: int = 1, word: str | None = "woof") -> str:
        return " ".join([str(word)] * times)


@strawberry.type
class Cat(Named):
    lives: int = 9


def _dog(**facts: Any) -> Any:
    return Dog(name="Rex", **facts)


def _tree() -> Any:
    return _dog(friends=[Cat(name="Tom"), _dog(), None], best=_dog(), surely=_dog())


STORE: dict[str, Any] = {}


@strawberry.type
class Query:
    @strawberry.field
    def dog(self) -> Dog | None:
        return cast(Dog, STORE["dog"])

    @strawberry.field
    def named(self) -> list[Named]:
        return [Cat(name="Tom"), _dog()]


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def put(self, weight: int) -> Dog:
        before = STORE["dog"].weight
        await asyncio.sleep(0)
        STORE["dog"] = _dog(weight=before * 10 + weight)
        return cast(Dog, STORE["dog"])


SCHEMAS = {
    execution: strawberry.Schema(Query, Mutation, execution_context_class=execution)._schema
    for execution in (Stock, CompiledExecution)
}


async def answer(execution: Any, parsed: Any, variables: dict[str, Any], dog: Any) -> dict[str, Any]:
    STORE["dog"] = dog() if callable(dog) else dog
    options: dict[str, Any] = {"executor_class": execution, "is_awaitable": optimized_is_awaitable}
    result: Any = execute(SCHEMAS[execution], parsed, None, None, variables, **options)
    shown = result if isinstance(result, ExecutionResult) else await result
    return cast(dict[str, Any], shown.formatted)


async def holds(query: str, expected: Any, *, dog: Any = _tree, **variables: Any) -> None:
    """Both give it, ours also the second time and the third, when it is compiled."""
    for execution in (Stock, CompiledExecution):
        parsed = parse(query)
        for _ in range(3):
            assert await answer(execution, parsed, variables, dog) == expected, execution


async def fails(query: str, data: Any, *errors: tuple[str, list[Any]], dog: Any) -> None:
    """With these messages and paths, located where the last key of each path is in the document."""
    for execution in (Stock, CompiledExecution):
        parsed = parse(query)
        for _ in range(3):
            found = await answer(execution, parsed, {}, dog)
            assert found["data"] == data, execution
            assert [(each["message"], each["path"]) for each in found["errors"]] == list(errors), execution
            assert all(each["locations"] for each in found["errors"])


async def test_6_1_variables_are_coerced_and_a_request_error_has_no_data() -> None:
    query = "query ($times: Int! = 2) { dog { says(times: $times) } }"
    await holds(query, {"data": {"dog": {"says": "woof woof"}}})
    await holds(query, {"data": {"dog": {"says": "woof"}}}, times=1)
    for execution in (Stock, CompiledExecution):
        assert (await answer(execution, parse(query), {"times": "x"}, _tree))["data"] is None


async def test_6_2_2_mutations_run_one_after_the_other() -> None:
    query = "mutation { a: put(weight: 1) { weight name } b: put(weight: 2) { weight } }"
    await holds(query, {"data": {"a": {"weight": 71, "name": "Rex"}, "b": {"weight": 712}}})


@pytest.mark.parametrize(
    ("selection", "shown"),
    [
        ("name", {"name": "Rex"}),
        ("size name barks", {"size": "LARGE", "name": "Rex", "barks": True}),
        ("a: name b: name name", {"a": "Rex", "b": "Rex", "name": "Rex"}),
        ("name @skip(if: true) barks", {"barks": True}),
        ("name @include(if: false) barks", {"barks": True}),
        ("name @skip(if: true) @include(if: true)", {}),
        ("... @include(if: $no) { name } ...F @skip(if: $no)", {"barks": True}),
        ("... on Named { name } ... on Cat { lives }", {"name": "Rex"}),
        ("...F barks ...F", {"barks": True}),
        ("__typename ... { kind: __typename }", {"__typename": "Dog", "kind": "Dog"}),
    ],
)
async def test_6_3_fields_are_collected_in_order(selection: str, shown: dict[str, Any]) -> None:
    query = f"query ($no: Boolean! = false) {{ dog {{ {selection} }} }} fragment F on Dog {{ barks }}"
    await holds(query, {"data": {"dog": shown}})
    assert list(shown) == list((await answer(CompiledExecution, parse(query), {}, _tree))["data"]["dog"])


async def test_6_4_1_arguments_are_coerced() -> None:
    query = 'query ($word: String) { dog { a: says(word: $word) b: says(times: 2, word: "x") c: says(word: null) } }'
    await holds(query, {"data": {"dog": {"a": "woof", "b": "x x", "c": "None"}}})
    await holds(query, {"data": {"dog": {"a": "hm", "b": "x x", "c": "None"}}}, word="hm")


@pytest.mark.parametrize(
    ("facts", "selection", "shown"),
    [
        ({"weight": None}, "weight", {"weight": None}),
        ({"weight": True}, "weight", {"weight": 1}),
        ({"weight": 3.0}, "weight", {"weight": 3}),
        ({"weight": "12"}, "weight", {"weight": 12}),
        ({"size": Size.SMALL}, "size", {"size": "SMALL"}),
        ({"size": "s"}, "size", {"size": "SMALL"}),
        ({"toys": ("a", "b")}, "toys", {"toys": ["a", "b"]}),
        ({"toys": {"a": 1}.keys()}, "toys", {"toys": ["a"]}),
        ({"toys": []}, "toys", {"toys": []}),
        ({}, "grid", {"grid": [[1, None], []]}),
        ({"best": None}, "best { name }", {"best": None}),
    ],
)
async def test_6_4_3_values_are_completed(facts: dict[str, Any], selection: str, shown: Any) -> None:
    await holds(f"{{ dog {{ {selection} }} }}", {"data": {"dog": shown}}, dog=_dog(**facts))


async def test_6_4_3_abstract_types_are_resolved() -> None:
    pets = "{ dog { friends { __typename ... on Cat { lives } ... on Named { name } } } }"
    rex, tom = {"__typename": "Dog", "name": "Rex"}, {"__typename": "Cat", "lives": 9, "name": "Tom"}
    await holds(pets, {"data": {"dog": {"friends": [tom, rex, None]}}})
    named = "{ named { name ... on Dog { barks } } }"
    await holds(named, {"data": {"named": [{"name": "Tom"}, {"name": "Rex", "barks": True}]}})


async def test_6_4_3_selections_of_one_name_are_merged() -> None:
    query = "{ dog { best { name } best { barks } ... on Named { name } } }"
    await holds(query, {"data": {"dog": {"best": {"name": "Rex", "barks": True}, "name": "Rex"}}})


async def test_6_4_4_an_error_in_a_field_that_may_be_null_is_held_there() -> None:
    message = "Int cannot represent non 32-bit signed integer value: 2147483648"
    await fails("{ dog { name weight } }", {"dog": {"name": "Rex", "weight": None}}, (message, ["dog", "weight"]),
                dog=_dog(weight=2**31))  # fmt: skip


async def test_6_4_4_null_goes_up_to_the_nearest_that_may_be_null() -> None:
    message = "Cannot return null for non-nullable field Dog.surely."
    query = "{ dog { name best { best { surely { name } } name } } }"
    broken = _dog(best=_dog(best=_dog()))
    await fails(query, {"dog": {"name": "Rex", "best": {"best": None, "name": "Rex"}}},
                (message, ["dog", "best", "best", "surely"]), dog=broken)  # fmt: skip
    await fails("{ dog { surely { surely { name } } } }", {"dog": None}, (message, ["dog", "surely", "surely"]),
                dog=_dog(surely=_dog()))  # fmt: skip


async def test_6_4_4_in_lists() -> None:
    message = "Cannot return null for non-nullable field Dog.name."
    nameless = Dog(name=cast(str, None))
    await fails("{ dog { friends { ... on Named { name } } } }", {"dog": {"friends": [{"name": "Tom"}, None]}},
                (message, ["dog", "friends", 1, "name"]), dog=_dog(friends=[Cat(name="Tom"), nameless]))  # fmt: skip
    await fails("{ dog { toys } }", {"dog": None}, ("Cannot return null for non-nullable field Dog.toys.",
                ["dog", "toys", 1]), dog=_dog(toys=["a", None]))  # fmt: skip


async def test_6_4_4_all_errors_are_told_in_order() -> None:
    first, second = ValueError("first"), ValueError("second")
    await fails("{ dog { weight best { weight } } }", {"dog": {"weight": None, "best": {"weight": None}}},
                ("first", ["dog", "weight"]), ("second", ["dog", "best", "weight"]),
                dog=_dog(weight=first, best=_dog(weight=second)))  # fmt: skip
