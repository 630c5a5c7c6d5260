"""The months of positions: those to come are there before their first fix, those past their time go."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta

import asyncpg
import structlog

from services.jobs.queue import Job
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.settings import Settings

log = structlog.get_logger()

KEEP_POSITIONS = Job("keep_positions")
_MONTHS_AHEAD = 3
# Longer than the second after which an autovacuum that is in the way gives up.
_PATIENCE = timedelta(seconds=3)
_MONTHS = """
    SELECT to_date(right(c.relname, 7), 'YYYY_MM') AS month
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'positions'::regclass AND c.relname <> 'positions_default' ORDER BY 1
"""
_FORGET_STRAYS = "DELETE FROM positions_default WHERE recorded_at < $1"


class Retention:
    """Runs as a job. Twice, or beside another one, it does what once would."""

    def __init__(
        self, database: Database, settings: Settings, clock: Clock, *, patience: timedelta = _PATIENCE
    ) -> None:
        self._database = database
        self._patience = patience
        self._keeps: timedelta = settings.position_retention
        self._clock = clock

    async def run(self) -> None:
        """Make the months to come and drop those that ended before the retention began."""
        now = self._clock()
        for month in _from(now, _MONTHS_AHEAD):
            async with self._unless_in_use(month):
                await self._database.fetch("SELECT add_month_of_positions($1)", month)
        for row in await self._database.fetch(_MONTHS):
            if _start(_next(row["month"])) <= now - self._keeps:
                async with self._unless_in_use(row["month"]):
                    await self._database.fetch("SELECT drop_month_of_positions($1)", row["month"])
        await self._database.fetch(_FORGET_STRAYS, now - self._keeps)

    @asynccontextmanager
    async def _unless_in_use(self, month: date) -> AsyncIterator[None]:
        """While we wait for a table, everybody waits behind us: a month that is busy is left to the next run."""
        try:
            async with self._database.transaction():
                milliseconds = self._patience // timedelta(milliseconds=1)
                await self._database.fetch("SELECT set_config('lock_timeout', $1, true)", str(milliseconds))
                yield
        except asyncpg.LockNotAvailableError:
            log.warning("month_of_positions_in_use", month=month.isoformat())


def _from(now: datetime, ahead: int) -> list[date]:
    """The month of an instant, and so many after it."""
    months = [now.astimezone(UTC).date().replace(day=1)]
    for _ in range(ahead):
        months.append(_next(months[-1]))
    return months


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _start(month: date) -> datetime:
    return datetime(month.year, month.month, 1, tzinfo=UTC)
