"""One life of the connection that listens to Redis."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import batched
from typing import Literal

from redis.asyncio.connection import AbstractConnection

from services.platform.broadcast.ears import Ears

CONTROL = "control"
"""A channel that nobody publishes on: a connection that has it is a listening one, whoever else comes and goes."""

ANSWER_WITHIN = 1.0
HEARTBEAT = 10.0
CHANNELS_PER_COMMAND = 500

type Command = Literal["subscribe", "unsubscribe", "ping"]


@dataclass(frozen=True, slots=True)
class Watch:
    """What a session serves: the channels wanted, a call to look at them again, and whom to tell."""

    wanted: Callable[[], Iterable[str]]
    is_stale: asyncio.Event
    on_subscribed: Callable[[str], None]
    on_message: Callable[[str, str], None]


class Session:
    """Keeps the subscriptions equal to the channels wanted, until the connection is lost.

    Commands go out in rounds. A round is answered in time or the connection counts as dead; the next one starts only
    then, so that an answer is never taken for that of an earlier command on the same channel.
    """

    def __init__(self, connection: AbstractConnection, watch: Watch) -> None:
        self._connection = connection
        self._watch = watch
        self._subscribed: set[str] = set()
        self._unanswered: set[tuple[str, str]] = set()
        self._is_answered = asyncio.Event()

    def has(self, channel: str) -> bool:
        return channel in self._subscribed

    async def run(self) -> None:
        """Raises what ended the connection, in an ExceptionGroup; returns never."""
        ears = Ears(self._hear)
        ears.take_over(self._connection)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(ears.deaf())
            tasks.create_task(self._follow())

    async def _follow(self) -> None:
        while True:
            self._watch.is_stale.clear()
            await self._round()
            with suppress(TimeoutError):
                async with asyncio.timeout(HEARTBEAT):
                    await self._watch.is_stale.wait()

    async def _round(self) -> None:
        wanted = {CONTROL, *self._watch.wanted()}
        missing, unwanted = wanted - self._subscribed, self._subscribed - wanted
        # From here on these count as gone, so that a listener who returns meanwhile waits for a new subscription.
        self._subscribed -= unwanted
        await self._ask_in_batches("subscribe", missing)
        await self._ask_in_batches("unsubscribe", unwanted)
        if not missing and not unwanted:
            await self._ask("ping", ())

    async def _ask_in_batches(self, command: Command, channels: Iterable[str]) -> None:
        for batch in batched(channels, CHANNELS_PER_COMMAND):
            await self._ask(command, batch)

    async def _ask(self, command: Command, channels: tuple[str, ...]) -> None:
        self._unanswered = {(command, channel) for channel in channels} or {("pong", "")}
        self._is_answered.clear()
        async with asyncio.timeout(ANSWER_WITHIN):
            await self._connection.send_command(command.upper(), *channels)
            await self._is_answered.wait()

    def _hear(self, said: object) -> None:
        match said:
            case ["message", str(channel), str(message)]:
                self._watch.on_message(channel, message)
            case [str(kind), str(channel), *_]:
                self._answered(kind, channel)

    def _answered(self, kind: str, channel: str) -> None:
        if kind == "subscribe":
            self._subscribed.add(channel)
            self._watch.on_subscribed(channel)
        self._unanswered.discard((kind, channel))
        if not self._unanswered:
            self._is_answered.set()
