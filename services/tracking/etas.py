"""Keeps the arrival up to date."""

from datetime import datetime
from uuid import UUID

from models.enums import EtaSource, RequestStatus
from models.requests import JobRequest
from models.tracking import LiveState
from models.tractors import Tractor
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.geography import GeoPoint
from services.platform.settings import Settings
from services.platform.streams import StreamName, Streams
from services.providers.routing.port import Route, Routing
from services.requests.locks import lock_request
from services.tracking.arrival import Patience, told_at
from services.tracking.smoothing import Asking, Smoothing


class Etas:
    """Runs as a job while a tractor is on its way."""

    def __init__(
        self, database: Database, streams: Streams, routing: Routing, settings: Settings, clock: Clock
    ) -> None:
        self._database = database
        self._streams = streams
        self._routing = routing
        self._asking = Asking.of(settings)
        self._smoothing = Smoothing.of(settings)
        self._patience = Patience.of(settings)
        self._clock = clock

    async def refresh(self, request_id: UUID) -> None:
        """Ask for the way from the newest fix, or from the tractor's base, and tell listeners what is new."""
        asked = await self._claim(request_id)
        if asked is not None:
            (route,) = await self._routing.routes([asked[0]], asked[1])
            await self._apply(request_id, route)
            await self._streams.nudge(StreamName.of_request(request_id))

    async def _claim(self, request_id: UUID) -> tuple[GeoPoint, GeoPoint] | None:
        """Where from and where to; None where there is nothing to ask now.

        What is asked is written down before it is, under the request's lock: of several workers one asks.
        """
        async with self._database.transaction():
            request = await lock_request(request_id)
            if request.status is not RequestStatus.EN_ROUTE:
                return None
            live, _ = await LiveState.get_or_create(job_request_id=request_id)
            start, now = await _start(request, live), self._clock()
            if not self._asking.is_due(live, start, now):
                return None
            live.eta_asked_at = now
            live.eta_latitude, live.eta_longitude = start.latitude, start.longitude
            await live.save(update_fields=["eta_asked_at", "eta_latitude", "eta_longitude"])
            return start, GeoPoint(request.farm_latitude, request.farm_longitude)

    async def _apply(self, request_id: UUID, route: Route) -> None:
        async with self._database.transaction():
            request = await lock_request(request_id)
            if request.status is RequestStatus.EN_ROUTE:
                live = await LiveState.get(job_request_id=request_id)
                update(live, route, self._smoothing, self._patience, self._clock())
                await live.save()


def update(live: LiveState, route: Route, smoothing: Smoothing, patience: Patience, now: datetime) -> None:
    """Put a fresh estimate in, and show it where it is news. Without saving it."""
    previous = live.smoothed_arrive_at if told_at(live, now, patience) else None
    estimate = smoothing.smoothed(now + route.duration, previous, live.jumps, now)
    live.smoothed_arrive_at, live.jumps = estimate.arrive_at, estimate.jumps
    if smoothing.is_news(estimate.arrive_at, live.arrive_at, live.eta_as_of, now):
        live.arrive_at = estimate.arrive_at
        live.distance_km = round(route.distance_km, 1)
        live.eta_source = EtaSource.ROUTE if route.on_roads else EtaSource.STRAIGHT_LINE
        live.eta_as_of = now


async def _start(request: JobRequest, live: LiveState) -> GeoPoint:
    if live.latitude is not None and live.longitude is not None:
        return GeoPoint(live.latitude, live.longitude)
    tractor = await Tractor.get(id=request.tractor_id)
    return GeoPoint(tractor.latitude, tractor.longitude)
