"""Redis pub/sub that outlives Redis: it reconnects for ever, subscribes anew and tells where a gap may be."""

import asyncio
from collections.abc import Callable

import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from services.platform.broadcast.session import ANSWER_WITHIN, CONTROL, Session, Watch
from services.platform.broadcast.wake import Wake

FIRST_RETRY_AFTER = 0.1
RETRY_AT_LEAST_EVERY = 2.0
PUBLISHING_CONNECTIONS = 8

log = structlog.get_logger()


class Unreachable(Exception):
    """Raised when a message could not be handed to Redis."""


class Outage:
    """Logs a trouble once when it begins and once when it is over, whoever notices it and how often."""

    def __init__(self) -> None:
        self._is_on = False

    def begins(self, error: BaseException) -> None:
        if not self._is_on:
            # The type only: messages and URLs may hold credentials.
            log.warning("redis_unreachable", error=_cause(error))
        self._is_on = True

    def is_over(self) -> None:
        if self._is_on:
            log.info("redis_reachable_again")
        self._is_on = False


class RedisBackend:
    """Redis pub/sub for one process. `tell` is called at once for whatever comes on a channel.

    `subscribe` and `unsubscribe` only note what is wanted and never suspend, so that nobody can be cancelled half-way.
    """

    def __init__(self, url: str, chance: Callable[[], float], tell: Callable[[str, Wake], None]) -> None:
        self._pool: BlockingConnectionPool = BlockingConnectionPool.from_url(
            url,
            max_connections=PUBLISHING_CONNECTIONS,
            timeout=ANSWER_WITHIN,
            socket_timeout=ANSWER_WITHIN,
            socket_connect_timeout=ANSWER_WITHIN,
            # A pooled connection may have died unnoticed: one more try takes a fresh one.
            retry=Retry(NoBackoff(), 1),
            # In version 2 every frame of a subscribed connection is a plain list; 3 mixes pushes into replies.
            protocol=2,
            decode_responses=True,
            encoding_errors="replace",
        )
        self._publisher = Redis.from_pool(self._pool)
        self._chance = chance
        self._tell = tell
        # None once Redis has confirmed it, or was away: ten thousand events would take ten megabytes.
        self._wanted: dict[str, asyncio.Event | None] = {}
        self._is_stale = asyncio.Event()
        self._was_tried = asyncio.Event()
        self._outage = Outage()
        self._session: Session | None = None
        self._task: asyncio.Task[None] | None = None
        self.is_connected = False

    async def connect(self) -> None:
        """Returns once the first attempt succeeded or failed; the rest goes on in the background."""
        self._task = asyncio.create_task(self._keep_listening(), name="redis-listener")
        await self._was_tried.wait()

    async def disconnect(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])
        self.is_connected = False
        await self._publisher.aclose()
        await self._pool.aclose()

    def subscribe(self, channel: str) -> None:
        is_there = not self.is_connected or (self._session is not None and self._session.has(channel))
        self._wanted[channel] = None if is_there else asyncio.Event()
        self._is_stale.set()

    def unsubscribe(self, channel: str) -> None:
        self._settle(channel)
        del self._wanted[channel]
        self._is_stale.set()

    async def settled(self, channel: str) -> None:
        """Returns when Redis has confirmed the subscription, or is known to be away: then a gap follows its return."""
        unsettled = self._wanted[channel]
        if unsettled is not None:
            await unsettled.wait()

    async def publish(self, channel: str, message: str) -> None:
        if not self.is_connected:
            raise Unreachable
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                await self._publisher.publish(channel, message)
        except (RedisError, OSError) as error:
            self._outage.begins(error)
            # The listening connection must prove now that it lives, or the next publisher waits in vain as well.
            self._is_stale.set()
            raise Unreachable from error
        self._outage.is_over()

    async def _keep_listening(self) -> None:
        failures = 0
        while True:
            try:
                await self._listen_until_lost()
            # An unforeseen error as well must not end the only task that can bring the listeners back.
            except Exception as error:
                failures = 0 if self.is_connected else failures + 1
                self._lose(error)
            await asyncio.sleep(self._pause(failures))

    async def _listen_until_lost(self) -> None:
        # The pool lends its connections for a command at a time; this one belongs to the session for life.
        connection = self._pool.connection_class(**self._pool.connection_kwargs)
        watch = Watch(self._wanted.keys, self._is_stale, self._on_subscribed, self._on_message)
        self._session = Session(connection, watch)
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                await connection.connect_check_health(retry_socket_connect=False)
            await self._session.run()
        finally:
            await connection.disconnect(nowait=True)

    def _lose(self, error: BaseException) -> None:
        self._outage.begins(error)
        was_connected, self.is_connected = self.is_connected, False
        self._session = None
        self._was_tried.set()
        for channel in list(self._wanted):
            self._settle(channel)
            if was_connected:
                self._tell(channel, Wake(None))

    def _pause(self, failures: int) -> float:
        longest = min(RETRY_AT_LEAST_EVERY, FIRST_RETRY_AFTER * 2.0 ** min(failures, 10))
        return longest * (1 + self._chance()) / 2

    def _on_subscribed(self, channel: str) -> None:
        if channel == CONTROL:
            self.is_connected = True
            self._was_tried.set()
            self._outage.is_over()
        elif channel in self._wanted and not self._settle(channel):
            # Its listeners were let in before: what was published until now is lost to them.
            self._tell(channel, Wake(None))

    def _settle(self, channel: str) -> bool:
        """False where it was settled before."""
        unsettled, self._wanted[channel] = self._wanted[channel], None
        if unsettled is not None:
            unsettled.set()
        return unsettled is not None

    def _on_message(self, channel: str, message: str) -> None:
        if channel in self._wanted:
            self._tell(channel, Wake.decoded(message))


def _cause(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return type(error).__name__
