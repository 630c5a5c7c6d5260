"""One contract for whoever knows the ways: the great circle, Valhalla and OSRM, the last two as they really are."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest

from services.platform.alerts import Alerts
from services.platform.clock import utc_now
from services.platform.geography import GeoPoint, great_circle_km
from services.platform.settings import Settings
from services.providers.routing.chosen import choose
from services.providers.routing.port import Route, Routing
from tests.providers.roads import HAS_WHEELS, osrm, place, valhalla

ROAD_FACTOR, SPEED_KMH = 1.4, 18.0
MAP_SERVERS = ("valhalla", "osrm") if HAS_WHEELS else ()
FARM = place(0, 0)
OFF_THE_MAP = place(4, 30)


@pytest.fixture(scope="module")
def valhalla_url() -> Iterator[str]:
    with valhalla() as url:
        yield url


@pytest.fixture(scope="module")
def osrm_url() -> Iterator[str]:
    with osrm() as url:
        yield url


@pytest.fixture(params=("great_circle", *MAP_SERVERS))
async def routing(request: pytest.FixtureRequest) -> AsyncIterator[Routing]:
    """As the settings choose it."""
    async for chosen in _chosen(request):
        yield chosen


@pytest.fixture(params=MAP_SERVERS)
async def mapped(request: pytest.FixtureRequest) -> AsyncIterator[Routing]:
    """Those with a map."""
    async for chosen in _chosen(request):
        yield chosen


async def _chosen(request: pytest.FixtureRequest) -> AsyncIterator[Routing]:
    name = request.param
    addresses = {} if name == "great_circle" else {f"{name}_url": request.getfixturevalue(f"{name}_url")}
    # A busy machine must not make a map server look like one that is away.
    patient = timedelta(seconds=30)
    chosen = choose(
        Settings(_env_file=None, routing_provider=name, routing_timeout=patient, **addresses), Alerts(), utc_now
    )
    yield chosen
    await chosen.close()


async def way(routing: Routing, start: GeoPoint, end: GeoPoint = FARM) -> Route:
    (route,) = await routing.routes([start], end)
    return route


def hours(route: Route) -> float:
    return route.duration / timedelta(hours=1)


def straight_line(start: GeoPoint, end: GeoPoint = FARM) -> Route:
    km = great_circle_km(start, end) * ROAD_FACTOR
    return Route(km, timedelta(hours=km / SPEED_KMH), on_roads=False)


async def test_whoever_is_there_has_no_way_to_go(routing: Routing) -> None:
    route = await way(routing, FARM)

    assert route.distance_km == pytest.approx(0, abs=0.01)
    assert hours(route) == pytest.approx(0, abs=0.001)


@pytest.mark.parametrize("start", [place(4, 4), place(0, 2), place(8, 0), place(2, 6.5)])
async def test_no_way_is_shorter_than_the_straight_line_or_faster_than_a_tractor(
    routing: Routing, start: GeoPoint
) -> None:
    route = await way(routing, start)

    # OSRM measures on an ellipsoid, which is a little smaller here.
    assert route.distance_km >= great_circle_km(start, FARM) * 0.99
    assert hours(route) >= route.distance_km / SPEED_KMH * 0.999


async def test_there_and_back_are_as_far(routing: Routing) -> None:
    there, back = await way(routing, place(4, 6)), await way(routing, FARM, place(4, 6))

    assert there.distance_km == pytest.approx(back.distance_km, rel=0.01)


async def test_many_are_answered_in_their_order_as_each_alone(routing: Routing) -> None:
    starts = [place(8, 8), place(0, 2), FARM, place(4, 0), place(0, 2)]

    found = await routing.routes(starts, FARM)

    assert found == [await way(routing, start) for start in starts]
    assert found[1] == found[4]
    assert await routing.routes([], FARM) == []


async def test_off_the_map_the_straight_line_counts(routing: Routing) -> None:
    route, expected = await way(routing, OFF_THE_MAP), straight_line(OFF_THE_MAP)

    assert not route.on_roads
    assert route.distance_km == pytest.approx(expected.distance_km, abs=0.05)
    assert hours(route) == pytest.approx(hours(expected), abs=0.01)


async def test_one_place_off_the_map_spoils_no_other(routing: Routing) -> None:
    alone = await way(routing, place(4, 4))

    found = await routing.routes([place(4, 4), GeoPoint(0.01, 0.0), OFF_THE_MAP, place(4, 4)], FARM)

    assert [route.on_roads for route in found] == [alone.on_roads, False, False, alone.on_roads]
    assert (found[0], found[3]) == (alone, alone)


@pytest.mark.parametrize(
    ("start", "km"),
    [
        (place(0, 2), 2.0),
        (place(4, 4), 8.0),
        (place(8, 8), 16.0),
        (place(1, 0), 1.0),
    ],
)
async def test_a_map_knows_the_roads(mapped: Routing, start: GeoPoint, km: float) -> None:
    """The grid's columns are a hundredth narrower than its rows, by the latitude."""
    route = await way(mapped, start)

    assert route.on_roads
    assert route.distance_km == pytest.approx(km, rel=0.02)
    assert hours(route) == pytest.approx(route.distance_km / SPEED_KMH, rel=0.02)


async def test_a_map_knows_that_there_is_no_way_across(mapped: Routing) -> None:
    """Two kilometres apart as the crow flies, at the ends of two dead ends."""
    route = await way(mapped, place(-3, 0), place(-3, 2))

    assert route.on_roads
    assert route.distance_km == pytest.approx(8, rel=0.02)


async def test_the_way_to_the_road_is_part_of_the_way(mapped: Routing) -> None:
    """Half a kilometre beside a road, one to the crossing, two to the farm."""
    route = await way(mapped, place(2.5, 1))

    assert route.on_roads
    assert route.distance_km == pytest.approx(0.5 * ROAD_FACTOR + 3, rel=0.02)
    assert hours(route) == pytest.approx(route.distance_km / SPEED_KMH, rel=0.02)


@pytest.mark.parametrize(("east", "on_roads"), [(9.5, True), (10.5, False)])
async def test_a_place_two_kilometres_from_every_road_is_not_on_the_map(
    mapped: Routing, east: float, on_roads: bool
) -> None:
    assert (await way(mapped, place(4, east))).on_roads is on_roads
    assert (await way(mapped, FARM, place(4, east))).on_roads is on_roads
