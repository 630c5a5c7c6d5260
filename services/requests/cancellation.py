"""Calling a job off, knowing first what it costs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.enums import ActorKind, CancelReason, RequestStatus
from models.requests import Estimate, JobRequest
from services.auth.viewer import Viewer
from services.errors import NotFound, ValidationFailed
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.texts import problems_of as text_problems
from services.requests.actors import actor_of
from services.requests.cancellation_policy import Cost, cost
from services.requests.creation import Creation
from services.requests.ending import Ending, Farewell
from services.requests.escrow import Escrow
from services.requests.locks import lock_request
from services.requests.previews import Previews
from services.requests.reading import is_party, visible_request
from services.requests.refusals import CancellationChanged
from services.requests.state_machine import check_edge
from services.requests.story import SYSTEM, Actor, Circumstances
from services.tractors.calendar import day_in

_LONGEST_NOTE = 2000
_CANCELLABLE = frozenset({RequestStatus.RECEIVED, RequestStatus.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Cancelled:
    request_id: UUID


@dataclass(frozen=True, slots=True)
class Preview:
    """What cancelling would cost at this moment; `token` fixes it until `valid_until`."""

    cost: Cost
    token: str
    valid_until: datetime


class Cancellation:
    """By the farmer, the accepted owner, an admin, or time."""

    def __init__(
        self,
        *,
        database: Database,
        idempotency: Idempotency,
        creation: Creation,
        ending: Ending,
        escrow: Escrow,
        previews: Previews,
        clock: Clock,
    ) -> None:
        self._database = database
        self._idempotency = idempotency
        self._creation = creation
        self._ending = ending
        self._escrow = escrow
        self._previews = previews
        self._clock = clock

    async def preview(self, by: Viewer, *, request_id: UUID | None, reason: CancelReason) -> Preview | None:
        """Of what `cancel` would end. None where the viewer is no party to the request, or nothing can be cancelled."""
        named = await JobRequest.get_or_none(id=request_id)
        if named is None or not is_party(by, named):
            return None
        actor = actor_of(by, named)
        request = named if actor.kind is ActorKind.OWNER else await self._newest(named)
        if request.status not in (_CANCELLABLE if request is named else {*_CANCELLABLE, RequestStatus.SENT}):
            return None
        return self._preview(request, actor, await self._cost(request, actor.kind, reason), reason)

    async def cancel(
        self, by: Viewer, *, request_id: UUID, reason: CancelReason, token: str | None, told: Circumstances, key: str
    ) -> Cancelled:
        """What is cancelled already stays as it is; for a job that its owner gave up, its successor ends.

        Raises NotFound, ValidationFailed, InvalidTransition, CancellationChanged and idempotency refusals.
        """
        problems = text_problems(told.note or "", "note", longest=_LONGEST_NOTE, required=False)
        if problems:
            raise ValidationFailed(problems=problems)
        return await self._idempotency.once(
            lambda: self._cancel(by, request_id, reason, token, told),
            answer=Cancelled,
            user_id=by.user_id,
            operation="cancelRequest",
            key=key,
            given={"requestId": str(request_id), "reason": reason, "note": told.note, "token": ascii(token)},
        )

    async def expire(self, request_id: UUID) -> None:
        """The day has passed and nobody came: the request ends by itself. A moment too early, come again."""
        async with self._database.transaction():
            request = await lock_request(request_id)
            if request.status not in (RequestStatus.SENT, RequestStatus.RECEIVED):
                return
            if self._clock() < day_in(request.farm_time_zone, request.preferred_date).end:
                await self._creation.expire_later(request)
                return
            await self._ending.receive(request)
            price = await self._cost(request, ActorKind.SYSTEM, CancelReason.NO_TRACTOR)
            await self._ending.end(request, Farewell(SYSTEM, CancelReason.NO_TRACTOR, price, Circumstances()))

    async def _cancel(
        self, by: Viewer, request_id: UUID, reason: CancelReason, token: str | None, told: Circumstances
    ) -> Cancelled:
        await visible_request(by, request_id)
        request = await lock_request(request_id)
        if not is_party(by, request):
            raise NotFound(path=("requestId",))
        actor = actor_of(by, request)
        if actor.kind is not ActorKind.OWNER:
            request = await self._latest(request)
        if request.status is RequestStatus.CANCELLED:
            return Cancelled(request.id)
        check_edge(request.status, RequestStatus.CANCELLED, actor.kind)
        price = self._agreed(request, actor, await self._cost(request, actor.kind, reason), reason, token)
        farewell = Farewell(actor, reason, price, told)
        if actor.kind is ActorKind.OWNER:
            await self._ending.hand_on(request, farewell)
        else:
            await self._ending.end(request, farewell)
        return Cancelled(request.id)

    async def _latest(self, request: JobRequest) -> JobRequest:
        """Whichever goes on with a job that owners gave up, locked: whoever crosses with them means the job."""
        while request.cancelled_by is ActorKind.OWNER:
            request = await lock_request((await JobRequest.get(successor_of_id=request.id)).id)
            await self._ending.receive(request)
        return request

    async def _newest(self, request: JobRequest) -> JobRequest:
        """As `_latest`, for whoever only looks: without locks, and received by nobody."""
        while request.cancelled_by is ActorKind.OWNER:
            request = await JobRequest.get(successor_of_id=request.id)
        return request

    async def _cost(self, request: JobRequest, actor: ActorKind, reason: CancelReason) -> Cost:
        estimate = await Estimate.get_or_none(id=request.estimate_id) if request.estimate_id else None
        paid = await self._escrow.held(request.id)
        return cost(request, estimate, paid, by=actor, reason=reason, now=self._clock())

    def _agreed(self, request: JobRequest, by: Actor, price: Cost, reason: CancelReason, token: str | None) -> Cost:
        """Never more than what they were shown. Raises CancellationChanged."""
        promise = self._previews.read(token, request.id, by, reason)
        if promise is not None and promise.valid_until > self._clock():
            return price.at_most(promise.fee_minor)
        if price.fee.amount_minor > (promise.fee_minor if promise else 0):
            shown = self._preview(request, by, price, reason)
            raise CancellationChanged(
                fee_minor=price.fee.amount_minor,
                refund_minor=price.refund.amount_minor,
                currency=price.fee.currency,
                explanation=price.explanation,
                token=shown.token,
                valid_until=shown.valid_until,
            )
        return price

    def _preview(self, request: JobRequest, by: Actor, price: Cost, reason: CancelReason) -> Preview:
        token, promise = self._previews.promise(
            request.id, by, reason, fee_minor=price.fee.amount_minor, now=self._clock()
        )
        return Preview(price, token, promise.valid_until)
