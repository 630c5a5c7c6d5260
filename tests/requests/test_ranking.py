"""Who is asked first."""

from datetime import timedelta
from uuid import UUID

import pytest

from models.enums import CancelReason, RequestStatus
from models.requests import JobRequest
from services.platform.geography import GeoPoint
from services.requests.candidates import Candidate, Work
from services.requests.ranking import Reputation, score
from services.requests.story import Circumstances
from services.tractors.drafts import PricingDraft
from tests.requests.village import KUJE, Village, north

PLAIN = {"distance_share": 0.5, "price_share": 1.0, "reputation": Reputation()}


def cheaper(rate_minor: int) -> PricingDraft:
    return PricingDraft("NGN", rate_minor)


async def found(village: Village, request: JobRequest) -> list[UUID]:
    """The tractors in the order in which they are asked."""
    candidates = village.services.requests.searching._candidates
    listed: list[Candidate] = await candidates.find(Work.of(request), radius_km=50.0, now=village.clock())
    return [candidate.tractor.id for candidate in listed]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"distance_share": 0.4}, {}),
        ({"price_share": 0.9}, {}),
        ({"reputation": Reputation(rating=4.5)}, {}),
        ({}, {"reputation": Reputation(rating=3.5)}),
        ({}, {"reputation": Reputation(given_up=0.1)}),
        ({"reputation": Reputation(is_neighbour=True)}, {}),
        ({"distance_share": 0.1}, {"price_share": 0.5}),
    ],
)
def test_each_of_them_counts(better: dict[str, object], worse: dict[str, object]) -> None:
    assert score(**PLAIN | better) < score(**PLAIN | worse)  # type: ignore[arg-type]


async def test_the_nearer_of_two_alike(village: Village) -> None:
    far = await village.tractor(place=north(20))
    near = await village.tractor(place=north(2))
    assert await found(village, await village.request()) == [near.id, far.id]


async def test_the_cheaper_of_two_side_by_side(village: Village) -> None:
    dear = await village.tractor(pricing=cheaper(1_300_000))
    cheap = await village.tractor(pricing=cheaper(1_200_000))
    assert await found(village, await village.request()) == [cheap.id, dear.id]


async def test_an_owner_who_gives_jobs_up_comes_later(village: Village) -> None:
    fickle, steady = await village.owner(), await village.owner()
    first = await village.tractor(fickle)
    job = await village.accepted(owner=fickle)
    second = await village.tractor(steady)
    assert await found(village, await village.request()) == [first.id, second.id]
    await village.services.requests.cancellation.cancel(
        fickle,
        request_id=job.request_id,
        reason=CancelReason.BREAKDOWN,
        token=None,
        told=Circumstances(),
        key="k",
    )
    assert await found(village, await village.request()) == [second.id, first.id]


async def test_stars_count(village: Village) -> None:
    owner = await village.owner()
    praised = await village.tractor(owner, services=("PLOUGHING", "HARROWING"))
    job = await village.underway(RequestStatus.COMPLETED, owner=owner, service="HARROWING", day=village.day(1))
    await village.services.requests.reviews.write(job.farmer, request_id=job.request_id, stars=5, text=None)
    unknown = await village.tractor(place=north(0.1))
    assert await found(village, await village.request(day=village.day(9))) == [praised.id, unknown.id]


async def test_who_works_next_door_that_day_comes_first(village: Village) -> None:
    owner = await village.owner()
    neighbour = await village.tractor(owner, place=north(4))
    job = await village.accepted(owner=owner, place=GeoPoint(KUJE.latitude, KUJE.longitude + 0.01))
    other = await village.tractor(place=north(1))
    day = (await JobRequest.get(id=job.request_id)).preferred_date
    assert await found(village, await village.request(day=day)) == [neighbour.id, other.id]
    later = await village.request(day=day + timedelta(days=1))
    assert await found(village, later) == [other.id, neighbour.id]


@pytest.mark.parametrize(("away", "is_neighbour"), [(2.99, True), (3.01, False)])
async def test_next_door_is_three_kilometres(village: Village, away: float, is_neighbour: bool) -> None:
    owner = await village.owner()
    busy = await village.tractor(owner, place=north(4))
    job = await village.accepted(owner=owner, place=north(away))
    other = await village.tractor(place=north(1))
    day = (await JobRequest.get(id=job.request_id)).preferred_date
    expected = [busy.id, other.id] if is_neighbour else [other.id, busy.id]
    assert await found(village, await village.request(day=day)) == expected
