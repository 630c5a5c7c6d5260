"""Whether this process can do its work: what a load balancer asks before it sends anybody here."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import asyncpg
import structlog

from services.platform.database import Database
from services.platform.migrations import APP, unseen

log = structlog.get_logger()

_PATIENCE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Readiness:
    """Without Redis everything works, and is slower to be seen: degraded, and ready all the same."""

    database: bool
    migrations: bool
    redis: bool

    @property
    def is_ready(self) -> bool:
        return self.database and self.migrations


async def readiness(database: Database, is_redis_there: Callable[[], bool]) -> Readiness:
    """Asks the database itself, and waits no more than two seconds for it."""
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            rows = await database.fetch("SELECT version FROM aerich WHERE app = $1", APP)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        log.warning("not_ready", cause=type(error).__name__)
        return Readiness(database=False, migrations=False, redis=is_redis_there())
    return Readiness(database=True, migrations=not unseen({row["version"] for row in rows}), redis=is_redis_there())
