"""Paystack, over its HTTP API. Our key is the reference that it knows a transaction or a transfer by."""

from typing import Any

import httpx2
import structlog

from models.enums import PaymentMethodKind
from services.platform.money import Money, exponent
from services.platform.tracing import ALONG
from services.providers.payments.port import (
    Charge,
    Declined,
    NoAnswer,
    Outcome,
    Pending,
    Return,
    Step,
    StepKind,
    Succeeded,
    Transfer,
    Unheard,
)

log = structlog.get_logger()

_PATIENCE_SECONDS = 20
_DIGITS = 2
"""Thousandths cannot be told in hundredths."""
_CHANNELS = {PaymentMethodKind.CARD: "card", PaymentMethodKind.MOBILE_MONEY: "mobile_money"}
_GONE = frozenset({"failed", "reversed", "rejected", "blocked"})


class Paystack:
    """Implements PaymentProvider and PayoutProvider. Destinations are its transfer recipients, `RCP_…`."""

    name = "paystack"

    def __init__(self, secret_key: str, *, url: str) -> None:
        self._url = url.rstrip("/")
        self._headers = {"authorization": f"Bearer {secret_key}"}

    async def charge(self, charge: Charge) -> Outcome:
        """A saved card is charged now; else the payer goes to Paystack's page."""
        if charge.method not in _CHANNELS or exponent(charge.amount.currency) > _DIGITS:
            return Declined("not_supported", "Paystack cannot take this payment.")
        given = {
            "reference": charge.key,
            "email": charge.payer_email,
            "amount": to_paystack(charge.amount),
            "currency": charge.amount.currency,
        }
        if charge.means is not None:
            given["authorization_code"] = charge.means
            return await self._told("POST", "/transaction/charge_authorization", read_transaction, given)
        given["channels"] = [_CHANNELS[charge.method]]
        return await self._told("POST", "/transaction/initialize", _page_of(charge.key), given)

    async def capture(self, key: str, reference: str | None) -> Outcome:
        """Paystack takes money at once: how the charge stands is all there is to say."""
        return await self.ask(key, reference)

    async def ask(self, key: str, reference: str | None) -> Outcome:  # noqa: ARG002 - Paystack goes by our keys
        """A transaction that nobody has opened yet is under way, too."""
        return await self._told("GET", f"/transaction/verify/{key}", read_transaction)

    async def call_off(self, key: str, reference: str | None) -> Outcome:
        """Paystack knows no such thing. Whoever pays on the page that we gave up pays for nothing, and gets it back."""
        found = await self.ask(key, reference)
        return Declined("abandoned", "The payment was not finished.") if isinstance(found, Pending) else found

    async def give_back(self, asked: Return) -> Outcome:
        """Looks first for what has been given back by this key: a refund has no reference of ours, but a note."""
        found = await self.ask_return(asked, None)
        if not isinstance(found, Unheard):
            return found
        given = {
            "transaction": asked.charge_key,
            "amount": to_paystack(asked.amount),
            "currency": asked.amount.currency,
            "merchant_note": asked.key,
        }
        return await self._told("POST", "/refund", read_refund, given)

    async def ask_return(self, asked: Return, reference: str | None) -> Outcome:
        """Without Paystack's own id, among the transaction's refunds for the one with our note."""
        if reference is not None:
            return await self._told("GET", f"/refund/{reference}", read_refund)

        def read(refunds: list[dict[str, Any]]) -> Outcome:
            ours = [each for each in refunds if each.get("merchant_note") == asked.key]
            return read_refund(ours[0]) if ours else Unheard()

        return await self._told("GET", f"/refund?reference={asked.charge_key}&perPage=100", read)

    async def pay_out(self, transfer: Transfer) -> Outcome:
        """From our balance there."""
        if exponent(transfer.amount.currency) > _DIGITS:
            return Declined("not_supported", "Paystack cannot send this money.")
        given = {
            "source": "balance",
            "reference": transfer.key,
            "recipient": transfer.destination,
            "amount": to_paystack(transfer.amount),
            "currency": transfer.amount.currency,
        }
        return await self._told("POST", "/transfer", read_transfer, given)

    async def ask_payout(self, key: str, reference: str | None) -> Outcome:  # noqa: ARG002 - likewise
        return await self._told("GET", f"/transfer/verify/{key}", read_transfer)

    async def _told(self, method: str, path: str, read: Any, given: dict[str, Any] | None = None) -> Outcome:
        """4xx to a question is "never heard of it", and to an order a refusal: neither has moved money."""
        try:
            async with httpx2.AsyncClient(
                timeout=_PATIENCE_SECONDS, headers=self._headers, event_hooks=ALONG
            ) as client:
                response = await client.request(method, self._url + path, json=given)
            answer = response.json()
            if response.is_success and answer.get("status") is True:
                outcome: Outcome = read(answer["data"])
                return outcome
        except (httpx2.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("paystack_unreachable", error=type(error).__name__)
            return NoAnswer()
        if response.status_code in (400, 404, 422):
            return _refusal(method, answer)
        log.warning("paystack_unreachable", status=response.status_code)
        return NoAnswer()


def _refusal(method: str, answer: dict[str, Any]) -> Outcome:
    if method == "GET":
        return Unheard()
    code = str(answer.get("code") or "refused")
    # The order is there already: whoever asks next will hear how it went.
    return NoAnswer() if "duplicate" in f"{code} {answer.get('message')}".lower() else Declined(code, "Refused.")


def to_paystack(amount: Money) -> int:
    """In hundredths of the currency's unit, be there such coins or not."""
    return amount.amount_minor * _scale(amount.currency)


def _scale(currency: str) -> int:
    """Its hundredths in the smallest coin that there is."""
    return 1 if exponent(currency) else 100


def _money(found: dict[str, Any]) -> Money:
    """An amount that is no whole number of our units is left as it is, so that it equals none of ours."""
    scale = _scale(found["currency"])
    minor = int(found["amount"])
    return Money(minor // scale if minor % scale == 0 else minor, found["currency"])


def _page_of(key: str) -> Any:
    def read(found: dict[str, Any]) -> Outcome:
        return Pending(key, Step(StepKind.REDIRECT, url=found["authorization_url"]))

    return read


def read_transaction(found: dict[str, Any]) -> Outcome:
    """What a transaction says, be it an answer or in an event."""
    reference = found["reference"]
    match found["status"]:
        case "success":
            return Succeeded(reference, _money(found))
        case status if status in _GONE:
            return Declined(status, found.get("gateway_response") or "The payment was declined.")
        case _:
            # Among these is "abandoned", which a page is called until its payer has finished with it.
            return Pending(reference)


def read_refund(found: dict[str, Any]) -> Outcome:
    """Likewise of a refund."""
    match found["status"]:
        case "processed":
            return Succeeded(str(found["id"]), _money(found))
        case "failed":
            return Declined("refund_failed", "The payer's bank did not take it back.")
        case _:
            return Pending(str(found["id"]))


def read_transfer(found: dict[str, Any]) -> Outcome:
    """Likewise of a transfer."""
    match found["status"]:
        case "success":
            return Succeeded(found["reference"], _money(found))
        case status if status in _GONE:
            return Declined(status, found.get("reason") or "The transfer did not go through.")
        case _:
            return Pending(found["reference"])
