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
    estimated_hours: decimal.Decimal
    travel_km: float
    formula: str = strawberry.field(
        description="The sum as a person would write it: 2.5 h × ₦12,000.00 + ₦3,000.00 = ₦33,000.00."
    )
    valid_until: dt.datetime

    @strawberry.field
    def rate(self) -> Money:
        return Money.of(self.row.rate_minor, self.row.currency)

    @strawberry.field
    def work_amount(self) -> Money:
        return Money.of(self.row.work_minor, self.row.currency)

    @strawberry.field
    def travel_fee(self) -> Money:
        return Money.of(self.row.travel_fee_minor, self.row.currency)

    @strawberry.field
    def total(self) -> Money:
        return Money.of(self.row.total_minor, self.row.currency)

    @strawberry.field
    def total_min(self) -> Money | None:
        return Money.of_any(self.row.total_min_minor, self.row.currency)

    @strawberry.field
    def total_max(self) -> Money | None:
        return Money.of_any(self.row.total_max_minor, self.row.currency)

    @strawberry.field(description="When work could begin.")
    def eta(self, info: Info) -> Eta | None:
        planned = arrival.planned(self.row.scheduled_from, self.row.created_at, info.context.services.clock())
        return Eta.of(planned) if planned else None

    @strawberry.field
    def tractor(self, info: Info) -> Tractor | None:
        if self.row.tractor_id is None:
            return None
        return info.context.loaders.tractors.shown(self.row.tractor_id, Tractor.of_any)

    @classmethod
    def of(cls, row: rows.Estimate) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.ESTIMATE, row.id)),
            row=row,
            kind=row.kind,
            basis=row.basis,
            estimated_hours=row.hours,
            travel_km=row.travel_km,
            formula=row.formula,
            valid_until=row.valid_until,
        )

    @classmethod
    def shown(cls, info: Info, estimate_id: UUID | None) -> Self | None:
        """As `load_if_visible`, for a resolver."""
        return info.context.loaders.estimates.shown(estimate_id, cls.of_any) if estimate_id else None

    @classmethod
    async def load(cls, info: Info, estimate_id: UUID) -> Self:
        """An estimate that the viewer is surely allowed to see. Raises LookupError where there is none."""
        return cls.surely(await info.context.loaders.estimates.load(estimate_id))

    @classmethod
    async def load_if_visible(cls, info: Info, estimate_id: UUID | None) -> Self | None:
        return cls.of_any(await info.context.loaders.estimates.load(estimate_id)) if estimate_id else None

    @classmethod
    def surely(cls, row: rows.Estimate | None) -> Self:
        """Raises LookupError for none."""
        if row is None:
            raise LookupError(cls.__name__)
        return cls.of(row)

    @classmethod
    def of_any(cls, row: rows.Estimate | None) -> Self | None:
        return None if row is None else cls.of(row)
