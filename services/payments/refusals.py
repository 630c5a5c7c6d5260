"""What stops a payment."""

from dataclasses import dataclass
from uuid import UUID

from services.errors import Refusal


@dataclass(eq=False)
class QuoteExpired(Refusal):
    """Raised when a farmer pays a price that has lapsed or was superseded. `fresh` is today's estimate."""

    code = "QUOTE_EXPIRED"
    message = "This price is no longer valid."
    fresh: UUID | None


@dataclass(eq=False)
class AlreadyPaid(Refusal):
    """Raised when the request's money is secured already."""

    code = "ALREADY_PAID"
    message = "This job is paid for already."
    payment_id: UUID


@dataclass(eq=False)
class PaymentDeclined(Refusal):
    """Raised when the provider has said no."""

    code = "PAYMENT_DECLINED"
    message = "The payment was declined."
    decline_code: str
    payment_id: UUID


@dataclass(eq=False)
class PaymentUnknown(Refusal):
    """Raised while the provider has not said how the last attempt ended. Asking again is what resolves it."""

    code = "PAYMENT_UNKNOWN"
    message = "We do not know yet whether the last payment went through. Do not pay again."
    storable = False
    payment_id: UUID


@dataclass(eq=False)
class InsufficientFunds(Refusal):
    """Raised when a wallet holds less than it is to give. The amount is what it has, in minor units."""

    code = "INSUFFICIENT_FUNDS"
    message = "There is not enough money in your wallet."
    available_minor: int
    currency: str


@dataclass(eq=False)
class RefundExceedsPayment(Refusal):
    """Raised when an admin gives back more than there is left to give. The amount is what is left, in minor units."""

    code = "REFUND_EXCEEDS_PAYMENT"
    message = "That is more than can be given back."
    refundable_minor: int
    currency: str
