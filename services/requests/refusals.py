"""What stops a use case of requests."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.enums import RequestStatus
from services.errors import Refusal


@dataclass(eq=False)
class InvalidTransition(Refusal):
    """Raised for a step that the state machine does not know, or that this actor may not take."""

    code = "INVALID_TRANSITION"
    message = "The request cannot take this step now."
    from_status: RequestStatus
    to_status: RequestStatus
    allowed_next: list[RequestStatus]


@dataclass(eq=False)
class PaymentRequired(Refusal):
    """Raised when a job would start before its payment is secured. The amount due is in minor units."""

    code = "PAYMENT_REQUIRED"
    message = "The job can start once the farmer's payment is secured."
    storable = False
    amount_minor: int
    currency: str


@dataclass(eq=False)
class OfferExpired(Refusal):
    """Raised for an offer whose time has run out."""

    code = "OFFER_EXPIRED"
    message = "This offer has expired."
    expired_at: datetime


@dataclass(eq=False)
class OfferWithdrawn(Refusal):
    """Raised for an offer that stands no longer."""

    code = "OFFER_WITHDRAWN"
    message = "This offer is no longer open."


@dataclass(eq=False)
class AlreadyAccepted(Refusal):
    """Raised when another owner was first."""

    code = "ALREADY_ACCEPTED"
    message = "Another owner has taken this job."


@dataclass(eq=False)
class TractorUnavailable(Refusal):
    """Raised when the tractor has other work, or a block, in the job's hours."""

    code = "TRACTOR_UNAVAILABLE"
    message = "This tractor has something else in these hours."
    booking_ids: list[UUID]


@dataclass(eq=False)
class CancellationChanged(Refusal):
    """Raised when cancelling would cost more than the farmer has agreed to; nothing was cancelled."""

    code = "CANCELLATION_CHANGED"
    message = "Cancelling now has a fee that you have not agreed to yet."
    storable = False
    fee_minor: int
    refund_minor: int
    currency: str
    explanation: str
    token: str
    valid_until: datetime
