"""A tractor's calendar, as a stretch of time after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from models.enums import SlotKind
from models.tractors import Booking, Tractor, WeeklyHours
from services.auth.viewer import Viewer
from services.errors import ValidationFailed
from services.platform.languages import said
from services.tractors.calendar import Stretch, minus, open_on

LONGEST = timedelta(days=62)
"""Of a range that a calendar is asked for."""
# Beyond these, a zone's offset could leave the years that a calendar has.
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(2200, 1, 1, tzinfo=UTC)
_TAKEN = """
    active AND tractor_id = ANY($1) AND EXISTS (
        SELECT FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) part (tractor, start, "end")
        WHERE part.tractor = tractor_id AND part.start < ends_at AND part."end" > starts_at)
    ORDER BY starts_at
"""

type Part = tuple[UUID, Stretch]
"A tractor's id, and a stretch of its calendar."


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch that is free within weekly hours, booked for a request, or blocked."""

    kind: SlotKind
    during: Stretch
    reason: str | None = None
    request_id: UUID | None = None


def window_of(start: datetime, end: datetime) -> Stretch:
    """A stretch that a calendar can be asked for. Raises ValidationFailed."""
    if start >= end:
        raise ValidationFailed.of("range", "to", code="OUT_OF_RANGE", message="The end is after the start.")
    if end - start > LONGEST:
        message = said("At most {most} days at once.", most=LONGEST.days)
        raise ValidationFailed.of("range", "to", code="OUT_OF_RANGE", message=message)
    if start < _FIRST or end > _LAST:
        message = said("Between {least} and {most}.", least=str(_FIRST.year), most=str(_LAST.year))
        raise ValidationFailed.of("range", "from", code="OUT_OF_RANGE", message=message)
    return Stretch(start, end)


async def taken_in(parts: Sequence[Part]) -> dict[Part, list[Booking]]:
    """What takes of each part, in order."""
    windows: dict[UUID, list[Stretch]] = {}
    for tractor_id, window in parts:
        windows.setdefault(tractor_id, []).append(window)
    taken: dict[Part, list[Booking]] = {part: [] for part in parts}
    ids, stretches = [tractor_id for tractor_id, _ in parts], [window for _, window in parts]
    starts, ends = [window.start for window in stretches], [window.end for window in stretches]
    for row in await Booking.where(_TAKEN, ids, starts, ends):
        during = Stretch(row.starts_at, row.ends_at)
        for window in windows[row.tractor_id]:
            if window.overlaps(during):
                taken[row.tractor_id, window].append(row)
    return taken


def slots_of(
    viewer: Viewer | None, tractor: Tractor, window: Stretch, hours: Sequence[WeeklyHours], taken: Sequence[Booking]
) -> list[Slot]:
    """In order, clipped to the window. Within weekly hours no instant is left out; outside them only what is taken
    shows, with its reason to whoever may know why."""
    shows_reasons = viewer is not None and (viewer.is_admin or viewer.user_id == tractor.owner_id)
    busy = [_slot(window, booking, shows_reasons=shows_reasons) for booking in taken]
    open_hours = open_on(window, hours, tractor.time_zone)
    free = [Slot(SlotKind.FREE, stretch) for stretch in minus(open_hours, [slot.during for slot in busy])]
    return sorted([*_joined(busy), *free], key=lambda slot: slot.during.start)


def _slot(window: Stretch, booking: Booking, *, shows_reasons: bool) -> Slot:
    during = Stretch(max(window.start, booking.starts_at), min(window.end, booking.ends_at))
    return Slot(booking.kind, during, booking.reason if shows_reasons else None, booking.request_id)


def _joined(taken: Iterable[Slot]) -> list[Slot]:
    """Adjacent blocks that look alike are one; each booking is its own."""
    joined: list[Slot] = []
    for slot in taken:
        if joined and _continues(joined[-1], slot):
            whole = Stretch(joined.pop().during.start, slot.during.end)
            joined.append(replace(slot, during=whole))
        else:
            joined.append(slot)
    return joined


def _continues(last: Slot, slot: Slot) -> bool:
    looks_alike = slot.kind is SlotKind.BLOCKED and last == replace(slot, during=last.during)
    return looks_alike and last.during.end == slot.during.start
