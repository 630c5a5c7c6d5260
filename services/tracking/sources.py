"""A request's stream as its followers see it: the parties with a session, and whoever holds a link."""

from collections.abc import Hashable, Sequence
from datetime import timedelta
from uuid import UUID

from models.enums import Role
from models.requests import JobRequest, StatusChange
from models.tracking import LiveState
from services.auth.viewer import Viewer
from services.errors import NotFound
from services.platform.database import Database
from services.platform.sources import Roll
from services.platform.streams import StreamName, Streams
from services.tracking.frames import LaterFrame, Live, Snapshot
from services.tracking.news import Clockwork, RequestNews, read_news, shown_frames


class PartySource:
    """For the farmer, the accepted owner and admins."""

    sight = "parties"

    def __init__(self, viewer: Viewer, request_id: UUID, streams: Streams, clockwork: Clockwork) -> None:
        self.stream = StreamName.of_request(request_id)
        self.who = viewer.user_id, viewer.role
        self._viewer = viewer
        self.request_id = request_id
        self._streams = streams
        self._clockwork = clockwork

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
        request = await JobRequest.get_or_none(id=self.request_id)
        if request is None or not self.admits(request):
            raise self.refuse()
        return await read_snapshot(request, self._streams, self._clockwork)

    def begun(self, snapshot: Snapshot) -> Live:
        return snapshot.live

    def frames(self, found: RequestNews[JobRequest | None], shown: Live) -> tuple[list[LaterFrame], Live]:
        request = found.standing
        if request is None:
            return [], shown
        sees_money = self._viewer.is_admin or self._viewer.user_id == request.farmer_id
        return shown_frames(found, request, self._clockwork, shown, sees_money=sees_money)

    @staticmethod
    async def together(
        database: Database, asked: Sequence[tuple["PartySource", int | None]], roll: Roll, *, limit: int
    ) -> tuple[list[RequestNews[JobRequest | None]], frozenset[Hashable]]:
        return await read_news(database, [(source.request_id, after) for source, after in asked], roll, limit=limit)


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
