"""What admins see of the whole platform, and put right. Who is one, the root field's permission has asked."""

from dataclasses import dataclass

from services.admin.dead_jobs import DeadJobs
from services.admin.directory import Directory
from services.admin.summary import PlatformSummaries
from services.jobs.queue import JobQueue
from services.platform.audit import AuditLog
from services.platform.clock import Clock
from services.platform.database import Database


@dataclass(frozen=True, slots=True)
class Admin:
    """The use cases of the domain."""

    summaries: PlatformSummaries
    directory: Directory
    dead_jobs: DeadJobs


def build(database: Database, jobs: JobQueue, clock: Clock) -> Admin:
    """The domain, on what it stands on."""
    audit = AuditLog(database, clock)
    return Admin(PlatformSummaries(database), Directory(database), DeadJobs(database, jobs, audit))
