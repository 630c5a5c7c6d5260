"""An operation of a client that listens: each of its answers, encoded once."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, cast

import orjson
from graphql import ExecutionResult as GraphQLExecutionResult
from graphql import GraphQLError, OperationType
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from schema.build import NotBegun, schema
from schema.context import Context
from schema.documents import operation_type
from schema.error_codes import coded
from schema.lanes import Outlet, Render, Write
from schema.persisted import meant
from schema.sharing import Shown, sharing_key
from services.platform.cancelling import is_called_off


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asks for."""

    query: str | None
    variables: dict[str, Any] | None = None
    name: str | None = None
    extensions: dict[str, Any] | None = None
    document_id: str | None = None


class OperationFailed(Exception):
    """Raised where an operation has no answer, or no further one. `errors` are those that a client may see."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__()
        self.errors = [error.formatted for error in errors]


type Admits = Callable[[], Awaitable[bool]]


async def answers(
    operation: Operation, context: Context, admits: Admits, write: Write | None = None
) -> AsyncGenerator[bytes]:
    """The JSON of each result. Raises OperationFailed.

    Nothing begins, and no event of a subscription is shown, unless whoever asks is admitted at that moment. What can be
    written at once does not come here.
    """
    with _Failures(context):
        if not await admits():
            return
        operation = replace(operation, query=await _document(operation, context))
        kind = operation_type(operation.query, operation.name, context.services.settings.document_tokens)
        context.is_changing = kind is OperationType.MUTATION
        if kind is OperationType.SUBSCRIPTION:
            found = await _events(operation, context, admits, write)
        else:
            found = _single(operation, context)
        # Ten thousand wait here, and what was asked is known by now.
        del operation
        async with aclosing(found) as results:
            async for result in results:
                context.services.metrics.count_frames(1)
                yield result
                del result


class _Failures:
    """Whatever goes wrong is told as an OperationFailed."""

    __slots__ = ("_context",)

    def __init__(self, context: Context) -> None:
        self._context = context

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        match error:
            case GraphQLError():
                raise OperationFailed([_coded(error, self._context)]) from error
            case NotBegun():
                raise OperationFailed([_coded(each, self._context) for each in error.errors]) from error
            case OperationFailed() | GeneratorExit():
                return
            case Exception():
                ended = GraphQLError(str(error), original_error=error)
                raise OperationFailed([_coded(ended, self._context)]) from error


def _coded(error: GraphQLError, context: Context) -> GraphQLError:
    return coded(error, context.trace_id, suggests=context.services.settings.suggests)


async def _document(operation: Operation, context: Context) -> str:
    """Raises NoDocument."""
    query = await meant(
        operation.query,
        extensions=operation.extensions,
        document_id=operation.document_id,
        documents=context.services.documents,
    )
    return query or ""


async def _events(operation: Operation, context: Context, admits: Admits, write: Write | None) -> AsyncGenerator[bytes]:
    """Of a subscription that has begun. Raises NotBegun."""
    executor, events = await schema.begin(
        operation.query or "",
        variables=operation.variables,
        context=context,
        name=operation.name,
        extensions=operation.extensions,
    )
    key = sharing_key(operation.query or "", operation.name, operation.variables, context.viewer)

    async def render(event: object) -> bytes:
        try:
            result = executor.build_per_event_executor(event).execute_operation()
            if not isinstance(result, GraphQLExecutionResult):
                result = await result
        except asyncio.CancelledError:
            if is_called_off():
                raise
            raise RuntimeError("What was waited for was called off.") from None
        # Whoever waits for the next one holds nothing of this one.
        context.forget_rows()
        if result.errors:
            result.errors = [_coded(error, context) for error in result.errors]
        return encoded(result)

    if write is not None:
        context.outlet = Outlet(context.viewer, key, render, write, context.services.metrics)
    return _rendered(events, key, render, admits)


async def _rendered(
    events: AsyncGenerator[Any], key: Hashable, render: Render, admits: Admits
) -> AsyncGenerator[bytes]:
    """An event that others are shown as well is executed and encoded once."""
    async with aclosing(events):
        async for event in events:
            answer = await (event.once(key, render) if isinstance(event, Shown) else render(event))
            if not await admits():
                return
            yield answer
            del event, answer


async def _single(operation: Operation, context: Context) -> AsyncGenerator[bytes]:
    """Of a query or a mutation, and of a document that is none of the three."""
    async with aclosing(await _results(operation, context)) as results:
        async for result in results:
            if _is_failure(result):
                raise OperationFailed(result.errors or ())
            yield encoded(result)


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
    return isinstance(result, PreExecutionError) or never_ran(result)


def never_ran(result: ExecutionResult) -> bool:
    """True where no field is to blame that there is nothing."""
    return result.data is None and not any(error.path for error in result.errors or ())


def encoded(result: ExecutionResult | GraphQLExecutionResult) -> bytes:
    """As GraphQL over HTTP has it: `errors` and `extensions` only where there are any."""
    shown: dict[str, Any] = {"data": result.data}
    if result.errors:
        shown["errors"] = [error.formatted for error in result.errors]
    if result.extensions:
        shown["extensions"] = result.extensions
    return orjson.dumps(shown)
