"""Shapes that several domains share."""

import datetime as dt
import decimal

import strawberry

from models.enums import AreaUnit
from schema.types.scalars import Cursor, Long
from services.platform import money as amounts
from services.platform.area import Area as Extent
from services.platform.geography import GeoPoint as Place


@strawberry.interface(description="An object that `node(id:)` can fetch again.")
class Node:
    id: strawberry.ID


@strawberry.type
class Money:
    amount_minor: Long = strawberry.field(description="In minor units of the currency.")
    currency: str = strawberry.field(description="ISO 4217.")

    @strawberry.field(description="How many minor digits the currency has.")
    def exponent(self) -> int:
        return amounts.exponent(self.currency)

    @strawberry.field
    def formatted(self, locale: str | None = None) -> str:
        return amounts.Money(self.amount_minor, self.currency).formatted(locale or "en")

    @classmethod
    def of(cls, amount_minor: int, currency: str) -> "Money":
        return cls(amount_minor=Long(amount_minor), currency=currency)

    @classmethod
    def of_any(cls, amount_minor: int | None, currency: str) -> "Money | None":
        return None if amount_minor is None else cls.of(amount_minor, currency)


@strawberry.type
class GeoPoint:
    latitude: float
    longitude: float

    @classmethod
    def of(cls, place: Place) -> "GeoPoint":
        return cls(latitude=place.latitude, longitude=place.longitude)


@strawberry.input(description="WGS 84 degrees.")
class GeoPointInput:
    latitude: float
    longitude: float

    def point(self) -> Place:
        return Place(self.latitude, self.longitude)


@strawberry.type(description="What the farmer said, and the same in square metres and hectares.")
class Area:
    value: decimal.Decimal
    unit: AreaUnit

    @strawberry.field
    def square_metres(self) -> decimal.Decimal:
        return Extent(self.value, self.unit).square_metres

    @strawberry.field
    def hectares(self) -> decimal.Decimal:
        return Extent(self.value, self.unit).hectares


@strawberry.input
class AreaInput:
    value: decimal.Decimal
    unit: AreaUnit = AreaUnit.HECTARE


@strawberry.type
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: Cursor | None
    end_cursor: Cursor | None


@strawberry.input(description="Half-open: the instant `to` is not in it.")
class DateTimeRangeInput:
    from_: dt.datetime = strawberry.field(name="from")
    to: dt.datetime


@strawberry.type
class DateTimeRange:
    from_: dt.datetime = strawberry.field(name="from")
    to: dt.datetime


@strawberry.input
class DateRangeInput:
    from_: dt.date = strawberry.field(name="from")
    to: dt.date
