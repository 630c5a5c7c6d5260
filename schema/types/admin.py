"""What admins see and do."""

import datetime as dt
from typing import Annotated, Self
from uuid import UUID

import strawberry

from models.enums import Role, UserState
from schema.context import Info
from schema.types.connections import page_info
from schema.types.errors import NotFoundError, ValidationError
from schema.types.scalars import Cursor, PhoneNumber
from schema.types.shared import Node, PageInfo
from services.auth.accounts import AccountProfile
from services.platform.ids import Kind, encode
from services.platform.pages import Page

strawberry.enum(UserState)


@strawberry.type
class AdminUser(Node):
    role: Role
    state: UserState
    name: str
    email: str
    email_verified: bool
    phone: PhoneNumber | None
    created_at: dt.datetime
    last_log_in_at: dt.datetime | None

    @classmethod
    async def load(cls, info: Info, user_id: UUID) -> Self:
        return cls.of(await info.context.loaders.profiles.load(user_id))

    @classmethod
    def of(cls, row: AccountProfile) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.USER, row.user_id)),
            role=row.role,
            state=row.state,
            name=row.name,
            email=row.email,
            email_verified=row.email_verified_at is not None,
            phone=PhoneNumber(row.phone) if row.phone else None,
            created_at=row.created_at,
            last_log_in_at=row.last_log_in_at,
        )


@strawberry.type
class AdminUserEdge:
    cursor: Cursor
    node: AdminUser


@strawberry.type
class AdminUserConnection:
    edges: list[AdminUserEdge]
    nodes: list[AdminUser]
    page_info: PageInfo

    @classmethod
    def of(cls, page: Page[AccountProfile]) -> Self:
        edges = [AdminUserEdge(cursor=Cursor(page.cursor(row)), node=AdminUser.of(row)) for row in page.rows]
        return cls(edges=edges, nodes=[edge.node for edge in edges], page_info=page_info(page))


@strawberry.type
class AdminUserSuccess:
    user: AdminUser


AdminUserResult = Annotated[AdminUserSuccess | NotFoundError | ValidationError, strawberry.union("AdminUserResult")]
