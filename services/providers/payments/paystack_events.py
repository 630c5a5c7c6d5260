"""Paystack's webhooks: the body's HMAC-SHA512 by the secret key, in a header of its own."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from services.providers.payments.paystack import read_transaction, read_transfer
from services.providers.payments.port import Fact, Subject, Unreadable
from services.providers.payments.signatures import matches

SIGNATURE_HEADER = "x-paystack-signature"


class PaystackEvents:
    """Implements EventSource.

    Its signature holds no time, so that no event is stale: what is sent again later has the same id and is kept once.
    """

    name = "paystack"

    def __init__(self, secrets: Sequence[str]) -> None:
        self._secrets = secrets

    def is_genuine(self, headers: Mapping[str, str], body: bytes) -> bool:
        expected = [hmac.digest(secret.encode(), body, hashlib.sha512).hex() for secret in self._secrets]
        return matches([headers.get(SIGNATURE_HEADER, "")], expected)

    def event_id(self, body: bytes) -> str:
        """Events have no id: what happened to which of its objects is what tells them apart."""
        event = _event(body)
        return f"{event['event']}:{event['data']['id']}"

    def read(self, body: bytes) -> Fact | None:
        event = _event(body)
        found = event["data"]
        try:
            if event["event"] in ("charge.success", "charge.failed"):
                return Fact(Subject.CHARGE, str(found["reference"]), read_transaction(found))
            if event["event"] in ("transfer.success", "transfer.failed", "transfer.reversed"):
                return Fact(Subject.PAYOUT, str(found["reference"]), read_transfer(found))
        except (KeyError, TypeError, ValueError) as error:
            raise Unreadable from error
        return None


def _event(body: bytes) -> dict[str, Any]:
    try:
        event = orjson.loads(body)
        if isinstance(event["event"], str) and isinstance(event["data"], dict) and "id" in event["data"]:
            return dict(event)
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise Unreadable from error
    raise Unreadable
