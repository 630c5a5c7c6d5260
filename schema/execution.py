"""Execution at the speed of plain Python: what comes again is run as functions, the rest is graphql-core's."""

from asyncio import Task, get_running_loop
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import suppress
from typing import Any, cast

from graphql import GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.execution.executor import CollectedErrors
from graphql.language import (
    DirectiveNode,
    ExecutableDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
)
from graphql.pyutils import Path, RefMap, gather_with_cancel
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from schema.selections import Field, Selected, written

_MOST_CHOICES = 16
"""Of what to skip and to include, for which one operation is kept."""
_PLACE = "_plans"
_UNDER_WAY: dict[str, Callable[[], Any]] = {
    "groups": list,
    "tasks": list,
    "streams": list,
    "pending_incremental_futures": set,
    "background_futures": set,
    "collected_errors": CollectedErrors,
    "_relevant_sub_fields": dict,
    "_stream_usages": RefMap,
    "_initial_execution_plans": RefMap,
    "_deferred_execution_plans": RefMap,
}
_CHOOSING = {"skip", "include"}
_IN_PARTS = {"defer", "stream"}

type _Position = Path | tuple[Any, str | int, str | None]
type _Pending = list[tuple[Any, Any]] | None


class Plan:
    """One operation with one choice of what is skipped and included: its selections as functions."""

    def __init__(self, root: GroupedFieldSet) -> None:
        self.root = root
        # Each with its list of fields, which has to live as long as its identity is used.
        self._functions: dict[tuple[GraphQLObjectType, int], tuple[FieldDetailsList, Selected]] = {}
        self._of_root: Selected | None = None

    def of_root(self, executor: "CompiledExecution", type_: GraphQLObjectType) -> Selected:
        if self._of_root is None:
            self._of_root = executor.written(type_, self.root)
        return self._of_root

    def below(self, executor: "CompiledExecution", type_: GraphQLObjectType, details: FieldDetailsList) -> Selected:
        """For the objects in a field. Raises GraphQLError where graphql-core cannot collect their fields."""
        known = self._functions.get((type_, id(details)))
        if known is None:
            fields = executor.collect_subfields(type_, details).grouped_field_set
            known = self._functions[type_, id(details)] = details, executor.written(type_, fields)
        return known[1]


class _Plans:
    """Of one operation. They are kept with its document, and go with it when its cache lets it go."""

    def __init__(self, executor: "CompiledExecution") -> None:
        definitions = executor.operation, *executor.fragment_definitions.values()
        directives = list(_directives(definitions))
        self._schema = executor.schema
        self._is_whole = all(each.name.value not in _IN_PARTS for each in directives) and not any(
            isinstance(each, FragmentDefinitionNode) and each.variable_definitions for each in definitions
        )
        self._choosing = sorted({name for each in directives for name in _variables(each)})
        self.plans: dict[tuple[object, ...], Plan] = {}
        self._was_seen = False

    def plan(self, executor: "CompiledExecution", root: GroupedFieldSet) -> Plan | None:
        """None the first time, since most that would never come again comes once."""
        if not self._was_seen or not self._is_whole or self._schema is not executor.schema:
            self._was_seen = True
            return None
        values = executor.variable_values.coerced
        choice = tuple(values.get(name) for name in self._choosing)
        if choice not in self.plans and len(self.plans) < _MOST_CHOICES:
            self.plans[choice] = Plan(root)
        return self.plans.get(choice)


