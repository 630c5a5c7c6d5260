"""A farmer looks again, and what searching finds where it comes too late."""

from services.platform.ids import Kind, encode
from tests.requests.operations import SEARCH
from tests.requests.village import Village, north


async def test_searching_while_a_search_runs_returns_it(village: Village) -> None:
    await village.tractor(place=north(2))
    farmer = await village.farmer()
    request = await village.matched(farmer)
    before = await village.state()

    answers = [(await village.ask(farmer, SEARCH, request=encode(Kind.REQUEST, request.id))).data for _ in range(2)]

    assert answers[0] == answers[1]
    assert (answers[0]["offersSent"], answers[0]["radiusKm"]) == (1, 25.0)
    assert answers[0]["request"]["matchState"] == "OFFERED"
    assert await village.state() == before


async def test_a_search_reaches_as_far_as_the_farmer_says(village: Village) -> None:
    farmer = await village.farmer()
    request = await village.matched(farmer)
    await village.tractor(place=north(130), service_radius_km=200.0)
    name = encode(Kind.REQUEST, request.id)

    assert (await village.ask(farmer, SEARCH, request=name, radius=120.0)).data["offersSent"] == 0
    found = (await village.ask(farmer, SEARCH, request=name, radius=140.0)).data
    assert (found["offersSent"], found["radiusKm"]) == (1, 140.0)
    for radius in (0.0, -1.0, 500.1):
        refused = (await village.ask(farmer, SEARCH, request=name, radius=radius)).data
        assert refused["problems"] == [{"path": ["radiusKm"], "code": "OUT_OF_RANGE"}]


async def test_a_search_beyond_all_circles_is_followed_by_others_as_far(village: Village) -> None:
    farmer = await village.farmer()
    request = await village.matched(farmer)
    name = encode(Kind.REQUEST, request.id)
    assert (await village.ask(farmer, SEARCH, request=name, radius=150.0)).data["offersSent"] == 0

    tractor = await village.tractor(place=north(5))
    await village.services.requests.matching.run(request.id)

    assert [offer.tractor_id for offer in await village.offers(request.id)] == [tractor.id]
    assert (await village.ask(farmer, SEARCH, request=name)).data["radiusKm"] == 150.0


async def test_after_acceptance_there_is_nothing_to_search(village: Village) -> None:
    job = await village.accepted()

    refused = (await village.ask(job.farmer, SEARCH, request=job.shown_id)).data

    assert refused == {
        "__typename": "InvalidTransitionError",
        "from": "ACCEPTED",
        "to": "RECEIVED",
        "allowedNext": ["CANCELLED"],
    }
