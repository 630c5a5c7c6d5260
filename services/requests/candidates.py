"""Which tractors could do a job: near, able, free and not asked before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import batched
from math import ceil
from typing import Any
from uuid import UUID

from models.requests import Estimate, JobRequest
from models.tractors import Booking, Capability, Tractor
from services.platform.area import Area
from services.platform.database import Database
from services.platform.geography import GeoPoint, great_circle_km, rounded
from services.platform.money import LARGEST_MINOR
from services.platform.settings import Settings
from services.providers.routing.port import Routing
from services.requests.frozen import frozen_prices
from services.requests.pricing import Capacity, Quote, Tariff, quote, work_hours
from services.requests.ranking import reputations, score
from services.tractors.calendar import Stretch, day_in, first_free, open_on
from services.tractors.fleet import hours_of

# Further away where too few of the nearer ones can come: forty that are booked must not hide the one that is free.
_CONSIDERED = (40, 160, 640)
_ENOUGH = 10
_LOOKED_AT = 40
# A rounded base lies that near to the exact one, on the equator too.
_ROUNDING_KM = 0.8
# No day is longer, so no stretch of one holds more work; what a slow implement would need may not even be a duration.
_LONGEST_DAY_HOURS = 25
# The owners of tractors that are out of question declined the request, or one that it replaces, or gave it up.
_MAY_COME = """
    WITH RECURSIVE earlier AS (
        SELECT id, successor_of_id, owner_id, cancelled_by FROM job_requests WHERE id = $1
        UNION ALL
        SELECT r.id, r.successor_of_id, r.owner_id, r.cancelled_by
        FROM job_requests r JOIN earlier e ON r.id = e.successor_of_id
    )
    SELECT FROM tractors t JOIN users u ON u.id = t.owner_id AND u.state = 'ACTIVE' AND u.role = 'TRACTOR_OWNER'
    WHERE t.id = $2 AND t.state = 'ACTIVE' AND (t.verified OR NOT $3)
      AND NOT EXISTS (SELECT FROM earlier e WHERE e.cancelled_by = 'OWNER' AND e.owner_id = t.owner_id)
      AND NOT EXISTS (SELECT FROM request_matches m JOIN earlier e ON e.id = m.request_id
                      WHERE m.state = 'DECLINED' AND m.owner_id = t.owner_id)
"""
# The index gives the nearest open tractors of the service in order; whoever cannot come is sorted out afterwards.
NEAREST = """
    WITH RECURSIVE earlier AS (
        SELECT id, successor_of_id, owner_id, cancelled_by FROM job_requests WHERE id = $7::uuid
        UNION ALL
        SELECT r.id, r.successor_of_id, r.owner_id, r.cancelled_by
        FROM job_requests r JOIN earlier e ON r.id = e.successor_of_id
    ), out_of_question AS MATERIALIZED (
        SELECT $6::uuid AS owner_id
        UNION SELECT m.owner_id FROM request_matches m WHERE m.request_id = $7
        UNION SELECT m.owner_id FROM request_matches m JOIN earlier e ON e.id = m.request_id WHERE m.state = 'DECLINED'
        UNION SELECT e.owner_id FROM earlier e WHERE e.cancelled_by = 'OWNER' AND e.owner_id IS NOT NULL
    ), near AS MATERIALIZED (
        SELECT c.id, c.tractor_id, c.place <-> ll_to_earth($1, $2) AS chord FROM tractor_capabilities c
        WHERE c.is_open AND c.service_id = $3 AND ($8::uuid IS NULL OR c.tractor_id = $8)
        ORDER BY c.place <-> ll_to_earth($1, $2) LIMIT $9 * 3
    )
    SELECT t.id, n.id AS capability_id, t.latitude, t.longitude, t.service_radius_km
    FROM near n JOIN tractors t ON t.id = n.tractor_id JOIN users u ON u.id = t.owner_id AND u.state = 'ACTIVE'
        AND u.role = 'TRACTOR_OWNER'
    WHERE (t.verified OR NOT $5)
      AND earth_distance(t.place, ll_to_earth($1, $2)) <= (least($4, t.service_radius_km) + $10) * 1000
      AND t.owner_id NOT IN (SELECT owner_id FROM out_of_question)
    ORDER BY n.chord LIMIT $9
