"""Refunds: rows and a journal at once, the provider afterwards (semantics, sections 4 and 5)."""

from datetime import datetime, timedelta
from uuid import UUID

from models.enums import PaymentMethodKind, PaymentStatus, RefundStatus, TransactionKind
from models.payments import Payment, Refund
from services.jobs.queue import Job, JobQueue
from services.payments.ledger import Ledger, Movement, Place, Posting
from services.payments.providers import Providers
from services.payments.rows import PaymentRows, lock_payment
from services.payments.telling import Telling
from services.platform.alerts import Alerts
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.money import Money
from services.providers.payments.port import Declined, NoAnswer, Outcome, Pending, Return, Succeeded, Unheard

SETTLE_REFUND = Job("settle_refund")
_ORDER_STANDS = timedelta(minutes=10)
"""Longer than a provider takes to answer, be its worker stalled meanwhile, or to list what it was told."""
_BELIEVED_REFUSED = timedelta(days=1)
"""Until then, what refuses a repeated order may be the first one, whose answer was lost and which is not listed yet."""


class NothingToRefund(RuntimeError):
    """Raised where escrow holds money that no payment has put there: a bug."""


class Refunds:
    """Gives money back to where it came from."""

    def __init__(
        self,
        *,
        database: Database,
        ledger: Ledger,
        rows: PaymentRows,
        telling: Telling,
        jobs: JobQueue,
        providers: Providers,
        alerts: Alerts,
        clock: Clock,
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._rows = rows
        self._telling = telling
        self._jobs = jobs
        self._providers = providers
        self._alerts = alerts
        self._clock = clock

    async def out_of_escrow(self, request_id: UUID, amount: Money, reason: str, *together: Movement) -> None:
        """Start giving back what the request's escrow holds, newest payment first; records `together` with it.

        In the caller's transaction, under the request's row lock.
        """
        left = amount.amount_minor
        movements = list(together)
        for payment in await _refundable(request_id, amount.currency):
            part = min(left, payment.amount_minor - payment.refunded_minor)
            if part > 0:
                movements.append(await self._open(payment, part, reason, Place.escrow(request_id)))
                left -= part
        if left:
            raise NothingToRefund(f"{left} {amount.currency} of request {request_id}")
        await self._ledger.record(*movements)

    async def of_payment(self, payment: Payment, reason: str) -> None:
        """Start giving back what is left of one payment, whose money is in escrow. The rows are locked."""
        if payment.job_request_id is None:
            raise NothingToRefund(str(payment.id))
        left = payment.amount_minor - payment.refunded_minor
        await self.partly(payment, left, reason, source=Place.escrow(payment.job_request_id))

    async def partly(self, payment: Payment, amount_minor: int, reason: str, *, source: Place) -> UUID:
        """Start giving back a part, which `source` pays for. The rows are locked. Answers the refund's id."""
        movement = await self._open(payment, amount_minor, reason, source)
        await self._ledger.record(movement)
        return UUID(movement.key.partition(":")[2])

    async def _open(self, payment: Payment, amount_minor: int, reason: str, source: Place) -> Movement:
        to_wallet = payment.method is PaymentMethodKind.WALLET
        refund = Refund(payment_id=payment.id, amount_minor=amount_minor, reason=reason)
        refund.provider_key = f"refund-{refund.id}"
        refund.status = RefundStatus.SUCCEEDED if to_wallet else RefundStatus.PENDING
        refund.settled_at = self._clock() if to_wallet else None
        await refund.save(force_create=True)
        await self._rows.change(payment, refunded_minor=payment.refunded_minor + amount_minor)
        if to_wallet:
            await self._telling.returned(payment, refund, to_wallet=True)
        else:
            await self._later(refund.id, attempt=0)
        return _refund_movement(payment, refund, source)

    async def _later(self, refund_id: UUID, *, attempt: int) -> None:
        once = f"settle_refund:{refund_id}:{attempt}"
        await self._jobs.enqueue(
            SETTLE_REFUND,
            after=growing_delay(attempt) if attempt else None,
            once=once,
            refund=refund_id,
            attempt=attempt,
        )

    async def settle(self, refund_id: UUID, attempt: int) -> None:
        """Ask the provider to give the money back, or how it went; comes again until there is an answer."""
        refund = await Refund.get(id=refund_id).select_related("payment")
        if refund.status is not RefundStatus.PENDING:
            return
        outcome = await self._asked(refund)
        async with self._database.transaction():
            await self.apply(refund_id, outcome)
            if (await Refund.get(id=refund_id)).status is RefundStatus.PENDING:
                await self._later(refund_id, attempt=attempt + 1)

    async def _asked(self, refund: Refund) -> Outcome:
        provider = self._providers.of_payment(refund.payment.provider)
        asked = _return(refund)
        if refund.ordered_at is not None:
            outcome = await provider.ask_return(asked, refund.provider_reference)
            if not isinstance(outcome, Unheard):
                return outcome
        now = self._clock()
        first_ordered = await self._claim(refund.id, now)
        if first_ordered is None:
            return NoAnswer()
        outcome = await provider.give_back(asked)
        is_doubtful = first_ordered != now and now < first_ordered + _BELIEVED_REFUSED
        return NoAnswer() if is_doubtful and isinstance(outcome, Declined) else outcome

    async def _claim(self, refund_id: UUID, now: datetime) -> datetime | None:
        """When the provider was first told, which may be now; None while the last order to it stands.

        Committed before the call: not every provider knows a second order for the same refund by its key.
        """
        row = await self._database.fetch_one(
            "UPDATE refunds SET ordered_at = coalesce(ordered_at, $2), order_stands_until = $3 WHERE id = $1 "
            "AND status = 'PENDING' AND (order_stands_until IS NULL OR order_stands_until <= $2) RETURNING ordered_at",
            refund_id,
            now,
            now + _ORDER_STANDS,
        )
        return row["ordered_at"] if row else None

    async def apply(self, refund_id: UUID, outcome: Outcome) -> bool:
        """How it ended, once. False where that cannot be: an alert is sent and nothing changes."""
        async with self._database.transaction():
            _, payment = await lock_payment((await Refund.get(id=refund_id)).payment_id)
            refund = await Refund.select_for_update().get(id=refund_id)
            if not _is_possible(payment, refund, outcome):
                self._alerts.send("refund_mismatch", refund=str(refund.id), status=refund.status, told=outcome)
                return False
            if refund.status is RefundStatus.PENDING:
                await self._apply(payment, refund, outcome)
            return True

    async def _apply(self, payment: Payment, refund: Refund, outcome: Outcome) -> None:
        match outcome:
            case Succeeded(reference=reference):
                await self._settled(payment, refund, RefundStatus.SUCCEEDED, reference)
            case Declined(code=code):
                self._alerts.send("refund_declined", refund=str(refund.id), code=code)
                await self._ledger.record(_to_wallet_instead(payment, refund))
                await self._settled(payment, refund, RefundStatus.FAILED, refund.provider_reference)
            case Pending(reference=reference) if refund.provider_reference is None:
                refund.provider_reference = reference
                await refund.save(update_fields=["provider_reference"])

    async def _settled(self, payment: Payment, refund: Refund, status: RefundStatus, reference: str | None) -> None:
        refund.status = status
        refund.provider_reference = reference
        refund.settled_at = self._clock()
        await refund.save(update_fields=["status", "provider_reference", "settled_at"])
        await self._rows.tell(payment)
        await self._telling.returned(payment, refund, to_wallet=status is RefundStatus.FAILED)


def growing_delay(attempt: int) -> timedelta:
    """How long to wait before asking a provider for the nth time, from 0: 3 s, then twice as long each time, to 1 h."""
    return timedelta(seconds=min(3 << min(attempt, 16), 3600))


async def _refundable(request_id: UUID, currency: str) -> list[Payment]:
    return (
        await Payment.filter(job_request_id=request_id, status=PaymentStatus.SUCCEEDED, currency=currency)
        .select_for_update()
        .order_by("-id")
    )


def _return(refund: Refund) -> Return:
    payment = refund.payment
    return Return(
        key=refund.provider_key,
        charge_key=payment.provider_key,
        charge_reference=payment.provider_reference,
        amount=Money(refund.amount_minor, payment.currency),
    )


def _is_possible(payment: Payment, refund: Refund, outcome: Outcome) -> bool:
    """False for money of another amount, and for money that went back and did not, as of payouts.

    What was refused is in the payer's wallet.
    """
    if isinstance(outcome, Declined):
        return refund.status is not RefundStatus.SUCCEEDED
    if not isinstance(outcome, Succeeded):
        return True
    return refund.status is not RefundStatus.FAILED and outcome.amount == Money(refund.amount_minor, payment.currency)


def _refund_movement(payment: Payment, refund: Refund, source: Place) -> Movement:
    back = Place.wallet(payment.user_id) if payment.method is PaymentMethodKind.WALLET else clearing_of(payment)
    return Movement(
        key=f"refund:{refund.id}",
        currency=payment.currency,
        postings=(
            Posting(source, -refund.amount_minor, TransactionKind.REFUND),
            Posting(back, refund.amount_minor, TransactionKind.REFUND),
        ),
        request_id=payment.job_request_id,
        payment_id=payment.id,
    )


def _to_wallet_instead(payment: Payment, refund: Refund) -> Movement:
    """What the provider will not give back is still the payer's."""
    return Movement(
        key=f"redirect:{refund.id}",
        currency=payment.currency,
        postings=(
            Posting(clearing_of(payment), -refund.amount_minor, TransactionKind.REFUND),
            Posting(Place.wallet(payment.user_id), refund.amount_minor, TransactionKind.REFUND),
        ),
        request_id=payment.job_request_id,
        payment_id=payment.id,
    )


def clearing_of(payment: Payment) -> Place:
    """The account of what its provider holds for us."""
    return Place.clearing(payment.provider)
