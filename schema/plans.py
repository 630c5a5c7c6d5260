"""What an operation that comes again is run by: functions for its selections, as many as its document may have."""

from collections.abc import Iterable, Iterator
from typing import Any

from graphql import DocumentNode, GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.language import (
    DirectiveNode,
    ExecutableDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
)

from schema.selections import Selected, written

_MOST_CHOICES = 16
"""Of what to skip and to include, for which one operation is kept."""
_MOST_WRITTEN = 600
"""Functions and the fields in them, of one document: see docs/decisions/0081."""
_PLACE = "_plans"
_CHOOSING = {"skip", "include"}
_IN_PARTS = {"defer", "stream"}


class Budget:
    """What may still be written for the operations of one document."""

    def __init__(self) -> None:
        self.left = _MOST_WRITTEN

    @classmethod
    def of(cls, document: DocumentNode) -> "Budget":
        # A node is not to be changed, but it is the one that lives as long as what is kept for it should.
        budget: Budget = vars(document).setdefault(_PLACE, cls())
        return budget


class Plan:
    """One operation with one choice of what is skipped and included: its selections as functions."""

    def __init__(self, root: GroupedFieldSet) -> None:
        self.root = root
        # Each with its list of fields, which has to live as long as its identity is used.
        self._functions: dict[tuple[GraphQLObjectType, int], tuple[FieldDetailsList, Selected]] = {}
        self._of_root: Selected | None = None

    def of_root(self, executor: Any, type_: GraphQLObjectType) -> Selected:
        if self._of_root is None:
            self._of_root = _written(executor, type_, self.root)
        return self._of_root

    def below(self, executor: Any, type_: GraphQLObjectType, details: FieldDetailsList) -> Selected:
        """For the objects in a field. Raises GraphQLError where graphql-core cannot collect their fields."""
        known = self._functions.get((type_, id(details)))
        if known is None:
            fields = executor.collect_subfields(type_, details).grouped_field_set
            # What is under way when it becomes too much goes on as graphql-core does.
            make = _written if plans_for(executor).may_have(fields) else _stock
            known = self._functions[type_, id(details)] = details, make(executor, type_, fields)
        return known[1]


def _written(executor: Any, type_: GraphQLObjectType, fields: GroupedFieldSet) -> Selected:
    return written(executor.schema, type_, fields, begins_at_once=executor.begins_at_once)


def _stock(_executor: Any, type_: GraphQLObjectType, fields: GroupedFieldSet) -> Selected:
    return lambda x, source, path: x.execute_fields(type_, source, x.path(path), fields, None)


class Plans:
    """Of one operation. They are kept with its document, and go with it when its cache lets it go."""

    def __init__(self, executor: Any) -> None:
        definitions = executor.operation, *executor.fragment_definitions.values()
        directives = list(_directives(definitions))
        self._schema = executor.schema
        self._budget = executor.budget
        self._written = 0
        self._is_ours = all(each.name.value not in _IN_PARTS for each in directives) and not any(
            isinstance(each, FragmentDefinitionNode) and each.variable_definitions for each in definitions
        )
        self._choosing = sorted({name for each in directives for name in _variables(each)})
        self.plans: dict[tuple[object, ...], Plan] = {}
        self._was_seen = False

    def plan(self, executor: Any, root: GroupedFieldSet) -> Plan | None:
        """None the first time, since most that would never come again comes once."""
        if not self._was_seen or not self._is_ours or self._schema is not executor.schema:
            self._was_seen = True
            return None
        choice = self._choice(executor)
        if choice not in self.plans and len(self.plans) < _MOST_CHOICES and self.may_have(root):
            self.plans[choice] = Plan(root)
        return self.plans.get(choice)

    def kept(self, executor: Any) -> Plan | None:
        """The one that was made before."""
        return self.plans.get(self._choice(executor)) if self._schema is executor.schema else None

    def _choice(self, executor: Any) -> tuple[object, ...]:
        values = executor.variable_values.coerced
        return tuple([values.get(name) for name in self._choosing])

    def may_have(self, fields: GroupedFieldSet) -> bool:
        """Whether a function of these may be kept. An operation that asks too much is graphql-core's for good."""
        size = 1 + sum(map(len, fields.values()))
        if not self._is_ours or size > self._budget.left:
            self._give_up()
            return False
        self._budget.left -= size
        self._written += size
        return True

    def _give_up(self) -> None:
        self._is_ours = False
        self.plans.clear()
        self._budget.left += self._written
        self._written = 0


def plans_for(executor: Any) -> Plans:
    """Those of the operation that is executed."""
    kept = vars(executor.operation)
    if _PLACE not in kept:
        kept[_PLACE] = Plans(executor)
    plans: Plans = kept[_PLACE]
    return plans


def kept_plan(executor: Any) -> Plan | None:
    """Of the operation that is executed, with its choice of what is skipped and included."""
    plans: Plans | None = vars(executor.operation).get(_PLACE)
    return plans.kept(executor) if plans is not None else None


def plans_of(operation: object) -> list[Plan]:
    """Those that are kept for an operation of a parsed document."""
    kept: Plans | None = vars(operation).get(_PLACE)
    return list(kept.plans.values()) if kept else []


def _directives(definitions: Iterable[ExecutableDefinitionNode]) -> Iterator[DirectiveNode]:
    for definition in definitions:
        yield from _in(definition.selection_set)


def _in(selections: SelectionSetNode) -> Iterator[DirectiveNode]:
    for each in selections.selections:
        yield from each.directives or ()
        if isinstance(each, FieldNode | InlineFragmentNode) and each.selection_set is not None:
            yield from _in(each.selection_set)


def _variables(directive: DirectiveNode) -> Iterator[str]:
    """Those on which it depends whether a field is there."""
    if directive.name.value in _CHOOSING:
        for argument in directive.arguments or ():
            if isinstance(argument.value, VariableNode):
                yield argument.value.name.value
