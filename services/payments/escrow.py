"""Money held for a request until its work is done (semantics, sections 4 and 5)."""

from decimal import Decimal
from uuid import UUID

from models.enums import PaymentMethodKind, PaymentStatus, TransactionKind
from models.payments import Payment
from models.requests import JobRequest
from services.payments.ledger import Ledger, Movement, Place, Posting
from services.payments.receipts import Receipts
from services.payments.refunds import Refunds
from services.payments.rows import IN_FLIGHT, PaymentRows
from services.platform.money import Money, round_minor


class NoOwner(RuntimeError):
    """Raised where money would go to the owner of a request that has none: a bug."""


class HeldEscrow:
    """Implements services.requests.escrow.Escrow."""

    def __init__(self, ledger: Ledger, refunds: Refunds, rows: PaymentRows, receipts: Receipts) -> None:
        self._ledger = ledger
        self._refunds = refunds
        self._rows = rows
        self._receipts = receipts

    async def held(self, request_id: UUID) -> Money | None:
        """A request is paid in one currency."""
        balances = await self._ledger.balance(Place.escrow(request_id))
        return balances[0] if balances else None

    async def settle_price(self, request: JobRequest, price: Money, *, paid_by: Payment | None = None) -> None:
        """Nothing goes back where no more than the price is held.

        `paid_by`: a payment that was taken in this transaction, and more of it than was missing. What goes back comes
        out of it, so that no other account is locked than those that are locked already.
        """
        held = await self.held(request.id)
        if held is None or held.currency != price.currency or held.amount_minor <= price.amount_minor:
            return
        excess = Money(held.amount_minor - price.amount_minor, held.currency)
        reason = "The tractor that comes costs less than was paid."
        if paid_by is None:
            await self._refunds.out_of_escrow(request.id, excess, reason)
        else:
            await self._refunds.partly(paid_by, excess.amount_minor, reason, source=Place.escrow(request.id))

    async def release(self, request: JobRequest, commission_percent: int) -> None:
        """Once for each request, with its receipt."""
        held = await self.held(request.id)
        if held is None:
            return
        commission = share(held.amount_minor, commission_percent)
        await self._ledger.record(
            Movement(
                key=f"release:{request.id}",
                currency=held.currency,
                postings=(
                    Posting(Place.escrow(request.id), -held.amount_minor, TransactionKind.RELEASE),
                    Posting(_owner_wallet(request), held.amount_minor - commission, TransactionKind.EARNING),
                    Posting(Place.revenue(), commission, TransactionKind.COMMISSION),
                ),
                request_id=request.id,
            )
        )
        self._receipts.issue_last(request, held)

    async def give_back(self, request: JobRequest, fee: Money | None) -> Money | None:
        """What is in flight is not cancelled: where it succeeds after all, it is refunded by itself."""
        await self._rows.cancel_unconfirmed(request.id)
        held = await self.held(request.id)
        if held is None:
            return None
        kept = min(fee.amount_minor, held.amount_minor) if fee and fee.currency == held.currency else 0
        rest = Money(held.amount_minor - kept, held.currency)
        fees = [_fee(request, Money(kept, held.currency))] if kept else []
        await self._refunds.out_of_escrow(request.id, rest, "The job was cancelled.", *fees)
        return rest

    async def carry_over(self, request: JobRequest, successor: JobRequest) -> None:
        """What is in flight goes along, so that it pays for the successor once it succeeds."""
        await self._rows.cancel_unconfirmed(request.id)
        held = await self.held(request.id)
        moving = await Payment.filter(
            job_request_id=request.id, status__in=[PaymentStatus.SUCCEEDED, *IN_FLIGHT]
        ).select_for_update()
        for payment in moving:
            if payment.refunded_minor < payment.amount_minor:
                await self._rows.change(payment, job_request_id=successor.id)
        if held is not None:
            await self._ledger.record(_carry(request, successor, held))


def share(amount_minor: int, percent: int) -> int:
    """A percentage in whole minor units, half to even."""
    return round_minor(Decimal(amount_minor) * percent / 100)


def capture(payment: Payment) -> Movement:
    """The movement that puts a payment's money into escrow."""
    if payment.job_request_id is None:
        raise NoOwner(str(payment.id))
    is_wallet = payment.method is PaymentMethodKind.WALLET
    source = Place.wallet(payment.user_id) if is_wallet else Place.clearing(payment.provider)
    return Movement(
        key=f"capture:{payment.id}",
        currency=payment.currency,
        postings=(
            Posting(source, -payment.amount_minor, TransactionKind.PAYMENT),
            Posting(Place.escrow(payment.job_request_id), payment.amount_minor, TransactionKind.PAYMENT),
        ),
        request_id=payment.job_request_id,
        payment_id=payment.id,
    )


def top_up(payment: Payment) -> Movement:
    """The movement that puts a payment's money into its payer's wallet: one for each payment, however often told."""
    return Movement(
        key=f"topup:{payment.id}",
        currency=payment.currency,
        postings=(
            Posting(Place.clearing(payment.provider), -payment.amount_minor, TransactionKind.TOP_UP),
            Posting(Place.wallet(payment.user_id), payment.amount_minor, TransactionKind.TOP_UP),
        ),
        payment_id=payment.id,
    )


def _owner_wallet(request: JobRequest) -> Place:
    if request.owner_id is None:
        raise NoOwner(str(request.id))
    return Place.wallet(request.owner_id)


def _fee(request: JobRequest, fee: Money) -> Movement:
    return Movement(
        key=f"fee:{request.id}",
        currency=fee.currency,
        postings=(
            Posting(Place.escrow(request.id), -fee.amount_minor, TransactionKind.RELEASE),
            Posting(_owner_wallet(request), fee.amount_minor, TransactionKind.EARNING),
        ),
        request_id=request.id,
    )


def _carry(request: JobRequest, successor: JobRequest, held: Money) -> Movement:
    return Movement(
        key=f"carry:{successor.id}",
        currency=held.currency,
        postings=(
            Posting(Place.escrow(request.id), -held.amount_minor, TransactionKind.RELEASE),
            Posting(Place.escrow(successor.id), held.amount_minor, TransactionKind.PAYMENT),
        ),
        request_id=successor.id,
    )
