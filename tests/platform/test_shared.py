"""One read serves all who asked before it began, and none who asked later."""

import asyncio

import pytest

from services.platform.shared import SharedReads


class Source:
    """Reads when it is let."""

    def __init__(self) -> None:
        self.begun = 0
        self.ended = 0
        self.gate = asyncio.Event()
        self.has_begun = asyncio.Event()

    async def read(self) -> int:
        self.begun += 1
        number = self.begun
        self.has_begun.set()
        try:
            await self.gate.wait()
        finally:
            self.ended += 1
        return number


async def test_those_who_ask_together_are_given_one_read() -> None:
    reads, source = SharedReads(), Source()
    source.gate.set()

    assert await asyncio.gather(*(reads.get("a", source.read) for _ in range(5))) == [1] * 5
    assert [*await asyncio.gather(reads.get("a", source.read), reads.get("b", source.read))] == [2, 3]
    assert (reads.count, reads.waiting) == (3, 0)


async def test_whoever_comes_after_it_began_waits_for_the_next() -> None:
    reads, source = SharedReads(), Source()
    first = asyncio.create_task(reads.get("a", source.read))
    await source.has_begun.wait()
    second = asyncio.create_task(reads.get("a", source.read))
    source.gate.set()

    assert [*await asyncio.gather(first, second)] == [1, 2]


async def test_one_who_leaves_takes_it_from_nobody() -> None:
    reads, source = SharedReads(), Source()
    leaving, staying = (asyncio.create_task(reads.get("a", source.read)) for _ in range(2))
    await source.has_begun.wait()
    leaving.cancel()
    await asyncio.wait([leaving])
    source.gate.set()

    assert await staying == 1


async def test_a_read_that_nobody_waits_for_ends() -> None:
    reads, source = SharedReads(), Source()
    before = asyncio.all_tasks()
    for has_to_begin in (True, False):
        source.has_begun.clear()
        leaving = asyncio.create_task(reads.get("a", source.read))
        await asyncio.sleep(0)
        if has_to_begin:
            await source.has_begun.wait()
        leaving.cancel()
        await asyncio.wait([leaving])

    assert (source.begun - source.ended, reads.waiting) == (0, 0)
    assert asyncio.all_tasks() == before


async def test_a_failure_is_everybodys() -> None:
    async def fail() -> None:
        raise LookupError

    reads = SharedReads()
    answers = await asyncio.gather(*(reads.get("a", fail) for _ in range(2)), return_exceptions=True)

    assert [type(answer) for answer in answers] == [LookupError, LookupError]
    with pytest.raises(LookupError):
        await reads.get("a", fail)
