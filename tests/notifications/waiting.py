"""Waiting for what real workers do, and saying what is left where it does not come."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from models.notifications import Delivery
from tests.requests.village import Village

# So that the lease of a worker that is gone is over soon.
QUICK = {"DELIVERY_ANSWER_WITHIN": "PT1S", "DELIVERY_RETRY": "PT1S"}
_LEFT = (
    "SELECT state, is_blocked, attempts, reason, count(*) FROM notification_deliveries GROUP BY 1, 2, 3, 4",
    "SELECT entrypoint, status, count(*), max(attempts) AS attempts, min(execute_after) - now() AS due, "
    "now() - min(heartbeat) AS silent FROM pgqueuer GROUP BY 1, 2",
    "SELECT status, count(*) FROM pgqueuer_log GROUP BY 1",
)


async def until(village: Village, condition: Callable[[], Awaitable[bool]], *, within: float = 60) -> None:
    """A wait in vain ends with what is left in the tables, long before the test's own time-out."""
    deadline = time.monotonic() + within
    while not await condition():
        assert time.monotonic() < deadline, await _left(village)
        await asyncio.sleep(0.05)


async def _left(village: Village) -> str:
    rows = [row for each in _LEFT for row in await village.services.database.fetch(each)]
    return "waited in vain; what is left: " + "; ".join(str(dict(row)) for row in rows)


async def sent(village: Village) -> int:
    return await Delivery.filter(state="SENT").count()


async def more_than(village: Village, count: int) -> bool:
    return await sent(village) > count
