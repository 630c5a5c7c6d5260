"""A tractor's calendar as its viewers see it: in order, without gaps in its hours, right on days of 23 and 25 hours."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models.enums import SlotKind
from models.requests import JobRequest
from models.tractors import Booking, Tractor
from schema.types.scalars import show_instant
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.tractors.drafts import EVERY_DAY
from tests.requests.village import Village
from tests.tractors.operations import CALENDAR, FLEET_CALENDAR
from tests.tractors.statements import counted

MONDAY = date(2026, 3, 2)


def at(hour: float, day: date = MONDAY) -> datetime:
    """In Lagos, which is an hour ahead of UTC all year."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour - 1)


async def block(tractor: Tractor, start: datetime, end: datetime, reason: str | None = None) -> None:
    await Booking.create(tractor_id=tractor.id, kind=SlotKind.BLOCKED, starts_at=start, ends_at=end, reason=reason)


async def slots(village: Village, viewer: Viewer, tractor: Tractor, start: datetime, end: datetime) -> list[Any]:
    answer = await village.ask(
        viewer, CALENDAR, id=encode(Kind.TRACTOR, tractor.id), **{"from": show_instant(start), "to": show_instant(end)}
    )
    assert answer.errors == []
    return _seen(answer.data["availability"])


def _seen(shown: list[Any]) -> list[Any]:
    return [
        (slot["kind"], slot["during"]["from"], slot["during"]["to"], slot["reason"], slot["request"]) for slot in shown
    ]


def slot(kind: str, start: datetime, end: datetime, reason: str | None = None, request: Any = None) -> tuple[Any, ...]:
    return (kind, show_instant(start), show_instant(end), reason, request)


async def test_a_day_with_blocks(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    await block(tractor, at(5), at(7), "Greasing")
    await block(tractor, at(9), at(10), "Repair")
    await block(tractor, at(10), at(11), "Repair")
    await block(tractor, at(11), at(12), "Market")

    seen = await slots(village, owner, tractor, at(0), at(24))

    assert seen == [
        slot("BLOCKED", at(5), at(7), "Greasing"),
        slot("FREE", at(7), at(9)),
        slot("BLOCKED", at(9), at(11), "Repair"),
        slot("BLOCKED", at(11), at(12), "Market"),
        slot("FREE", at(12), at(18)),
    ]


async def test_what_reaches_over_the_range_is_clipped(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    await block(tractor, at(3), at(9))

    assert await slots(village, owner, tractor, at(8), at(12)) == [
        slot("BLOCKED", at(8), at(9)),
        slot("FREE", at(9), at(12)),
    ]
    assert await slots(village, owner, tractor, at(19), at(23)) == []


async def test_what_is_no_longer_active_does_not_show(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    await block(tractor, at(8), at(9))
    await Booking.all().update(active=False)

    assert await slots(village, owner, tractor, at(0), at(24)) == [slot("FREE", at(6), at(18))]


async def test_each_part_of_a_calendar_has_its_own(village: Village) -> None:
    owner = await village.owner()
    tractor, other = await village.tractor(owner), await village.tractor(owner)
    await block(tractor, at(8), at(15), "Repair")
    await block(tractor, at(32), at(33), "Market")
    await block(other, at(9), at(10), "Greasing")
    parts = {"early": (at(7), at(9)), "late": (at(14), at(16)), "next": (at(31), at(34)), "none": (at(20), at(22))}
    asked = " ".join(
        f'{name}: availability(range: {{from: "{show_instant(start)}", to: "{show_instant(end)}"}}) '
        "{ kind during { from to } reason request { id } }"
        for name, (start, end) in parts.items()
    )

    with counted() as statements:
        answer = await village.ask(owner, f"{{ myTractors {{ nodes {{ {asked} }} }} }}")

    assert len(statements) == 3
    of_other, of_first = answer.data["nodes"]
    assert {name: _seen(of_first[name]) for name in parts} == {
        "early": [slot("FREE", at(7), at(8)), slot("BLOCKED", at(8), at(9), "Repair")],
        "late": [slot("BLOCKED", at(14), at(15), "Repair"), slot("FREE", at(15), at(16))],
        "next": [
            slot("FREE", at(31), at(32)),
            slot("BLOCKED", at(32), at(33), "Market"),
            slot("FREE", at(33), at(34)),
        ],
        "none": [],
    }
    assert {name: _seen(of_other[name]) for name in parts} == {
        "early": [slot("FREE", at(7), at(9))],
        "late": [slot("FREE", at(14), at(16))],
        "next": [slot("FREE", at(31), at(34))],
        "none": [],
    }


async def test_hours_that_meet_at_midnight_are_one(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner, hours=[type(each)(each.weekday, *_WHOLE) for each in EVERY_DAY])

    assert await slots(village, owner, tractor, at(10), at(58)) == [slot("FREE", at(10), at(58))]


_WHOLE = (datetime.min.time(), datetime.min.time())


@pytest.mark.parametrize(
    ("day", "opens", "closes", "hours"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC), 23),
        (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC), 25),
    ],
)
async def test_days_of_23_and_25_hours(
    village: Village, day: date, opens: datetime, closes: datetime, hours: int
) -> None:
    owner = await village.owner()
    whole_day = [type(each)(each.weekday, *_WHOLE) for each in EVERY_DAY if each.weekday == day.weekday()]
    tractor = await village.tractor(owner, hours=whole_day, time_zone="Europe/Paris")

    seen = await slots(village, owner, tractor, opens - timedelta(hours=5), closes + timedelta(hours=5))

    assert seen == [slot("FREE", opens, closes)]
    assert closes - opens == timedelta(hours=hours)


