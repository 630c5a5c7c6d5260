"""OSRM, by its table service. It finds a road for every place, however far, and says how far that is."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import httpx2

from services.platform.geography import GeoPoint
from services.platform.tracing import ALONG
from services.providers.routing.port import Drive, MapUnavailable

_NO_WAY = frozenset({"NoTable", "NoSegment", "NoRoute"})
_METRES_A_KM = 1000


class Osrm:
    """Implements MapServer, on the server's own profile."""

    name = "osrm"

    def __init__(self, url: str) -> None:
        self._client = httpx2.AsyncClient(base_url=url, event_hooks=ALONG)

    async def drives(self, starts: Sequence[GeoPoint], end: GeoPoint) -> list[Drive | None]:
        """One call for all."""
        places = ";".join(f"{place.longitude},{place.latitude}" for place in (end, *starts))
        sources = ";".join(str(number) for number in range(1, len(starts) + 1))
        asked = {"sources": sources, "destinations": "0", "annotations": "duration,distance"}
        try:
            answer = (await self._client.get(f"/table/v1/driving/{places}", params=asked)).json()
            if answer["code"] in _NO_WAY:
                return [None] * len(starts)
            return [_drive(answer, number) for number in range(len(starts))]
        except (httpx2.HTTPError, ValueError, KeyError, IndexError, TypeError, OverflowError) as error:
            raise MapUnavailable(type(error).__name__) from error

    async def close(self) -> None:
        await self._client.aclose()


def _drive(answer: Any, number: int) -> Drive | None:
    metres, seconds = answer["distances"][number][0], answer["durations"][number][0]
    if metres is None or seconds is None:
        return None
    return Drive(
        metres / _METRES_A_KM,
        timedelta(seconds=seconds),
        answer["sources"][number]["distance"] / _METRES_A_KM,
        answer["destinations"][0]["distance"] / _METRES_A_KM,
    )
