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
from services.platform.streams import StreamName, Streams
from services.providers.routing.port import Route, Routing
from services.requests.locks import lock_request
from services.tracking.arrival import is_news, smoothed


class Etas:
    """Runs as a job while a tractor is on its way."""

    def __init__(self, database: Database, streams: Streams, routing: Routing, clock: Clock) -> None:
        self._database = database
        self._streams = streams
        self._routing = routing
        self._clock = clock

    async def refresh(self, request_id: UUID) -> None:
        """Ask for the way from the newest fix, or from the tractor's base, and tell listeners what is new."""
        request = await JobRequest.get_or_none(id=request_id)
        if request is not None and request.status is RequestStatus.EN_ROUTE:
            start = await self._start(request)
            route = await self._routing.route(start, GeoPoint(request.farm_latitude, request.farm_longitude))
            await self._apply(request_id, start, route)
        await self._streams.nudge(StreamName.of_request(request_id))

    async def _start(self, request: JobRequest) -> GeoPoint:
        live = await LiveState.get_or_none(job_request_id=request.id)
        if live is not None and live.latitude is not None and live.longitude is not None:
            return GeoPoint(live.latitude, live.longitude)
        tractor = await Tractor.get(id=request.tractor_id)
        return GeoPoint(tractor.latitude, tractor.longitude)

    async def _apply(self, request_id: UUID, start: GeoPoint, route: Route) -> None:
        async with self._database.transaction():
            request = await lock_request(request_id)
            if request.status is not RequestStatus.EN_ROUTE:
                return
            live, _ = await LiveState.get_or_create(job_request_id=request_id)
            _update(live, start, route, self._clock())
            await live.save()


def _update(live: LiveState, start: GeoPoint, route: Route, now: datetime) -> None:
    estimate = smoothed(now + route.duration, live.smoothed_arrive_at, live.jumps, now)
    live.smoothed_arrive_at, live.jumps = estimate.arrive_at, estimate.jumps
    live.eta_asked_at = now
    live.eta_latitude, live.eta_longitude = start.latitude, start.longitude
    if is_news(estimate.arrive_at, live.arrive_at, live.eta_as_of, now):
        live.arrive_at = estimate.arrive_at
        live.distance_km = round(route.distance_km, 1)
        live.eta_source = EtaSource.ROUTE if route.on_roads else EtaSource.STRAIGHT_LINE
        live.eta_as_of = now
