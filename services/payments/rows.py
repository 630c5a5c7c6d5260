"""Payment rows: how they are locked, and how everyone learns that one has changed."""

from typing import Any
from uuid import UUID

from models.enums import FrameKind, PaymentStatus
from models.payments import Payment
from models.requests import JobRequest
from services.errors import NotFound
from services.payments.telling import Telling
from services.platform.streams import StreamName, Streams
from services.requests.locks import lock_request

IN_FLIGHT = frozenset(
    {PaymentStatus.REQUIRES_ACTION, PaymentStatus.PROCESSING, PaymentStatus.AUTHORIZED, PaymentStatus.UNKNOWN}
)
"""The provider was asked, and has not said how it ended."""


class PaymentRows:
    """Every method runs in the caller's transaction."""

    def __init__(self, streams: Streams, telling: Telling) -> None:
        self._streams = streams
        self._telling = telling

    async def change(self, payment: Payment, **changes: Any) -> None:
        """Save the changes, tell the request's listeners, and the payer how it ended. The payment's row is locked."""
        payment.update_from_dict(changes)
        await payment.save(update_fields=[*changes, "updated_at"])
        await self.tell(payment)
        if "status" in changes:
            await self._telling.settled(payment)

    async def tell(self, payment: Payment) -> None:
        """Let the listeners of the request know how the payment stands."""
        if payment.job_request_id is None:
            return
        facts = {
            "payment": str(payment.id),
            "status": payment.status.value,
            "amount": payment.amount_minor,
            "refunded": payment.refunded_minor,
            "currency": payment.currency,
        }
        await self._streams.append(StreamName.of_request(payment.job_request_id), FrameKind.PAYMENT, facts)

    async def cancel_unconfirmed(self, request_id: UUID) -> None:
        """Cancel the intent of which no money can have moved. The request's row is locked."""
        for payment in await Payment.filter(
            job_request_id=request_id, status=PaymentStatus.REQUIRES_CONFIRMATION
        ).select_for_update():
            await self.change(payment, status=PaymentStatus.CANCELED)


async def lock_payment(payment_id: UUID, *path: str) -> tuple[JobRequest | None, Payment]:
    """The payment with the request that it pays for, locked in the order request, payment. Raises NotFound.

    A request that its owner gives up hands its payments to its successor: whoever waited for the old one's lock
    goes on to the new one's, in the order in which that hand-over takes them.
    """
    request: JobRequest | None = None
    while True:
        found = await Payment.filter(id=payment_id).values_list("id", "job_request_id")
        if not found:
            raise NotFound(path=path or ("paymentId",))
        request_id: UUID | None = found[0][1]
        if request_id == (request.id if request else None):
            return request, await Payment.select_for_update().get(id=payment_id)
        request = await lock_request(request_id) if request_id else None
