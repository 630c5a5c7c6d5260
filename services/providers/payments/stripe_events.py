"""Stripe's webhooks."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import orjson

from services.platform.clock import Clock
from services.providers.payments.port import Fact, Subject, Unreadable
from services.providers.payments.signatures import TOLERANCE, is_signed
from services.providers.payments.stripe import KEY, read_intent, read_refund

_INTENTS = frozenset(
    f"payment_intent.{news}"
    for news in (
        "succeeded",
        "payment_failed",
        "processing",
        "requires_action",
        "amount_capturable_updated",
        "canceled",
    )
)
_REFUNDS = frozenset({"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"})


class StripeEvents:
    """Implements EventSource."""

    name = "stripe"

    def __init__(self, secrets: Sequence[str], clock: Clock, tolerance: timedelta = TOLERANCE) -> None:
        self._secrets = secrets
        self._clock = clock
        self._tolerance = tolerance

    def is_genuine(self, headers: Mapping[str, str], body: bytes) -> bool:
        return is_signed(headers.get("stripe-signature", ""), body, self._secrets, self._clock(), self._tolerance)

    def event_id(self, body: bytes) -> str:
        event_id = _event(body).get("id")
        if not isinstance(event_id, str) or not event_id:
            raise Unreadable
        return event_id

    def read(self, body: bytes) -> Fact | None:
        """Objects without our key are somebody else's business on the same account."""
        event = _event(body)
        try:
            found = event["data"]["object"]
            key = (found.get("metadata") or {}).get(KEY)
            if key is None:
                return None
            if event["type"] in _INTENTS:
                return Fact(Subject.CHARGE, key, read_intent(found))
            if event["type"] in _REFUNDS:
                return Fact(Subject.RETURN, key, read_refund(found))
        except (KeyError, TypeError, AttributeError) as error:
            raise Unreadable from error
        return None


def _event(body: bytes) -> dict[str, Any]:
    try:
        event = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Unreadable from error
    if not isinstance(event, dict):
        raise Unreadable
    return event
