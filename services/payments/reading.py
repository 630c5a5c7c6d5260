"""Payments as their viewers may see them: a farmer's own, and all for admins (semantics, section 11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from models.enums import AccountKind, PaymentStatus
from models.payments import Payment, Receipt, Refund, WalletTransaction
from services.auth.viewer import Viewer
from services.platform.pages import Page, newest_first

_NOTHING = Q(id__in=[])
# From the agreement on, until the work is done, that is all of the price.
_SECURED = """
    request_id = ANY($1) AND status = 'SUCCEEDED' AND refunded_minor < amount_minor AND NOT EXISTS (
        SELECT FROM job_requests r JOIN estimates e ON e.id = r.estimate_id
        WHERE r.id = payments.request_id
        AND r.status IN ('ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'WORK_STARTED', 'IN_PROGRESS')
        AND e.total_minor > (
            SELECT sum(p.amount_minor - p.refunded_minor) FROM payments p
            WHERE p.request_id = r.id AND p.status = 'SUCCEEDED' AND p.currency = e.currency))"""


def visible_to(viewer: Viewer | None) -> Q:
    """Their own, top-ups included; whether a job is paid, its owner learns from the request itself."""
    if viewer is None:
        return _NOTHING
    return Q() if viewer.is_admin else Q(user_id=viewer.user_id)


async def visible_payments(viewer: Viewer | None, ids: Sequence[UUID]) -> dict[UUID, Payment]:
    """Those of the payments that the viewer may see, by id."""
    rows = await Payment.filter(visible_to(viewer), id__in=list(ids))
    return {row.id: row for row in rows}


@dataclass(frozen=True, slots=True)
class PaymentFilter:
    """What a list is narrowed to; instants are half-open."""

    status: PaymentStatus | None = None
    user_id: UUID | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None


async def all_payments(viewer: Viewer, narrowed: PaymentFilter, *, first: int, after: str | None) -> Page[Payment]:
    """Newest first. Raises ValidationFailed."""
    given = {
        "status": narrowed.status,
        "user_id": narrowed.user_id,
        "created_at__gte": narrowed.created_from,
        "created_at__lt": narrowed.created_to,
    }
    rows = Payment.filter(visible_to(viewer), **{name: value for name, value in given.items() if value is not None})
    return await newest_first(rows, first=first, after=after)


async def payments_of_requests(viewer: Viewer | None, ids: Sequence[UUID]) -> dict[UUID, list[Payment]]:
    """The payments of each request that the viewer may see, oldest first."""
    found: dict[UUID, list[Payment]] = {}
    for row in await Payment.filter(visible_to(viewer), job_request_id__in=list(ids)).order_by("id"):
        if row.job_request_id is not None:
            found.setdefault(row.job_request_id, []).append(row)
    return found


_STANDING = f"{_SECURED} OR request_id = ANY($1) AND status = 'UNKNOWN'"


async def standings(ids: Sequence[UUID]) -> dict[UUID, PaymentStatus]:
    """SUCCEEDED for requests whose money is, or was, secured; else UNKNOWN, where an attempt is.

    Whether a request is paid, everybody who sees it may know.
    """
    found: dict[UUID, PaymentStatus] = {}
    for row in await Payment.where(_STANDING, list(ids)):
        if row.job_request_id is not None and found.get(row.job_request_id) is not PaymentStatus.SUCCEEDED:
            found[row.job_request_id] = row.status
    return found


async def refunds_of_payments(ids: Sequence[UUID]) -> dict[UUID, list[Refund]]:
    """The refunds of payments that the viewer has seen, oldest first."""
    found: dict[UUID, list[Refund]] = {}
    for row in await Refund.filter(payment_id__in=list(ids)).order_by("id"):
        found.setdefault(row.payment_id, []).append(row)
    return found


async def visible_refunds(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Refund]:
    """Those whose payment the viewer may see, each with it."""
    rows = await Refund.filter(id__in=list(ids)).select_related("payment")
    return {row.id: row for row in rows if viewer.is_admin or row.payment.user_id == viewer.user_id}


async def visible_receipts(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Receipt]:
    return {row.id: row for row in await Receipt.filter(visible_to(viewer), id__in=list(ids))}


async def visible_transactions(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, WalletTransaction]:
    """Postings on the viewer's own wallets, and for admins on all, each with its journal."""
    rows = WalletTransaction.filter(id__in=list(ids), account__kind=AccountKind.WALLET)
    if not viewer.is_admin:
        rows = rows.filter(account__user_id=viewer.user_id)
    return {row.id: row for row in await rows.select_related("journal")}
