"""The same call again gives the same answer, whatever happened to the first one."""

import asyncio
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from services.errors import IdempotencyConflict, IdempotencyInProgress, NotFound, ValidationFailed
from tests.platform.desk import RETENTION, Answer, Desk, TooLate, answering, never, nothing, nowhere, refusing


async def test_work_runs_once(desk: Desk) -> None:
    calls: list[int] = []
    work = answering(desk, calls)

    assert await desk.once(work) == await desk.once(work) == Answer(desk.user_id, 1)
    assert (len(calls), await desk.effects()) == (1, 1)


async def test_another_input_is_a_conflict(desk: Desk) -> None:
    await desk.once(answering(desk, []))

    with pytest.raises(IdempotencyConflict):
        await desk.once(answering(desk, []), given={"amount": 2})

    assert await desk.effects() == 1


@pytest.mark.parametrize("other", [{"operation": "other"}, {"key": "other"}, {"user_id": uuid7()}])
async def test_keys_are_told_apart_by_user_operation_and_text(desk: Desk, other: dict[str, Any]) -> None:
    await desk.once(answering(desk, []))
    await desk.once(answering(desk, []), **other)

    assert await desk.effects() == 2


async def test_a_storable_refusal_is_an_answer_without_an_effect(desk: Desk) -> None:
    for _ in range(2):
        with pytest.raises(TooLate) as refused:
            await desk.once(refusing(desk, TooLate(desk.user_id)))
        assert refused.value.row_id == desk.user_id

    assert (await desk.effects(), await desk.keys()) == (0, 1)


async def test_other_refusals_and_bugs_leave_nothing(desk: Desk) -> None:
    async def broken() -> Answer:
        await desk.effect()
        raise RuntimeError

    with pytest.raises(NotFound):
        await desk.once(refusing(desk, NotFound()))
    with pytest.raises(RuntimeError):
        await desk.once(broken)

    assert (await desk.effects(), await desk.keys()) == (0, 0)


async def test_a_key_is_forgotten_after_its_time(desk: Desk) -> None:
    calls: list[int] = []
    await desk.once(answering(desk, calls))
    desk.clock.now += RETENTION

    assert await desk.once(answering(desk, calls), given={"amount": 2}) == Answer(desk.user_id, 2)


@pytest.mark.parametrize("key", ["", "k" * 256, "a\x00b"])
async def test_an_unfit_key_is_refused(desk: Desk, key: str) -> None:
    for attempt in (desk.once(answering(desk, []), key=key), desk.outside(nothing, never, key=key)):
        with pytest.raises(ValidationFailed) as refused:
            await attempt
        assert [problem.path for problem in refused.value.problems] == [("idempotencyKey",)]


async def test_a_second_call_meanwhile_is_told_so(desk: Desk) -> None:
    started, may_end = asyncio.Event(), asyncio.Event()

    async def work() -> Answer:
        started.set()
        await may_end.wait()
        return Answer(desk.user_id, 1)

    first = asyncio.create_task(desk.once(work))
    await started.wait()
    for given in ({"amount": 1}, {"amount": 2}):
        with pytest.raises(IdempotencyInProgress):
            await desk.once(nowhere, given=given)
    may_end.set()

    assert await first == await desk.once(nowhere) == Answer(desk.user_id, 1)


async def test_those_who_take_an_answer_at_once_all_get_it(desk: Desk) -> None:
    first = await desk.once(answering(desk, []))
    looking, may_end = asyncio.Event(), asyncio.Event()

    async def look() -> None:
        async with desk.database.transaction() as transaction:
            await transaction.raw.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"{desk.user_id}:test:k"
            )
            looking.set()
            await may_end.wait()

    another = asyncio.create_task(look())
    await looking.wait()

    assert await desk.once(nowhere) == await desk.outside(nothing, never) == first
    with pytest.raises(IdempotencyConflict):
        await desk.once(nowhere, given={"amount": 2})
    may_end.set()
    await another
