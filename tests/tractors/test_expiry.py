"""Documents that are good through a day, in the zone of their tractor."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.tractors import Document, Tractor
from models.users import Preferences
from tests.tractors.desk import TABLES, Desk
from tests.tractors.test_updates import jobs

DAY = timedelta(days=1)


def today(desk: Desk) -> date:
    return desk.village.clock().astimezone(ZoneInfo(desk.tractor.time_zone)).date()


async def registration(desk: Desk, days_left: int) -> dict[str, Any]:
    expires = (today(desk) + days_left * DAY).isoformat()
    document = await desk.document("REGISTRATION", expires=expires)
    await desk.decide(document)
    await desk.village.services.database.fetch("DELETE FROM pgqueuer")
    return document


async def expire(desk: Desk) -> None:
    await desk.village.services.tractors.expiry.expire((await Document.get()).id)


async def state(desk: Desk) -> tuple[str, bool]:
    return (await Document.get()).state, (await Tractor.get(id=desk.tractor.id)).verified


async def waits(desk: Desk) -> dict[str, timedelta]:
    """How long from the village's now each job waits, to the second."""
    rows = await desk.village.services.database.fetch(
        "SELECT entrypoint, execute_after - created AS wait FROM pgqueuer WHERE entrypoint <> 'clean_tractor_upload'"
    )
    return {row["entrypoint"]: timedelta(seconds=round(row["wait"].total_seconds())) for row in rows}


async def test_its_end_and_the_warning_before_are_jobs(desk: Desk) -> None:
    ends = datetime.combine(today(desk) + 41 * DAY, datetime.min.time(), ZoneInfo("Africa/Lagos")).astimezone(UTC)

    await desk.document("INSURANCE", expires=(today(desk) + 40 * DAY).isoformat())

    left = timedelta(seconds=round((ends - desk.village.clock()).total_seconds()))
    assert await waits(desk) == {
        "expire_tractor_document": left,
        "warn_of_document_expiry": left - timedelta(days=30),
    }


async def test_where_little_time_is_left_the_warning_comes_at_once(desk: Desk) -> None:
    await desk.document("INSURANCE", expires=today(desk).isoformat())

    assert (await waits(desk))["warn_of_document_expiry"] == timedelta()


async def test_what_never_expires_has_no_such_jobs(desk: Desk) -> None:
    await desk.document("INSURANCE")

    assert await waits(desk) == {}


@pytest.mark.parametrize("zone", ["Africa/Lagos", "Pacific/Auckland", "Pacific/Honolulu"])
async def test_a_document_is_good_through_its_day(desk: Desk, zone: str) -> None:
    await Tractor.filter(id=desk.tractor.id).update(time_zone=zone)
    desk.tractor.time_zone = zone
    await registration(desk, days_left=1)
    ends = datetime.combine(today(desk) + 2 * DAY, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)

    desk.village.clock.now = ends - timedelta(seconds=1)
    await expire(desk)
    assert await state(desk) == ("VERIFIED", True)
    assert await waits(desk) == {"expire_tractor_document": timedelta(seconds=1)}
    desk.village.clock.now = ends
    for _ in range(2):
        await expire(desk)

    assert await state(desk) == ("EXPIRED", False)


async def test_a_rejected_document_stays_rejected(desk: Desk) -> None:
    document = await registration(desk, days_left=0)
    await desk.decide(document, verified=False)
    desk.village.clock.advance(days=2)

    await expire(desk)

    assert await state(desk) == ("REJECTED", False)


async def test_nobody_decides_on_what_has_expired(desk: Desk) -> None:
    document = await registration(desk, days_left=0)
    desk.village.clock.advance(days=2)
    await expire(desk)
    before = await desk.village.state(*TABLES)

    assert (await desk.decide(document))["problems"] == [{"path": ["id"], "code": "EXPIRED"}]

    assert await desk.village.state(*TABLES) == before


async def mails(desk: Desk) -> list[str]:
    await desk.village.run_due_jobs()
    return [mail.subject for mail in await desk.village.services.outbox.sent()]


async def test_the_owner_is_warned_by_mail(desk: Desk) -> None:
    await registration(desk, days_left=20)

    await desk.village.services.tractors.expiry.warn((await Document.get()).id)

    assert await mails(desk) == ["A document expires soon"]


async def test_an_owner_who_wants_no_such_mail_gets_none(desk: Desk) -> None:
    await registration(desk, days_left=20)
    await Preferences.filter(user_id=desk.owner.user_id).update(channels={"DOCUMENT_EXPIRING": ["PUSH"]})

    await desk.village.services.tractors.expiry.warn((await Document.get()).id)

    assert await jobs(desk.village) == []


async def test_nobody_is_warned_of_what_is_gone(desk: Desk) -> None:
    await registration(desk, days_left=20)
    await Document.all().update(removed_at=desk.village.clock())

    await desk.village.services.tractors.expiry.warn((await Document.get()).id)

    assert await jobs(desk.village) == []
