"""Wake-ups against a real server, which is killed, restarted, frozen, flushed and cut off on the way."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from redis.asyncio import Redis
from structlog.testing import capture_logs

from services.platform.broadcast import Wake, Wakeups
from services.platform.embedded.redis import EmbeddedRedis
from tests.platform.hearing import hearing

SOON = 2.0
"""Seconds that anything here may take at most."""
LONG = 3600.0
UNKNOWN = Wake(None)


@pytest.fixture
def channel() -> str:
    return f"request:{uuid4()}"


@pytest.fixture
async def wakeups(redis_url: str) -> AsyncIterator[Wakeups]:
    async with started(redis_url) as wakeups:
        yield wakeups


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedRedis]:
    """A server that a test may kill: the shared one serves the neighbours."""
    server = EmbeddedRedis(tmp_path)
    server.start()
    yield server
    server.stop()


@asynccontextmanager
async def started(url: str) -> AsyncIterator[Wakeups]:
    wakeups = Wakeups(url, chance=lambda: 0.0)
    await wakeups.start()
    try:
        yield wakeups
    finally:
        await wakeups.stop()


async def subscriptions(redis_url: str, channel: str) -> int:
    """How many connections Redis counts on the channel."""
    async with Redis.from_url(redis_url) as redis:
        return int((await redis.pubsub_numsub(channel))[0][1])


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(SOON):
        while not await condition():
            await asyncio.sleep(0.005)


async def may_listen_to(redis: Any, *channels: str) -> None:
    await redis.execute_command("ACL", "SETUSER", "default", *channels)


async def until_away(wakeups: Wakeups) -> None:
    async def is_away() -> bool:
        return not wakeups.is_connected

    await until(is_away)


async def until_subscribed(redis_url: str, channel: str, wakeups: Wakeups, times: int = 1) -> None:
    async def is_subscribed() -> bool:
        return wakeups.is_connected and await subscriptions(redis_url, channel) == times

    await until(is_subscribed)


async def test_a_published_sequence_wakes_the_listener(wakeups: Wakeups, channel: str) -> None:
    async with hearing(wakeups, channel) as listener:
        assert await wakeups.publish(channel, 7) is True
        assert await listener.next() == Wake(7)


async def test_other_channels_stay_asleep(wakeups: Wakeups, channel: str) -> None:
    async with hearing(wakeups, channel) as listener, hearing(wakeups, f"{channel}:other") as other:
        await wakeups.publish(channel, 1)
        assert await listener.next() == Wake(1)
        assert other.has_heard_all()


async def test_a_message_that_is_no_number_is_a_gap(wakeups: Wakeups, redis_url: str, channel: str) -> None:
    async with hearing(wakeups, channel) as listener, Redis.from_url(redis_url) as stranger:
        for message in (b"\xff\xfe", b"-1", b"9" * 5000):
            await stranger.publish(channel, message)
            assert await listener.next() == UNKNOWN
        await wakeups.publish(channel, 5)
        assert await listener.next() == Wake(5)


async def test_processes_wake_each_other(wakeups: Wakeups, redis_url: str, channel: str) -> None:
    async with (
        started(redis_url) as elsewhere,
        hearing(wakeups, channel) as here,
        hearing(elsewhere, channel) as there,
    ):
        await elsewhere.publish(channel, 1)
        assert [await here.next(), await there.next()] == [Wake(1), Wake(1)]
        await wakeups.publish(channel, 2)
        assert [await here.next(), await there.next()] == [Wake(2), Wake(2)]


async def test_first_listeners_at_the_same_time_share_one_subscription(
    wakeups: Wakeups, redis_url: str, channel: str
) -> None:
    async with AsyncExitStack() as stack:
        entered = (stack.enter_async_context(hearing(wakeups, channel)) for _ in range(50))
        listeners = await asyncio.gather(*entered)
        assert await subscriptions(redis_url, channel) == 1
        await wakeups.publish(channel, 1)
        assert [await listener.next() for listener in listeners] == [Wake(1)] * 50


async def test_a_listener_who_returns_at_once_misses_nothing(wakeups: Wakeups, channel: str) -> None:
    for sequence in range(1, 51):
        async with hearing(wakeups, channel) as listener:
            await wakeups.publish(channel, sequence)
            assert await listener.next() == Wake(sequence)


async def test_a_killed_server_holds_up_no_publisher_and_no_listener(server: EmbeddedRedis, channel: str) -> None:
    async with started(server.url) as wakeups, hearing(wakeups, channel) as listener:
        with capture_logs() as logs:
            server.stop()
            assert await listener.next() == UNKNOWN
            assert not wakeups.is_connected
            async with asyncio.timeout(SOON / 4):
                assert {await wakeups.publish(channel, sequence) for sequence in range(1000)} == {False}
                async with hearing(wakeups, f"{channel}:late"):
                    assert wakeups.channels == 2
        assert [entry["event"] for entry in logs] == ["redis_unreachable"]


async def test_a_restart_is_a_gap_and_then_all_goes_on(server: EmbeddedRedis, channel: str) -> None:
    late_channel = f"{channel}:late"
    async with started(server.url) as wakeups, hearing(wakeups, channel) as listener:
        server.stop()
        assert await listener.next() == UNKNOWN
        async with hearing(wakeups, late_channel) as late:
            server.start()
            await until_subscribed(server.url, channel, wakeups)
            await until_subscribed(server.url, late_channel, wakeups)
            assert [await listener.next(), await late.next()] == [UNKNOWN, UNKNOWN]
            assert await wakeups.publish(channel, 8)
            assert await wakeups.publish(late_channel, 9)
            assert [await listener.next(), await late.next()] == [Wake(8), Wake(9)]


async def test_while_redis_is_away_a_silence_is_shorter(server: EmbeddedRedis, channel: str) -> None:
    async with started(server.url) as wakeups, hearing(wakeups, channel) as listener:
        assert wakeups.patience(LONG) == LONG
        server.stop()
        assert await listener.next() == UNKNOWN
        assert (wakeups.patience(LONG), wakeups.patience(0.5)) == (1.0, 0.5)


async def test_a_start_without_redis_connects_later(server: EmbeddedRedis, channel: str) -> None:
    server.stop()
    async with started(server.url) as wakeups, hearing(wakeups, channel) as listener:
        assert not wakeups.is_connected
        server.start()
        await until_subscribed(server.url, channel, wakeups)
        assert await listener.next() == UNKNOWN


async def test_a_frozen_server_counts_as_away(server: EmbeddedRedis, channel: str) -> None:
    assert server.pid is not None
    async with started(server.url) as wakeups, hearing(wakeups, channel) as listener:
        os.kill(server.pid, signal.SIGSTOP)
        async with asyncio.timeout(SOON):
            assert await wakeups.publish(channel, 1) is False
        assert await listener.next() == UNKNOWN
        assert not wakeups.is_connected


async def test_a_flush_changes_nothing(server: EmbeddedRedis, channel: str) -> None:
    async with (
        started(server.url) as wakeups,
        hearing(wakeups, channel) as listener,
        Redis.from_url(server.url) as redis,
    ):
        await redis.flushall()
        await wakeups.publish(channel, 1)
        assert await listener.next() == Wake(1)


async def test_cut_connections_are_a_gap(server: EmbeddedRedis, channel: str) -> None:
    async with (
        started(server.url) as wakeups,
        hearing(wakeups, channel) as listener,
        Redis.from_url(server.url) as redis,
    ):
        assert await redis.client_kill_filter(_type="pubsub") == 1
        assert await listener.next() == UNKNOWN
        await until_subscribed(server.url, channel, wakeups)
        await redis.client_kill_filter(_type="normal", skipme=True)
        while await listener.next() == UNKNOWN:
            assert await wakeups.publish(channel, 3)


async def test_where_redis_refuses_to_be_listened_to_it_counts_as_away(server: EmbeddedRedis, channel: str) -> None:
    async with started(server.url) as wakeups, Redis.from_url(server.url) as redis:
        await may_listen_to(redis, "resetchannels", "&control")
        async with hearing(wakeups, channel) as listener:
            await until_away(wakeups)
            await may_listen_to(redis, "allchannels")
            await until_subscribed(server.url, channel, wakeups)
            assert await listener.next() == UNKNOWN
            await wakeups.publish(channel, 1)
            while (wake := await listener.next()) == UNKNOWN:
                pass
            assert wake == Wake(1)


async def test_a_listener_cancelled_at_any_step_is_released(wakeups: Wakeups, redis_url: str, channel: str) -> None:
    async def listen() -> None:
        async with hearing(wakeups, channel) as listener:
            await listener.next()

    for steps in range(30):
        listening = asyncio.create_task(listen())
        for _ in range(steps):
            await asyncio.sleep(0)
        listening.cancel()
        await asyncio.wait([listening])
        assert listening.cancelled()
        assert wakeups.channels == 0
    await until_subscribed(redis_url, channel, wakeups, times=0)


async def test_200_cycles_leave_nothing(wakeups: Wakeups, redis_url: str, channel: str) -> None:
    tasks_before = asyncio.all_tasks()

    async def cycle(number: int) -> None:
        async with hearing(wakeups, f"{channel}:{number % 10}") as listener:
            await wakeups.publish(f"{channel}:{number % 10}", number)
            await listener.next()

    for first in range(0, 200, 20):
        await asyncio.gather(*(cycle(first + number) for number in range(20)))
    assert wakeups.channels == 0
    assert asyncio.all_tasks() == tasks_before
    for number in range(10):
        await until_subscribed(redis_url, f"{channel}:{number}", wakeups, times=0)


async def test_stopping_leaves_no_task_and_frees_whoever_still_listens(redis_url: str, channel: str) -> None:
    tasks_before = asyncio.all_tasks()
    async with AsyncExitStack() as stack:
        async with started(redis_url) as wakeups:
            listener = await stack.enter_async_context(hearing(wakeups, channel))
        assert asyncio.all_tasks() == tasks_before
        assert await listener.next() == UNKNOWN
    assert wakeups.channels == 0


async def test_no_log_line_holds_the_password(server: EmbeddedRedis) -> None:
    server.stop()
    with capture_logs() as logs:
        async with started(server.url):
            pass
    assert [entry["event"] for entry in logs] == ["redis_unreachable"]
    assert server.url.split("@")[0] not in str(logs)
    assert server.url.split(":")[2].split("@")[0] not in str(logs)
