"""How top-ups, withdrawals and what admins put right end."""

from typing import Annotated, Self
from uuid import UUID

import strawberry

from schema.context import Info
from schema.types.errors import (
    IdempotencyConflictError,
    IdempotencyInProgressError,
    NotFoundError,
    UserError,
    ValidationError,
)
from schema.types.payment_results import InsufficientFundsError, PaymentDeclinedError, PaymentSuccess
from schema.types.payments import Payment, Refund, Wallet, WalletTransaction
from schema.types.shared import Money
from services.payments import refusals
from services.payments.corrections import Refunded
from services.payments.wallets import Moved


@strawberry.type
class WithdrawalSuccess:
    transaction_id: strawberry.Private[UUID]

    @strawberry.field
    async def transaction(self, info: Info) -> WalletTransaction:
        return await WalletTransaction.load(info, self.transaction_id)

    @strawberry.field
    def wallet(self, info: Info) -> Wallet:
        return Wallet.of(info.context.signed_in.user_id)

    @classmethod
    def of(cls, moved: Moved) -> Self:
        return cls(transaction_id=moved.transaction_id)


@strawberry.type
class AdjustWalletSuccess:
    transaction_id: strawberry.Private[UUID]

    @strawberry.field
    async def transaction(self, info: Info) -> WalletTransaction:
        return await WalletTransaction.load(info, self.transaction_id)

    @classmethod
    def of(cls, moved: Moved) -> Self:
        return cls(transaction_id=moved.transaction_id)


@strawberry.type
class RefundSuccess:
    answer: strawberry.Private[Refunded]

    @strawberry.field
    async def refund(self, info: Info) -> Refund:
        loaders = info.context.loaders
        payment = await loaders.own_payments.load(self.answer.payment_id)
        refunds = await loaders.refunds_of_payment.load(self.answer.payment_id)
        (row,) = (each for each in refunds if each.id == self.answer.refund_id)
        return Refund.of(row, payment.currency)

    @strawberry.field
    async def payment(self, info: Info) -> Payment:
        return await Payment.load(info, self.answer.payment_id)

    @classmethod
    def of(cls, answer: Refunded) -> Self:
        return cls(answer=answer)


@strawberry.type
class RefundExceedsPaymentError(UserError):
    refundable: Money

    @classmethod
    def of(cls, refusal: refusals.RefundExceedsPayment) -> Self:
        refundable = Money.of(refusal.refundable_minor, refusal.currency)
        return cls(code=refusal.code, message=refusal.message, refundable=refundable)


TopUpResult = Annotated[
    PaymentSuccess | ValidationError | PaymentDeclinedError | IdempotencyConflictError | IdempotencyInProgressError,
    strawberry.union("TopUpResult"),
]
WithdrawalResult = Annotated[
    WithdrawalSuccess
    | ValidationError
    | InsufficientFundsError
    | IdempotencyConflictError
    | IdempotencyInProgressError,
    strawberry.union("WithdrawalResult"),
]
RefundResult = Annotated[
    RefundSuccess
    | NotFoundError
    | ValidationError
    | RefundExceedsPaymentError
    | IdempotencyConflictError
    | IdempotencyInProgressError,
    strawberry.union("RefundResult"),
]
AdjustWalletResult = Annotated[
    AdjustWalletSuccess
    | NotFoundError
    | ValidationError
    | InsufficientFundsError
    | IdempotencyConflictError
    | IdempotencyInProgressError,
    strawberry.union("AdjustWalletResult"),
]
