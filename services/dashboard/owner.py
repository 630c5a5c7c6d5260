"""An owner's dashboard: whatever is asked for, read from one snapshot."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from models.requests import JobRequest, Offer
from services.auth.viewer import Viewer
from services.dashboard.earnings import read_earnings
from services.dashboard.panels import (
    ONGOING,
    PENDING,
    UPCOMING,
    Answer,
    Ask,
    AsOf,
    Balance,
    EarningsAsk,
    JobsAsk,
    Offers,
    OffersAsk,
    Summary,
    SummaryAsk,
)
from services.errors import NotFound, ValidationFailed
from services.payments.wallets import Wallets
from services.platform.database import Database
from services.platform.money import Money
from services.platform.pages import Page, checked, newest_where, read_cursor, read_timed_cursor

# Midnight may come twice, or never: days and months are compared as the calendar of the zone has them. The instants
# beside them only keep most rows out, by an index where there is one.
_SUMMARY = f"""
    WITH today AS (
        SELECT (now() AT TIME ZONE $2)::date AS day, date_trunc('month', now() AT TIME ZONE $2) AS month
    ), jobs AS (
        SELECT count(*) FILTER (WHERE r.status NOT IN ('CANCELLED')
                   AND r.scheduled_from BETWEEN now() - interval '2 days' AND now() + interval '2 days'
                   AND (r.scheduled_from AT TIME ZONE $2)::date = t.day) AS today,
               count(*) FILTER (WHERE {ONGOING}) AS ongoing,
               count(*) FILTER (WHERE {UPCOMING}) AS upcoming,
               count(*) FILTER (WHERE r.status = 'COMPLETED') AS completed,
               coalesce(sum(r.area_m2) FILTER (WHERE r.status = 'COMPLETED'), 0) AS square_metres
        FROM job_requests r CROSS JOIN today t WHERE r.owner_id = $1
    ), offers AS (
        SELECT count(*) FILTER (WHERE {PENDING}) AS pending,
               count(*) FILTER (WHERE m.state = 'ACCEPTED') AS accepted,
               count(*) FILTER (WHERE m.state IN ('ACCEPTED', 'DECLINED', 'EXPIRED')) AS answered
        FROM request_matches m WHERE m.owner_id = $1
    ), opinions AS (
        SELECT avg(v.stars)::float8 AS rating FROM reviews v WHERE v.subject_id = $1
    ), tractors AS (
        SELECT count(*) FILTER (WHERE state <> 'ARCHIVED') AS total, count(*) FILTER (WHERE state = 'ACTIVE') AS active
        FROM tractors WHERE owner_id = $1
    ), earned AS (
        SELECT coalesce(sum(w.amount_minor), 0) AS this_month
        FROM wallet_transactions w JOIN ledger_accounts a ON a.id = w.account_id CROSS JOIN today t
        WHERE a.user_id = $1 AND a.kind = 'WALLET' AND a.currency = $3 AND w.kind = 'EARNING'
          AND w.created_at > now() - interval '33 days' AND date_trunc('month', w.created_at AT TIME ZONE $2) = t.month
    )
    SELECT jobs.*, offers.*, tractors.*, opinions.rating, earned.this_month
    FROM jobs, offers, tractors, opinions, earned
"""  # noqa: S608 - the conditions are constants of this package
_ONGOING = f"owner_id = $1 AND {ONGOING}"
_UPCOMING = f"""
    owner_id = $1 AND {UPCOMING} AND ($2::timestamptz IS NULL OR (scheduled_from, id) > ($2, $3::uuid))
    ORDER BY scheduled_from, id LIMIT $4
"""
_PENDING = f"owner_id = $1 AND {PENDING}"
_REQUESTS_OF_PENDING = f"""
    id IN (SELECT request_id FROM request_matches
           WHERE {_PENDING} AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3)
"""  # noqa: S608 - likewise
_OWNER = """
    SELECT p.time_zone, coalesce(
        (SELECT t.currency FROM tractors t WHERE t.owner_id = $1 GROUP BY t.currency ORDER BY count(*) DESC, 1 LIMIT 1),
        (SELECT f.currency FROM preferences f WHERE f.user_id = $1), 'NGN') AS currency
    FROM users u JOIN profiles p ON p.user_id = u.id WHERE u.id = $1 AND u.role = 'TRACTOR_OWNER'
