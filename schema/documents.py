"""Documents that come again are neither parsed nor validated again."""

from collections.abc import Iterator

from strawberry.extensions import ParserCache, ValidationCache
from strawberry.types.execution import ExecutionContext

_KEPT = 256
# A client's operations are smaller than this; what is larger must not fill the memory.
_LARGEST = 16 * 1024


class ParsedDocuments(ParserCache):
    """At most 256 of them, and no large one."""

    def __init__(self) -> None:
        super().__init__(maxsize=_KEPT)

    def on_parse(self) -> Iterator[None]:
        if _is_small(self.execution_context):
            yield from super().on_parse()
        else:
            yield


class ValidDocuments(ValidationCache):
    """At most 256 of them, each with the schema that it was validated against."""

    def __init__(self) -> None:
        super().__init__(maxsize=_KEPT)

    def on_validate(self) -> Iterator[None]:
        if _is_small(self.execution_context):
            yield from super().on_validate()
        else:
            yield


def _is_small(context: ExecutionContext) -> bool:
    return context.query is not None and len(context.query) <= _LARGEST