async def test_a_job_shows_its_request_to_those_who_may_see_it(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    job = await village.accepted(owner=owner)
    curious = await village.farmer()
    await village.matched(curious, day=village.day(4))
    request = await JobRequest.get(id=job.request_id)
    booking = await Booking.get(request_id=request.id)
    await block(tractor, booking.ends_at, booking.ends_at + timedelta(hours=1), "Private")
    window = (booking.starts_at, booking.ends_at + timedelta(hours=1))

    async def seen_by(viewer: Viewer) -> list[Any]:
        return [(each[0], each[3], each[4]) for each in await slots(village, viewer, tractor, *window)]

    shown = {"id": job.shown_id}
    assert await seen_by(owner) == [("BOOKED", None, shown), ("BLOCKED", "Private", None)]
    assert await seen_by(await village.admin()) == [("BOOKED", None, shown), ("BLOCKED", "Private", None)]
    assert await seen_by(job.farmer) == [("BOOKED", None, shown), ("BLOCKED", None, None)]
    assert await seen_by(curious) == [("BOOKED", None, None), ("BLOCKED", None, None)]


async def test_blocks_whose_reasons_are_hidden_are_one(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    farmer = await village.farmer()
    await village.matched(farmer)
    await block(tractor, at(8), at(9), "Repair")
    await block(tractor, at(9), at(10), "Market")

    assert await slots(village, farmer, tractor, at(8), at(10)) == [slot("BLOCKED", at(8), at(10))]


@pytest.mark.parametrize(
    ("start", "end", "path"),
    [
        (at(8), at(8), "to"),
        (at(9), at(8), "to"),
        (at(0), at(62 * 24 + 0.25), "to"),
        (datetime(1, 1, 1, tzinfo=UTC), datetime(1, 1, 2, tzinfo=UTC), "from"),
        (datetime(9999, 12, 30, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), "from"),
    ],
)
async def test_a_range_that_is_none_is_refused(village: Village, start: datetime, end: datetime, path: str) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)

    answer = await village.ask(
        owner, CALENDAR, id=encode(Kind.TRACTOR, tractor.id), **{"from": start.isoformat(), "to": end.isoformat()}
    )

    assert answer.codes == ["BAD_USER_INPUT"]
    (problem,) = answer.errors[0]["extensions"]["problems"]
    assert (list(problem["path"]), problem["code"]) == (["range", path], "OUT_OF_RANGE")


async def test_the_longest_range_is_62_days(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)

    assert len(await slots(village, owner, tractor, at(0), at(62 * 24))) == 62


async def test_a_fleet_takes_as_many_statements_as_one_tractor(village: Village) -> None:
    one, many = await village.owner(), await village.owner()
    await village.tractor(one)
    for _ in range(5):
        await village.tractor(many)
    window = {"from": show_instant(at(0)), "to": show_instant(at(24))}

    with counted() as few:
        assert len((await village.ask(one, FLEET_CALENDAR, **window)).data["nodes"]) == 1
    with counted() as all_of_them:
        assert len((await village.ask(many, FLEET_CALENDAR, **window)).data["nodes"]) == 5

    assert len(few) == len(all_of_them) == 3
