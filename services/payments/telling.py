"""What people are told about their money."""

from dataclasses import dataclass
from uuid import UUID

from models.enums import NotificationKind, PaymentStatus
from models.payments import Payment, Refund
from models.requests import JobRequest
from services.notifications.announcing import Announcements, News
from services.notifications.facts import Facts
from services.platform.money import Money

_KINDS = {
    PaymentStatus.SUCCEEDED: NotificationKind.PAYMENT_SUCCEEDED,
    PaymentStatus.FAILED: NotificationKind.PAYMENT_FAILED,
}


@dataclass(frozen=True, slots=True)
class Telling:
    """Every method runs in the caller's transaction."""

    _announcements: Announcements

    async def settled(self, payment: Payment) -> None:
        """The payer, of money that has come or will not come."""
        kind = _KINDS.get(payment.status)
        if kind is not None:
            event = f"payment:{payment.id}:{payment.status}"
            await self._tell(payment, kind, event, await _facts(payment, payment.amount_minor))

    async def returned(self, payment: Payment, refund: Refund, *, to_wallet: bool) -> None:
        """The payer, of money that has come back."""
        facts = await _facts(payment, refund.amount_minor)
        facts["to_wallet"] = to_wallet
        await self._tell(payment, NotificationKind.REFUND_SUCCEEDED, f"refund:{refund.id}", facts)

    async def receipt_issued(self, request: JobRequest, receipt_id: UUID, number: str, paid: Money) -> None:
        """The farmer, of the receipt for a job that is done."""
        facts = Facts(code=request.public_code, number=number, amount_minor=paid.amount_minor, currency=paid.currency)
        event = f"receipt:{receipt_id}"
        news = News(request.farmer_id, NotificationKind.RECEIPT_ISSUED, event, facts, request.id)
        await self._announcements.tell(news)

    async def _tell(self, payment: Payment, kind: NotificationKind, event: str, facts: Facts) -> None:
        await self._announcements.tell(News(payment.user_id, kind, event, facts, payment.job_request_id))


async def _facts(payment: Payment, amount_minor: int) -> Facts:
    facts = Facts(amount_minor=amount_minor, currency=payment.currency)
    if payment.job_request_id is not None:
        facts["code"] = (await JobRequest.get(id=payment.job_request_id)).public_code
    return facts
