"""Where the tractor is."""

import strawberry

from schema.context import Info
from schema.types.tracking import (
    PositionInput,
    ReportPositionsResult,
    ReportPositionsSuccess,
    Tracking,
    TrackingLinkResult,
    TrackingLinkSuccess,
)
from services.platform.ids import Kind, decode, decode_or_none


async def request_tracking(
    info: Info, request_id: strawberry.ID | None = None, token: str | None = None
) -> Tracking | None:
    """As `request`, or anyone who holds a token of shareTracking. `cursor` continues it as a subscription."""
    feed, wanted = info.context.services.tracking.feed, decode_or_none(Kind.REQUEST, request_id)
    if token is None:
        snapshot = await feed.snapshot_if_visible(info.context.signed_in, wanted)
        return await Tracking.of(info, snapshot) if snapshot else None
    shared = await feed.snapshot_by_link(token, wanted) if request_id is None or wanted else None
    return await Tracking.of(info, shared, is_shared=True) if shared else None


async def report_positions(
    info: Info, request_id: strawberry.ID, positions: list[PositionInput]
) -> ReportPositionsResult:
    """OWNER of the accepted tractor, from EN_ROUTE to COMPLETED. At most 200 fixes."""
    reported = await info.context.services.tracking.positions.report(
        info.context.signed_in,
        request_id=decode(Kind.REQUEST, request_id, "requestId"),
        fixes=[position.fix() for position in positions],
    )
    return ReportPositionsSuccess.of(reported)


async def share_tracking(info: Info, request_id: strawberry.ID, hours: int = 24) -> TrackingLinkResult:
    """FARMER own. A link that anyone may open until it expires or the job ends; from 1 to 168 hours."""
    link = await info.context.services.tracking.links.share(
        info.context.signed_in, request_id=decode(Kind.REQUEST, request_id, "requestId"), hours=hours
    )
    return TrackingLinkSuccess.of(link)


async def revoke_tracking_links(info: Info, request_id: strawberry.ID) -> bool:
    """FARMER own. True once no link of the request opens anything any more."""
    await info.context.services.tracking.links.revoke(
        info.context.signed_in, request_id=decode(Kind.REQUEST, request_id, "requestId")
    )
    return True
