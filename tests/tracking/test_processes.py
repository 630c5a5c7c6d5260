"""Several API processes: what happens in one is seen in all of them."""

import signal
from datetime import timedelta
from pathlib import Path

import pytest

from models.enums import RequestStatus
from services.platform.settings import Settings
from tests.apis import apis
from tests.requests.village import founded
from tests.schema.events import events
from tests.schema.live import connected
from tests.schema.sockets.people import token_of

pytestmark = pytest.mark.timeout(150)
FOLLOW = """subscription ($id: ID!) { requestTracking(requestId: $id) {
    __typename ... on StatusChanged { event { status } } } }"""
STEP = """mutation ($id: ID!, $key: String!, $to: RequestStatus!) {
    updateRequestStatus(requestId: $id, to: $to, idempotencyKey: $key) { __typename } }"""


async def test_what_happens_in_one_process_is_seen_in_all(
    settings: Settings, clean_database: None, tmp_path: Path
) -> None:
    async with founded(settings, tmp_path, departure_window=timedelta(days=30)) as village:
        job = await village.paid()
        farmer, owner = await token_of(village.services, job.farmer), await token_of(village.services, job.owner)
        with apis(village.services.settings, 2, DEPARTURE_WINDOW="P30D") as (one, other):
            async with (
                connected(one.port) as here,
                connected(other.port) as there,
                events(other.port, FOLLOW, token=owner, id=job.shown_id) as stream,
            ):
                for socket in (here, there):
                    await socket.opened(farmer)
                    variables = {"id": job.shown_id}
                    await socket.send(id="1", type="subscribe", payload={"query": FOLLOW, "variables": variables})
                    assert (await socket.receive())["type"] == "next"
                await stream.next()
                for port, to in ((one.port, "EN_ROUTE"), (other.port, "ARRIVED")):
                    async with events(port, STEP, token=owner, accept="*/*", id=job.shown_id, key=to, to=to) as done:
                        assert (await done.body())["data"]["updateRequestStatus"]["__typename"] == "UpdateStatusSuccess"
                    told = [(await socket.receive())["payload"] for socket in (here, there)] + [
                        (await stream.next())[1]
                    ]
                    assert [each["data"]["requestTracking"]["event"]["status"] for each in told] == [to] * 3

                assert one.end(signal.SIGTERM) == -signal.SIGTERM
                assert await here.closed() == 1012
                await village.step(job, RequestStatus.WORK_STARTED)
                assert (await there.receive())["type"] == "next"
                assert (await stream.next())[0] == "next"
