"""Tractors, what they can do, when they are free, and their papers."""

from dataclasses import dataclass

from services.jobs.queue import JobQueue
from services.notifications.announcing import Announcements
from services.platform.audit import AuditLog
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.settings import Settings
from services.providers.storage.port import Storage
from services.tractors.availability import Availability
from services.tractors.documents import Documents
from services.tractors.expiry import Expiry
from services.tractors.fleet import Fleet
from services.tractors.pausing import Pausing
from services.tractors.updates import Updates
from services.tractors.uploads import Uploads


@dataclass(frozen=True, slots=True)
class Tractors:
    """The use cases of tractors."""

    fleet: Fleet
    updates: Updates
    availability: Availability
    uploads: Uploads
    documents: Documents
    expiry: Expiry
    pausing: Pausing


def build(
    settings: Settings,
    *,
    database: Database,
    jobs: JobQueue,
    announcements: Announcements,
    storage: Storage,
    clock: Clock,
) -> Tractors:
    """The domain, on what it stands on."""
    uploads = Uploads(database=database, jobs=jobs, storage=storage, settings=settings, clock=clock)
    expiry = Expiry(
        database=database,
        jobs=jobs,
        announcements=announcements,
        warning=settings.document_warning,
        clock=clock,
    )
    return Tractors(
        fleet=Fleet(database, jobs),
        updates=Updates(database, jobs, clock),
        availability=Availability(database, jobs, clock),
        uploads=uploads,
        documents=Documents(
            database=database,
            jobs=jobs,
            storage=storage,
            uploads=uploads,
            expiry=expiry,
            audit=AuditLog(database, clock),
            settings=settings,
            clock=clock,
        ),
        expiry=expiry,
        pausing=Pausing(database, jobs),
    )
