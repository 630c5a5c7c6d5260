"""Requests for work, from the asking to the end."""

from dataclasses import dataclass

from services.jobs.queue import JobQueue
from services.notifications.announcing import Announcements
from services.platform.audit import AuditLog
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
from services.requests.expiring import OfferSweep
from services.requests.matching import Matching
from services.requests.offers import Offers
from services.requests.previews import Previews
from services.requests.progress import Progress
from services.requests.reminders import Reminders
from services.requests.reviews import Reviews
from services.requests.searching import Searching
from services.requests.story import Story
from services.requests.telling import Telling
from services.requests.withdrawing import Withdrawing


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
    withdrawing: Withdrawing
    reviews: Reviews
    reminders: Reminders
    offer_sweep: OfferSweep


@dataclass(frozen=True, slots=True)
class Ground:
    """What the domain stands on."""

    settings: Settings
    database: Database
    idempotency: Idempotency
    jobs: JobQueue
    streams: Streams
    announcements: Announcements
    routing: Routing
    escrow: Escrow
    keys: Keys
    clock: Clock


def build(on: Ground) -> Requests:
    """The use cases, sharing one story, one candidate search and one escrow."""
    settings, clock = on.settings, on.clock
    telling = Telling(on.database, on.announcements)
    audit = AuditLog(on.database, clock)
    story = _story(on, telling, audit)
    candidates = Candidates(on.database, on.routing, settings)
    estimates = Estimates(on.database, candidates, settings, clock)
    creation = Creation(
        database=on.database,
        idempotency=on.idempotency,
        story=story,
        jobs=on.jobs,
        settings=settings,
        clock=clock,
    )
    matching = Matching(
        database=on.database,
        jobs=on.jobs,
        story=story,
        candidates=candidates,
        estimates=estimates,
        settings=settings,
        clock=clock,
    )
    return Requests(
        creation=creation,
        searching=Searching(on.database, matching, candidates, audit, clock),
        matching=matching,
        estimates=estimates,
        offers=_offers(on, story),
        progress=Progress(
            idempotency=on.idempotency, story=story, escrow=on.escrow, jobs=on.jobs, settings=settings, clock=clock
        ),
        cancellation=_cancellation(on, story, creation),
        withdrawing=Withdrawing(on.database, on.jobs, story, clock),
        reviews=Reviews(on.database, clock),
        reminders=Reminders(on.database, telling, clock, settings.reminder_time),
        offer_sweep=OfferSweep(on.database, on.jobs),
    )


def _story(on: Ground, telling: Telling, audit: AuditLog) -> Story:
    tolerance = on.settings.occurred_at_tolerance
    return Story(streams=on.streams, telling=telling, audit=audit, clock=on.clock, tolerance=tolerance)


def _offers(on: Ground, story: Story) -> Offers:
    return Offers(
        database=on.database,
        idempotency=on.idempotency,
        jobs=on.jobs,
        story=story,
        escrow=on.escrow,
        policy=CancellationPolicy.in_force(on.settings),
        clock=on.clock,
    )


def _cancellation(on: Ground, story: Story, creation: Creation) -> Cancellation:
    ending = Ending(
        story=story, escrow=on.escrow, jobs=on.jobs, creation=creation, settings=on.settings, clock=on.clock
    )
    return Cancellation(
        database=on.database,
        idempotency=on.idempotency,
        creation=creation,
        ending=ending,
        escrow=on.escrow,
        previews=Previews(on.keys, on.settings.cancellation_preview_lifetime),
        clock=on.clock,
    )
