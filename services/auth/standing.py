"""Locks of accounts, the last of all row locks: what they were when they were locked, they are until the commit."""

from collections.abc import Iterable
from uuid import UUID

from models.auth import User
from models.enums import Role, UserState
from services.auth.viewer import Viewer
from services.errors import Forbidden, NotFound
from services.jobs.queue import Job
from services.platform.database import Database

OWNER_GONE = Job("owner_gone")
"""Whoever it was may have been an owner: what they were offered goes on to others."""


async def lock_as_admin(by: Viewer, user_id: UUID) -> User:
    """The account that an admin acts on, with the admin still one and not suspended. Raises Forbidden and NotFound.

    Both rows are locked, so that admins who turn on each other do not both succeed: one always remains.
    """
    # Not the key: whoever writes a row that names one of the two has no need to wait.
    rows = await User.select_for_update(no_key=True).filter(id__in=[by.user_id, user_id]).order_by("id")
    locked = {row.id: row for row in rows}
    admin = locked.get(by.user_id)
    if admin is None or admin.role is not Role.ADMIN or admin.state is not UserState.ACTIVE:
        raise Forbidden
    user = locked.get(user_id)
    if user is None:
        raise NotFound(path=("userId",))
    return user


async def lock_active(database: Database, role: Role, user_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the accounts that have the role and are not suspended."""
    rows = await database.fetch(
        "SELECT id FROM users WHERE id = ANY($1) AND role = $2 AND state = 'ACTIVE' ORDER BY id FOR SHARE",
        list(set(user_ids)),
        role,
    )
    return {row["id"] for row in rows}


async def lock_own_account(database: Database, by: Viewer) -> None:
    """Whoever was suspended, or got another role, since they signed in does nothing more. Raises Forbidden."""
    if not await lock_active(database, by.role, [by.user_id]):
        raise Forbidden
