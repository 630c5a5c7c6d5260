"""Stripe, by its official library. A charge is a PaymentIntent that carries our key in its metadata."""

from collections.abc import AsyncIterator, Awaitable, Mapping
from fractions import Fraction
from typing import Any

import stripe as library
import structlog

from models.enums import PaymentMethodKind
from services.platform.money import Money
from services.providers.payments.port import (
    Authorized,
    Charge,
    Declined,
    NoAnswer,
    Outcome,
    Pending,
    Return,
    Step,
    StepKind,
    Succeeded,
    Unheard,
)

log = structlog.get_logger()

KEY = "spitractors_key"
_PATIENCE_SECONDS = 20
_PAGE = 100
_PAGES = 10
"""How far back a charge is looked for whose answer was lost: it is asked about within seconds."""
_SCALES = {"UGX": Fraction(100), "ISK": Fraction(100), "MGA": Fraction(1, 100)}
"""Stripe counts shillings in cents that do not exist, and ariary without those that do (docs.stripe.com/currencies)."""
_LAST_DIGIT_ZERO = frozenset({"TND", "BHD", "JOD", "KWD", "OMR"})


class Stripe:
    """Implements PaymentProvider. With `is_manual`, cards are authorised first and captured in a second call."""

    name = "stripe"

    def __init__(self, secret_key: str, *, url: str | None = None, is_manual: bool = False) -> None:
        self._http = library.HTTPXClient(timeout=_PATIENCE_SECONDS)
        self.client = library.StripeClient(
            secret_key,
            http_client=self._http,
            base_addresses={"api": url} if url else {},
            # Only whoever knows what was heard may send again, which is not the library.
            max_network_retries=0,
        )
        self._capture = "manual" if is_manual else "automatic"

    async def close(self) -> None:
        """Give its connections back."""
        await self._http.close_async()  # type: ignore[no-untyped-call] # The library does not say.

    async def charge(self, charge: Charge) -> Outcome:
        """A saved card is charged now; without one the payer's client confirms, by the step's secret."""
        amount = to_stripe(charge.amount)
        if charge.method is not PaymentMethodKind.CARD or amount is None:
            return Declined("not_supported", "Stripe cannot take this payment.")
        params: Any = {
            "amount": amount,
            "currency": charge.amount.currency.lower(),
            "payment_method_types": ["card"],
            "capture_method": self._capture,
            "metadata": {KEY: charge.key},
            **_saved(charge.means),
        }
        options: Any = {"idempotency_key": charge.key}
        return await _answer(self.client.v1.payment_intents.create_async(params, options), read_intent)

    async def capture(self, key: str, reference: str | None) -> Outcome:
        """What was captured meanwhile is told as it is."""
        if reference is not None:
            call = self.client.v1.payment_intents.capture_async(reference)
            outcome = await _answer(call, read_intent)
            if not isinstance(outcome, Declined | Unheard):
                return outcome
        return await self.ask(key, reference)

    async def ask(self, key: str, reference: str | None) -> Outcome:
        """Without Stripe's own id, among the newest for the one with our key."""
        if reference is not None:
            return await _answer(self.client.v1.payment_intents.retrieve_async(reference), read_intent)
        try:
            async for intent in self._newest():
                if _key(intent) == key:
                    return read_intent(intent)
        except library.StripeError as error:
            return _silence(error)
        return Unheard()

    async def call_off(self, key: str, reference: str | None) -> Outcome:
        """What has ended meanwhile Stripe does not cancel."""
        found = await self.ask(key, reference)
        if not isinstance(found, Pending | Authorized):
            return found
        await _answer(self.client.v1.payment_intents.cancel_async(found.reference), read_intent)
        return await self.ask(key, found.reference)

    async def _newest(self) -> AsyncIterator[dict[str, Any]]:
        params: Any = {"limit": _PAGE}
        for _ in range(_PAGES):
            page = await self.client.v1.payment_intents.list_async(params)
            for intent in page.data:
                yield intent.to_dict()
            if not page.has_more:
                return
            params["starting_after"] = page.data[-1].id

    async def give_back(self, asked: Return) -> Outcome:
        """Looks first for what has been given back by this key: Stripe forgets its idempotency keys after a day."""
        amount = to_stripe(asked.amount)
        if amount is None:
            # Asked for a refund without an amount, Stripe gives everything back.
            return Declined("not_supported", "Stripe cannot give back this amount.")
        charge = await self._charge_of(asked)
        if charge is None:
            return NoAnswer()
        found = await self._refund_of(charge, asked.key)
        if not isinstance(found, Unheard):
            return found
        params: Any = {
            "payment_intent": charge,
            "amount": amount,
            "metadata": {KEY: asked.key},
        }
        options: Any = {"idempotency_key": asked.key}
        return await _answer(self.client.v1.refunds.create_async(params, options), read_refund)

    async def _charge_of(self, asked: Return) -> str | None:
        if asked.charge_reference is not None:
            return asked.charge_reference
        found = await self.ask(asked.charge_key, None)
        return found.reference if isinstance(found, Succeeded) else None

    async def _refund_of(self, charge: str, key: str) -> Outcome:
        try:
            before: Any = {"payment_intent": charge, "limit": _PAGE}
            for refund in (await self.client.v1.refunds.list_async(before)).data:
                if _key(refund.to_dict()) == key:
                    return read_refund(refund.to_dict())
        except library.StripeError as error:
            return _silence(error)
        return Unheard()

    async def ask_return(self, asked: Return, reference: str | None) -> Outcome:
        """Without Stripe's own id, among the charge's refunds."""
        if reference is not None:
            return await _answer(self.client.v1.refunds.retrieve_async(reference), read_refund)
        charge = await self._charge_of(asked)
        return await self._refund_of(charge, asked.key) if charge else Unheard()


