"""Routing on a map server: a cache before it, a breaker around it, the great circle where it has no answer."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import inf

import structlog
from cachetools import TTLCache

from services.platform.breaker import Breaker, BreakerOpen
from services.platform.clock import Clock
from services.platform.geography import GeoPoint
from services.providers.routing.port import Drive, MapServer, MapUnavailable, Route, Routing

log = structlog.get_logger()

# About eleven metres: nobody waits for a map to tell such places apart.
_DECIMALS = 4

type _Pair = tuple[GeoPoint, GeoPoint]


@dataclass(frozen=True, slots=True)
class Care:
    """How a map server is treated.

    `timeout` is that of a whole call. A place farther than `snap_limit_km` from every road is not on the map. No way is
    driven faster than `speed_kmh`, and what is off the roads is `road_factor` longer than its straight line.
    """

    timeout: timedelta
    snap_limit_km: float
    speed_kmh: float
    road_factor: float
    cached: int
    cached_for: timedelta


class MappedRouting:
    """The ways that a map server knows; its answers are kept in this process, and never more than `cached` of them."""

    def __init__(self, server: MapServer, breaker: Breaker, fallback: Routing, care: Care, clock: Clock) -> None:
        self._server = server
        self._breaker = breaker
        self._fallback = fallback
        self._care = care
        self._known: TTLCache[_Pair, Route] = TTLCache(
            care.cached, care.cached_for.total_seconds(), timer=lambda: clock().timestamp()
        )

    async def routes(self, starts: Sequence[GeoPoint], end: GeoPoint) -> list[Route]:
        """Asks for the rounded places, so that an answer does not depend on who asked first."""
        end = _rounded(end)
        wanted = [_rounded(start) for start in starts]
        known = {start: found for start in wanted if (found := self._known.get((start, end)))}
        missing = list(dict.fromkeys(start for start in wanted if start not in known))
        if missing:
            known |= await self._asked(missing, end)
        return [known[start] for start in wanted]

    async def close(self) -> None:
        await self._server.close()

    async def _asked(self, starts: list[GeoPoint], end: GeoPoint) -> dict[GeoPoint, Route]:
        estimates = await self._fallback.routes(starts, end)
        try:
            with self._breaker.call():
                drives = await self._drives(starts, end)
        except BreakerOpen:
            return dict(zip(starts, estimates, strict=True))
        except MapUnavailable as error:
            log.warning("map_unavailable", provider=self._server.name, error=str(error))
            return dict(zip(starts, estimates, strict=True))
        found = {
            start: self._route(drive, estimate)
            for start, drive, estimate in zip(starts, drives, estimates, strict=True)
        }
        self._keep(found.items(), end)
        return found

    async def _drives(self, starts: Sequence[GeoPoint], end: GeoPoint) -> list[Drive | None]:
        """Raises MapUnavailable."""
        try:
            async with asyncio.timeout(self._care.timeout.total_seconds()):
                drives = await self._server.drives(starts, end)
        except TimeoutError:
            raise MapUnavailable("timeout") from None
        if len(drives) != len(starts):
            raise MapUnavailable("another number of ways")
        if not all(drive is None or _is_possible(drive) for drive in drives):
            raise MapUnavailable("an impossible way")
        return drives

    def _route(self, drive: Drive | None, estimate: Route) -> Route:
        if drive is None or max(drive.to_road_km, drive.from_road_km) > self._care.snap_limit_km:
            return estimate
        off_road_km = (drive.to_road_km + drive.from_road_km) * self._care.road_factor
        on_road = max(drive.duration, self._at_tractors_speed(drive.distance_km))
        return Route(drive.distance_km + off_road_km, on_road + self._at_tractors_speed(off_road_km), on_roads=True)

    def _at_tractors_speed(self, km: float) -> timedelta:
        return timedelta(hours=km / self._care.speed_kmh)

    def _keep(self, found: Iterable[tuple[GeoPoint, Route]], end: GeoPoint) -> None:
        for start, route in found:
            self._known[start, end] = route


def _is_possible(drive: Drive) -> bool:
    lengths = drive.distance_km, drive.to_road_km, drive.from_road_km
    return drive.duration >= timedelta() and all(0 <= length < inf for length in lengths)


def _rounded(point: GeoPoint) -> GeoPoint:
    return GeoPoint(round(point.latitude, _DECIMALS), round(point.longitude, _DECIMALS))
