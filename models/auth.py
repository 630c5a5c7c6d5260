"""Sign-in: accounts, sessions and the tokens that mails carry."""

from datetime import datetime
from uuid import UUID

from tortoise import fields

from models.base import Row
from models.enums import MailTokenKind, Role, UserState


class User(Row):
    """An account. `email` is kept as typed; a unique index on its lower case makes it one account."""

    email: str = fields.CharField(max_length=254)
    password_hash: str = fields.CharField(max_length=255)
    role: Role = fields.CharEnumField(Role, max_length=16)
    state: UserState = fields.CharEnumField(UserState, max_length=16, default=UserState.ACTIVE)
    email_verified_at: datetime | None = fields.DatetimeField(null=True)
    last_log_in_at: datetime | None = fields.DatetimeField(null=True)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "users"


class Session(Row):
    """One log-in: a family of refresh tokens."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", on_delete=fields.RESTRICT)
    user_id: UUID
    device_name: str | None = fields.CharField(max_length=100, null=True)
    ip_address: str | None = fields.CharField(max_length=45, null=True)
    created_at: datetime = fields.DatetimeField()
    last_used_at: datetime = fields.DatetimeField()
    expires_at: datetime = fields.DatetimeField()
    revoked_at: datetime | None = fields.DatetimeField(null=True)
    revoked_because: str | None = fields.CharField(max_length=32, null=True)

    class Meta:
        table = "sessions"


class RefreshToken(Row):
    """A link of a session's family. Only the SHA-256 of a token is kept."""

    token_hash: bytes = fields.BinaryField()
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField("models.Session", on_delete=fields.CASCADE)
    session_id: UUID
    generation: int = fields.IntField()
    created_at: datetime = fields.DatetimeField()
    expires_at: datetime = fields.DatetimeField()
    used_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "refresh_tokens"


class MailToken(Row):
    """A single-use token sent by mail; only its SHA-256 is kept."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", on_delete=fields.RESTRICT)
    user_id: UUID
    kind: MailTokenKind = fields.CharEnumField(MailTokenKind, max_length=16)
    token_hash: bytes = fields.BinaryField()
    created_at: datetime = fields.DatetimeField()
    expires_at: datetime = fields.DatetimeField()
    used_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "mail_tokens"
