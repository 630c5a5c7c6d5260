"""Both are reminded on the morning before, on the farm's clock, once."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.enums import RequestStatus
from models.notifications import Notification
from models.requests import JobRequest
from models.users import Preferences
from services.auth.viewer import Viewer
from tests.requests.operations import CANCEL
from tests.requests.village import Job, Village, fresh_key


async def reminded(village: Village, who: Viewer) -> int:
    return await Notification.filter(user_id=who.user_id, event__startswith="reminder:").count()


async def at(village: Village, job: Job, clock: str, *, days_before: int = 1, zone: str = "Africa/Lagos") -> None:
    """The village's clock goes to a time of the day so many days before the job."""
    request = await JobRequest.get(id=job.request_id)
    assert request.scheduled_from is not None
    day = request.scheduled_from.astimezone(ZoneInfo(zone)).date() - timedelta(days=days_before)
    village.clock.now = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("clock", "days_before", "due"),
    [
        ("06:59:59", 1, False),
        ("07:00:00", 1, True),
        ("20:00:00", 1, True),
        ("20:00:01", 1, False),
        ("12:00:00", 2, False),
        ("00:30:00", 0, False),
    ],
)
async def test_on_the_morning_before(village: Village, clock: str, days_before: int, due: bool) -> None:
    job = await village.accepted()
    await at(village, job, clock, days_before=days_before)

    await village.services.requests.reminders.run()

    assert [await reminded(village, who) for who in (job.farmer, job.owner)] == [int(due)] * 2


async def test_nobody_is_reminded_twice(village: Village) -> None:
    job = await village.accepted()
    await at(village, job, "07:15:00")

    assert [await village.services.requests.reminders.run() for _ in range(2)] == [1, 0]

    assert await reminded(village, job.owner) == 1
    (row,) = await Notification.filter(user_id=job.farmer.user_id, event__startswith="reminder:")
    assert (row.facts["reminder"], row.job_request_id) == (True, job.request_id)
    midnight = datetime.combine(village.day(1), time(), ZoneInfo("Africa/Lagos"))
    assert datetime.fromisoformat(row.facts["news_until"]) == midnight


async def test_the_farms_clock_counts(village: Village) -> None:
    job = await village.accepted()
    await JobRequest.filter(id=job.request_id).update(farm_time_zone="Pacific/Auckland")
    await at(village, job, "06:30:00", zone="Pacific/Auckland")
    assert await village.services.requests.reminders.run() == 0

    village.clock.advance(minutes=30)
    assert await village.services.requests.reminders.run() == 1


async def test_whoever_agreed_only_then_needs_none(village: Village) -> None:
    job = await village.accepted()
    await at(village, job, "09:00:00")
    await JobRequest.filter(id=job.request_id).update(accepted_at=village.clock() - timedelta(hours=1))

    assert await village.services.requests.reminders.run() == 0


async def test_a_job_that_is_called_off_is_not_ahead(village: Village) -> None:
    job = await village.accepted()
    await village.ask(job.farmer, CANCEL, request=job.shown_id, key=fresh_key())
    await at(village, job, "09:00:00")

    assert await village.services.requests.reminders.run() == 0


async def test_a_reminder_that_comes_too_late_is_not_sent(village: Village) -> None:
    job = await village.paid()
    await Preferences.filter(user_id=job.farmer.user_id).update(channels={"REQUEST_ACCEPTED": ["EMAIL"]})
    await village.run_due_jobs()
    await at(village, job, "09:00:00")
    await village.services.requests.reminders.run()
    await village.at_start(job)
    await village.step(job, RequestStatus.EN_ROUTE)

    await village.run_due_jobs()

    mails = [sent.subject for sent in await village.services.outbox.sent() if sent.channel == "EMAIL"]
    assert [subject for subject in mails if subject.startswith("Tomorrow")] == []


async def test_the_search_has_its_index(village: Village) -> None:
    rows = await village.services.database.fetch(
        "SELECT indexdef FROM pg_indexes WHERE indexname = 'job_requests_ahead'"
    )

    assert [row["indexdef"].partition("USING ")[2] for row in rows] == [
        "btree (scheduled_from) WHERE ((status)::text = 'ACCEPTED'::text)"
    ]


async def test_offers_whose_closing_was_lost_are_closed(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    request = await village.matched()
    database = village.services.database
    await database.fetch("DELETE FROM pgqueuer")
    assert await village.services.requests.offer_sweep.run() == 0
    await database.fetch(
        "UPDATE request_matches SET offered_at = now() - interval '1 hour', expires_at = now() - interval '2 minutes'"
    )

    assert [await village.services.requests.offer_sweep.run() for _ in range(2)] == [1, 1]
    assert await village.run_due_jobs() == ["match_request"]

    assert [offer.state for offer in await village.offers(request.id)] == ["EXPIRED"]
