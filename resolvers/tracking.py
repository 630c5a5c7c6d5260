"""Where the tractor is."""

import strawberry

from schema.context import Info
from schema.types.tracking import PositionInput, ReportPositionsResult, ReportPositionsSuccess, Tracking
from services.platform.ids import Kind, decode, decode_or_none


async def request_tracking(info: Info, request_id: strawberry.ID) -> Tracking | None:
    """As `request`; `cursor` continues it as a subscription."""
    snapshot = await info.context.services.tracking.feed.snapshot_if_visible(
        info.context.signed_in, decode_or_none(Kind.REQUEST, request_id)
    )
    return await Tracking.of(info, snapshot) if snapshot else None


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
