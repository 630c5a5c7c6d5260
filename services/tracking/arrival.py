"""What people see of the tractor: where it is, and when it will be there (semantics, section 8). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from models.enums import EtaSource, RequestStatus
from models.requests import JobRequest
from models.tracking import LiveState
from services.platform.geography import GeoPoint
from services.platform.settings import Settings
from services.tracking.fixes import Fix
from services.tracking.geofence import Fence, Stay


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
    """How long a position is fresh, and how long it or an estimate is worth anything at all."""

    stale_after: timedelta
    unknown_after: timedelta

    @classmethod
    def of(cls, settings: Settings) -> "Patience":
        return cls(settings.position_stale_after, settings.position_unknown_after)


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
    as_of = told_at(live, now, patience)
    if as_of is None:
        return None
    arrive_at = max(live.arrive_at, now)
    return Eta(
        arrive_at,
        _minutes(arrive_at, now),
        live.distance_km,
        live.eta_source or EtaSource.STRAIGHT_LINE,
        as_of,
        stale=now - (live.fixed_at or as_of) >= patience.stale_after,
    )


def told_at(live: LiveState, now: datetime, patience: Patience) -> datetime | None:
    """When people were told the estimate, where it stands: where neither it nor the newest fix is too old."""
    if live.eta_as_of is None:
        return None
    oldest = min(live.eta_as_of, live.fixed_at or live.eta_as_of)
    return live.eta_as_of if now - oldest < patience.unknown_after else None


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


def stay_of(live: LiveState) -> Stay | None:
    """Where the newest fixes lie together near the farm."""
    if live.stay_since is None or live.stay_latitude is None or live.stay_longitude is None:
        return None
    return Stay(GeoPoint(live.stay_latitude, live.stay_longitude), live.stay_since)


def last_of(live: LiveState) -> Fix | None:
    """The newest fix that counted."""
    if live.fixed_at is None or live.latitude is None or live.longitude is None:
        return None
    return Fix(GeoPoint(live.latitude, live.longitude), live.fixed_at)


def move(
    live: LiveState, farm: GeoPoint, moves: Sequence[Fix], fence: Fence, *, patience: Patience, now: datetime
) -> None:
    """Bring it to the last of some fixes, oldest first, all newer than what it knows. Without saving it."""
    # What was withdrawn in a silence is not brought back by the fix that ends it.
    live.eta_as_of = told_at(live, now, patience)
    stay = fence.stay(farm, stay_of(live), last_of(live), moves)
    newest = moves[-1]
    live.latitude, live.longitude = newest.point.latitude, newest.point.longitude
    live.accuracy_m, live.heading, live.speed_kmh = newest.accuracy_m, newest.heading, newest.speed_kmh
    live.fixed_at = newest.recorded_at
    live.stay_latitude = stay.point.latitude if stay else None
    live.stay_longitude = stay.point.longitude if stay else None
    live.stay_since = stay.since if stay else None


def suggestion_of(request: JobRequest, live: LiveState | None, fence: Fence) -> RequestStatus | None:
    """ARRIVED, where the tractor stands at the farm and nobody has said so yet."""
    if request.status is not RequestStatus.EN_ROUTE or live is None:
        return None
    return RequestStatus.ARRIVED if fence.is_arrival(stay_of(live), live.fixed_at) else None


def _minutes(arrive_at: datetime, now: datetime) -> int:
    return max(0, ceil((arrive_at - now).total_seconds() / 60))
