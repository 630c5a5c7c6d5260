"""Connections to PostgreSQL, and the pool that lends them: nobody waits for one without end."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from time import perf_counter
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient

from services.platform import tally
from services.platform.vanishing import notice_vanishing

CONNECTION_LOST = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
)

_OFTEN = 3
"""Connections: one for jobs, one for links, and one for sessions, which must not wait for what holds up the others."""
# A server that goes without a word is asked after the one, and is known to be gone after the other.
_IDLE, _SILENT = timedelta(seconds=10), timedelta(seconds=25)


class NoConnectionFree(TimeoutError):
    """Raised where what there is of connections stayed in use for as long as anybody waits."""


@asynccontextmanager
async def waiting(seconds: float) -> AsyncIterator[None]:
    """Raises NoConnectionFree where what is waited for has not come by then."""
    patience = asyncio.timeout(seconds)
    try:
        async with patience:
            yield
    except TimeoutError:
        if patience.expired():
            raise NoConnectionFree(f"No connection was free within {seconds:g} seconds.") from None
        raise


class Connection(asyncpg.Connection):
    """Ends when its server went without a word.

    Knows when a statement was given up after the server had parsed it and before it was told that this was all. asyncpg
    does not: the server would take the next BEGIN for a part of that statement's implicit transaction.
    """

    # The class has slots in asyncpg, and every connection is asked.
    is_half_way = False

    def __init__(self, protocol: Any, transport: asyncio.Transport, *arguments: Any) -> None:
        super().__init__(protocol, transport, *arguments)
        notice_vanishing(transport.get_extra_info("socket"), idle=_IDLE, within=_SILENT)

    async def _execute(self, *arguments: Any, **options: Any) -> Any:
        parent: Any = super()
        started = perf_counter()
        try:
            return await parent._execute(*arguments, **options)  # noqa: SLF001 - as below
        finally:
            tally.count(perf_counter() - started)

    async def _get_statement(self, *arguments: Any, **options: Any) -> Any:
        parent: Any = super()
        self.is_half_way = True
        statement = await parent._get_statement(*arguments, **options)  # noqa: SLF001 - a connection is what we are
        self.is_half_way = False
        return statement


async def leave_as_it_is(connection: Connection) -> None:
    """Nothing of ours outlives its transaction, so a connection goes back to the pool without a round trip of its own.

    Locks, settings and cursors are those of transactions, and nobody listens on these connections.
    """
    if connection.is_half_way:
        connection.is_half_way = False
        await connection.execute("ROLLBACK")


class Pool(asyncpg.Pool):
    """Raises NoConnectionFree for whoever has waited for `patience` seconds."""

    _queue: asyncio.Queue[Any]

    def __init__(self, *, patience: float, **options: Any) -> None:
        usual: dict[str, Any] = {
            "max_queries": 50_000,
            "max_inactive_connection_lifetime": 300.0,
            "record_class": asyncpg.Record,
        }
        super().__init__(**usual | options)
        self._patience = patience
        # asyncpg lends a connection that comes back to whoever asks first, and a task that goes on asks before those
        # who have to be woken.
        self._line = asyncio.Lock()

    def _acquire(self, timeout: float | None) -> Coroutine[Any, Any, Any]:
        """One that is free, and that nobody waits for, needs no timer."""
        is_free = not self._queue.empty() and not self._line.locked()
        return self._lent(timeout) if is_free else self._lent_in_turn(timeout)

    async def _lent_in_turn(self, timeout: float | None) -> Any:
        async with waiting(self._patience):
            async with self._line:
                # Seen, and put back for ourselves: nobody else comes to it before the next turn of the loop.
                self._queue.put_nowait(await self._queue.get())
            return await self._lent(timeout)

    def _lent(self, timeout: float | None) -> Coroutine[Any, Any, Any]:
        parent: Any = super()
        lent: Coroutine[Any, Any, Any] = parent._acquire(timeout)  # noqa: SLF001 - a pool is what we are
        return lent


class Client(AsyncpgDBClient):
    """Tortoise's way to our pool."""

    async def create_pool(self, **options: Any) -> asyncpg.Pool:
        return await Pool(**options)


async def often(client: AsyncpgDBClient) -> asyncpg.Pool:
    """For statements that are asked all the time. It opens its connections when they are needed, and keeps them."""
    few = {"min_size": 0, "max_size": _OFTEN, "init": _plan_once}
    kept = {"max_queries": 10**9, "max_inactive_connection_lifetime": 0}
    return await client.create_pool(password=client.password, **client._template | few | kept)  # noqa: SLF001


async def _plan_once(connection: asyncpg.Connection) -> None:
    """A plan that is kept must not be one for the few rows that there were when it was made."""
    await connection.execute("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off")


client_class = Client
"The name by which Tortoise looks for it in an engine."
