"""Money that people put into their own wallets."""

from datetime import timedelta
from uuid import UUID

from models.enums import PaymentMethodKind, PaymentStatus
from models.payments import Payment
from services.auth.viewer import Viewer
from services.errors import Refusal, ValidationFailed
from services.jobs.queue import JobQueue
from services.payments.amounts import check_amount, unsupported
from services.payments.confirmation import Confirmation
from services.payments.intents import EXPIRE_INTENT, PaymentAnswer
from services.payments.outcomes import Outcomes
from services.payments.providers import Providers
from services.payments.refusals import PaymentDeclined, QuoteExpired
from services.platform.clock import Clock
from services.platform.idempotency import Idempotency
from services.platform.money import Money
from services.providers.payments.port import Outcome


class TopUps:
    """A payment without a request."""

    def __init__(
        self,
        *,
        jobs: JobQueue,
        idempotency: Idempotency,
        providers: Providers,
        confirmation: Confirmation,
        outcomes: Outcomes,
        clock: Clock,
        window: timedelta,
    ) -> None:
        self._jobs = jobs
        self._idempotency = idempotency
        self._providers = providers
        self._confirmation = confirmation
        self._outcomes = outcomes
        self._clock = clock
        self._window = window

    async def top_up(self, by: Viewer, *, amount: Money, method: PaymentMethodKind, key: str) -> PaymentAnswer:
        """Take the money now. While the provider has not said how that ended, the payment says so.

        Raises ValidationFailed, PaymentDeclined and idempotency refusals.
        """
        provider = self._checked(amount, method)
        given = {"amount": amount.amount_minor, "currency": amount.currency, "method": method}

        async def begin() -> tuple[UUID, Outcome | None]:
            # A record of its own: whoever takes over from a process that died finds the payment it had begun.
            opened = await self._idempotency.once(
                lambda: self._open(by, amount, method, provider),
                answer=PaymentAnswer,
                user_id=by.user_id,
                operation="topUpWallet.payment",
                key=key,
                given=given,
            )
            return opened.payment_id, await self._attempted(opened.payment_id)

        async def conclude(met: tuple[UUID, Outcome | None]) -> PaymentAnswer | Refusal:
            payment_id, outcome = met
            applied = await self._outcomes.apply(payment_id, outcome) if outcome else await Payment.get(id=payment_id)
            return _told(applied)

        return await self._idempotency.once_outside(
            begin,
            conclude,
            answer=PaymentAnswer,
            user_id=by.user_id,
            operation="topUpWallet",
            key=key,
            given=given,
        )

    def _checked(self, amount: Money, method: PaymentMethodKind) -> str:
        """The provider's name. Raises ValidationFailed."""
        check_amount(amount)
        if method is PaymentMethodKind.WALLET:
            raise ValidationFailed.of("method", code="OWN_WALLET", message="A wallet is not filled from itself.")
        provider = self._providers.taking(amount.currency)
        if provider is None:
            raise unsupported("currency", amount.currency)
        return provider.name

    async def _open(self, by: Viewer, amount: Money, method: PaymentMethodKind, provider: str) -> PaymentAnswer:
        payment = Payment(
            user_id=by.user_id,
            method=method,
            provider=provider,
            status=PaymentStatus.REQUIRES_CONFIRMATION,
            amount_minor=amount.amount_minor,
            currency=amount.currency,
            expires_at=self._clock() + self._window,
        )
        payment.provider_key = f"charge-{payment.id}"
        await payment.save(force_create=True)
        await self._jobs.enqueue(EXPIRE_INTENT, after=self._window, payment=payment.id)
        return PaymentAnswer(payment.id)

    async def _attempted(self, payment_id: UUID) -> Outcome | None:
        try:
            return await self._confirmation.attempt(payment_id)
        except QuoteExpired:
            return None


def _told(payment: Payment) -> PaymentAnswer | Refusal:
    match payment.status:
        case PaymentStatus.FAILED:
            return PaymentDeclined(decline_code=payment.failure_code or "declined", payment_id=payment.id)
        case PaymentStatus.CANCELED:
            return PaymentDeclined(decline_code="expired", payment_id=payment.id)
        case _:
            return PaymentAnswer(payment.id)
