"""Which positions count (semantics, section 8). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf

from services.platform.geography import GeoPoint, great_circle_km, problems_of
from services.platform.settings import Settings

_HOUR = timedelta(hours=1)
_FULL_CIRCLE = 360


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
    """`trail` holds the fixes that count, oldest first; `moves` those of them that are newer than what was known."""

    trail: tuple[Fix, ...]
    moves: tuple[Fix, ...]
    rejected: int

    @property
    def newest(self) -> Fix | None:
        """The one to show, where it moved."""
        return self.moves[-1] if self.moves else None


@dataclass(frozen=True, slots=True)
class Plausibility:
    """A fix lies between `before_job` and `clock_skew` from now, is accurate to `accuracy_m`, and is reached at no more
    than `speed_kmh` from the last one that counted, unless that is `silence` ago."""

    before_job: timedelta
    clock_skew: timedelta
    accuracy_m: float
    speed_kmh: float
    silence: timedelta

    @classmethod
    def of(cls, settings: Settings) -> "Plausibility":
        return cls(
            settings.position_before_job,
            settings.position_clock_skew,
            settings.position_accuracy_m,
            settings.position_speed_kmh,
            settings.position_silence,
        )

    def judge(self, fixes: Sequence[Fix], *, departed_at: datetime, now: datetime, last: Fix | None) -> Judged:
        """Sort out a batch. Fixes older than `last` join the trail and move nothing."""
        trail: list[Fix] = []
        moves: list[Fix] = []
        latest = last
        for fix in sorted(fixes, key=lambda each: each.recorded_at):
            if not self._is_plausible(fix, departed_at, now):
                continue
            is_late = latest is not None and fix.recorded_at <= latest.recorded_at
            if is_late or latest is None or self._is_reachable(latest, fix):
                trail.append(_without_nonsense(fix))
                if not is_late:
                    latest = trail[-1]
                    moves.append(latest)
        return Judged(tuple(trail), tuple(moves), len(fixes) - len(trail))

    def _is_plausible(self, fix: Fix, departed_at: datetime, now: datetime) -> bool:
        return (
            not problems_of(fix.point)
            and departed_at - self.before_job <= fix.recorded_at <= now + self.clock_skew
            and (fix.accuracy_m is None or 0 <= fix.accuracy_m <= self.accuracy_m)
        )

    def _is_reachable(self, last: Fix, fix: Fix) -> bool:
        """After a long silence the tractor may be anywhere; before, it drives no faster than a tractor on a lorry."""
        gap = fix.recorded_at - last.recorded_at
        return gap >= self.silence or great_circle_km(last.point, fix.point) <= self.speed_kmh * (gap / _HOUR)


def _without_nonsense(fix: Fix) -> Fix:
    """Phones say -1 where they know neither heading nor speed; the place is as good for it."""
    heading = fix.heading if fix.heading is not None and 0 <= fix.heading <= _FULL_CIRCLE else None
    speed = fix.speed_kmh if fix.speed_kmh is not None and 0 <= fix.speed_kmh < inf else None
    return replace(fix, heading=heading, speed_kmh=speed)
