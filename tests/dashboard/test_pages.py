"""Panels a page at a time."""

from typing import Any

from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from tests.requests.village import STEPS, Village


async def paged(village: Village, owner: Viewer, panel: str, node: str) -> list[tuple[list[Any], bool]]:
    """The first two pages of two: what each has, and whether more follows."""
    query = f"""query ($after: Cursor) {{ ownerDashboard {{ {panel}(first: 2, after: $after) {{
        nodes {{ {node} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"""
    first = (await village.ask(owner, query)).data[panel]
    rest = (await village.ask(owner, query, after=first["pageInfo"]["endCursor"])).data[panel]
    return [(page["nodes"], page["pageInfo"]["hasNextPage"]) for page in (first, rest)]


async def test_pages_of_upcoming_jobs(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    soonest, middle, latest = [
        {"id": (await village.accepted(owner=owner, day=village.day(ahead))).shown_id} for ahead in (2, 3, 4)
    ]

    assert await paged(village, owner, "upcoming", "id") == [([soonest, middle], True), ([latest], False)]


async def test_pages_of_offers_and_their_requests(village: Village) -> None:
    owner, farmer = await village.owner(), await village.farmer()
    await village.tractor(owner)
    asked = [await village.matched(farmer, day=village.day(ahead)) for ahead in (2, 3, 4)]
    newest, middle, oldest = [
        {"id": encode(Kind.OFFER, (await village.offers(each.id))[0].id), "request": {"publicCode": each.public_code}}
        for each in reversed(asked)
    ]

    pages = await paged(village, owner, "jobRequests", "id request { publicCode }")

    assert pages == [([newest, middle], True), ([oldest], False)]


async def test_pages_of_jobs_under_way(village: Village) -> None:
    owner = await village.owner()
    jobs = []
    for _ in range(3):
        await village.tractor(owner)
        jobs.append(await village.paid(owner=owner, day=village.day(2)))
    for job in jobs:
        await village.at_start(job)
        await village.step(job, STEPS[0])
    newest, middle, oldest = [{"id": job.shown_id} for job in reversed(jobs)]

    assert await paged(village, owner, "ongoing", "id") == [([newest, middle], True), ([oldest], False)]
