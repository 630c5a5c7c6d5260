"""What changes on an owner's dashboard, live."""

from collections.abc import AsyncGenerator, Hashable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from models.enums import FrameKind, Role
from models.requests import JobRequest, Offer
from services.auth.viewer import Viewer
from services.dashboard.owner import DashboardOwner, OwnerDashboards
from services.dashboard.panels import Summary
from services.errors import NotFound
from services.platform import following
from services.platform.database import Database
from services.platform.following import Following
from services.platform.sources import Roll, each_by_itself
from services.platform.streams import Event, StreamName, Streams


@dataclass(frozen=True, slots=True)
class InboxSnapshot:
    """The cards; `sequence` is where the stream stood when they were read."""

    summary: Summary
    sequence: int


@dataclass(frozen=True, slots=True)
class OfferFrame:
    """An offer that came, or that is no longer open, as it is now."""

    sequence: int
    offer: Offer
    is_new: bool


@dataclass(frozen=True, slots=True)
class JobFrame:
    """An accepted job that changed, as it is now."""

    sequence: int
    request: JobRequest


type LaterFrame = OfferFrame | JobFrame
type InboxFrame = following.Opened[InboxSnapshot] | LaterFrame


@dataclass(frozen=True, slots=True)
class _InboxNews:
    """Events with the offers and jobs that they tell of."""

    events: Sequence[Event]
    standing: DashboardOwner | None
    offers: dict[str, Offer]
    jobs: dict[str, JobRequest]


class OwnerInbox:
    """The owner's stream."""

    def __init__(self, dashboards: OwnerDashboards, following: Following, streams: Streams) -> None:
        self._dashboards = dashboards
        self._following = following
        self._streams = streams

    def follow(self, owner: Viewer, after: str | None) -> AsyncGenerator[InboxFrame]:
        """From a cursor on, or from now. Raises NotFound for whoever is no owner, CursorRefused."""
        return self._following.follow(_InboxSource(owner, self._dashboards, self._streams), after)


class _InboxSource:
    sight = "owner"

    def __init__(self, viewer: Viewer, dashboards: OwnerDashboards, streams: Streams) -> None:
        self.stream = StreamName.of_owner(viewer.user_id)
        self.who = viewer.role
        self._viewer = viewer
        self._dashboards = dashboards
        self.streams = streams

    def admits(self, standing: DashboardOwner | None) -> bool:
        return standing is not None and self._viewer.role is Role.TRACTOR_OWNER

    def is_over(self, standing: DashboardOwner | None) -> bool:  # noqa: ARG002 - an inbox has no end
        return False

    def refuse(self) -> NotFound:
        return NotFound(path=())

    def time_left(self) -> timedelta | None:
        """A session's end closes the connection."""
        return None

    async def snapshot(self) -> InboxSnapshot:
        owner = await self._dashboards.owner(self._viewer, None)
        return InboxSnapshot(await self._dashboards.summary(owner), await self.streams.position(self.stream))

    @staticmethod
    async def together(
        database: Database, asked: Sequence[tuple["_InboxSource", int | None]], roll: Roll, *, limit: int
    ) -> tuple[list[_InboxNews], frozenset[Hashable]]:
        return await each_by_itself(database, asked[0][0].streams, asked, roll, limit=limit)

    async def news(self, events: Sequence[Event]) -> _InboxNews:
        offers = {UUID(event.payload["offer"]) for event in events if "offer" in event.payload}
        jobs = {UUID(event.payload["request"]) for event in events if "request" in event.payload}
        mine = {"owner_id": self._viewer.user_id}
        found_offers = await Offer.filter(id__in=list(offers), **mine) if offers else []
        found_jobs = await JobRequest.filter(id__in=list(jobs), **mine) if jobs else []
        return _InboxNews(
            events,
            await self._standing(),
            {str(offer.id): offer for offer in found_offers},
            {str(job.id): job for job in found_jobs},
        )

    async def _standing(self) -> DashboardOwner | None:
        try:
            return await self._dashboards.owner(self._viewer, None)
        except NotFound:
            return None

    def begun(self, snapshot: InboxSnapshot) -> None:
        del snapshot

    def frames(self, found: _InboxNews, shown: None) -> tuple[list[LaterFrame], None]:
        """What has become somebody else's is left out."""
        frames: list[LaterFrame] = []
        for event in found.events:
            offer = found.offers.get(event.payload.get("offer", ""))
            job = found.jobs.get(event.payload.get("request", ""))
            if offer is not None:
                frames.append(OfferFrame(event.sequence, offer, event.kind is FrameKind.OFFER_RECEIVED))
            elif job is not None:
                frames.append(JobFrame(event.sequence, job))
        return frames, shown
