"""Requests for work, from the asking to the end."""

from dataclasses import dataclass

from services.jobs.queue import JobQueue
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.platform.streams import Streams
from services.providers.routing.port import Routing
from services.requests.cancellation import Cancellation
from services.requests.cancellation_policy import CancellationPolicy
from services.requests.candidates import Candidates
from services.requests.creation import Creation
from services.requests.ending import Ending
from services.requests.escrow import Escrow
from services.requests.estimates import Estimates
from services.requests.matching import Matching
from services.requests.offers import Offers
from services.requests.previews import Previews
from services.requests.progress import Progress
from services.requests.searching import Searching
from services.requests.story import Story


@dataclass(frozen=True, slots=True)
class Requests:
    """The use cases of requests."""

    creation: Creation
    searching: Searching
    matching: Matching
    estimates: Estimates
    offers: Offers
    progress: Progress
    cancellation: Cancellation


def build(
    settings: Settings,
    *,
    database: Database,
    idempotency: Idempotency,
    jobs: JobQueue,
    streams: Streams,
    routing: Routing,
    escrow: Escrow,
    keys: Keys,
    clock: Clock,
) -> Requests:
    """The use cases, sharing one story, one candidate search and one escrow."""
    story = Story(streams, clock, settings.occurred_at_tolerance)
    candidates = Candidates(database, routing, settings)
    estimates = Estimates(database, candidates, settings, clock)
    matching = Matching(
        database=database,
        jobs=jobs,
        story=story,
        candidates=candidates,
        estimates=estimates,
        settings=settings,
        clock=clock,
    )
    creation = Creation(idempotency=idempotency, story=story, jobs=jobs, settings=settings, clock=clock)
    ending = Ending(story=story, escrow=escrow, jobs=jobs, creation=creation, settings=settings, clock=clock)
    previews = Previews(keys, settings.cancellation_preview_lifetime)
    return Requests(
        creation=creation,
        searching=Searching(matching, candidates, clock),
        matching=matching,
        estimates=estimates,
        offers=Offers(
            database=database,
            idempotency=idempotency,
            jobs=jobs,
            story=story,
            escrow=escrow,
            policy=CancellationPolicy(),
            clock=clock,
        ),
        progress=Progress(
            idempotency=idempotency, story=story, escrow=escrow, jobs=jobs, settings=settings, clock=clock
        ),
        cancellation=Cancellation(
            database=database,
            idempotency=idempotency,
            ending=ending,
            escrow=escrow,
            previews=previews,
            clock=clock,
        ),
    )
