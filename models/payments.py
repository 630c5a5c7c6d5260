"""Money: what was asked of providers, and the double-entry ledger."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields

from models.auth import User
from models.base import Row
from models.enums import (
    AccountKind,
    PaymentMethodKind,
    PaymentStatus,
    PayoutStatus,
    RefundStatus,
    TransactionKind,
    WebhookState,
)
from models.requests import Estimate, JobRequest
from models.users import PaymentMethod


class Payment(Row):
    """An intent to pay and what became of it. Its request's escrow holds the money; a top-up has no request."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", on_delete=fields.RESTRICT)
    user_id: UUID
    job_request: fields.ForeignKeyNullableRelation[JobRequest] = fields.ForeignKeyField(
        "models.JobRequest", null=True, on_delete=fields.RESTRICT, related_name="payments", source_field="request_id"
    )
    job_request_id: UUID | None
    estimate: fields.ForeignKeyNullableRelation[Estimate] = fields.ForeignKeyField(
        "models.Estimate", null=True, on_delete=fields.RESTRICT
    )
    estimate_id: UUID | None
    payment_method: fields.ForeignKeyNullableRelation[PaymentMethod] = fields.ForeignKeyField(
        "models.PaymentMethod", null=True, on_delete=fields.RESTRICT
    )
    payment_method_id: UUID | None
    method: PaymentMethodKind = fields.CharEnumField(PaymentMethodKind, max_length=16)
    provider: str = fields.CharField(max_length=32)
    provider_key: str = fields.CharField(max_length=64, unique=True)
    provider_reference: str | None = fields.CharField(max_length=128, null=True)
    status: PaymentStatus = fields.CharEnumField(PaymentStatus, max_length=24)
    amount_minor: int = fields.BigIntField()
    currency: str = fields.CharField(max_length=3)
    refunded_minor: int = fields.BigIntField(default=0)
    next_action: dict[str, Any] | None = fields.JSONField(null=True)
    failure_code: str | None = fields.CharField(max_length=64, null=True)
    failure_message: str | None = fields.CharField(max_length=300, null=True)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)
    updated_at: datetime = fields.DatetimeField(auto_now=True)
    expires_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "payments"


class Refund(Row):
    """Money on its way back, whole or in part.

    `ordered_at` is when its provider was first told; nobody tells it again before `order_stands_until`.
    """

    payment: fields.ForeignKeyRelation[Payment] = fields.ForeignKeyField(
        "models.Payment", on_delete=fields.RESTRICT, related_name="refunds"
    )
    payment_id: UUID
    amount_minor: int = fields.BigIntField()
    reason: str = fields.CharField(max_length=200)
    status: RefundStatus = fields.CharEnumField(RefundStatus, max_length=16, default=RefundStatus.PENDING)
    provider_key: str = fields.CharField(max_length=64, unique=True)
    provider_reference: str | None = fields.CharField(max_length=128, null=True)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)
    settled_at: datetime | None = fields.DatetimeField(null=True)
    ordered_at: datetime | None = fields.DatetimeField(null=True)
    order_stands_until: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "refunds"


class Account(Row):
    """A place where money stands. `balance_minor` is moved by a trigger on the postings and by nothing else."""

    kind: AccountKind = fields.CharEnumField(AccountKind, max_length=16)
    user_id: UUID | None = fields.UUIDField(null=True)
    request_id: UUID | None = fields.UUIDField(null=True)
    provider: str | None = fields.CharField(max_length=32, null=True)
    currency: str = fields.CharField(max_length=3)
    balance_minor: int = fields.BigIntField(default=0)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "ledger_accounts"


class Journal(Row):
    """One movement of money; its business key lets it happen once."""

    business_key: str = fields.CharField(max_length=128, unique=True)
    request_id: UUID | None = fields.UUIDField(null=True)
    payment_id: UUID | None = fields.UUIDField(null=True)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "ledger_journals"


class WalletTransaction(Row):
    """A posting: signed minor units on one account. Append-only; a journal's postings sum to zero per currency."""

    journal: fields.ForeignKeyRelation[Journal] = fields.ForeignKeyField("models.Journal", on_delete=fields.RESTRICT)
    journal_id: UUID
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField("models.Account", on_delete=fields.RESTRICT)
    account_id: UUID
    kind: TransactionKind = fields.CharEnumField(TransactionKind, max_length=16)
    amount_minor: int = fields.BigIntField()
    currency: str = fields.CharField(max_length=3)
    balance_after_minor: int = fields.BigIntField(default=0)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "wallet_transactions"


class Payout(Row):
    """Money on its way from a wallet to a bank account or a phone. `destination` is what the provider knows it by."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", on_delete=fields.RESTRICT)
    user_id: UUID
    amount_minor: int = fields.BigIntField()
    currency: str = fields.CharField(max_length=3)
    destination: str = fields.CharField(max_length=100)
    provider: str = fields.CharField(max_length=32)
    provider_key: str = fields.CharField(max_length=64, unique=True)
    provider_reference: str | None = fields.CharField(max_length=128, null=True)
    status: PayoutStatus = fields.CharEnumField(PayoutStatus, max_length=16, default=PayoutStatus.PENDING)
    failure_code: str | None = fields.CharField(max_length=64, null=True)
    created_at: datetime = fields.DatetimeField()
    settled_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "payouts"


class WalletAdjustment(Row):
    """Why an admin has put money into a wallet, or taken some out. Append-only."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", on_delete=fields.RESTRICT)
    user_id: UUID
    by_id: UUID = fields.UUIDField()
    amount_minor: int = fields.BigIntField()
    currency: str = fields.CharField(max_length=3)
    reason: str = fields.CharField(max_length=200)
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "wallet_adjustments"


class Receipt(Row):
    """What a job has cost. Append-only; an issuer's numbers have no gaps, and the lines add up to the total."""

    issuer: str = fields.CharField(max_length=8)
    number: int = fields.BigIntField()
    job_request: fields.OneToOneRelation[JobRequest] = fields.OneToOneField(
        "models.JobRequest", on_delete=fields.RESTRICT, related_name="receipt", source_field="request_id"
    )
    job_request_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", on_delete=fields.RESTRICT)
    user_id: UUID
    currency: str = fields.CharField(max_length=3)
    total_minor: int = fields.BigIntField()
    lines: list[dict[str, Any]] = fields.JSONField()
    issued_at: datetime = fields.DatetimeField()

    class Meta:
        table = "receipts"
        unique_together = (("issuer", "number"),)


class WebhookEvent(Row):
    """An event as its provider has sent and signed it."""

    provider: str = fields.CharField(max_length=32)
    event_id: str = fields.CharField(max_length=255)
    body: bytes = fields.BinaryField()
    state: WebhookState = fields.CharEnumField(WebhookState, max_length=16, default=WebhookState.WAITING)
    received_at: datetime = fields.DatetimeField()
    settled_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "webhook_events"
        unique_together = (("provider", "event_id"),)
