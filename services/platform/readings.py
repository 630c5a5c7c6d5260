"""What is to be read for those who wait, and what was found."""

import asyncio
import contextvars
from collections.abc import Callable, Coroutine, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from services.platform.groups import Group, Stream
from services.platform.sources import Source


class Ask:
    """What somebody wants to be read: the news after a sequence, or with None only what the permission hangs on.

    Whose source it is makes no difference to what is found. `sessions` are those of which is asked whether they live.
    """

    __slots__ = ("_hash", "_key", "after", "sessions", "source")

    def __init__(
        self, source: Source[Any, Any, Any], after: int | None, sessions: frozenset[Hashable] = frozenset()
    ) -> None:
        self.source = source
        self.after = after
        self.sessions = sessions
        self._key = source.stream.text, source.sight, after, sessions
        # It is looked up again and again on its way.
        self._hash = hash(self._key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ask) and self._key == other._key


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and which of the sessions are alive."""

    found: Any
    alive: frozenset[Hashable] = frozenset()


class Reading:
    """Groups of a stream that wait for an answer; an asker of a round. They are told it as soon as it is there."""

    __slots__ = ("_tell", "ask", "groups", "is_over", "stream", "telling")

    def __init__(
        self,
        stream: Stream,
        ask: Ask,
        groups: Sequence[Group],
        tell: Callable[["Reading", Answer | Exception], Coroutine[Any, Any, None]],
    ) -> None:
        self.stream = stream
        self.ask = ask
        self.groups = groups
        self.is_over = False
        self.telling: asyncio.Task[None] | None = None
        self._tell = tell

    def done(self) -> bool:
        return self.is_over or self.telling is not None

    def set_result(self, answer: Answer | Exception, /) -> None:
        """Most are shown it before this returns, one stream after the other, and no task is woken for them."""
        # In a context of its own: what the round reads with is not what others show with.
        loop, context = asyncio.get_running_loop(), contextvars.Context()
        self.telling = asyncio.Task(self._tell(self, answer), loop=loop, context=context, eager_start=True)

    set_exception = set_result
