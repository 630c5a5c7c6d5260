"""Links that a farmer gives to others, so that they can watch a job without an account."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from models.requests import JobRequest
from models.tracking import TrackingLink
from services.auth.viewer import Viewer
from services.errors import NotFound, ValidationFailed
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.languages import said
from services.platform.settings import Settings
from services.platform.sources import Roll
from services.platform.streams import StreamName, Streams
from services.platform.tokens import digest, new_token
from services.requests.locks import lock_request
from services.requests.state_machine import CLOSED
from services.tracking.frames import LaterFrame, Live, Snapshot
from services.tracking.news import Clockwork, RequestNews, of_standing, read_news, shown_frames
from services.tracking.sources import read_snapshot

_LONGEST_HOURS = 168
_MOST = 20


@dataclass(frozen=True, slots=True)
class SharedLink:
    """The only time that the token is seen."""

    token: str
    url: str
    expires_at: datetime


class Links:
    """Made and revoked by the farmer of a request."""

    def __init__(self, database: Database, streams: Streams, settings: Settings, clock: Clock) -> None:
        self._database = database
        self._streams = streams
        self._settings = settings
        self._clock = clock

    async def share(self, by: Viewer, *, request_id: UUID, hours: int) -> SharedLink:
        """Raises NotFound, ValidationFailed for another time, a job that is over, or too many links."""
        if not 1 <= hours <= _LONGEST_HOURS:
            message = said("A link lasts from 1 to {most} hours.", most=_LONGEST_HOURS)
            raise ValidationFailed.of("hours", code="OUT_OF_RANGE", message=message)
        token, now = new_token(), self._clock()
        async with self._database.transaction():
            request = await self._own(by, request_id)
            if request.status in CLOSED:
                raise ValidationFailed.of("requestId", code="OVER", message="There is nothing left to watch.")
            open_links = TrackingLink.filter(job_request_id=request_id, revoked_at=None, expires_at__gt=now)
            if await open_links.count() >= _MOST:
                message = said("{count} links are open already. Revoke them first.", count=_MOST)
                raise ValidationFailed.of("requestId", code="TOO_MANY", message=message)
            link = await TrackingLink.create(
                job_request_id=request_id,
                token_hash=digest(token),
                created_at=now,
                expires_at=now + timedelta(hours=hours),
            )
        return SharedLink(token, f"{self._settings.app_address}/track?token={token}", link.expires_at)

    async def revoke(self, by: Viewer, *, request_id: UUID) -> None:
        """All links of a request; whoever watches by one is cut off. Raises NotFound."""
        async with self._database.transaction() as transaction:
            await self._own(by, request_id)
            await TrackingLink.filter(job_request_id=request_id, revoked_at=None).update(revoked_at=self._clock())
            stream = StreamName.of_request(request_id)
            transaction.after_commit.append(lambda: self._streams.nudge(stream))

    async def _own(self, by: Viewer, request_id: UUID) -> JobRequest:
        request = await lock_request(request_id)
        if request.farmer_id != by.user_id:
            raise NotFound(path=("requestId",))
        return request


async def link_of(token: str, request_id: UUID | None) -> TrackingLink:
    """The link that a token opens, of the request where one is named, dead or alive. Raises NotFound."""
    link = await TrackingLink.get_or_none(token_hash=digest(token))
    if link is None or request_id not in (None, link.job_request_id):
        raise NotFound(path=("token",))
    return link


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """What a link shows hangs on."""

    link: TrackingLink
    request: JobRequest


async def _links(database: Database, ids: Sequence[UUID]) -> list[TrackingLink]:
    columns = ", ".join(TrackingLink.listed("l"))
    rows = await database.read(f"SELECT {columns} FROM tracking_links l WHERE l.id = ANY($1)", ids)  # noqa: S608
    return [cast(TrackingLink, TrackingLink.of_listed(tuple(row))) for row in rows]


class LinkSource:
    """A request's stream for whoever holds a link: no money, and nothing once the link or the job has ended."""

    who = None

    def __init__(self, link: TrackingLink, streams: Streams, clockwork: Clockwork, clock: Clock) -> None:
        self.stream = StreamName.of_request(link.job_request_id)
        self.sight = link.id
        self._link = link
        self._streams = streams
        self._clockwork = clockwork
        self._clock = clock

    def admits(self, standing: LinkStanding) -> bool:
        return standing.link.revoked_at is None and self._clock() < standing.link.expires_at

    def is_over(self, standing: LinkStanding) -> bool:
        return standing.request.status in CLOSED

    def refuse(self) -> NotFound:
        return NotFound(path=("token",))

    def time_left(self) -> timedelta:
        return max(self._link.expires_at - self._clock(), timedelta())

    async def snapshot(self) -> Snapshot:
        request = await JobRequest.get(id=self._link.job_request_id)
        standing = LinkStanding(await TrackingLink.get(id=self._link.id), request)
        if not self.admits(standing) or self.is_over(standing):
            raise self.refuse()
        return await read_snapshot(request, self._streams, self._clockwork)

    @staticmethod
    async def together(
        database: Database, asked: Sequence[tuple["LinkSource", int | None]], roll: Roll, *, limit: int
    ) -> tuple[list[RequestNews[LinkStanding]], frozenset[Hashable]]:
        """The links last, so that one that is revoked by then shows nothing."""
        ids = [source._link.id for source, _ in asked]  # noqa: SLF001 - its like
        requests = [(source._link.job_request_id, after) for source, after in asked]  # noqa: SLF001
        found, alive = await read_news(database, requests, roll, limit=limit)
        links = {row.id: row for row in await _links(database, ids)}
        news = [
            of_standing(each, LinkStanding(links[id_], cast(JobRequest, each.standing)))
            for id_, each in zip(ids, found, strict=True)
        ]
        return news, alive

    def begun(self, snapshot: Snapshot) -> Live:
        return snapshot.live

    def frames(self, found: RequestNews[LinkStanding], shown: Live) -> tuple[list[LaterFrame], Live]:
        return shown_frames(found, found.standing.request, self._clockwork, shown, sees_money=False)
