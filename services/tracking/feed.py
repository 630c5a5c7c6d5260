"""A request's live stream: nothing missed, nothing twice, in order (semantics, section 7)."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from uuid import UUID

from models.enums import FrameKind, PaymentStatus
from models.requests import JobRequest, StatusChange
from models.tracking import LiveState
from services.auth.viewer import Viewer
from services.errors import NotFound
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.settings import Settings
from services.platform.streams import Event, StreamName, Streams
from services.requests.reading import is_party, visible_to
from services.tracking.arrival import Eta, Patience, Position, eta_of, position_of


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a tracking screen shows, read at one instant; `sequence` is where the stream stood then."""

    request: JobRequest
    events: list[StatusChange]
    eta: Eta | None
    position: Position | None
    sequence: int


@dataclass(frozen=True, slots=True)
class Opened:
    """The first frame. Where it `recovered`, the events since `sequence` follow."""

    sequence: int
    recovered: bool
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class StatusFrame:
    sequence: int
    event: StatusChange
    request: JobRequest


@dataclass(frozen=True, slots=True)
class PaymentFrame:
    """A payment as it was when it changed; its row may have gone on since."""

    sequence: int
    payment_id: UUID
    status: PaymentStatus
    refunded_minor: int


@dataclass(frozen=True, slots=True)
class EtaFrame:
    eta: Eta | None


@dataclass(frozen=True, slots=True)
class PositionFrame:
    position: Position


Frame = Opened | StatusFrame | PaymentFrame | EtaFrame | PositionFrame


@dataclass(frozen=True, slots=True)
class _Live:
    """What was last shown of what is not replayed."""

    eta: Eta | None
    position: Position | None


@dataclass(frozen=True, slots=True)
class _News:
    """What came after the last frame, and where the stream stands with it."""

    frames: list[Frame]
    sequence: int
    live: _Live


class Feed:
    """Snapshots and streams of requests."""

    def __init__(self, database: Database, streams: Streams, settings: Settings, clock: Clock) -> None:
        self._database = database
        self._streams = streams
        self._settings = settings
        self._clock = clock
        self._patience = Patience(settings.position_stale_after, settings.position_unknown_after)

    async def snapshot(self, viewer: Viewer, request_id: UUID) -> Snapshot:
        """Raises NotFound."""
        async with self._database.snapshot():
            request = await _visible(viewer, request_id)
            events = await StatusChange.filter(job_request_id=request_id).order_by("sequence")
            live = await self._live(request)
            sequence = await self._streams.position(StreamName.of_request(request_id))
        return Snapshot(request, events, live.eta, live.position, sequence)

    async def snapshot_if_visible(self, viewer: Viewer, request_id: UUID | None) -> Snapshot | None:
        """None for a request that the viewer may not follow."""
        try:
            return await self.snapshot(viewer, request_id) if request_id else None
        except NotFound:
            return None

    async def follow(self, viewer: Viewer, request_id: UUID, after: str | None) -> AsyncGenerator[Frame]:
        """The stream from a cursor on, or from now; it ends when the viewer loses sight. Raises NotFound, CursorRefused

        Listening starts before the snapshot is read, so that nothing falls between the two.
        """
        stream = StreamName.of_request(request_id)
        await _visible(viewer, request_id)
        resumed = await self._streams.resume_after(stream, after) if after is not None else None
        async with self._streams.listen(stream) as listener:
            snapshot = await self.snapshot(viewer, request_id)
            opened = self._opened(snapshot, resumed)
            yield opened
            sent, shown = opened.sequence, _Live(snapshot.eta, snapshot.position)
            while True:
                news = await self._news(viewer, request_id, sent)
                if news is None:
                    return
                sent = news.sequence
                for frame in (*news.frames, *_fresh(shown, news.live)):
                    yield frame
                shown = news.live
                await listener.wait(self._settings.stream_silence)

    def _opened(self, snapshot: Snapshot, resumed: int | None) -> Opened:
        """Too far behind, or ahead of what this database knows: start from the snapshot."""
        if resumed is not None and 0 <= snapshot.sequence - resumed <= self._settings.replay_limit:
            return Opened(resumed, recovered=True, snapshot=snapshot)
        return Opened(snapshot.sequence, recovered=False, snapshot=snapshot)

    async def _news(self, viewer: Viewer, request_id: UUID, sent: int) -> _News | None:
        """Read at one instant, so that no event is shown with an older request; None once the viewer may not see it."""
        stream = StreamName.of_request(request_id)
        async with self._database.snapshot():
            request = await JobRequest.get_or_none(visible_to(viewer), id=request_id)
            if request is None or not is_party(viewer, request):
                return None
            events = await self._streams.read(stream, after=sent, limit=self._settings.replay_limit)
            frames = [await self._durable(viewer, request, event) for event in events]
            live = await self._live(request)
        return _News([frame for frame in frames if frame is not None], events[-1].sequence if events else sent, live)

    async def _durable(self, viewer: Viewer, request: JobRequest, event: Event) -> Frame | None:
        if event.kind is FrameKind.STATUS:
            change = await StatusChange.get(job_request_id=request.id, sequence=event.payload["sequence"])
            return StatusFrame(event.sequence, change, request)
        if event.kind is FrameKind.PAYMENT and (viewer.is_admin or viewer.user_id == request.farmer_id):
            return _payment_frame(event)
        return None

    def eta(self, request: JobRequest, live: LiveState | None) -> Eta | None:
        """The arrival to show now."""
        return eta_of(request, live, self._clock(), self._patience)

    def position(self, request: JobRequest, live: LiveState | None) -> Position | None:
        """The tractor's place to show now."""
        return position_of(request, live, self._clock(), self._patience)

    async def _live(self, request: JobRequest) -> _Live:
        live = await LiveState.get_or_none(job_request_id=request.id)
        return _Live(self.eta(request, live), self.position(request, live))


async def _visible(viewer: Viewer, request_id: UUID) -> JobRequest:
    request = await JobRequest.get_or_none(visible_to(viewer), id=request_id)
    if request is None or not is_party(viewer, request):
        raise NotFound(path=("requestId",))
    return request


def _payment_frame(event: Event) -> PaymentFrame:
    facts = event.payload
    return PaymentFrame(event.sequence, UUID(facts["payment"]), PaymentStatus(facts["status"]), facts["refunded"])


def _fresh(shown: _Live, live: _Live) -> list[Frame]:
    frames: list[Frame] = []
    if _told(live.eta) != _told(shown.eta):
        frames.append(EtaFrame(live.eta))
    if live.position is not None and live.position != shown.position:
        frames.append(PositionFrame(live.position))
    return frames


def _told(eta: Eta | None) -> tuple[object, ...] | None:
    """What makes an ETA news; the minutes left change by themselves."""
    return None if eta is None else (eta.source, eta.as_of, eta.stale)
