"""Whatever schema, data and document are: the answer is graphql-core's, to the byte and to the order of calls."""

import asyncio
import gc
import re
from collections.abc import Callable, Coroutine
from random import Random
from typing import Any, cast

import orjson
import pytest
from graphql import ExecutionResult, GraphQLError, execute, parse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext as Stock

from schema import plans
from schema.execution import CompiledExecution
from schema.plans import plans_of
from tests.execution.contents import contents
from tests.execution.documents import Document
from tests.execution.worlds import Trail, World

_ADDRESS = re.compile("0x[0-9a-f]+")
_CASES = 25
"""Of one schema: a document, its variables and data."""


class AtOnce(CompiledExecution):
    begins_at_once = True


type Compared = Callable[[World, Document, Any, int], Coroutine[Any, Any, None]]


@pytest.mark.timeout(180)
# graphql-core drops what was begun beside some of the errors that there are in these data.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
# And where the collector finds it while the library of these cases has filters of its own, that is what it becomes.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("part", range(10))
@pytest.mark.parametrize("order", ["kept", "free"])
def test_answers_are_the_same(part: int, order: str) -> None:
    """40 schemas and 1,000 cases a part."""
    compare: Compared = _compare if order == "kept" else _compare_but_for_order

    @settings(max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32))
    def hold(seed: int) -> None:
        chance = Random(f"{part}-{seed}")
        world = World(chance)
        with asyncio.Runner() as runner:
            for _ in range(_CASES):
                document = Document(world, chance)
                parsed = parse(document.text)
                runner.run(compare(world, document, parsed, chance.getrandbits(32)))
                assert plans_of(parsed.definitions[0])

    hold()
    gc.collect()


@pytest.mark.timeout(180)
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("order", ["kept", "free"])
def test_answers_are_the_same_where_a_plan_is_given_up_half_way(order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compare: Compared = _compare if order == "kept" else _compare_but_for_order
    given_up = 0
    with asyncio.Runner() as runner:
        for part in range(20):
            chance = Random(f"given up {part}")
            world = World(chance)
            for _ in range(_CASES):
                monkeypatch.setattr(plans, "_MOST_WRITTEN", chance.randint(1, 15))
                document = Document(world, chance)
                parsed = parse(document.text)
                runner.run(compare(world, document, parsed, chance.getrandbits(32)))
                given_up += not plans_of(parsed.definitions[0])
    gc.collect()
    assert given_up > 100


async def _compare(world: World, document: Document, parsed: Any, seed: int) -> None:
    """Functions are written for what is seen a second time, and found at once the third time."""
    expected = await _answer(world, Stock, parsed, document, seed)
    for _ in range(3):
        assert await _answer(world, CompiledExecution, parsed, document, seed) == expected, document.text


async def _compare_but_for_order(world: World, document: Document, parsed: Any, seed: int) -> None:
    """Where asynchronous resolvers begin at once, fields beside a failure may not be called, or be called before it."""
    expected, _ = await _result(world, Stock, parsed, document, seed)
    for _ in range(3):
        found, _ = await _result(world, AtOnce, parsed, document, seed)
        assert _plain(found.data) == _plain(expected.data), document.text
        assert _nulls(found) == _nulls(expected), document.text


def _plain(data: Any) -> str:
    return _ADDRESS.sub("", orjson.dumps(data).decode())


def _nulls(result: ExecutionResult) -> dict[str, Any]:
    """Where something is null because of an error, and the error, if it is of that very field."""
    found: dict[str, Any] = {}
    for error in result.errors or ():
        path, place = error.path or [], cast(Any, result.data)
        shown = 0
        while place is not None and shown < len(path):
            place = place[path[shown]]
            shown += 1
        where = repr(path[:shown])
        found[where] = _ADDRESS.sub("", repr(_shown(error))) if shown == len(path) else found.get(where)
    return found


async def _answer(world: World, execution: type, parsed: Any, document: Document, seed: int) -> tuple[str, ...]:
    result, trail = await _result(world, execution, parsed, document, seed)
    errors = [_shown(error) for error in result.errors or ()]
    found = orjson.dumps(result.data).decode(), repr(result.data), repr(errors), repr(trail.seen)
    # A string shows some odd values by their addresses.
    return tuple(_ADDRESS.sub("", each) for each in found)


async def _result(
    world: World, execution: type, parsed: Any, document: Document, seed: int
) -> tuple[ExecutionResult, Trail]:
    trail = Trail()
    result: Any = execute(
        world.schema(execution)._schema,
        parsed,
        contents(world, seed),
        trail,
        document.variables,
        is_awaitable=cast(Any, optimized_is_awaitable),
        executor_class=execution,
    )
    if not isinstance(result, ExecutionResult):
        result = await result
    for _ in range(5):
        await asyncio.sleep(0)
    return result, trail


def _shown(error: GraphQLError) -> tuple[Any, ...]:
    return error.formatted, type(error.original_error), str(error.original_error)
