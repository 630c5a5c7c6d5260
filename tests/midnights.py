"""Zones whose clocks are changed at midnight, on whatever day a test needs it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Noon:
    """A place where it is noon now, so that no test runs into its midnight."""

    east: int
    day: date

    @classmethod
    def now(cls) -> "Noon":
        now = datetime.now(UTC)
        east = 12 - now.hour
        return cls(east, (now + east * _HOUR).date())

    def midnight(self, day: date, *, east: int | None = None) -> datetime:
        """As clocks have it that are so many hours ahead of UTC."""
        hours = self.east if east is None else east
        return datetime.combine(day, time(), UTC) - hours * _HOUR

    def twice(self, day: date) -> tuple[str, datetime]:
        """The place, which puts its clocks back at one in the morning of the day, and the first of two midnights."""
        zone = _zone(self.east, self.east + 1, summer_from=_half_a_year_from(day), summer_until=f"{_number(day)}/1")
        return zone, self.midnight(day, east=self.east + 1)

    def never(self, day: date) -> tuple[str, datetime]:
        """The place, which puts its clocks forward at midnight of the day, and the instant at which that begins."""
        zone = _zone(self.east - 1, self.east, summer_from=f"{_number(day)}/0", summer_until=_half_a_year_from(day))
        return zone, self.midnight(day, east=self.east - 1)


def _zone(winter: int, summer: int, *, summer_from: str, summer_until: str) -> str:
    """As POSIX and PostgreSQL write zones, hours counted to the west."""
    return f"WINTER{-winter:+}SUMMER{-summer:+},{summer_from},{summer_until}"


def _number(day: date) -> int:
    """Of the day in its year, from zero."""
    return day.timetuple().tm_yday - 1


def _half_a_year_from(day: date) -> str:
    return f"{(_number(day) + 182) % 365}/0"
