"""Who may call a root field. Every one says so, `Public` included."""

from typing import Any

from strawberry.permission import BasePermission

from models.enums import Role
from schema.context import Info
from services.errors import Forbidden, Unauthenticated


class Public(BasePermission):
    """Anyone, signed in or not."""

    def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:  # noqa: ARG002 - the library's names
        return True


class SignedInOrLink(Public):
    """Anyone with a live session, or with the token of a link. Raises Unauthenticated."""

    def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:  # noqa: ARG002 - the library's names
        if info.context.viewer is None and kwargs.get("token") is None:
            raise Unauthenticated
        return True


class SignedIn(BasePermission):
    """Anyone with a live session, in one of `roles`. Raises Unauthenticated or Forbidden."""

    roles: frozenset[Role] = frozenset(Role)

    def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:  # noqa: ARG002 - the library's names
        viewer = info.context.viewer
        if viewer is None:
            raise Unauthenticated
        if viewer.role not in self.roles:
            raise Forbidden
        return True


class Farmer(SignedIn):
    roles = frozenset({Role.FARMER})


class Owner(SignedIn):
    roles = frozenset({Role.TRACTOR_OWNER})


class Admin(SignedIn):
    roles = frozenset({Role.ADMIN})


class FarmerOrAdmin(SignedIn):
    roles = frozenset({Role.FARMER, Role.ADMIN})


class FarmerOrOwner(SignedIn):
    roles = frozenset({Role.FARMER, Role.TRACTOR_OWNER})


class OwnerOrAdmin(SignedIn):
    roles = frozenset({Role.TRACTOR_OWNER, Role.ADMIN})
