"""An owner sets hours and blocks: all of it or nothing, never over an accepted job."""

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from models.enums import Role, SlotKind
from models.requests import JobRequest, Offer
from models.tractors import Booking, Tractor
from services.platform.ids import Kind, encode
from services.requests.refusals import TractorUnavailable
from tests.requests.village import Job, Village
from tests.tractors.operations import SET
from tests.tractors.test_updates import CHANGED_TABLES, NOT_FOUND, forget_jobs, jobs
from tests.tractors.yard import HOUR, Yard, blocked, span

ROUNDS = 200


@pytest.fixture
async def yard(village: Village) -> Yard:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    await forget_jobs(village)
    return Yard(village, owner, tractor)


async def test_blocks_are_kept_with_their_reasons(yard: Yard) -> None:
    assert (await yard.set(block=[yard.block(0, 1, "Greasing"), yard.block(2, 3)]))["tractor"]["version"] == 2

    assert await yard.blocks() == [(0, 1, "Greasing"), (2, 3, None)]
    assert await jobs(yard.village) == []


@pytest.mark.parametrize(
    ("blocks", "left"),
    [
        ([(0, 2, "A"), (1, 3, "B")], [(0, 3, "A; B")]),
        ([(0, 2, "A"), (1, 3, "A")], [(0, 3, "A")]),
        ([(0, 4, None), (1, 2, "B")], [(0, 4, "B")]),
        ([(0, 1, "A"), (1, 2, "A")], [(0, 1, "A"), (1, 2, "A")]),
        ([(0, 1, None), (2, 3, None), (0.5, 2.5, None)], [(0, 3, None)]),
        ([(0, 1, "A"), (0, 1, "A")], [(0, 1, "A")]),
    ],
)
async def test_overlapping_blocks_merge(
    yard: Yard, blocks: list[tuple[float, float, str | None]], left: list[tuple[float, float, str | None]]
) -> None:
    await yard.set(block=[yard.block(*each) for each in blocks])
    assert await yard.blocks() == left
    await yard.set(unblock=[yard.span(-10, 10)])

    for each in blocks:
        await yard.set(block=[yard.block(*each)])
    assert await yard.blocks() == left


@pytest.mark.parametrize(
    ("cuts", "left"),
    [
        ([(0, 4)], []),
        ([(-1, 1)], [(1, 4, "A")]),
        ([(1, 2)], [(0, 1, "A"), (2, 4, "A")]),
        ([(1, 2), (3, 5)], [(0, 1, "A"), (2, 3, "A")]),
        ([(4, 6)], [(0, 4, "A")]),
    ],
)
async def test_unblocking_cuts(
    yard: Yard, cuts: list[tuple[float, float]], left: list[tuple[float, float, str]]
) -> None:
    await yard.set(block=[yard.block(0, 4, "A")])

    await yard.set(unblock=[yard.span(*each) for each in cuts])

    assert await yard.blocks() == left
    assert await jobs(yard.village) == ([] if left == [(0, 4, "A")] else ["tractor_freed"])


async def test_a_block_is_moved_in_one_call(yard: Yard) -> None:
    await yard.set(block=[yard.block(0, 4, "A")])

    await yard.set(block=[yard.block(2, 6, "B")], unblock=[yard.span(0, 4)])

    assert await yard.blocks() == [(2, 6, "B")]


async def test_hours_are_replaced_as_a_whole(yard: Yard) -> None:
    narrow = [
        {"weekday": "MONDAY", "from": "07:00", "to": "12:00"},
        {"weekday": "MONDAY", "from": "13:00", "to": "18:00"},
    ]

    assert (await yard.set(hours=narrow))["tractor"]["weeklyHours"] == narrow
    assert await jobs(yard.village) == []
    assert (await yard.set(hours=[]))["tractor"]["weeklyHours"] == []
    wide = [{"weekday": "SUNDAY", "from": "00:00", "to": "00:00"}]
    assert (await yard.set(hours=wide))["tractor"] == {"version": 4, "weeklyHours": wide}
    assert await jobs(yard.village) == ["tractor_freed"]


async def test_nothing_sent_changes_nothing(yard: Yard) -> None:
    before = await yard.village.state(*CHANGED_TABLES)

    assert (await yard.set())["tractor"]["version"] == 1

    assert await yard.village.state(*CHANGED_TABLES) == before


