"""Firm prices that bind the tractor that they name, whatever it costs by now (semantics, section 2)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tortoise.expressions import F, Subquery

from models.enums import EstimateKind, PaymentStatus
from models.payments import Payment
from models.requests import Estimate

_UNPAID = (PaymentStatus.REQUIRES_CONFIRMATION, PaymentStatus.FAILED, PaymentStatus.CANCELED)


async def frozen_prices(request_id: UUID, tractor_ids: Sequence[UUID], now: datetime) -> dict[UUID, Estimate]:
    """By tractor: the price that is paid, or else the newest whose time is not over."""
    living = await Estimate.filter(
        job_request_id=request_id, tractor_id__in=tractor_ids, kind=EstimateKind.FIRM, valid_until__gt=now
    ).order_by("id")
    return _by_tractor(living) | await paid_prices(request_id, tractor_ids)


async def paid_prices(request_id: UUID, tractor_ids: Sequence[UUID]) -> dict[UUID, Estimate]:
    """By tractor: the price that was paid, or is just being paid.

    It may be of the request whose place this one has taken, and with it its payments.
    """
    paying = Payment.filter(job_request_id=request_id, refunded_minor__lt=F("amount_minor")).exclude(status__in=_UNPAID)
    return _by_tractor(
        await Estimate.filter(id__in=Subquery(paying.values("estimate_id")), tractor_id__in=tractor_ids).order_by("id")
    )


def _by_tractor(estimates: Sequence[Estimate]) -> dict[UUID, Estimate]:
    return {each.tractor_id: each for each in estimates if each.tractor_id is not None}
