"""Calls that leave their transaction in the middle: claimed, carried out, concluded."""

import asyncio
from datetime import timedelta

import pytest

from services.errors import IdempotencyConflict, IdempotencyInProgress, Refusal
from services.platform.database import Database, NoTransaction
from tests.dying import Died, die
from tests.platform.desk import LEASE, Answer, Desk, TooLate, never, nothing


class NotYet(Refusal):
    """A refusal that is not remembered."""

    code = "NOT_YET"
    message = "It is too early."
    storable = False


async def test_the_middle_is_outside_and_the_end_inside_a_transaction(desk: Desk) -> None:
    async def begin() -> int:
        with pytest.raises(NoTransaction):
            Database.current()
        return 7

    async def conclude(met: int) -> Answer:
        assert Database.current().raw.is_in_transaction()
        await desk.effect()
        return Answer(desk.user_id, met)

    assert await desk.outside(begin, conclude) == Answer(desk.user_id, 7)
    assert await desk.outside(never_begun, never) == Answer(desk.user_id, 7)
    assert await desk.effects() == 1


async def never_begun() -> None:
    raise AssertionError


async def test_a_refusal_that_is_returned_keeps_the_effect(desk: Desk) -> None:
    async def conclude(_: None) -> Answer | Refusal:
        await desk.effect()
        return TooLate(desk.user_id)

    with pytest.raises(TooLate):
        await desk.outside(nothing, conclude)
    with pytest.raises(TooLate) as again:
        await desk.outside(never_begun, never)

    assert again.value.row_id == desk.user_id
    assert await desk.effects() == 1


async def test_a_refusal_that_is_raised_drops_the_effect(desk: Desk) -> None:
    async def conclude(_: None) -> Answer | Refusal:
        await desk.effect()
        raise TooLate(desk.user_id)

    with pytest.raises(TooLate):
        await desk.outside(nothing, conclude)
    with pytest.raises(TooLate):
        await desk.outside(never_begun, never)

    assert await desk.effects() == 0


async def test_a_refusal_in_the_middle_is_an_answer(desk: Desk) -> None:
    async def begin() -> None:
        raise TooLate(desk.user_id)

    for _ in range(2):
        with pytest.raises(TooLate):
            await desk.outside(begin, never)

    assert await desk.keys() == 1


async def test_a_refusal_that_is_not_remembered_frees_the_key_and_keeps_the_effect(desk: Desk) -> None:
    async def conclude(_: None) -> Answer | Refusal:
        await desk.effect()
        return NotYet()

    for _ in range(2):
        with pytest.raises(NotYet):
            await desk.outside(nothing, conclude)

    assert (await desk.effects(), await desk.keys()) == (2, 0)


async def test_a_bug_frees_the_key(desk: Desk) -> None:
    async def break_down(_: object = None) -> Answer:
        await desk.effect()
        raise RuntimeError

    async def begin() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await desk.outside(begin, never)
    with pytest.raises(RuntimeError):
        await desk.outside(nothing, break_down)

    assert (await desk.effects(), await desk.keys()) == (0, 0)


@pytest.mark.parametrize("half", ["first", "second"])
async def test_whoever_is_called_off_frees_the_key(desk: Desk, half: str) -> None:
    has_begun = asyncio.Event()

    async def wait(_: object = None) -> Answer:
        await desk.effect()
        has_begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def conclude(_: None) -> Answer:
        return Answer(desk.user_id, 2)

    first, second = (wait, never) if half == "first" else (nothing, wait)
    called_off = asyncio.create_task(desk.outside(first, second))
    await has_begun.wait()
    called_off.cancel()
    with pytest.raises(asyncio.CancelledError):
        await called_off

    assert (await desk.effects(), await desk.keys()) == (1 if half == "first" else 0, 0)
    assert await desk.outside(nothing, conclude) == Answer(desk.user_id, 2)


async def test_a_second_call_meanwhile_is_told_so(desk: Desk) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def begin() -> int:
        begun.set()
        await may_end.wait()
        return 1

    async def conclude(met: int) -> Answer:
        return Answer(desk.user_id, met)

    first = asyncio.create_task(desk.outside(begin, conclude))
    await begun.wait()
    with pytest.raises(IdempotencyInProgress):
        await desk.outside(never_begun, never)
    with pytest.raises(IdempotencyConflict):
        await desk.outside(never_begun, never, given={"amount": 2})
    may_end.set()

    assert await first == Answer(desk.user_id, 1)


async def test_after_a_crash_the_key_is_free_once_its_lease_is_over(desk: Desk) -> None:
    async def conclude(_: None) -> Answer:
        return Answer(desk.user_id, 2)

    with pytest.raises(Died):
        await desk.outside(die, never)
    desk.clock.now += LEASE - timedelta(microseconds=1)
    with pytest.raises(IdempotencyInProgress):
        await desk.outside(never_begun, never)
    desk.clock.now += timedelta(microseconds=1)
    with pytest.raises(IdempotencyConflict):
        await desk.outside(never_begun, never, given={"amount": 2})

    assert await desk.outside(nothing, conclude) == Answer(desk.user_id, 2)


async def test_whoever_outlives_the_lease_takes_the_answer_that_is_there(desk: Desk) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def begin_slowly() -> None:
        begun.set()
        await may_end.wait()

    async def conclude(_: None) -> Answer:
        return Answer(desk.user_id, 2)

    slow = asyncio.create_task(desk.outside(begin_slowly, never))
    await begun.wait()
    desk.clock.now += LEASE
    quick = await desk.outside(nothing, conclude)
    may_end.set()

    assert await slow == quick == Answer(desk.user_id, 2)
