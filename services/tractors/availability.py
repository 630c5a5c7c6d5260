"""An owner says when a tractor works: weekly hours in its zone, and blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from models.enums import SlotKind, TractorState
from models.tractors import Booking, Tractor, WeeklyHours
from services.auth.viewer import Viewer
from services.errors import Problem, ValidationFailed
from services.jobs.queue import JobQueue
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.languages import said
from services.platform.texts import kept
from services.platform.texts import problems_of as text_problems
from services.tractors.blocks import LONGEST_REASON, Block, cut, merged
from services.tractors.calendar import Stretch
from services.tractors.drafts import HoursDraft, problems_of_hours
from services.tractors.fleet import TRACTOR_FREED, hours_of
from services.tractors.locks import lock_version
from services.tractors.refusals import AvailabilityConflict
from services.tractors.rows import hours_rows
from services.tractors.slots import LONGEST
from services.tractors.standing import check_hours

_MOST_AT_ONCE = 100
_FURTHEST = timedelta(days=2 * 366)
_MOST_BLOCKS = 200
"""Of one tractor, within a range that its calendar can be asked for."""
_CROWDED = """
    SELECT FROM (
        SELECT starts_at - lag(ends_at, $2) OVER (ORDER BY starts_at) AS apart
        FROM tractor_bookings WHERE tractor_id = $1 AND kind = 'BLOCKED' AND active
            AND ends_at > $4 AND starts_at < $5) block
    WHERE apart < $3 LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class AvailabilityChanges:
    """Hours replace all that were there, None leaves them. What is unblocked is so before anything is blocked."""

    weekly_hours: tuple[HoursDraft, ...] | None = None
    block: tuple[Block, ...] = ()
    unblock: tuple[Stretch, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.weekly_hours is None and not self.block and not self.unblock


class Availability:
    """Under the tractor's row lock, which accepting an offer takes too."""

    def __init__(self, database: Database, jobs: JobQueue, clock: Clock) -> None:
        self._database = database
        self._jobs = jobs
        self._clock = clock

    async def set(self, by: Viewer, tractor_id: UUID, changes: AvailabilityChanges, *, expected_version: int) -> None:
        """All of it or nothing. Raises NotFound, ValidationFailed, StaleVersion and AvailabilityConflict."""
        found = tuple(_problems(changes, self._clock()))
        if found:
            raise ValidationFailed(problems=found)
        async with self._database.transaction():
            tractor = await lock_version(by, tractor_id, expected_version)
            if changes.is_empty:
                return
            widened = changes.weekly_hours is not None and await self._replace_hours(tractor, changes.weekly_hours)
            freed = await self._replace_blocks(tractor, changes)
            await Tractor.filter(id=tractor.id).update(version=tractor.version + 1)
            if (widened or freed) and tractor.state is TractorState.ACTIVE:
                await self._jobs.enqueue(TRACTOR_FREED, tractor=tractor.id)

    async def _replace_hours(self, tractor: Tractor, drafts: Sequence[HoursDraft]) -> bool:
        """True where the week has hours now that it had not before."""
        before = (await hours_of([tractor.id])).get(tractor.id, [])
        after = hours_rows(tractor.id, drafts)
        await check_hours(tractor.id, after, tractor.time_zone, self._clock())
        await WeeklyHours.filter(tractor_id=tractor.id).delete()
        await WeeklyHours.bulk_create(after)
        return not _minutes(after) <= _minutes(before)

    async def _replace_blocks(self, tractor: Tractor, changes: AvailabilityChanges) -> bool:
        """True where something that was blocked is free now."""
        stretches = (*changes.unblock, *(block.during for block in changes.block))
        rows = {_block_of(row): row for row in await _taken(tractor.id, SlotKind.BLOCKED, stretches)}
        left = cut(rows, changes.unblock)
        wanted = merged([*left, *(replace(block, reason=kept(block.reason)) for block in changes.block)])
        fresh = [block for block in wanted if block not in rows]
        await _refuse_booked(tractor.id, fresh)
        gone = [row.id for block, row in rows.items() if block not in wanted]
        await Booking.filter(id__in=gone).update(active=False)
        await self._insert(tractor.id, fresh)
        if fresh:
            await self._refuse_crowded(tractor.id, fresh, "block" if changes.block else "unblock")
        return left != list(rows)

    async def _insert(self, tractor_id: UUID, blocks: Sequence[Block]) -> None:
        """The exclusion constraint has the last word. Raises AvailabilityConflict."""
        try:
            async with self._database.transaction():
                await Booking.bulk_create([_row_of(tractor_id, block) for block in blocks])
        except (IntegrityError, asyncpg.ExclusionViolationError):
            await _refuse_booked(tractor_id, blocks)
            raise

    async def _refuse_crowded(self, tractor_id: UUID, fresh: Sequence[Block], *path: str) -> None:
        """Raises ValidationFailed where too many blocks lie close together. What there was elsewhere may stay."""
        since = min(block.during.start for block in fresh) - LONGEST
        until = max(block.during.end for block in fresh) + LONGEST
        if await self._database.fetch(_CROWDED, tractor_id, _MOST_BLOCKS, LONGEST, since, until):
            message = said("At most {most} blocks within {days} days.", most=_MOST_BLOCKS, days=LONGEST.days)
            raise ValidationFailed.of(*path, code="TOO_MANY", message=message)


def _problems(changes: AvailabilityChanges, now: datetime) -> Iterable[Problem]:
    yield from problems_of_hours(changes.weekly_hours or (), "weeklyHours")
    for name, given in (("block", changes.block), ("unblock", changes.unblock)):
        if len(given) > _MOST_AT_ONCE:
            yield Problem((name,), "TOO_MANY", said("At most {most} at once.", most=_MOST_AT_ONCE))
    for index, block in enumerate(changes.block):
        path = ("block", str(index))
        yield from _stretch_problems(block.during, *path, "during")
        if max(abs(block.during.start - now), abs(block.during.end - now)) > _FURTHEST:
            yield Problem((*path, "during"), "OUT_OF_RANGE", "At most two years from now.")
        yield from text_problems(block.reason or "", *path, "reason", longest=LONGEST_REASON, required=False)
    for index, stretch in enumerate(changes.unblock):
        yield from _stretch_problems(stretch, "unblock", str(index))


def _stretch_problems(stretch: Stretch, *path: str) -> Iterable[Problem]:
    if stretch.start >= stretch.end:
        yield Problem((*path, "to"), "OUT_OF_RANGE", "The end is after the start.")


def _minutes(hours: Iterable[WeeklyHours]) -> set[tuple[int, int]]:
    return {(each.weekday, minute) for each in hours for minute in range(each.opens_minute, each.closes_minute)}


async def _taken(tractor_id: UUID, kind: SlotKind, stretches: Iterable[Stretch]) -> list[Booking]:
    """Active bookings of a kind that overlap any of the stretches, in order."""
    overlaps = Q(*(Q(starts_at__lt=each.end, ends_at__gt=each.start) for each in stretches), join_type=Q.OR)
    if not overlaps.children:
        return []
    return await Booking.filter(overlaps, tractor_id=tractor_id, kind=kind, active=True).order_by("starts_at")


async def _refuse_booked(tractor_id: UUID, blocks: Iterable[Block]) -> None:
    """Raises AvailabilityConflict where a job is booked in any of the blocks."""
    booked = await _taken(tractor_id, SlotKind.BOOKED, [block.during for block in blocks])
    if booked:
        raise AvailabilityConflict(booking_ids=[booking.id for booking in booked])


def _block_of(row: Booking) -> Block:
    return Block(Stretch(row.starts_at, row.ends_at), row.reason)


def _row_of(tractor_id: UUID, block: Block) -> Booking:
    return Booking(
        tractor_id=tractor_id,
        kind=SlotKind.BLOCKED,
        starts_at=block.during.start,
        ends_at=block.during.end,
        reason=block.reason,
    )
