"""A tractor is given up, or its owner gone: what they were offered goes on to others."""

from uuid import UUID

from models.enums import FrameKind, OfferState, RequestStatus, Role
from models.requests import Offer
from services.auth.standing import lock_active
from services.jobs.queue import JobQueue
from services.platform.clock import Clock
from services.platform.database import Database
from services.requests.creation import MATCH_REQUEST
from services.requests.locks import lock_offers, lock_request
from services.requests.story import Story


class Withdrawing:
    def __init__(self, database: Database, jobs: JobQueue, story: Story, clock: Clock) -> None:
        self._database = database
        self._jobs = jobs
        self._story = story
        self._clock = clock

    async def withdraw_all(self, tractor_id: UUID) -> None:
        """Run the job of an archived tractor: each request in a transaction of its own."""
        for offer in await _standing(tractor_id=tractor_id):
            async with self._database.transaction():
                await self._withdraw(offer.job_request_id, offer.id)

    async def withdraw_late(self, owner_id: UUID) -> None:
        """Run the job of an owner who is none any longer, or suspended: whatever a search sent meanwhile."""
        for offer in await _standing(owner_id=owner_id):
            async with self._database.transaction():
                await lock_request(offer.job_request_id)
                await lock_offers(offer.job_request_id)
                if not await lock_active(self._database, Role.TRACTOR_OWNER, [owner_id]):
                    await self._withdraw(offer.job_request_id, offer.id)

    async def withdraw_of(self, owner_id: UUID) -> int:
        """With the open transaction, request by request in the order of their ids. How many there were."""
        offers = await _standing(owner_id=owner_id)
        return sum([await self._withdraw(offer.job_request_id, offer.id) for offer in offers])

    async def _withdraw(self, request_id: UUID, offer_id: UUID) -> bool:
        """False for an offer that was answered in the meantime."""
        request = await lock_request(request_id)
        offer = next(each for each in await lock_offers(request_id) if each.id == offer_id)
        if offer.state is not OfferState.OFFERED:
            return False
        offer.state = OfferState.WITHDRAWN
        offer.decided_at = self._clock()
        await offer.save(update_fields=["state", "decided_at"])
        self._story.tell_offer(offer, FrameKind.OFFER_CLOSED)
        if request.status is RequestStatus.RECEIVED:
            await self._jobs.enqueue(MATCH_REQUEST, request=request_id)
        return True


async def _standing(**whose: UUID) -> list[Offer]:
    return await Offer.filter(**whose, state=OfferState.OFFERED).order_by("job_request_id")
