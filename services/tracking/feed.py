"""A request's tracking screen: the snapshot, and the stream that goes on from it."""

from collections.abc import AsyncGenerator
from uuid import UUID

from models.requests import JobRequest
from models.tracking import LiveState
from services.auth.viewer import Viewer
from services.errors import NotFound
from services.platform.clock import Clock
from services.platform.following import Following
from services.platform.groups import Lane
from services.platform.settings import Settings
from services.platform.streams import Streams
from services.tracking.arrival import Eta, Patience, Position, eta_of, position_of, suggestion_of
from services.tracking.frames import Frame, LaterFrame, Live, Snapshot
from services.tracking.geofence import Fence
from services.tracking.links import LinkSource, link_of
from services.tracking.sources import PartySource


class Feed:
    """Snapshots and streams of requests."""

    def __init__(self, following: Following, streams: Streams, settings: Settings, clock: Clock) -> None:
        self._following = following
        self._streams = streams
        self._clock = clock
        self._patience = Patience.of(settings)
        self._fence = Fence.of(settings)

    async def snapshot(self, viewer: Viewer, request_id: UUID) -> Snapshot:
        """Raises NotFound."""
        return await self._following.snapshot(PartySource(viewer, request_id, self._streams, self))

    async def snapshot_if_visible(self, viewer: Viewer, request_id: UUID | None) -> Snapshot | None:
        """None for a request that the viewer may not follow."""
        try:
            return await self.snapshot(viewer, request_id) if request_id else None
        except NotFound:
            return None

    def follow(
        self, viewer: Viewer, request_id: UUID, after: str | None, lane: Lane[LaterFrame] | None = None
    ) -> AsyncGenerator[Frame]:
        """From a cursor on, or from now, until the viewer loses sight. Raises NotFound, CursorRefused."""
        return self._following.follow(PartySource(viewer, request_id, self._streams, self), after, lane)

    async def snapshot_by_link(self, token: str, request_id: UUID | None) -> Snapshot | None:
        """None for a token that opens nothing now, or another request than the one named."""
        try:
            return await self._following.snapshot(await self._by_link(token, request_id))
        except NotFound:
            return None

    async def follow_by_link(
        self, token: str, request_id: UUID | None, after: str | None, lane: Lane[LaterFrame] | None = None
    ) -> AsyncGenerator[Frame]:
        """As `follow`, until the link is revoked or expires, or the job ends. Raises NotFound, CursorRefused."""
        return self._following.follow(await self._by_link(token, request_id), after, lane)

    async def _by_link(self, token: str, request_id: UUID | None) -> LinkSource:
        return LinkSource(await link_of(token, request_id), self._streams, self, self._clock)

    def eta(self, request: JobRequest, live: LiveState | None) -> Eta | None:
        """The arrival to show now."""
        return eta_of(request, live, self._clock(), self._patience)

    def position(self, request: JobRequest, live: LiveState | None) -> Position | None:
        """The tractor's place to show now."""
        return position_of(request, live, self._clock(), self._patience)

    def live(self, request: JobRequest, state: LiveState | None) -> Live:
        """Both, and the step that seems to have been forgotten."""
        suggested = suggestion_of(request, state, self._fence)
        return Live.of(self.eta(request, state), self.position(request, state), suggested)
