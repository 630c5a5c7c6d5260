"""Live tracking: the snapshot, and the frames of the stream."""

import datetime as dt
from typing import Annotated, Self
from uuid import UUID

import strawberry

from models.enums import RequestStatus
from schema.context import Info
from schema.types.errors import NotFoundError, ValidationError
from schema.types.estimates import Eta
from schema.types.payments import Payment
from schema.types.requests import InvalidTransitionError, JobRequest
from schema.types.scalars import Cursor
from schema.types.shared import GeoPointInput
from schema.types.timeline import Position, TimelineEvent
from services.platform.streams import StreamName
from services.tracking import frames
from services.tracking.fixes import Fix
from services.tracking.links import SharedLink
from services.tracking.positions import Reported

_SUGGESTED = "ARRIVED once the tractor has stood at the farm for a while and its owner has not said so."


async def cursor_at(info: Info, request_id: UUID, sequence: int) -> Cursor:
    return Cursor(await info.context.services.streams.cursor(StreamName.of_request(request_id), sequence))


@strawberry.type(
    description="Everything a tracking screen shows, read at one instant. `cursor` continues it as a subscription."
)
class Tracking:
    request: JobRequest
    events: list[TimelineEvent]
    eta: Eta | None
    position: Position | None
    suggested_status: RequestStatus | None = strawberry.field(description=_SUGGESTED)
    cursor: Cursor

    @classmethod
    async def of(cls, info: Info, snapshot: frames.Snapshot, *, is_shared: bool = False) -> Self:
        """`is_shared`: as the holder of a link sees it."""
        return cls(
            request=(JobRequest.shared if is_shared else JobRequest.of)(snapshot.request),
            events=[(TimelineEvent.shared if is_shared else TimelineEvent.of)(row) for row in snapshot.events],
            eta=Eta.of(snapshot.eta) if snapshot.eta else None,
            position=Position.of(snapshot.position) if snapshot.position else None,
            suggested_status=None if is_shared else snapshot.suggested,
            cursor=await cursor_at(info, snapshot.request.id, snapshot.sequence),
        )


@strawberry.type(
    description="The first frame. `recovered`: nothing was missed since `after`; else start from `snapshot`."
)
class StreamOpened:
    cursor: Cursor
    recovered: bool
    snapshot: Tracking


@strawberry.type
class StatusChanged:
    cursor: Cursor
    event: TimelineEvent
    request: JobRequest


@strawberry.type(description="Only the newest matters: these are not replayed.")
class EtaChanged:
    eta: Eta | None


@strawberry.type
class PositionMoved:
    position: Position
    suggested_status: RequestStatus | None = strawberry.field(description=_SUGGESTED)


@strawberry.type
class PaymentChanged:
    cursor: Cursor
    payment: Payment


TrackingFrame = Annotated[
    StreamOpened | StatusChanged | EtaChanged | PositionMoved | PaymentChanged, strawberry.union("TrackingFrame")
]


@strawberry.input
class PositionInput:
    point: GeoPointInput
    recorded_at: dt.datetime
    accuracy_m: float | None = None
    heading: float | None = None
    speed_kmh: float | None = None

    def fix(self) -> Fix:
        return Fix(self.point.point(), self.recorded_at, self.accuracy_m, self.heading, self.speed_kmh)


@strawberry.type
class ReportPositionsSuccess:
    accepted: int
    rejected: int
    next_report_ms: int = strawberry.field(description="When the device should report again.")
    suggested_status: RequestStatus | None = strawberry.field(description=_SUGGESTED)

    @classmethod
    def of(cls, reported: Reported) -> Self:
        return cls(
            accepted=reported.accepted,
            rejected=reported.rejected,
            next_report_ms=reported.next_report_ms,
            suggested_status=reported.suggested,
        )


@strawberry.type
class TrackingLink:
    url: str
    token: str
    expires_at: dt.datetime


@strawberry.type
class TrackingLinkSuccess:
    link: TrackingLink

    @classmethod
    def of(cls, link: SharedLink) -> Self:
        return cls(link=TrackingLink(url=link.url, token=link.token, expires_at=link.expires_at))


TrackingLinkResult = Annotated[
    TrackingLinkSuccess | NotFoundError | ValidationError, strawberry.union("TrackingLinkResult")
]

ReportPositionsResult = Annotated[
    ReportPositionsSuccess | NotFoundError | ValidationError | InvalidTransitionError,
    strawberry.union("ReportPositionsResult"),
]
