"""Operations that ask for everything the graph holds, made from the schema itself."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

_DEEPEST = 6
_AGAIN = 2


class Everything:
    """`arguments` gives the text of an argument by its name or its type; a field that needs another is left out.

    `node` is the one type that an interface stands for: that of the object whose id is among the arguments.
    """

    def __init__(
        self, schema: GraphQLSchema, arguments: dict[str, str], *, node: str = "JobRequest", deepest: int = _DEEPEST
    ) -> None:
        self._node = node
        self._deepest = deepest
        self._schema = schema
        self._arguments = arguments

    def queries(self) -> Iterator[tuple[str, str]]:
        """Each root query by its name, with all that can be reached from it."""
        query = self._schema.query_type
        assert query is not None
        for name, field in query.fields.items():
            selection = self._field(name, field, ())
            if selection is not None:
                yield name, f"{{ {selection} }}"

    def _field(self, name: str, field: GraphQLField, path: tuple[str, ...]) -> str | None:
        known = {
            argument: self._arguments.get(argument) or self._arguments.get(get_named_type(described.type).name)
            for argument, described in field.args.items()
        }
        given = [f"{argument}: {text}" for argument, text in known.items() if text]
        if any(is_required_argument(field.args[argument]) and not text for argument, text in known.items()):
            return None
        below = self._selection(get_named_type(field.type), path)
        if below is None:
            return None
        return f"{name}{'(' + ', '.join(given) + ')' if given else ''}{below}"

    def _selection(self, kind: GraphQLNamedType, path: tuple[str, ...]) -> str | None:
        """What follows a field: nothing for a leaf, None where nothing more is to be asked for."""
        if is_leaf_type(kind):
            return ""
        if len(path) >= self._deepest or path.count(kind.name) >= _AGAIN:
            return None
        if isinstance(kind, GraphQLUnionType | GraphQLInterfaceType):
            parts = [f"... on {each.name}{self._selection(each, path) or ' { __typename }'}" for each in self._of(kind)]
            return f" {{ __typename {' '.join(parts)} }}"
        assert isinstance(kind, GraphQLObjectType)
        inside = (*path, kind.name)
        fields = [self._field(name, field, inside) for name, field in kind.fields.items()]
        return f" {{ __typename {' '.join(each for each in fields if each)} }}"

    def _of(self, kind: GraphQLUnionType | GraphQLInterfaceType) -> list[GraphQLObjectType]:
        found = list(self._schema.get_possible_types(kind))
        return [each for each in found if each.name == self._node] if isinstance(kind, GraphQLInterfaceType) else found


def leaves(answer: Any) -> Iterator[Any]:
    """Every value in an answer."""
    if isinstance(answer, dict):
        for value in answer.values():
            yield from leaves(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from leaves(value)
    else:
        yield answer
