"""What a viewer may do with a request right now."""

from datetime import datetime, timedelta
from enum import StrEnum

from models.enums import ActorKind, OfferState, PaymentStatus, RequestStatus, Role
from models.requests import JobRequest, Offer
from services.auth.viewer import Viewer
from services.requests.actors import actor_of
from services.requests.reading import is_party
from services.requests.state_machine import EDGES, STEPS, allowed_next


class RequestAction(StrEnum):
    SEARCH = "SEARCH"
    PAY = "PAY"
    CANCEL = "CANCEL"
    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    ADVANCE = "ADVANCE"
    REVIEW = "REVIEW"


def allowed_actions(
    viewer: Viewer,
    request: JobRequest,
    *,
    offer: Offer | None,
    payment: PaymentStatus | None,
    is_reviewed: bool,
    now: datetime,
    departure_window: timedelta,
) -> list[RequestAction]:
    """In the order of the enumeration. `offer` and review are the viewer's own, where there are any.

    `payment` is SUCCEEDED once the request is paid, and UNKNOWN while nobody knows how an attempt has ended.
    """
    if not is_party(viewer, request):
        is_open = request.status is RequestStatus.RECEIVED and offer is not None and _stands(offer, now)
        return [RequestAction.ACCEPT, RequestAction.DECLINE] if is_open else []
    is_early = request.scheduled_from is not None and now < request.scheduled_from - departure_window
    actor, is_paid = actor_of(viewer, request).kind, payment is PaymentStatus.SUCCEEDED
    may = {
        RequestAction.SEARCH: actor is not ActorKind.OWNER and request.status is RequestStatus.RECEIVED,
        RequestAction.PAY: viewer.role is Role.FARMER and payment is None and request.status in _PAYABLE,
        RequestAction.CANCEL: actor in EDGES.get((request.status, RequestStatus.CANCELLED), ()),
        RequestAction.ADVANCE: _may_advance(request.status, actor, may_leave=is_paid and not is_early),
        RequestAction.REVIEW: request.status is RequestStatus.COMPLETED and not is_reviewed and not viewer.is_admin,
    }
    return [action for action in RequestAction if may.get(action)]


_PAYABLE = (RequestStatus.RECEIVED, RequestStatus.ACCEPTED)


def _stands(offer: Offer, now: datetime) -> bool:
    return offer.state is OfferState.OFFERED and offer.expires_at > now


def _may_advance(status: RequestStatus, actor: ActorKind, *, may_leave: bool) -> bool:
    waits = status is RequestStatus.ACCEPTED and not may_leave
    return not waits and any(step in STEPS for step in allowed_next(status, actor))
