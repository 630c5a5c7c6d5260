"""Prices, itemised."""

import datetime as dt
import decimal
from typing import Self
from uuid import UUID

import strawberry

from models import requests as rows
from models.enums import EstimateKind, EtaSource, PricingBasis
from schema.context import Info
from schema.types.shared import Money, Node
from schema.types.tractors import Tractor
from services.platform.ids import Kind, encode
from services.tracking import arrival


@strawberry.type
class Eta:
    arrive_at: dt.datetime
    minutes: int
    distance_km: float | None
    source: EtaSource
    as_of: dt.datetime
    stale: bool = strawberry.field(description="No fix for three minutes or more.")

    @classmethod
    def of(cls, eta: arrival.Eta) -> Self:
        return cls(
            arrive_at=eta.arrive_at,
            minutes=eta.minutes,
            distance_km=eta.distance_km,
            source=eta.source,
            as_of=eta.as_of,
            stale=eta.stale,
        )


@strawberry.type(
    description="ratePerHour × estimatedHours + travelFee, itemised. FIRM names one tractor and cannot change until "
    "`validUntil`; only a FIRM estimate can be paid. INDICATIVE spans the tractors that could come, and `tractor` is "
    "the one it was worked out for: ask for that tractor's firm estimate to pay it."
)
class Estimate(Node):
    row: strawberry.Private[rows.Estimate]
    kind: EstimateKind
    basis: PricingBasis
    rate: Money
    estimated_hours: decimal.Decimal
    work_amount: Money
    travel_km: float
    travel_fee: Money
    total: Money
    total_min: Money | None
    total_max: Money | None
    formula: str = strawberry.field(
        description="The sum as a person would write it: 2.5 h × ₦12,000.00 + ₦3,000.00 = ₦33,000.00."
    )
    valid_until: dt.datetime

    @strawberry.field(description="When work could begin.")
    def eta(self, info: Info) -> Eta | None:
        planned = arrival.planned(self.row.scheduled_from, self.row.created_at, info.context.services.clock())
        return Eta.of(planned) if planned else None

    @strawberry.field
    async def tractor(self, info: Info) -> Tractor | None:
        return await Tractor.load_if_visible(info, self.row.tractor_id)

    @classmethod
    def of(cls, row: rows.Estimate) -> Self:
        def money(minor: int) -> Money:
            return Money.of(minor, row.currency)

        return cls(
            id=strawberry.ID(encode(Kind.ESTIMATE, row.id)),
            row=row,
            kind=row.kind,
            basis=row.basis,
            rate=money(row.rate_minor),
            estimated_hours=row.hours,
            work_amount=money(row.work_minor),
            travel_km=row.travel_km,
            travel_fee=money(row.travel_fee_minor),
            total=money(row.total_minor),
            total_min=None if row.total_min_minor is None else money(row.total_min_minor),
            total_max=None if row.total_max_minor is None else money(row.total_max_minor),
            formula=row.formula,
            valid_until=row.valid_until,
        )

    @classmethod
    async def load(cls, info: Info, estimate_id: UUID) -> Self:
        """An estimate that the viewer is surely allowed to see. Raises LookupError where there is none."""
        found = await cls.load_if_visible(info, estimate_id)
        if found is None:
            raise LookupError(estimate_id)
        return found

    @classmethod
    async def load_if_visible(cls, info: Info, estimate_id: UUID | None) -> Self | None:
        row = await info.context.loaders.estimates.load(estimate_id) if estimate_id else None
        return cls.of(row) if row else None
