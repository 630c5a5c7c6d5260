"""Nothing that is under way is forgotten: what has not moved for long is asked about again, and somebody is told."""

from dataclasses import dataclass
from datetime import timedelta

from services.jobs.queue import Job, JobQueue
from services.payments.confirmation import RECONCILE
from services.payments.inbox import PROCESS_EVENT
from services.payments.payouts import SETTLE_PAYOUT
from services.payments.refunds import SETTLE_REFUND
from services.platform.alerts import Alerts
from services.platform.clock import Clock
from services.platform.database import Database

SWEEP = Job("sweep_money")
_LATE_ATTEMPT = 10
"""As the tenth asking: the next one is an hour away, and a provider that knows nothing is believed."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Kind:
    """What may get stuck: `sql` finds the rows that have not moved since $1, and the job takes them by `argument`."""

    name: str
    argument: str
    job: Job
    sql: str


_KINDS = (
    _Kind(
        "payment",
        "payment",
        RECONCILE,
        "SELECT id, updated_at AS since FROM payments WHERE updated_at < $1 "
        "AND status IN ('REQUIRES_ACTION', 'PROCESSING', 'AUTHORIZED', 'UNKNOWN') ORDER BY updated_at LIMIT $2",
    ),
    _Kind(
        "refund",
        "refund",
        SETTLE_REFUND,
        "SELECT id, created_at AS since FROM refunds WHERE created_at < $1 AND status = 'PENDING' "
        "ORDER BY created_at LIMIT $2",
    ),
    _Kind(
        "payout",
        "payout",
        SETTLE_PAYOUT,
        "SELECT id, created_at AS since FROM payouts WHERE created_at < $1 AND status = 'PENDING' "
        "ORDER BY created_at LIMIT $2",
    ),
    _Kind(
        "webhook",
        "event",
        PROCESS_EVENT,
        "SELECT id, received_at AS since FROM webhook_events WHERE received_at < $1 AND state = 'WAITING' "
        "ORDER BY received_at LIMIT $2",
    ),
)


class Sweep:
    """Each of these has a job that comes again by itself; this one is for those whose job has died."""

    def __init__(
        self,
        *,
        database: Database,
        jobs: JobQueue,
        alerts: Alerts,
        clock: Clock,
        after: timedelta,
        alert_after: timedelta,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._alerts = alerts
        self._clock = clock
        self._after = after
        self._alert_after = alert_after

    async def run(self) -> int:
        """Have everything asked about that has not moved for `after`; answers how much that was."""
        found = 0
        for kind in _KINDS:
            rows = await self._database.fetch(kind.sql, self._clock() - self._after, _AT_ONCE)
            async with self._database.transaction():
                for row in rows:
                    once = f"{kind.job.name}:{row['id']}:{_LATE_ATTEMPT}"
                    await self._jobs.enqueue(kind.job, once=once, **{kind.argument: row["id"]}, attempt=_LATE_ATTEMPT)
            stuck = [row for row in rows if row["since"] < self._clock() - self._alert_after]
            if stuck:
                self._alerts.send(f"{kind.name}_stuck", count=len(stuck), oldest=str(stuck[0]["id"]))
            found += len(rows)
        return found
