"""What a provider says about a payment, applied once: the one way from asked to paid, refused or unknown."""

from dataclasses import asdict
from typing import Protocol
from uuid import UUID

import structlog

from models.enums import PaymentMethodKind, PaymentStatus, RequestStatus
from models.payments import Payment
from models.requests import Estimate, JobRequest
from services.payments.escrow import HeldEscrow, capture
from services.payments.ledger import Ledger, Overdrawn
from services.payments.refunds import Refunds
from services.payments.refusals import InsufficientFunds
from services.payments.rows import IN_FLIGHT, PaymentRows, lock_payment
from services.platform.database import Database
from services.platform.money import Money
from services.providers.payments.port import Declined, NoAnswer, Outcome, Pending, Succeeded, Unheard

log = structlog.get_logger()

_PAYABLE = frozenset({RequestStatus.SENT, RequestStatus.RECEIVED, RequestStatus.ACCEPTED})


class PriceCeiling(Protocol):
    """What a payment means for the search."""

    async def apply(self, request: JobRequest, price: Money) -> None:
        """Tractors that cost more are not offered the job any longer. In a transaction, under the request's lock."""


class Outcomes:
    """Confirmation, reconciliation and webhooks all end in `apply`."""

    def __init__(
        self,
        *,
        database: Database,
        ledger: Ledger,
        rows: PaymentRows,
        refunds: Refunds,
        escrow: HeldEscrow,
        ceiling: PriceCeiling,
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._rows = rows
        self._refunds = refunds
        self._escrow = escrow
        self._ceiling = ceiling

    async def apply(self, payment_id: UUID, outcome: Outcome) -> Payment:
        """The payment as it then stands. States only move up: what comes twice, late or out of order changes nothing.

        Raises InsufficientFunds for a payment by wallet.
        """
        async with self._database.transaction():
            request, payment = await lock_payment(payment_id)
            match outcome:
                case Succeeded():
                    await self._succeeded(request, payment, outcome)
                case Declined(code=code, message=message):
                    await self._failed(payment, code, message)
                case Unheard():
                    await self._failed(payment, "not_attempted", "The payment never reached the provider.")
                case Pending() | NoAnswer():
                    await self._undecided(payment, outcome)
            return payment

    async def _succeeded(self, request: JobRequest | None, payment: Payment, outcome: Succeeded) -> None:
        asked = Money(payment.amount_minor, payment.currency)
        if payment.status is PaymentStatus.SUCCEEDED or _was_dropped(payment):
            return
        if outcome.amount != asked or request is None or payment.status is PaymentStatus.CANCELED:
            log.error("payment_mismatch", payment=str(payment.id), asked=asked, told=outcome.amount)
            return
        is_due = await self._is_due(request, payment)
        await self._capture(payment)
        await self._rows.change(
            payment,
            status=PaymentStatus.SUCCEEDED,
            provider_reference=outcome.reference,
            next_action=None,
            failure_code=None,
            failure_message=None,
            expires_at=None,
        )
        if is_due:
            await self._secured(request, asked)
        else:
            await self._refunds.of_payment(payment, "The job was cancelled, or paid for already.")

    async def _is_due(self, request: JobRequest, payment: Payment) -> bool:
        """False where the money would be for nothing, or for less than the price that was agreed meanwhile."""
        if request.status not in _PAYABLE or await self._escrow.held(request.id) is not None:
            return False
        price = await agreed_price(request)
        return price is None or (price.currency == payment.currency and price.amount_minor <= payment.amount_minor)

    async def _capture(self, payment: Payment) -> None:
        try:
            await self._ledger.record(capture(payment))
        except Overdrawn as overdrawn:
            have = overdrawn.available
            raise InsufficientFunds(available_minor=have.amount_minor, currency=have.currency) from None

    async def _secured(self, request: JobRequest, paid: Money) -> None:
        await self._rows.cancel_unconfirmed(request.id)
        await self._ceiling.apply(request, paid)
        price = await agreed_price(request)
        if price is not None:
            await self._escrow.settle_price(request, price)

    async def _failed(self, payment: Payment, code: str, message: str) -> None:
        if payment.status in IN_FLIGHT:
            await self._rows.change(
                payment,
                status=PaymentStatus.FAILED,
                failure_code=code[:64],
                failure_message=message[:300],
                next_action=None,
            )

    async def _undecided(self, payment: Payment, outcome: Pending | NoAnswer) -> None:
        """No answer takes nothing back that an earlier answer has said."""
        if isinstance(outcome, NoAnswer):
            if payment.status is PaymentStatus.PROCESSING:
                await self._rows.change(payment, status=PaymentStatus.UNKNOWN)
            return
        status = PaymentStatus.REQUIRES_ACTION if outcome.step else PaymentStatus.PROCESSING
        if payment.status in IN_FLIGHT and payment.status is not status:
            await self._rows.change(
                payment,
                status=status,
                provider_reference=outcome.reference,
                next_action=asdict(outcome.step) if outcome.step else None,
            )


def _was_dropped(payment: Payment) -> bool:
    """A payment by wallet that was cancelled before its money moved."""
    return payment.status is PaymentStatus.CANCELED and payment.method is PaymentMethodKind.WALLET


async def agreed_price(request: JobRequest) -> Money | None:
    """What the chosen tractor costs; None while there is none."""
    if request.tractor_id is None or request.estimate_id is None:
        return None
    estimate = await Estimate.get(id=request.estimate_id)
    return Money(estimate.total_minor, estimate.currency)
