"""What admins see of the whole platform, and put right. Who is one, the root field's permission has asked."""

from dataclasses import dataclass

from services.admin.dead_jobs import DeadJobs
from services.admin.directory import Directory
from services.admin.roles import Roles
from services.admin.summary import PlatformSummaries
from services.admin.suspension import Suspension
from services.auth.sessions import Sessions
from services.jobs.queue import JobQueue
from services.platform.audit import AuditLog
from services.platform.clock import Clock
from services.platform.database import Database
from services.requests.withdrawing import Withdrawing
from services.tractors.pausing import Pausing


@dataclass(frozen=True, slots=True)
class Admin:
    """The use cases of the domain."""

    summaries: PlatformSummaries
    directory: Directory
    dead_jobs: DeadJobs
    roles: Roles
    suspension: Suspension


def build(
    *,
    database: Database,
    jobs: JobQueue,
    sessions: Sessions,
    withdrawing: Withdrawing,
    pausing: Pausing,
    clock: Clock,
) -> Admin:
    """The domain, on what it stands on."""
    audit = AuditLog(database, clock)
    return Admin(
        summaries=PlatformSummaries(database),
        directory=Directory(database),
        dead_jobs=DeadJobs(database, jobs, audit),
        roles=Roles(database, jobs, sessions, audit),
        suspension=Suspension(database, jobs, sessions, withdrawing, pausing, audit),
    )
