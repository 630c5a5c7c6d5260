"""What a provider says about a payment, applied once: the one way from asked to paid, refused or unknown."""

from dataclasses import asdict
from typing import Protocol
from uuid import UUID

from models.enums import PaymentMethodKind, PaymentStatus, RequestStatus
from models.payments import Payment
from models.requests import JobRequest
from services.payments.dues import agreed_price
from services.payments.escrow import HeldEscrow, capture, top_up
from services.payments.ledger import Ledger, Overdrawn
from services.payments.refunds import Refunds
from services.payments.refusals import InsufficientFunds
from services.payments.rows import IN_FLIGHT, PaymentRows, lock_payment
from services.platform.alerts import Alerts
from services.platform.database import Database
from services.platform.money import Money
from services.providers.payments.port import (
    Authorized,
    Declined,
    NoAnswer,
    Outcome,
    Pending,
    Step,
    Succeeded,
    Unheard,
)
from services.requests.escrow import missing

_HEIGHTS = {
    PaymentStatus.UNKNOWN: 0,
    PaymentStatus.PROCESSING: 1,
    PaymentStatus.REQUIRES_ACTION: 2,
    PaymentStatus.AUTHORIZED: 3,
}
"""While the provider is at work a payment only climbs, in whatever order the news come."""
_PAYABLE = frozenset({RequestStatus.SENT, RequestStatus.RECEIVED, RequestStatus.ACCEPTED})


class PriceCeiling(Protocol):
    """What the money that is held for a request means for its search."""

    async def apply(self, request: JobRequest, secured: Money | None) -> None:
        """Tractors that cost more than is held are not offered the job any longer; None where nothing is held.

        In a transaction, under the request's lock.
        """


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
        alerts: Alerts,
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._rows = rows
        self._refunds = refunds
        self._escrow = escrow
        self._ceiling = ceiling
        self._alerts = alerts

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
                case Pending() | Authorized() | NoAnswer():
                    await self._undecided(payment, outcome)
            return payment

    async def _succeeded(self, request: JobRequest | None, payment: Payment, outcome: Succeeded) -> None:
        asked = Money(payment.amount_minor, payment.currency)
        if outcome.amount != asked or (payment.status is PaymentStatus.CANCELED and not _was_dropped(payment)):
            status, told = payment.status, outcome.amount
            self._alerts.send("payment_mismatch", payment=str(payment.id), status=status, asked=asked, told=told)
            return
        if payment.status is PaymentStatus.SUCCEEDED or _was_dropped(payment):
            return
        is_due = request is None or await self._is_due(request, payment)
        await self._ledger_takes(payment)
        await self._rows.change(
            payment,
            status=PaymentStatus.SUCCEEDED,
            provider_reference=outcome.reference,
            next_action=None,
            failure_code=None,
            failure_message=None,
            expires_at=None,
        )
        if not is_due:
            await self._refunds.of_payment(payment, "The job was cancelled, or paid for already.")
        elif request is not None:
            await self._secured(request, payment)

    async def _is_due(self, request: JobRequest, payment: Payment) -> bool:
        """False where the money would be for nothing, or for less than is missing of the price agreed meanwhile."""
        if request.status not in _PAYABLE:
            return False
        held, price = await self._escrow.held(request.id), await agreed_price(request)
        if price is None:
            return held is None
        return price.currency == payment.currency and 0 < missing(price, held) <= payment.amount_minor

    async def _ledger_takes(self, payment: Payment) -> None:
        try:
            await self._ledger.record(top_up(payment) if payment.job_request_id is None else capture(payment))
        except Overdrawn as overdrawn:
            have = overdrawn.available
            raise InsufficientFunds(available_minor=have.amount_minor, currency=have.currency) from None

    async def _secured(self, request: JobRequest, payment: Payment) -> None:
        await self._rows.cancel_unconfirmed(request.id)
        await self._ceiling.apply(request, await self._escrow.held(request.id))
        price = await agreed_price(request)
        if price is not None:
            await self._escrow.settle_price(request, price, paid_by=payment)

    async def _failed(self, payment: Payment, code: str, message: str) -> None:
        if payment.status in IN_FLIGHT:
            await self._rows.change(
                payment,
                status=PaymentStatus.FAILED,
                failure_code=code[:64],
                failure_message=message[:300],
                next_action=None,
            )

    async def _undecided(self, payment: Payment, outcome: Pending | Authorized | NoAnswer) -> None:
        """No answer takes back nothing that an earlier one has said, and nothing takes back a step of the payer's."""
        match outcome:
            case NoAnswer():
                if payment.status is PaymentStatus.PROCESSING:
                    await self._rows.change(payment, status=PaymentStatus.UNKNOWN)
            case Authorized(reference=reference):
                await self._raise(payment, PaymentStatus.AUTHORIZED, reference, None)
            case Pending(reference=reference, step=None):
                await self._raise(payment, PaymentStatus.PROCESSING, reference, None)
            case Pending(reference=reference, step=step):
                await self._raise(payment, PaymentStatus.REQUIRES_ACTION, reference, step)

    async def _raise(self, payment: Payment, status: PaymentStatus, reference: str, step: Step | None) -> None:
        if _HEIGHTS.get(payment.status, len(_HEIGHTS)) < _HEIGHTS[status]:
            action = asdict(step) if step else None
            await self._rows.change(payment, status=status, provider_reference=reference, next_action=action)


def _was_dropped(payment: Payment) -> bool:
    """A payment by wallet that was cancelled before its money moved."""
    return payment.status is PaymentStatus.CANCELED and payment.method is PaymentMethodKind.WALLET
