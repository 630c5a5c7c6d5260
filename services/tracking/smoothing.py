"""When to ask for an arrival, what to make of the answer, and when to tell of it (semantics, section 8). Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.tracking import LiveState
from services.platform.geography import GeoPoint, great_circle_km
from services.platform.settings import Settings


@dataclass(frozen=True, slots=True)
class Asking:
    """At most once in `at_most_every`, and only after `after_km` or `after`."""

    at_most_every: timedelta
    after_km: float
    after: timedelta

    @classmethod
    def of(cls, settings: Settings) -> "Asking":
        return cls(settings.eta_at_most_every, settings.eta_after_km, settings.eta_after)

    def is_due(self, live: LiveState, here: GeoPoint, now: datetime) -> bool:
        """True where nobody asked yet, or the tractor or the time has moved on since somebody did."""
        if live.eta_asked_at is None or live.eta_latitude is None or live.eta_longitude is None:
            return True
        since = now - live.eta_asked_at
        moved_km = great_circle_km(GeoPoint(live.eta_latitude, live.eta_longitude), here)
        return since >= self.at_most_every and (since >= self.after or moved_km >= self.after_km)


@dataclass(frozen=True, slots=True)
class Smoothed:
    """An arrival between the old estimate and the raw one."""

    arrive_at: datetime
    jumps: int


@dataclass(frozen=True, slots=True)
class Smoothing:
    """Exponential, with `weight` on the raw arrival; people are told of what they would notice."""

    weight: float
    jump_share: float
    jumps_to_reset: int
    told_after: timedelta
    told_after_share: float
    told_every: timedelta

    @classmethod
    def of(cls, settings: Settings) -> "Smoothing":
        return cls(
            settings.eta_weight,
            settings.eta_jump_share,
            settings.eta_jumps_to_reset,
            settings.eta_told_after,
            settings.eta_told_after_share,
            settings.eta_told_every,
        )

    def smoothed(self, raw: datetime, previous: datetime | None, jumps: int, now: datetime) -> Smoothed:
        """So many raw estimates in a row that are off by more than a share of what is left start it anew."""
        if previous is None:
            return Smoothed(max(raw, now), 0)
        left = max((previous - now).total_seconds(), 1.0)
        is_jump = abs((raw - previous).total_seconds()) > self.jump_share * left
        jumps = jumps + 1 if is_jump else 0
        if jumps >= self.jumps_to_reset:
            return Smoothed(max(raw, now), 0)
        return Smoothed(max(previous + (raw - previous) * self.weight, now), jumps)

    def is_news(self, arrive_at: datetime, told: datetime | None, told_at: datetime | None, now: datetime) -> bool:
        """True for an arrival that moved by two minutes and a tenth of what is left, or that was told long ago."""
        if told is None or told_at is None or now - told_at >= self.told_every:
            return True
        left = max(told - now, timedelta(0))
        return abs(arrive_at - told) >= max(self.told_after, self.told_after_share * left)
