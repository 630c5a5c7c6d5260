"""An owner answers an offer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
from tortoise.exceptions import IntegrityError

from models.enums import ActorKind, FrameKind, MatchState, OfferState, RequestStatus, Role, SlotKind, TractorState
from models.requests import Estimate, JobRequest, Offer
from models.tractors import Booking
from services.auth.standing import lock_active
from services.auth.viewer import Viewer
from services.errors import NotFound, ValidationFailed
from services.jobs.queue import JobQueue
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.money import Money
from services.platform.texts import kept
from services.platform.texts import problems_of as text_problems
from services.requests.cancellation_policy import CancellationPolicy
from services.requests.ceiling import beyond_ceiling
from services.requests.creation import MATCH_REQUEST
from services.requests.escrow import Escrow
from services.requests.locks import lock_offers, lock_request, lock_tractor
from services.requests.refusals import AlreadyAccepted, OfferExpired, OfferWithdrawn, TractorUnavailable
from services.requests.story import Actor, Circumstances, Story

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Accepted:
    request_id: UUID
    offer_id: UUID


class Offers:
    """Accepting and declining. Locks are taken in the order request, offers, tractor."""

    def __init__(
        self,
        *,
        database: Database,
        idempotency: Idempotency,
        jobs: JobQueue,
        story: Story,
        escrow: Escrow,
        policy: CancellationPolicy,
        clock: Clock,
    ) -> None:
        self._database = database
        self._idempotency = idempotency
        self._jobs = jobs
        self._story = story
        self._escrow = escrow
        self._policy = policy
        self._clock = clock

    async def accept(self, by: Viewer, *, offer_id: UUID, key: str, trace_id: str) -> Accepted:
        """The job is this owner's; a retry by the winner is the same success.

        Raises NotFound, OfferExpired, OfferWithdrawn, AlreadyAccepted, TractorUnavailable and idempotency refusals.
        """
        return await self._idempotency.once(
            lambda: self._accept(by, offer_id, Circumstances(trace_id=trace_id, idempotency_key=key)),
            answer=Accepted,
            user_id=by.user_id,
            operation="acceptOffer",
            key=key,
            given={"offerId": str(offer_id)},
        )

    async def decline(self, by: Viewer, *, offer_id: UUID, reason: str | None) -> UUID:
        """The owner is not asked again; declining twice is one decline.

        Raises NotFound, OfferExpired and OfferWithdrawn.
        """
        problems = text_problems(reason or "", "reason", longest=_LONGEST_REASON, required=False)
        if problems:
            raise ValidationFailed(problems=problems)
        async with self._database.transaction():
            offer, _, _ = await self._locked(by, offer_id)
            if offer.state is OfferState.DECLINED:
                return offer.id
            await self._check_open(offer)
            await self._decide(offer, OfferState.DECLINED, kept(reason))
            await self._jobs.enqueue(MATCH_REQUEST, request=offer.job_request_id)
        return offer.id

    async def _accept(self, by: Viewer, offer_id: UUID, told: Circumstances) -> Accepted:
        offer, request, rivals = await self._locked(by, offer_id)
        answer = Accepted(request.id, offer.id)
        if offer.state is OfferState.ACCEPTED:
            if request.status is RequestStatus.CANCELLED:
                raise OfferWithdrawn
            return answer
        if any(rival.state is OfferState.ACCEPTED for rival in rivals):
            raise AlreadyAccepted
        await self._check_open(offer)
        estimate = await Estimate.get(id=offer.estimate_id)
        if request.status is not RequestStatus.RECEIVED or beyond_ceiling(request, estimate):
            raise OfferWithdrawn
        await self._book(offer)
        await self._decide(offer, OfferState.ACCEPTED)
        for rival in rivals:
            if rival.state is OfferState.OFFERED:
                await self._decide(rival, OfferState.WITHDRAWN)
        await self._assign(request, offer, estimate, Actor(ActorKind.OWNER, by.user_id), told)
        return answer

    async def _locked(self, by: Viewer, offer_id: UUID) -> tuple[Offer, JobRequest, list[Offer]]:
        """The offer, its request and its rivals, locked in that order. Raises NotFound."""
        seen = await Offer.get_or_none(id=offer_id, owner_id=by.user_id)
        if seen is None:
            raise NotFound(path=("offerId",))
        request = await lock_request(seen.job_request_id)
        offers = {offer.id: offer for offer in await lock_offers(request.id)}
        return offers.pop(offer_id), request, list(offers.values())

    async def _check_open(self, offer: Offer) -> None:
        """By the database's clock, now that the locks are held. Raises OfferExpired or OfferWithdrawn."""
        if offer.state is OfferState.EXPIRED or (
            offer.state is OfferState.OFFERED and offer.expires_at <= await self._database.now()
        ):
            raise OfferExpired(expired_at=offer.expires_at)
        if offer.state is not OfferState.OFFERED:
            raise OfferWithdrawn

    async def _book(self, offer: Offer) -> None:
        """Take the drive and the work out of the calendar, where the database lets us. Raises TractorUnavailable.

        A tractor that was archived, and an owner who was suspended while a search found them, have offers until a job
        has withdrawn them: raises OfferWithdrawn.
        """
        tractor = await lock_tractor(offer.tractor_id)
        standing = await lock_active(self._database, Role.TRACTOR_OWNER, [offer.owner_id])
        if tractor.state is TractorState.ARCHIVED or not standing:
            raise OfferWithdrawn
        starts_at = offer.scheduled_from - timedelta(minutes=offer.travel_minutes)
        try:
            async with self._database.transaction():
                await Booking.create(
                    tractor_id=offer.tractor_id,
                    request_id=offer.job_request_id,
                    kind=SlotKind.BOOKED,
                    starts_at=starts_at,
                    ends_at=offer.scheduled_to,
                )
        except (IntegrityError, asyncpg.ExclusionViolationError):
            conflicts = await _conflicts(offer.tractor_id, starts_at, offer.scheduled_to)
            raise TractorUnavailable(booking_ids=conflicts) from None

    async def _decide(self, offer: Offer, state: OfferState, reason: str | None = None) -> None:
        offer.state = state
        offer.decided_at = self._clock()
        offer.decline_reason = reason
        await offer.save(update_fields=["state", "decided_at", "decline_reason"])
        self._story.tell_offer(offer, FrameKind.OFFER_CLOSED)

    async def _assign(
        self, request: JobRequest, offer: Offer, estimate: Estimate, by: Actor, told: Circumstances
    ) -> None:
        await self._story.advance(
            request,
            RequestStatus.ACCEPTED,
            by,
            told,
            match_state=MatchState.MATCHED,
            tractor_id=offer.tractor_id,
            owner_id=offer.owner_id,
            estimate_id=estimate.id,
            currency=estimate.currency,
            scheduled_from=offer.scheduled_from,
            scheduled_to=offer.scheduled_to,
            accepted_at=self._clock(),
            cancellation_policy=self._policy.frozen(),
        )
        await self._escrow.settle_price(request, Money(estimate.total_minor, estimate.currency))


async def _conflicts(tractor_id: UUID, starts_at: datetime, ends_at: datetime) -> list[UUID]:
    rows = Booking.filter(tractor_id=tractor_id, active=True, starts_at__lt=ends_at, ends_at__gt=starts_at)
    return [row.id for row in await rows.order_by("starts_at")]
