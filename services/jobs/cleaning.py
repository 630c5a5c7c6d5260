"""What has served its time goes: keys, tokens, sessions, and the records of jobs."""

from dataclasses import dataclass
from datetime import timedelta

from services.jobs.queue import Job
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.settings import Settings

CLEAN_UP = Job("clean_up")
# Little at a time, so that no transaction is long and nobody waits for one.
_AT_ONCE = 1_000
_MOST_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class _Kind:
    """`which` finds rows that are over since $1; they go `after` that time."""

    table: str
    which: str
    after: timedelta


class Cleaning:
    """Runs as a job."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        kept: timedelta = settings.session_retention
        self._kinds = (
            _Kind("idempotency_keys", "expires_at < $1", timedelta()),
            _Kind("mail_tokens", "expires_at < $1", settings.mail_token_retention),
            # Refresh tokens and browsers go with their session.
            _Kind("sessions", "expires_at < $1", kept),
            _Kind("sessions", "revoked_at < $1", kept),
            _Kind("pgqueuer_log", "created < $1", settings.job_record_retention),
        )

    async def run(self) -> dict[str, int]:
        """How many rows went, by table. What is left after many rounds is left to the next run."""
        gone: dict[str, int] = {}
        for kind in self._kinds:
            gone[kind.table] = gone.get(kind.table, 0) + await self._clean(kind)
        return gone

    async def _clean(self, kind: _Kind) -> int:
        total = 0
        for _ in range(_MOST_ROUNDS):
            row = await self._database.fetch_one(
                f"WITH gone AS (DELETE FROM {kind.table} WHERE ctid = ANY(ARRAY("  # noqa: S608 - our own names
                f"SELECT ctid FROM {kind.table} WHERE {kind.which} LIMIT {_AT_ONCE} FOR UPDATE SKIP LOCKED)) "
                "RETURNING 1) SELECT count(*) AS rows FROM gone",
                self._clock() - kind.after,
            )
            count = int(row["rows"]) if row else 0
            total += count
            if count < _AT_ONCE:
                break
        return total
