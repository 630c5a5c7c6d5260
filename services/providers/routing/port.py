"""Roads, as the domain asks about them, and as map servers answer."""

from collections.abc import Sequence
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
    """Always has an answer."""

    async def routes(self, starts: Sequence[GeoPoint], end: GeoPoint) -> list[Route]:
        """The ways from each of the places to one, at a tractor's speed, in the order of the places."""

    async def close(self) -> None:
        """Give back what it holds."""


@dataclass(frozen=True, slots=True)
class Drive:
    """A way on a map's roads by car, from where roads come nearest to the start to where they come nearest to the end.

    `to_road_km` and `from_road_km` are the straight lines between those points and the places asked for.
    """

    distance_km: float
    duration: timedelta
    to_road_km: float
    from_road_km: float


class MapUnavailable(Exception):
    """Raised where a map server does not answer, or says nothing that can be used."""


class MapServer(Protocol):
    """A vendor's."""

    @property
    def name(self) -> str: ...

    async def drives(self, starts: Sequence[GeoPoint], end: GeoPoint) -> list[Drive | None]:
        """In the order of the starts; None where no road leads. Raises MapUnavailable."""

    async def close(self) -> None: ...
