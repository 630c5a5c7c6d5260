"""What each operation took: for the log, for whoever scrapes and for whoever traces."""

from collections.abc import Iterator
from time import perf_counter

import structlog
from graphql import FieldNode, GraphQLSchema, OperationDefinitionNode, get_operation_ast
from opentelemetry import trace
from strawberry.extensions import SchemaExtension
from strawberry.types.execution import ExecutionContext

from schema.context import Context
from services.platform import tally
from services.platform.ids import Kind, encode

log = structlog.get_logger()

_LONGEST_NAME = 64
_PLACE = "_root"
_DESCRIBING = {"__typename", "__schema", "__type"}
"""The fields that the language itself adds to every root."""


class Observed(SchemaExtension):
    """Comes first, so that it sees errors as clients do. Neither the document nor its variables are told."""

    def on_operation(self) -> Iterator[None]:
        context = self.execution_context.context
        if not isinstance(context, Context):
            yield
            return
        asked, started = tally.begin(), perf_counter()
        yield
        seconds = perf_counter() - started
        field = root_of(self.execution_context)
        outcome = _outcome(self.execution_context)
        if field.startswith("subscription."):
            return
        context.services.metrics.count_operation(field, outcome, seconds, asked)
        facts = _facts(self.execution_context, context, field, outcome)
        _trace(facts, field, asked)
        is_slow = seconds >= context.services.settings.slow_operation.total_seconds()
        tell = log.warning if is_slow else log.info
        tell(
            "slow_operation" if is_slow else "operation",
            **facts,
            ms=_milliseconds(seconds),
            statements=asked.statements,
            sql_ms=_milliseconds(asked.seconds),
        )


def root_of(execution: ExecutionContext) -> str:
    """The operation's first root field as the schema calls it, such as `mutation.createRequest`: one of few."""
    document, name = execution.graphql_document, execution._provided_operation_name  # noqa: SLF001 - as it was sent
    if document is None:
        return "invalid"
    # A document that comes again is the same object, and what it has no operation for is not kept with it.
    kept: dict[str | None, str] = vars(document).setdefault(_PLACE, {})
    root = kept.get(name)
    if root is None:
        operation = get_operation_ast(document, name)
        if operation is None:
            return "invalid"
        root = kept[name] = _first_of(operation, execution.schema._schema)  # noqa: SLF001 - there is no other way
    return root


def _first_of(operation: OperationDefinitionNode, schema: GraphQLSchema) -> str:
    first = next(iter(operation.selection_set.selections), None)
    root = schema.get_root_type(operation.operation)
    field = first.name.value if isinstance(first, FieldNode) else "fragment"
    is_known = field in {"fragment", *_DESCRIBING} or (root is not None and field in root.fields)
    return f"{operation.operation.value}.{field}" if is_known else "invalid"


def _outcome(execution: ExecutionContext) -> str:
    """`ok`, or the code of the first error."""
    errors = getattr(execution.result, "errors", None) or execution.pre_execution_errors
    return str((errors[0].extensions or {}).get("code", "BAD_USER_INPUT")) if errors else "ok"


def _facts(execution: ExecutionContext, context: Context, field: str, outcome: str) -> dict[str, str | None]:
    viewer, name = context.viewer, execution._provided_operation_name  # noqa: SLF001 - as it was sent
    return {
        "trace_id": context.trace_id,
        "operation": name[:_LONGEST_NAME] if name else None,
        "user_id": encode(Kind.USER, viewer.user_id) if viewer else None,
        "field": field,
        "outcome": outcome,
    }


def _milliseconds(seconds: float) -> float:
    """To a tenth, for which `round` writes the number as text and reads it."""
    return int(seconds * 10_000 + 0.5) / 10


def _trace(facts: dict[str, str | None], field: str, asked: tally.Tally) -> None:
    span = trace.get_current_span()
    if span.is_recording():
        span.update_name(field)
        span.set_attributes({f"graphql.{name}": value for name, value in facts.items() if value is not None})
        span.set_attribute("db.statements", asked.statements)
