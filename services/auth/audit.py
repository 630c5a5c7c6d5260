"""What this domain puts on record."""

from enum import StrEnum


class Action(StrEnum):
    """Of accounts and sessions. The subject is the account, or the session that begins or ends."""

    EMAIL_VERIFIED = "EMAIL_VERIFIED"
    LOGGED_IN = "LOGGED_IN"
    LOG_IN_FAILED = "LOG_IN_FAILED"
    SESSION_ENDED = "SESSION_ENDED"
    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105 - the name of an action, no secret
    PASSWORD_CHANGE_FAILED = "PASSWORD_CHANGE_FAILED"  # noqa: S105 - likewise
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105 - likewise
    ROLE_CHANGED = "ROLE_CHANGED"
    USER_SUSPENDED = "USER_SUSPENDED"
    USER_REINSTATED = "USER_REINSTATED"
    ADMIN_CREATED = "ADMIN_CREATED"
