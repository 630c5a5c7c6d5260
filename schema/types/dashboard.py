"""An owner's dashboard. Panels that are asked for together are read from one snapshot."""

import datetime as dt
import decimal
from typing import Any, Self
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from models.enums import EarningsGroup
from schema.context import Info
from schema.types.ahead import Below, look_ahead
from schema.types.offers import OfferConnection
from schema.types.payments import Balance
from schema.types.requests import JobRequestConnection
from schema.types.scalars import Cursor, TimeZone
from schema.types.shared import DateRangeInput, Money
from services.dashboard import panels
from services.platform.ids import Kind, encode


def _money(amount: Any) -> Money:
    return Money.of(amount.amount_minor, amount.currency)


@strawberry.type
class OwnerSummary:
    tractors_total: int
    tractors_active: int
    jobs_today: int
    jobs_ongoing: int
    jobs_upcoming: int
    jobs_completed: int
    pending_offers: int
    hectares_completed: decimal.Decimal
    acceptance_rate: float | None
    balance: Balance
    earned_this_month: Money
    rating: float | None

    @classmethod
    def of(cls, summary: panels.Summary) -> Self:
        balance = summary.balance
        return cls(
            tractors_total=summary.tractors_total,
            tractors_active=summary.tractors_active,
            jobs_today=summary.jobs_today,
            jobs_ongoing=summary.jobs_ongoing,
            jobs_upcoming=summary.jobs_upcoming,
            jobs_completed=summary.jobs_completed,
            pending_offers=summary.pending_offers,
            hectares_completed=summary.hectares_completed,
            acceptance_rate=summary.acceptance_rate,
            rating=summary.rating,
            balance=Balance(
                available=_money(balance.available), held=_money(balance.held), pending=_money(balance.pending)
            ),
            earned_this_month=_money(summary.earned_this_month),
        )


@strawberry.type
class EarningsBucket:
    key: str
    label: str
    gross: Money
    commission: Money
    refunds: Money
    net: Money
    jobs: int

    @classmethod
    def of(cls, bucket: panels.Bucket) -> Self:
        return cls(
            key=encode(Kind.TRACTOR, bucket.key) if isinstance(bucket.key, UUID) else bucket.key,
            label=bucket.label,
            gross=_money(bucket.gross),
            commission=_money(bucket.commission),
            refunds=_money(bucket.refunds),
            net=_money(bucket.net),
            jobs=bucket.jobs,
        )


@strawberry.type
class Earnings:
    buckets: list[EarningsBucket]
    gross: Money
    commission: Money
    refunds: Money
    net: Money
    jobs: int

    @classmethod
    def of(cls, earnings: panels.Earnings) -> Self:
        return cls(
            buckets=[EarningsBucket.of(bucket) for bucket in earnings.buckets],
            gross=_money(earnings.gross),
            commission=_money(earnings.commission),
            refunds=_money(earnings.refunds),
            net=_money(earnings.net),
            jobs=earnings.jobs,
        )


@strawberry.type(description="The whole of it is read from one snapshot: the cards agree with the lists.")
class OwnerDashboard:
    reads: strawberry.Private[DataLoader[panels.Ask, Any]]
    time_zone: TimeZone

    @strawberry.field
    async def as_of(self) -> dt.datetime:
        instant: dt.datetime = await self.reads.load(panels.AsOf())
        return instant

    @strawberry.field
    async def summary(self) -> OwnerSummary:
        return OwnerSummary.of(await self.reads.load(panels.SummaryAsk(self.time_zone)))

    @strawberry.field
    async def ongoing(self, info: Info, first: int = 20, after: Cursor | None = None) -> JobRequestConnection:
        return await self._jobs(info, panels.JobsAsk(True, first, after))

    @strawberry.field(description="By the start of the work, soonest first.")
    async def upcoming(self, info: Info, first: int = 20, after: Cursor | None = None) -> JobRequestConnection:
        return await self._jobs(info, panels.JobsAsk(False, first, after))

    @strawberry.field(description="Offers that wait for an answer.")
    async def job_requests(self, info: Info, first: int = 20, after: Cursor | None = None) -> OfferConnection:
        below = Below.of(info)
        found = await self.reads.load(panels.OffersAsk(first, after, with_requests="request" in below.names))
        await look_ahead(info.context.loaders, below, jobs=found.requests, offers=found.page.rows)
        return OfferConnection.of(found.page)

    @strawberry.field(description="On the days of the range, both included.")
    async def earnings(self, range: DateRangeInput, group_by: EarningsGroup = EarningsGroup.WEEK) -> Earnings:
        ask = panels.EarningsAsk(self.time_zone, range.from_, range.to, group_by)
        return Earnings.of(await self.reads.load(ask))

    async def _jobs(self, info: Info, ask: panels.JobsAsk) -> JobRequestConnection:
        page = await self.reads.load(ask)
        await look_ahead(info.context.loaders, Below.of(info), jobs=page.rows)
        return JobRequestConnection.of(page)
