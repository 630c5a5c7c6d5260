"""Tractors, their prices and hours."""

import asyncio
import datetime as dt
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from models import tractors as rows
from models.enums import PricingBasis, TractorState
from schema.context import Info
from schema.types.connections import page_info
from schema.types.documents import TractorDocument
from schema.types.scalars import Cursor, TimeZone
from schema.types.shared import DateTimeRangeInput, GeoPoint, Money, Node, PageInfo
from schema.types.users import Person
from services.platform import geography
from services.platform.ids import Kind, encode
from services.platform.pages import Page
from services.tractors.slots import slots_of, window_of

if TYPE_CHECKING:
    from schema.types.slots import Slot

_MINUTES_A_DAY = 24 * 60


@strawberry.enum
class Weekday(Enum):
    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@strawberry.type
class Service:
    code: str
    name: str
    description: str | None

    @classmethod
    def of(cls, row: rows.Service) -> Self:
        return cls(code=row.code, name=row.name, description=row.description)


@strawberry.type(description="One service that a tractor can do, with the implement that limits its speed.")
class Capability:
    row: strawberry.Private[rows.Capability]
    currency: strawberry.Private[str]
    implement: str | None
    working_width_m: float | None
    speed_kmh: float | None
    field_efficiency: float | None = strawberry.field(description="Between 0 and 1.")
    rate_override: Money | None

    @strawberry.field
    def service(self, info: Info) -> Service:
        return info.context.loaders.catalogue.shown(self.row.service_id, Service.of)

    @classmethod
    def of(cls, row: rows.Capability, currency: str) -> Self:
        override = row.rate_override_minor
        return cls(
            row=row,
            currency=currency,
            implement=row.implement,
            working_width_m=row.working_width_m,
            speed_kmh=row.speed_kmh,
            field_efficiency=row.field_efficiency,
            rate_override=None if override is None else Money.of(override, currency),
        )


@strawberry.type
class Pricing:
    basis: PricingBasis
    rate: Money
    travel_base: Money
    travel_per_km: Money
    free_km: float
    minimum_charge: Money

    @classmethod
    def of(cls, row: rows.Tractor) -> Self:
        return cls(
            basis=row.basis,
            rate=Money.of(row.rate_minor, row.currency),
            travel_base=Money.of(row.travel_base_minor, row.currency),
            travel_per_km=Money.of(row.travel_per_km_minor, row.currency),
            free_km=row.free_km,
            minimum_charge=Money.of(row.minimum_charge_minor, row.currency),
        )


@strawberry.type(description="In the tractor's zone; `to` 00:00 is the end of the day.")
class WeeklyHours:
    weekday: Weekday
    from_: dt.time = strawberry.field(name="from")
    to: dt.time

    @classmethod
    def of(cls, row: rows.WeeklyHours) -> Self:
        return cls(weekday=Weekday(row.weekday), from_=_clock(row.opens_minute), to=_clock(row.closes_minute))


def _clock(minute: int) -> dt.time:
    return dt.time(minute % _MINUTES_A_DAY // 60, minute % 60)


@strawberry.type
class Tractor(Node):
    row: strawberry.Private[rows.Tractor]
    name: str
    make: str
    model: str
    year: int | None
    power_kw: float | None
    registration_number: str | None
    state: TractorState
    verified: bool
    service_radius_km: float
    time_zone: TimeZone
    version: int
    created_at: dt.datetime

    @strawberry.field(description="The mean of the stars that farmers gave; null before the first.")
    async def rating(self, info: Info) -> float | None:
        return await info.context.loaders.tractor_ratings.load(self.row.id)

    @strawberry.field
    async def owner(self, info: Info) -> Person:
        return await Person.load(info, self.row.owner_id)

    @strawberry.field(description="Exact for its owner and admins; rounded to about a kilometre for others.")
    def base_location(self, info: Info) -> GeoPoint:
        exact = geography.GeoPoint(self.row.latitude, self.row.longitude)
        viewer = info.context.viewer
        sees_all = viewer is not None and (viewer.is_admin or viewer.user_id == self.row.owner_id)
        return GeoPoint.of(exact if sees_all else geography.rounded(exact))

    @strawberry.field
    async def capabilities(self, info: Info) -> list[Capability]:
        found = await info.context.loaders.capabilities.load(self.row.id)
        return [Capability.of(row, self.row.currency) for row in found]

    @strawberry.field
    def pricing(self) -> Pricing:
        return Pricing.of(self.row)

    @strawberry.field
    async def weekly_hours(self, info: Info) -> list[WeeklyHours]:
        return [WeeklyHours.of(row) for row in await info.context.loaders.weekly_hours.load(self.row.id)]

    @strawberry.field(
        description="In order, clipped to the range of at most 62 days: within weekly hours no instant is left out, "
        "outside them only what is taken shows. Reasons are for the owner and admins."
    )
    async def availability(
        self, info: Info, range: DateTimeRangeInput
    ) -> list[Annotated["Slot", strawberry.lazy("schema.types.slots")]]:
        from schema.types.slots import Slot  # noqa: PLC0415 - slots show requests, and those show tractors

        window, loaders = window_of(range.from_, range.to), info.context.loaders
        hours, taken = await asyncio.gather(
            loaders.weekly_hours.load(self.row.id), loaders.taken.load((self.row.id, window))
        )
        return [Slot.of(each) for each in slots_of(info.context.viewer, self.row, window, hours, taken)]

    @strawberry.field(description="All of them to the owner and admins, newest first; photos to others.")
    async def documents(self, info: Info) -> list[TractorDocument]:
        found = await info.context.loaders.documents_of_tractor.load(self.row.id)
        return [TractorDocument.of(row, shown_by=self.row) for row in found]

    @strawberry.field
    async def completed_jobs(self, info: Info) -> int:
        return await info.context.loaders.completed_jobs.load(self.row.id) or 0

    @classmethod
    def of(cls, row: rows.Tractor) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.TRACTOR, row.id)),
            row=row,
            name=row.name,
            make=row.make,
            model=row.model,
            year=row.year,
            power_kw=row.power_kw,
            registration_number=row.registration_number,
            state=row.state,
            verified=row.verified,
            service_radius_km=row.service_radius_km,
            time_zone=TimeZone(row.time_zone),
            version=row.version,
            created_at=row.created_at,
        )

    @classmethod
    async def load(cls, info: Info, tractor_id: UUID) -> Self:
        """A tractor that the viewer is surely allowed to see. Raises LookupError where there is none."""
        return cls.surely(await info.context.loaders.tractors.load(tractor_id))

    @classmethod
    async def load_if_visible(cls, info: Info, tractor_id: UUID | None) -> Self | None:
        return cls.of_any(await info.context.loaders.tractors.load(tractor_id)) if tractor_id else None

    @classmethod
    def surely(cls, row: rows.Tractor | None) -> Self:
        """Raises LookupError for none."""
        if row is None:
            raise LookupError(cls.__name__)
        return cls.of(row)

    @classmethod
    def of_any(cls, row: rows.Tractor | None) -> Self | None:
        return None if row is None else cls.of(row)


@strawberry.type
class TractorEdge:
    cursor: Cursor
    node: Tractor


@strawberry.type
class TractorConnection:
    edges: list[TractorEdge]
    nodes: list[Tractor]
    page_info: PageInfo

    @classmethod
    def of(cls, page: Page[rows.Tractor]) -> Self:
        edges = [TractorEdge(cursor=Cursor(page.cursor(row)), node=Tractor.of(row)) for row in page.rows]
        return cls(edges=edges, nodes=[edge.node for edge in edges], page_info=page_info(page))
