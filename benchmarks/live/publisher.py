"""A process that makes events at a steady rate: each is one transaction, then a word on Redis.

It reads its plan from standard input, and writes the instants of the commits, in the order of the events.
"""

import asyncio
import json
import sys
import time
from typing import Any

import asyncpg
from redis.asyncio import Redis

_APPEND = """WITH next AS (UPDATE streams SET sequence = sequence + 1 WHERE name = 'request:' || $1 RETURNING sequence),
    step AS (INSERT INTO job_request_status_history (id, request_id, sequence, stream_sequence, from_status, to_status,
        actor, occurred_at, recorded_at, clamped)
        SELECT gen_random_uuid(), $1::uuid, $2, sequence, 'EN_ROUTE', 'ARRIVED', 'OWNER', now(), now(), false FROM next)
    INSERT INTO outbox (id, stream, sequence, kind, payload, created_at)
    SELECT gen_random_uuid(), 'request:' || $1, sequence, 'STATUS', jsonb_build_object('sequence', $2::int), now()
    FROM next RETURNING sequence"""
_CONNECTIONS = 6


async def _as_replica(connection: Any) -> None:
    """The rules of the state machine are not what is measured."""
    await connection.execute("SET session_replication_role = replica")


class Publisher:
    def __init__(self, pool: Any, redis: Any, plan: dict[str, Any]) -> None:
        self._pool = pool
        self._redis = redis
        self._plan = plan
        self.committed: list[float] = [0.0] * plan["events"]

    async def run(self) -> None:
        """An event that is late does not hold up the next one."""
        began, requests = time.monotonic(), self._plan["requests"]
        async with asyncio.TaskGroup() as tasks:
            for number in range(self._plan["events"]):
                await asyncio.sleep(began + number / self._plan["rate"] - time.monotonic())
                step = self._plan["first_step"] + number // len(requests)
                tasks.create_task(self._happen(number, requests[number % len(requests)], step))

    async def _happen(self, number: int, request: str, step: int) -> None:
        async with self._pool.acquire() as connection:
            sequence = await connection.fetchval(_APPEND, request, step)
        self.committed[number] = time.monotonic()
        await self._redis.publish(f"request:{request}", self._plan["frame"] or str(sequence))


async def main() -> None:
    plan = json.loads(sys.stdin.readline())
    redis = Redis.from_url(plan["redis_url"], protocol=2)
    async with asyncpg.create_pool(
        plan["database_url"], min_size=_CONNECTIONS, max_size=_CONNECTIONS, init=_as_replica
    ) as pool:
        publisher = Publisher(pool, redis, plan)
        await publisher.run()
    await redis.aclose()
    print(json.dumps(publisher.committed), flush=True)  # noqa: T201 - the other process reads it


asyncio.run(main())
