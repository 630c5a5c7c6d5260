"""A request, as far as its viewer may see it."""

import asyncio
import datetime as dt
from functools import partial
from typing import Optional, Self
from uuid import UUID

import strawberry

from models import requests as rows
from models.enums import ActorKind, CancelReason, MatchState, PaymentStatus, RequestStatus
from schema.context import Info
from schema.types.connections import page_info
from schema.types.errors import UserError
from schema.types.estimates import Estimate, Eta
from schema.types.payments import Payment
from schema.types.scalars import Cursor, TimeZone
from schema.types.shared import Area, DateTimeRange, GeoPoint, Money, Node, PageInfo
from schema.types.timeline import Position, TimelineEvent
from schema.types.tractors import Service, Tractor
from schema.types.users import Person
from services.platform import geography
from services.platform.ids import Kind, encode
from services.platform.pages import Page
from services.requests import refusals
from services.requests.actions import RequestAction, allowed_actions
from services.requests.reading import is_party, knows_the_place


@strawberry.type
class InvalidTransitionError(UserError):
    from_: RequestStatus = strawberry.field(name="from")
    to: RequestStatus
    allowed_next: list[RequestStatus]

    @classmethod
    def of(cls, refusal: refusals.InvalidTransition) -> Self:
        return cls(
            code=refusal.code,
            message=refusal.message,
            from_=refusal.from_status,
            to=refusal.to_status,
            allowed_next=refusal.allowed_next,
        )


@strawberry.type
class Cancellation:
    by: ActorKind
    reason: CancelReason
    note: str | None
    fee: Money
    refund: Money
    at: dt.datetime

    @classmethod
    def of(cls, row: rows.JobRequest) -> Self | None:
        if row.cancelled_by is None or row.cancel_reason is None or row.cancelled_at is None:
            return None
        currency = row.currency or "NGN"
        return cls(
            by=row.cancelled_by,
            reason=row.cancel_reason,
            note=row.cancel_note,
            fee=Money.of(row.cancel_fee_minor or 0, currency),
            refund=Money.of(row.cancel_refund_minor or 0, currency),
            at=row.cancelled_at,
        )


