"""The tractor is on its way, arrives, works and finishes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.enums import RequestStatus
from models.requests import Estimate, JobRequest
from models.tractors import Booking
from services.auth.viewer import Viewer
from services.errors import NotFound, StaleVersion, ValidationFailed
from services.jobs.queue import Job, JobQueue
from services.platform.clock import Clock
from services.platform.geography import problems_of as place_problems
from services.platform.idempotency import Idempotency
from services.platform.money import Money
from services.platform.settings import Settings
from services.platform.texts import problems_of as text_problems
from services.requests.actors import actor_of
from services.requests.escrow import Escrow, missing
from services.requests.locks import lock_request
from services.requests.reading import visible_request
from services.requests.refusals import InvalidTransition, PaymentRequired
from services.requests.state_machine import STEPS, allowed_next, check_edge
from services.requests.story import Circumstances, Story
from services.tractors.fleet import TRACTOR_FREED

REFRESH_ETA = Job("refresh_eta")
_LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Stepped:
    """A step that was taken: the request and the event's sequence in its history."""

    request_id: UUID
    sequence: int


class Progress:
    """One legal step at a time."""

    def __init__(
        self,
        *,
        idempotency: Idempotency,
        story: Story,
        escrow: Escrow,
        jobs: JobQueue,
        settings: Settings,
        clock: Clock,
    ) -> None:
        self._idempotency = idempotency
        self._story = story
        self._escrow = escrow
        self._jobs = jobs
        self._settings = settings
        self._clock = clock

    async def update(
        self,
        by: Viewer,
        *,
        request_id: UUID,
        to: RequestStatus,
        told: Circumstances,
        expected_version: int | None,
        key: str,
    ) -> Stepped:
        """Take the request to `to`; asking for the status it has already writes nothing.

        Raises NotFound, ValidationFailed, InvalidTransition, StaleVersion, PaymentRequired and idempotency refusals.
        """
        _check(told)
        return await self._idempotency.once(
            lambda: self._update(by, request_id, to, told, expected_version),
            answer=Stepped,
            user_id=by.user_id,
            operation="updateRequestStatus",
            key=key,
            given={
                "requestId": str(request_id),
                "to": to,
                "note": told.note,
                "location": told.location,
                "occurredAt": told.occurred_at,
                "expectedVersion": expected_version,
            },
        )

    async def _update(
        self, by: Viewer, request_id: UUID, to: RequestStatus, told: Circumstances, expected_version: int | None
    ) -> Stepped:
        await visible_request(by, request_id)
        request = await lock_request(request_id)
        if not by.is_admin and by.user_id != request.owner_id:
            raise NotFound(path=("requestId",))
        actor = actor_of(by, request)
        if to is request.status and to in STEPS:
            return Stepped(request.id, request.history_length)
        if to not in STEPS:
            raise InvalidTransition(request.status, to, allowed_next(request.status, actor.kind))
        check_edge(request.status, to, actor.kind)
        if expected_version is not None and expected_version != request.version:
            raise StaleVersion(current_version=request.version)
        if to is RequestStatus.EN_ROUTE:
            await self._check_departure(request)
        now = self._clock()
        finished = {"completed_at": now} if to is RequestStatus.COMPLETED else {}
        event = await self._story.advance(request, to, actor, told, **finished)
        await self._follow(request, to, now)
        return Stepped(request.id, event.sequence)

    async def _check_departure(self, request: JobRequest) -> None:
        """Raises PaymentRequired, and ValidationFailed a day or more before the start."""
        estimate = await Estimate.get(id=request.estimate_id)
        lacking = missing(Money(estimate.total_minor, estimate.currency), await self._escrow.held(request.id))
        if lacking:
            raise PaymentRequired(amount_minor=lacking, currency=estimate.currency)
        window: timedelta = self._settings.departure_window
        if request.scheduled_from is not None and self._clock() < request.scheduled_from - window:
            message = "A tractor sets off at most 24 hours before the start."
            raise ValidationFailed.of("to", code="TOO_EARLY", message=message)

    async def _follow(self, request: JobRequest, to: RequestStatus, now: datetime) -> None:
        if to is RequestStatus.COMPLETED:
            await self._free_tractor(request, now)
            estimate = await Estimate.get(id=request.estimate_id)
            await self._escrow.release(request, estimate.commission_percent)
        else:
            await self._jobs.enqueue(REFRESH_ETA, request=request.id)

    async def _free_tractor(self, request: JobRequest, now: datetime) -> None:
        """What is left of the booking goes; one that would have begun only later goes as a whole."""
        booked = Booking.filter(request_id=request.id, active=True, ends_at__gt=now)
        unused = await booked.filter(starts_at__gte=now).update(active=False)
        if unused or await booked.filter(starts_at__lt=now).update(ends_at=now):
            await self._jobs.enqueue(TRACTOR_FREED, tractor=request.tractor_id)


def _check(told: Circumstances) -> None:
    """Raises ValidationFailed."""
    problems = text_problems(told.note or "", "note", longest=_LONGEST_NOTE, required=False)
    if told.location is not None:
        problems += place_problems(told.location, "location")
    if problems:
        raise ValidationFailed(problems=problems)
