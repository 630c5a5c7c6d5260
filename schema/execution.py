"""Execution at the speed of plain Python: what comes again is run as functions, the rest is graphql-core's."""

from asyncio import CancelledError, Future, Task, ensure_future, get_running_loop, wait
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any, cast

from graphql import DocumentNode, ExecutionResult, GraphQLError, GraphQLObjectType, GraphQLSchema, OperationType
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.execution.executor import CollectedErrors
from graphql.pyutils import Path, RefMap, gather_with_cancel
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from schema.plans import Budget, Plan, kept_plan, plans_for
from schema.selections import Field, Selected

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

type _Position = Path | tuple[Any, str | int, str | None]
type _Pending = list[tuple[Any, Any]] | None


class CompiledExecution(StrawberryGraphQLCoreExecutionContext):
    """Runs plain fields as the functions of a plan, and all others as its parent does, with the same outcome."""

    begins_at_once = False
    """Whether asynchronous resolvers may be called before all fields beside them were, so that whoever finds its rows
    loaded needs no task. Only where none of them changes anything: errors can then come in another order."""
    budget: Budget
    """Of the document, for what is written for it."""
    _plan: Plan | None = None
    _begun: list[Future[Any]]
    _gathered: list[Future[Any]]

    @classmethod
    def build(cls, schema: GraphQLSchema, document: DocumentNode, *rest: Any, **more: Any) -> Any:
        executor = super().build(schema, document, *rest, **more)
        if isinstance(executor, CompiledExecution):
            executor.budget = Budget.of(document)
        return executor

    def rest(self) -> None:
        """Hold nothing that only an execution under way needs, until the next event."""
        for name in _UNDER_WAY:
            vars(self).pop(name, None)

    def __getattr__(self, name: str) -> Any:
        """What an execution under way needs is made as soon as it does, since most events need none of it."""
        if name not in _UNDER_WAY:
            raise AttributeError(f"{type(self).__name__} has no attribute {name}", name=name, obj=self)
        made = vars(self)[name] = _UNDER_WAY[name]()
        return made

    def build_per_event_executor(self, payload: Any) -> "CompiledExecution":
        """As its parent's, of an executor at rest: nothing that it holds has to be copied or made anew."""
        executor = object.__new__(type(self))
        vars(executor).update(vars(self), root_value=payload)
        return executor

    def execute_operation(self, serially: bool | None = None) -> Any:
        """As its parent's. Of what comes again, the fields at the root need not be collected again."""
        plan = kept_plan(self) if self._may_be_compiled() else None
        if plan is None:
            return super().execute_operation(serially)
        operation = self.operation.operation
        is_serial = operation == OperationType.MUTATION if serially is None else serially
        root_type = cast(GraphQLObjectType, self.schema.get_root_type(operation))
        try:
            found = self._run(plan, root_type, self.root_value, serially=is_serial)
        except GraphQLError as error:
            return self._failed_whole(error)
        return self._answer(found) if type(found) is dict else self._answer_later(found)

    async def _answer_later(self, found: Awaitable[dict[str, Any]]) -> ExecutionResult:
        try:
            return self._answer(await found)
        except GraphQLError as error:
            return self._failed_whole(error)

    def _answer(self, data: dict[str, Any] | None) -> ExecutionResult:
        """Nothing of a plan is delivered in parts."""
        self.run_async_work_finished_hook()
        return ExecutionResult(data, self.collected_errors.errors or None)

    def _failed_whole(self, error: GraphQLError) -> ExecutionResult:
        self.collected_errors.add(error, None)
        return self._answer(None)

    def execute_root_grouped_field_set(
        self,
        root_type: GraphQLObjectType,
        root_value: Any,
        grouped_field_set: GroupedFieldSet,
        serially: bool,
        position_context: Any,
    ) -> Any:
        is_whole = position_context is None and self._may_be_compiled()
        plan = plans_for(self).plan(self, grouped_field_set) if is_whole else None
        if plan is None:
            self._plan = None
            return super().execute_root_grouped_field_set(
                root_type, root_value, grouped_field_set, serially, position_context
            )
        return self._run(plan, root_type, root_value, serially=serially)

    def _run(self, plan: Plan, root_type: GraphQLObjectType, root_value: Any, *, serially: bool) -> Any:
        self._plan = plan
        self._begun, self._gathered = [], []
        found: Any
        try:
            if serially:
                found = super().execute_root_grouped_field_set(root_type, root_value, plan.root, True, None)
            else:
                found = plan.of_root(self, root_type)(self, root_value, None)
        except Exception:
            self._call_off()
            raise
        if type(found) is not dict:
            return self._until_there(found)
        if self._begun:
            self._call_off()
        return found

    async def _until_there(self, operation: Awaitable[Any]) -> Any:
        try:
            return await operation
        except CancelledError:
            # Where one has just failed of those that are waited for together, graphql-core lets the others go on.
            self._begun += self._gathered
            raise
        finally:
            left = self._call_off()
            if left:
                await wait(left)

    def _call_off(self) -> list[Future[Any]]:
        """What was begun and has not ended by itself ends with the operation, whether anybody waits for it or not."""
        return [each for each in self._begun if each.cancel()]

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

    def _may_be_compiled(self) -> bool:
        """Not where a middleware sees every field, where somebody may call the execution off, or by the setting."""
        is_watched = self.middleware_manager is not None and bool(self.middleware_manager.middlewares)
        return not is_watched and self.abort_signal is None and _is_on(self.context_value)

    # What follows is for the functions of a plan.

    def below(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Selected:
        """The function for objects of this type in a field of the plan."""
        return cast(Plan, self._plan).below(self, type_, details)

    def begun(self, resolved: Coroutine[Any, Any, Any], expected: type | None) -> Any:
        """The value, where nobody has to wait for it; else, or where it failed, what graphql-core is to wait for.

        `expected`: a class of which no value has to be waited for.
        """
        task = Task(resolved, loop=get_running_loop(), eager_start=True)
        if not task.done():
            self._begun.append(task)
            task.add_done_callback(_heard)
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

    async def gathered(self, out: Any, pending: list[tuple[Any, Any]]) -> Any:
        """The object, or the list, when everything in it is there."""
        if len(pending) == 1:
            key, value = pending[0]
            out[key] = await value
        else:
            waiting = [ensure_future(value) for _, value in pending]
            self._gathered += waiting
            values = await gather_with_cancel(*waiting)
            for (key, _), value in zip(pending, values, strict=True):
                out[key] = value
        return out

    def path(self, position: Any) -> Any:
        """As graphql-core has it, from the root on."""
        if position is None or isinstance(position, Path):
            return position
        before, key, name = position
        return Path(self.path(before), key, name)


def _heard(task: Task[Any]) -> None:
    """So that the loop complains of no failure that came when nobody waited any more."""
    if not task.cancelled():
        task.exception()


def _is_on(context: Any) -> bool:
    services = getattr(context, "services", None)
    return services is None or bool(services.settings.compiled_execution)


def _field_path(path: Path) -> Path:
    """Of the field whose list, or lists, an item is in."""
    while isinstance(path.key, int) and path.prev is not None:
        path = path.prev
    return path
