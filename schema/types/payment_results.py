"""How attempts to pay end."""

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
from schema.types.estimates import Estimate
from schema.types.payments import Payment
from schema.types.requests import InvalidTransitionError, JobRequest
from schema.types.shared import Money
from services.payments import refusals
from services.payments.intents import PaymentAnswer


@strawberry.type
class PaymentSuccess:
    payment_id: strawberry.Private[UUID]

    @strawberry.field
    async def payment(self, info: Info) -> Payment:
        return await Payment.load(info, self.payment_id)

    @strawberry.field
    async def request(self, info: Info) -> JobRequest | None:
        row = await info.context.loaders.own_payments.load(self.payment_id)
        return await JobRequest.load_if_visible(info, row.job_request_id)

    @classmethod
    def of(cls, answer: PaymentAnswer) -> Self:
        return cls(payment_id=answer.payment_id)


@strawberry.type(description="The price shown has lapsed. `fresh` is today's.")
class QuoteExpiredError(UserError):
    fresh_id: strawberry.Private[UUID | None]

    @strawberry.field
    async def fresh(self, info: Info) -> Estimate | None:
        return await Estimate.load_if_visible(info, self.fresh_id)

    @classmethod
    def of(cls, refusal: refusals.QuoteExpired) -> Self:
        return cls(code=refusal.code, message=refusal.message, fresh_id=refusal.fresh)


@strawberry.type
class PaymentDeclinedError(UserError):
    payment_id: strawberry.Private[UUID]
    decline_code: str

    @strawberry.field
    async def payment(self, info: Info) -> Payment:
        return await Payment.load(info, self.payment_id)

    @classmethod
    def of(cls, refusal: refusals.PaymentDeclined) -> Self:
        return cls(
            code=refusal.code,
            message=refusal.message,
            payment_id=refusal.payment_id,
            decline_code=refusal.decline_code,
        )


@strawberry.type(description="The provider has not said how the last attempt ended: paying again now could pay twice.")
class PaymentUnknownError(UserError):
    payment_id: strawberry.Private[UUID]

    @strawberry.field
    async def payment(self, info: Info) -> Payment:
        return await Payment.load(info, self.payment_id)

    @classmethod
    def of(cls, refusal: refusals.PaymentUnknown) -> Self:
        return cls(code=refusal.code, message=refusal.message, payment_id=refusal.payment_id)


@strawberry.type(description="Already paid for.")
class AlreadyPaidError(UserError):
    payment_id: strawberry.Private[UUID]

    @strawberry.field
    async def payment(self, info: Info) -> Payment:
        return await Payment.load(info, self.payment_id)

    @classmethod
    def of(cls, refusal: refusals.AlreadyPaid) -> Self:
        return cls(code=refusal.code, message=refusal.message, payment_id=refusal.payment_id)


@strawberry.type
class InsufficientFundsError(UserError):
    available: Money

    @classmethod
    def of(cls, refusal: refusals.InsufficientFunds) -> Self:
        available = Money.of(refusal.available_minor, refusal.currency)
        return cls(code=refusal.code, message=refusal.message, available=available)


CreatePaymentIntentResult = Annotated[
    PaymentSuccess
    | NotFoundError
    | ValidationError
    | QuoteExpiredError
    | AlreadyPaidError
    | PaymentUnknownError
    | InvalidTransitionError
    | IdempotencyConflictError
    | IdempotencyInProgressError,
    strawberry.union("CreatePaymentIntentResult"),
]
ConfirmPaymentResult = Annotated[
    PaymentSuccess
    | NotFoundError
    | ValidationError
    | QuoteExpiredError
    | AlreadyPaidError
    | PaymentDeclinedError
    | PaymentUnknownError
    | InsufficientFundsError
    | IdempotencyConflictError
    | IdempotencyInProgressError,
    strawberry.union("ConfirmPaymentResult"),
]
CancelPaymentIntentResult = Annotated[
    PaymentSuccess | NotFoundError | PaymentUnknownError, strawberry.union("CancelPaymentIntentResult")
]
