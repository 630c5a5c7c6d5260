"""How a root field is declared: its resolver and who may call it."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.permission import BasePermission, PermissionExtension

type Resolver = Callable[..., Any]


class Permitted(PermissionExtension):
    """The permission of one root field, which also tells how long the field took from there on."""

    def __init__(self, permission: BasePermission) -> None:
        super().__init__(permissions=[permission], use_directives=False)
        self._permission = permission
        self._name = ""

    async def resolve_async(self, next_: Any, source: Any, info: Any, **arguments: Any) -> Any:
        if self._permission.has_permission(source, info, **arguments) is not True:
            # The library knows what to make of any other answer.
            return await super().resolve_async(next_, source, info, **arguments)
        started = perf_counter()
        try:
            return await next_(source, info, **arguments)
        finally:
            info.context.services.metrics.count_resolver(self._name_of(info), perf_counter() - started)

    def _name_of(self, info: Any) -> str:
        """Such as `query.me`."""
        if not self._name:
            self._name = f"{info._raw_info.parent_type.name.lower()}.{info.field_name}"  # noqa: SLF001 - the library's own way
        return self._name


class LooksAgain(FieldExtension):
    """A mutation after another in one request is asked for by whoever is signed in by then, if anybody is."""

    async def resolve_async(self, next_: Any, source: Any, info: Any, **arguments: Any) -> Any:
        context = info.context
        if context.has_changed_something:
            await context.look_again()
        context.has_changed_something = True
        return await next_(source, info, **arguments)


def query(resolver: Resolver, permission: type[BasePermission]) -> Any:
    return strawberry.field(resolver=resolver, description=resolver.__doc__, extensions=[Permitted(permission())])


def mutation(resolver: Resolver, permission: type[BasePermission]) -> Any:
    extensions = [Permitted(permission()), LooksAgain()]
    return strawberry.mutation(resolver=resolver, description=resolver.__doc__, extensions=extensions)


def subscription(resolver: Resolver, permission: type[BasePermission]) -> Any:
    extensions: list[FieldExtension] = [PermissionExtension(permissions=[permission()], use_directives=False)]
    return strawberry.subscription(resolver=resolver, description=resolver.__doc__, extensions=extensions)
