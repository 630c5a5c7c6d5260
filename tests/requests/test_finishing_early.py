"""A job that is over frees its tractor at once, and whoever waits for one is offered it."""

from datetime import datetime, timedelta

from models.enums import MatchState, RequestStatus, SlotKind
from models.requests import JobRequest
from models.tractors import Booking
from tests.requests.village import STEPS, Job, Village

HOUR = timedelta(hours=1)


async def finished(village: Village, after: timedelta, owner: object = None) -> tuple[Job, Booking, datetime]:
    """A job of three hours that was completed so long after its scheduled start; its booking as it was before."""
    job = await village.paid()
    start = await village.at_start(job)
    booked = await Booking.get(request_id=job.request_id)
    village.clock.now = start - HOUR if after > -HOUR else start + after
    for step in STEPS[:-1]:
        await village.step(job, step)
    village.clock.now = start + after
    await village.step(job, RequestStatus.COMPLETED)
    return job, booked, village.clock()


async def test_the_booking_ends_with_the_job(village: Village) -> None:
    job, booked, now = await finished(village, HOUR)

    booking = await Booking.get(request_id=job.request_id)
    assert (booking.active, booking.starts_at, booking.ends_at) == (True, booked.starts_at, now)
    assert "tractor_freed" in await village.run_due_jobs()


async def test_what_is_over_on_time_or_late_stays_as_it_was(village: Village) -> None:
    for late in (timedelta(hours=3), timedelta(hours=4)):
        job, booked, _ = await finished(village, late)

        booking = await Booking.get(request_id=job.request_id)
        assert (booking.active, booking.ends_at) == (True, booked.ends_at)
    assert "tractor_freed" in await village.run_due_jobs()


async def test_a_booking_that_had_not_begun_is_given_back_as_a_whole(village: Village) -> None:
    job, booked, _ = await finished(village, -5 * HOUR)

    booking = await Booking.get(request_id=job.request_id)
    assert (booking.active, booking.starts_at, booking.ends_at) == (False, booked.starts_at, booked.ends_at)
    assert "tractor_freed" in await village.run_due_jobs()


async def test_finishing_twice_moves_nothing_again(village: Village) -> None:
    job, _, _ = await finished(village, HOUR)
    before = await village.state("tractor_bookings", "pgqueuer")
    village.clock.advance(minutes=5)

    await village.step(job, RequestStatus.COMPLETED)

    assert await village.state("tractor_bookings", "pgqueuer") == before


async def test_the_next_job_may_begin_where_this_one_ended(village: Village) -> None:
    job, booked, now = await finished(village, HOUR)

    await Booking.create(
        tractor_id=booked.tractor_id, kind=SlotKind.BLOCKED, starts_at=now, ends_at=booked.ends_at, reason="Oil"
    )

    rows = await Booking.filter(tractor_id=booked.tractor_id, active=True).order_by("starts_at")
    assert [(row.request_id, row.starts_at, row.ends_at) for row in rows] == [
        (job.request_id, booked.starts_at, now),
        (None, now, booked.ends_at),
    ]


async def test_whoever_waits_is_offered_the_tractor(village: Village) -> None:
    job = await village.paid()
    start = await village.at_start(job)
    for step in STEPS[:-1]:
        await village.step(job, step)
    # More than nine hours of work, and the nine after the booked three are all that the day has left.
    waiting = await village.matched(day=start.date(), hectares="7")
    assert waiting.match_state is MatchState.WAITLISTED

    village.clock.now = start + HOUR / 2
    await village.step(job, RequestStatus.COMPLETED)
    await village.run_due_jobs()
    await village.run_due_jobs()

    found = await JobRequest.get(id=waiting.id)
    (offer,) = await village.offers(waiting.id)
    assert (found.match_state, offer.scheduled_from >= village.clock()) == (MatchState.OFFERED, True)
