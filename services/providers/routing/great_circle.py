"""The routing twin: the great circle, lengthened as roads are, at a tractor's speed."""

from datetime import timedelta

from services.platform.geography import GeoPoint, great_circle_km
from services.providers.routing.port import Route


class GreatCircleRouting:
    """Needs no map. `road_factor` is how much longer than the straight line roads are."""

    def __init__(self, *, road_factor: float, speed_kmh: float) -> None:
        self._road_factor = road_factor
        self._speed_kmh = speed_kmh

    async def route(self, start: GeoPoint, end: GeoPoint) -> Route:
        distance = great_circle_km(start, end) * self._road_factor
        return Route(distance, timedelta(hours=distance / self._speed_kmh), on_roads=False)
