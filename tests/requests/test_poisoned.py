"""What one participant enters does no harm to the others."""

from typing import Any

import pytest

from models.auth import User
from models.enums import MatchState, PricingBasis, RequestStatus, Role
from models.requests import Estimate, JobRequest
from models.tractors import Capability
from services.platform.ids import Kind, encode
from services.tractors.drafts import PricingDraft
from tests.requests.operations import CANCEL, ESTIMATE, PREVIEW, SEARCH
from tests.requests.village import KUJE, Village, fresh_key, north

SEEN = """query ($id: ID!) { request(id: $id) {
    farmAddress notes farmLocation { latitude longitude } } }"""
CREATE = """mutation ($input: CreateTractorInput!) { createTractor(input: $input) {
    __typename ... on ValidationError { problems { path code } } } }"""


def tractor(**figures: Any) -> dict[str, Any]:
    return {
        "name": "Snail",
        "make": "M",
        "model": "1",
        "baseLocation": {"latitude": KUJE.latitude, "longitude": KUJE.longitude},
        "capabilities": [{"serviceCode": "PLOUGHING", **figures}],
        "pricing": {"currency": "NGN", "rateMinor": 1},
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [("speedKmh", 1e-300), ("speedKmh", 0.49), ("workingWidthM", 1e-9), ("fieldEfficiency", 0.09), ("speedKmh", 61)],
)
async def test_figures_that_no_tractor_has_are_refused(village: Village, name: str, value: float) -> None:
    answer = await village.ask(await village.owner(), CREATE, input=tractor(**{name: value}))
    path = ["input", "capabilities", "0", name]
    assert answer.data == {"__typename": "ValidationError", "problems": [{"path": path, "code": "OUT_OF_RANGE"}]}


async def test_a_tractor_that_would_work_for_ever_is_no_candidate_and_hides_no_other(village: Village) -> None:
    snail = await village.tractor()
    await Capability.filter(tractor_id=snail.id).update(speed_kmh=1e-300)
    honest = await village.tractor(place=north(5))
    request = await village.matched()
    assert request.match_state is MatchState.OFFERED
    assert [offer.tractor_id for offer in await village.offers(request.id)] == [honest.id]


async def test_a_price_that_nobody_can_pay_is_no_candidate_and_stops_no_search(village: Village) -> None:
    await village.tractor(pricing=PricingDraft("NGN", 2**53 - 1, PricingBasis.PER_HECTARE))
    honest = await village.tractor(place=north(5))
    request = await village.matched()
    assert request.match_state is MatchState.OFFERED
    assert [offer.tractor_id for offer in await village.offers(request.id)] == [honest.id]


@pytest.mark.parametrize(
    ("pricing", "hectares"),
    [
        (PricingDraft("NGN", 1, basis=PricingBasis.PER_HECTARE), "0.4"),
        (PricingDraft("UGX", 3_000, basis=PricingBasis.PER_HECTARE), "0.0001"),
    ],
)
async def test_a_price_that_rounds_to_nothing_is_no_candidate_and_stops_no_search(
    village: Village, pricing: PricingDraft, hectares: str
) -> None:
    free = await village.tractor(pricing=pricing)
    honest = await village.tractor(place=north(5))
    farmer = await village.farmer()
    request = await village.request(farmer, hectares=hectares)
    shown = encode(Kind.REQUEST, request.id)
    found = await village.ask(farmer, SEARCH, request=shown)
    assert found.data["request"] == {"id": shown, "status": "RECEIVED", "matchState": "OFFERED"}
    assert [offer.tractor_id for offer in await village.offers(request.id)] == [honest.id]
    assert not (await village.ask(farmer, ESTIMATE, request=shown, tractor=encode(Kind.TRACTOR, free.id))).errors
    assert await Estimate.filter(tractor_id=free.id).count() == 0


async def test_many_that_cannot_come_do_not_hide_one_that_can(village: Village) -> None:
    owner = await village.owner()
    for _ in range(41):
        await village.tractor(owner, hours=())
    free = await village.tractor(place=north(5))
    request = await village.matched()
    assert [offer.tractor_id for offer in await village.offers(request.id)] == [free.id]


async def test_whoever_is_no_owner_any_longer_is_offered_nothing(village: Village) -> None:
    former = await village.owner()
    await village.tractor(former)
    await User.filter(id=former.user_id).update(role=Role.FARMER)
    assert (await village.matched()).match_state is MatchState.WAITLISTED


@pytest.mark.parametrize("whose", ["owner", "admin"])
async def test_a_preview_is_worth_nothing_to_anybody_else(village: Village, whose: str) -> None:
    job = await village.paid()
    start = await village.at_start(job)
    viewer = job.owner if whose == "owner" else await village.admin()
    theirs = (await village.ask(viewer, PREVIEW, request=job.shown_id)).data
    assert theirs["fee"]["amountMinor"] == 0
    before = await village.state()
    refused = await village.ask(job.farmer, CANCEL, request=job.shown_id, token=theirs["token"], key=fresh_key())
    assert refused.data["__typename"] == "CancellationChangedError"
    assert refused.data["preview"]["fee"]["amountMinor"] == 900_000
    assert await village.state() == before
    assert village.clock() < start


async def test_an_offer_gives_neither_the_way_nor_the_place_away(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner, place=north(4))
    request = await village.matched()
    await JobRequest.filter(id=request.id).update(notes="gate code 1234")
    shown = encode(Kind.REQUEST, request.id)
    seen = (await village.ask(owner, SEEN, id=shown)).data
    about = {"latitude": round(KUJE.latitude, 2), "longitude": round(KUJE.longitude, 2)}
    assert seen == {"farmAddress": f"{about['latitude']}, {about['longitude']}", "notes": None, "farmLocation": about}
    [offer] = await village.offers(request.id)
    assert offer.distance_km == 4.0
    await village.accept(offer, owner)
    seen = (await village.ask(owner, SEEN, id=shown)).data
    assert seen["farmAddress"] == "Kuje, by the road"
    assert seen["notes"] == "gate code 1234"


async def test_an_owner_whose_job_was_called_off_forgets_the_place(village: Village) -> None:
    job = await village.accepted()
    await village.ask(job.farmer, CANCEL, request=job.shown_id, key=fresh_key())
    assert (await JobRequest.get(id=job.request_id)).status is RequestStatus.CANCELLED
    seen = (await village.ask(job.owner, SEEN, id=job.shown_id)).data
    assert seen["farmAddress"] == f"{round(KUJE.latitude, 2)}, {round(KUJE.longitude, 2)}"
    assert (await village.ask(job.farmer, SEEN, id=job.shown_id)).data["farmAddress"] == "Kuje, by the road"
