"""How a request ends before its work: money, calendar, offers and history in one transaction."""

from dataclasses import dataclass

from models.enums import CancelReason, FrameKind, MatchState, OfferState, RequestStatus
from models.requests import JobRequest
from models.tractors import Booking
from services.jobs.queue import JobQueue
from services.platform.clock import Clock
from services.platform.settings import Settings
from services.platform.texts import kept
from services.requests.cancellation_policy import Cost
from services.requests.creation import Creation, public_code
from services.requests.escrow import Escrow
from services.requests.locks import lock_offers
from services.requests.story import SYSTEM, Actor, Circumstances, Story
from services.tractors.fleet import TRACTOR_FREED


@dataclass(frozen=True, slots=True)
class Farewell:
    """Who ends a request, why, and what it costs."""

    by: Actor
    reason: CancelReason
    cost: Cost
    told: Circumstances


class Ending:
    """Every method runs in the caller's transaction, under the request's row lock."""

    def __init__(
        self, *, story: Story, escrow: Escrow, jobs: JobQueue, creation: Creation, settings: Settings, clock: Clock
    ) -> None:
        self._story = story
        self._escrow = escrow
        self._jobs = jobs
        self._creation = creation
        self._settings = settings
        self._clock = clock

    async def end(self, request: JobRequest, farewell: Farewell) -> None:
        """CANCELLED, with the money on its way back. Raises InvalidTransition."""
        await self._close(request, farewell)
        await self._escrow.give_back(request, farewell.cost.fee if farewell.cost.fee.amount_minor else None)

    async def hand_on(self, request: JobRequest, farewell: Farewell) -> JobRequest:
        """CANCELLED by its owner; the successor takes over its money and looks for another tractor."""
        await self._close(request, farewell)
        successor = await self._successor(request)
        await self._escrow.carry_over(request, successor)
        await self._creation.start_search(successor)
        return successor

    async def receive(self, request: JobRequest) -> None:
        """What matching has not come to yet: only a request that was received can end."""
        if request.status is RequestStatus.SENT:
            await self._story.advance(request, RequestStatus.RECEIVED, SYSTEM)

    async def _close(self, request: JobRequest, farewell: Farewell) -> None:
        await self._story.advance(
            request,
            RequestStatus.CANCELLED,
            farewell.by,
            farewell.told,
            match_state=MatchState.CLOSED,
            cancelled_by=farewell.by.kind,
            cancel_reason=farewell.reason,
            cancel_note=kept(farewell.told.note),
            cancel_fee_minor=farewell.cost.fee.amount_minor,
            cancel_refund_minor=farewell.cost.refund.amount_minor,
            currency=farewell.cost.fee.currency,
            cancelled_at=self._clock(),
        )
        await self._withdraw_offers(request)
        await Booking.filter(request_id=request.id, active=True).update(active=False)
        if request.tractor_id is not None:
            await self._jobs.enqueue(TRACTOR_FREED, tractor=request.tractor_id)

    async def _withdraw_offers(self, request: JobRequest) -> None:
        for offer in await lock_offers(request.id):
            if offer.state is OfferState.OFFERED:
                offer.state = OfferState.WITHDRAWN
                offer.decided_at = self._clock()
                await offer.save(update_fields=["state", "decided_at"])
                self._story.tell_offer(offer, FrameKind.OFFER_CLOSED)

    async def _successor(self, request: JobRequest) -> JobRequest:
        """Its price ceiling is what it takes over: what went back since the farmer paid can pay nobody."""
        held = await self._escrow.held(request.id)
        successor = await JobRequest.create(
            public_code=public_code(),
            farmer_id=request.farmer_id,
            farm_id=request.farm_id,
            service_id=request.service_id,
            farm_address=request.farm_address,
            farm_latitude=request.farm_latitude,
            farm_longitude=request.farm_longitude,
            farm_time_zone=request.farm_time_zone,
            area_value=request.area_value,
            area_unit=request.area_unit,
            area_m2=request.area_m2,
            preferred_date=request.preferred_date,
            notes=request.notes,
            search_radius_km=self._settings.search_radii_km[0],
            currency=held.currency if held else None,
            price_ceiling_minor=held.amount_minor if held else None,
            successor_of_id=request.id,
        )
        await self._story.begin(successor, SYSTEM, Circumstances(note="The owner could not come; looking for another."))
        return successor
