"""Whatever schema, data and document are: the answer is graphql-core's, to the byte and to the order of calls."""

import asyncio
import gc
import re
from random import Random
from typing import Any, cast

import orjson
import pytest
from graphql import ExecutionResult, GraphQLError, execute, parse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext as Stock

from schema.execution import CompiledExecution, plans_of
from tests.execution.contents import contents
from tests.execution.documents import Document
from tests.execution.worlds import Trail, World

_ADDRESS = re.compile("0x[0-9a-f]+")
_CASES = 25
"""Of one schema: a document, its variables and data."""


@pytest.mark.timeout(180)
# graphql-core drops what was begun beside some of the errors that there are in these data.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
# And where the collector finds it while the library of these cases has filters of its own, that is what it becomes.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("part", range(10))
def test_answers_are_the_same(part: int) -> None:
    """40 schemas and 1,000 cases a part."""

    @settings(max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32))
    def hold(seed: int) -> None:
        chance = Random(f"{part}-{seed}")
        world = World(chance)
        with asyncio.Runner() as runner:
            for _ in range(_CASES):
                document = Document(world, chance)
                runner.run(_compare(world, document, chance.getrandbits(32)))

    hold()
    gc.collect()


async def _compare(world: World, document: Document, seed: int) -> None:
    """Functions are written for what is seen a second time."""
    parsed = parse(document.text)
    expected = await _answer(world, Stock, parsed, document, seed)
    for _ in range(2):
        assert await _answer(world, CompiledExecution, parsed, document, seed) == expected, document.text
    assert plans_of(parsed.definitions[0])


async def _answer(world: World, execution: type, parsed: Any, document: Document, seed: int) -> tuple[str, ...]:
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
    errors = [_shown(error) for error in result.errors or ()]
    found = orjson.dumps(result.data).decode(), repr(result.data), repr(errors), repr(trail.seen)
    # A string shows some odd values by their addresses.
    return tuple(_ADDRESS.sub("", each) for each in found)


def _shown(error: GraphQLError) -> tuple[Any, ...]:
    return error.formatted, type(error.original_error), str(error.original_error)
