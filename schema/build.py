"""The schema, assembled: roots, scalars, refusals and coded errors."""

from collections.abc import AsyncGenerator, Iterable, Sequence
from typing import Any, cast

import strawberry
from graphql import ExecutionResult as GraphQLExecutionResult
from graphql import GraphQLError, create_source_event_stream
from strawberry.extensions import SchemaExtension
from strawberry.extensions.runner import SchemaExtensionsRunner
from strawberry.schema.config import BatchingConfig, StrawberryConfig
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType
from strawberry.utils.await_maybe import await_maybe

from resolvers.refusals import HANDLERS
from schema.documents import ParsedDocuments, ValidDocuments
from schema.error_codes import CodedErrors
from schema.execution import CompiledExecution
from schema.hooks import Hooks
from schema.mutation import Mutation
from schema.observed import Observed
from schema.query import Query
from schema.snapshots import SnapshotEnds
from schema.subscription import Subscription
from schema.types.scalars import SCALARS


class NeedsStream(InvalidOperationTypeError):
    """Raised for a subscription where there can be one answer only."""

    def __init__(self) -> None:
        super().__init__(OperationType.SUBSCRIPTION)

    def as_http_error_reason(self, method: Any = None) -> str:  # noqa: ARG002 - the library's name
        return "A subscription needs a stream: accept text/event-stream, or open a graphql-transport-ws socket."


class NotBegun(Exception):
    """Raised where a subscription has no events. `errors` are not coded yet."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


class Schema(strawberry.Schema):
    """Errors are logged where they are given their codes, and nowhere else."""

    def create_extensions_runner(
        self, execution_context: ExecutionContext, extensions: list[SchemaExtension]
    ) -> SchemaExtensionsRunner:
        return Hooks(execution_context, extensions)

    def process_errors(self, *_: object) -> None:
        return

    async def _prepare_operation_async(
        self, context: ExecutionContext, extensions_runner: SchemaExtensionsRunner
    ) -> PreExecutionError | None:
        """That the document has no such operation is wrong with it, as anything else that is."""
        try:
            return await super()._prepare_operation_async(context, extensions_runner)
        except CannotGetOperationTypeError as unknown:
            context.pre_execution_errors = [GraphQLError(unknown.as_http_error_reason())]
            return PreExecutionError(data=None, errors=context.pre_execution_errors)

    async def execute(  # noqa: PLR0917 - the library's signature
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """One answer, so never a subscription, which has many. Raises InvalidOperationTypeError."""
        allowed = set(allowed_operation_types or OperationType) - {OperationType.SUBSCRIPTION}
        try:
            return await super().execute(
                query, variable_values, context_value, root_value, operation_name, allowed, operation_extensions
            )
        except InvalidOperationTypeError as refused:
            if refused.operation_type is OperationType.SUBSCRIPTION:
                raise NeedsStream from None
            raise

    async def begin(
        self,
        query: str,
        *,
        variables: dict[str, Any] | None,
        context: Any,
        name: str | None,
        extensions: dict[str, Any] | None,
    ) -> tuple[CompiledExecution, AsyncGenerator[Any]]:
        """A subscription's events as its field yields them, and what executes the operation on one. Raises NotBegun.

        As the library's `stream`, but for its ceremony around each event, which costs more than the execution; and the
        hooks of the operation end with its beginning, since ten thousand that wait would keep all they stand on.
        """
        execution = self._create_execution_context(
            query, {OperationType.SUBSCRIPTION}, variables, context, None, name, extensions
        )
        hooks = self.get_extensions()
        for hook in hooks:
            hook.execution_context = execution
        runner = self.create_extensions_runner(execution, hooks)
        async with runner.operation():
            failed = await self._prepare_operation_async(execution, runner)
            if failed is not None:
                raise NotBegun(failed.errors or ())
            executor = self._executor(execution, hooks, extensions)
            async with runner.executing():
                source: Any = await await_maybe(create_source_event_stream(executor))
            if isinstance(source, GraphQLExecutionResult):
                raise NotBegun(source.errors or ())
        executor.rest()
        return executor, source

    def _executor(
        self, execution: Any, hooks: list[SchemaExtension], extensions: dict[str, Any] | None
    ) -> CompiledExecution:
        found: Any = self.execution_context_class.build(
            self._schema,
            execution.graphql_document,
            None,
            execution.context,
            execution.variables,
            execution.operation_name,
            middleware=self._get_middleware_manager(hooks),
            operation_extensions=extensions,
        )
        if isinstance(found, list):
            raise NotBegun(found)
        return cast(CompiledExecution, found)


class Execution(CompiledExecution):
    """Below the root, our resolvers only read."""

    begins_at_once = True


schema = Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    extensions=[
        Observed,
        SnapshotEnds,
        CodedErrors,
        ParsedDocuments,
        ValidDocuments,
    ],
    execution_context_class=Execution,
    exception_handlers=HANDLERS,
    config=StrawberryConfig(
        scalar_map=SCALARS,
        # The view holds each batch against the setting.
        batching_config=BatchingConfig(max_operations=100),
    ),
)
