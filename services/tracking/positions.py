"""The owner's phone reports where the tractor is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.enums import RequestStatus
from models.requests import JobRequest, StatusChange
from models.tracking import LiveState, Position
from services.auth.viewer import Viewer
from services.errors import NotFound, ValidationFailed
from services.jobs.queue import JobQueue
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.geography import GeoPoint, great_circle_km
from services.platform.streams import StreamName, Streams
from services.requests.actors import actor_of
from services.requests.locks import lock_request
from services.requests.progress import REFRESH_ETA
from services.requests.refusals import InvalidTransition
from services.requests.state_machine import UNDERWAY, allowed_next
from services.tracking.fixes import Fix, Judged, judge

_MOST = 200
_NEXT_REPORT_MS = 10_000
_ETA_AFTER_KM = 0.5
_ETA_AFTER = timedelta(minutes=5)
_ETA_AT_MOST_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Reported:
    """How many fixes are safely in, those that were in before included, and how many never count."""

    accepted: int
    rejected: int
    next_report_ms: int


class Positions:
    """Takes fixes from departure to completion."""

    def __init__(self, database: Database, streams: Streams, jobs: JobQueue, clock: Clock) -> None:
        self._database = database
        self._streams = streams
        self._jobs = jobs
        self._clock = clock

    async def report(self, by: Viewer, *, request_id: UUID, fixes: Sequence[Fix]) -> Reported:
        """Raises NotFound, ValidationFailed for more than 200 fixes, InvalidTransition outside the job."""
        if len(fixes) > _MOST:
            raise ValidationFailed.of("positions", code="TOO_MANY", message=f"At most {_MOST} fixes at a time.")
        async with self._database.transaction() as transaction:
            request = await self._locked(by, request_id)
            live, _ = await LiveState.get_or_create(job_request_id=request.id)
            now = self._clock()
            judged = judge(fixes, departed_at=await _departed_at(request), now=now, last=_last(live))
            await self._keep(request, judged, now)
            if judged.newest is not None:
                await self._move(live, judged.newest, now)
                stream = StreamName.of_request(request.id)
                transaction.after_commit.append(lambda: self._streams.nudge(stream))
        return Reported(len(judged.trail), judged.rejected, _NEXT_REPORT_MS)

    async def _locked(self, by: Viewer, request_id: UUID) -> JobRequest:
        request = await lock_request(request_id)
        if request.owner_id != by.user_id:
            raise NotFound(path=("requestId",))
        if request.status not in UNDERWAY:
            allowed = allowed_next(request.status, actor_of(by, request).kind)
            raise InvalidTransition(request.status, request.status, allowed)
        return request

    async def _keep(self, request: JobRequest, judged: Judged, now: datetime) -> None:
        rows = [
            Position(
                job_request_id=request.id,
                recorded_at=fix.recorded_at,
                received_at=now,
                latitude=fix.point.latitude,
                longitude=fix.point.longitude,
                accuracy_m=fix.accuracy_m,
                heading=fix.heading,
                speed_kmh=fix.speed_kmh,
            )
            for fix in judged.trail
        ]
        await Position.bulk_create(rows, ignore_conflicts=True)

    async def _move(self, live: LiveState, fix: Fix, now: datetime) -> None:
        live.latitude, live.longitude = fix.point.latitude, fix.point.longitude
        live.accuracy_m, live.heading, live.speed_kmh = fix.accuracy_m, fix.heading, fix.speed_kmh
        live.fixed_at = fix.recorded_at
        await live.save()
        if _eta_is_due(live, fix.point, now):
            await self._jobs.enqueue(REFRESH_ETA, once=f"eta:{live.job_request_id}", request=live.job_request_id)


def _eta_is_due(live: LiveState, here: GeoPoint, now: datetime) -> bool:
    if live.eta_asked_at is None or live.eta_latitude is None or live.eta_longitude is None:
        return True
    since = now - live.eta_asked_at
    moved = great_circle_km(GeoPoint(live.eta_latitude, live.eta_longitude), here)
    return since >= _ETA_AT_MOST_EVERY and (since >= _ETA_AFTER or moved >= _ETA_AFTER_KM)


async def _departed_at(request: JobRequest) -> datetime:
    departure = await StatusChange.get(job_request_id=request.id, to_status=RequestStatus.EN_ROUTE)
    return departure.occurred_at


def _last(live: LiveState) -> Fix | None:
    if live.fixed_at is None or live.latitude is None or live.longitude is None:
        return None
    return Fix(GeoPoint(live.latitude, live.longitude), live.fixed_at)
