"""Prices as rows: indicative while tractors are sought, firm once one is named; frozen when written."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from models.enums import EstimateKind, RequestStatus, Role
from models.requests import Estimate, JobRequest, Offer
from services.auth.viewer import Viewer
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.settings import Settings
from services.requests.candidates import Candidate, Candidates, Work
from services.requests.frozen import paid_prices
from services.requests.locks import lock_request
from services.requests.reading import is_party, visible_to


class Estimates:
    """Writes estimates and finds the one to show."""

    def __init__(self, database: Database, candidates: Candidates, settings: Settings, clock: Clock) -> None:
        self._database = database
        self._candidates = candidates
        self._settings = settings
        self._clock = clock

    async def indicative(self, request: JobRequest, candidates: Sequence[Candidate]) -> Estimate:
        """The best candidate's price, with the span of all in its currency. In the caller's transaction."""
        best = candidates[0]
        totals = [each.price.total_minor for each in candidates if each.price.currency == best.price.currency]
        return await self._write(
            request, best, EstimateKind.INDICATIVE, total_min_minor=min(totals), total_max_minor=max(totals)
        )

    async def firm(self, request: JobRequest, candidate: Candidate) -> Estimate:
        """The price that is frozen for one tractor, else today's. In the caller's transaction."""
        if candidate.frozen is not None:
            return await self.bound(request, candidate.frozen)
        return await self._write(request, candidate, EstimateKind.FIRM)

    async def bound(self, request: JobRequest, frozen: Estimate) -> Estimate:
        """The same, where it is of the request that this one replaces as a row of its own."""
        return frozen if frozen.job_request_id == request.id else await self._copy(request.id, frozen)

    async def current(
        self, viewer: Viewer, request_id: UUID | None, tractor_id: UUID | None, *, is_for_tractor: bool
    ) -> UUID | None:
        """The estimate to show: for one tractor when it is named, else the request's; None where there is none.

        Naming a tractor that could come freezes its price; one whose id is None is not known.
        """
        request = await JobRequest.get_or_none(visible_to(viewer), id=request_id)
        if request is None or (is_for_tractor and tractor_id is None):
            return None
        if not is_party(viewer, request):
            return await _offered(viewer, request, tractor_id)
        if tractor_id is None or tractor_id == request.tractor_id:
            return request.estimate_id
        if request.status not in (RequestStatus.SENT, RequestStatus.RECEIVED):
            return None
        return await self._for_tractor(request, tractor_id)

    async def fresh_for(self, estimate: Estimate) -> UUID | None:
        """Today's estimate in place of one that has lapsed: the agreed price once a tractor is chosen."""
        request = await JobRequest.get(id=estimate.job_request_id)
        if request.tractor_id is not None and request.estimate_id is not None:
            return await self._renewed(request.id, await Estimate.get(id=request.estimate_id))
        return await self._for_tractor(request, estimate.tractor_id) if estimate.tractor_id else None

    async def _for_tractor(self, request: JobRequest, tractor_id: UUID) -> UUID | None:
        """A live firm estimate for this tractor, found or made; None for one that cannot come."""
        if not await self._candidates.may_come(request.id, tractor_id):
            return None
        live = await _live(request.id, tractor_id, self._clock())
        if live is not None:
            return live.id
        settled = await _settled(request.id, tractor_id)
        if settled is not None:
            return await self._renewed(request.id, settled)
        found = await self._candidates.find(
            Work.of(request), radius_km=self._settings.search_radii_km[-1], now=self._clock(), tractor_id=tractor_id
        )
        return await self._frozen_now(request.id, found[0]) if found else None

    async def _frozen_now(self, request_id: UUID, candidate: Candidate) -> UUID | None:
        """None where its owner has been asked with another tractor meanwhile: they are asked once."""
        async with self._database.transaction():
            request = await lock_request(request_id)
            live = await _live(request_id, candidate.tractor.id, self._clock())
            if live is not None:
                return live.id
            if await Offer.exists(job_request_id=request_id, owner_id=candidate.tractor.owner_id):
                return None
            return (await self.firm(request, candidate)).id

    async def _renewed(self, request_id: UUID, lapsed: Estimate) -> UUID:
        """The same price for another lifetime: what was agreed does not rise because time passed."""
        async with self._database.transaction():
            await lock_request(request_id)
            live = await _live(request_id, lapsed.tractor_id, self._clock())
            is_same = live is not None and (live.total_minor, live.currency) == (lapsed.total_minor, lapsed.currency)
            return (live if live is not None and is_same else await self._copy(request_id, lapsed)).id

    async def _copy(self, request_id: UUID, frozen: Estimate) -> Estimate:
        copy = frozen.clone(pk=uuid7())
        copy.job_request_id = request_id
        copy.valid_until = self._clock() + self._settings.estimate_lifetime
        await copy.save()
        return copy

    async def _write(
        self,
        request: JobRequest,
        candidate: Candidate,
        kind: EstimateKind,
        *,
        total_min_minor: int | None = None,
        total_max_minor: int | None = None,
    ) -> Estimate:
        price = candidate.price
        return await Estimate.create(
            job_request_id=request.id,
            tractor_id=candidate.tractor.id,
            kind=kind,
            basis=price.basis,
            currency=price.currency,
            rate_minor=price.rate_minor,
            hours=price.hours,
            work_minor=price.work_minor,
            travel_km=float(price.travel_km),
            travel_fee_minor=price.travel_fee_minor,
            total_minor=price.total_minor,
            total_min_minor=total_min_minor,
            total_max_minor=total_max_minor,
            formula=price.formula,
            commission_percent=self._settings.commission_percent,
            scheduled_from=candidate.scheduled.start,
            scheduled_to=candidate.scheduled.end,
            valid_until=self._clock() + self._settings.estimate_lifetime,
        )


async def _offered(viewer: Viewer, request: JobRequest, tractor_id: UUID | None) -> UUID | None:
    """What an owner who only holds an offer may see: their own price, whether or not its tractor is named."""
    offer = await Offer.get_or_none(job_request_id=request.id, owner_id=viewer.user_id)
    if offer is None or viewer.role is not Role.TRACTOR_OWNER:
        return None
    return offer.estimate_id if tractor_id in (None, offer.tractor_id) else None


async def _settled(request_id: UUID, tractor_id: UUID) -> Estimate | None:
    """What was paid for this tractor, or offered to its owner."""
    paid = await paid_prices(request_id, [tractor_id])
    if tractor_id in paid:
        return paid[tractor_id]
    offer = await Offer.get_or_none(job_request_id=request_id, tractor_id=tractor_id).select_related("estimate")
    return offer.estimate if offer else None


async def _live(request_id: UUID, tractor_id: UUID | None, now: datetime) -> Estimate | None:
    return (
        await Estimate.filter(
            job_request_id=request_id, tractor_id=tractor_id, kind=EstimateKind.FIRM, valid_until__gt=now
        )
        .order_by("-id")
        .first()
    )
