"""A request put to one owner's tractor."""

import datetime as dt
from typing import Self
from uuid import UUID

import strawberry

from models import requests as rows
from models.enums import OfferState
from schema.context import Info
from schema.types.connections import page_info
from schema.types.estimates import Estimate
from schema.types.requests import JobRequest
from schema.types.scalars import Cursor
from schema.types.shared import Node, PageInfo
from schema.types.tractors import Tractor
from services.platform.ids import Kind, encode
from services.platform.pages import Page


@strawberry.type
class Offer(Node):
    row: strawberry.Private[rows.Offer]
    state: OfferState
    distance_km: float
    offered_at: dt.datetime
    expires_at: dt.datetime

    @strawberry.field
    def request(self, info: Info) -> JobRequest:
        return info.context.loaders.requests.shown(self.row.job_request_id, JobRequest.surely)

    @strawberry.field
    def tractor(self, info: Info) -> Tractor:
        return info.context.loaders.tractors.shown(self.row.tractor_id, Tractor.surely)

    @strawberry.field
    def estimate(self, info: Info) -> Estimate:
        return info.context.loaders.estimates.shown(self.row.estimate_id, Estimate.surely)

    @classmethod
    def of(cls, row: rows.Offer) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.OFFER, row.id)),
            row=row,
            state=row.state,
            distance_km=row.distance_km,
            offered_at=row.offered_at,
            expires_at=row.expires_at,
        )

    @classmethod
    async def load(cls, info: Info, offer_id: UUID) -> Self:
        """An offer that the viewer has just been allowed to touch. Raises LookupError where there is none."""
        row = await info.context.loaders.offers.load(offer_id)
        if row is None:
            raise LookupError(offer_id)
        return cls.of(row)


@strawberry.type
class OfferEdge:
    cursor: Cursor
    node: Offer


@strawberry.type
class OfferConnection:
    page: strawberry.Private[Page[rows.Offer]]
    nodes: list[Offer]

    @strawberry.field
    def edges(self) -> list[OfferEdge]:
        return [OfferEdge(cursor=Cursor(self.page.cursor(node.row)), node=node) for node in self.nodes]

    @strawberry.field
    def page_info(self) -> PageInfo:
        return page_info(self.page)

    @classmethod
    def of(cls, page: Page[rows.Offer]) -> Self:
        return cls(page=page, nodes=[Offer.of(row) for row in page.rows])
