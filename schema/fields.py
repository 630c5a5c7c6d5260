"""How a root field is declared: its resolver and who may call it."""

from collections.abc import Callable
from typing import Any

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.permission import BasePermission, PermissionExtension

from schema.observed import Timed

type Resolver = Callable[..., Any]


def query(resolver: Resolver, permission: type[BasePermission]) -> Any:
    return strawberry.field(resolver=resolver, description=resolver.__doc__, extensions=_watched(permission))


def mutation(resolver: Resolver, permission: type[BasePermission]) -> Any:
    return strawberry.mutation(resolver=resolver, description=resolver.__doc__, extensions=_watched(permission))


def subscription(resolver: Resolver, permission: type[BasePermission]) -> Any:
    return strawberry.subscription(resolver=resolver, description=resolver.__doc__, extensions=_guarded(permission))


def _watched(permission: type[BasePermission]) -> list[FieldExtension]:
    return [Timed(), *_guarded(permission)]


def _guarded(permission: type[BasePermission]) -> list[FieldExtension]:
    return [PermissionExtension(permissions=[permission()], use_directives=False)]
