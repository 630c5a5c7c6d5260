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
from services.platform.geography import GeoPoint
from services.platform.languages import said
from services.platform.settings import Settings
from services.platform.streams import StreamName, Streams
from services.requests.actors import actor_of
from services.requests.locks import lock_request
from services.requests.progress import REFRESH_ETA
from services.requests.refusals import InvalidTransition
from services.requests.state_machine import UNDERWAY, allowed_next
from services.tracking.arrival import Patience, last_of, move, suggestion_of
from services.tracking.fixes import Fix, Judged, Plausibility
from services.tracking.geofence import Fence
from services.tracking.smoothing import Asking


@dataclass(frozen=True, slots=True)
class Reported:
    """How many fixes are safely in, those that were in before included, and how many never count.

    `suggested` is the step that the owner seems to have forgotten.
    """

    accepted: int
    rejected: int
    next_report_ms: int
    suggested: RequestStatus | None


class Positions:
    """Takes fixes from departure to completion."""

    def __init__(self, database: Database, streams: Streams, jobs: JobQueue, settings: Settings, clock: Clock) -> None:
        self._database = database
        self._streams = streams
        self._jobs = jobs
        self._settings = settings
        self._plausibility = Plausibility.of(settings)
        self._fence = Fence.of(settings)
        self._patience = Patience.of(settings)
        self._asking = Asking.of(settings)
        self._clock = clock

    async def report(self, by: Viewer, *, request_id: UUID, fixes: Sequence[Fix]) -> Reported:
        """Raises NotFound, ValidationFailed for more than 200 fixes, InvalidTransition outside the job."""
        most = self._settings.positions_per_report
        if len(fixes) > most:
            message = said("At most {most} fixes at a time.", most=most)
            raise ValidationFailed.of("positions", code="TOO_MANY", message=message)
        async with self._database.transaction() as transaction:
            request = await self._locked(by, request_id)
            live, _ = await LiveState.get_or_create(job_request_id=request.id)
            now = self._clock()
            departed_at, last = await _departed_at(request), last_of(live)
            judged = self._plausibility.judge(fixes, departed_at=departed_at, now=now, last=last)
            await self._keep(request, judged, now)
            if judged.newest is not None:
                await self._move(request, live, judged.moves, now)
                stream = StreamName.of_request(request.id)
                transaction.after_commit.append(lambda: self._streams.nudge(stream))
        suggested = suggestion_of(request, live, self._fence)
        return Reported(len(judged.trail), judged.rejected, self._next_report_ms(request), suggested)

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

    async def _move(self, request: JobRequest, live: LiveState, moves: Sequence[Fix], now: datetime) -> None:
        farm = GeoPoint(request.farm_latitude, request.farm_longitude)
        move(live, farm, moves, self._fence, patience=self._patience, now=now)
        await live.save()
        if request.status is RequestStatus.EN_ROUTE and self._asking.is_due(live, moves[-1].point, now):
            await self._jobs.enqueue(REFRESH_ETA, once=f"eta:{request.id}", request=request.id)

    def _next_report_ms(self, request: JobRequest) -> int:
        """Once it has arrived it hardly moves, and a battery lasts longer."""
        is_coming = request.status is RequestStatus.EN_ROUTE
        wait = self._settings.report_every if is_coming else self._settings.report_at_work_every
        return wait // timedelta(milliseconds=1)


async def _departed_at(request: JobRequest) -> datetime:
    departure = await StatusChange.get(job_request_id=request.id, to_status=RequestStatus.EN_ROUTE)
    return departure.occurred_at
