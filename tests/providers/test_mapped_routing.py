"""A map server that is slow, away or wrong is never waited for long, and there is always an answer."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from services.platform.alerts import Alerts
from services.platform.geography import GeoPoint
from services.platform.settings import Settings
from services.providers.routing.chosen import mapped
from services.providers.routing.great_circle import GreatCircleRouting
from services.providers.routing.osrm import Osrm
from services.providers.routing.port import Drive, MapServer, MapUnavailable, Route
from services.providers.routing.valhalla import Valhalla
from tests.accounts import SetClock
from tests.loopback import Asked, loopback
from tests.requests.village import KUJE, north

TWIN = GreatCircleRouting(road_factor=1.4, speed_kmh=18.0)
TEN_KM_IN_AN_HOUR = Drive(10.0, timedelta(hours=1), 0.0, 0.0)


class Roads:
    """A map server that does as it is told."""

    name = "roads"

    def __init__(self) -> None:
        self.asked: list[list[GeoPoint]] = []
        self.answer: Drive | Exception | None = TEN_KM_IN_AN_HOUR
        self.waits = False

    async def drives(self, starts: Sequence[GeoPoint], end: GeoPoint) -> list[Drive | None]:  # noqa: ARG002 - all roads
        self.asked.append(list(starts))
        if self.waits:
            await asyncio.Event().wait()
        if isinstance(self.answer, Exception):
            raise self.answer
        return [self.answer] * len(starts)

    async def close(self) -> None:
        """Nothing."""


class Bench:
    """The routing over those roads, by default settings but for what a test changes."""

    def __init__(self, **changes: Any) -> None:
        self.clock, self.roads = SetClock(), Roads()
        settings = Settings(_env_file=None, **changes)
        self.alerts: list[str] = []
        alerts = Alerts()
        alerts.listen(self.alerts.append)
        self._routing = mapped(self.roads, settings, TWIN, alerts, self.clock)

    async def way(self, start: GeoPoint | None = None, end: GeoPoint = KUJE) -> Route:
        (route,) = await self._routing.routes([start or north(5)], end)
        return route

    async def ways(self, *starts: GeoPoint) -> list[Route]:
        return await self._routing.routes(starts, KUJE)

    @property
    def calls(self) -> int:
        return len(self.roads.asked)


async def straight(start: GeoPoint) -> Route:
    (route,) = await TWIN.routes([GeoPoint(round(start.latitude, 4), round(start.longitude, 4))], KUJE)
    return route


async def test_what_the_map_says_counts() -> None:
    assert await Bench().way() == Route(10.0, timedelta(hours=1), on_roads=True)


async def test_nobody_drives_faster_than_a_tractor() -> None:
    bench = Bench()
    bench.roads.answer = Drive(9.0, timedelta(minutes=8), 0.0, 0.0)

    assert await bench.way() == Route(9.0, timedelta(minutes=30), on_roads=True)


async def test_what_is_beside_the_road_is_driven_as_well() -> None:
    bench = Bench()
    bench.roads.answer = Drive(9.0, timedelta(hours=1), 0.4, 0.6)

    route = await bench.way()

    assert route.on_roads
    assert route.distance_km == pytest.approx(10.4)
    assert route.duration / timedelta(hours=1) == pytest.approx(1 + 1.4 / 18)


@pytest.mark.parametrize(
    "answer", [None, Drive(9.0, timedelta(hours=1), 2.01, 0.0), Drive(9.0, timedelta(), 0.0, 2.01)]
)
async def test_where_no_road_leads_the_straight_line_counts_and_the_map_is_not_to_blame(answer: Drive | None) -> None:
    bench = Bench()
    bench.roads.answer = answer
    for km in range(1, 9):
        assert await bench.way(north(km)) == await straight(north(km))

    assert bench.calls == 8


async def test_an_answer_is_kept_for_places_that_are_nearly_the_same() -> None:
    bench = Bench()
    first = await bench.way(GeoPoint(8.94001, 7.2), GeoPoint(8.90001, 7.2))

    assert await bench.way(GeoPoint(8.93999, 7.2), GeoPoint(8.89999, 7.2)) == first
    assert bench.roads.asked == [[GeoPoint(8.94, 7.2)]]


async def test_only_what_is_not_known_is_asked_and_once() -> None:
    bench = Bench()
    await bench.ways(north(1), north(2))
    await bench.ways(north(2), north(3), north(3), north(1))

    assert [len(starts) for starts in bench.roads.asked] == [2, 1]


async def test_the_way_back_is_another_one() -> None:
    bench = Bench()
    await bench.way(north(1), KUJE)
    await bench.way(KUJE, north(1))

    assert bench.calls == 2


async def test_answers_are_kept_for_a_while_and_never_too_many() -> None:
    bench = Bench(routing_cache_size=2, routing_cache_lifetime=timedelta(hours=1))
    for km in (1, 2, 3):
        await bench.way(north(km))
    await bench.way(north(3))
    await bench.way(north(2))
    assert bench.calls == 3
    await bench.way(north(1))
    assert bench.calls == 4
    bench.clock.advance(hours=1)
    await bench.way(north(1))
    assert bench.calls == 5


@pytest.mark.parametrize(
    "impossible",
    [
        Drive(-1.0, timedelta(), 0.0, 0.0),
        Drive(1.0, -timedelta(seconds=1), 0.0, 0.0),
        Drive(float("nan"), timedelta(), 0.0, 0.0),
        Drive(1.0, timedelta(), float("inf"), 0.0),
    ],
)
async def test_an_impossible_way_is_none(impossible: Drive) -> None:
    bench = Bench()
    bench.roads.answer = impossible

    assert await bench.way() == await straight(north(5))


async def test_a_failure_is_not_kept() -> None:
    bench = Bench()
    bench.roads.answer = MapUnavailable("away")
    assert await bench.way() == await straight(north(5))

    bench.roads.answer = TEN_KM_IN_AN_HOUR
    assert (await bench.way()).on_roads


async def test_it_waits_no_longer_than_it_may() -> None:
    bench = Bench(routing_timeout=timedelta(milliseconds=10))
    bench.roads.waits = True

    assert await bench.way() == await straight(north(5))


async def test_after_five_failures_it_is_left_alone_and_then_asked_once() -> None:
    bench = Bench()
    bench.roads.answer = MapUnavailable("away")
    for km in range(8):
        assert await bench.way(north(km)) == await straight(north(km))
    assert (bench.calls, bench.alerts) == (5, ["breaker_opened"])

    bench.clock.advance(seconds=30)
    await bench.ways(north(1), north(2))
    await bench.way()
    assert bench.calls == 6
    bench.clock.advance(seconds=30)
    bench.roads.answer = TEN_KM_IN_AN_HOUR
    assert (await bench.way()).on_roads
    assert (await bench.way(north(6))).on_roads


async def test_slowness_counts_as_a_failure() -> None:
    bench = Bench(routing_timeout=timedelta(milliseconds=5), routing_breaker_failures=2)
    bench.roads.waits = True
    for _ in range(4):
        await bench.way()

    assert bench.calls == 2


async def test_whoever_no_longer_waits_leaves_the_breaker_as_it_was() -> None:
    bench = Bench(routing_breaker_failures=1)
    bench.roads.waits = True
    asking = asyncio.create_task(bench.way())
    await asyncio.sleep(0)
    asking.cancel()
    await asyncio.wait([asking])

    bench.roads.waits = False
    assert (await bench.way()).on_roads


@pytest.fixture(params=[Osrm, lambda url: Valhalla(url, speed_kmh=18.0)], ids=["osrm", "valhalla"])
def vendor(request: pytest.FixtureRequest) -> Callable[[str], MapServer]:
    made: Callable[[str], MapServer] = request.param
    return made


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, {}),
        (200, "roads"),
        (200, []),
        (200, {}),
        (429, {"code": "TooMany", "error_code": 429}),
        (400, {"code": "TooBig", "error_code": 150}),
        (200, {"code": "Ok", "distances": [], "durations": [], "sources_to_targets": []}),
        (200, {"code": "Ok", "distances": [["far"]], "durations": [["long"]], "sources_to_targets": [[{}]]}),
        (200, {"code": "Ok", "distances": [[1]], "durations": [[1e300]], "sources": [{"distance": 0}]}),
        (200, {"sources_to_targets": [[{"distance": 1, "time": 1e300, "begin_lat": 0, "begin_lon": 0}]]}),
    ],
)
async def test_nonsense_is_no_answer(vendor: Callable[[str], MapServer], status: int, body: Any) -> None:
    def answer(_asked: Asked) -> tuple[int, Any]:
        return status, body

    with loopback(answer) as peer:
        server = vendor(peer.url)
        with pytest.raises(MapUnavailable):
            await server.drives([north(1)], KUJE)
        await server.close()


async def test_nobody_there_is_no_answer(vendor: Callable[[str], MapServer]) -> None:
    with loopback(lambda _asked: (200, {})) as peer:
        url = peer.url
    server = vendor(url)
    with pytest.raises(MapUnavailable):
        await server.drives([north(1)], KUJE)
    await server.close()


@pytest.mark.parametrize("provider", ["valhalla", "osrm"])
def test_a_map_server_needs_its_address(provider: str) -> None:
    with pytest.raises(ValueError, match=f"{provider.upper()}_URL"):
        Settings(_env_file=None, routing_provider=provider)
