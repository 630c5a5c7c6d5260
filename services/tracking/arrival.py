"""When the tractor will be there (semantics, section 8). Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from models.enums import EtaSource, RequestStatus
from models.requests import JobRequest
from models.tracking import LiveState
from services.platform.geography import GeoPoint

_WEIGHT = 0.3
_JUMP = 0.3
_JUMPS_TO_RESET = 2
_NOTICEABLE = timedelta(minutes=2)
_NOTICEABLE_SHARE = 0.1
_REPEAT_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Eta:
    """An arrival to show. `distance_km` is what is left to drive."""

    arrive_at: datetime
    minutes: int
    distance_km: float | None
    source: EtaSource
    as_of: datetime
    stale: bool


@dataclass(frozen=True, slots=True)
class Position:
    """The newest fix that counted."""

    point: GeoPoint
    accuracy_m: float | None
    heading: float | None
    speed_kmh: float | None
    as_of: datetime
    stale: bool


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a position is fresh, and how long it is worth showing at all."""

    stale_after: timedelta
    unknown_after: timedelta


@dataclass(frozen=True, slots=True)
class Smoothed:
    """An arrival between the old estimate and the raw one."""

    arrive_at: datetime
    jumps: int


def smoothed(raw: datetime, previous: datetime | None, jumps: int, now: datetime) -> Smoothed:
    """Exponential smoothing of the arrival; two raw estimates in a row that are far off start it anew."""
    if previous is None:
        return Smoothed(max(raw, now), 0)
    left = max((previous - now).total_seconds(), 1.0)
    is_jump = abs((raw - previous).total_seconds()) > _JUMP * left
    jumps = jumps + 1 if is_jump else 0
    if jumps >= _JUMPS_TO_RESET:
        return Smoothed(max(raw, now), 0)
    return Smoothed(max(previous + (raw - previous) * _WEIGHT, now), jumps)


def is_news(arrive_at: datetime, told: datetime | None, told_at: datetime | None, now: datetime) -> bool:
    """True for an arrival that moved by two minutes and a tenth of what is left, or that was told long ago."""
    if told is None or told_at is None or now - told_at >= _REPEAT_AFTER:
        return True
    return abs(arrive_at - told) >= max(_NOTICEABLE, _NOTICEABLE_SHARE * max(told - now, timedelta(0)))


def planned(start: datetime | None, as_of: datetime, now: datetime) -> Eta | None:
    """A start that was worked out and nobody has set off for."""
    if start is None:
        return None
    arrive_at = max(start, now)
    return Eta(arrive_at, _minutes(arrive_at, now), None, EtaSource.SCHEDULED, as_of, stale=False)


def eta_of(request: JobRequest, live: LiveState | None, now: datetime, patience: Patience) -> Eta | None:
    """What to show: the scheduled start until there is an estimate, the estimate on the way, nothing afterwards."""
    has_estimate = live is not None and live.arrive_at is not None
    if request.status is RequestStatus.ACCEPTED or (request.status is RequestStatus.EN_ROUTE and not has_estimate):
        return planned(request.scheduled_from, request.accepted_at or request.updated_at, now)
    if request.status is not RequestStatus.EN_ROUTE or live is None or live.arrive_at is None:
        return None
    heard_of = live.fixed_at or live.eta_as_of or now
    if now - heard_of >= patience.unknown_after:
        return None
    arrive_at = max(live.arrive_at, now)
    return Eta(
        arrive_at,
        _minutes(arrive_at, now),
        live.distance_km,
        live.eta_source or EtaSource.STRAIGHT_LINE,
        live.eta_as_of or now,
        stale=now - heard_of >= patience.stale_after,
    )


def position_of(request: JobRequest, live: LiveState | None, now: datetime, patience: Patience) -> Position | None:
    """The tractor's place, shown only from departure to completion."""
    shown = request.status in (
        RequestStatus.EN_ROUTE,
        RequestStatus.ARRIVED,
        RequestStatus.WORK_STARTED,
        RequestStatus.IN_PROGRESS,
    )
    if not shown or live is None or live.fixed_at is None or live.latitude is None or live.longitude is None:
        return None
    return Position(
        GeoPoint(live.latitude, live.longitude),
        live.accuracy_m,
        live.heading,
        live.speed_kmh,
        live.fixed_at,
        stale=now - live.fixed_at >= patience.stale_after,
    )


def _minutes(arrive_at: datetime, now: datetime) -> int:
    return max(0, ceil((arrive_at - now).total_seconds() / 60))
