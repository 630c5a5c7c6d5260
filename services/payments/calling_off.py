"""Giving a payment up: at once where the provider was not asked yet, else by having the provider call it off."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from models.enums import PaymentStatus
from models.payments import Payment
from services.auth.viewer import Viewer
from services.payments.intents import PaymentAnswer, own_payment
from services.payments.outcomes import Outcomes
from services.payments.providers import Providers
from services.payments.refusals import PaymentUnknown
from services.payments.rows import IN_FLIGHT, PaymentRows, lock_payment
from services.platform.clock import Clock
from services.platform.database import Database
from services.providers.payments.port import Outcome, Pending, Unheard

_OPEN = IN_FLIGHT - {PaymentStatus.AUTHORIZED}
"""The payer's step may be what is waited for, even where nobody has heard of one: the answer that named it was lost."""


@dataclass(frozen=True, slots=True)
class CallingOff:
    """By the payer, or by time: a step that nobody takes must not stand in the way of the next payment for ever."""

    _database: Database
    _rows: PaymentRows
    _providers: Providers
    _outcomes: Outcomes
    _clock: Clock
    _step_window: timedelta

    async def cancel(self, by: Viewer, *, payment_id: UUID) -> PaymentAnswer:
        """Cancel an intent of which no money has moved; one that has ended is answered as it is.

        Raises NotFound, and PaymentUnknown where the provider cannot say yet that no money will move.
        """
        await own_payment(by, payment_id)
        payment = await self._cancel_unconfirmed(payment_id)
        if payment.status in _OPEN:
            told = await self._ask_to_call_off(payment)
            if not isinstance(told, Unheard):  # Else the charge may still be on its way there.
                payment = await self._outcomes.apply(payment_id, told)
        if payment.status in IN_FLIGHT:
            raise PaymentUnknown(payment_id=payment.id)
        return PaymentAnswer(payment_id)

    async def _cancel_unconfirmed(self, payment_id: UUID) -> Payment:
        async with self._database.transaction():
            _, payment = await lock_payment(payment_id)
            if payment.status is PaymentStatus.REQUIRES_CONFIRMATION:
                await self._rows.change(payment, status=PaymentStatus.CANCELED)
            return payment

    async def outcome_of(self, payment: Payment, told: Outcome) -> Outcome:
        """What the provider has told of a payment; after a step's time is over, what it says to calling it off."""
        waits = payment.status in _OPEN and isinstance(told, Pending)
        if waits and payment.updated_at <= self._clock() - self._step_window:
            return await self._ask_to_call_off(payment)
        return told

    def time_left(self, payment: Payment) -> timedelta:
        """Until a step is called off that nobody takes; zero and less where its time is over."""
        return payment.updated_at + self._step_window - self._clock()

    async def _ask_to_call_off(self, payment: Payment) -> Outcome:
        provider = self._providers.of_payment(payment.provider)
        return await provider.call_off(payment.provider_key, payment.provider_reference)
