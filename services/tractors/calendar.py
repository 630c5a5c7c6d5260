"""When a tractor can work. Instants are UTC; a day is the farm's, hours are the tractor's."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.tractors import WeeklyHours

_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open stretch of time."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Stretch") -> bool:
        return self.start < other.end and other.start < self.end


def day_in(zone: str, day: date) -> Stretch:
    """A calendar day, which may last 23, 24 or 25 hours."""
    return Stretch(_instant(zone, day, 0), _instant(zone, day, _MINUTES_A_DAY))


def open_on(day: Stretch, hours: Sequence[WeeklyHours], zone: str) -> list[Stretch]:
    """The parts of `day` that lie within weekly hours kept in `zone`."""
    first = day.start.astimezone(ZoneInfo(zone)).date()
    last = day.end.astimezone(ZoneInfo(zone)).date()
    stretches = []
    for offset in range((last - first).days + 1):
        local = first + timedelta(days=offset)
        for each in hours:
            if each.weekday == local.weekday():
                start = max(day.start, _instant(zone, local, each.opens_minute))
                end = min(day.end, _instant(zone, local, each.closes_minute))
                if start < end:
                    stretches.append(Stretch(start, end))
    return _merged(stretches)


def first_free(
    windows: Iterable[Stretch], taken: Sequence[Stretch], *, work: timedelta, drive: timedelta, earliest: datetime
) -> Stretch | None:
    """The first stretch of `work` in a window whose drive before it is free as well; None where there is none."""
    for window in windows:
        start = max(window.start, earliest)
        for busy in sorted(taken, key=lambda each: each.start):
            if Stretch(start - drive, start + work).overlaps(busy):
                start = max(start, busy.end + drive)
        if start + work <= window.end:
            return Stretch(start, start + work)
    return None


def minus(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """What of the stretches is not taken, in order."""
    busy = _merged(taken)
    return [piece for each in sorted(stretches, key=lambda stretch: stretch.start) for piece in _pieces(each, busy)]


def _pieces(stretch: Stretch, busy: Sequence[Stretch]) -> Iterable[Stretch]:
    """What is left of a stretch. Those that are busy are in order and apart; only those that meet it are looked at."""
    start = stretch.start
    for index in range(bisect_right(busy, start, key=lambda each: each.end), len(busy)):
        if busy[index].start >= stretch.end:
            break
        if start < busy[index].start:
            yield Stretch(start, busy[index].start)
        start = busy[index].end
    if start < stretch.end:
        yield Stretch(start, stretch.end)


def _instant(zone: str, day: date, minute: int) -> datetime:
    """A wall-clock minute of a local day; one that a clock change skips is the instant it jumps to."""
    local = datetime.combine(day + timedelta(days=minute // _MINUTES_A_DAY), time(), ZoneInfo(zone))
    wall = local.replace(hour=minute % _MINUTES_A_DAY // 60, minute=minute % 60)
    instant = wall.astimezone(UTC)
    is_shown = instant.astimezone(wall.tzinfo).time() == wall.time()
    return instant if is_shown else _change(wall.replace(fold=1).astimezone(UTC), instant, ZoneInfo(zone))


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second between two instants at which the zone's clock is put forward."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // timedelta(seconds=2) * timedelta(seconds=1)
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == old else (before, middle)
    return after


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for each in sorted(stretches, key=lambda stretch: stretch.start):
        if merged and each.start <= merged[-1].end:
            merged[-1] = Stretch(merged[-1].start, max(merged[-1].end, each.end))
        else:
            merged.append(each)
    return merged
