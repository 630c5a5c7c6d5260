"""Paying for a job."""

import strawberry

from models.enums import PaymentMethodKind
from schema.context import Info
from schema.types.payment_results import (
    CancelPaymentIntentResult,
    ConfirmPaymentResult,
    CreatePaymentIntentResult,
    PaymentSuccess,
)
from schema.types.payments import Payment, TrialBalance
from services.platform.ids import Kind, decode


async def payment(info: Info, id: strawberry.ID) -> Payment | None:
    """FARMER own, ADMIN."""
    return await Payment.load_if_visible(info, decode(Kind.PAYMENT, id))


async def trial_balance(info: Info) -> TrialBalance:
    """Read at one instant."""
    return TrialBalance.of(await info.context.services.payments.books.trial_balance())


async def create_payment_intent(
    info: Info,
    *,
    request_id: strawberry.ID,
    estimate_id: strawberry.ID,
    method: PaymentMethodKind,
    idempotency_key: str,
    payment_method_id: strawberry.ID | None = None,
) -> CreatePaymentIntentResult:
    """The amount comes from the estimate, never from the client."""
    answer = await info.context.services.payments.intents.create(
        info.context.signed_in,
        request_id=decode(Kind.REQUEST, request_id, "requestId"),
        estimate_id=decode(Kind.ESTIMATE, estimate_id, "estimateId"),
        method=method,
        payment_method_id=payment_method_id,
        key=idempotency_key,
    )
    info.context.forget_rows()
    return PaymentSuccess.of(answer)


async def confirm_payment(info: Info, payment_id: strawberry.ID, idempotency_key: str) -> ConfirmPaymentResult:
    """Pay. What was tried before is asked about, never tried again."""
    answer = await info.context.services.payments.confirmation.confirm(
        info.context.signed_in, payment_id=decode(Kind.PAYMENT, payment_id, "paymentId"), key=idempotency_key
    )
    info.context.forget_rows()
    return PaymentSuccess.of(answer)


async def cancel_payment_intent(info: Info, payment_id: strawberry.ID) -> CancelPaymentIntentResult:
    """Only while no money can have moved. A payment that has ended is answered as it is."""
    answer = await info.context.services.payments.intents.cancel(
        info.context.signed_in, payment_id=decode(Kind.PAYMENT, payment_id, "paymentId")
    )
    info.context.forget_rows()
    return PaymentSuccess.of(answer)
