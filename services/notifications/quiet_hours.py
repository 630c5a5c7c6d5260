"""Hours in which a person wants to be left alone, on the clock of their own zone."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Minutes from midnight, half-open; a start that is later than the end spans midnight. Equal ones are no hours."""

    start: int
    end: int
    zone: str

    def over_at(self, now: datetime) -> datetime | None:
        """When the quiet that holds now is over; None where there is none.

        A clock that is put back shows some minutes twice: both times are quiet. One that is put forward may never
        show the end: then it is over that much later.
        """
        zone = ZoneInfo(self.zone)
        local = now.astimezone(zone)
        if not self._holds(local.hour * 60 + local.minute):
            return None
        day = local.date() if local.hour * 60 + local.minute < self.end else local.date() + timedelta(days=1)
        end = time(self.end % _MINUTES_A_DAY // 60, self.end % 60)
        shown = [datetime.combine(day, end, zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
        # Before a leap, fold 1 of a time that is never shown lies too early.
        later = [instant for instant in shown if instant > now and instant >= shown[0]]
        return min(later) if later else None

    def _holds(self, minute: int) -> bool:
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end
