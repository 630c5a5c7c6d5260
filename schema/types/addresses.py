"""Where people can be reached by post."""

from typing import Annotated, Self

import strawberry

from models import users as rows
from schema.types.errors import NotFoundError, ValidationError
from schema.types.shared import GeoPoint, GeoPointInput, Node
from services.platform import geography
from services.platform.ids import Kind, encode
from services.users.addresses import AddressDraft


@strawberry.type
class Address(Node):
    label: str
    line1: str = strawberry.field(name="line1")
    line2: str | None = strawberry.field(name="line2")
    city: str | None
    region: str | None
    country: str
    location: GeoPoint | None

    @classmethod
    def of(cls, row: rows.Address) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.ADDRESS, row.id)),
            label=row.label,
            line1=row.line1,
            line2=row.line2,
            city=row.city,
            region=row.region,
            country=row.country,
            location=_place(row),
        )


def _place(row: rows.Address) -> GeoPoint | None:
    if row.latitude is None or row.longitude is None:
        return None
    return GeoPoint(latitude=row.latitude, longitude=row.longitude)


@strawberry.input
class AddressInput:
    label: str
    line1: str = strawberry.field(name="line1")
    line2: str | None = strawberry.field(name="line2", default=None)
    city: str | None = None
    region: str | None = None
    country: str = strawberry.field(description="ISO 3166-1 alpha-2.")
    location: GeoPointInput | None = None

    def draft(self) -> AddressDraft:
        place = self.location
        return AddressDraft(
            label=self.label,
            line1=self.line1,
            line2=self.line2,
            city=self.city,
            region=self.region,
            country=self.country,
            location=geography.GeoPoint(place.latitude, place.longitude) if place else None,
        )


@strawberry.type
class AddressSuccess:
    address: Address


AddressResult = Annotated[AddressSuccess | ValidationError | NotFoundError, strawberry.union("AddressResult")]
