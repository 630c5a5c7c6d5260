"""No calendar is dearer than its cost is counted, and what was there before a bound can still be read."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from models.enums import SlotKind
from models.tractors import Booking, Tractor, WeeklyHours
from services.platform.ids import Kind, encode
from tests.requests.village import Village
from tests.tractors.operations import CALENDAR
from tests.tractors.test_fleet import CREATE, entered
from tests.tractors.test_updates import CHANGED_TABLES
from tests.tractors.yard import Yard, span

MINUTE = 1 / 60
TOO_MANY = "TOO_MANY"


@pytest.fixture
async def yard(village: Village) -> Yard:
    owner = await village.owner()
    return Yard(village, owner, await village.tractor(owner))


def stretches(count: int) -> list[dict[str, str]]:
    """Of a Monday, a minute each with a minute between them."""
    return [
        {
            "weekday": "MONDAY",
            "from": f"{n * 2 // 60:02}:{n * 2 % 60:02}",
            "to": f"{n * 2 // 60:02}:{n * 2 % 60 + 1:02}",
        }
        for n in range(count)
    ]


def minutes(yard: Yard, count: int, *, first: int = 0) -> list[dict[str, Any]]:
    """Blocks of a minute each, with a minute between them."""
    return [yard.block(n * 2 * MINUTE, (n * 2 + 1) * MINUTE) for n in range(first, first + count)]


async def test_a_weekday_has_eight_stretches_and_no_ninth(yard: Yard) -> None:
    eight = stretches(8)
    assert (await yard.set(hours=eight))["tractor"]["weeklyHours"] == eight
    before = await yard.village.state(*CHANGED_TABLES, "tractor_availability")

    refused = await yard.set(hours=[*stretches(9), {"weekday": "MONDAY", "from": "06:00", "to": "05:00"}])

    assert refused["problems"] == [{"path": ["weeklyHours"], "code": TOO_MANY}]
    assert await yard.village.state(*CHANGED_TABLES, "tractor_availability") == before


async def test_the_same_stretch_five_thousand_times_is_one_mistake(yard: Yard) -> None:
    refused = await yard.set(hours=stretches(1) * 5_000)
    assert refused["problems"] == [{"path": ["weeklyHours"], "code": TOO_MANY}]


async def test_a_new_tractor_has_no_more(yard: Yard) -> None:
    before = await yard.village.state("tractors", "tractor_availability")

    answer = await yard.village.ask(yard.owner, CREATE, input=entered(weeklyHours=stretches(9)))

    assert answer.data["problems"] == [{"path": ["input", "weeklyHours"], "code": TOO_MANY}]
    assert await yard.village.state("tractors", "tractor_availability") == before


async def test_two_hundred_blocks_lie_within_sixty_two_days(yard: Yard) -> None:
    await yard.set(block=minutes(yard, 100))
    await yard.set(block=minutes(yard, 100, first=100))
    before = await yard.village.state(*CHANGED_TABLES)

    one_more = await yard.set(block=minutes(yard, 1, first=200))
    earlier = await yard.set(block=[yard.block(-24, -23)])

    assert one_more["problems"] == earlier["problems"] == [{"path": ["block"], "code": TOO_MANY}]
    assert await yard.village.state(*CHANGED_TABLES) == before
    assert (await yard.set(block=[yard.block(24 * 63, 24 * 64)]))["__typename"] == "TractorSuccess"
    moved = await yard.set(unblock=[yard.span(0, MINUTE)], block=minutes(yard, 1, first=200))
    assert moved["__typename"] == "TractorSuccess"


async def test_cutting_makes_no_more_of_them(yard: Yard) -> None:
    await yard.set(block=[yard.block(0, 24)])
    for part in (0, 1):
        cuts = [yard.span(part * 12 + n * 0.1, part * 12 + n * 0.1 + 0.05) for n in range(1, 100)]
        assert (await yard.set(unblock=cuts))["__typename"] == "TractorSuccess"
    before = await yard.village.state(*CHANGED_TABLES)

    refused = await yard.set(unblock=[yard.span(11, 11.01), yard.span(11.06, 11.07)])

    assert refused["problems"] == [{"path": ["unblock"], "code": TOO_MANY}]
    assert await yard.village.state(*CHANGED_TABLES) == before


async def test_calls_at_once_make_no_more_of_them(yard: Yard) -> None:
    for first in (0, 75):
        await yard.set(block=minutes(yard, 75, first=first))

    await asyncio.gather(*(yard.set(block=minutes(yard, 60, first=150 + n * 60)) for n in range(5)))

    assert len(await yard.blocks()) == 150


async def test_what_was_there_before_can_be_read_and_lifted(yard: Yard) -> None:
    await WeeklyHours.filter(tractor_id=yard.tractor.id).delete()
    weekday = yard.noon.weekday()
    await WeeklyHours.bulk_create(
        [
            WeeklyHours(tractor_id=yard.tractor.id, weekday=weekday, opens_minute=n, closes_minute=n + 1)
            for n in range(0, 80, 2)
        ]
    )
    await Booking.bulk_create([row(yard.tractor, yard, n) for n in range(300)])
    window = span(yard.noon.replace(hour=0) - timedelta(hours=1), yard.at(24))

    answer = await yard.village.ask(yard.owner, CALENDAR, id=encode(Kind.TRACTOR, yard.tractor.id), **window)
    elsewhere = await yard.set(block=[yard.block(24 * 64, 24 * 65)])
    lifted = await yard.set(unblock=[yard.span(0, 24)])

    assert elsewhere["__typename"] == "TractorSuccess"
    assert [slot["kind"] for slot in answer.data["availability"]] == ["FREE"] * 40 + ["BLOCKED"] * 300
    assert len(lifted["tractor"]["weeklyHours"]) == 40
    assert await yard.blocks() == [(24 * 64, 24 * 65, None)]


def row(tractor: Tractor, yard: Yard, number: int) -> Booking:
    return Booking(
        tractor_id=tractor.id,
        kind=SlotKind.BLOCKED,
        starts_at=yard.at(number * 2 * MINUTE),
        ends_at=yard.at((number * 2 + 1) * MINUTE),
    )
