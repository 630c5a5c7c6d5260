"""What people are told, and on which channels it reached them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields

from models.auth import Session, User
from models.base import Row
from models.enums import Channel, DeliveryState, NotificationKind
from models.requests import JobRequest


class Notification(Row):
    """One event for one recipient. `facts` is what was so then: its text is made when it is read.

    `in_app` tells whether its recipient wanted to find it in the app.
    """

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="notifications"
    )
    user_id: UUID
    job_request: fields.ForeignKeyNullableRelation[JobRequest] = fields.ForeignKeyField(
        "models.JobRequest",
        null=True,
        on_delete=fields.RESTRICT,
        related_name="notifications",
        source_field="request_id",
    )
    job_request_id: UUID | None
    kind: NotificationKind = fields.CharEnumField(NotificationKind, max_length=24)
    event: str = fields.CharField(max_length=128)
    facts: dict[str, Any] = fields.JSONField()
    in_app: bool = fields.BooleanField()
    created_at: datetime = fields.DatetimeField()
    read_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "notifications"


class Delivery(Row):
    """A notification on its way over one channel that leaves the house.

    `user_id` and `job_request_id` are the notification's: messages about one request reach one person in order.
    One that `is_blocked` waits for an earlier one. `attempted_at` is committed before a provider is called.
    """

    notification: fields.ForeignKeyRelation[Notification] = fields.ForeignKeyField(
        "models.Notification", on_delete=fields.CASCADE, related_name="deliveries"
    )
    notification_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="deliveries"
    )
    user_id: UUID
    job_request: fields.ForeignKeyNullableRelation[JobRequest] = fields.ForeignKeyField(
        "models.JobRequest", null=True, on_delete=fields.RESTRICT, related_name="deliveries", source_field="request_id"
    )
    job_request_id: UUID | None
    channel: Channel = fields.CharEnumField(Channel, max_length=8)
    state: DeliveryState = fields.CharEnumField(DeliveryState, max_length=8, default=DeliveryState.QUEUED)
    is_blocked: bool = fields.BooleanField(default=False)
    attempts: int = fields.IntField(default=0)
    attempted_at: datetime | None = fields.DatetimeField(null=True)
    provider: str | None = fields.CharField(max_length=32, null=True)
    provider_reference: str | None = fields.CharField(max_length=128, null=True)
    reason: str | None = fields.CharField(max_length=64, null=True)
    created_at: datetime = fields.DatetimeField()
    settled_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "notification_deliveries"


class PushSubscription(Row):
    """A browser that takes messages, for as long as the session in which it was registered."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="push_subscriptions"
    )
    user_id: UUID
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "models.Session", on_delete=fields.CASCADE, related_name="push_subscriptions"
    )
    session_id: UUID
    endpoint: str = fields.CharField(max_length=2048)
    p256dh: str = fields.CharField(max_length=128)
    auth: str = fields.CharField(max_length=64)
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "push_subscriptions"
