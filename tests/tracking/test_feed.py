"""A stream misses nothing, repeats nothing and keeps the order; it ends with the permission (semantics, section 7)."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.enums import FrameKind, RequestStatus
from models.requests import JobRequest
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from services.platform.streams import StreamName
from tests.requests.operations import CANCEL
from tests.requests.village import STEPS, Job, Village, founded, fresh_key, north
from tests.tracking.screen import Ended, following
from tests.tracking.test_positions import fix, report


@pytest.fixture
async def quick(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Village]:
    """Where a stream looks at the database after a fifth of a second of silence."""
    async with founded(settings, tmp_path, stream_silence=timedelta(milliseconds=200)) as village:
        yield village


async def ready(village: Village) -> Job:
    """Paid, an hour before the start."""
    job = await village.paid()
    await village.at_start(job)
    return job


async def walk(village: Village, job: Job) -> None:
    for step in STEPS:
        await village.step(job, step)


async def test_every_step_comes_once_and_in_order(village: Village) -> None:
    job = await ready(village)
    async with following(village, job.farmer, job.shown_id) as screen:
        opened = await screen.next()
        walking = asyncio.create_task(walk(village, job))

        assert (opened["__typename"], opened["recovered"]) == ("StreamOpened", False)
        assert opened["snapshot"]["request"] == {"status": "ACCEPTED"}
        assert [event["sequence"] for event in opened["snapshot"]["events"]] == [1, 2, 3]
        assert await screen.statuses(5) == [step.value for step in STEPS]
        await walking


@pytest.mark.parametrize("by", ["farmer", "owner", "admin"])
async def test_the_parties_follow(village: Village, by: str) -> None:
    job = await ready(village)
    viewers = {"farmer": job.farmer, "owner": job.owner, "admin": await village.admin()}
    async with following(village, viewers[by], job.shown_id) as screen:
        await screen.next()
        await village.step(job, RequestStatus.EN_ROUTE)

        assert await screen.statuses(1) == ["EN_ROUTE"]


async def test_a_cursor_brings_what_was_missed_and_nothing_else(village: Village) -> None:
    job = await ready(village)
    async with following(village, job.farmer, job.shown_id) as screen:
        await screen.next()
        await village.step(job, STEPS[0])
        cursor = (await screen.until("StatusChanged"))["cursor"]
    await village.step(job, STEPS[1])
    await village.step(job, STEPS[2])

    async with following(village, job.farmer, job.shown_id, cursor) as screen:
        opened = await screen.next()
        assert (opened["recovered"], opened["cursor"]) == (True, cursor)
        assert opened["snapshot"]["request"] == {"status": "WORK_STARTED"}
        assert await screen.statuses(2) == ["ARRIVED", "WORK_STARTED"]
        await village.step(job, STEPS[3])
        assert await screen.statuses(1) == ["IN_PROGRESS"]


async def test_the_cursor_of_the_query_goes_on_as_a_stream(village: Village) -> None:
    job = await ready(village)
    snapshot = await village.ask(
        job.farmer, "query ($id: ID!) { requestTracking(requestId: $id) { cursor } }", id=job.shown_id
    )
    await village.step(job, STEPS[0])

    async with following(village, job.farmer, job.shown_id, snapshot.data["cursor"]) as screen:
        assert (await screen.next())["recovered"]
        assert await screen.statuses(1) == ["EN_ROUTE"]


async def test_payments_are_shown_as_they_were(village: Village) -> None:
    job = await village.accepted()
    start = (await village.services.tracking.feed.snapshot(job.farmer, job.request_id)).sequence
    cursor = await village.services.streams.cursor(StreamName.of_request(job.request_id), start)
    await village.pay(job)
    await village.ask(job.farmer, CANCEL, request=job.shown_id, key=fresh_key())

    async with following(village, job.farmer, job.shown_id, cursor) as screen:
        await screen.next()
        frames = [await screen.next() for _ in range(5)]

    kinds = [frame["__typename"] for frame in frames]
    assert kinds.count("StatusChanged") == 1
    told = [frame["payment"] for frame in frames if frame["__typename"] == "PaymentChanged"]
    assert [(each["status"], each["refunded"]["amountMinor"]) for each in told] == [
        ("REQUIRES_CONFIRMATION", 0),
        ("PROCESSING", 0),
        ("SUCCEEDED", 0),
        ("SUCCEEDED", 3_600_000),
    ]


async def test_owners_are_not_told_of_payments(village: Village) -> None:
    job = await village.accepted()
    async with following(village, job.owner, job.shown_id) as screen:
        await screen.next()
        await village.pay(job)
        await village.at_start(job)
        await village.step(job, STEPS[0])

        assert (await screen.next())["__typename"] == "StatusChanged"


async def test_places_and_arrivals_come_while_it_drives(village: Village) -> None:
    job = await ready(village)
    async with following(village, job.farmer, job.shown_id) as screen:
        await screen.next()
        await village.step(job, STEPS[0])
        await screen.until("StatusChanged")
        await report(village, job, fix(village.clock(), north(5)))
        place = (await screen.until("PositionMoved"))["position"]["point"]
        await village.services.tracking.etas.refresh(job.request_id)

        assert place == {"latitude": north(5).latitude, "longitude": north(5).longitude}
        assert (await screen.until("EtaChanged"))["eta"] == {"source": "STRAIGHT_LINE", "stale": False}
        await village.step(job, STEPS[1])
        assert await screen.statuses(1) == ["ARRIVED"]
        assert await screen.until("EtaChanged") == {"__typename": "EtaChanged", "eta": None}


async def test_a_lost_wake_up_is_made_up_for_by_the_silence(quick: Village) -> None:
    job = await ready(quick)
    async with following(quick, job.farmer, job.shown_id) as screen:
        await screen.next()
        async with quick.services.database.transaction() as transaction:
            await quick.step(job, STEPS[0])
            # The process dies between the commit and the announcement.
            transaction.after_commit.clear()

        assert await screen.statuses(1) == ["EN_ROUTE"]


async def test_a_stream_ends_with_the_permission(quick: Village) -> None:
    job = await ready(quick)
    async with following(quick, job.owner, job.shown_id) as screen:
        await screen.next()
        other = await quick.owner()
        await JobRequest.filter(id=job.request_id).update(owner_id=other.user_id)
        await quick.services.database.fetch("DELETE FROM request_matches")
        await quick.services.streams.nudge(StreamName.of_request(job.request_id))

        with pytest.raises(Ended):
            await screen.until("StatusChanged")
    assert quick.services.wakeups.channels == 0


async def test_an_owner_with_an_offer_is_refused_as_a_stranger_is(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    request = await village.matched()
    name = encode(Kind.REQUEST, request.id)

    for viewer, code in ((owner, "NOT_FOUND"), (await village.farmer(), "NOT_FOUND"), (None, "UNAUTHENTICATED")):
        async with following(village, viewer, name) as screen:
            assert await screen.next() == {"refused": code}
    async with following(village, owner, "req_x") as screen:
        assert await screen.next() == {"refused": "NOT_FOUND"}
    assert village.services.wakeups.channels == 0


async def test_a_cursor_of_another_stream_is_refused(village: Village) -> None:
    job, other = await ready(village), await village.accepted(day=village.day(4))
    foreign = await village.services.streams.cursor(StreamName.of_request(other.request_id), 1)

    for cursor in (foreign, "nonsense", "", "\ud800", foreign[:-4]):
        async with following(village, job.farmer, job.shown_id, cursor) as screen:
            assert await screen.next() == {"refused": "INVALID_CURSOR"}
    assert village.services.wakeups.channels == 0


async def test_after_a_restored_backup_the_snapshot_counts(village: Village) -> None:
    job = await ready(village)
    stream = StreamName.of_request(job.request_id)
    old = await village.services.streams.cursor(stream, 1)
    await village.services.database.fetch("UPDATE stream_epoch SET epoch = epoch + 1")
    # As every process that is started after the restoring.
    village.services.streams._epoch = None

    async with following(village, job.farmer, job.shown_id, old) as screen:
        assert not (await screen.next())["recovered"]
        await village.step(job, STEPS[0])
        assert await screen.statuses(1) == ["EN_ROUTE"]


async def test_a_cursor_ahead_of_the_database_counts_for_nothing(village: Village) -> None:
    job = await ready(village)
    ahead = await village.services.streams.cursor(StreamName.of_request(job.request_id), 10_000)

    async with following(village, job.farmer, job.shown_id, ahead) as screen:
        assert not (await screen.next())["recovered"]


@pytest.mark.parametrize(("behind", "recovered"), [(300, True), (301, False)])
async def test_whoever_is_too_far_behind_starts_from_the_snapshot(
    village: Village, behind: int, recovered: bool
) -> None:
    job = await village.paid()
    stream = StreamName.of_request(job.request_id)
    events = await village.services.streams.read(stream, after=0, limit=100)
    payment = next(event.payload for event in events if event.kind is FrameKind.PAYMENT)
    start = events[-1].sequence
    async with village.services.database.transaction():
        for _ in range(behind):
            await village.services.streams.append(stream, FrameKind.PAYMENT, payment)
    cursor = await village.services.streams.cursor(stream, start)

    async with following(village, job.farmer, job.shown_id, cursor) as screen:
        assert (await screen.next())["recovered"] is recovered
        if recovered:
            frames = [await screen.next() for _ in range(behind)]
            assert {frame["__typename"] for frame in frames} == {"PaymentChanged"}
            assert len({frame["cursor"] for frame in frames}) == behind


async def test_many_come_and_go_and_nobody_is_left(village: Village) -> None:
    job = await ready(village)
    before = asyncio.all_tasks()

    for _ in range(20):
        async with following(village, job.farmer, job.shown_id) as screen:
            await screen.next()

    assert village.services.wakeups.channels == 0
    assert asyncio.all_tasks() == before


async def test_hanging_up_while_waiting_leaves_nobody(village: Village) -> None:
    job = await ready(village)
    for _ in range(5):
        async with following(village, job.farmer, job.shown_id) as screen:
            await screen.next()
            waiting = asyncio.create_task(screen.until("StatusChanged"))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.wait([waiting])
    assert village.services.wakeups.channels == 0
