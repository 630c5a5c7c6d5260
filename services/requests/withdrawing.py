"""A tractor is given up: what it was offered goes on to others."""

from uuid import UUID

from models.enums import FrameKind, OfferState, RequestStatus
from models.requests import Offer
from services.jobs.queue import JobQueue
from services.platform.clock import Clock
from services.platform.database import Database
from services.requests.creation import MATCH_REQUEST
from services.requests.locks import lock_offers, lock_request
from services.requests.story import Story


class Withdrawing:
    """Runs as a job, which may come twice."""

    def __init__(self, database: Database, jobs: JobQueue, story: Story, clock: Clock) -> None:
        self._database = database
        self._jobs = jobs
        self._story = story
        self._clock = clock

    async def withdraw_all(self, tractor_id: UUID) -> None:
        """Every offer that stands, each request in a transaction of its own."""
        standing = Offer.filter(tractor_id=tractor_id, state=OfferState.OFFERED).order_by("job_request_id")
        for offer in await standing:
            await self._withdraw(offer.job_request_id, offer.id)

    async def _withdraw(self, request_id: UUID, offer_id: UUID) -> None:
        async with self._database.transaction():
            request = await lock_request(request_id)
            offer = next(each for each in await lock_offers(request_id) if each.id == offer_id)
            if offer.state is not OfferState.OFFERED:
                return
            offer.state = OfferState.WITHDRAWN
            offer.decided_at = self._clock()
            await offer.save(update_fields=["state", "decided_at"])
            self._story.tell_offer(offer, FrameKind.OFFER_CLOSED)
            if request.status is RequestStatus.RECEIVED:
                await self._jobs.enqueue(MATCH_REQUEST, request=request_id)
