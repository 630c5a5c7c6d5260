"""The steps of a request, and where its tractor is."""

import datetime as dt
from typing import Self

import strawberry

from models import requests as rows
from models.enums import ActorKind, RequestStatus
from schema.context import Info
from schema.types.scalars import Cursor, Long
from schema.types.shared import GeoPoint
from services.platform.streams import StreamName
from services.tracking import arrival


@strawberry.type(description="One step of a request's history. `sequence` starts at 1 and has no gaps.")
class TimelineEvent:
    row: strawberry.Private[rows.StatusChange]
    is_shared: strawberry.Private[bool] = False
    sequence: Long
    status: RequestStatus
    actor: ActorKind
    note: str | None
    location: GeoPoint | None
    occurred_at: dt.datetime = strawberry.field(description="When it happened, as the actor says.")
    recorded_at: dt.datetime = strawberry.field(description="When the server learned of it.")

    @strawberry.field
    async def cursor(self, info: Info) -> Cursor:
        stream = StreamName.of_request(self.row.job_request_id)
        return Cursor(await info.context.services.streams.cursor(stream, self.row.stream_sequence))

    @strawberry.field
    async def actor_name(self, info: Info) -> str | None:
        if self.is_shared:
            return await self._first_name(info)
        person = await info.context.loaders.people.load(self.row.actor_id) if self.row.actor_id else None
        return person.name if person else None

    async def _first_name(self, info: Info) -> str | None:
        """Whoever holds a link gets to know the two people of the job, not who works for us."""
        if self.row.actor_id is None or self.row.actor not in (ActorKind.FARMER, ActorKind.OWNER):
            return None
        return await info.context.loaders.first_names.load(self.row.actor_id)

    @classmethod
    def shared(cls, row: rows.StatusChange) -> Self:
        """For whoever holds a link: without what the actor said beside it."""
        event = cls.of(row)
        event.is_shared, event.note, event.location = True, None, None
        return event

    @classmethod
    def of(cls, row: rows.StatusChange) -> Self:
        return cls(
            row=row,
            sequence=Long(row.sequence),
            status=row.to_status,
            actor=row.actor,
            note=row.note,
            location=_place(row.latitude, row.longitude),
            occurred_at=row.occurred_at,
            recorded_at=row.recorded_at,
        )


def _place(latitude: float | None, longitude: float | None) -> GeoPoint | None:
    if latitude is None or longitude is None:
        return None
    return GeoPoint(latitude=latitude, longitude=longitude)


@strawberry.type
class Position:
    point: GeoPoint
    accuracy_m: float | None
    heading: float | None
    speed_kmh: float | None
    as_of: dt.datetime
    stale: bool

    @classmethod
    def of(cls, position: arrival.Position) -> Self:
        return cls(
            point=GeoPoint.of(position.point),
            accuracy_m=position.accuracy_m,
            heading=position.heading,
            speed_kmh=position.speed_kmh,
            as_of=position.as_of,
            stale=position.stale,
        )
