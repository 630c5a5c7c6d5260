"""Offers of one batch may end at different times; each end is looked at when it comes (semantics, section 3)."""

import asyncio
from contextvars import copy_context
from datetime import timedelta
from uuid import UUID

from models.enums import OfferState
from models.requests import JobRequest, Offer
from tests.requests.village import Village, north

PADDING = timedelta(seconds=1)
_PLANNED = """
    SELECT execute_after FROM pgqueuer
    WHERE entrypoint = 'match_request' AND dedupe_key LIKE 'expiry:%' AND status = 'queued' ORDER BY execute_after
"""
_ENDS_IN = """
    UPDATE request_matches SET offered_at = clock_timestamp() - interval '1 hour',
        expires_at = clock_timestamp() + $2::interval WHERE id = $1
"""


async def planned(village: Village) -> list[object]:
    """When a job looks for offers that are over."""
    return [row["execute_after"] for row in await village.services.database.fetch(_PLANNED)]


async def ends_in(village: Village, offer: Offer, time: timedelta) -> None:
    await village.services.database.fetch(_ENDS_IN, offer.id, time)


async def three_offers(village: Village) -> tuple[JobRequest, list[Offer]]:
    """The first is over, the others in ten and in twenty minutes; what was planned for the batch has been taken."""
    for km in (1, 2, 3, 4):
        await village.tractor(place=north(km))
    request = await village.matched()
    offers = await village.offers(request.id)
    for offer, minutes in zip(offers, (0, 10, 20), strict=True):
        await ends_in(village, offer, timedelta(minutes=minutes))
    await village.services.database.fetch("DELETE FROM pgqueuer")
    return request, [await Offer.get(id=offer.id) for offer in offers]


async def states(village: Village, request_id: UUID) -> list[OfferState]:
    return [offer.state for offer in await village.offers(request_id)]


async def test_where_others_stand_the_next_end_is_planned(village: Village) -> None:
    request, (_, second, third) = await three_offers(village)

    await village.services.requests.matching.run(request.id)
    assert await planned(village) == [second.expires_at + PADDING]
    await ends_in(village, second, timedelta())
    await village.services.requests.matching.run(request.id)

    assert await planned(village) == [second.expires_at + PADDING, third.expires_at + PADDING]
    assert await states(village, request.id) == [OfferState.EXPIRED, OfferState.EXPIRED, OfferState.OFFERED]


async def test_a_job_that_runs_twice_plans_once(village: Village) -> None:
    request, (_, second, _) = await three_offers(village)

    for _ in range(3):
        await village.services.requests.matching.run(request.id)
    await asyncio.gather(*(village.services.requests.matching.run(request.id) for _ in range(3)))

    assert await planned(village) == [second.expires_at + PADDING]


async def test_an_answer_leaves_the_next_end_planned(village: Village) -> None:
    request, (first, second, third) = await three_offers(village)
    await ends_in(village, first, timedelta(minutes=5))
    await Offer.filter(id=second.id).update(state=OfferState.DECLINED)
    first = await Offer.get(id=first.id)

    await village.services.requests.matching.run(request.id)
    assert await planned(village) == [first.expires_at + PADDING]
    await Offer.filter(id=first.id).update(state=OfferState.DECLINED)
    await village.services.requests.matching.run(request.id)

    assert await planned(village) == [first.expires_at + PADDING, third.expires_at + PADDING]


async def test_a_search_that_waited_for_its_turn_plans_no_earlier(village: Village) -> None:
    """Else the job comes too early, under the only word that could have its successor wait."""
    for km in (1, 2):
        await village.tractor(place=north(km))
    request, database = await village.request(), village.services.database
    outside = copy_context()

    async with asyncio.TaskGroup() as searches, database.transaction():
        await database.fetch("SELECT FROM job_requests WHERE id = $1 FOR UPDATE", request.id)
        searches.create_task(village.services.requests.matching.run(request.id), context=outside)
        await asyncio.sleep(1.5)

    offers = await village.offers(request.id)
    assert await planned(village) == [min(offer.expires_at for offer in offers) + PADDING]


async def test_the_last_of_a_batch_is_followed_at_once(village: Village) -> None:
    request, (_, second, third) = await three_offers(village)
    for offer in (second, third):
        await ends_in(village, offer, timedelta(seconds=1))

    await village.services.requests.matching.run(request.id)
    await asyncio.sleep(2.5)
    assert await village.run_due_jobs() == ["match_request"]

    assert await states(village, request.id) == [OfferState.EXPIRED] * 3 + [OfferState.OFFERED]
