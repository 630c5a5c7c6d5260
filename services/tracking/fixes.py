"""Which positions count (semantics, section 8). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.platform.geography import GeoPoint, great_circle_km, problems_of

_BEFORE_JOB = timedelta(minutes=10)
_CLOCK_SKEW = timedelta(seconds=60)
_WORST_ACCURACY_M = 100
_FASTEST_KMH = 60
_FORGOTTEN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Fix:
    """A position as a device reports it."""

    point: GeoPoint
    recorded_at: datetime
    accuracy_m: float | None = None
    heading: float | None = None
    speed_kmh: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """`trail` holds the fixes that count, oldest first; `newest` is the one to show, where it moved."""

    trail: tuple[Fix, ...]
    newest: Fix | None
    rejected: int


def judge(fixes: Sequence[Fix], *, departed_at: datetime, now: datetime, last: Fix | None) -> Judged:
    """Sort out a batch. Fixes older than `last` join the trail and move nothing."""
    trail: list[Fix] = []
    latest, moved = last, None
    for fix in sorted(fixes, key=lambda each: each.recorded_at):
        if not _plausible(fix, departed_at, now):
            continue
        is_late = latest is not None and fix.recorded_at <= latest.recorded_at
        if is_late or latest is None or _reachable(latest, fix):
            trail.append(fix)
            if not is_late:
                latest = moved = fix
    return Judged(tuple(trail), moved, len(fixes) - len(trail))


def _plausible(fix: Fix, departed_at: datetime, now: datetime) -> bool:
    return (
        not problems_of(fix.point)
        and departed_at - _BEFORE_JOB <= fix.recorded_at <= now + _CLOCK_SKEW
        and (fix.accuracy_m is None or 0 <= fix.accuracy_m <= _WORST_ACCURACY_M)
        and (fix.heading is None or 0 <= fix.heading <= 360)
        and (fix.speed_kmh is None or 0 <= fix.speed_kmh <= _FASTEST_KMH)
    )


def _reachable(last: Fix, fix: Fix) -> bool:
    """After a long silence the tractor may be anywhere; before, it drives no faster than a tractor on a lorry."""
    gap = fix.recorded_at - last.recorded_at
    return gap >= _FORGOTTEN or great_circle_km(last.point, fix.point) <= _FASTEST_KMH * gap / timedelta(hours=1)
