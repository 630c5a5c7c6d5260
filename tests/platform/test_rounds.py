"""One round answers all who asked before it began, and none who asked later."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest

from services.platform.rounds import Rounds


class Source:
    """Reads when it is let; answers with the number of the round."""

    def __init__(self) -> None:
        self.read_keys: list[list[str]] = []
        self.ended = 0
        self.gate = asyncio.Event()
        self.has_begun = asyncio.Event()

    async def read(self, keys: Sequence[str]) -> list[tuple[str, int]]:
        self.read_keys.append(list(keys))
        number = len(self.read_keys)
        self.has_begun.set()
        try:
            await self.gate.wait()
        finally:
            self.ended += 1
        return [(key, number) for key in keys]


async def test_those_who_ask_together_are_answered_together() -> None:
    source = Source()
    source.gate.set()
    rounds = Rounds(source.read)

    assert await asyncio.gather(*(rounds.get(key) for key in "abaa")) == [("a", 1), ("b", 1), ("a", 1), ("a", 1)]
    assert await rounds.get("a") == ("a", 2)
    assert source.read_keys == [["a", "b"], ["a"]]
    assert (rounds.count, rounds.waiting) == (2, 0)


async def test_whoever_comes_after_it_began_waits_for_the_next() -> None:
    source = Source()
    rounds = Rounds(source.read)
    first = asyncio.create_task(rounds.get("a"))
    await source.has_begun.wait()
    later = [asyncio.create_task(rounds.get(key)) for key in "ab"]
    await asyncio.sleep(0)
    source.gate.set()

    assert await asyncio.gather(first, *later) == [("a", 1), ("a", 2), ("b", 2)]


async def test_a_round_has_its_size() -> None:
    source = Source()
    source.gate.set()
    rounds = Rounds(source.read, most=2)

    await asyncio.gather(*(rounds.get(key) for key in "abcde"))
    assert source.read_keys == [["a", "b"], ["c", "d"], ["e"]]


async def test_one_who_leaves_takes_it_from_nobody() -> None:
    source = Source()
    rounds = Rounds(source.read)
    leaving, staying, other = (asyncio.create_task(rounds.get(key)) for key in "aab")
    await source.has_begun.wait()
    leaving.cancel()
    other.cancel()
    await asyncio.wait([leaving, other])
    source.gate.set()

    assert await staying == ("a", 1)


@pytest.mark.parametrize("has_to_begin", [True, False])
async def test_a_round_that_nobody_waits_for_ends(has_to_begin: bool) -> None:
    source = Source()
    rounds = Rounds(source.read)
    before = asyncio.all_tasks()
    leaving = asyncio.create_task(rounds.get("a"))
    await asyncio.sleep(0)
    if has_to_begin:
        await source.has_begun.wait()
    leaving.cancel()
    await asyncio.wait([leaving])

    assert (len(source.read_keys) - source.ended, rounds.waiting) == (0, 0)
    assert asyncio.all_tasks() == before
    source.gate.set()
    assert (await rounds.get("b"))[0] == "b"


async def test_a_key_that_cannot_be_read_fails_alone() -> None:
    async def read(keys: Sequence[str]) -> list[str]:
        if "a" in keys:
            raise LookupError
        return list(keys)

    rounds = Rounds(read)
    answers = await asyncio.gather(*(rounds.get(key) for key in "abca"), return_exceptions=True)

    assert [repr(answer) for answer in answers] == ["LookupError()", "'b'", "'c'", "LookupError()"]


async def test_where_nothing_can_be_read_nothing_is_tried_again() -> None:
    async def read(keys: Sequence[str]) -> list[str]:
        raise ConnectionRefusedError

    rounds = Rounds(read)
    answers = await asyncio.gather(*(rounds.get(key) for key in "abc"), return_exceptions=True)

    assert {type(answer) for answer in answers} == {ConnectionRefusedError}
    assert rounds.count == 1


async def _cut_short(_keys: Sequence[str]) -> list[str]:
    raise asyncio.CancelledError


async def _one_too_few(keys: Sequence[str]) -> list[str]:
    return list(keys)[1:]


@pytest.mark.parametrize(("read", "error"), [(_cut_short, RuntimeError), (_one_too_few, ValueError)])
async def test_a_read_that_breaks_keeps_nobody_waiting(
    read: Callable[[Sequence[str]], Awaitable[list[str]]], error: type[Exception]
) -> None:
    rounds = Rounds(read)

    for _ in range(2):
        answers = await asyncio.gather(*(rounds.get(key) for key in "aab"), return_exceptions=True)
        assert {type(answer) for answer in answers} == {error}
