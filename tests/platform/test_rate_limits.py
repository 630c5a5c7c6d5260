"""Rate limits: over several processes through Redis, and without it."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from services.errors import RateLimited
from services.platform.clock import utc_now
from services.platform.embedded import EmbeddedServers
from services.platform.rate_limits import RateLimits


@pytest.fixture
async def two(redis_url: str) -> AsyncIterator[tuple[RateLimits, RateLimits]]:
    """As two processes have them."""
    pair = RateLimits(redis_url), RateLimits(redis_url)
    yield pair
    for each in pair:
        await each.close()


async def refused(limits: RateLimits, who: str, times: int) -> int:
    tries = [limits.spend("5 per hour", "test", who) for _ in range(times)]
    return sum(isinstance(each, RateLimited) for each in await asyncio.gather(*tries, return_exceptions=True))


async def test_two_processes_count_together(two: tuple[RateLimits, RateLimits]) -> None:
    who = str(uuid4())
    first, second = await asyncio.gather(*(refused(each, who, 10) for each in two))
    assert first + second == 15


async def test_names_and_people_count_apart(two: tuple[RateLimits, RateLimits]) -> None:
    who, other = str(uuid4()), str(uuid4())
    assert await refused(two[0], who, 5) == 0
    assert await refused(two[0], other, 5) == 0
    await two[0].spend("5 per hour", "another test", who)


async def test_a_refusal_says_when_to_try_again(two: tuple[RateLimits, RateLimits]) -> None:
    who = str(uuid4())
    before = utc_now()
    await two[0].spend("1 per hour", "test", who)
    with pytest.raises(RateLimited) as caught:
        await two[0].spend("1 per hour", "test", who)
    assert round((caught.value.retry_at - before).total_seconds() / 60) == 60


async def test_a_lost_redis_ends_no_limit_and_its_return_is_noticed(servers: EmbeddedServers, redis_url: str) -> None:
    limits = RateLimits(redis_url)
    who = str(uuid4())
    assert await refused(limits, who, 5) == 0
    servers.kill_redis()
    try:
        assert await refused(limits, who, 7) == 2
    finally:
        servers.restart_redis()
    limits._away_until = 0.0
    assert await refused(limits, who, 7) == 2
    await limits.close()


async def test_redis_learns_no_address(two: tuple[RateLimits, RateLimits]) -> None:
    await two[0].spend("5 per hour", "test", "ada@farm.test")
    keys = [key async for key in two[0]._redis.storage.bridge.storage.scan_iter()]  # type: ignore[attr-defined]
    assert keys
    assert not [key for key in keys if b"ada" in key]
