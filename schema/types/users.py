"""People: the viewer, their farms and sessions, and others as far as the viewer may know them."""

import datetime as dt
from typing import Annotated, Self, cast
from uuid import UUID

import strawberry

from models import auth as auth_rows
from models import users as rows
from models.enums import Role
from schema.context import Info
from schema.types.addresses import Address
from schema.types.errors import NotFoundError, ValidationError
from schema.types.given import given
from schema.types.payment_methods import PaymentMethod
from schema.types.payments import Wallet
from schema.types.preferences import Preferences
from schema.types.scalars import PhoneNumber, TimeZone
from schema.types.shared import Area, AreaInput, GeoPoint, GeoPointInput, Node
from services.auth.accounts import AccountProfile
from services.auth.viewer import Viewer as SignedInViewer
from services.platform import area, geography
from services.platform.ids import Kind, encode
from services.users import people
from services.users.farms import FarmDraft
from services.users.profiles import ProfileChanges


@strawberry.type
class Session(Node):
    device_name: str | None
    created_at: dt.datetime
    last_used_at: dt.datetime
    ip_address: str | None
    current: bool

    @classmethod
    def of(cls, row: auth_rows.Session, viewer: SignedInViewer) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.SESSION, row.id)),
            device_name=row.device_name,
            created_at=row.created_at,
            last_used_at=row.last_used_at,
            ip_address=row.ip_address,
            current=row.id == viewer.session_id,
        )


@strawberry.type
class Farm(Node):
    name: str
    address: str
    location: GeoPoint
    area: Area
    time_zone: TimeZone
    access_note: str | None

    @classmethod
    def of(cls, row: rows.Farm) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.FARM, row.id)),
            name=row.name,
            address=row.address,
            location=GeoPoint(latitude=row.latitude, longitude=row.longitude),
            area=Area(value=row.area_value, unit=row.area_unit),
            time_zone=TimeZone(row.time_zone),
            access_note=row.access_note,
        )


@strawberry.input
class FarmInput:
    name: str
    address: str
    location: GeoPointInput
    area: AreaInput
    time_zone: TimeZone | None = strawberry.field(default=None, description="Derived from the location when left out.")
    access_note: str | None = None

    def draft(self) -> FarmDraft:
        return FarmDraft(
            name=self.name,
            address=self.address,
            location=geography.GeoPoint(self.location.latitude, self.location.longitude),
            area=area.Area(self.area.value, self.area.unit),
            time_zone=self.time_zone,
            access_note=self.access_note,
        )


@strawberry.type(description="The signed-in user, with what only that user may see.")
class Viewer(Node):
    signed_in: strawberry.Private[SignedInViewer]
    role: Role
    name: str
    email: str
    email_verified: bool
    phone: PhoneNumber | None
    avatar_url: str | None
    locale: str
    time_zone: TimeZone
    created_at: dt.datetime

    @strawberry.field
    async def addresses(self, info: Info) -> list[Address]:
        return [Address.of(row) for row in await info.context.loaders.addresses_of_user.load(self.signed_in.user_id)]

    @strawberry.field
    async def farms(self, info: Info) -> list[Farm]:
        return [Farm.of(row) for row in await info.context.loaders.farms_of_user.load(self.signed_in.user_id)]

    @strawberry.field
    async def payment_methods(self, info: Info) -> list[PaymentMethod]:
        found = await info.context.loaders.payment_methods_of_user.load(self.signed_in.user_id)
        return [PaymentMethod.of(row) for row in found]

    @strawberry.field
    async def preferences(self, info: Info) -> Preferences:
        return Preferences.of(await info.context.loaders.preferences.load(self.signed_in.user_id))

    @strawberry.field
    def wallet(self) -> Wallet:
        return Wallet.of(self.signed_in.user_id)

    @strawberry.field
    async def sessions(self, info: Info) -> list[Session]:
        found = await info.context.loaders.sessions_of_user.load(self.signed_in.user_id)
        return [Session.of(row, self.signed_in) for row in found]

    @strawberry.field
    async def unread_notifications(self, info: Info) -> int:
        return await info.context.loaders.unread_notifications.load(self.signed_in.user_id)

    @classmethod
    async def load(cls, info: Info, viewer: SignedInViewer) -> Self:
        return cls.of(await info.context.loaders.profiles.load(viewer.user_id), viewer)

    @classmethod
    def of(cls, row: AccountProfile, viewer: SignedInViewer) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.USER, row.user_id)),
            signed_in=viewer,
            role=row.role,
            name=row.name,
            email=row.email,
            email_verified=row.email_verified_at is not None,
            phone=PhoneNumber(row.phone) if row.phone else None,
            avatar_url=row.avatar_url,
            locale=row.locale,
            time_zone=TimeZone(row.time_zone),
            created_at=row.created_at,
        )


@strawberry.type(
    description="Another person, as far as the viewer may know them. `phone` is null until a tractor is accepted."
)
class Person(Node):
    user_id: strawberry.Private[UUID]
    is_shared: strawberry.Private[bool] = False
    name: str
    avatar_url: str | None
    phone: PhoneNumber | None
    completed_jobs: int

    @strawberry.field(description="The mean of the stars that they were given; null before the first.")
    async def rating(self, info: Info) -> float | None:
        return None if self.is_shared else await info.context.loaders.ratings.load(self.user_id)

    @classmethod
    async def load(cls, info: Info, user_id: UUID) -> Self:
        """Somebody whom the viewer is surely allowed to know of. Raises LookupError where there is nobody."""
        return cls.surely(await info.context.loaders.people.load(user_id))

    @classmethod
    async def load_if_visible(cls, info: Info, user_id: UUID | None) -> Self | None:
        return cls.of_any(await info.context.loaders.people.load(user_id)) if user_id else None

    @classmethod
    def shared(cls, user_id: UUID, name: str) -> Self:
        """For whoever holds a link: a first name, and nothing else about the person."""
        shown_id = strawberry.ID(encode(Kind.USER, user_id))
        return cls(
            id=shown_id, user_id=user_id, is_shared=True, name=name, avatar_url=None, phone=None, completed_jobs=0
        )

    @classmethod
    def surely(cls, person: people.Person | None) -> Self:
        """Raises LookupError for nobody."""
        if person is None:
            raise LookupError(cls.__name__)
        return cls.of(person)

    @classmethod
    def of_any(cls, person: people.Person | None) -> Self | None:
        return None if person is None else cls.of(person)

    @classmethod
    def of(cls, person: people.Person) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.USER, person.id)),
            user_id=person.id,
            name=person.name,
            avatar_url=person.avatar_url,
            phone=PhoneNumber(person.phone) if person.phone else None,
            completed_jobs=person.completed_jobs,
        )


@strawberry.input
class ProfileInput:
    name: str | None = strawberry.UNSET
    phone: PhoneNumber | None = strawberry.UNSET
    locale: str | None = strawberry.UNSET
    time_zone: TimeZone | None = strawberry.UNSET

    def changes(self) -> ProfileChanges:
        return cast(ProfileChanges, given(self))


@strawberry.type
class ProfileSuccess:
    viewer: Viewer


@strawberry.type
class FarmSuccess:
    farm: Farm


@strawberry.type
class RemovedSuccess:
    id: strawberry.ID


ProfileResult = Annotated[ProfileSuccess | ValidationError, strawberry.union("ProfileResult")]
FarmResult = Annotated[FarmSuccess | ValidationError | NotFoundError, strawberry.union("FarmResult")]
RemovedResult = Annotated[RemovedSuccess | NotFoundError, strawberry.union("RemovedResult")]
