"""Sequences without gaps that commit in order, and wake-ups that tell of nothing that did not happen."""

import asyncio
from collections.abc import AsyncIterator
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from models.enums import FrameKind
from services.platform.broadcast import Wakeups
from services.platform.database import Database, NoTransaction
from services.platform.streams import CursorRefused, StreamName, Streams
from tests.platform.hearing import hearing

KIND = FrameKind.STATUS


@dataclass
class Post:
    """Streams of one process."""

    database: Database
    wakeups: Wakeups
    streams: Streams

    async def append(self, stream: StreamName, *numbers: int) -> list[int]:
        """Events of one transaction; their sequences."""
        async with self.database.transaction():
            return [await self.streams.append(stream, KIND, {"number": number}) for number in numbers]

    async def numbers(self, stream: StreamName, after: int = 0) -> list[tuple[int, int]]:
        events = await self.streams.read(stream, after=after, limit=100)
        return [(event.sequence, event.payload["number"]) for event in events]

    async def unannounced(self) -> int:
        row = await self.database.fetch_one("SELECT count(*) AS count FROM outbox WHERE published_at IS NULL")
        assert row is not None
        return int(row["count"])


@pytest.fixture
async def post(database_url: str, redis_url: str, clean_database: None) -> AsyncIterator[Post]:
    database, wakeups = Database(database_url), Wakeups(redis_url)
    await database.connect()
    await wakeups.start()
    yield Post(database, wakeups, Streams(database, wakeups))
    await wakeups.stop()
    await database.close()


def a_stream() -> StreamName:
    return StreamName.of_request(uuid7())


async def waiting_for_a_row(database: Database) -> None:
    """Returns once some transaction waits for another one."""
    query = "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"
    while not await database.fetch(query):
        await asyncio.sleep(0)


async def test_each_stream_counts_for_itself(post: Post) -> None:
    one, other = a_stream(), a_stream()

    assert await post.append(one, 10, 20) == [1, 2]
    assert await post.append(other, 30) == [1]
    assert await post.append(one, 40) == [3]
    assert await post.numbers(one) == [(1, 10), (2, 20), (3, 40)]
    assert await post.numbers(one, after=2) == [(3, 40)]
    assert (await post.streams.position(one), await post.streams.position(a_stream())) == (3, 0)


async def test_what_is_rolled_back_leaves_no_gap(post: Post) -> None:
    stream = a_stream()

    async def fail() -> None:
        async with post.database.transaction():
            await post.streams.append(stream, KIND, {"number": 1})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await post.append(stream, 2) == [1]


async def test_outside_a_transaction_nothing_is_appended(post: Post) -> None:
    with pytest.raises(NoTransaction):
        await post.streams.append(a_stream(), KIND, {})


async def test_whoever_began_first_and_commits_later_is_not_skipped(post: Post) -> None:
    stream = a_stream()
    # Tasks begin in the context of their maker; these are made before the transaction is there.
    writer, reader = copy_context(), copy_context()

    async with post.database.transaction():
        await post.streams.append(stream, KIND, {"number": 1})
        later = asyncio.create_task(post.append(stream, 2), context=writer)
        await waiting_for_a_row(post.database)
        # The second waits for the first, so that nobody reads it before.
        assert await asyncio.create_task(post.numbers(stream), context=reader) == []
        assert not later.done()

    assert await later == [2]
    assert await post.numbers(stream) == [(1, 1), (2, 2)]


async def test_many_at_once_count_without_gaps(post: Post) -> None:
    stream = a_stream()

    got = await asyncio.gather(*(post.append(stream, number) for number in range(30)))

    assert sorted(sequence for (sequence,) in got) == list(range(1, 31))
    assert sorted(number for _, number in await post.numbers(stream)) == list(range(30))


async def test_two_streams_in_opposite_order_do_not_deadlock(post: Post) -> None:
    one, other = a_stream(), a_stream()

    async def both(first: StreamName, second: StreamName) -> None:
        async with post.database.transaction():
            post.streams.append_last(first, KIND, {"number": 1})
            post.streams.append_last(second, KIND, {"number": 2})

    for _ in range(20):
        await asyncio.gather(both(one, other), both(other, one))

    assert await post.streams.position(one) == await post.streams.position(other) == 40


