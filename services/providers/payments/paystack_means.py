"""Cards and phones that Paystack keeps: a client sends the reference of a transaction that was paid with one."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx2
import structlog

from models.enums import PaymentMethodKind
from services.platform.tracing import ALONG
from services.providers.payments.card_dates import end_of_month
from services.providers.payments.port import Means, NoWord, Payer, is_segment

log = structlog.get_logger()

_PATIENCE_SECONDS = 20
_KINDS = {"card": PaymentMethodKind.CARD, "mobile_money": PaymentMethodKind.MOBILE_MONEY}


class PaystackMeans:
    """Implements MeansToPay. Only what Paystack may charge again, and only for whom it was paid by."""

    name = "paystack"

    def __init__(self, secret_key: str, *, url: str) -> None:
        self._url = url.rstrip("/")
        self._headers = {"authorization": f"Bearer {secret_key}"}

    async def redeem(self, token: str, payer: Payer) -> Means | None:
        """By the address that the transaction was made for. An answer that is no transaction knows no means."""
        found = await self._transaction(token) if is_segment(token) else None
        try:
            return None if found is None else _kept(found, payer)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            log.warning("paystack_unreadable", error=type(error).__name__)
            return None

    async def _transaction(self, reference: str) -> Mapping[str, Any] | None:
        path = f"/transaction/verify/{quote(reference, safe='')}"
        try:
            async with httpx2.AsyncClient(
                timeout=_PATIENCE_SECONDS, headers=self._headers, event_hooks=ALONG
            ) as client:
                response = await client.get(self._url + path)
            if response.status_code in (400, 404, 422):
                return None
            found: Mapping[str, Any] = response.raise_for_status().json()["data"]
        except (httpx2.HTTPError, ValueError, KeyError, TypeError) as error:
            log.warning("paystack_unreachable", error=type(error).__name__)
            raise NoWord from error
        return found


def _kept(found: Mapping[str, Any], payer: Payer) -> Means | None:
    authorization = found["authorization"]
    is_theirs = str(found["customer"]["email"]).lower() == payer.email.lower()
    if not is_theirs or found["status"] != "success" or not authorization["reusable"]:
        return None
    return _means(authorization)


def _means(authorization: Mapping[str, Any]) -> Means | None:
    kind = _KINDS.get(authorization["channel"])
    if kind is None:
        return None
    is_card = kind is PaymentMethodKind.CARD
    return Means(
        reference=authorization["authorization_code"],
        kind=kind,
        brand=(authorization.get("brand") or authorization.get("bank") or "").title() or None,
        last4=authorization.get("last4"),
        expires_on=end_of_month(int(authorization["exp_year"]), int(authorization["exp_month"])) if is_card else None,
    )