async def accepted(yard: Yard) -> tuple[Job, Booking]:
    job = await yard.village.accepted(owner=yard.owner)
    await forget_jobs(yard.village)
    return job, await Booking.get(request_id=job.request_id)


async def test_a_block_over_an_accepted_job_is_refused_whole(yard: Yard) -> None:
    job, booking = await accepted(yard)
    await yard.set(block=[blocked(booking.ends_at, booking.ends_at + HOUR, "Rest")])
    before = await yard.village.state(*CHANGED_TABLES)

    refused = await yard.set(
        hours=[],
        unblock=[span(booking.ends_at, booking.ends_at + HOUR)],
        block=[blocked(booking.starts_at - HOUR, booking.starts_at + HOUR)],
    )
    only_blocks = await yard.set(
        unblock=[span(booking.ends_at, booking.ends_at + HOUR)],
        block=[blocked(booking.starts_at - HOUR, booking.starts_at + HOUR)],
    )

    slot = {
        "kind": "BOOKED",
        "during": span(booking.starts_at, booking.ends_at),
        "reason": None,
        "request": {"id": job.shown_id},
    }
    expected = {"__typename": "AvailabilityConflictError", "code": "AVAILABILITY_CONFLICT", "conflicts": [slot]}
    assert refused == only_blocks == expected
    assert await yard.village.state(*CHANGED_TABLES) == before


async def test_blocks_beside_a_job_fit(yard: Yard) -> None:
    _, booking = await accepted(yard)

    before = blocked(booking.starts_at - HOUR, booking.starts_at)
    after = blocked(booking.ends_at, booking.ends_at + HOUR)
    assert (await yard.set(block=[before, after]))["__typename"] == "TractorSuccess"

    assert len(await yard.blocks()) == 2


async def test_hours_that_would_leave_a_job_outside_are_refused(yard: Yard) -> None:
    job, _ = await accepted(yard)
    request = await JobRequest.get(id=job.request_id)
    assert request.scheduled_from is not None
    assert request.scheduled_to is not None
    weekday = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")[
        request.preferred_date.weekday()
    ]
    start, end = ((each + HOUR).strftime("%H:%M") for each in (request.scheduled_from, request.scheduled_to))
    before = await yard.village.state(*CHANGED_TABLES, "tractor_availability")
    late = (request.scheduled_from + HOUR + timedelta(minutes=1)).strftime("%H:%M")

    refused = await yard.set(hours=[{"weekday": weekday, "from": late, "to": "18:00"}])
    assert refused["__typename"] == "AvailabilityConflictError"
    assert [slot["request"] for slot in refused["conflicts"]] == [{"id": job.shown_id}]
    assert await yard.village.state(*CHANGED_TABLES, "tractor_availability") == before
    exact = [{"weekday": weekday, "from": start, "to": end}]
    assert (await yard.set(hours=exact))["tractor"]["weeklyHours"] == exact


async def test_a_job_that_is_over_binds_no_hours(yard: Yard) -> None:
    job, _ = await accepted(yard)
    request = await JobRequest.get(id=job.request_id)
    assert request.scheduled_to is not None
    yard.village.clock.now = request.scheduled_to

    assert (await yard.set(hours=[]))["__typename"] == "TractorSuccess"