async def test_what_is_appended_last_goes_with_a_failed_part(post: Post) -> None:
    stream = a_stream()

    async def fail() -> None:
        async with post.database.transaction():
            post.streams.append_last(stream, KIND, {"number": 1})
            raise ZeroDivisionError

    async with post.database.transaction():
        with pytest.raises(ZeroDivisionError):
            await fail()
        post.streams.append_last(stream, KIND, {"number": 2})

    assert await post.numbers(stream) == [(1, 2)]


async def test_listeners_are_told_after_the_commit_and_not_before(post: Post) -> None:
    stream = a_stream()
    async with hearing(post.wakeups, stream.text) as listener:
        async with post.database.transaction():
            await post.streams.append(stream, KIND, {"number": 1})
            assert await post.unannounced() == 1
        assert (await listener.next()).sequence == 1
    assert await post.unannounced() == 0


async def test_the_worker_announces_what_a_crash_left(post: Post) -> None:
    stream, other = a_stream(), a_stream()
    async with post.database.transaction() as transaction:
        for each in (stream, other):
            await post.streams.append(each, KIND, {"number": 1})
        transaction.after_commit.clear()
    # Younger ones are still being announced by whoever wrote them.
    assert (await post.streams.repair(), await post.unannounced()) == (0, 2)
    await post.database.fetch("UPDATE outbox SET created_at = clock_timestamp() - interval '3 seconds'")

    async with hearing(post.wakeups, stream.text) as listener:
        assert await post.streams.repair() == 2
        assert (await listener.next()).sequence == 1
    assert (await post.streams.repair(), await post.unannounced()) == (0, 0)


async def test_a_nudge_says_only_that_something_changed(post: Post) -> None:
    stream = a_stream()
    async with hearing(post.wakeups, stream.text) as listener:
        await post.streams.nudge(stream)
        assert (await listener.next()).sequence == 0
    assert await post.streams.position(stream) == 0


async def test_a_cursor_comes_back_as_its_sequence(post: Post) -> None:
    stream = a_stream()

    for sequence in (0, 1, 2**62):
        assert await post.streams.resume_after(stream, await post.streams.cursor(stream, sequence)) == sequence


async def test_cursors_that_are_none_are_refused_alike(post: Post) -> None:
    stream, foreign = a_stream(), await post.streams.cursor(a_stream(), 1)
    negative = await post.streams.cursor(stream, -1)

    for text in ("", "x", "a" * 32, "ü", "\ud800", foreign, foreign[:-1], foreign + "AAAA", negative):
        with pytest.raises(CursorRefused):
            await post.streams.resume_after(stream, text)


async def test_another_epoch_is_not_resumed(post: Post) -> None:
    stream = a_stream()
    cursor = await post.streams.cursor(stream, 1)
    await post.database.fetch("UPDATE stream_epoch SET epoch = epoch + 1")

    assert await Streams(post.database, post.wakeups).resume_after(stream, cursor) is None


async def test_the_epoch_is_read_once_and_not_by_whoever_comes_later(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    fetch = Database.read

    async def counted(database: Database, sql: str, *values: object) -> list[Any]:
        read.append(sql)
        return await fetch(database, sql, *values)

    monkeypatch.setattr(Database, "read", counted)
    stream, fresh = a_stream(), Streams(post.database, post.wakeups)

    async def later() -> str:
        """While the others' read is under way."""
        while not read:
            await asyncio.sleep(0)
        return await fresh.cursor(stream, 1)

    cursors = await asyncio.gather(later(), *(fresh.cursor(stream, 1) for _ in range(20)))

    assert len(read) == 1
    assert cursors == [await post.streams.cursor(stream, 1)] * 21


async def test_whoever_has_begun_reads_it_no_more(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    stream, begun = a_stream(), Streams(post.database, post.wakeups)
    await begun.begin()
    monkeypatch.delattr(Database, "read")
    monkeypatch.delattr(Database, "fetch")

    assert await begun.resume_after(stream, await begun.cursor(stream, 7)) == 7


async def test_a_database_that_is_not_ready_at_the_start_is_asked_again(post: Post) -> None:
    stream, early = a_stream(), Streams(post.database, post.wakeups)
    async with post.database.transaction() as transaction:
        await transaction.raw.execute("ALTER TABLE stream_epoch RENAME TO to_come")
    try:
        await early.begin()
    finally:
        async with post.database.transaction() as transaction:
            await transaction.raw.execute("ALTER TABLE to_come RENAME TO stream_epoch")

    assert await early.cursor(stream, 1) == await post.streams.cursor(stream, 1)
