"""Reading the schema through the API: for those who develop against it, not for everybody in production."""

import re
from typing import Any

from graphql import BREAK, DocumentNode, GraphQLError, Visitor, visit
from strawberry.types.execution import ExecutionContext

_DESCRIBING = {"__schema", "__type"}
_MAYBE = re.compile(r"__(?:schema|type)\b")


def refused(context: ExecutionContext, document: DocumentNode) -> GraphQLError | None:
    """Where the settings have it off. `__typename` describes an answer, not the schema."""
    # Most documents have nothing that looks like it, and are not walked.
    is_suspect = not context.context.services.settings.introspects and _MAYBE.search(context.query or "")
    if is_suspect and _describes(document):
        return GraphQLError("Introspection is off.", extensions={"code": "INTROSPECTION_DISABLED"})
    return None


def _describes(document: DocumentNode) -> bool:
    found = False

    class Looking(Visitor):
        @staticmethod
        def enter_field(field: Any, *_: Any) -> Any:
            nonlocal found
            found = field.name.value in _DESCRIBING
            return BREAK if found else None

    visit(document, Looking())
    return found
