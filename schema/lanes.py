"""The short way of a subscription's event to its socket: nobody is woken for it."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from functools import partial
from typing import Any, Protocol

from schema.sharing import Shown
from services.auth.viewer import Viewer
from services.platform.cancelling import is_called_off
from services.platform.metrics import Metrics

_PATIENCE = 1.0
"""Seconds."""

type Render = Callable[[object], Awaitable[bytes]]
type Write = Callable[[bytes], bool]
"""Hands an answer to the connection at once; False where that cannot be done."""


class Frame(Protocol):
    """An event that many may be shown."""

    @property
    def memo(self) -> dict[Hashable, Any]: ...


class Lane[F: Frame]:
    """As `services.platform.groups.Lane`. `make` gives the value that a frame is shown as."""

    __slots__ = ("_make", "_metrics", "_render", "_task", "key", "session", "write")

    def __init__(self, outlet: "Outlet", make: Callable[[F], Awaitable[object]]) -> None:
        self.key = outlet.key
        self.session = outlet.viewer
        self.write = outlet.write
        self._metrics = outlet.metrics
        self._render = outlet.render
        self._make = make
        self._task = asyncio.current_task()

    async def rendered(self, frames: Sequence[F]) -> Sequence[bytes]:
        """Of one that fails, whoever follows will meet the failure too, and is the one to tell of it."""
        found: list[bytes] = []
        for frame in frames:
            known = frame.memo.get(self.key)
            try:
                found.append(known if isinstance(known, bytes) else await self._rendered(frame))
            except asyncio.CancelledError:
                if is_called_off():
                    raise
                break
            except Exception:
                break
        return found

    async def _rendered(self, frame: F) -> bytes:
        """Logged and traced as the operation's own. One that hangs must not hold up all who follow the stream."""
        shown = Shown(frame.memo, partial(self._make, frame))
        home, loop = self._task.get_context() if self._task is not None else None, asyncio.get_running_loop()
        rendering = asyncio.Task(shown.once(self.key, self._render), loop=loop, context=home, eager_start=True)
        if rendering.done():
            return rendering.result()
        async with asyncio.timeout(_PATIENCE):
            return await rendering

    def count(self, written: int) -> None:
        self._metrics.count_frames(written)


class Outlet:
    """Where the answers of a subscription that has begun can go at once."""

    def __init__(self, viewer: Viewer | None, key: Hashable, render: Render, write: Write, metrics: Metrics) -> None:
        self.viewer = viewer
        self.key = key
        self.render = render
        self.write = write
        self.metrics = metrics

    def lane[F: Frame](self, make: Callable[[F], Awaitable[object]]) -> Lane[F]:
        return Lane(self, make)
