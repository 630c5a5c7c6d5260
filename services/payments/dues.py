"""What is still to be paid for a request, and what has been (decision 37)."""

from uuid import UUID

from tortoise.expressions import F

from models.enums import PaymentStatus, RequestStatus
from models.payments import Payment
from models.requests import Estimate, JobRequest
from services.platform.money import Money
from services.requests.escrow import missing


async def agreed_price(request: JobRequest) -> Money | None:
    """What the chosen tractor costs; None while there is none."""
    if request.tractor_id is None or request.estimate_id is None:
        return None
    estimate = await Estimate.get(id=request.estimate_id)
    return Money(estimate.total_minor, estimate.currency)


async def paying(request: JobRequest) -> Payment | None:
    """The payment whose money the request has, or has had until its work was done.

    None where a part of what was agreed went back before the tractor set off: the rest is to be paid.
    """
    payments = await _kept(request.id)
    if not payments:
        return None
    price = await agreed_price(request) if request.status is RequestStatus.ACCEPTED else None
    return None if price is not None and missing(price, _sum(payments, price.currency)) else payments[0]


async def due(request: JobRequest, estimate: Estimate) -> Money:
    """What a payment at this price is for: all of it, or what is missing of it once a tractor is chosen."""
    price = Money(estimate.total_minor, estimate.currency)
    if request.status is not RequestStatus.ACCEPTED:
        return price
    return Money(missing(price, _sum(await _kept(request.id), price.currency)), price.currency)


async def _kept(request_id: UUID) -> list[Payment]:
    """The payments of which not everything went back, newest first."""
    kept = Payment.filter(
        job_request_id=request_id, status=PaymentStatus.SUCCEEDED, refunded_minor__lt=F("amount_minor")
    )
    return await kept.order_by("-id")


def _sum(payments: list[Payment], currency: str) -> Money:
    left = sum(each.amount_minor - each.refunded_minor for each in payments if each.currency == currency)
    return Money(left, currency)
