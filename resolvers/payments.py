"""Paying for a job."""

import strawberry

from models.enums import PaymentMethodKind, PaymentStatus
from schema.context import Info
from schema.types.payment_results import (
    CancelPaymentIntentResult,
    ConfirmPaymentResult,
    CreatePaymentIntentResult,
    PaymentSuccess,
)
from schema.types.payments import Payment, PaymentConnection, TrialBalance
from schema.types.receipts import Receipt
from schema.types.scalars import Cursor
from schema.types.shared import DateTimeRangeInput
from services.payments.reading import PaymentFilter, all_payments
from services.platform.ids import Kind, decode, decode_if_any, decode_or_nil, decode_or_none


async def payment(info: Info, id: strawberry.ID) -> Payment | None:
    """FARMER own, ADMIN."""
    return await Payment.load_if_visible(info, decode_or_none(Kind.PAYMENT, id))


async def payments(
    info: Info,
    *,
    status: PaymentStatus | None = None,
    user_id: strawberry.ID | None = None,
    created_in: DateTimeRangeInput | None = None,
    first: int = 20,
    after: Cursor | None = None,
) -> PaymentConnection:
    """Newest first. `userId` is who pays."""
    narrowed = PaymentFilter(
        status=status,
        user_id=decode_or_nil(Kind.USER, user_id),
        created_from=created_in.from_ if created_in else None,
        created_to=created_in.to if created_in else None,
    )
    return PaymentConnection.of(await all_payments(info.context.signed_in, narrowed, first=first, after=after))


async def receipt(info: Info, request_id: strawberry.ID) -> Receipt | None:
    """FARMER own, ADMIN. Null before completion."""
    receipts = info.context.services.payments.receipts
    row = await receipts.of_request(info.context.signed_in, decode_or_none(Kind.REQUEST, request_id))
    return Receipt.of(row) if row else None


async def trial_balance(info: Info) -> TrialBalance:
    """Read at one instant."""
    return TrialBalance.of(await info.context.services.payments.auditor.trial_balance())


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
        payment_method_id=decode_if_any(Kind.PAYMENT_METHOD, payment_method_id, "paymentMethodId"),
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
    """While no money has moved, a step that the payer no longer wants to take included.

    A payment that has ended is answered as it is; one that the provider has called off has FAILED.
    """
    answer = await info.context.services.payments.calling_off.cancel(
        info.context.signed_in, payment_id=decode(Kind.PAYMENT, payment_id, "paymentId")
    )
    info.context.forget_rows()
    return PaymentSuccess.of(answer)
