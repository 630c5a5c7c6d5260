"""Requests, from the asking to the end."""

import datetime as dt

import strawberry

from models.enums import CancelReason, RequestStatus
from resolvers.origin import doer_of
from schema.context import Info
from schema.types.estimates import Estimate
from schema.types.offers import Offer
from schema.types.request_results import (
    AcceptOfferResult,
    AcceptOfferSuccess,
    CancellationPreview,
    CancelRequestResult,
    CancelRequestSuccess,
    CreateRequestInput,
    CreateRequestResult,
    CreateRequestSuccess,
    DeclineOfferResult,
    DeclineOfferSuccess,
    RequestFilter,
    SearchResult,
    SearchSuccess,
    UpdateStatusResult,
    UpdateStatusSuccess,
)
from schema.types.requests import JobRequest, JobRequestConnection
from schema.types.reviews import Review, ReviewResult, ReviewSuccess
from schema.types.scalars import Cursor
from schema.types.shared import GeoPointInput
from schema.types.timeline import TimelineEvent
from services.platform.ids import Kind, decode, decode_or_none
from services.requests import reading
from services.requests.story import Circumstances


async def request(info: Info, id: strawberry.ID) -> JobRequest | None:
    """FARMER own, OWNER of an offer or of the accepted tractor, ADMIN."""
    return await JobRequest.load_if_visible(info, decode_or_none(Kind.REQUEST, id))


async def requests(
    info: Info, filter: RequestFilter | None = None, first: int = 20, after: Cursor | None = None
) -> JobRequestConnection:
    """FARMER: own. OWNER: accepted by own tractors. ADMIN: all. Newest first."""
    narrowed = (filter or RequestFilter()).narrowed()
    page = await reading.list_requests(info.context.signed_in, narrowed, first=first, after=after)
    return JobRequestConnection.of(page)


async def request_estimate(
    info: Info, request_id: strawberry.ID, tractor_id: strawberry.ID | None = None
) -> Estimate | None:
    """For one tractor when it is named, whose price is then firm; else the request's current estimate."""
    estimate_id = await info.context.services.requests.estimates.current(
        info.context.signed_in,
        decode_or_none(Kind.REQUEST, request_id),
        decode_or_none(Kind.TRACTOR, tractor_id),
        is_for_tractor=tractor_id is not None,
    )
    return await Estimate.load_if_visible(info, estimate_id)


async def cancellation_preview(
    info: Info, request_id: strawberry.ID, reason: CancelReason
) -> CancellationPreview | None:
    """Says what cancelling costs before anyone cancels."""
    preview = await info.context.services.requests.cancellation.preview(
        info.context.signed_in, request_id=decode_or_none(Kind.REQUEST, request_id), reason=reason
    )
    return CancellationPreview.of(preview) if preview else None


async def create_request(info: Info, input: CreateRequestInput, idempotency_key: str) -> CreateRequestResult:
    """Matching starts by itself."""
    created = await info.context.services.requests.creation.create(
        info.context.signed_in, input.draft(), key=idempotency_key, trace_id=info.context.trace_id
    )
    info.context.forget_rows()
    return CreateRequestSuccess(request=await JobRequest.load(info, created.request_id))


async def search_tractors(info: Info, request_id: strawberry.ID, radius_km: float | None = None) -> SearchResult:
    """While a search runs, returns it; never sends an owner the same offer twice."""
    searched = await info.context.services.requests.searching.search(
        info.context.signed_in,
        request_id=decode(Kind.REQUEST, request_id, "requestId"),
        radius_km=radius_km,
        doer=doer_of(info),
    )
    info.context.forget_rows()
    return SearchSuccess(
        request=await JobRequest.load(info, searched.request_id),
        offers_sent=searched.offers_sent,
        radius_km=searched.radius_km,
    )


async def accept_offer(info: Info, offer_id: strawberry.ID, idempotency_key: str) -> AcceptOfferResult:
    """The first accept wins; its retry gets the same answer."""
    accepted = await info.context.services.requests.offers.accept(
        info.context.signed_in,
        offer_id=decode(Kind.OFFER, offer_id, "offerId"),
        key=idempotency_key,
        trace_id=info.context.trace_id,
    )
    info.context.forget_rows()
    return AcceptOfferSuccess(
        request=await JobRequest.load(info, accepted.request_id), offer=await Offer.load(info, accepted.offer_id)
    )


async def decline_offer(info: Info, offer_id: strawberry.ID, reason: str | None = None) -> DeclineOfferResult:
    """The request goes on to others."""
    declined = await info.context.services.requests.offers.decline(
        info.context.signed_in, offer_id=decode(Kind.OFFER, offer_id, "offerId"), reason=reason
    )
    info.context.forget_rows()
    return DeclineOfferSuccess(offer=await Offer.load(info, declined))


async def update_request_status(
    info: Info,
    *,
    request_id: strawberry.ID,
    to: RequestStatus,
    idempotency_key: str,
    note: str | None = None,
    location: GeoPointInput | None = None,
    occurred_at: dt.datetime | None = None,
    expected_version: int | None = None,
) -> UpdateStatusResult:
    """One legal step of the state machine at a time."""
    stepped = await info.context.services.requests.progress.update(
        info.context.signed_in,
        request_id=decode(Kind.REQUEST, request_id, "requestId"),
        to=to,
        told=Circumstances(
            note=note,
            location=location.point() if location else None,
            occurred_at=occurred_at,
            trace_id=info.context.trace_id,
            idempotency_key=idempotency_key,
            ip_address=info.context.client_address,
        ),
        expected_version=expected_version,
        key=idempotency_key,
    )
    info.context.forget_rows()
    history = await info.context.loaders.histories.load(stepped.request_id)
    return UpdateStatusSuccess(
        request=await JobRequest.load(info, stepped.request_id),
        event=TimelineEvent.of(history[stepped.sequence - 1]),
    )


async def cancel_request(
    info: Info,
    *,
    request_id: strawberry.ID,
    reason: CancelReason,
    idempotency_key: str,
    note: str | None = None,
    preview_token: str | None = None,
) -> CancelRequestResult:
    """From RECEIVED or ACCEPTED; an owner who cancels hands the request on to a successor.

    Where the farmer or an admin cancels a request that its owner gave up, the successor is cancelled and answered.
    """
    cancelled = await info.context.services.requests.cancellation.cancel(
        info.context.signed_in,
        request_id=decode(Kind.REQUEST, request_id, "requestId"),
        reason=reason,
        token=preview_token,
        told=Circumstances(
            note=note,
            trace_id=info.context.trace_id,
            idempotency_key=idempotency_key,
            ip_address=info.context.client_address,
        ),
        key=idempotency_key,
    )
    info.context.forget_rows()
    return CancelRequestSuccess(request=await JobRequest.load(info, cancelled.request_id))


async def review_request(info: Info, request_id: strawberry.ID, stars: int, text: str | None = None) -> ReviewResult:
    """FARMER or OWNER of a completed request, once each."""
    review = await info.context.services.requests.reviews.write(
        info.context.signed_in, request_id=decode(Kind.REQUEST, request_id, "requestId"), stars=stars, text=text
    )
    info.context.forget_rows()
    return ReviewSuccess(review=Review.of(review))
