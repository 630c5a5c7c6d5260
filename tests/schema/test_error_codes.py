"""Bugs stay in the house: the caller gets a trace id, and the log gets the exception."""

from collections.abc import AsyncGenerator
from types import SimpleNamespace
from typing import Any

import pytest
import strawberry
from graphql import GraphQLError
from strawberry.types import ExecutionResult
from structlog.testing import capture_logs

from schema.error_codes import CodedErrors
from services.errors import Forbidden, NotFound, RateLimited, Refusal, ValidationFailed
from tests.accounts import START


@strawberry.type
class Query:
    @strawberry.field
    def broken(self) -> int:
        raise RuntimeError("the password is hunter2")

    @strawberry.field
    def misleading(self) -> int:
        raise GraphQLError("Argument 'password' has invalid value: hunter2.")

    @strawberry.field
    def refused(self, index: int) -> int:
        raise REFUSALS[index]


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def broken(self) -> AsyncGenerator[int]:
        yield 1
        raise RuntimeError("the password is hunter2")


REFUSALS: list[Refusal] = [
    Forbidden(),
    NotFound(),
    RateLimited(retry_at=START),
    ValidationFailed.of("input", "name", code="REQUIRED", message="A name, please."),
]
SHOWN = [
    {"code": "FORBIDDEN"},
    {"code": "NOT_FOUND"},
    {"code": "RATE_LIMITED", "retryAfterMs": 0},
    {
        "code": "BAD_USER_INPUT",
        "problems": [{"path": ("input", "name"), "code": "REQUIRED", "message": "A name, please."}],
    },
]
schema = strawberry.Schema(query=Query, subscription=Subscription, extensions=[CodedErrors])
context: Any = SimpleNamespace(trace_id="trace-1", services=SimpleNamespace(settings=SimpleNamespace(suggests=True)))


async def test_a_bug_is_masked_and_logged_once() -> None:
    with capture_logs() as logs:
        result = await schema.execute("{ broken }", context_value=context)
    (error,) = result.errors or []
    assert error.message == "Something went wrong on our side."
    assert error.path == ["broken"]
    assert error.extensions == {"code": "INTERNAL", "traceId": "trace-1"}
    (entry,) = logs
    assert (entry["event"], entry["trace_id"]) == ("unexpected_error", "trace-1")
    assert str(entry["exc_info"]) == "the password is hunter2"


async def test_no_resolvers_error_is_taken_for_a_clients_mistake() -> None:
    result = await schema.execute("{ misleading }", context_value=context)
    (error,) = result.errors or []
    assert (error.message, error.extensions) == (
        "Something went wrong on our side.",
        {"code": "INTERNAL", "traceId": "trace-1"},
    )


async def test_a_bug_in_a_stream_is_masked_as_well() -> None:
    stream = await schema.stream("subscription { broken }", context_value=context)
    frames = [frame async for frame in stream if isinstance(frame, ExecutionResult)]
    assert frames[0].data == {"broken": 1}
    (error,) = frames[-1].errors or []
    assert error.message == "Something went wrong on our side."
    assert error.extensions == {"code": "INTERNAL", "traceId": "trace-1"}


@pytest.mark.parametrize("index", range(len(REFUSALS)))
async def test_a_refusal_that_no_union_holds_is_an_error_with_its_code(index: int) -> None:
    operation = "query ($index: Int!) { refused(index: $index) }"
    result = await schema.execute(operation, variable_values={"index": index}, context_value=context)
    (error,) = result.errors or []
    assert error.message == REFUSALS[index].message
    assert error.extensions == SHOWN[index]
