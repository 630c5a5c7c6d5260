"""Nothing that is under way is forgotten: what has not moved for long is asked about again, and somebody is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import asyncpg

from services.jobs.queue import Job, JobQueue
from services.payments.confirmation import RECONCILE
from services.payments.inbox import PROCESS_EVENT
from services.payments.payouts import SETTLE_PAYOUT
from services.payments.refunds import SETTLE_REFUND
from services.platform.alerts import Alerts
from services.platform.clock import Clock
from services.platform.database import Database

SWEEP = Job("sweep_money")
TELL_STUCK = Job("tell_stuck_money")
_LATE_ATTEMPT = 10
"""As the tenth asking: the next one is an hour away, and a provider that knows nothing is believed."""
_AT_ONCE = 500

# The queue counts from the transaction's start.
_SURELY = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What may get stuck: `open` is whatever has not ended, and the job takes it by the `name`."""

    name: str
    job: Job
    open: str
    alert: str


_KINDS = {
    kind.name: kind
    for kind in (
        _Kind(
            "payment",
            RECONCILE,
            "SELECT id, updated_at AS since FROM payments "
            "WHERE status IN ('REQUIRES_ACTION', 'PROCESSING', 'AUTHORIZED', 'UNKNOWN')",
            "payment_stuck",
        ),
        _Kind(
            "refund",
            SETTLE_REFUND,
            "SELECT id, created_at AS since FROM refunds WHERE status = 'PENDING'",
            "refund_stuck",
        ),
        _Kind(
            "payout",
            SETTLE_PAYOUT,
            "SELECT id, created_at AS since FROM payouts WHERE status = 'PENDING'",
            "payout_stuck",
        ),
        _Kind(
            "event",
            PROCESS_EVENT,
            "SELECT id, received_at AS since FROM webhook_events WHERE state = 'WAITING'",
            "webhook_stuck",
        ),
    )
}
_FORGOTTEN = """
    SELECT id FROM ({open}) AS open
    WHERE since < $1 AND id::text NOT IN (
        SELECT split_part(dedupe_key, ':', 2) FROM pgqueuer
        WHERE entrypoint = $2 AND status IN ('queued', 'picked') AND dedupe_key IS NOT NULL)
    ORDER BY since LIMIT $3"""
"""Those whose job does not wait: the second part of its word is the row's id."""
_OLDEST = "SELECT id, since, count(*) OVER () AS count FROM ({open}) AS open WHERE since <= $1 ORDER BY since LIMIT 1"


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
        """Have everything asked about that nobody asks about and that has not moved for `after`; answers how much."""
        found = 0
        for kind in _KINDS.values():
            late = self._clock() - self._after
            forgotten = await self._database.fetch(_FORGOTTEN.format(open=kind.open), late, kind.job.name, _AT_ONCE)
            oldest = await self._oldest(kind, late)
            async with self._database.transaction():
                for row in forgotten:
                    once = f"{kind.job.name}:{row['id']}:{_LATE_ATTEMPT}"
                    await self._jobs.enqueue(kind.job, once=once, **{kind.name: row["id"]}, attempt=_LATE_ATTEMPT)
                if oldest is not None:
                    await self._tell_later(kind, oldest["since"])
            found += len(forgotten)
        return found

    async def _oldest(self, kind: _Kind, until: datetime) -> asyncpg.Record | None:
        return await self._database.fetch_one(_OLDEST.format(open=kind.open), until)

    async def _tell_later(self, kind: _Kind, since: datetime) -> None:
        """When the oldest gets an hour older: until then the word is taken, so that somebody is told once an hour."""
        left = self._alert_after - (self._clock() - since) % self._alert_after + _SURELY
        await self._jobs.enqueue(TELL_STUCK, after=left, once=f"{TELL_STUCK.name}:{kind.name}", kind=kind.name)

    async def tell(self, kind: str) -> None:
        """Alert, where anything of the kind has not moved for `alert_after`."""
        stuck = await self._oldest(_KINDS[kind], self._clock() - self._alert_after)
        if stuck is not None:
            self._alerts.send(_KINDS[kind].alert, count=stuck["count"], oldest=str(stuck["id"]))
