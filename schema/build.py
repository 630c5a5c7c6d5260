"""The schema, assembled: roots, scalars, refusals and coded errors."""

from collections.abc import Iterable
from typing import Any

import strawberry
from strawberry.schema.config import BatchingConfig, StrawberryConfig
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from resolvers.refusals import HANDLERS
from schema.documents import OneOperation, ParsedDocuments, ValidDocuments
from schema.error_codes import CodedErrors
from schema.limits import Limits
from schema.mutation import Mutation
from schema.query import Query
from schema.subscription import Subscription
from schema.types.scalars import SCALARS


class NeedsStream(InvalidOperationTypeError):
    """Raised for a subscription where there can be one answer only."""

    def __init__(self) -> None:
        super().__init__(OperationType.SUBSCRIPTION)

    def as_http_error_reason(self, method: Any = None) -> str:  # noqa: ARG002 - the library's name
        return "A subscription needs a stream: accept text/event-stream, or open a graphql-transport-ws socket."


class Schema(strawberry.Schema):
    """Errors are logged where they are given their codes, and nowhere else."""

    def process_errors(self, *_: object) -> None:
        return

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


schema = Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    extensions=[CodedErrors, ParsedDocuments, Limits, ValidDocuments, OneOperation],
    exception_handlers=HANDLERS,
    config=StrawberryConfig(
        scalar_map=SCALARS,
        disable_field_suggestions=True,
        # The view holds each batch against the setting.
        batching_config=BatchingConfig(max_operations=100),
    ),
)
