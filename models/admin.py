"""What was done to accounts and by whom."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields

from models.base import Row
from models.enums import ActorKind


class AuditEntry(Row):
    """Append-only. `subject_id` is the public id of what the action touched, such as `usr_…`.

    `before` and `after` are objects of the fields that changed, redacted.
    """

    at: datetime = fields.DatetimeField()
    actor: ActorKind = fields.CharEnumField(ActorKind, max_length=8)
    actor_id: UUID | None = fields.UUIDField(null=True)
    action: str = fields.CharField(max_length=32)
    subject_id: str = fields.CharField(max_length=64)
    before: dict[str, Any] | None = fields.JSONField(null=True)
    after: dict[str, Any] | None = fields.JSONField(null=True)
    trace_id: str | None = fields.CharField(max_length=64, null=True)
    ip_address: str | None = fields.CharField(max_length=45, null=True)

    class Meta:
        table = "audit_log"
