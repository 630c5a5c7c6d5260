"""How a root field is declared: its resolver and who may call it."""

from collections.abc import Callable
from typing import Any

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.permission import BasePermission, PermissionExtension

from schema.observed import Timed

type Resolver = Callable[..., Any]


class LooksAgain(FieldExtension):
    """A mutation after another in one request is asked for by whoever is signed in by then, if anybody is."""

    async def resolve_async(self, next_: Any, source: Any, info: Any, **arguments: Any) -> Any:
        context = info.context
        if context.has_changed_something:
            await context.look_again()
        context.has_changed_something = True
        return await next_(source, info, **arguments)


def query(resolver: Resolver, permission: type[BasePermission]) -> Any:
    return strawberry.field(resolver=resolver, description=resolver.__doc__, extensions=_watched(permission))


def mutation(resolver: Resolver, permission: type[BasePermission]) -> Any:
    extensions = [*_watched(permission), LooksAgain()]
    return strawberry.mutation(resolver=resolver, description=resolver.__doc__, extensions=extensions)


def subscription(resolver: Resolver, permission: type[BasePermission]) -> Any:
    return strawberry.subscription(resolver=resolver, description=resolver.__doc__, extensions=_guarded(permission))


def _watched(permission: type[BasePermission]) -> list[FieldExtension]:
    return [Timed(), *_guarded(permission)]


def _guarded(permission: type[BasePermission]) -> list[FieldExtension]:
    return [PermissionExtension(permissions=[permission()], use_directives=False)]
