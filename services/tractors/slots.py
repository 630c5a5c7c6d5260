"""A tractor's calendar, as a stretch of time after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from models.enums import SlotKind
from models.tractors import Booking, Tractor
from services.auth.viewer import Viewer
from services.errors import ValidationFailed
from services.platform.languages import said
from services.tractors.calendar import Stretch, minus, open_on
from services.tractors.fleet import hours_of

_LONGEST = timedelta(days=62)
# Beyond these, a zone's offset could leave the years that a calendar has.
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch that is free within weekly hours, booked for a request, or blocked."""

    kind: SlotKind
    during: Stretch
    reason: str | None = None
    request_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CalendarAsk:
    """A part of a tractor's calendar; `shows_reasons` to whoever may know why it is blocked."""

    tractor_id: UUID
    zone: str
    window: Stretch
    shows_reasons: bool

    @classmethod
    def of(cls, viewer: Viewer | None, tractor: Tractor, start: datetime, end: datetime) -> "CalendarAsk":
        """Raises ValidationFailed."""
        if start >= end:
            raise ValidationFailed.of("range", "to", code="OUT_OF_RANGE", message="The end is after the start.")
        if end - start > _LONGEST:
            message = said("At most {most} days at once.", most=_LONGEST.days)
            raise ValidationFailed.of("range", "to", code="OUT_OF_RANGE", message=message)
        if start < _FIRST or end > _LAST:
            message = said("Between {least} and {most}.", least=str(_FIRST.year), most=str(_LAST.year))
            raise ValidationFailed.of("range", "from", code="OUT_OF_RANGE", message=message)
        is_owner = viewer is not None and (viewer.is_admin or viewer.user_id == tractor.owner_id)
        return cls(tractor.id, tractor.time_zone, Stretch(start, end), is_owner)


async def slots_of(asks: Sequence[CalendarAsk]) -> dict[CalendarAsk, list[Slot]]:
    """In order, clipped to the window. Within weekly hours no instant is left out; outside them only what is taken
    shows. One query for the hours, and one for the bookings of each window."""
    hours = await hours_of(list({ask.tractor_id for ask in asks}))
    found: dict[CalendarAsk, list[Slot]] = {}
    for window in {ask.window for ask in asks}:
        here = [ask for ask in asks if ask.window == window]
        taken = await _taken([ask.tractor_id for ask in here], window)
        for ask in here:
            open_hours = open_on(window, hours.get(ask.tractor_id, []), ask.zone)
            found[ask] = _slots(ask, open_hours, taken.get(ask.tractor_id, []))
    return found


async def _taken(ids: Sequence[UUID], window: Stretch) -> dict[UUID, list[Booking]]:
    rows = Booking.filter(tractor_id__in=list(ids), active=True, starts_at__lt=window.end, ends_at__gt=window.start)
    taken: dict[UUID, list[Booking]] = {}
    for row in await rows.order_by("starts_at"):
        taken.setdefault(row.tractor_id, []).append(row)
    return taken


def _slots(ask: CalendarAsk, open_hours: Iterable[Stretch], bookings: Iterable[Booking]) -> list[Slot]:
    taken = [_slot(ask, booking) for booking in bookings]
    free = [Slot(SlotKind.FREE, stretch) for stretch in minus(open_hours, [slot.during for slot in taken])]
    return sorted([*_joined(taken), *free], key=lambda slot: slot.during.start)


def _slot(ask: CalendarAsk, booking: Booking) -> Slot:
    during = Stretch(max(ask.window.start, booking.starts_at), min(ask.window.end, booking.ends_at))
    return Slot(booking.kind, during, booking.reason if ask.shows_reasons else None, booking.request_id)


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
