"""The library's phases of an operation, with the hooks of our extensions looked up once.

Its own way is to look at every extension in every phase of every operation, and to wrap each hook twice.
"""

from collections.abc import Callable
from functools import cache
from inspect import isasyncgenfunction
from types import TracebackType
from typing import Any

from strawberry.extensions import SchemaExtension
from strawberry.extensions.context import (
    ExecutingContextManager,
    OperationContextManager,
    ParsingContextManager,
    ValidationContextManager,
)
from strawberry.extensions.runner import SchemaExtensionsRunner
from strawberry.types import ExecutionContext

type _Opens = Callable[[SchemaExtension], Any]
type _Kinds = tuple[type[SchemaExtension], ...]


class _Known:
    """A phase whose hooks are generators: they begin in order, and end in the opposite one.

    What goes wrong inside passes through each of them. A hook may replace it, but not swallow it.
    """

    HOOK_NAME: str

    def __init__(self, extensions: list[SchemaExtension]) -> None:
        self._extensions = extensions
        self._begun: list[tuple[Any, bool]] = []

    async def __aenter__(self) -> None:
        try:
            for place, opens, is_async in _hooks(tuple(map(type, self._extensions)), self.HOOK_NAME):
                hook = opens(self._extensions[place])
                self._begun.append((hook, is_async))
                _ = await anext(hook) if is_async else next(hook)
        except BaseException as error:
            await self._end(error)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del kind, trace
        await self._end(error)

    async def _end(self, error: BaseException | None) -> None:
        for hook, is_async in reversed(self._begun):
            try:
                if error is None:
                    _ = await anext(hook, None) if is_async else next(hook, None)
                else:
                    _ = await hook.athrow(error) if is_async else hook.throw(error)
            except BaseException as found:
                error = found
        if error is not None:
            raise error


@cache
def _hooks(kinds: _Kinds, name: str) -> list[tuple[int, _Opens, bool]]:
    """Of the extensions that do not leave the phase alone: each one's place, its hook, and whether that is awaited."""
    found = ((place, getattr(kind, name)) for place, kind in enumerate(kinds))
    none = getattr(SchemaExtension, name)
    return [(place, hook, isasyncgenfunction(hook)) for place, hook in found if hook is not none]


class _Operation(_Known, OperationContextManager):
    pass


class _Parsing(_Known, ParsingContextManager):
    pass


class _Validation(_Known, ValidationContextManager):
    pass


class _Executing(_Known, ExecutingContextManager):
    pass


class Hooks(SchemaExtensionsRunner):
    """Runs the phases of one operation."""

    def operation(self) -> OperationContextManager:
        return _Operation(self.extensions)

    def validation(self) -> ValidationContextManager:
        return _Validation(self.extensions)

    def parsing(self) -> ParsingContextManager:
        return _Parsing(self.extensions)

    def executing(self) -> ExecutingContextManager:
        return _Executing(self.extensions)

    async def get_extensions_results(self, ctx: ExecutionContext) -> dict[str, Any]:
        tell = [each for each in self.extensions if type(each).get_results is not SchemaExtension.get_results]
        return await SchemaExtensionsRunner(ctx, tell).get_extensions_results(ctx) if tell else ctx.extensions_results
