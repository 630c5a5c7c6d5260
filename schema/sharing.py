"""One rendering of an event for all who are shown the same: same stream, same operation, same permission."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import DocumentNode, FieldNode, Node, SelectionNode, Visitor, get_operation_ast, parse, visit

from schema.remembering import remembered
from services.auth.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Shown:
    """What a subscription yields instead of a value that others may be shown as well.

    `memo` belongs to the event, the same object for all of them; `make` gives the value to the first who needs it.
    """

    memo: dict[Hashable, Any]
    make: Callable[[], Awaitable[object]]

    async def once(self, key: Hashable, render: Callable[[object], Awaitable[bytes]]) -> bytes:
        """What `render` made of the value for the first one with this key, whether before or just now."""
        while (known := self.memo.get(key)) is not None:
            if isinstance(known, bytes):
                return known
            await asyncio.wait([known])
        rendering = self.memo[key] = asyncio.get_running_loop().create_future()
        try:
            rendered = await render(await self.make())
        except BaseException:
            del self.memo[key]
            raise
        else:
            self.memo[key] = rendered
            return rendered
        finally:
            rendering.cancel()


def sharing_key(query: str, name: str | None, variables: dict[str, Any] | None, viewer: Viewer | None) -> Hashable:
    """Equal for operations that show the same of an event.

    What only chooses the stream, such as its cursor, makes no difference: those who came back are shown the same.
    """
    who = (viewer.user_id, viewer.role) if viewer else None
    given = variables or {}
    # A null is not the same as nothing, which takes the default.
    told = {used: given[used] for used in _used_below_the_root(query, name) if used in given}
    # The encoder's bytes keep the room that it worked in, for as long as somebody listens.
    return _same(query, name, orjson.dumps(told).decode()), who


@remembered
def _same(query: str, name: str | None, told: str) -> Hashable:
    """One object for all who ask the same, and not one for each who listens."""
    return query, name, told


@remembered
def _used_below_the_root(query: str, name: str | None) -> tuple[str, ...]:
    """The variables that do more than to choose the stream, of a document that is valid."""
    document = parse(query)
    operation = get_operation_ast(document, name)
    fields: Sequence[SelectionNode] = operation.selection_set.selections if operation else ()
    found: set[str] = set()
    for field in fields:
        for part in [*(field.directives or ()), field.selection_set] if isinstance(field, FieldNode) else [field]:
            found |= _variables_in(part)
    for definition in _fragments(document):
        found |= _variables_in(definition)
    return tuple(sorted(found))


def _fragments(document: DocumentNode) -> list[Node]:
    return [each for each in document.definitions if each.kind == "fragment_definition"]


def _variables_in(node: Node | None) -> set[str]:
    found: set[str] = set()

    class Collecting(Visitor):
        @staticmethod
        def enter_variable(variable: Any, *_: Any) -> None:
            found.add(variable.name.value)

    if node is not None:
        visit(node, Collecting())
    return found
