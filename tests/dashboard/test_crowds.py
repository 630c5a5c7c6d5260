"""Changes, jobs and dashboards at once, more of them than a process has connections: each comes to its end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.requests import JobRequest
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from tests.requests.operations import ACCEPT
from tests.requests.village import Job, Village, founded, fresh_key, north

EACH = 4
LOOK = """{ ownerDashboard { summary { tractorsTotal } jobRequests { nodes { tractor { owner { name } } } } }
    requests(filter: { serviceCode: "PLOUGHING" }) { nodes { id paid } }
    myTractors { nodes { id capabilities { service { name } } } } }"""


@pytest.fixture(params=[2, 3])
async def village(
    settings: Settings, clean_database: None, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Village]:
    """With so few connections."""
    few = {"database_pool_size": request.param, "database_patience": timedelta(seconds=10)}
    async with founded(settings, tmp_path, **few) as village:
        yield village


async def test_changes_jobs_and_dashboards_at_once(village: Village) -> None:
    farmer, owner = await village.farmer(), await village.owner()
    offered: list[JobRequest] = []
    unpaid: list[Job] = []
    sent: list[JobRequest] = []
    for number in range(EACH):
        place = north(200 * number)
        await village.tractor(owner, place=place)
        offered.append(await village.matched(farmer, place=place, day=village.day(3)))
        unpaid.append(await village.accepted(farmer, owner, place=place, day=village.day(5)))
        sent.append(await village.request(farmer, place=place, day=village.day(7)))

    looks, *_ = await asyncio.gather(
        asyncio.gather(*(village.ask(owner, LOOK) for _ in range(2 * EACH))),
        asyncio.gather(*(accepted(village, owner, request) for request in offered)),
        asyncio.gather(*(village.pay(job) for job in unpaid)),
        asyncio.gather(*(village.services.requests.matching.run(request.id) for request in sent)),
    )

    assert [look.errors for look in looks] == [[]] * (2 * EACH)
    now = {row.id: (row.status, row.owner_id is not None) for row in await JobRequest.all()}
    assert [now[request.id] for request in offered] == [("ACCEPTED", True)] * EACH
    assert [now[request.id] for request in sent] == [("RECEIVED", False)] * EACH
    final = await village.ask(owner, LOOK)
    assert {node["id"]: node["paid"] for node in final.data["requests"]["nodes"]} == {
        **{encode(Kind.REQUEST, request.id): False for request in offered},
        **{job.shown_id: True for job in unpaid},
    }
    database = village.services.database
    assert database.idle_connections() == database.connections()


async def accepted(village: Village, owner: Viewer, request: JobRequest) -> None:
    (offer,) = await village.offers(request.id)
    answer = await village.ask(owner, ACCEPT, offer=encode(Kind.OFFER, offer.id), key=fresh_key())
    assert (answer.errors, answer.data["__typename"]) == ([], "AcceptOfferSuccess")
