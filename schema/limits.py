"""How much one document may ask for, measured before it is validated; each fragment is visited once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_operation_ast,
)
from graphql.type import GraphQLField, GraphQLInterfaceType, GraphQLObjectType
from strawberry.types.execution import ExecutionContext

from services.platform.settings import Settings

CODE = "COMPLEXITY_LIMIT"
_ASSUMED_LENGTH = 10
"""Of a list that has no `first`."""
_ASSUMED_LENGTHS = {"Tractor.availability": 40}
"""Of those that are longer: a calendar's month has a stretch for each day, and some jobs."""
_ONE_IN = {"Slot.request": 4}
"""So many have it: most stretches of a calendar are free or blocked."""
_PLACE = "_weights"
_MOST_CHOICES = 16
_LARGEST_INT = 2**31 - 1
_LONGEST_INT = len(str(-_LARGEST_INT))
# Names that no document has declared may be as long as a body, and would be kept with it.
_LONGEST_CHOICE = 128
_WITHIN_PAGES = {"edges", "nodes"}
_COMPOSITE = (GraphQLObjectType, GraphQLInterfaceType)


@dataclass(frozen=True, slots=True)
class Weight:
    """`depth` in fields; `cost` in fields that may be resolved, those in lists as often as the lists are long."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0

    def __add__(self, beside: "Weight") -> "Weight":
        return Weight(
            depth=max(self.depth, beside.depth),
            aliases=self.aliases + beside.aliases,
            directives=self.directives + beside.directives,
            cost=self.cost + beside.cost,
        )


class TooMuch(GraphQLError):
    """Raised for a document over a limit."""

    def __init__(self, what: str, found: int, most: int) -> None:
        super().__init__(f"Too much at once: {what} {found}, at most {most}.", extensions={"code": CODE})


def exceeded(context: ExecutionContext, document: DocumentNode) -> TooMuch | None:
    """What the document is refused for; what it costs is counted for its request."""
    asked, schema = context.context, context.schema._schema  # noqa: SLF001 - there is no other way to it
    try:
        found = known_weight(document, schema, context.operation_name, context.variables or {})
        asked.cost += found.cost
        check(document, found, asked.services.settings, cost=asked.cost)
    except TooMuch as refused:
        return refused
    return None


def known_weight(
    document: DocumentNode, schema: GraphQLSchema, operation_name: str | None, variables: Mapping[str, Any]
) -> Weight:
    """As `weight_of`, which takes as long as to parse the document: kept with it, for some choices of variables."""
    sizes = tuple(sorted(_sizes(variables).items()))
    if sum(len(name) for name, _ in sizes) > _LONGEST_CHOICE:
        return weight_of(document, schema, operation_name, variables)
    kept = vars(document).setdefault(_PLACE, {})
    key = schema, operation_name, sizes
    if key not in kept:
        if len(kept) >= _MOST_CHOICES:
            kept.clear()
        kept[key] = weight_of(document, schema, operation_name, variables)
    found: Weight = kept[key]
    return found


def weight_of(
    document: DocumentNode, schema: GraphQLSchema, operation_name: str | None, variables: Mapping[str, Any]
) -> Weight:
    """Of the operation that would run. What is wrong with it otherwise is validation's to say."""
    operation = get_operation_ast(document, operation_name)
    root = schema.get_root_type(operation.operation) if operation is not None else None
    if operation is None or root is None:
        return Weight()
    selections = _Scale(document, schema, operation, variables).weigh(operation.selection_set, root)
    return selections + Weight(directives=_count(operation.directives))


def check(document: DocumentNode, found: Weight, settings: Settings, *, cost: int) -> None:
    """Raises TooMuch. `cost` is that of everything in the same request."""
    _compare("definitions", len(document.definitions), settings.document_definitions)
    _compare("depth", found.depth, settings.document_depth)
    _compare("aliases", found.aliases, settings.document_aliases)
    _compare("directives", found.directives, settings.document_directives)
    _compare("cost", cost, settings.document_cost)


