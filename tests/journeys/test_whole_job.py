"""From nothing to a tracked, paid and completed job, over the sockets of a running server."""

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.people import REFRESH, Newcomer, create_tractor, sign_up
from tests.journeys.steps import (
    STORY,
    TRACK,
    accept,
    ask_for_work,
    check_earnings,
    create_request,
    is_step,
    match_state,
    pay,
    step,
    watch_the_job,
)
from tests.runs import Run, Runs

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def run(runs: Runs, tmp_path: Path) -> Run:
    started = runs.start(tmp_path / "data")
    started.port()
    return started


@pytest.fixture
async def farmer(run: Run) -> AsyncIterator[Newcomer]:
    newcomer = await sign_up(run.port(), "FARMER", "Wanjiru Kamau")
    yield newcomer
    await newcomer.client.close()


@pytest.fixture
async def owner(run: Run) -> AsyncIterator[Newcomer]:
    newcomer = await sign_up(run.port(), "TRACTOR_OWNER", "Kiprop Cheruiyot")
    yield newcomer
    await newcomer.client.close()


async def test_a_newcomer_gets_a_tracked_paid_and_completed_job(farmer: Newcomer, owner: Newcomer) -> None:
    tractor_id = await create_tractor(owner)
    request_id = await ask_for_work(farmer)
    async with farmer.client.subscribed(TRACK, request=request_id) as frames:
        opened = await frames.next()
        assert opened["recovered"] is False
        assert [event["status"] for event in opened["snapshot"]["events"]] == ["SENT", "RECEIVED"]
        total = await pay(farmer, request_id, tractor_id)
        assert await accept(owner, request_id) == {"name": "Wanjiru", "phone": None}
        await watch_the_job(owner, request_id, frames)
        assert frames.statuses() == STORY[2:]
        assert "SUCCEEDED" in [frame["payment"]["status"] for frame in frames.seen if "payment" in frame]
    await check_earnings(owner, total)


async def test_losing_redis_in_the_middle_changes_nothing_that_the_farmer_sees(
    run: Run, farmer: Newcomer, owner: Newcomer
) -> None:
    tractor_id = await create_tractor(owner)
    request_id = await ask_for_work(farmer)
    async with farmer.client.subscribed(TRACK, request=request_id) as frames:
        await frames.next()
        total = await pay(farmer, request_id, tractor_id)
        os.kill(run.parts()["redis"], signal.SIGKILL)
        await accept(owner, request_id)
        await watch_the_job(owner, request_id, frames)
        assert frames.statuses() == STORY[2:]
    await check_earnings(owner, total)


async def test_a_phone_that_was_away_catches_up_from_its_cursor(farmer: Newcomer, owner: Newcomer) -> None:
    tractor_id = await create_tractor(owner)
    request_id = await ask_for_work(farmer)
    async with farmer.client.subscribed(TRACK, request=request_id) as frames:
        cursor = (await frames.next())["cursor"]
    await pay(farmer, request_id, tractor_id)
    await accept(owner, request_id)
    await step(owner, request_id, "EN_ROUTE")
    async with farmer.client.subscribed(TRACK, request=request_id, after=cursor) as frames:
        assert (await frames.next())["recovered"] is True
        await frames.until(lambda frame: is_step("EN_ROUTE", frame))
        assert frames.statuses() == ["ACCEPTED", "EN_ROUTE"]


async def test_a_request_that_waits_finds_the_tractor_that_comes_later(farmer: Newcomer, owner: Newcomer) -> None:
    request_id = await create_request(farmer)
    assert await match_state(farmer, request_id, "WAITLISTED") == "RECEIVED"
    await create_tractor(owner)
    assert await match_state(farmer, request_id, "OFFERED") == "RECEIVED"


async def test_a_refreshed_session_goes_on(farmer: Newcomer) -> None:
    renewed = await farmer.client.ask(REFRESH, token=farmer.refresh_token)
    again = await farmer.client.ask(REFRESH, token=farmer.refresh_token)
    assert again["tokens"]["refreshToken"] == renewed["tokens"]["refreshToken"]
    farmer.client.token = renewed["tokens"]["accessToken"]
    assert await farmer.client.ask("{ me { email } }") == {"email": farmer.email}
