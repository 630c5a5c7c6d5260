"""What is asked for at once is read once, and whoever gives up waiting does so for themselves."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from schema.loading import Loader


class Table:
    """Notes each read; a row is its key in letters."""

    def __init__(self) -> None:
        self.reads: list[list[int]] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.was_given_up = False
        self.fails = False

    async def read(self, keys: list[int]) -> dict[int, str | None]:
        self.reads.append(list(keys))
        try:
            await self.may_answer.wait()
        except asyncio.CancelledError:
            self.was_given_up = True
            raise
        if self.fails:
            raise LookupError(keys)
        return {key: str(key) if key else None for key in keys}


async def turns(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def begun(loader: Loader[int, str | None], keys: Iterable[int]) -> list[asyncio.Task[str | None]]:
    return [asyncio.create_task(loader.load(key)) for key in keys]


async def test_what_is_asked_for_at_once_is_read_once_in_the_order_of_asking() -> None:
    table = Table()
    loader = Loader(table.read)

    found = list(await asyncio.gather(loader.load(3), loader.load_many([1, 3, 0]), loader.load(2)))

    assert found == ["3", ["1", "3", None], "2"]
    assert table.reads == [[3, 1, 0, 2]]


async def test_a_task_that_the_first_who_asked_was_called_with_may_ask_too() -> None:
    table = Table()
    loader = Loader(table.read)

    async def later() -> str | None:
        await asyncio.sleep(0)
        return await loader.load(2)

    assert list(await asyncio.gather(loader.load(1), later())) == ["1", "2"]
    assert table.reads == [[1, 2]]


async def test_each_key_is_read_once_and_what_is_known_never() -> None:
    table = Table()
    loader = Loader(table.read)
    loader.prime(7, "known")

    assert await loader.load_many([7, 1]) == ["known", "1"]
    loader.prime(1, "other")
    assert await loader.load_many([1, 7, 2]) == ["1", "known", "2"]
    assert await loader.load_many([]) == []
    assert table.reads == [[1], [2]]


async def test_whoever_asks_while_rows_are_read_waits_for_them_or_for_the_next() -> None:
    table = Table()
    table.may_answer.clear()
    loader = Loader(table.read)
    early = begun(loader, [1])
    await turns()
    late = begun(loader, [1, 2])
    await turns()
    table.may_answer.set()

    assert await asyncio.gather(*early, *late) == ["1", "1", "2"]
    assert table.reads == [[1], [2]]


async def test_a_failure_is_that_of_all_who_asked_and_stays() -> None:
    table = Table()
    table.fails = True
    loader = Loader(table.read)

    found = await asyncio.gather(*begun(loader, [1, 2]), return_exceptions=True)
    assert [type(each) for each in found] == [LookupError, LookupError]
    table.fails = False
    with pytest.raises(LookupError):
        await loader.load(1)
    assert await loader.load(3) == "3"
    assert table.reads == [[1, 2], [3]]


async def test_one_who_gives_up_takes_nothing_from_the_others() -> None:
    table = Table()
    table.may_answer.clear()
    loader = Loader(table.read)
    gone, same, other = begun(loader, [1, 1, 2])
    await turns()

    gone.cancel()
    await turns()
    table.may_answer.set()

    assert list(await asyncio.gather(same, other)) == ["1", "2"]
    assert (gone.cancelled(), table.was_given_up) == (True, False)


async def test_a_read_that_nobody_waits_for_is_given_up_and_begins_anew_when_asked_for() -> None:
    table = Table()
    table.may_answer.clear()
    loader = Loader(table.read)
    both = begun(loader, [1, 2])
    await turns()

    for each in both:
        each.cancel()
    await turns()
    assert table.was_given_up
    table.may_answer.set()

    assert await loader.load(1) == "1"
    assert table.reads == [[1, 2], [1]]


async def test_what_was_given_up_before_it_was_read_is_not_read() -> None:
    table = Table()
    loader = Loader(table.read)
    (only,) = begun(loader, [1])
    await asyncio.sleep(0)

    only.cancel()
    await asyncio.sleep(0)
    assert await loader.load(2) == "2"

    assert only.cancelled()
    assert table.reads == [[2]]


async def test_what_is_shown_of_a_row_is_there_at_once_where_the_row_is() -> None:
    table = Table()
    loader = Loader(table.read)
    loader.prime(1, "known")

    assert loader.shown(1, len_of) == 5
    later: Any = loader.shown(2, len_of)
    assert await later == 1
    assert loader.shown(2, len_of) == 1
    assert table.reads == [[2]]


async def test_what_is_shown_may_itself_be_there_later_or_fail() -> None:
    table = Table()
    first, second = Loader(table.read), Loader(table.read)

    later: Any = first.shown(1, lambda row: second.shown(len_of(row), str))
    assert await later == "1"
    failing: Any = first.shown(0, len_of)
    with pytest.raises(LookupError):
        await failing
    with pytest.raises(LookupError):
        first.shown(0, len_of)
    assert table.reads == [[1], [1], [0]]


def len_of(row: str | None) -> int:
    if row is None:
        raise LookupError
    return len(row)
