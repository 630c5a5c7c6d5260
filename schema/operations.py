"""An operation of a client that listens: each of its answers, encoded once."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, cast

import orjson
import structlog
from graphql import GraphQLError
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from schema.build import schema
from schema.context import Context
from schema.documents import is_subscription
from schema.error_codes import MASKED, coded

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asks for."""

    query: str
    variables: dict[str, Any] | None = None
    name: str | None = None
    extensions: dict[str, Any] | None = None


class OperationFailed(Exception):
    """Raised where an operation has no answer, or no further one. `errors` are those that a client may see."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__()
        self.errors = [error.formatted for error in errors]


type Admits = Callable[[], Awaitable[bool]]


async def answers(operation: Operation, context: Context, admits: Admits) -> AsyncGenerator[bytes]:
    """The JSON of each result. Raises OperationFailed.

    Nothing begins, and no event of a subscription is shown, unless whoever asks is admitted at that moment.
    """
    try:
        if not await admits():
            return
        is_live = is_subscription(operation.query, operation.name, context.services.settings.document_tokens)
        async with aclosing(await _results(operation, context)) as results:
            async for result in results:
                if _is_failure(result):
                    raise OperationFailed(result.errors or ())
                if is_live and not await admits():
                    return
                yield encoded(result)
    except GraphQLError as error:
        raise OperationFailed([coded(error, context.trace_id)]) from error
    except OperationFailed:
        raise
    except Exception as error:
        log.exception("operation_failed", trace_id=context.trace_id)
        raise OperationFailed([_masked(context.trace_id)]) from error


async def _results(operation: Operation, context: Context) -> AsyncGenerator[ExecutionResult]:
    results = await schema.stream(
        operation.query,
        variable_values=operation.variables,
        context_value=context,
        operation_name=operation.name,
        operation_extensions=operation.extensions,
    )
    return cast(AsyncGenerator[ExecutionResult], results)


def _is_failure(result: ExecutionResult) -> bool:
    """True where nothing was executed, or the source of a subscription has ended in an error."""
    has_failed = isinstance(result, PreExecutionError)
    return has_failed or (result.data is None and not any(error.path for error in result.errors or ()))


def encoded(result: ExecutionResult) -> bytes:
    """As GraphQL over HTTP has it: `errors` and `extensions` only where there are any."""
    shown: dict[str, Any] = {"data": result.data}
    if result.errors:
        shown["errors"] = [error.formatted for error in result.errors]
    if result.extensions:
        shown["extensions"] = result.extensions
    return orjson.dumps(shown)


def _masked(trace_id: str) -> GraphQLError:
    return GraphQLError(MASKED, extensions={"code": "INTERNAL", "traceId": trace_id})