"""


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done, where and on which day. `request_id` is None while nobody has asked yet."""

    place: GeoPoint
    zone: str
    day: date
    service_code: str
    hectares: Decimal
    farmer_id: UUID
    request_id: UUID | None = None

    @classmethod
    def of(cls, request: JobRequest) -> "Work":
        return cls(
            place=GeoPoint(request.farm_latitude, request.farm_longitude),
            zone=request.farm_time_zone,
            day=request.preferred_date,
            service_code=request.service_id,
            hectares=Area(request.area_value, request.area_unit).hectares,
            farmer_id=request.farmer_id,
            request_id=request.id,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tractor that could come, with the first hours it has free after a `drive` of whole minutes.

    `quote` is today's price; the one that is `frozen` for the request counts.
    """

    tractor: Tractor
    distance_km: float
    drive: timedelta
    quote: Quote
    scheduled: Stretch
    frozen: Estimate | None = None

    @property
    def price(self) -> Quote | Estimate:
        return self.frozen or self.quote


class Candidates:
    """Finds tractors for a job. Call it outside a transaction: it asks the map provider."""

    def __init__(self, database: Database, routing: Routing, settings: Settings) -> None:
        self._database = database
        self._routing = routing
        self._settings = settings

    async def find(
        self, work: Work, *, radius_km: float, now: datetime, tractor_id: UUID | None = None
    ) -> list[Candidate]:
        """Those within the radius that have a free stretch for the whole job, best first."""
        found: list[Candidate] = []
        seen: set[UUID] = set()
        for considered in _CONSIDERED:
            near = await self._nearest(work, radius_km, tractor_id, considered)
            fresh = [row for row in near if row["id"] not in seen]
            seen.update(row["id"] for row in fresh)
            found += await self._free(fresh, work, now, _base)
            if tractor_id is not None or len(found) >= _ENOUGH:
                break
        if work.request_id is not None:
            found = await at_frozen_prices(found, work.request_id, now)
        return await self._ranked(found, work, radius_km)

    async def may_come(self, request_id: UUID, tractor_id: UUID) -> bool:
        """False for a tractor that is not to be had, and for one whose owner has declined the job or given it up."""
        verified = self._settings.tractors_must_be_verified
        return await self._database.fetch_one(_MAY_COME, request_id, tractor_id, verified) is not None

    async def nearby(self, work: Work, *, radius_km: float, now: datetime, most: int) -> list[Tractor]:
        """Those that could come, nearest first.

        By their rounded bases throughout: neither who is found, nor when, nor the order gives an exact one away.
        """
        rows = await self._nearest(work, radius_km, None, _CONSIDERED[-1], slack_km=_ROUNDING_KM)
        away = {row["id"]: great_circle_km(rounded(_place(row)), work.place) for row in rows}
        within = [row for row in rows if away[row["id"]] <= min(radius_km, row["service_radius_km"])]
        found: list[Tractor] = []
        for batch in batched(sorted(within, key=lambda row: (away[row["id"]], row["id"])), _LOOKED_AT):
            free = await self._free(batch, work, now, _rounded_base)
            able = {candidate.tractor.id: candidate.tractor for candidate in free}
            found += [able[row["id"]] for row in batch if row["id"] in able]
            if len(found) >= most:
                break
        return found[:most]

    async def _free(
        self, rows: Sequence[Any], work: Work, now: datetime, start: Callable[[Tractor], GeoPoint]
    ) -> list[Candidate]:
        """Those of the rows that have hours for it, at a price that can be paid, where they start from there."""
        tractors = {row.id: row for row in await Tractor.filter(id__in=[row["id"] for row in rows])}
        abilities = await Capability.filter(id__in=[row["capability_id"] for row in rows]).select_related("service")
        ways = await self._routing.routes([start(each) for each in tractors.values()], work.place)
        routes = dict(zip(tractors, ways, strict=True))
        day = day_in(work.zone, work.day)
        hours = await hours_of(list(tractors))
        taken = await _taken(list(tractors), day, max((way.duration for way in ways), default=timedelta()))
        found = []
        for ability in abilities:
            tractor = tractors[ability.tractor_id]
            route = routes[tractor.id]
            drive = _whole_minutes(route.duration)
            needed = self._hours(work, ability)
            if needed > _LONGEST_DAY_HOURS:
                continue
            scheduled = first_free(
                open_on(day, hours.get(tractor.id, []), tractor.time_zone),
                taken.get(tractor.id, []),
                work=timedelta(hours=float(needed)),
                drive=drive,
                earliest=_next_minute(now + drive),
            )
            price = quote(Tariff.of(tractor, ability), hours=needed, hectares=work.hectares, road_km=route.distance_km)
            if scheduled is not None and 0 < price.total_minor <= LARGEST_MINOR:
                # From the rounded place: a tenth of a kilometre from several tractors would give the farm away.
                distance = float(round(great_circle_km(_base(tractor), rounded(work.place))))
                found.append(Candidate(tractor, distance, drive, price, scheduled))
        return found

    def _hours(self, work: Work, ability: Capability) -> Decimal:
        return work_hours(
            work.hectares,
            Capacity.of(ability, ability.service),
            step=self._settings.work_hours_step,
            least=self._settings.work_hours_minimum,
        )

    async def _ranked(self, found: list[Candidate], work: Work, radius_km: float) -> list[Candidate]:
        """Prices in other currencies cannot be compared: each counts against the dearest in its own."""
        known = await reputations(
            self._database,
            [each.tractor.id for each in found],
            place=work.place,
            day=day_in(work.zone, work.day),
            nearby_km=self._settings.neighbour_within_km,
        )
        dearest: dict[str, int] = {}
        for each in found:
            dearest[each.price.currency] = max(dearest.get(each.price.currency, 1), each.price.total_minor)

        def rank(candidate: Candidate) -> tuple[float, UUID]:
            price = candidate.price.total_minor / dearest[candidate.price.currency]
            value = score(
                distance_share=candidate.distance_km / radius_km,
                price_share=price,
                reputation=known[candidate.tractor.id],
            )
            return value, candidate.tractor.id

        return sorted(found, key=rank)

    async def _nearest(
        self, work: Work, radius_km: float, tractor_id: UUID | None, considered: int, *, slack_km: float = 0.0
    ) -> Sequence[Any]:
        return await self._database.fetch(
            NEAREST,
            work.place.latitude,
            work.place.longitude,
            work.service_code,
            radius_km,
            self._settings.tractors_must_be_verified,
            work.farmer_id,
            work.request_id,
            tractor_id,
            considered,
            slack_km,
        )


async def at_frozen_prices(found: Sequence[Candidate], request_id: UUID, now: datetime) -> list[Candidate]:
    """The same, with the prices that are frozen for the request by now."""
    frozen = await frozen_prices(request_id, [each.tractor.id for each in found], now)
    return [replace(each, frozen=frozen.get(each.tractor.id)) for each in found]


async def _taken(ids: list[UUID], day: Stretch, drive: timedelta) -> dict[UUID, list[Stretch]]:
    """What stands in the way of work on that day, or of the drive there, which may have begun days before."""
    began = day.start - _whole_minutes(drive)
    rows = await Booking.filter(tractor_id__in=ids, active=True, starts_at__lt=day.end, ends_at__gt=began)
    taken: dict[UUID, list[Stretch]] = {}
    for row in rows:
        taken.setdefault(row.tractor_id, []).append(Stretch(row.starts_at, row.ends_at))
    return taken


def _base(tractor: Tractor) -> GeoPoint:
    return GeoPoint(tractor.latitude, tractor.longitude)


def _rounded_base(tractor: Tractor) -> GeoPoint:
    return rounded(_base(tractor))


def _place(row: Any) -> GeoPoint:
    return GeoPoint(row["latitude"], row["longitude"])


def _whole_minutes(duration: timedelta) -> timedelta:
    """Up, so that the drive that is booked is the drive that was found free."""
    return timedelta(minutes=ceil(duration / timedelta(minutes=1)))


def _next_minute(instant: datetime) -> datetime:
    whole = instant.astimezone(UTC).replace(second=0, microsecond=0)
    return whole if whole == instant else whole + timedelta(minutes=1)
