"""Nothing that an operation began goes on after it, and no failure of it is left for the loop to complain of."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
import strawberry
from graphql import ExecutionResult, execute, parse

from schema.execution import CompiledExecution

FINISHED: list[str] = []


class AtOnce(CompiledExecution):
    begins_at_once = True


async def _slow() -> int:
    for _ in range(10):
        await asyncio.sleep(0)
    FINISHED.append("slow")
    return 1


@strawberry.type
class Leaf:
    @strawberry.field
    async def slow(self) -> int:
        return await _slow()

    @strawberry.field
    async def unwilling(self) -> int:
        try:
            return await _slow()
        except asyncio.CancelledError:
            raise ValueError("called off") from None

    @strawberry.field
    async def fails(self) -> int:
        await asyncio.sleep(0)
        raise ValueError("later")

    @strawberry.field
    def broken(self) -> int:
        raise ValueError("at once")


@strawberry.type
class Query:
    @strawberry.field
    async def leaf(self) -> Leaf | None:
        return Leaf()

    @strawberry.field
    async def other(self) -> Leaf | None:
        await asyncio.sleep(0)
        return Leaf()

    @strawberry.field
    def here(self) -> Leaf | None:
        return Leaf()

    @strawberry.field
    def surely(self) -> Leaf:
        return Leaf()


class Asked:
    """One document, which has a plan already."""

    def __init__(self, execution: type[CompiledExecution], query: str) -> None:
        self._execution = execution
        self._schema = strawberry.Schema(Query, execution_context_class=execution)._schema
        self._parsed = parse(query)

    async def run(self) -> ExecutionResult:
        found: Any = execute(self._schema, self._parsed, executor_class=self._execution)
        return found if isinstance(found, ExecutionResult) else await found

    async def planned(self) -> "Asked":
        for _ in range(2):
            await self.run()
            await gone_on()
        return self


@pytest.fixture
async def complaints() -> AsyncIterator[list[str]]:
    """What the loop is told of."""
    found: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, facts: found.append(facts["message"]))
    yield found
    gc.collect()
    assert found == []


async def gone_on() -> list[str]:
    """What came to its end all the same."""
    if left := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(left)
    found = list(FINISHED)
    FINISHED.clear()
    return found


@pytest.mark.usefixtures("complaints")
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("turns", range(1, 6))
@pytest.mark.parametrize("execution", [CompiledExecution, AtOnce])
async def test_whoever_calls_an_operation_off_calls_off_all_of_it(execution: Any, turns: int) -> None:
    asked = await Asked(
        execution, "{ leaf { slow fails } other { slow fails } here { slow fails unwilling } }"
    ).planned()
    task = asyncio.create_task(asked.run())
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert await gone_on() == []


@pytest.mark.usefixtures("complaints")
@pytest.mark.parametrize("query", ["{ here { slow fails } }", "{ here { fails slow } leaf { slow fails } }"])
async def test_what_was_begun_beside_an_error_ends_with_the_operation(query: str) -> None:
    asked = await Asked(AtOnce, query).planned()
    result = await asked.run()
    assert [error.message for error in result.errors or ()] == ["later"] * query.count("fails")
    assert await gone_on() == []


@pytest.mark.usefixtures("complaints")
@pytest.mark.parametrize(
    ("query", "data"), [("{ here { slow broken } }", {"here": None}), ("{ surely { slow broken } }", None)]
)
async def test_what_was_begun_before_an_error_that_is_there_at_once_ends_too(query: str, data: Any) -> None:
    asked = await Asked(AtOnce, query).planned()
    assert (await asked.run()).data == data
    assert await gone_on() == []
