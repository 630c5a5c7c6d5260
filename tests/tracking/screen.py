"""A phone that follows a stream, frame by frame."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import orjson

from schema.context import Context
from schema.operations import Operation, OperationFailed, answers
from services.auth.viewer import Viewer
from tests.requests.village import Village
from tests.tracking.operations import FOLLOW

_WITHIN = 5


class Ended(Exception):
    """Raised where a frame is awaited of a stream that has ended."""


class Screen:
    """Reads one subscription."""

    def __init__(self, results: AsyncGenerator[bytes]) -> None:
        self._results = results

    async def next(self) -> dict[str, Any]:
        """The next frame; for a refusal, its code. Raises Ended, and TimeoutError where none comes."""
        async with asyncio.timeout(_WITHIN):
            try:
                result = orjson.loads(await anext(self._results))
            except StopAsyncIteration:
                raise Ended from None
            except OperationFailed as failed:
                return {"refused": failed.errors[0]["extensions"]["code"]}
        assert "errors" not in result, result
        (frame,) = result["data"].values()
        return cast(dict[str, Any], frame)

    async def until(self, kind: str) -> dict[str, Any]:
        """The next frame of a kind; the others in between are dropped."""
        while (frame := await self.next())["__typename"] != kind:
            pass
        return frame

    async def statuses(self, count: int) -> list[str]:
        """Of so many events, in the order in which they come."""
        return [(await self.until("StatusChanged"))["event"]["status"] for _ in range(count)]


async def _always() -> bool:
    return True


@asynccontextmanager
async def following(
    village: Village, viewer: Viewer | None, request: str, after: str | None = None
) -> AsyncIterator[Screen]:
    """A request's tracking screen."""
    async with subscribed(village, viewer, FOLLOW, request=request, after=after) as screen:
        yield screen


@asynccontextmanager
async def subscribed(
    village: Village, viewer: Viewer | None, operation: str, **variables: Any
) -> AsyncIterator[Screen]:
    """Subscribes as a socket does, and hangs up at the end."""
    context = Context(village.services, viewer=viewer, client_address=None, trace_id="test")
    results = answers(Operation(operation, variables), context, _always)
    try:
        yield Screen(results)
    finally:
        await results.aclose()
