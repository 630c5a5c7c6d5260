"""Whoever watches an execution sees what there is to see: extensions, permissions, masking."""

from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
import strawberry
from graphql import execute, parse
from strawberry.extensions import MaskErrors, SchemaExtension
from strawberry.permission import BasePermission
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext as Stock

from schema.build import schema as ours
from schema.execution import CompiledExecution
from schema.plans import plans_of
from schema.resolved import attribute_of

SEEN: list[Any] = []


class Watching(SchemaExtension):
    """Sees every field, and the outcome."""

    def resolve(self, _next: Any, root: Any, info: Any, *args: str, **kwargs: Any) -> Any:
        SEEN.append(info.path.as_list())
        return _next(root, info, *args, **kwargs)

    def on_execute(self) -> Iterator[None]:
        yield
        SEEN.append(cast(Any, self.execution_context.result).data)


class Never(BasePermission):
    message = "never"

    def has_permission(self, source: Any, info: strawberry.Info, **_: Any) -> bool:
        SEEN.append(("asked", info.path.as_list(), type(source).__name__))
        return False


@strawberry.type
class Leaf:
    word: str
    secret: str | None = strawberry.field(permission_classes=[Never], default="hidden")


@strawberry.type
class Query:
    @strawberry.field
    def leaves(self) -> list[Leaf]:
        return [Leaf(word="a"), Leaf(word="b")]

    @strawberry.field
    def broken(self) -> list[Leaf | None]:
        return [Leaf(word="a"), Leaf(word=cast(str, None))]


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def leaves(self) -> AsyncIterator[Leaf]:
        for word in ["a", "b", "c"]:
            yield Leaf(word=word)


async def answers(execution: type, query: str, *extensions: Any, times: int = 3) -> list[Any]:
    """All that is answered and seen, `times` over."""
    schema = strawberry.Schema(Query, extensions=extensions, execution_context_class=execution)
    found = []
    for _ in range(times):
        SEEN.clear()
        result = await schema.execute(query)
        found.append((result.data, [error.formatted for error in result.errors or ()], list(SEEN)))
    return found


@pytest.mark.parametrize("query", ["{ leaves { word secret } }", "{ broken { word } leaves { word } }"])
@pytest.mark.parametrize("extensions", [(), (Watching,), (MaskErrors,), (Watching, MaskErrors)])
async def test_the_same_is_seen(query: str, extensions: tuple[Any, ...]) -> None:
    assert await answers(CompiledExecution, query, *extensions) == await answers(Stock, query, *extensions)


async def test_an_extension_sees_each_plain_field() -> None:
    (*_, (_, _, seen)) = await answers(CompiledExecution, "{ leaves { word } }", Watching)
    assert seen == [
        ["leaves"],
        ["leaves", 0, "word"],
        ["leaves", 1, "word"],
        {"leaves": [{"word": "a"}, {"word": "b"}]},
    ]


async def test_each_event_of_a_subscription_runs_its_plan() -> None:
    schema = strawberry.Schema(Query, subscription=Subscription, execution_context_class=CompiledExecution)
    parsed = parse("subscription { leaves { word } }")
    executor = CompiledExecution.build(schema._schema, parsed, operation_extensions=None)
    assert isinstance(executor, CompiledExecution)
    results: list[Any] = [
        executor.build_per_event_executor(Leaf(word=word)).execute_operation() for word in ["a", "b", "c"]
    ]
    assert [result.data for result in results] == [{"leaves": {"word": word}} for word in ["a", "b", "c"]]
    assert len(plans_of(parsed.definitions[0])) == 1


@pytest.mark.parametrize("is_on", [True, False])
async def test_a_setting_turns_it_off(is_on: bool) -> None:
    schema = strawberry.Schema(Query, execution_context_class=CompiledExecution)._schema
    context = SimpleNamespace(services=SimpleNamespace(settings=SimpleNamespace(compiled_execution=is_on)))
    parsed = parse("{ leaves { word } }")
    for _ in range(3):
        result: Any = execute(schema, parsed, None, context, executor_class=CompiledExecution)
        assert result.data == {"leaves": [{"word": "a"}, {"word": "b"}]}
    assert bool(plans_of(parsed.definitions[0])) is is_on


def test_our_own_schema_has_plain_fields_and_others() -> None:
    """Were the library's resolvers to change their look, all fields would be others."""
    fields: dict[str, Any] = cast(Any, ours._schema.type_map["Money"]).fields
    read = {name: attribute_of(field) for name, field in fields.items()}
    assert read == {"amountMinor": "amount_minor", "currency": "currency", "exponent": None, "formatted": None}
    assert all(attribute_of(field) is None for field in cast(Any, ours._schema.query_type).fields.values())
