"""The nine edges, and who may take them (semantics, section 1). This table is the truth; a trigger repeats it."""

from models.enums import ActorKind, RequestStatus
from services.requests.refusals import InvalidTransition

EDGES: dict[tuple[RequestStatus, RequestStatus], frozenset[ActorKind]] = {
    (RequestStatus.SENT, RequestStatus.RECEIVED): frozenset({ActorKind.SYSTEM}),
    (RequestStatus.RECEIVED, RequestStatus.ACCEPTED): frozenset({ActorKind.OWNER}),
    (RequestStatus.RECEIVED, RequestStatus.CANCELLED): frozenset({ActorKind.FARMER, ActorKind.ADMIN, ActorKind.SYSTEM}),
    (RequestStatus.ACCEPTED, RequestStatus.EN_ROUTE): frozenset({ActorKind.OWNER, ActorKind.ADMIN}),
    (RequestStatus.ACCEPTED, RequestStatus.CANCELLED): frozenset(ActorKind),
    (RequestStatus.EN_ROUTE, RequestStatus.ARRIVED): frozenset({ActorKind.OWNER, ActorKind.ADMIN}),
    (RequestStatus.ARRIVED, RequestStatus.WORK_STARTED): frozenset({ActorKind.OWNER, ActorKind.ADMIN}),
    (RequestStatus.WORK_STARTED, RequestStatus.IN_PROGRESS): frozenset({ActorKind.OWNER, ActorKind.ADMIN}),
    (RequestStatus.IN_PROGRESS, RequestStatus.COMPLETED): frozenset({ActorKind.OWNER, ActorKind.ADMIN}),
}
STEPS = frozenset(
    {
        RequestStatus.EN_ROUTE,
        RequestStatus.ARRIVED,
        RequestStatus.WORK_STARTED,
        RequestStatus.IN_PROGRESS,
        RequestStatus.COMPLETED,
    }
)
"What `updateRequestStatus` may ask for; accepting and cancelling are use cases of their own."
UNDERWAY = STEPS - {RequestStatus.COMPLETED}
CLOSED = frozenset({RequestStatus.COMPLETED, RequestStatus.CANCELLED})


def allowed_next(status: RequestStatus, actor: ActorKind) -> list[RequestStatus]:
    """Where `actor` may take a request that is in `status`, in the order of the work."""
    return [target for target in RequestStatus if actor in EDGES.get((status, target), ())]


def check_edge(status: RequestStatus, target: RequestStatus, actor: ActorKind) -> None:
    """Raises InvalidTransition."""
    if actor not in EDGES.get((status, target), ()):
        raise InvalidTransition(from_status=status, to_status=target, allowed_next=allowed_next(status, actor))
