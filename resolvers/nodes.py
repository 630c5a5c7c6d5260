"""Any object by its id, as far as the viewer may see it. The id's prefix says where to look."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import strawberry

from schema.context import Info
from schema.loaders import Loaders
from schema.types.addresses import Address
from schema.types.admin import AdminUser
from schema.types.documents import TractorDocument
from schema.types.estimates import Estimate
from schema.types.notifications import Notification
from schema.types.offers import Offer
from schema.types.payment_methods import PaymentMethod
from schema.types.payments import Payment, Refund, WalletTransaction
from schema.types.platform import AuditEntry, DeadJob
from schema.types.receipts import Receipt
from schema.types.requests import JobRequest
from schema.types.reviews import Review
from schema.types.shared import Node
from schema.types.tractors import Tractor
from schema.types.users import Farm, Person, Session, Viewer
from services.platform.ids import Kind, decode_or_none, kind_of

type _Load = Callable[[Info, UUID], Awaitable[Node | None]]


async def node(info: Info, id: strawberry.ID) -> Node | None:
    """Null for an id of nothing, and for what the viewer may not see."""
    kind = kind_of(id)
    row_id = decode_or_none(kind, id) if kind else None
    load = _LOADS.get(kind) if kind else None
    return await load(info, row_id) if load and row_id else None


async def _user(info: Info, user_id: UUID) -> Node | None:
    """The viewer as themselves; somebody else as admins see them, or as far as they may be known."""
    viewer = info.context.signed_in
    if user_id == viewer.user_id:
        return await Viewer.load(info, viewer)
    if not viewer.is_admin:
        return await Person.load_if_visible(info, user_id)
    account = await info.context.loaders.accounts.load(user_id)
    return AdminUser.of(account) if account else None


async def _session(info: Info, session_id: UUID) -> Node | None:
    row = await info.context.loaders.sessions.load(session_id)
    return Session.of(row, info.context.signed_in) if row else None


async def _refund(info: Info, refund_id: UUID) -> Node | None:
    row = await info.context.loaders.refunds.load(refund_id)
    return Refund.of(row, row.payment.currency) if row else None


def _shown[Row](loaded: Callable[[Loaders, UUID], Awaitable[Row | None]], show: Callable[[Row], Node]) -> _Load:
    """What a loader finds, as the type that shows it."""

    async def load(info: Info, row_id: UUID) -> Node | None:
        row = await loaded(info.context.loaders, row_id)
        return show(row) if row is not None else None

    return load


_LOADS: dict[Kind, _Load] = {
    Kind.USER: _user,
    Kind.SESSION: _session,
    Kind.ADDRESS: _shown(lambda loaders, row_id: loaders.addresses.load(row_id), Address.of),
    Kind.FARM: _shown(lambda loaders, row_id: loaders.farms.load(row_id), Farm.of),
    Kind.PAYMENT_METHOD: _shown(lambda loaders, row_id: loaders.payment_methods.load(row_id), PaymentMethod.of),
    Kind.TRACTOR: Tractor.load_if_visible,
    Kind.DOCUMENT: TractorDocument.load_if_visible,
    Kind.REQUEST: JobRequest.load_if_visible,
    Kind.OFFER: _shown(lambda loaders, row_id: loaders.offers.load(row_id), Offer.of),
    Kind.ESTIMATE: Estimate.load_if_visible,
    Kind.PAYMENT: Payment.load_if_visible,
    Kind.REFUND: _refund,
    Kind.RECEIPT: _shown(lambda loaders, row_id: loaders.receipts.load(row_id), Receipt.of),
    Kind.TRANSACTION: _shown(lambda loaders, row_id: loaders.transactions.load(row_id), WalletTransaction.of),
    Kind.REVIEW: _shown(lambda loaders, row_id: loaders.reviews.load(row_id), Review.of),
    Kind.NOTIFICATION: Notification.load_if_visible,
    Kind.AUDIT_ENTRY: _shown(lambda loaders, row_id: loaders.audit_entries.load(row_id), AuditEntry.of),
    Kind.DEAD_JOB: _shown(lambda loaders, row_id: loaders.dead_jobs.load(row_id), DeadJob.of),
}
