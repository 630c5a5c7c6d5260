"""Tractors nearby: what a farmer sees before asking, and what even many questions do not tell."""

from datetime import timedelta
from typing import Any

import pytest

from models.enums import SlotKind
from models.tractors import Booking, Tractor
from services.auth.viewer import Viewer
from services.platform.geography import GeoPoint
from services.platform.ids import Kind, encode
from services.tractors.calendar import day_in
from services.tractors.drafts import PricingDraft
from tests.requests.operations import NEARBY, SEARCH
from tests.requests.village import KUJE, ZONE, Village, north


async def near(village: Village, farmer: Viewer, place: GeoPoint = KUJE, **more: Any) -> list[str]:
    """What is found there, in three days unless another day is named."""
    asked = {"date": village.day().isoformat()} | more
    location = {"latitude": place.latitude, "longitude": place.longitude}
    found: list[dict[str, str]] = (await village.ask(farmer, NEARBY, location=location, **asked)).data
    return [row["id"] for row in found]


def shown(*tractors: Tractor) -> list[str]:
    return [encode(Kind.TRACTOR, each.id) for each in tractors]


async def test_the_nearest_comes_first_whatever_it_costs(village: Village) -> None:
    dear = await village.tractor(place=north(2), pricing=PricingDraft("NGN", 9_000_000))
    cheap = await village.tractor(place=north(9))

    assert await near(village, await village.farmer()) == shown(dear, cheap)


@pytest.mark.parametrize("first", [1, 60, 100])
async def test_as_many_are_found_as_are_asked_for(village: Village, first: int) -> None:
    owner = await village.owner()
    tractors = [await village.tractor(owner, place=north(1 + number)) for number in range(49)]
    day = day_in(ZONE, village.day())
    await Booking.create(tractor_id=tractors[0].id, kind=SlotKind.BLOCKED, starts_at=day.start, ends_at=day.end)

    found = await near(village, await village.farmer(), first=first)

    assert found == shown(*tractors[1:])[:first]


async def test_no_question_tells_two_bases_apart_that_are_rounded_alike(village: Village) -> None:
    farmer = await village.farmer()
    tractor = await village.tractor(service_radius_km=5.0)
    other = await village.tractor(place=north(1.1))

    heard = []
    for base in (KUJE, GeoPoint(8.9049, 7.2049), GeoPoint(8.8951, 7.1951)):
        await Tractor.filter(id=tractor.id).update(latitude=base.latitude, longitude=base.longitude)
        heard.append(
            [
                await near(village, farmer, north(km), radius=radius, date=village.day(ahead).isoformat())
                for km in (0.3, 0.5, 0.7, 4.5, 5.0, 5.5)
                for radius in (0.2, 0.6, 4.4, 4.6, 5.4, 50.0)
                for ahead in (0, 3)
            ]
        )

    assert heard[0] == heard[1] == heard[2]
    assert heard[0][11] == shown(tractor, other)


async def test_a_search_grows_by_whole_kilometres(village: Village) -> None:
    await village.tractor(place=north(3.5))
    farmer = await village.farmer()
    request = await village.request(farmer)

    found = (await village.ask(farmer, SEARCH, request=encode(Kind.REQUEST, request.id), radius=3.1)).data

    assert (found["offersSent"], found["radiusKm"]) == (1, 4.0)


async def test_a_drive_of_more_than_a_day_has_to_be_free_from_its_start(village: Village) -> None:
    tractor = await village.tractor(place=north(480), service_radius_km=500.0)
    farmer = await village.farmer()
    request = await village.request(farmer, day=village.day(6))
    day = day_in(ZONE, request.preferred_date)
    # 672 km of road take 37 h and 20 min: for work from six in the morning on it would set out 31 h before the day.
    leaving = day.start - timedelta(hours=31)
    await Booking.create(
        tractor_id=tractor.id, kind=SlotKind.BLOCKED, starts_at=leaving, ends_at=leaving + timedelta(hours=4)
    )

    await village.ask(farmer, SEARCH, request=encode(Kind.REQUEST, request.id), radius=500.0)

    (offer,) = await village.offers(request.id)
    assert offer.scheduled_from - timedelta(minutes=offer.travel_minutes) == leaving + timedelta(hours=4)
