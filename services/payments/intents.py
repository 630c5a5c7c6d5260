"""Intents to pay: a frozen price, one live intent for each request, and no way to pay twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from models.enums import ActorKind, EstimateKind, PaymentMethodKind, PaymentStatus, RequestStatus
from models.payments import Payment
from models.requests import Estimate, JobRequest
from models.users import PaymentMethod
from services.auth.viewer import Viewer
from services.errors import NotFound, ValidationFailed
from services.jobs.queue import Job, JobQueue
from services.payments.amounts import unsupported
from services.payments.dues import agreed_price, due, paying
from services.payments.providers import Providers
from services.payments.refusals import AlreadyPaid, PaymentUnknown, QuoteExpired
from services.payments.rows import IN_FLIGHT, PaymentRows, lock_payment
from services.platform.bounds import refuse_more
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.money import Money
from services.requests.locks import lock_request
from services.requests.refusals import InvalidTransition
from services.requests.state_machine import allowed_next

EXPIRE_INTENT = Job("expire_intent")
WALLET = "wallet"
"""The provider of payments by wallet: ourselves."""
_MOST_OF_A_REQUEST = 50
_OPEN = frozenset({RequestStatus.RECEIVED, RequestStatus.ACCEPTED})


class FreshEstimates(Protocol):
    """Where a lapsed price is renewed."""

    async def fresh_for(self, estimate: Estimate) -> UUID | None:
        """Today's estimate in place of this one, or None where there is none. Outside any transaction."""


@dataclass(frozen=True, slots=True)
class PaymentAnswer:
    """The payment that a use case was about."""

    payment_id: UUID


@dataclass(frozen=True, slots=True)
class _Means:
    """How somebody pays, and whether by a card or a phone that the provider keeps."""

    method: PaymentMethodKind
    provider: str
    payment_method_id: UUID | None


