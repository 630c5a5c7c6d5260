"""Followers share their reads, and are asked for their permission again and again."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.enums import FrameKind
from models.requests import JobRequest
from services.platform.settings import Settings
from services.platform.sources import each_by_itself
from services.platform.streams import StreamName
from tests.dashboard.test_inbox import INBOX
from tests.requests.village import STEPS, Village, founded
from tests.tracking.screen import Ended, following, subscribed
from tests.tracking.test_feed import ready


async def test_a_crowd_of_events_is_read_to_its_end_at_once(
    settings: Settings, clean_database: None, tmp_path: Path
) -> None:
    async with founded(settings, tmp_path, replay_limit=3, stream_silence=timedelta(hours=1)) as village:
        job = await village.paid()
        stream = StreamName.of_request(job.request_id)
        payment = (await village.services.streams.read(stream, after=0, limit=100))[-1].payload
        async with following(village, job.farmer, job.shown_id) as screen:
            await screen.next()
            async with village.services.database.transaction():
                for _ in range(8):
                    await village.services.streams.append(stream, FrameKind.PAYMENT, payment)

            frames = [await screen.next() for _ in range(8)]

    assert {frame["__typename"] for frame in frames} == {"PaymentChanged"}
    assert len({frame["cursor"] for frame in frames}) == 8


async def test_the_permission_is_asked_again_for_each_frame_of_a_replay(village: Village) -> None:
    job = await ready(village)
    start = await village.services.streams.cursor(StreamName.of_request(job.request_id), 0)
    async with following(village, job.owner, job.shown_id, start) as screen:
        await screen.next()
        assert await screen.statuses(1) == ["SENT"]
        other = await village.owner()
        await JobRequest.filter(id=job.request_id).update(owner_id=other.user_id)

        with pytest.raises(Ended):
            await screen.next()


async def test_one_read_serves_all_who_watch(village: Village) -> None:
    job = await ready(village)
    async with AsyncExitStack() as screens:
        watching = [await screens.enter_async_context(following(village, job.farmer, job.shown_id)) for _ in range(20)]
        for screen in watching:
            await screen.next()
        waiting = [asyncio.create_task(screen.statuses(1)) for screen in watching]
        while village.services.following.places.waiting < 20:
            await asyncio.sleep(0)
        before = village.services.following.reads
        await village.step(job, STEPS[0])

        assert await asyncio.gather(*waiting) == [["EN_ROUTE"]] * 20
    assert village.services.following.reads - before <= 4


async def test_nobody_waits_for_what_another_kind_of_stream_reads(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await ready(village)
    hangs, goes_on = asyncio.Event(), asyncio.Event()

    async def slow(*arguments: Any, **options: Any) -> Any:
        hangs.set()
        await goes_on.wait()
        return await each_by_itself(*arguments, **options)

    async with (
        subscribed(village, job.owner, INBOX) as dashboard,
        following(village, job.farmer, job.shown_id) as screen,
    ):
        await dashboard.next()
        await screen.next()
        monkeypatch.setattr("services.dashboard.inbox.each_by_itself", slow)
        changed = asyncio.create_task(dashboard.next())
        await village.step(job, STEPS[0])
        await hangs.wait()

        assert await screen.statuses(1) == ["EN_ROUTE"]
        assert not changed.done()
        goes_on.set()
        assert (await changed)["__typename"] == "JobChanged"
