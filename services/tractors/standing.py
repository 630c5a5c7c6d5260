"""The jobs that a tractor is bound to."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from models.enums import RequestStatus
from models.requests import JobRequest
from models.tractors import Booking, WeeklyHours
from services.tractors.calendar import Stretch, open_on
from services.tractors.refusals import AvailabilityConflict

_STANDING = (
    RequestStatus.ACCEPTED,
    RequestStatus.EN_ROUTE,
    RequestStatus.ARRIVED,
    RequestStatus.WORK_STARTED,
    RequestStatus.IN_PROGRESS,
)


async def check_idle(tractor_id: UUID) -> None:
    """Under the tractor's lock. Raises AvailabilityConflict while an accepted job is not over."""
    await _refuse(await _standing(tractor_id))


async def check_hours(tractor_id: UUID, hours: Sequence[WeeklyHours], zone: str, now: datetime) -> None:
    """Under the tractor's lock. Raises AvailabilityConflict where a job to come lies outside the hours."""
    await _refuse([job for job in await _standing(tractor_id) if _is_outside(job, hours, zone, now)])


async def _standing(tractor_id: UUID) -> list[JobRequest]:
    return await JobRequest.filter(tractor_id=tractor_id, status__in=_STANDING)


def _is_outside(job: JobRequest, hours: Sequence[WeeklyHours], zone: str, now: datetime) -> bool:
    if job.scheduled_from is None or job.scheduled_to is None or job.scheduled_to <= now:
        return False
    work = Stretch(job.scheduled_from, job.scheduled_to)
    return open_on(work, hours, zone) != [work]


async def _refuse(jobs: Iterable[JobRequest]) -> None:
    ids = [job.id for job in jobs]
    if ids:
        bookings = await Booking.filter(request_id__in=ids, active=True).order_by("starts_at")
        raise AvailabilityConflict(booking_ids=[booking.id for booking in bookings])
