"""A test that does not end fails alone: what it has left running is ended before the next one begins.

pytest-timeout's alarm goes off in the event loop, which is shared, and leaves the test's task pending in it. So a test
that awaits is cancelled a little before, at the place where it waits, and cleans up after itself. Whatever
runs on after a test whose time was over is cancelled before the next one, and connections that it kept are given up.
"""

import asyncio
import functools
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import tortoise.context

_AT_MOST_SECONDS = 10.0
type Test = Callable[..., Awaitable[None]]


def before(seconds: float) -> float:
    """The instant, on the monotonic clock, at which a test is cancelled that the alarm would end in so many seconds."""
    return time.monotonic() + seconds - min(_AT_MOST_SECONDS, seconds / 4)


def cancelled_at(deadline: float, test: Test) -> Test:
    """Raises TimeoutError where the test waits then."""

    @functools.wraps(test)
    async def bounded(*arguments: Any, **named: Any) -> None:
        async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
            await test(*arguments, **named)

    return bounded


async def clear_away(within: float = _AT_MOST_SECONDS) -> None:
    """Cancel every other task of the loop, and forget connections that were not closed by then."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    if others:
        await asyncio.wait(others, timeout=within)
    context = tortoise.context._global_context
    if context is not None:
        with suppress(Exception):
            await asyncio.wait_for(context.close_connections(), within)
        tortoise.context._global_context = None
