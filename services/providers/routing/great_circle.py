"""The routing twin: the great circle, lengthened as roads are, at a tractor's speed."""

from collections.abc import Sequence
from datetime import timedelta

from services.platform.geography import GeoPoint, great_circle_km
from services.providers.routing.port import Route


class GreatCircleRouting:
    """Needs no map. `road_factor` is how much longer than the straight line roads are."""

    def __init__(self, *, road_factor: float, speed_kmh: float) -> None:
        self._road_factor = road_factor
        self._speed_kmh = speed_kmh

    async def routes(self, starts: Sequence[GeoPoint], end: GeoPoint) -> list[Route]:
        return [self._route(great_circle_km(start, end) * self._road_factor) for start in starts]

    async def close(self) -> None:
        """It holds nothing."""

    def _route(self, distance_km: float) -> Route:
        return Route(distance_km, timedelta(hours=distance_km / self._speed_kmh), on_roads=False)
