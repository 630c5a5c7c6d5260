"""A request's tracking screen, live."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import UUID

import strawberry

from schema.context import Info
from schema.types.estimates import Eta
from schema.types.payments import Payment
from schema.types.requests import JobRequest
from schema.types.scalars import Cursor
from schema.types.shared import Money
from schema.types.timeline import Position, TimelineEvent
from schema.types.tracking import (
    EtaChanged,
    PaymentChanged,
    PositionMoved,
    StatusChanged,
    StreamOpened,
    Tracking,
    TrackingFrame,
    cursor_at,
)
from services.platform.following import Opened
from services.platform.ids import Kind, decode
from services.tracking import frames


async def request_tracking(
    info: Info, request_id: strawberry.ID, after: Cursor | None = None
) -> AsyncGenerator[TrackingFrame]:
    """As `requestTracking`. With `after`, every status and payment change since then comes first, once, in order."""
    wanted = decode(Kind.REQUEST, request_id, "requestId")
    async with aclosing(info.context.services.tracking.feed.follow(info.context.signed_in, wanted, after)) as follow:
        async for frame in follow:
            info.context.forget_rows()
            shown = await _shown(info, frame, wanted)
            yield shown


async def _shown(info: Info, frame: frames.Frame, wanted: UUID) -> TrackingFrame:
    match frame:
        case Opened():
            cursor = await cursor_at(info, wanted, frame.sequence)
            snapshot = await Tracking.of(info, frame.snapshot)
            return StreamOpened(cursor=cursor, recovered=frame.recovered, snapshot=snapshot)
        case frames.StatusFrame():
            cursor = await cursor_at(info, wanted, frame.sequence)
            event, request = TimelineEvent.of(frame.event), JobRequest.of(frame.request)
            return StatusChanged(cursor=cursor, event=event, request=request)
        case frames.PaymentFrame():
            cursor = await cursor_at(info, wanted, frame.sequence)
            payment = _as_it_was(await Payment.load(info, frame.payment_id), frame)
            return PaymentChanged(cursor=cursor, payment=payment)
        case frames.EtaFrame():
            return EtaChanged(eta=Eta.of(frame.eta) if frame.eta else None)
        case frames.PositionFrame():
            return PositionMoved(position=Position.of(frame.position))


def _as_it_was(payment: Payment, then: frames.PaymentFrame) -> Payment:
    """What a payment waits for, or why it failed, is known of its present state only."""
    if payment.status is not then.status:
        payment.status = then.status
        payment.next_action = payment.failure_code = payment.failure_message = None
    payment.refunded = Money.of(then.refunded_minor, payment.amount.currency)
    return payment
