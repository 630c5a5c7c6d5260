"""Wallets: filling, emptying, and what admins put right."""

import strawberry

from models.enums import PaymentMethodKind
from resolvers.origin import doer_of
from schema.context import Info
from schema.types.payment_results import PaymentSuccess
from schema.types.scalars import Long
from schema.types.wallet_results import (
    AdjustWalletResult,
    AdjustWalletSuccess,
    RefundResult,
    RefundSuccess,
    TopUpResult,
    WithdrawalResult,
    WithdrawalSuccess,
)
from services.platform.ids import Kind, decode
from services.platform.money import Money


async def top_up_wallet(
    info: Info, *, amount_minor: Long, currency: str, method: PaymentMethodKind, idempotency_key: str
) -> TopUpResult:
    """The payment says how far it is: a phone may have to approve it first."""
    answer = await info.context.services.payments.top_ups.top_up(
        info.context.signed_in, amount=Money(amount_minor, currency), method=method, key=idempotency_key
    )
    info.context.forget_rows()
    return PaymentSuccess.of(answer)


async def withdraw(
    info: Info, *, amount_minor: Long, currency: str, destination: str, idempotency_key: str
) -> WithdrawalResult:
    """Out of the wallet at once, and held until the provider has sent it; back where it refuses."""
    moved = await info.context.services.payments.payouts.withdraw(
        info.context.signed_in, amount=Money(amount_minor, currency), destination=destination, key=idempotency_key
    )
    info.context.forget_rows()
    return WithdrawalSuccess.of(moved)


async def refund_payment(
    info: Info, *, payment_id: strawberry.ID, amount_minor: Long, reason: str, idempotency_key: str
) -> RefundResult:
    """While the job is open the escrow pays for it, afterwards the platform."""
    by = info.context.signed_in
    answer = await info.context.services.payments.corrections.refund(
        by,
        payment_id=decode(Kind.PAYMENT, payment_id, "paymentId"),
        amount_minor=amount_minor,
        reason=reason,
        key=idempotency_key,
        doer=doer_of(info),
    )
    info.context.forget_rows()
    return RefundSuccess.of(answer)


async def adjust_wallet(
    info: Info, *, user_id: strawberry.ID, amount_minor: Long, currency: str, reason: str, idempotency_key: str
) -> AdjustWalletResult:
    """A negative amount takes money out."""
    by = info.context.signed_in
    moved = await info.context.services.payments.corrections.adjust(
        by,
        user_id=decode(Kind.USER, user_id, "userId"),
        amount=Money(amount_minor, currency),
        reason=reason,
        key=idempotency_key,
        doer=doer_of(info),
    )
    info.context.forget_rows()
    return AdjustWalletSuccess.of(moved)
