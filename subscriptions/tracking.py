"""A request's tracking screen, live."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial
from typing import cast
from uuid import UUID

import strawberry

from schema.context import Info
from schema.lanes import Lane
from schema.sharing import Shown
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
from services.errors import NotFound
from services.platform.following import Opened
from services.platform.ids import Kind, decode_if_any
from services.tracking import frames


async def request_tracking(
    info: Info, request_id: strawberry.ID | None = None, token: str | None = None, after: Cursor | None = None
) -> AsyncGenerator[TrackingFrame]:
    """As `requestTracking`. With `after`, every status and payment change since then comes first, once, in order."""
    wanted = decode_if_any(Kind.REQUEST, request_id, "requestId")
    make = partial(_shown, info, is_shared=token is not None)
    lane = info.context.outlet.lane(make) if info.context.outlet else None
    async with aclosing(await _followed(info, wanted, token, after, lane)) as follow:
        async for frame in follow:
            if isinstance(frame, Opened):
                yield await make(frame)
            else:
                yield cast(TrackingFrame, Shown(frame.memo, partial(make, frame)))
            del frame


async def _followed(
    info: Info, wanted: UUID | None, token: str | None, after: str | None, lane: Lane[frames.LaterFrame] | None
) -> AsyncGenerator[frames.Frame]:
    """A token shows what its link shows, whoever holds it."""
    feed = info.context.services.tracking.feed
    if token is not None:
        return await feed.follow_by_link(token, wanted, after, lane)
    if wanted is None:
        raise NotFound(path=("requestId",))
    return feed.follow(info.context.signed_in, wanted, after, lane)


async def _shown(info: Info, frame: frames.Frame, *, is_shared: bool) -> TrackingFrame:
    match frame:
        case Opened():
            cursor = await cursor_at(info, frame.snapshot.request.id, frame.sequence)
            snapshot = await Tracking.of(info, frame.snapshot, is_shared=is_shared)
            return StreamOpened(cursor=cursor, recovered=frame.recovered, snapshot=snapshot)
        case frames.StatusFrame():
            return await _status(info, frame, is_shared=is_shared)
        case frames.PaymentFrame():
            cursor = await cursor_at(info, frame.request_id, frame.sequence)
            payment = _as_it_was(await Payment.load(info, frame.payment_id), frame)
            return PaymentChanged(cursor=cursor, payment=payment)
        case frames.EtaFrame():
            return EtaChanged(eta=Eta.of(frame.eta) if frame.eta else None)
        case frames.PositionFrame():
            suggested = None if is_shared else frame.suggested
            return PositionMoved(position=Position.of(frame.position), suggested_status=suggested)


async def _status(info: Info, frame: frames.StatusFrame, *, is_shared: bool) -> StatusChanged:
    cursor = await cursor_at(info, frame.request.id, frame.sequence)
    event = (TimelineEvent.shared if is_shared else TimelineEvent.of)(frame.event)
    request = (JobRequest.shared if is_shared else JobRequest.of)(frame.request)
    return StatusChanged(cursor=cursor, event=event, request=request)


def _as_it_was(payment: Payment, then: frames.PaymentFrame) -> Payment:
    """What a payment waits for, or why it failed, is known of its present state only."""
    if payment.status is not then.status:
        payment.status = then.status
        payment.next_action = payment.failure_code = payment.failure_message = None
    payment.refunded = Money.of(then.refunded_minor, payment.amount.currency)
    return payment
