"""An owner's dashboard, live."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from schema.context import Info
from schema.types.dashboard import OwnerSummary
from schema.types.inbox import InboxOpened, JobChanged, OfferClosed, OfferReceived, OwnerInboxFrame
from schema.types.offers import Offer
from schema.types.requests import JobRequest
from schema.types.scalars import Cursor
from services.dashboard import inbox
from services.platform.following import Opened
from services.platform.streams import StreamName


async def owner_inbox(info: Info, after: Cursor | None = None) -> AsyncGenerator[OwnerInboxFrame]:
    """OWNER. With `after`, every offer and change since then comes first, once, in order."""
    owner = info.context.signed_in
    async with aclosing(info.context.services.inbox.follow(owner, after)) as follow:
        async for frame in follow:
            yield await _shown(info, frame)


async def _shown(info: Info, frame: inbox.InboxFrame) -> OwnerInboxFrame:
    stream = StreamName.of_owner(info.context.signed_in.user_id)
    cursor = Cursor(await info.context.services.streams.cursor(stream, frame.sequence))
    match frame:
        case Opened():
            summary = OwnerSummary.of(frame.snapshot.summary)
            return InboxOpened(cursor=cursor, recovered=frame.recovered, summary=summary)
        case inbox.OfferFrame():
            shown = OfferReceived if frame.is_new else OfferClosed
            return shown(cursor=cursor, offer=Offer.of(frame.offer))
        case inbox.JobFrame():
            return JobChanged(cursor=cursor, request=JobRequest.of(frame.request))
