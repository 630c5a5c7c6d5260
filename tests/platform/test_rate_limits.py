"""Rate limits: over several processes through Redis, and without it."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from limits import parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter

from services.errors import RateLimited
from services.platform.clock import utc_now
from services.platform.embedded import EmbeddedServers
from services.platform.rate_limits import RateLimits, Try


@pytest.fixture
async def two(redis_url: str) -> AsyncIterator[tuple[RateLimits, RateLimits]]:
    """As two processes have them."""
    pair = RateLimits(redis_url), RateLimits(redis_url)
    yield pair
    for each in pair:
        await each.close()


async def refused(limits: RateLimits, who: str, times: int) -> int:
    tries = [limits.spend(Try("5 per hour", "test", who)) for _ in range(times)]
    return sum(isinstance(each, RateLimited) for each in await asyncio.gather(*tries, return_exceptions=True))


async def test_two_processes_count_together(two: tuple[RateLimits, RateLimits]) -> None:
    who = str(uuid4())
    first, second = await asyncio.gather(*(refused(each, who, 10) for each in two))
    assert first + second == 15


async def test_on_a_cluster_two_processes_count_together(cluster_url: str) -> None:
    who, pair = str(uuid4()), (RateLimits(cluster_url), RateLimits(cluster_url))
    tries = [Try("9 per hour", "wide", who), Try("1 per day", "one", str(uuid4())), Try("4 per hour", "narrow", who)]
    assert [await spent(each, *tries[::2]) for each in pair * 3] == [True] * 4 + [False] * 2
    # The wide one was counted each time, as on one server.
    assert [await spent(each, tries[0]) for each in pair * 2] == [True] * 3 + [False]
    assert [await spent(each, tries[1]) for each in pair] == [True, False]
    for each in pair:
        await each.close()


async def spent(limits: RateLimits, *tries: Try) -> bool:
    try:
        await limits.spend(*tries)
    except RateLimited:
        return False
    return True


async def test_names_and_people_count_apart(two: tuple[RateLimits, RateLimits]) -> None:
    who, other = str(uuid4()), str(uuid4())
    assert await refused(two[0], who, 5) == 0
    assert await refused(two[0], other, 5) == 0
    await two[0].spend(Try("5 per hour", "another test", who))


async def test_a_refusal_says_when_to_try_again(two: tuple[RateLimits, RateLimits]) -> None:
    who = str(uuid4())
    before = utc_now()
    await two[0].spend(Try("1 per hour", "test", who))
    with pytest.raises(RateLimited) as caught:
        await two[0].spend(Try("1 per hour", "test", who))
    assert round((caught.value.retry_at - before).total_seconds() / 60) == 60


@pytest.fixture(params=["with Redis", "without"])
async def limits(request: pytest.FixtureRequest, redis_url: str) -> AsyncIterator[RateLimits]:
    made = RateLimits(redis_url if request.param == "with Redis" else "redis://127.0.0.1:1/0")
    yield made
    await made.close()


async def test_tries_together_are_spent_in_their_order_as_far_as_there_are_any(limits: RateLimits) -> None:
    who, other = str(uuid4()), str(uuid4())
    two_of, one_of = Try("2 per hour", "two", who), Try("1 per day", "one", who)
    await limits.spend(two_of, one_of)
    before = utc_now()
    with pytest.raises(RateLimited) as of_the_second:
        await limits.spend(two_of, one_of)
    assert round((of_the_second.value.retry_at - before).total_seconds() / 3600) == 24
    # The first one was spent all the same, and at its end nothing of what comes after it is.
    third = Try("1 per day", "one", other)
    with pytest.raises(RateLimited) as of_the_first:
        await limits.spend(two_of, third)
    assert round((of_the_first.value.retry_at - before).total_seconds() / 3600) == 1
    await limits.spend(third)


async def test_nothing_is_left_of_none(limits: RateLimits) -> None:
    with pytest.raises(RateLimited):
        await limits.spend(Try("0 per hour", "none", str(uuid4())))


async def test_a_window_moves_on(limits: RateLimits) -> None:
    one = Try("1 per second", "second", str(uuid4()))
    await limits.spend(one)
    with pytest.raises(RateLimited) as refused_now:
        await limits.spend(one)
    await asyncio.sleep((refused_now.value.retry_at - utc_now()).total_seconds() + 0.05)
    await limits.spend(one)


async def test_a_process_of_the_version_before_counts_with_us(redis_url: str) -> None:
    limits, who = RateLimits(redis_url), str(uuid4())
    storage = RedisStorage(redis_url, implementation="redispy")
    before = MovingWindowRateLimiter(storage)
    key = hashlib.blake2b(who.encode(), digest_size=16).hexdigest()
    assert await before.hit(parse("3 per hour"), "test", key)
    await limits.spend(Try("3 per hour", "test", who))
    assert await before.hit(parse("3 per hour"), "test", key)
    with pytest.raises(RateLimited):
        await limits.spend(Try("3 per hour", "test", who))
    assert not await before.hit(parse("3 per hour"), "test", key)
    await limits.close()
    await storage.bridge.storage.aclose()  # type: ignore[attr-defined]


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
    await two[0].spend(Try("5 per hour", "test", "ada@farm.test"))
    keys = [key async for key in two[0]._redis.scan_iter()]
    assert keys
    # No shorter: three letters of an address may stand in any hash.
    assert not [key for key in keys if b"ada@" in key or b"farm.test" in key]
