"""Where the tractor is and when it will be there."""

from dataclasses import dataclass

from services.jobs.queue import JobQueue
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.following import Following
from services.platform.settings import Settings
from services.platform.streams import Streams
from services.providers.routing.port import Routing
from services.tracking.etas import Etas
from services.tracking.feed import Feed
from services.tracking.links import Links
from services.tracking.positions import Positions
from services.tracking.retention import Retention


@dataclass(frozen=True, slots=True)
class Tracking:
    """The use cases of tracking."""

    feed: Feed
    links: Links
    positions: Positions
    etas: Etas
    retention: Retention


def build(
    settings: Settings,
    *,
    database: Database,
    streams: Streams,
    following: Following,
    jobs: JobQueue,
    routing: Routing,
    clock: Clock,
) -> Tracking:
    return Tracking(
        feed=Feed(following, streams, settings, clock),
        links=Links(database, streams, settings, clock),
        positions=Positions(database, streams, jobs, settings, clock),
        etas=Etas(database, streams, routing, settings, clock),
        retention=Retention(database, settings, clock),
    )