def to_stripe(amount: Money) -> int | None:
    """In Stripe's smallest units; None for what it cannot express."""
    units = amount.amount_minor * _SCALES.get(amount.currency, Fraction(1))
    if units.denominator != 1 or (amount.currency in _LAST_DIGIT_ZERO and units % 10):
        return None
    return int(units)


def _money(units: int, currency: str) -> Money:
    """An amount that is no whole number of our units is left as it is, so that it equals none of ours."""
    minor = units / _SCALES.get(currency.upper(), Fraction(1))
    return Money(int(minor) if minor.denominator == 1 else units, currency.upper())


def _saved(means: str | None) -> dict[str, Any]:
    """`means` is a PaymentMethod's id, with the Customer that it belongs to before a slash."""
    if means is None:
        return {}
    customer, _, method = means.rpartition("/")
    return {"payment_method": method, "confirm": True, **({"customer": customer} if customer else {})}


def read_intent(intent: Mapping[str, Any]) -> Outcome:
    """What a PaymentIntent says, be it an answer or in an event."""
    reference = intent["id"]
    error = intent.get("last_payment_error")
    match intent["status"]:
        case "succeeded":
            return Succeeded(reference, _money(intent.get("amount_received") or intent["amount"], intent["currency"]))
        case "requires_capture":
            return Authorized(reference)
        case "processing":
            return Pending(reference)
        case "canceled":
            return Declined("canceled", "The payment was called off.")
        case "requires_payment_method" if error:
            return Declined(error.get("code") or "declined", error.get("message") or "The card was declined.")
        case _:
            return Pending(reference, Step(StepKind.CLIENT_SECRET, client_secret=intent["client_secret"]))


def read_refund(refund: Mapping[str, Any]) -> Outcome:
    """Likewise of a Refund."""
    match refund["status"]:
        case "succeeded":
            return Succeeded(refund["id"], _money(refund["amount"], refund["currency"]))
        case "failed" | "canceled":
            return Declined(refund.get("failure_reason") or "refund_failed", "The card's bank did not take it back.")
        case _:
            return Pending(refund["id"])


def _key(found: Mapping[str, Any]) -> str | None:
    return (found.get("metadata") or {}).get(KEY)


async def _answer(call: Awaitable[Any], read: Any) -> Outcome:
    try:
        outcome: Outcome = read((await call).to_dict())
    except library.CardError as error:
        return Declined(error.code or "declined", error.user_message or "The card was declined.")
    except library.InvalidRequestError as error:
        if error.http_status == 404:
            return Unheard()
        log.warning("stripe_refused", code=error.code, reason=str(error))
        return Declined(error.code or "refused", "The payment provider refused this.")
    except library.StripeError as error:
        return _silence(error)
    return outcome


def _silence(error: library.StripeError) -> NoAnswer:
    log.warning("stripe_unreachable", error=type(error).__name__)
    return NoAnswer()
