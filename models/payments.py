"""Money: what was asked of providers, and the double-entry ledger."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields

from models.auth import User
from models.base import Row
from models.enums import AccountKind, PaymentMethodKind, PaymentStatus, RefundStatus, TransactionKind
from models.requests import Estimate, JobRequest


class Payment(Row):
    """An intent to pay and what became of it. `request_id` is the request whose escrow holds the money."""

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
    """Money on its way back, whole or in part."""

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
