"""What a socket waits with."""

import asyncio

from serving.waiting import Gate, Messages


async def test_messages_come_in_order_whether_or_not_somebody_waits() -> None:
    messages = Messages()
    messages.put_nowait(1)
    waiting = asyncio.gather(messages.get(), messages.get())
    await asyncio.sleep(0)
    messages.put_nowait(2)
    messages.put_nowait(3)

    assert list(await waiting) == [1, 2]
    assert (messages.empty(), await messages.get(), messages.empty()) == (False, 3, True)


async def test_whoever_stops_waiting_takes_no_message_along() -> None:
    messages = Messages()
    leaving = asyncio.create_task(messages.get())
    await asyncio.sleep(0)
    messages.put_nowait(1)
    leaving.cancel()
    await asyncio.wait([leaving])

    assert await messages.get() == 1


async def test_everybody_waits_at_a_closed_gate_and_nobody_at_an_open_one() -> None:
    gate = Gate()
    assert (gate.is_set(), await gate.wait()) == (True, True)

    gate.clear()
    waiting = [asyncio.create_task(gate.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    await asyncio.wait(waiting[:1])
    assert [gate.is_set(), *(each.done() for each in waiting)] == [False, True, False, False]

    gate.set()
    assert await asyncio.gather(*waiting[1:]) == [True, True]
    assert gate.is_set()
