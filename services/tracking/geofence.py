"""Whether the tractor has come to a stand near the farm, or only drives past. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.platform.geography import GeoPoint, great_circle_km
from services.platform.settings import Settings
from services.tracking.fixes import Fix

_METRES_A_KM = 1000


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the first of the newest fixes lies that are all close to it and near the farm, and when that was."""

    point: GeoPoint
    since: datetime


@dataclass(frozen=True, slots=True)
class Fence:
    """`radius_m` around the farm's place. A tractor stands while it is within `stay_m` of where it came to a stand; it
    has arrived after `dwell` of that, without a silence longer than `gap`.

    Whoever drives past on a road beside the farm is inside for a while, but nowhere for long.
    """

    radius_m: float
    stay_m: float
    dwell: timedelta
    gap: timedelta

    @classmethod
    def of(cls, settings: Settings) -> "Fence":
        return cls(
            settings.arrival_radius_m, settings.arrival_stay_m, settings.arrival_dwell, settings.position_stale_after
        )

    def stay(self, farm: GeoPoint, before: Stay | None, last: Fix | None, fixes: Iterable[Fix]) -> Stay | None:
        """The stay after some more fixes, oldest first, that all came after `last`."""
        stay = before
        for fix in fixes:
            is_silence = last is None or fix.recorded_at - last.recorded_at > self.gap
            stay = self._after(farm, None if is_silence else stay, fix)
            last = fix
        return stay

    def is_arrival(self, stay: Stay | None, newest: datetime | None) -> bool:
        """True for a stay that has lasted, up to the newest fix."""
        return stay is not None and newest is not None and newest - stay.since >= self.dwell

    def _after(self, farm: GeoPoint, stay: Stay | None, fix: Fix) -> Stay | None:
        if _metres(farm, fix.point) > self.radius_m:
            return None
        if stay is None or _metres(stay.point, fix.point) > self.stay_m:
            return Stay(fix.point, fix.recorded_at)
        return stay


def _metres(start: GeoPoint, end: GeoPoint) -> float:
    return great_circle_km(start, end) * _METRES_A_KM