"""


@dataclass(frozen=True, slots=True)
class DashboardOwner:
    """Whose dashboard it is, with their zone and the currency that most of their tractors charge in."""

    id: UUID
    time_zone: str
    currency: str


class OwnerDashboards:
    """Reads panels."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wallets = Wallets(database)

    async def owner(self, by: Viewer, owner_id: UUID | None) -> DashboardOwner:
        """The viewer, or whom an admin names. Raises NotFound for anybody else, ValidationFailed for nobody."""
        wanted = owner_id or (None if by.is_admin else by.user_id)
        if wanted is None:
            raise ValidationFailed.of("ownerId", code="REQUIRED", message="Name the owner.")
        row = await self._database.fetch_one(_OWNER, wanted) if by.is_admin or wanted == by.user_id else None
        if row is None:
            raise NotFound(path=("ownerId",))
        return DashboardOwner(wanted, row["time_zone"], row["currency"])

    async def read(self, owner: DashboardOwner, asks: Sequence[Ask]) -> list[Answer | BaseException]:
        """The answers in the order of the asks, asked at once in the snapshot that is open; a refusal for a bad ask."""
        return list(await asyncio.gather(*(self._answer(owner, ask) for ask in asks), return_exceptions=True))

    async def summary(self, owner: DashboardOwner) -> Summary:
        """The cards in the owner's own zone, in the snapshot that is open."""
        return await self._summary(owner, SummaryAsk(owner.time_zone))

    async def _answer(self, owner: DashboardOwner, ask: Ask) -> Answer:
        match ask:
            case AsOf():
                return await self._instant()
            case SummaryAsk():
                return await self._summary(owner, ask)
            case JobsAsk():
                return await self._jobs(owner, ask)
            case OffersAsk():
                return await self._offers(owner, ask)
            case EarningsAsk():
                return await read_earnings(self._database, owner.id, owner.currency, ask)

    async def _instant(self) -> datetime:
        row = await self._database.fetch_one("SELECT now() AS now")
        instant: datetime = row["now"] if row else await self._database.now()
        return instant

    async def _summary(self, owner: DashboardOwner, ask: SummaryAsk) -> Summary:
        found, balance = await asyncio.gather(
            self._database.fetch_one(_SUMMARY, owner.id, ask.zone, owner.currency),
            self._wallets.balance(owner.id, owner.currency),
        )
        row: Any = found

        def money(amount_minor: int) -> Money:
            return Money(amount_minor, owner.currency)

        return Summary(
            tractors_total=row["total"],
            tractors_active=row["active"],
            jobs_today=row["today"],
            jobs_ongoing=row["ongoing"],
            jobs_upcoming=row["upcoming"],
            jobs_completed=row["completed"],
            pending_offers=row["pending"],
            hectares_completed=Decimal(row["square_metres"]) / 10_000,
            rating=row["rating"],
            acceptance_rate=row["accepted"] / row["answered"] if row["answered"] else None,
            balance=Balance(money(balance.available_minor), money(balance.held_minor), money(balance.pending_minor)),
            earned_this_month=money(int(row["this_month"])),
        )

    async def _jobs(self, owner: DashboardOwner, ask: JobsAsk) -> Page[JobRequest]:
        """What is under way newest first, what is to come soonest first."""
        if ask.ongoing:
            return await newest_where(JobRequest, _ONGOING, owner.id, first=ask.first, after=ask.after)
        last_seen, wanted = read_timed_cursor(ask.after), checked(ask.first)
        start, request_id = last_seen or (None, None)
        found = await JobRequest.where(_UPCOMING, owner.id, start, request_id, wanted + 1)
        return Page(found[:wanted], len(found) > wanted, last_seen is not None, key=_id, instant=_start)

    async def _offers(self, owner: DashboardOwner, ask: OffersAsk) -> Offers:
        page, requests = await asyncio.gather(
            newest_where(Offer, _PENDING, owner.id, first=ask.first, after=ask.after),
            _requests_of(owner, ask) if ask.with_requests else _none(),
        )
        return Offers(page, requests)


async def _requests_of(owner: DashboardOwner, ask: OffersAsk) -> list[JobRequest]:
    """Of the same page, found a second time in the same statement."""
    return await JobRequest.where(_REQUESTS_OF_PENDING, owner.id, read_cursor(ask.after), checked(ask.first) + 1)


async def _none() -> list[JobRequest]:
    return []


def _id(job: JobRequest) -> UUID:
    return job.id


def _start(job: JobRequest) -> datetime:
    """Every accepted job has one, by a constraint. Raises AssertionError."""
    assert job.scheduled_from is not None  # noqa: S101 - for the type checker
    return job.scheduled_from
