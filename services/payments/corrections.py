"""What admins put right: refunds by hand, and wallets. Each is on record with its reason."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.auth import User
from models.enums import PaymentStatus, RequestStatus, TransactionKind
from models.payments import Payment, WalletAdjustment
from models.requests import JobRequest
from services.auth.standing import lock_own_account
from services.auth.viewer import Viewer
from services.errors import NotFound, ValidationFailed
from services.payments.amounts import check_amount
from services.payments.escrow import HeldEscrow
from services.payments.ledger import Ledger, Movement, Overdrawn, Place, Posting
from services.payments.outcomes import PriceCeiling
from services.payments.refunds import Refunds
from services.payments.refusals import InsufficientFunds, RefundExceedsPayment
from services.payments.rows import lock_payment
from services.payments.wallets import Moved, wallet_posting
from services.platform.audit import AuditLog, Doer
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.ids import Kind, encode
from services.platform.money import Money
from services.platform.texts import problems_of as text_problems
from services.requests.state_machine import CLOSED

_LONGEST_REASON = 200
_SEEKING = frozenset({RequestStatus.SENT, RequestStatus.RECEIVED})


class Action(StrEnum):
    """As the audit log has them. The subject is the payment, or the account whose wallet it is."""

    PAYMENT_REFUNDED = "PAYMENT_REFUNDED"
    WALLET_ADJUSTED = "WALLET_ADJUSTED"


@dataclass(frozen=True, slots=True)
class Refunded:
    refund_id: UUID
    payment_id: UUID


class Corrections:
    """Every method is an admin's."""

    def __init__(
        self,
        *,
        database: Database,
        ledger: Ledger,
        refunds: Refunds,
        escrow: HeldEscrow,
        ceiling: PriceCeiling,
        idempotency: Idempotency,
        audit: AuditLog,
        clock: Clock,
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._refunds = refunds
        self._escrow = escrow
        self._ceiling = ceiling
        self._idempotency = idempotency
        self._audit = audit
        self._clock = clock

    async def refund(
        self, by: Viewer, *, payment_id: UUID, amount_minor: int, reason: str, key: str, doer: Doer
    ) -> Refunded:
        """Start giving a part back, or all.

        Raises NotFound, ValidationFailed, RefundExceedsPayment, Forbidden and the usual.
        """
        if amount_minor <= 0:
            message = "The amount must be more than zero."
            raise ValidationFailed.of("amountMinor", code="OUT_OF_RANGE", message=message)
        _check_reason(reason)
        if not await Payment.exists(id=payment_id):
            raise NotFound(path=("paymentId",))
        return await self._idempotency.once(
            lambda: self._refund(by, payment_id, amount_minor, reason.strip(), doer),
            answer=Refunded,
            user_id=by.user_id,
            operation="refundPayment",
            key=key,
            given={"payment": payment_id, "amount": amount_minor, "reason": reason},
        )

    async def _refund(self, by: Viewer, payment_id: UUID, amount_minor: int, reason: str, doer: Doer) -> Refunded:
        request, payment = await lock_payment(payment_id)
        await lock_own_account(self._database, by)
        source = _source(request, payment)
        refundable = await self._refundable(payment, source)
        if amount_minor > refundable:
            raise RefundExceedsPayment(refundable_minor=refundable, currency=payment.currency)
        before = payment.refunded_minor
        try:
            refund_id = await self._refunds.partly(payment, amount_minor, reason, source=source)
        except Overdrawn as overdrawn:
            # Its wallet was looked at without a lock, and less is left by now.
            left = overdrawn.available
            raise RefundExceedsPayment(refundable_minor=left.amount_minor, currency=left.currency) from None
        await self._audit.write(
            Action.PAYMENT_REFUNDED,
            encode(Kind.PAYMENT, payment.id),
            by=doer,
            before={"refundedMinor": before, "currency": payment.currency},
            after={"refundedMinor": before + amount_minor, "currency": payment.currency, "reason": reason},
        )
        if request is not None and request.status in _SEEKING:
            # Else a tractor could take the job for more than its owner will get.
            await self._ceiling.apply(request, await self._escrow.held(request.id))
        return Refunded(refund_id, payment.id)

    async def _refundable(self, payment: Payment, source: Place) -> int:
        """What was paid and not given back; of a top-up, what has not been spent either."""
        if payment.status is not PaymentStatus.SUCCEEDED:
            return 0
        left = payment.amount_minor - payment.refunded_minor
        if payment.job_request_id is not None:
            return left
        there = [each.amount_minor for each in await self._ledger.balance(source) if each.currency == payment.currency]
        return min(left, sum(there))

    async def adjust(self, by: Viewer, *, user_id: UUID, amount: Money, reason: str, key: str, doer: Doer) -> Moved:
        """Put money of ours into a wallet, or take some out.

        Raises NotFound, ValidationFailed, InsufficientFunds, Forbidden and the usual.
        """
        check_amount(amount, may_be_negative=True)
        _check_reason(reason)
        if not await User.exists(id=user_id):
            raise NotFound(path=("userId",))
        return await self._idempotency.once(
            lambda: self._adjust(by, user_id, amount, reason.strip(), doer),
            answer=Moved,
            user_id=by.user_id,
            operation="adjustWallet",
            key=key,
            given={"user": user_id, "amount": amount.amount_minor, "currency": amount.currency, "reason": reason},
        )

    async def _adjust(self, by: Viewer, user_id: UUID, amount: Money, reason: str, doer: Doer) -> Moved:
        await lock_own_account(self._database, by)
        row = await WalletAdjustment.create(
            user_id=user_id,
            by_id=by.user_id,
            amount_minor=amount.amount_minor,
            currency=amount.currency,
            reason=reason,
            created_at=self._clock(),
        )
        movement = _adjustment(row)
        try:
            await self._ledger.record(movement)
        except Overdrawn as overdrawn:
            have = overdrawn.available
            raise InsufficientFunds(available_minor=have.amount_minor, currency=have.currency) from None
        after = {"amountMinor": amount.amount_minor, "currency": amount.currency, "reason": reason}
        await self._audit.write(Action.WALLET_ADJUSTED, encode(Kind.USER, user_id), by=doer, after=after)
        return await wallet_posting(movement.key, user_id)


def _source(request: JobRequest | None, payment: Payment) -> Place:
    """Who pays for a refund by hand: the escrow while it lasts, we ourselves after that, for a top-up its wallet."""
    if request is None:
        return Place.wallet(payment.user_id)
    return Place.revenue() if request.status in CLOSED else Place.escrow(request.id)


def _adjustment(row: WalletAdjustment) -> Movement:
    return Movement(
        key=f"adjust:{row.id}",
        currency=row.currency,
        postings=(
            Posting(Place.revenue(), -row.amount_minor, TransactionKind.ADJUSTMENT),
            Posting(Place.wallet(row.user_id), row.amount_minor, TransactionKind.ADJUSTMENT),
        ),
    )


def _check_reason(reason: str) -> None:
    """Raises ValidationFailed."""
    problems = text_problems(reason, "reason", longest=_LONGEST_REASON)
    if problems:
        raise ValidationFailed(problems=problems)
