"""Requests are counted in windows, in each process at once and over all of them soon after."""

from collections.abc import AsyncIterator, Callable
from uuid import uuid4

import pytest
from redis.exceptions import RedisError

from services.errors import RateLimited
from services.platform.embedded import EmbeddedServers
from services.platform.request_rates import Policy, RequestRates
from tests.accounts import SetClock

type Making = Callable[[], RequestRates]


@pytest.fixture
def clock() -> SetClock:
    """At the beginning of a window."""
    return SetClock()


@pytest.fixture
async def making(redis_url: str, clock: SetClock) -> AsyncIterator[Making]:
    made: list[RequestRates] = []

    def make() -> RequestRates:
        made.append(RequestRates(redis_url, clock))
        return made[-1]

    yield make
    for each in made:
        await each.close()


@pytest.fixture
def five() -> Policy:
    """Of a name that no other test counts under."""
    return Policy.of(f"test-{uuid4()}", "5 per minute")


def test_a_policy_is_read_from_a_rate() -> None:
    assert Policy.of("x", "600 per 2 minutes") == Policy("x", 600, 120)


async def test_the_last_one_is_let_through_and_one_more_is_not(making: Making, five: Policy, clock: SetClock) -> None:
    rates = making()
    assert [rates.spend(five, "a").remaining for _ in range(5)] == [4, 3, 2, 1, 0]
    clock.advance(seconds=20)
    with pytest.raises(RateLimited) as refused:
        rates.spend(five, "a")
    assert (refused.value.retry_at - clock()).total_seconds() == 40
    assert rates.spend(five, "b").reset == 40
    clock.advance(seconds=40)
    assert rates.spend(five, "a").remaining == 4


async def test_more_than_are_left_count_nothing(making: Making, five: Policy) -> None:
    rates = making()
    with pytest.raises(RateLimited):
        rates.spend(five, "a", requests=6)
    assert rates.spend(five, "a", requests=5).remaining == 0


async def test_processes_count_together_once_they_have_reported(making: Making, five: Policy) -> None:
    first, second = making(), making()
    first.spend(five, "a", requests=3)
    second.spend(five, "a", requests=1)
    await first.report()
    await second.report()
    assert second.spend(five, "a").remaining == 0
    with pytest.raises(RateLimited):
        second.spend(five, "a")
    # The first one learns it when it has something to say itself.
    assert first.spend(five, "a").remaining == 1
    await first.report()
    await second.report()
    await first.report()
    with pytest.raises(RateLimited):
        first.spend(five, "a")


async def test_on_a_cluster_processes_count_together(cluster_url: str, clock: SetClock, five: Policy) -> None:
    first, second = (RequestRates(cluster_url, clock) for _ in range(2))
    for number in range(501):
        first.spend(five, str(number), requests=4)
    await first.report()
    for number in (0, 499, 500):
        second.spend(five, str(number))
    await second.report()
    for number in (0, 499, 500):
        with pytest.raises(RateLimited):
            second.spend(five, str(number))
    for each in (first, second):
        await each.close()


async def test_a_report_tells_of_however_many_there_are(making: Making, five: Policy) -> None:
    first, second = making(), making()
    for number in range(1_001):
        first.spend(five, str(number), requests=4)
    await first.report()
    for number in (0, 499, 500, 1_000):
        second.spend(five, str(number))
    await second.report()
    for number in (0, 499, 500, 1_000):
        with pytest.raises(RateLimited):
            second.spend(five, str(number))


async def test_a_report_is_made_soon_without_being_asked_for(making: Making, five: Policy) -> None:
    first = making()
    first.spend(five, "a", requests=4)
    assert first._report is not None
    await first._report
    second = making()
    second.spend(five, "a")
    await second.report()
    with pytest.raises(RateLimited):
        second.spend(five, "a")


async def test_without_redis_each_process_counts_for_itself(
    making: Making, five: Policy, servers: EmbeddedServers
) -> None:
    rates = making()
    servers.kill_redis()
    try:
        rates.spend(five, "a", requests=5)
        with pytest.raises(RedisError):
            await rates.report()
        with pytest.raises(RateLimited):
            rates.spend(five, "a")
    finally:
        servers.restart_redis()
    await rates.report()
    other = making()
    other.spend(five, "a")
    await other.report()
    with pytest.raises(RateLimited):
        other.spend(five, "a")


async def test_redis_learns_no_address(making: Making, five: Policy) -> None:
    rates = making()
    rates.spend(five, "198.51.100.7")
    await rates.report()
    keys = [key async for key in rates._redis.scan_iter(f"requests:{five.name}:*")]
    assert len(keys) == 1
    assert b"198.51" not in keys[0]
    assert 60 < await rates._redis.ttl(keys[0]) <= 120


async def test_what_is_counted_after_the_end_is_told_to_nobody(making: Making, five: Policy) -> None:
    rates = making()
    await rates.close()
    assert rates.spend(five, "a").remaining == 4
    assert not rates.is_reporting
