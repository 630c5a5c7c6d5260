"""The library's hooks of extensions, looked up once for each class: it does so for every phase of every operation."""

from collections.abc import Callable
from contextlib import asynccontextmanager, contextmanager
from functools import cache, partial
from inspect import isasyncgenfunction
from typing import Any

from strawberry.extensions import SchemaExtension
from strawberry.extensions.context import (
    ExecutingContextManager,
    ExtensionContextManagerBase,
    OperationContextManager,
    ParsingContextManager,
    ValidationContextManager,
    WrappedHook,
)
from strawberry.extensions.runner import SchemaExtensionsRunner
from strawberry.types import ExecutionContext

type _Opens = Callable[[SchemaExtension], Any]


class _Known(ExtensionContextManagerBase):
    """A phase whose hooks are generators."""

    def get_hook(self, extension: SchemaExtension) -> WrappedHook | None:
        kind: Any = type(extension)
        found = _hook_of(kind, self.HOOK_NAME)
        if found is None:
            return None
        opens, is_async = found
        return WrappedHook(extension=extension, hook=partial(opens, extension), is_async=is_async)


@cache
def _hook_of(kind: Any, name: str) -> tuple[_Opens, bool] | None:
    """None where the class leaves the phase alone."""
    hook: Any = getattr(kind, name)
    if hook is getattr(SchemaExtension, name):
        return None
    is_async = isasyncgenfunction(hook)
    return (asynccontextmanager if is_async else contextmanager)(hook), is_async


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
