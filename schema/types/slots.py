"""Stretches of a tractor's calendar."""

from typing import Self

import strawberry

from models.enums import SlotKind
from models.tractors import Booking
from schema.context import Info
from schema.types.requests import JobRequest
from schema.types.shared import DateTimeRange


@strawberry.type(
    description="A stretch of the tractor's calendar. `request` is set for a booking that the viewer may see."
)
class Slot:
    row: strawberry.Private[Booking]
    kind: SlotKind
    during: DateTimeRange
    reason: str | None

    @strawberry.field
    async def request(self, info: Info) -> JobRequest | None:
        return await JobRequest.load_if_visible(info, self.row.request_id)

    @classmethod
    def of(cls, row: Booking) -> Self:
        during = DateTimeRange(from_=row.starts_at, to=row.ends_at)
        return cls(row=row, kind=row.kind, during=during, reason=row.reason)
