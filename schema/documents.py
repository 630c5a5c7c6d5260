"""Documents: one operation of each runs, and what comes again is neither parsed nor validated again."""

from collections.abc import Iterator
from contextlib import suppress

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    parse,
    validate,
)
from strawberry.extensions import ParserCache, SchemaExtension
from strawberry.types.execution import ExecutionContext

from schema import introspection, limits

_KEPT = 256
_PLACE = "_wrong"
# A client's operations are smaller than this; what is larger must not fill the memory.
_LARGEST = 16 * 1024


class ParsedDocuments(ParserCache):
    """At most 256 of them, and no large one. Stops at the limit of tokens."""

    def __init__(self) -> None:
        super().__init__(maxsize=_KEPT)

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        context.parse_options["max_tokens"] = context.context.services.settings.document_tokens
        if _is_small(context):
            # The library reads what cannot be read once more, and answers as it does for every error.
            with suppress(GraphQLSyntaxError):
                context.graphql_document = self.cached_parse_document(context.query, **context.parse_options)
        yield
        if context.graphql_document is not None:
            _unchain(context.graphql_document)


class ValidDocuments(SchemaExtension):
    """What is wrong with a document is kept with it, so that it goes where the parsed ones are let go.

    What may not run whether or not it is valid is refused first, since to validate takes long where there is much.
    """

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        document = context.graphql_document
        if document is not None:
            refused = limits.exceeded(context, document) or introspection.refused(context, document)
            refused = refused or _ambiguous(context, document)
            if refused is not None:
                context.pre_execution_errors = [refused]
            elif _is_small(context):
                context.pre_execution_errors = _wrong_with(context, document)
        yield


def _wrong_with(context: ExecutionContext, document: DocumentNode) -> list[GraphQLError]:
    """By the context's schema and rules. To find a document in a cache takes a look at each of its nodes."""
    kept = vars(document).setdefault(_PLACE, {})
    key = context.schema, context.validation_rules
    found: list[GraphQLError] | None = kept.get(key)
    if found is None:
        schema = context.schema._schema  # noqa: SLF001 - there is no other way to it
        found = validate(schema, document, context.validation_rules)
        # Each of a hundred messages may have the longest name in the document in it.
        if sum(len(error.message) for error in found) <= _LARGEST:
            kept[key] = found
    return found


def _ambiguous(context: ExecutionContext, document: DocumentNode) -> GraphQLError | None:
    """Which of several operations is meant has to be said (GraphQL specification, section 6.1)."""
    operations = sum(isinstance(each, OperationDefinitionNode) for each in document.definitions)
    is_said = context._provided_operation_name is not None  # noqa: SLF001 - the name that was sent
    return GraphQLError("Name the operation: the document has several.") if operations > 1 and not is_said else None


def operation_type(query: str | None, operation_name: str | None, most_tokens: int) -> OperationType | None:
    """Of the operation that is meant; None for a document that cannot be read, or has no such operation."""
    if query is None:
        return None
    try:
        read = parse if len(query) > _LARGEST else ParsedDocuments().cached_parse_document
        document = read(query, max_tokens=most_tokens)
    except GraphQLError:
        return None
    _unchain(document)
    operation = get_operation_ast(document, operation_name)
    return operation.operation if operation is not None else None


def _unchain(document: DocumentNode) -> None:
    """Tokens hold those beside them: in rings that nothing but the collector of cycles frees, and it looks seldom."""
    token = document.loc.start_token if document.loc else None
    while token is not None:
        token.prev, token.next, token = None, None, token.next


def _is_small(context: ExecutionContext) -> bool:
    return context.query is not None and len(context.query) <= _LARGEST
