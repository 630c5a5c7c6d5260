"""Confirming a payment: the attempt is committed, the provider is called outside any transaction, its word applied."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from models.auth import User
from models.enums import PaymentMethodKind, PaymentStatus
from models.payments import Payment
from models.requests import Estimate, JobRequest
from models.users import PaymentMethod
from services.auth.viewer import Viewer
from services.errors import Refusal
from services.jobs.queue import Job, JobQueue
from services.payments.calling_off import CallingOff
from services.payments.dues import due, paying
from services.payments.intents import FreshEstimates, PaymentAnswer, has_lapsed, own_payment
from services.payments.outcomes import Outcomes
from services.payments.providers import Providers
from services.payments.refunds import growing_delay
from services.payments.refusals import AlreadyPaid, PaymentDeclined, PaymentUnknown, QuoteExpired
from services.payments.rows import IN_FLIGHT, PaymentRows, lock_payment
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.money import Money
from services.providers.payments.port import Authorized, Charge, Declined, Outcome, Succeeded, Unheard
from services.requests.state_machine import CLOSED

RECONCILE = Job("reconcile_payment")
_BELIEVED_UNHEARD = 4
"""From this asking on, a provider that knows nothing of a charge will not get to know: it was sent 90 s ago or more."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What to do about a payment once the transaction that decided it is over."""

    payment: Payment
    is_first: bool