class CompiledExecution(StrawberryGraphQLCoreExecutionContext):
    """Runs plain fields as the functions of a plan, and all others as its parent does, with the same outcome."""

    begins_at_once = False
    """Whether asynchronous resolvers may be called before all fields beside them were, so that whoever finds its rows
    loaded needs no task. Only where none of them changes anything: errors can then come in another order."""
    _plan: Plan | None = None

    def rest(self) -> None:
        """Hold nothing that only an execution under way needs, until the next event."""
        vars(self).update(dict.fromkeys(_UNDER_WAY))

    def build_per_event_executor(self, payload: Any) -> "CompiledExecution":
        """As its parent's, without the copying of any object, which takes as long as to execute a small selection."""
        executor = object.__new__(type(self))
        vars(executor).update(vars(self), root_value=payload)
        for name, make in _UNDER_WAY.items():
            vars(executor)[name] = make()
        return executor

    def execute_root_grouped_field_set(
        self,
        root_type: GraphQLObjectType,
        root_value: Any,
        grouped_field_set: GroupedFieldSet,
        serially: bool,
        position_context: Any,
    ) -> Any:
        self._plan = self._plan_for(grouped_field_set) if position_context is None else None
        if self._plan is None:
            return super().execute_root_grouped_field_set(
                root_type, root_value, grouped_field_set, serially, position_context
            )
        if serially:
            return super().execute_root_grouped_field_set(root_type, root_value, self._plan.root, True, None)
        return self._plan.of_root(self, root_type)(self, root_value, None)

    def collect_and_execute_subfields(
        self,
        return_type: GraphQLObjectType,
        field_details_list: FieldDetailsList,
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        if self._plan is None:
            return super().collect_and_execute_subfields(
                return_type, field_details_list, path, result, position_context
            )
        return self._plan.below(self, return_type, field_details_list)(self, result, path)

    def _plan_for(self, root: GroupedFieldSet) -> Plan | None:
        """None where a middleware sees every field, where somebody may call the execution off, or by the setting."""
        is_watched = self.middleware_manager is not None and bool(self.middleware_manager.middlewares)
        if is_watched or self.abort_signal is not None or not _is_on(self.context_value):
            return None
        # A node of a document is not to be changed, but it is the one that lives as long as its plans should.
        kept = vars(self.operation)
        if _PLACE not in kept:
            kept[_PLACE] = _Plans(self)
        plans: _Plans = kept[_PLACE]
        return plans.plan(self, root)

    # What follows is for the functions of a plan.

    def below(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Selected:
        """The function for objects of this type in a field of the plan."""
        return cast(Plan, self._plan).below(self, type_, details)

    def written(self, type_: GraphQLObjectType, fields: GroupedFieldSet) -> Selected:
        return written(self.schema, type_, fields, begins_at_once=self.begins_at_once)

    def begun(self, resolved: Coroutine[Any, Any, Any], expected: type | None) -> Any:
        """The value, where nobody has to wait for it; else, or where it failed, what graphql-core is to wait for.

        `expected`: a class of which no value has to be waited for.
        """
        task = Task(resolved, loop=get_running_loop(), eager_start=True)
        if not task.done():
            return task
        try:
            value = task.result()
        except BaseException:
            return task
        return value if type(value) is expected or not self.is_awaitable(value) else task

    def settled(  # noqa: PLR0917 - called for values that are not the common case, in text without names
        self, field: Field, type_: Any, position: _Position, value: Any, begun: Any, pending: _Pending
    ) -> tuple[Any, _Pending]:
        """A value that is not the common case, as graphql-core completes it. `begun`: somebody has to wait for it."""
        path = self.path(position)
        if begun is not None:
            return self.noted(self._watched(begun, field, type_, path), path.key, pending)
        info = self.build_resolve_info(field.definition, field.nodes, field.parent, _field_path(path))
        if self.is_awaitable(value):
            waiting = self.complete_awaitable_value(type_, field.details, info, path, value, None)
            return self.noted(waiting, path.key, pending)
        completed = self.complete_value(type_, field.details, info, path, value, None)
        if self.is_awaitable(completed):
            completed = self._watched(completed, field, type_, path)
        return self.noted(completed, path.key, pending)

    async def _watched(self, waiting: Awaitable[Any], field: Field, type_: Any, path: Path) -> Any:
        try:
            return await waiting
        except Exception as error:
            self.handle_field_error(error, type_, field.details, path)
            return None

    def failed(self, field: Field, type_: Any, position: _Position, error: Exception) -> None:
        """Raises GraphQLError where the error is not this field's to hold."""
        self.handle_field_error(error, type_, field.details, self.path(position))

    def noted(self, value: Any, key: Any, pending: _Pending) -> tuple[Any, _Pending]:
        """The value, and who is waited for with it."""
        if not self.is_awaitable(value):
            return value, pending
        pending = pending or []
        pending.append((key, value))
        return value, pending

    def abandon(self, pending: _Pending, items: Iterable[Any]) -> None:
        """Let what was begun come to its end. `items` are those that nobody has looked at."""
        waiting = [value for _, value in pending or ()]
        with suppress(Exception):
            waiting.extend(each for each in items if self.is_awaitable(each))
        if waiting:
            self.settle_in_background(waiting)

    @staticmethod
    async def gathered(out: Any, pending: list[tuple[Any, Any]]) -> Any:
        """The object, or the list, when everything in it is there."""
        if len(pending) == 1:
            key, value = pending[0]
            out[key] = await value
        else:
            values = await gather_with_cancel(*(value for _, value in pending))
            for (key, _), value in zip(pending, values, strict=True):
                out[key] = value
        return out

    def path(self, position: Any) -> Any:
        """As graphql-core has it, from the root on."""
        if position is None or isinstance(position, Path):
            return position
        before, key, name = position
        return Path(self.path(before), key, name)


def plans_of(operation: object) -> list[Plan]:
    """Those that are kept for an operation of a parsed document."""
    kept: _Plans | None = vars(operation).get(_PLACE)
    return list(kept.plans.values()) if kept else []


def _is_on(context: Any) -> bool:
    services = getattr(context, "services", None)
    return services is None or bool(services.settings.compiled_execution)


def _field_path(path: Path) -> Path:
    """Of the field whose list, or lists, an item is in."""
    while isinstance(path.key, int) and path.prev is not None:
        path = path.prev
    return path


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
