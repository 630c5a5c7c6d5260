"""A request's history, told once: the row, the status, and the events that let everyone know."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.enums import ActorKind, FrameKind, RequestStatus, Role
from models.requests import Estimate, JobRequest, Offer, StatusChange
from services.platform.audit import AuditLog, Doer
from services.platform.clock import Clock
from services.platform.geography import GeoPoint
from services.platform.ids import Kind, encode
from services.platform.streams import StreamName, Streams
from services.platform.texts import kept
from services.requests.state_machine import check_edge
from services.requests.telling import Telling


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes a step; the system has no id."""

    kind: ActorKind
    user_id: UUID | None = None


SYSTEM = Actor(ActorKind.SYSTEM)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an actor says about a step. `occurred_at` is their claim."""

    note: str | None = None
    location: GeoPoint | None = None
    occurred_at: datetime | None = None
    trace_id: str | None = None
    idempotency_key: str | None = None
    ip_address: str | None = None


class Story:
    """Writes history. Every method runs in the caller's transaction, under the request's row lock."""

    def __init__(
        self, *, streams: Streams, telling: Telling, audit: AuditLog, clock: Clock, tolerance: timedelta
    ) -> None:
        self._streams = streams
        self._audit = audit
        self._telling = telling
        self._clock = clock
        self._tolerance = tolerance

    async def begin(self, request: JobRequest, by: Actor, told: Circumstances) -> StatusChange:
        """The first event of a request that was just inserted."""
        return await self._write(request, None, by, told)

    async def advance(
        self, request: JobRequest, to: RequestStatus, by: Actor, told: Circumstances | None = None, **changes: Any
    ) -> StatusChange:
        """Take one edge and set `changes` with it. Raises InvalidTransition."""
        check_edge(request.status, to, by.kind)
        came_from = request.status
        request.status = to
        request.update_from_dict(changes)
        event = await self._write(request, came_from, by, told or Circumstances())
        await self._telling.moved(request, by.user_id)
        return event

    async def _write(
        self, request: JobRequest, came_from: RequestStatus | None, by: Actor, told: Circumstances
    ) -> StatusChange:
        request.history_length += 1
        request.version += came_from is not None
        place = await self._streams.append(
            StreamName.of_request(request.id), FrameKind.STATUS, {"sequence": request.history_length}
        )
        now = self._clock()
        occurred_at = await self._plausible(request, told.occurred_at or now, now)
        event = await StatusChange.create(
            job_request_id=request.id,
            sequence=request.history_length,
            stream_sequence=place,
            from_status=came_from,
            to_status=request.status,
            actor=by.kind,
            actor_id=by.user_id,
            note=kept(told.note),
            latitude=told.location.latitude if told.location else None,
            longitude=told.location.longitude if told.location else None,
            occurred_at=occurred_at,
            recorded_at=now,
            clamped=told.occurred_at is not None and occurred_at != told.occurred_at,
            trace_id=told.trace_id,
            idempotency_key=told.idempotency_key,
        )
        await request.save()
        self.tell_owner(request)
        if by.kind is ActorKind.ADMIN:
            await self._put_on_record(request, came_from, by, told)
        return event

    async def _put_on_record(
        self, request: JobRequest, came_from: RequestStatus | None, by: Actor, told: Circumstances
    ) -> None:
        """What an admin does to other people's jobs is in the audit log too."""
        doer = Doer(by.user_id, Role.ADMIN, told.ip_address, told.trace_id)
        before, after = {"status": came_from}, {"status": request.status, "note": kept(told.note)}
        subject = encode(Kind.REQUEST, request.id)
        await self._audit.write("REQUEST_STATUS_CHANGED", subject, by=doer, before=before, after=after)

    async def _plausible(self, request: JobRequest, claimed: datetime, now: datetime) -> datetime:
        """The claim, held between the previous event and a minute from now."""
        previous = await StatusChange.filter(job_request_id=request.id).order_by("-sequence").first()
        latest = min(claimed, now + self._tolerance)
        return max(latest, previous.occurred_at) if previous else latest

    def tell_owner(self, request: JobRequest) -> None:
        """Let the accepted owner's dashboard know that a job changed."""
        if request.owner_id is not None:
            stream = StreamName.of_owner(request.owner_id)
            self._streams.append_last(stream, FrameKind.JOB_CHANGED, {"request": str(request.id)})

    async def tell_new_offer(self, request: JobRequest, offer: Offer, estimate: Estimate) -> None:
        """Let an owner know of an offer that has just been made, wherever they are."""
        self.tell_offer(offer, FrameKind.OFFER_RECEIVED)
        await self._telling.offered(request, offer, estimate)

    def tell_offer(self, offer: Offer, kind: FrameKind) -> None:
        """Let an owner know of an offer that came or went."""
        self._streams.append_last(StreamName.of_owner(offer.owner_id), kind, {"offer": str(offer.id)})