class Confirmation:
    """From the farmer's word to the provider's."""

    def __init__(
        self,
        *,
        database: Database,
        rows: PaymentRows,
        jobs: JobQueue,
        idempotency: Idempotency,
        providers: Providers,
        outcomes: Outcomes,
        estimates: FreshEstimates,
        calling_off: CallingOff,
        clock: Clock,
    ) -> None:
        self._database = database
        self._rows = rows
        self._jobs = jobs
        self._idempotency = idempotency
        self._providers = providers
        self._outcomes = outcomes
        self._estimates = estimates
        self._calling_off = calling_off
        self._clock = clock

    async def confirm(self, by: Viewer, *, payment_id: UUID, key: str) -> PaymentAnswer:
        """Pay. What was tried before is asked about, never tried again.

        Raises NotFound, QuoteExpired, AlreadyPaid, PaymentDeclined, PaymentUnknown and InsufficientFunds.
        """

        async def begin() -> Outcome | None:
            await own_payment(by, payment_id)
            return await self.attempt(payment_id)

        async def conclude(outcome: Outcome | None) -> PaymentAnswer | Refusal:
            if outcome is None:
                return _told(await Payment.get(id=payment_id))
            return _told(await self._outcomes.apply(payment_id, outcome))

        return await self._idempotency.once_outside(
            begin,
            conclude,
            answer=PaymentAnswer,
            user_id=by.user_id,
            operation="confirmPayment",
            key=key,
            given={"payment": payment_id},
        )

    async def attempt(self, payment_id: UUID) -> Outcome | None:
        """Have the provider take the money, or say how that went, outside any transaction.

        None where the payment has ended already. Raises QuoteExpired and AlreadyPaid.
        """
        async with self._database.transaction():
            request, payment = await lock_payment(payment_id)
            attempt = await self._attempt(request, payment)
        match attempt:
            case Refusal():
                raise await self._refreshed(attempt, payment)
            case _Attempt(is_first=True):
                return await self._charge(payment)
            case _Attempt():
                asked = await self._ask(payment)
                # The attempt was committed and its call never left: the same key makes sending it now safe.
                return await self._charge(payment) if isinstance(asked, Unheard) else asked
            case outcome:
                return outcome

    async def _attempt(self, request: JobRequest | None, payment: Payment) -> _Attempt | Outcome | Refusal | None:
        if payment.status in IN_FLIGHT:
            return _Attempt(payment, is_first=False)
        if payment.status is PaymentStatus.CANCELED:
            return QuoteExpired(fresh=None)
        if payment.status is not PaymentStatus.REQUIRES_CONFIRMATION:
            return None
        refusal = await self._refusal(request, payment)
        if refusal is not None:
            await self._rows.change(payment, status=PaymentStatus.CANCELED)
            return refusal
        if payment.method is PaymentMethodKind.WALLET:
            return Succeeded(f"wallet-{payment.id}", Money(payment.amount_minor, payment.currency))
        await self._rows.change(payment, status=PaymentStatus.PROCESSING, expires_at=None)
        await self._ask_later(payment, attempt=0)
        return _Attempt(payment, is_first=True)

    async def _refusal(self, request: JobRequest | None, payment: Payment) -> Refusal | None:
        """Why this intent can be paid no longer."""
        now = self._clock()
        if payment.expires_at is not None and payment.expires_at <= now:
            return QuoteExpired(fresh=None)
        if request is None or payment.estimate_id is None:
            return None
        paid = await paying(request)
        if paid is not None:
            return AlreadyPaid(payment_id=paid.id)
        estimate = await Estimate.get(id=payment.estimate_id)
        is_other = await due(request, estimate) != Money(payment.amount_minor, payment.currency)
        return QuoteExpired(fresh=None) if is_other or await has_lapsed(request, estimate, now) else None

    async def _refreshed(self, refusal: Refusal, payment: Payment) -> Refusal:
        """With today's price, which is found outside the transaction since it may ask the map provider."""
        if not isinstance(refusal, QuoteExpired) or payment.estimate_id is None:
            return refusal
        estimate = await Estimate.get(id=payment.estimate_id).select_related("job_request")
        if estimate.job_request.status in CLOSED:
            return refusal
        return QuoteExpired(fresh=await self._estimates.fresh_for(estimate))

    async def _charge(self, payment: Payment) -> Outcome:
        payer = await User.get(id=payment.user_id)
        means = await PaymentMethod.get_or_none(id=payment.payment_method_id)
        if means is not None and means.removed_at is not None:
            return Declined("payment_method_removed", "This card or phone has been removed.")
        charged = await self._providers.of_payment(payment.provider).charge(
            Charge(
                key=payment.provider_key,
                method=payment.method,
                amount=Money(payment.amount_minor, payment.currency),
                payer_email=payer.email,
                means=means.provider_reference if means else None,
            )
        )
        return await self._captured(payment, charged)

    async def _ask(self, payment: Payment) -> Outcome:
        provider = self._providers.of_payment(payment.provider)
        return await self._captured(payment, await provider.ask(payment.provider_key, payment.provider_reference))

    async def _captured(self, payment: Payment, outcome: Outcome) -> Outcome:
        """What is reserved is taken at once: the money lies in our escrow, not in the card's limit."""
        if not isinstance(outcome, Authorized):
            return outcome
        return await self._providers.of_payment(payment.provider).capture(payment.provider_key, outcome.reference)

    async def reconcile(self, payment_id: UUID, attempt: int) -> None:
        """Ask the provider about a payment that is under way; comes again until there is an answer."""
        payment = await Payment.get(id=payment_id)
        if payment.status not in IN_FLIGHT:
            return
        outcome = await self._calling_off.outcome_of(payment, await self._ask(payment))
        is_too_early = isinstance(outcome, Unheard) and attempt < _BELIEVED_UNHEARD
        async with self._database.transaction():
            if not is_too_early:
                payment = await self._outcomes.apply(payment_id, outcome)
            if payment.status in IN_FLIGHT:
                await self._ask_later(payment, attempt=attempt + 1)

    async def _ask_later(self, payment: Payment, *, attempt: int) -> None:
        """At the latest when a step is to be called off."""
        delay, left = growing_delay(attempt), self._calling_off.time_left(payment)
        await self._jobs.enqueue(
            RECONCILE,
            after=min(delay, left) if left > timedelta() else delay,
            once=f"{RECONCILE.name}:{payment.id}:{attempt}",
            payment=payment.id,
            attempt=attempt,
        )


def _told(payment: Payment) -> PaymentAnswer | Refusal:
    """The farmer's answer."""
    match payment.status:
        case PaymentStatus.FAILED:
            return PaymentDeclined(decline_code=payment.failure_code or "declined", payment_id=payment.id)
        case PaymentStatus.UNKNOWN:
            return PaymentUnknown(payment_id=payment.id)
        case PaymentStatus.CANCELED:
            return QuoteExpired(fresh=None)
        case _:
            return PaymentAnswer(payment.id)