@strawberry.type
class JobRequest(Node):
    row: strawberry.Private[rows.JobRequest]
    is_shared: strawberry.Private[bool] = False
    public_code: str = strawberry.field(description="Short and readable over the phone, such as K7P-4QX.")
    status: RequestStatus
    match_state: MatchState
    farm_time_zone: TimeZone
    preferred_date: dt.date = strawberry.field(description="In the farm's zone.")
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime

    @strawberry.field
    def area(self) -> Area:
        return Area(value=self.row.area_value, unit=self.row.area_unit)

    @strawberry.field(description="What the viewer may do with the request right now.")
    async def allowed_actions(self, info: Info) -> list[RequestAction]:
        viewer = info.context.viewer
        if viewer is None or self.is_shared:
            return []
        loaders, row_id = info.context.loaders, self.row.id
        offer, payment, is_reviewed = await asyncio.gather(
            loaders.own_offers.load(row_id), loaders.standings.load(row_id), loaders.reviewed.load(row_id)
        )
        services = info.context.services
        return allowed_actions(
            viewer,
            self.row,
            offer=offer,
            payment=payment,
            is_reviewed=bool(is_reviewed),
            now=services.clock(),
            departure_window=services.settings.departure_window,
        )

    @strawberry.field
    def farmer(self, info: Info) -> Person:
        farmer_id, loaders = self.row.farmer_id, info.context.loaders
        if self.is_shared:
            return loaders.first_names.shown(farmer_id, partial(Person.shared, farmer_id))
        return loaders.people.shown(farmer_id, Person.surely)

    @strawberry.field
    def service(self, info: Info) -> Service:
        return info.context.loaders.catalogue.shown(self.row.service_id, Service.of)

    @strawberry.field(
        description="Exact for the farmer, the accepted owner and admins; rounded for owners who only hold an offer."
    )
    def farm_location(self, info: Info) -> GeoPoint:
        exact = geography.GeoPoint(self.row.farm_latitude, self.row.farm_longitude)
        return GeoPoint.of(exact if self._knows_the_place(info) else geography.rounded(exact))

    @strawberry.field(description="For owners who only hold an offer, and for links: where it is to a kilometre.")
    def farm_address(self, info: Info) -> str:
        if self._knows_the_place(info):
            return self.row.farm_address
        about = geography.rounded(geography.GeoPoint(self.row.farm_latitude, self.row.farm_longitude))
        return f"{about.latitude}, {about.longitude}"

    @strawberry.field(description="Null for owners who only hold an offer: a note may say how to get in.")
    def notes(self, info: Info) -> str | None:
        return self.row.notes if self._knows_the_place(info) else None

    @strawberry.field
    def tractor(self, info: Info) -> Tractor | None:
        if self.is_shared or self.row.tractor_id is None:
            return None
        return info.context.loaders.tractors.shown(self.row.tractor_id, Tractor.of_any)

    @strawberry.field
    def owner(self, info: Info) -> Person | None:
        owner_id, loaders = self.row.owner_id, info.context.loaders
        if owner_id is None:
            return None
        if self.is_shared:
            return loaders.first_names.shown(owner_id, partial(Person.shared, owner_id))
        return loaders.people.shown(owner_id, Person.of_any)

    @strawberry.field
    def scheduled(self, info: Info) -> DateTimeRange | None:
        start, end = self.row.scheduled_from, self.row.scheduled_to
        return DateTimeRange(from_=start, to=end) if start and end and self._is_party(info) else None

    @strawberry.field(description="The one to show: firm once a tractor is chosen, else indicative.")
    def estimate(self, info: Info) -> Estimate | None:
        if self.is_shared:
            return None
        if self._is_party(info):
            return Estimate.shown(info, self.row.estimate_id)
        return info.context.loaders.own_offers.shown(
            self.row.id, lambda offer: Estimate.shown(info, offer.estimate_id if offer else self.row.estimate_id)
        )

    @strawberry.field
    async def payments(self, info: Info) -> list[Payment]:
        found = [] if self.is_shared else await info.context.loaders.payments_of_request.load(self.row.id)
        return [Payment.of(row) for row in found]

    @strawberry.field
    def paid(self, info: Info) -> bool:
        return not self.is_shared and info.context.loaders.standings.shown(self.row.id, _is_paid)

    @strawberry.field
    async def timeline(self, info: Info) -> list[TimelineEvent]:
        found = await info.context.loaders.histories.load(self.row.id) if self._is_party(info) else []
        return [TimelineEvent.of(row) for row in found]

    @strawberry.field
    async def eta(self, info: Info) -> Eta | None:
        live = await info.context.loaders.live.load(self.row.id)
        eta = info.context.services.tracking.feed.eta(self.row, live) if self._is_party(info) else None
        return Eta.of(eta) if eta else None

    @strawberry.field
    async def last_position(self, info: Info) -> Position | None:
        live = await info.context.loaders.live.load(self.row.id)
        position = info.context.services.tracking.feed.position(self.row, live) if self._is_party(info) else None
        return Position.of(position) if position else None

    @strawberry.field
    def cancellation(self, info: Info) -> Cancellation | None:
        return Cancellation.of(self.row) if self._is_party(info) else None

    @strawberry.field(description="The request that this one replaces, because its owner gave it up.")
    async def successor_of(self, info: Info) -> Optional["JobRequest"]:
        return await JobRequest.load_if_visible(info, self.row.successor_of_id)

    @strawberry.field(description="The request that replaces this one.")
    async def successor(self, info: Info) -> Optional["JobRequest"]:
        return await JobRequest.load_if_visible(info, await info.context.loaders.successors.load(self.row.id))

    def _knows_the_place(self, info: Info) -> bool:
        viewer = info.context.viewer
        return viewer is not None and not self.is_shared and knows_the_place(viewer, self.row)

    def _is_party(self, info: Info) -> bool:
        viewer = info.context.viewer
        return viewer is not None and not self.is_shared and is_party(viewer, self.row)

    @classmethod
    def shared(cls, row: rows.JobRequest) -> Self:
        """For whoever holds a link, whoever else they are: no money, no address and nothing that anyone wrote."""
        request = cls.of(row)
        request.is_shared = True
        return request

    @classmethod
    def of(cls, row: rows.JobRequest) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.REQUEST, row.id)),
            row=row,
            public_code=row.public_code,
            status=row.status,
            match_state=row.match_state,
            farm_time_zone=TimeZone(row.farm_time_zone),
            preferred_date=row.preferred_date,
            version=row.version,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )

    @classmethod
    async def load(cls, info: Info, request_id: UUID) -> Self:
        """A request that the viewer has just been allowed to touch. Raises LookupError where there is none."""
        return cls.surely(await info.context.loaders.requests.load(request_id))

    @classmethod
    async def load_if_visible(cls, info: Info, request_id: UUID | None) -> Self | None:
        return cls.of_any(await info.context.loaders.requests.load(request_id)) if request_id else None

    @classmethod
    def surely(cls, row: rows.JobRequest | None) -> Self:
        """Raises LookupError for none."""
        if row is None:
            raise LookupError(cls.__name__)
        return cls.of(row)

    @classmethod
    def of_any(cls, row: rows.JobRequest | None) -> Self | None:
        return None if row is None else cls.of(row)


def _is_paid(standing: PaymentStatus | None) -> bool:
    return standing is PaymentStatus.SUCCEEDED


@strawberry.type
class JobRequestEdge:
    cursor: Cursor
    node: JobRequest


@strawberry.type
class JobRequestConnection:
    page: strawberry.Private[Page[rows.JobRequest]]
    nodes: list[JobRequest]

    @strawberry.field
    def edges(self) -> list[JobRequestEdge]:
        return [JobRequestEdge(cursor=Cursor(self.page.cursor(node.row)), node=node) for node in self.nodes]

    @strawberry.field
    def page_info(self) -> PageInfo:
        return page_info(self.page)

    @classmethod
    def of(cls, page: Page[rows.JobRequest]) -> Self:
        return cls(page=page, nodes=[JobRequest.of(row) for row in page.rows])
