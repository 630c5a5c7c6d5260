"""Stretches of a tractor's calendar."""

from typing import Self
from uuid import UUID

import strawberry

from models.enums import SlotKind
from models.tractors import Booking
from schema.context import Info
from schema.types.requests import JobRequest
from schema.types.shared import DateTimeRange
from services.tractors import slots


@strawberry.type(
    description="A stretch of the tractor's calendar. `request` is set for a booking that the viewer may see."
)
class Slot:
    request_id: strawberry.Private[UUID | None]
    kind: SlotKind
    during: DateTimeRange
    reason: str | None

    @strawberry.field
    async def request(self, info: Info) -> JobRequest | None:
        return await JobRequest.load_if_visible(info, self.request_id)

    @classmethod
    def of(cls, slot: slots.Slot) -> Self:
        during = DateTimeRange(from_=slot.during.start, to=slot.during.end)
        return cls(request_id=slot.request_id, kind=slot.kind, during=during, reason=slot.reason)

    @classmethod
    def of_booking(cls, row: Booking) -> Self:
        """To the tractor's owner, who may know why."""
        during = DateTimeRange(from_=row.starts_at, to=row.ends_at)
        return cls(request_id=row.request_id, kind=row.kind, during=during, reason=row.reason)

    @classmethod
    async def of_bookings(cls, info: Info, ids: list[UUID]) -> list[Self]:
        """As `of_booking`, those that are still there."""
        found: list[Booking | None] = await info.context.loaders.bookings.load_many(ids)
        return [cls.of_booking(row) for row in found if row is not None]