class Intents:
    """A farmer's intents."""

    def __init__(
        self,
        *,
        database: Database,
        rows: PaymentRows,
        jobs: JobQueue,
        idempotency: Idempotency,
        providers: Providers,
        estimates: FreshEstimates,
        clock: Clock,
        window: timedelta,
    ) -> None:
        self._database = database
        self._rows = rows
        self._jobs = jobs
        self._idempotency = idempotency
        self._providers = providers
        self._estimates = estimates
        self._clock = clock
        self._window = window

    async def create(
        self,
        by: Viewer,
        *,
        request_id: UUID,
        estimate_id: UUID,
        method: PaymentMethodKind,
        payment_method_id: UUID | None,
        key: str,
    ) -> PaymentAnswer:
        """An intent to pay this estimate; the live one where there is one for it.

        Raises NotFound, ValidationFailed, QuoteExpired, AlreadyPaid, PaymentUnknown and InvalidTransition.
        """

        async def begin() -> UUID | None:
            return await self._fresh_if_lapsed(by, request_id, estimate_id)

        async def conclude(fresh: UUID | None) -> PaymentAnswer:
            request = await self._own_request(by, request_id)
            await _check_unpaid(request)
            estimate = await self._payable(request, estimate_id, fresh)
            means = await self._means(by, estimate, method, payment_method_id)
            owed = await due(request, estimate)
            live = await self._live(request, estimate, means, owed)
            return PaymentAnswer(live or await self._open(by, estimate, means, owed))

        return await self._idempotency.once_outside(
            begin,
            conclude,
            answer=PaymentAnswer,
            user_id=by.user_id,
            operation="createPaymentIntent",
            key=key,
            given={"request": request_id, "estimate": estimate_id, "method": method, "saved": payment_method_id},
        )

    async def _fresh_if_lapsed(self, by: Viewer, request_id: UUID, estimate_id: UUID) -> UUID | None:
        """Today's price is found outside the transaction, since it may ask the map provider."""
        request = await JobRequest.get_or_none(id=request_id, farmer_id=by.user_id)
        estimate = await Estimate.get_or_none(id=estimate_id, job_request_id=request_id)
        if request is None or estimate is None or request.status not in _OPEN:
            return None
        return await self._estimates.fresh_for(estimate) if await has_lapsed(request, estimate, self._clock()) else None

    async def _own_request(self, by: Viewer, request_id: UUID) -> JobRequest:
        request = await lock_request(request_id, "requestId")
        if request.farmer_id != by.user_id:
            raise NotFound(path=("requestId",))
        return request

    async def _payable(self, request: JobRequest, estimate_id: UUID, fresh: UUID | None) -> Estimate:
        estimate = await Estimate.get_or_none(id=estimate_id, job_request_id=request.id)
        if estimate is None:
            raise NotFound(path=("estimateId",))
        if estimate.kind is not EstimateKind.FIRM:
            raise ValidationFailed.of(
                "estimateId", code="NOT_FIRM", message="Only the price of a certain tractor can be paid."
            )
        if await has_lapsed(request, estimate, self._clock()):
            raise QuoteExpired(fresh=fresh)
        return estimate

    async def _means(
        self, by: Viewer, estimate: Estimate, method: PaymentMethodKind, payment_method_id: UUID | None
    ) -> _Means:
        """Raises NotFound, and ValidationFailed where nobody takes the estimate's currency."""
        if method is PaymentMethodKind.WALLET:
            if payment_method_id is not None:
                raise NotFound(path=("paymentMethodId",))
            return _Means(method, WALLET, None)
        provider = self._providers.taking(estimate.currency)
        if provider is None:
            raise unsupported("estimateId", estimate.currency)
        if payment_method_id is not None and not await PaymentMethod.exists(
            id=payment_method_id,
            user_id=by.user_id,
            removed_at__isnull=True,
            kind=method,
            provider=provider.name,
        ):
            raise NotFound(path=("paymentMethodId",))
        return _Means(method, provider.name, payment_method_id)

    async def _live(self, request: JobRequest, estimate: Estimate, means: _Means, owed: Money) -> UUID | None:
        """The live intent where it is the one that is asked for. Another one that is unconfirmed makes way."""
        live = (
            await Payment.filter(
                job_request_id=request.id, status__in=[PaymentStatus.REQUIRES_CONFIRMATION, *IN_FLIGHT]
            )
            .select_for_update()
            .first()
        )
        if live is None:
            return None
        if live.status is PaymentStatus.UNKNOWN:
            raise PaymentUnknown(payment_id=live.id)
        is_same = live.estimate_id == estimate.id and live.amount_minor == owed.amount_minor
        if is_same and _means_of(live) == means and not self._is_stale(live):
            return live.id
        if live.status in IN_FLIGHT:
            raise PaymentUnknown(payment_id=live.id)
        await self._rows.change(live, status=PaymentStatus.CANCELED)
        return None

    def _is_stale(self, payment: Payment) -> bool:
        return payment.expires_at is not None and payment.expires_at <= self._clock()

    async def _open(self, by: Viewer, estimate: Estimate, means: _Means, owed: Money) -> UUID:
        await refuse_more(Payment.filter(job_request_id=estimate.job_request_id), _MOST_OF_A_REQUEST, "requestId")
        payment = Payment(
            user_id=by.user_id,
            job_request_id=estimate.job_request_id,
            estimate_id=estimate.id,
            payment_method_id=means.payment_method_id,
            method=means.method,
            provider=means.provider,
            status=PaymentStatus.REQUIRES_CONFIRMATION,
            amount_minor=owed.amount_minor,
            currency=owed.currency,
            expires_at=self._clock() + self._window,
        )
        payment.provider_key = f"charge-{payment.id}"
        await payment.save(force_create=True)
        await self._rows.tell(payment)
        await self._jobs.enqueue(EXPIRE_INTENT, after=self._window, payment=payment.id)
        return payment.id

    async def expire(self, payment_id: UUID) -> None:
        """Cancel an intent that was not confirmed in time; where its time is not over yet, come again."""
        async with self._database.transaction():
            _, payment = await lock_payment(payment_id)
            if payment.status is not PaymentStatus.REQUIRES_CONFIRMATION or payment.expires_at is None:
                return
            left = payment.expires_at - self._clock()
            if left > timedelta():
                await self._jobs.enqueue(EXPIRE_INTENT, after=left, payment=payment.id)
            else:
                await self._rows.change(payment, status=PaymentStatus.CANCELED)


def _means_of(payment: Payment) -> _Means:
    return _Means(payment.method, payment.provider, payment.payment_method_id)


async def own_payment(by: Viewer, payment_id: UUID) -> Payment:
    """Raises NotFound."""
    payment = await Payment.get_or_none(id=payment_id, user_id=by.user_id)
    if payment is None:
        raise NotFound(path=("paymentId",))
    return payment


async def has_lapsed(request: JobRequest, estimate: Estimate, now: datetime) -> bool:
    """True for a price whose time is over, and for one that another tractor's has taken the place of."""
    if estimate.valid_until <= now:
        return True
    price = await agreed_price(request)
    same_price = price == Money(estimate.total_minor, estimate.currency)
    return price is not None and not (same_price and estimate.tractor_id == request.tractor_id)


async def _check_unpaid(request: JobRequest) -> None:
    """Raises AlreadyPaid and InvalidTransition."""
    paid = await paying(request)
    if paid is not None:
        raise AlreadyPaid(payment_id=paid.id)
    if request.status not in _OPEN:
        raise InvalidTransition(
            from_status=request.status,
            to_status=RequestStatus.EN_ROUTE,
            allowed_next=allowed_next(request.status, ActorKind.FARMER),
        )
