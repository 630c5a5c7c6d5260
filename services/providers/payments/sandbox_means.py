"""The sandbox's cards and phones: tokens that a client may send without a provider's form."""

from datetime import date
from uuid import uuid4

from models.enums import PaymentMethodKind
from services.providers.payments.port import Means, Payer

_EXPIRES_ON = date(2030, 12, 31)
_KNOWN = {
    "tok_visa": (PaymentMethodKind.CARD, "Visa", "4242", _EXPIRES_ON),
    "tok_mastercard": (PaymentMethodKind.CARD, "Mastercard", "4444", _EXPIRES_ON),
    "tok_verve": (PaymentMethodKind.CARD, "Verve", "1117", _EXPIRES_ON),
    "tok_mpesa": (PaymentMethodKind.MOBILE_MONEY, "M-Pesa", "5678", None),
    "tok_mtn": (PaymentMethodKind.MOBILE_MONEY, "MTN MoMo", "4321", None),
}


class SandboxMeans:
    """Implements MeansToPay. Its tokens work again and again, each time for another card."""

    name = "sandbox"

    async def redeem(self, token: str, payer: Payer) -> Means | None:  # noqa: ARG002 - they are everybody's
        if token not in _KNOWN:
            return None
        return Means(f"sandbox_{uuid4().hex}", *_KNOWN[token])
