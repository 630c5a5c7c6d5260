"""Tractors, what they can do and when they are free."""

from dataclasses import dataclass

from services.jobs.queue import JobQueue
from services.platform.clock import Clock
from services.platform.database import Database
from services.tractors.availability import Availability
from services.tractors.fleet import Fleet
from services.tractors.updates import Updates


@dataclass(frozen=True, slots=True)
class Tractors:
    """The use cases of tractors."""

    fleet: Fleet
    updates: Updates
    availability: Availability


def build(*, database: Database, jobs: JobQueue, clock: Clock) -> Tractors:
    """The domain, on what it stands on."""
    return Tractors(
        fleet=Fleet(database, jobs),
        updates=Updates(database, jobs, clock),
        availability=Availability(database, jobs, clock),
    )
