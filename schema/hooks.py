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

    What goes wrong inside passes through each of them: it may be replaced, and kept from those around, but not ended.
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
            found = await self._end(error)
            if found is None or found is error:
                raise
            raise found from None

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del kind, trace
        found = await self._end(error)
        if found is not None and found is not error:
            raise found

    async def _end(self, error: BaseException | None) -> BaseException | None:
        """What is left of the error, or has come in its place."""
        trace = error.__traceback__ if error is not None else None
        for hook, is_async in reversed(self._begun):
            try:
                if error is None:
                    _ = await anext(hook, None) if is_async else next(hook, None)
                else:
                    _ = await hook.athrow(error) if is_async else hook.throw(error)
            except (StopIteration, StopAsyncIteration):
                error = None
            except BaseException as found:
                if found is error:
                    # With this frame in it, whoever caught the error would be freed by the collector only.
                    found.__traceback__ = trace
                error = found
        return error


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
