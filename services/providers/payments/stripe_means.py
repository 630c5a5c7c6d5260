"""Cards that Stripe keeps: a client sends the PaymentMethod's id that Stripe's form gave it."""

from typing import Any

import stripe as library
import structlog

from models.enums import PaymentMethodKind
from services.providers.payments.card_dates import end_of_month
from services.providers.payments.port import Means, NoWord, Payer, is_segment

log = structlog.get_logger()

PAYER = "spitractors_payer"


class StripeMeans:
    """Implements MeansToPay. A card belongs to a Customer whose metadata name our payer."""

    name = "stripe"

    def __init__(self, client: library.StripeClient) -> None:
        self._client = client

    async def redeem(self, token: str, payer: Payer) -> Means | None:
        """Attached the first time, since a card that has no customer can be charged only once."""
        if not is_segment(token):
            return None
        try:
            method = await self._client.v1.payment_methods.retrieve_async(token)
            if method.type != "card":
                return None
            customer = str(method.customer) if method.customer else await self._attach(method.id, payer)
            if not await self._belongs(customer, payer):
                return None
        except (library.InvalidRequestError, library.CardError):
            return None
        except library.StripeError as error:
            log.warning("stripe_unreachable", error=type(error).__name__)
            raise NoWord from error
        return _card(method, customer)

    async def _attach(self, method: str, payer: Payer) -> str:
        params: Any = {"email": payer.email, "metadata": {PAYER: payer.id}}
        options: Any = {"idempotency_key": f"customer-{payer.id}-{method}"}
        customer = await self._client.v1.customers.create_async(params, options)
        await self._client.v1.payment_methods.attach_async(method, {"customer": customer.id})
        return customer.id

    async def _belongs(self, customer: str, payer: Payer) -> bool:
        found = (await self._client.v1.customers.retrieve_async(customer)).to_dict()
        return (found.get("metadata") or {}).get(PAYER) == payer.id


def _card(method: library.PaymentMethod, customer: str) -> Means | None:
    card = method.card
    if card is None:
        return None
    return Means(
        reference=f"{customer}/{method.id}",
        kind=PaymentMethodKind.CARD,
        brand=card.brand.title(),
        last4=card.last4,
        expires_on=end_of_month(card.exp_year, card.exp_month),
    )