async def test_the_exclusion_constraint_has_the_last_word(yard: Yard) -> None:
    """A booking that takes no lock, and is committed while the block is being written."""
    job, booking = await accepted(yard)
    await Booking.filter(id=booking.id).update(active=False)
    connection = await asyncpg.connect(str(yard.village.services.settings.database_url))
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute("UPDATE tractor_bookings SET active = true WHERE id = $1", booking.id)

    waiting = asyncio.create_task(yard.set(block=[blocked(booking.starts_at, booking.ends_at)]))
    while not await connection.fetchval("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
        await asyncio.sleep(0.01)
    await transaction.commit()
    await connection.close()

    refused = await waiting
    assert refused["__typename"] == "AvailabilityConflictError"
    assert [slot["request"] for slot in refused["conflicts"]] == [{"id": job.shown_id}]
    assert await yard.blocks() == []
    assert (await Tractor.get(id=yard.tractor.id)).version == 1


async def _taken(yard: Yard, offer: Offer) -> list[SlotKind]:
    rows = Booking.filter(tractor_id=yard.tractor.id, active=True, starts_at__lt=offer.scheduled_to)
    return [booking.kind for booking in await rows.filter(ends_at__gt=offer.scheduled_from)]


@pytest.mark.timeout(300)
async def test_blocking_and_accepting_at_once_end_one_way_or_the_other(yard: Yard) -> None:
    for turn in range(ROUNDS):
        request = await yard.village.matched(day=yard.village.day(turn + 2))
        offer = (await yard.village.offers(request.id))[0]

        outcome: Any = await asyncio.gather(
            yard.village.accept(offer, yard.owner),
            yard.set(block=[blocked(offer.scheduled_from, offer.scheduled_to)]),
            return_exceptions=True,
        )

        refusal, answer = outcome
        if refusal is None:
            assert await _taken(yard, offer) == [SlotKind.BOOKED]
            assert answer["__typename"] == "AvailabilityConflictError"
        else:
            assert await _taken(yard, offer) == [SlotKind.BLOCKED]
            assert isinstance(refusal, TractorUnavailable)
            assert answer["__typename"] == "TractorSuccess"


async def test_mistakes_are_told_with_their_paths(yard: Yard) -> None:
    before = await yard.village.state(*CHANGED_TABLES)
    monday = {"weekday": "MONDAY", "from": "06:00", "to": "12:00"}

    refused = await yard.set(
        hours=[monday, {**monday, "from": "11:00"}, {**monday, "from": "13:00"}],
        block=[yard.block(1, 1), yard.block(0, 1, "r" * 201), yard.block(0, 24 * 800)],
        unblock=[yard.span(2, 1)],
    )
    many = await yard.set(unblock=[yard.span(0, 1)] * 101)

    assert [(problem["path"], problem["code"]) for problem in refused["problems"]] == [
        (["weeklyHours", "1"], "OVERLAP"),
        (["weeklyHours", "2", "to"], "OUT_OF_RANGE"),
        (["block", "0", "during", "to"], "OUT_OF_RANGE"),
        (["block", "1", "reason"], "TOO_LONG"),
        (["block", "2", "during"], "OUT_OF_RANGE"),
        (["unblock", "0", "to"], "OUT_OF_RANGE"),
    ]
    assert many["problems"] == [{"path": ["unblock"], "code": "TOO_MANY"}]
    assert await yard.village.state(*CHANGED_TABLES) == before


async def test_a_change_of_what_was_not_seen_is_refused(yard: Yard) -> None:
    await yard.set(block=[yard.block(0, 1)])
    before = await yard.village.state(*CHANGED_TABLES)
    yard.version = 1

    refused = await yard.set(block=[yard.block(2, 3)])

    assert refused == {"__typename": "StaleVersionError", "code": "STALE_VERSION", "currentVersion": 2}
    assert await yard.village.state(*CHANGED_TABLES) == before


async def test_an_archived_tractor_has_no_calendar_to_change(yard: Yard) -> None:
    await yard.village.services.tractors.updates.archive(yard.owner, yard.tractor.id)
    before = await yard.village.state(*CHANGED_TABLES)
    yard.version = 2

    assert (await yard.set(hours=[]))["problems"] == [{"path": ["id"], "code": "ARCHIVED"}]
    assert await yard.village.state(*CHANGED_TABLES) == before


async def test_a_calendar_is_its_owners(yard: Yard) -> None:
    village = yard.village
    before = await village.state(*CHANGED_TABLES)

    async def answer(role: Role | None) -> Any:
        viewer = await village.person(role) if role else None
        return await village.ask(viewer, SET, id=encode(Kind.TRACTOR, yard.tractor.id), block=[yard.block(0, 1)])

    assert (await answer(None)).codes == ["UNAUTHENTICATED"]
    assert (await answer(Role.FARMER)).codes == (await answer(Role.ADMIN)).codes == ["FORBIDDEN"]
    assert (await answer(Role.TRACTOR_OWNER)).data == NOT_FOUND
    assert await village.state(*CHANGED_TABLES) == before