def _compare(what: str, found: int, most: int) -> None:
    if found > most:
        raise TooMuch(what, found, most)


class _Scale:
    """Weighs selections of one operation."""

    def __init__(
        self,
        document: DocumentNode,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._variables = _defaults(operation) | _sizes(variables)
        self._weighed: dict[str, Weight] = {}

    def weigh(self, selections: SelectionSetNode, parent: GraphQLNamedType | None) -> Weight:
        total = Weight()
        for selection in selections.selections:
            match selection:
                case FieldNode():
                    total += self._field(selection, parent)
                case FragmentSpreadNode():
                    total += self._fragment(selection.name.value)
                case InlineFragmentNode():
                    condition = selection.type_condition
                    on = self._schema.get_type(condition.name.value) if condition else parent
                    total += self.weigh(selection.selection_set, on)
            total += Weight(directives=_count(selection.directives))
        return total

    def _fragment(self, name: str) -> Weight:
        """Known while it is being weighed, so that a circle ends; validation refuses it."""
        if name not in self._weighed:
            self._weighed[name] = Weight()
            fragment = self._fragments.get(name)
            if fragment is not None:
                on = self._schema.get_type(fragment.type_condition.name.value)
                self._weighed[name] = self.weigh(fragment.selection_set, on)
        return self._weighed[name]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Weight:
        """What describes the schema is free of depth and cost: validation bounds it, and production turns it off."""
        own = Weight(aliases=int(node.alias is not None))
        if node.name.value.startswith("__"):
            return own
        field = parent.fields.get(node.name.value) if isinstance(parent, _COMPOSITE) else None
        below = Weight()
        if node.selection_set is not None:
            below = self.weigh(node.selection_set, get_named_type(field.type) if field else None)
        name = f"{parent.name}.{node.name.value}" if parent else ""
        times = self._length(node, field, name) if field else 1
        return (
            own
            + Weight(depth=1 + below.depth, aliases=below.aliases, directives=below.directives)
            + Weight(cost=1 + times * below.cost // _ONE_IN.get(name, 1))
        )

    def _length(self, node: FieldNode, field: GraphQLField, name: str) -> int:
        """How often what is below may come. `name` has the type's before it."""
        if "first" in field.args:
            return self._first(node, field)
        is_list = isinstance(_bare(field.type), GraphQLList) and node.name.value not in _WITHIN_PAGES
        return _ASSUMED_LENGTHS.get(name, _ASSUMED_LENGTH) if is_list else 1

    def _first(self, node: FieldNode, field: GraphQLField) -> int:
        given = next((each.value for each in node.arguments or () if each.name.value == "first"), None)
        length = cast(int, field.args["first"].default_value)
        if isinstance(given, IntValueNode):
            length = _literal(given)
        elif isinstance(given, VariableNode):
            length = self._variables.get(given.name.value, length)
        return max(0, length)


def _sizes(variables: Mapping[str, Any]) -> dict[str, int]:
    """Of the values, those that a resolver would be given as an Int: 100.0 and 1e2 are one, too.

    What is no Int is too much or wrong either way, and products of such numbers grow longer than Python prints.
    """
    return {
        name: min(int(size), _LARGEST_INT)
        for name, size in variables.items()
        if type(size) is int or (type(size) is float and size.is_integer())
    }


def _defaults(operation: OperationDefinitionNode) -> dict[str, int]:
    return {
        each.variable.name.value: _literal(each.default_value)
        for each in operation.variable_definitions or ()
        if isinstance(each.default_value, IntValueNode)
    }


def _literal(node: IntValueNode) -> int:
    """Python reads no number of some thousand digits; one that is no Int is too much or wrong either way."""
    text = str(node.value)
    return int(text) if len(text) <= _LONGEST_INT else _LARGEST_INT


def _bare(found: Any) -> Any:
    return found.of_type if isinstance(found, GraphQLNonNull) else found


def _count(directives: tuple[DirectiveNode, ...] | None) -> int:
    return len(directives or ())
