"""Valhalla, by its matrix service, for a car that is as slow as a tractor."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import httpx2

from services.platform.geography import GeoPoint, great_circle_km
from services.platform.tracing import ALONG
from services.providers.routing.port import Drive, MapUnavailable

# Too far apart, in unconnected regions, without a road near, without a way.
_NO_WAY = frozenset({154, 170, 171, 442})
_SLOWEST_KMH = 10


class Valhalla:
    """Implements MapServer. Slow vehicles gain nothing by a detour to faster roads."""

    name = "valhalla"

    def __init__(self, url: str, *, speed_kmh: float) -> None:
        self._client = httpx2.AsyncClient(base_url=url, event_hooks=ALONG)
        self._options = {"auto": {"top_speed": max(round(speed_kmh), _SLOWEST_KMH)}}

    async def drives(self, starts: Sequence[GeoPoint], end: GeoPoint) -> list[Drive | None]:
        """One call for all, unless one place without a road spoils it: then halves, to find which."""
        asked = {
            "sources": [_place(start) for start in starts],
            "targets": [_place(end)],
            "costing": "auto",
            "costing_options": self._options,
            "units": "kilometers",
        }
        try:
            answer = (await self._client.post("/sources_to_targets", json=asked)).json()
            if answer.get("error_code") not in _NO_WAY:
                rows = answer["sources_to_targets"]
                return [_drive(row[0], start, end) for start, row in zip(starts, rows, strict=True)]
        except (httpx2.HTTPError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as error:
            raise MapUnavailable(type(error).__name__) from error
        if len(starts) == 1:
            return [None]
        half = len(starts) // 2
        return [*await self.drives(starts[:half], end), *await self.drives(starts[half:], end)]

    async def close(self) -> None:
        await self._client.aclose()


def _place(point: GeoPoint) -> dict[str, float]:
    return {"lat": point.latitude, "lon": point.longitude}


def _drive(found: Any, start: GeoPoint, end: GeoPoint) -> Drive | None:
    if found["distance"] is None or found["time"] is None:
        return None
    begins, ends = GeoPoint(found["begin_lat"], found["begin_lon"]), GeoPoint(found["end_lat"], found["end_lon"])
    return Drive(
        found["distance"],
        timedelta(seconds=found["time"]),
        great_circle_km(start, begins),
        great_circle_km(ends, end),
    )
