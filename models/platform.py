"""What keeps the machinery honest: idempotency keys, streams and the outbox."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.base import Row
from models.enums import FrameKind


class IdempotencyKey(Row):
    """What was answered to (user, operation, key). `answer` is null while the first call still runs."""

    user_id: UUID = fields.UUIDField()
    operation: str = fields.CharField(max_length=64)
    key: str = fields.CharField(max_length=255)
    input_hash: bytes = fields.BinaryField()
    answer: dict[str, Any] | None = fields.JSONField(null=True)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)
    expires_at: datetime = fields.DatetimeField()

    class Meta:
        table = "idempotency_keys"
        unique_together = (("user_id", "operation", "key"),)


class Stream(Model):
    """A live stream's counter. Its row lock, held to the commit, makes commit order the order of sequences."""

    name: str = fields.CharField(max_length=64, primary_key=True)
    sequence: int = fields.BigIntField()

    class Meta:
        table = "streams"


class OutboxEvent(Row):
    """A durable event of a stream. `published_at` is null until Redis was told."""

    stream: str = fields.CharField(max_length=64)
    sequence: int = fields.BigIntField()
    kind: FrameKind = fields.CharEnumField(FrameKind, max_length=16)
    payload: dict[str, Any] = fields.JSONField()
    created_at: datetime = fields.DatetimeField(auto_now_add=True)
    published_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "outbox"
        unique_together = (("stream", "sequence"),)


class StreamEpoch(Row):
    """One row: cursors of another epoch are not resumed. An operator sets a new one after restoring a backup."""

    epoch: int = fields.BigIntField()

    class Meta:
        table = "stream_epoch"
