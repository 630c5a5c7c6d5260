"""Reading the schema through the API: for those who develop against it, not for everybody in production."""

import re
from collections.abc import Iterator
from typing import Any

from graphql import BREAK, DocumentNode, GraphQLError, Visitor, visit
from strawberry.extensions import SchemaExtension

_DESCRIBING = {"__schema", "__type"}
_MAYBE = re.compile(r"__(?:schema|type)\b")


class Introspection(SchemaExtension):
    """Refused where the settings have it off. `__typename` describes an answer, not the schema."""

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        document, settings = context.graphql_document, context.context.services.settings
        # Most documents have nothing that looks like it, and are not walked.
        is_suspect = document is not None and not settings.introspects and _MAYBE.search(context.query or "")
        if document is not None and is_suspect and _describes(document):
            error = GraphQLError("Introspection is off.", extensions={"code": "INTROSPECTION_DISABLED"})
            context.pre_execution_errors = [error]
        yield


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
