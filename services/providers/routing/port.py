"""Roads, as the domain asks about them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from services.platform.geography import GeoPoint


@dataclass(frozen=True, slots=True)
class Route:
    """A way to drive. `on_roads` is False where it is only an estimate from the straight line."""

    distance_km: float
    duration: timedelta
    on_roads: bool


class Routing(Protocol):
    async def route(self, start: GeoPoint, end: GeoPoint) -> Route:
        """The way between two places at a tractor's speed."""
