"""A request's stream as its followers see it: the parties with a session, and whoever holds a link."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol, cast
from uuid import UUID

from models.enums import FrameKind, Role
from models.requests import JobRequest, StatusChange
from models.tracking import LiveState
from services.auth.viewer import Viewer
from services.errors import NotFound
from services.platform.streams import Event, StreamName, Streams
from services.tracking.frames import NOTHING, LaterFrame, Live, PaymentFrame, Snapshot, StatusFrame


class Clockwork(Protocol):
    """Says what a request shows of its tractor now."""

    def live(self, request: JobRequest, state: LiveState | None) -> Live: ...


@dataclass(frozen=True, slots=True)
class RequestNews[Standing]:
    """Events with the steps that they tell of, and the newest of what is not replayed."""

    events: Sequence[Event]
    standing: Standing
    steps: dict[int, StatusChange]
    state: LiveState | None
    _made: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once[Made](self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gave the first follower who asked, for all who were given the same read."""
        if key not in self._made:
            self._made[key] = make()
        return cast(Made, self._made[key])


class PartySource:
    """For the farmer, the accepted owner and admins."""

    sight = "parties"

    def __init__(self, viewer: Viewer, request_id: UUID, streams: Streams, clockwork: Clockwork) -> None:
        self.stream = StreamName.of_request(request_id)
        self._viewer = viewer
        self.request_id = request_id
        self._streams = streams
        self._clockwork = clockwork
        self._shown = NOTHING

    async def standing(self) -> JobRequest | None:
        return await JobRequest.get_or_none(id=self.request_id)

    def admits(self, standing: JobRequest | None) -> bool:
        return standing is not None and _is_party(self._viewer, standing)

    def is_over(self, standing: JobRequest | None) -> bool:  # noqa: ARG002 - money may move after the last step
        return False

    def refuse(self) -> NotFound:
        return NotFound(path=("requestId",))

    def time_left(self) -> timedelta | None:
        """A session's end closes the connection."""
        return None

    async def snapshot(self) -> Snapshot:
        request = await self.standing()
        if request is None or not self.admits(request):
            raise self.refuse()
        shot = await read_snapshot(request, self._streams, self._clockwork)
        self._shown = Live.of(shot.eta, shot.position, shot.suggested)
        return shot

    async def news(self, events: Sequence[Event]) -> RequestNews[JobRequest | None]:
        return await read_news(self.request_id, events, await self.standing())

    def frames(self, found: RequestNews[JobRequest | None]) -> list[LaterFrame]:
        request = found.standing
        if request is None:
            return []
        sees_money = self._viewer.is_admin or self._viewer.user_id == request.farmer_id
        frames, self._shown = shown_frames(found, request, self._clockwork, self._shown, sees_money=sees_money)
        return frames

    @staticmethod
    async def together(asked: Sequence[tuple["PartySource", Sequence[Event] | None]]) -> list[Any]:
        """The news of many requests, or only the request where there are no events to tell of."""
        ids = list({source.request_id for source, _ in asked})
        requests = {row.id: row for row in await JobRequest.filter(id__in=ids)}
        states = {row.job_request_id: row for row in await LiveState.filter(job_request_id__in=ids)}
        steps = await _steps([(source.request_id, events or ()) for source, events in asked])
        found: list[Any] = []
        for source, events in asked:
            standing, name = requests.get(source.request_id), source.request_id
            news = RequestNews(events or (), standing, steps.get(name, {}), states.get(name))
            found.append(standing if events is None else news)
        return found


def _is_party(viewer: Viewer, request: JobRequest) -> bool:
    """As `requests.reading.is_party`, in the role that the viewer is signed in with."""
    party = {Role.FARMER: request.farmer_id, Role.TRACTOR_OWNER: request.owner_id}
    return viewer.is_admin or party.get(viewer.role) == viewer.user_id


async def read_snapshot(request: JobRequest, streams: Streams, clockwork: Clockwork) -> Snapshot:
    events = await StatusChange.filter(job_request_id=request.id).order_by("sequence")
    live = clockwork.live(request, await LiveState.get_or_none(job_request_id=request.id))
    sequence = await streams.position(StreamName.of_request(request.id))
    place = live.position.position if live.position else None
    return Snapshot(request, events, live.eta.eta, place, live.suggested, sequence)


async def read_news[Standing](request_id: UUID, events: Sequence[Event], standing: Standing) -> RequestNews[Standing]:
    told = [event.payload["sequence"] for event in events if event.kind is FrameKind.STATUS]
    steps = await StatusChange.filter(job_request_id=request_id, sequence__in=told) if told else []
    state = await LiveState.get_or_none(job_request_id=request_id)
    return RequestNews(events, standing, {step.sequence: step for step in steps}, state)


async def _steps(told: Sequence[tuple[UUID, Sequence[Event]]]) -> dict[UUID, dict[int, StatusChange]]:
    """By request and sequence, those that the events tell of."""
    wanted = {
        (request, event.payload["sequence"])
        for request, events in told
        for event in events
        if event.kind is FrameKind.STATUS
    }
    if not wanted:
        return {}
    rows = await StatusChange.filter(
        job_request_id__in=list({request for request, _ in wanted}), sequence__in=list({place for _, place in wanted})
    )
    found: dict[UUID, dict[int, StatusChange]] = {}
    for row in rows:
        found.setdefault(row.job_request_id, {})[row.sequence] = row
    return found


def shown_frames[Standing](
    found: RequestNews[Standing], request: JobRequest, clockwork: Clockwork, shown: Live, *, sees_money: bool
) -> tuple[list[LaterFrame], Live]:
    """Everything that is new to a follower, the same objects for all with the same read; and what is shown by then."""
    durable = found.once(sees_money, lambda: durable_frames(found, request, sees_money=sees_money))
    live = found.once("live", lambda: clockwork.live(request, found.state))
    return [*durable, *live.since(shown)], live


def durable_frames[Standing](
    found: RequestNews[Standing], request: JobRequest, *, sees_money: bool
) -> list[LaterFrame]:
    """Every event that the follower may know of, in order."""
    frames: list[LaterFrame] = []
    for event in found.events:
        if event.kind is FrameKind.STATUS:
            frames.append(StatusFrame(event.sequence, found.steps[event.payload["sequence"]], request))
        elif event.kind is FrameKind.PAYMENT and sees_money:
            frames.append(PaymentFrame.of(event, request.id))
    return frames
