"""The search for a tractor: offers in small batches, a widening circle, a waiting list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from models.enums import FrameKind, MatchState, OfferState, RequestStatus, Role
from models.requests import JobRequest, Offer
from services.auth.standing import lock_active
from services.jobs.queue import JobQueue
from services.notifications.quiet_hours import QuietHours
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.money import Money
from services.platform.settings import Settings
from services.requests.candidates import Candidate, Candidates, Work, at_frozen_prices
from services.requests.ceiling import beyond_ceiling, is_dearer
from services.requests.creation import MATCH_REQUEST
from services.requests.estimates import Estimates
from services.requests.frozen import paid_prices
from services.requests.locks import lock_offers, lock_request
from services.requests.story import SYSTEM, Story

_WAITING_NEARBY = """
    SELECT r.id FROM job_requests r JOIN tractors t ON t.id = $1
    WHERE r.status = 'RECEIVED' AND r.match_state = 'WAITLISTED'
      AND EXISTS (SELECT FROM tractor_capabilities c WHERE c.tractor_id = t.id AND c.service_id = r.service_id)
      AND earth_distance(t.place, ll_to_earth(r.farm_latitude, r.farm_longitude)) <= t.service_radius_km * 1000
    ORDER BY r.id LIMIT 200
"""
# From the transaction's start, as the queue counts: a job that was due at one turn asks for a later one.
_TURN = "SELECT floor(extract(epoch FROM now() + $1::interval) / extract(epoch FROM $2::interval))::bigint AS turn"
_WAIT = "SELECT $1::timestamptz - now() + interval '1 second' AS wait"


class Matching:
    """Runs as jobs; each run may come twice, late, or beside another one."""

    def __init__(
        self,
        *,
        database: Database,
        jobs: JobQueue,
        story: Story,
        candidates: Candidates,
        estimates: Estimates,
        settings: Settings,
        clock: Clock,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._story = story
        self._candidates = candidates
        self._estimates = estimates
        self._settings = settings
        self._clock = clock

    async def run(self, request_id: UUID, *, radius_km: float | None = None) -> None:
        """Receive the request, expire what has run out, and offer it to the next tractors where nobody is asked now."""
        if await self._receive(request_id):
            request = await JobRequest.get(id=request_id)
            await self._search(request, radius_km)

    async def _search(self, request: JobRequest, radius_km: float | None) -> int:
        """Offer the request within the radius, or in widening circles; returns how many offers went out."""
        found: list[Candidate] = []
        reached = request.search_radius_km
        for reached in [radius_km] if radius_km else self._radii(request.search_radius_km):
            able = await self._candidates.find(Work.of(request), radius_km=reached, now=self._clock())
            found = _affordable(able, request)
            if found:
                break
        return await self._offer(request.id, found, reached)

    def _radii(self, reached: float) -> list[float]:
        """The circles from the one that was reached; a farmer may have reached further than the widest."""
        return [each for each in self._settings.search_radii_km if each >= reached] or [reached]

    async def retry_near(self, tractor_id: UUID) -> None:
        """A tractor has become free: look again for the requests that wait near it."""
        async with self._database.transaction():
            for row in await self._database.fetch(_WAITING_NEARBY, tractor_id):
                await self._jobs.enqueue(MATCH_REQUEST, request=row["id"])

    async def apply(self, request: JobRequest, secured: Money | None) -> None:
        """This much is held for the request: dearer offers go, and none comes. Under the caller's lock."""
        request.price_ceiling_minor = secured.amount_minor if secured else None
        request.currency = secured.currency if secured else None
        await request.save(update_fields=["price_ceiling_minor", "currency", "updated_at"])
        standing = (
            await Offer.filter(job_request_id=request.id, state=OfferState.OFFERED)
            .select_for_update()
            .order_by("id")
            .prefetch_related("estimate")
        )
        await self._lower(request, standing)
        dearer = [offer for offer in standing if beyond_ceiling(request, offer.estimate)]
        await self._close(dearer, OfferState.WITHDRAWN)
        if dearer or (request.status is RequestStatus.RECEIVED and not standing):
            # Where none stands, a search may just have found some for another ceiling.
            await self._jobs.enqueue(MATCH_REQUEST, request=request.id)

    async def _lower(self, request: JobRequest, standing: Sequence[Offer]) -> None:
        """An offer that costs more than was paid for its tractor goes by what was paid; its owner is told."""
        paid = await paid_prices(request.id, [offer.tractor_id for offer in standing])
        for offer in standing:
            price = paid.get(offer.tractor_id)
            if price is not None and is_dearer(offer.estimate, price):
                offer.estimate = await self._estimates.bound(request, price)
                await offer.save(update_fields=["estimate_id"])
                await self._story.tell_new_offer(request, offer, offer.estimate)

    async def _receive(self, request_id: UUID) -> bool:
        """SENT becomes RECEIVED, always; True where offers should go out now."""
        async with self._database.transaction():
            request = await lock_request(request_id)
            if request.status is RequestStatus.SENT:
                await self._story.advance(request, RequestStatus.RECEIVED, SYSTEM)
            if request.status is not RequestStatus.RECEIVED:
                return False
            return not await self._expire(request.id)

    async def _expire(self, request_id: UUID) -> bool:
        """Close the offers whose time is over; True while others still stand, and are looked at again."""
        now = await self._database.now()
        open_yet = [each for each in await lock_offers(request_id) if each.state is OfferState.OFFERED]
        await self._close([each for each in open_yet if each.expires_at <= now], OfferState.EXPIRED)
        standing = [each for each in open_yet if each.expires_at > now]
        if standing:
            await self._await_expiry(standing)
        return bool(standing)

    async def _offer(self, request_id: UUID, found: Sequence[Candidate], radius_km: float) -> int:
        async with self._database.transaction():
            request = await lock_request(request_id)
            if request.status is not RequestStatus.RECEIVED or await self._expire(request_id):
                return 0
            asked = {offer.owner_id for offer in await Offer.filter(job_request_id=request_id)}
            standing = await lock_active(self._database, Role.TRACTOR_OWNER, [each.tractor.owner_id for each in found])
            priced = await at_frozen_prices(found, request_id, self._clock())
            affordable = [each for each in _affordable(priced, request) if each.tractor.owner_id in standing]
            if affordable:
                request.estimate_id = (await self._estimates.indicative(request, affordable)).id
            chosen = _one_each_owner(affordable, asked)[: self._settings.offers_per_batch]
            offers = [await self._send(request, each) for each in chosen]
            request.search_radius_km = radius_km
            request.match_state = MatchState.OFFERED if offers else MatchState.WAITLISTED
            await request.save(update_fields=["estimate_id", "search_radius_km", "match_state", "updated_at"])
            await (self._await_expiry(offers) if offers else self._wait(request))
            return len(offers)

    async def _send(self, request: JobRequest, candidate: Candidate) -> Offer:
        now = await self._database.now()
        estimate = await self._estimates.firm(request, candidate)
        offer = await Offer.create(
            job_request_id=request.id,
            tractor_id=candidate.tractor.id,
            owner_id=candidate.tractor.owner_id,
            estimate_id=estimate.id,
            distance_km=candidate.distance_km,
            scheduled_from=candidate.scheduled.start,
            scheduled_to=candidate.scheduled.end,
            travel_minutes=candidate.drive // timedelta(minutes=1),
            offered_at=now,
            expires_at=now + self._lifetime(now, candidate.scheduled.start),
        )
        await self._story.tell_new_offer(request, offer, estimate)
        return offer

    def _lifetime(self, now: datetime, start: datetime) -> timedelta:
        share = (start - now) * self._settings.offer_lifetime_share
        return max(self._settings.offer_lifetime_minimum, min(self._settings.offer_lifetime, share))

    async def _await_expiry(self, standing: Sequence[Offer]) -> None:
        """A job waits for the first of them to expire, under that offer's word: however often it is asked for, one."""
        first = min(standing, key=lambda offer: offer.expires_at)
        row = await self._database.fetch_one(_WAIT, first.expires_at)
        wait = row["wait"] if row else None
        await self._jobs.enqueue(MATCH_REQUEST, after=wait, once=f"expiry:{first.id}", request=first.job_request_id)

    async def _wait(self, request: JobRequest) -> None:
        """One job at most for each turn.

        The turns are numbered: a job that runs holds its own word, under which its successor could not wait.
        """
        pause = self._pause(request.farm_time_zone)
        row = await self._database.fetch_one(_TURN, pause, self._settings.waitlist_retry)
        once = f"waitlist:{request.id}:{row and row['turn']}"
        await self._jobs.enqueue(MATCH_REQUEST, after=pause, once=once, request=request.id)

    def _pause(self, zone: str) -> timedelta:
        """Until the next look: nobody looks at night, but in the morning."""
        now, pause = self._clock(), self._settings.waitlist_retry
        morning = self._night(zone).over_at(now + pause)
        return pause if morning is None else morning - now

    def _night(self, zone: str) -> QuietHours:
        start, end = self._settings.waitlist_rests_from, self._settings.waitlist_rests_until
        return QuietHours(start.hour * 60 + start.minute, end.hour * 60 + end.minute, zone)

    async def _close(self, offers: Sequence[Offer], state: OfferState) -> None:
        for offer in offers:
            offer.state = state
            offer.decided_at = self._clock()
            await offer.save(update_fields=["state", "decided_at"])
            self._story.tell_offer(offer, FrameKind.OFFER_CLOSED)


def _affordable(candidates: Sequence[Candidate], request: JobRequest) -> list[Candidate]:
    """At the price that is frozen, or at today's where only that can be paid from what is held."""
    ways = [(each, replace(each, frozen=None)) for each in candidates]
    payable = [[way for way in each if not beyond_ceiling(request, way.price)] for each in ways]
    return [each[0] for each in payable if each]


def _one_each_owner(candidates: Sequence[Candidate], asked: set[UUID]) -> list[Candidate]:
    """Each owner once, with their best tractor, and nobody who was asked before.

    But with one whose price is frozen where the best is dearer: paying it would turn the best away.
    """
    chosen: dict[UUID, Candidate] = {}
    for each in candidates:
        if each.tractor.owner_id not in asked:
            best = chosen.setdefault(each.tractor.owner_id, each)
            if each.frozen is not None and is_dearer(best.price, each.price):
                chosen[each.tractor.owner_id] = each
    return list(chosen.values())
