"""What an admin does to an account: both rows are locked, so that admins who turn on each other do not both succeed."""

from uuid import UUID

from models.auth import User
from models.enums import Role, UserState
from services.auth.viewer import Viewer
from services.errors import Forbidden, NotFound
from services.jobs.queue import Job

OWNER_GONE = Job("owner_gone")
"""Whoever it was may have been an owner: what they were offered goes on to others."""


async def lock_as_admin(by: Viewer, user_id: UUID) -> User:
    """The account, with the admin still one and not suspended: so one always remains. Raises Forbidden and NotFound."""
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
