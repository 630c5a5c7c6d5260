"""What admins do."""

import strawberry

from models.enums import Role
from resolvers.origin import origin_of
from schema.context import Info
from schema.types.admin import AdminUser, AdminUserResult, AdminUserSuccess
from services.platform.ids import Kind, decode


async def assign_role(info: Info, user_id: strawberry.ID, role: Role) -> AdminUserResult:
    """Ends every session of the account. Written to the audit log."""
    subject = decode(Kind.USER, user_id, "userId")
    await info.context.services.auth.roles.assign(info.context.signed_in, subject, role, origin=origin_of(info))
    info.context.forget_rows()
    return AdminUserSuccess(user=await AdminUser.load(info, subject))
