"""A process that is told to end: whoever followed there goes on elsewhere, and misses nothing."""

import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.enums import RequestStatus
from services.platform.settings import Settings
from tests.apis import apis
from tests.requests.village import founded
from tests.schema.live import Socket, connected
from tests.schema.sockets.people import token_of
from tests.tracking.operations import FOLLOW

pytestmark = pytest.mark.timeout(150)


async def follow(socket: Socket, token: str, **variables: str) -> dict[str, Any]:
    """The first frame."""
    await socket.opened(token)
    await socket.send(id="1", type="subscribe", payload={"query": FOLLOW, "variables": variables})
    return await told(socket)


async def told(socket: Socket) -> dict[str, Any]:
    frame: dict[str, Any] = (await socket.receive())["payload"]["data"]["requestTracking"]
    return frame


async def status(socket: Socket) -> tuple[str, str]:
    """The next step that is told, and its cursor."""
    while (frame := await told(socket))["__typename"] != "StatusChanged":
        continue
    return frame["event"]["status"], frame["cursor"]


async def test_a_follower_goes_on_at_another_process_with_its_cursor(
    settings: Settings, clean_database: None, tmp_path: Path
) -> None:
    async with founded(settings, tmp_path, departure_window=timedelta(days=30)) as village:
        job = await village.paid()
        farmer = await token_of(village.services, job.farmer)
        with apis(village.services.settings, 2, DEPARTURE_WINDOW="P30D") as (ending, other):
            async with connected(ending.port) as socket:
                await follow(socket, farmer, request=job.shown_id)
                await village.step(job, RequestStatus.EN_ROUTE)
                seen, cursor = await status(socket)
                assert seen == "EN_ROUTE"
                assert ending.end(signal.SIGTERM) == -signal.SIGTERM
                assert await socket.closed() == 1012
            for to in (RequestStatus.ARRIVED, RequestStatus.WORK_STARTED):
                await village.step(job, to)
            async with connected(other.port) as socket:
                opened = await follow(socket, farmer, request=job.shown_id, after=cursor)
                assert (opened["__typename"], opened["recovered"]) == ("StreamOpened", True)
                assert [(await status(socket))[0] for _ in range(2)] == ["ARRIVED", "WORK_STARTED"]
                await village.step(job, RequestStatus.IN_PROGRESS)
                assert (await status(socket))[0] == "IN_PROGRESS"
