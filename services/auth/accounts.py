"""What an account says of a person, as one row."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from models.enums import Role, UserState

COLUMNS = """u.id AS user_id, u.role, u.state, u.email, u.email_verified_at, u.created_at, u.last_log_in_at,
           p.name, p.phone, p.avatar_url, p.locale, p.time_zone"""
"Of `users u JOIN profiles p`, in the order of what they become."


class AccountProfile(NamedTuple):
    """A profile with what else its account says of a person."""

    user_id: UUID
    role: Role
    state: UserState
    email: str
    email_verified_at: datetime | None
    created_at: datetime
    last_log_in_at: datetime | None
    name: str
    phone: str | None
    avatar_url: str | None
    locale: str
    time_zone: str

    @classmethod
    def of(cls, row: Any) -> "AccountProfile":
        """A record of the columns above: it costs a small part of a model with its relation."""
        user_id, role, state, *others = row
        return cls(user_id, Role(role), UserState(state), *others)
