"""PostgreSQL through Tortoise: one pool, and transactions that cannot leak a connection."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self, cast

import asyncpg
import structlog
from tortoise import Tortoise
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.connection import get_connections

from services.platform import connections
from services.platform.connections import CONNECTION_LOST, waiting
from services.platform.gathering import Gathering, RawConnection
from services.platform.lending import fetched, read
from services.platform.settings import Settings

log = structlog.get_logger()

CONNECTION = "default"
PATIENCE = timedelta(seconds=15)
Hook = Callable[[], Awaitable[object]]


def tortoise_config(database_url: str, pool_size: int = 10, patience: timedelta = PATIENCE) -> dict[str, Any]:
    """The configuration that Tortoise and aerich share."""
    connection = expand_db_url(database_url)
    connection["engine"] = connections.__name__
    connection["credentials"] |= {
        "minsize": 1,
        "maxsize": pool_size,
        "patience": patience.total_seconds(),
        "application_name": "spitractors",
        # What is gathered is longer than the driver would keep prepared.
        "max_cacheable_statement_size": 64 * 1024,
        "connection_class": connections.Connection,
        "reset": connections.leave_as_it_is,
    }
    return {
        "connections": {CONNECTION: connection},
        "apps": {"models": {"models": ["models", "aerich.models"], "default_connection": CONNECTION}},
        "use_tz": True,
        "timezone": "UTC",
    }


@dataclass(slots=True)
class Transaction:
    """An open transaction. `raw` runs SQL in it.

    `before_commit` runs last in it, in the order of its keys, for writes whose row locks several transactions
    share; `after_commit` runs once it is committed, and never otherwise.
    """

    raw: RawConnection
    before_commit: list[tuple[str, Hook]] = field(default_factory=list)
    after_commit: list[Hook] = field(default_factory=list)


class _Open:
    """A lock that everybody passes."""

    async def acquire(self) -> bool:
        return True

    def release(self) -> None:
        return


_open: ContextVar[Transaction | None] = ContextVar("open_transaction", default=None)


class NoTransaction(RuntimeError):
    """Raised where a write that must commit with its cause is tried outside a transaction: a bug."""


class Database:
    """The process's way to PostgreSQL.

    Whoever waits for a connection for longer than `patience` is told NoConnectionFree, in every method.
    """

    def __init__(self, url: str, *, pool_size: int = 10, patience: timedelta = PATIENCE) -> None:
        self._config = tortoise_config(url, pool_size, patience)
        self._patience = patience.total_seconds()
        self._lasting = asyncio.Semaphore(max(1, pool_size // 2))
        self._connected: asyncpg.Pool[asyncpg.Record] | None = None
        self._often: asyncpg.Pool[asyncpg.Record] | None = None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            str(settings.database_url), pool_size=settings.database_pool_size, patience=settings.database_patience
        )

    async def connect(self) -> None:
        """Raises OSError or an asyncpg error where the server cannot be reached."""
        await Tortoise.init(config=self._config, _enable_global_fallback=True)
        await self._client().create_connection(with_db=True)
        self._connected = self._pool()
        self._often = await connections.often(self._client())

    async def close(self) -> None:
        self._connected = None
        if self._often is not None:
            await self._often.close()
            self._often = None
        await Tortoise.close_connections()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Commits at the end, or rolls back on any exception. Inside another one it is a savepoint of that."""
        outer = _open.get()
        if outer is None:
            async with self._begin() as transaction:
                yield transaction
                await _run_before_commit(transaction)
            await _run_after_commit(transaction)
            return
        early, late = len(outer.before_commit), len(outer.after_commit)
        try:
            async with outer.raw.transaction():
                yield outer
        except BaseException:
            del outer.before_commit[early:]
            del outer.after_commit[late:]
            raise

    @asynccontextmanager
    async def snapshot(self, *, gathered: bool = False) -> AsyncIterator[Transaction]:
        """A read-only transaction in which every statement sees the same instant.

        Where it is `gathered`, tasks may read in it at the same time, and what they ask for at once is one statement.
        """
        async with self._begin(gathered=gathered, isolation="repeatable_read", readonly=True) as transaction:
            yield transaction

    @asynccontextmanager
    async def lasting_snapshot(self) -> AsyncIterator[Transaction]:
        """A gathered one for whoever may need a second connection while it lasts.

        Half of the pool's at most are lent like this, so that the rest comes back from reads that need no other:
        connections that wait for each other would wait for ever.
        """
        async with waiting(self._patience):
            await self._lasting.acquire()
        try:
            async with self.snapshot(gathered=True) as transaction:
                yield transaction
        finally:
            self._lasting.release()

    @asynccontextmanager
    async def _begin(self, *, gathered: bool = False, **options: Any) -> AsyncIterator[Transaction]:
        client = self._client()
        pool = cast("asyncpg.Pool[asyncpg.Record]", client._pool)  # noqa: SLF001
        # The pool's own context manager gives the connection back on every exit; Tortoise's
        # in_transaction() keeps it for good when it is cancelled during BEGIN.
        async with _transaction_on_a_live_connection(pool, **options) as raw:
            gathering = Gathering(raw) if gathered else None
            connection = cast(RawConnection, gathering) if gathering else raw
            wrapper = TransactionWrapper(client)
            wrapper._connection = cast("asyncpg.Connection[asyncpg.Record]", connection)  # noqa: SLF001
            if gathering:
                wrapper._lock = cast(asyncio.Lock, _Open())  # noqa: SLF001 - whoever reads at once is welcome
            token = get_connections().set(CONNECTION, wrapper)
            opened = _open.set(Transaction(connection))
            try:
                yield cast(Transaction, _open.get())
            finally:
                _open.reset(opened)
                get_connections().reset(token)
                if gathering:
                    await gathering.drain()

    @staticmethod
    def current() -> Transaction:
        """The transaction that is open here. Raises NoTransaction."""
        transaction = _open.get()
        if transaction is None:
            raise NoTransaction
        return transaction

    async def fetch(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """Rows of a statement, in the open transaction where there is one."""
        transaction = _open.get()
        if transaction is not None:
            return await transaction.raw.fetch(sql, *values)
        pool = self._connected or cast("asyncpg.Pool[asyncpg.Record]", self._pool())
        return await fetched(pool, sql, values)

    async def read(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """As `fetch`, of a statement that changes nothing: where its connection turns out lost, another is asked.

        After PostgreSQL was restarted, each of the pool's connections may be such a one.
        """
        if _open.get() is not None:
            return await self.fetch(sql, *values)
        return await read(cast("asyncpg.Pool[asyncpg.Record]", self._pool()), sql, values)

    async def read_often(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """As `read`, outside of any transaction: for the few short statements that are asked all the time.

        They have connections of their own, so that they wait for no long one, and plans that are not made anew.
        """
        return await read(cast("asyncpg.Pool[asyncpg.Record]", self._often), sql, values)

    async def fetch_one(self, sql: str, *values: Any) -> asyncpg.Record | None:
        """The first row, or None."""
        rows = await self.fetch(sql, *values)
        return rows[0] if rows else None

    def connections(self) -> int:
        """How many there are; none before `connect`."""
        return sum(pool.get_size() for pool in (self._pool(), self._often) if pool)

    def idle_connections(self) -> int:
        """Those that nobody uses."""
        pool = self._pool()
        return pool.get_idle_size() if pool else 0

    def _pool(self) -> "asyncpg.Pool[asyncpg.Record] | None":
        return self._client()._pool  # noqa: SLF001

    async def now(self) -> Any:
        """The database's clock: the instant of this call, not of the transaction's start."""
        row = await self.fetch_one("SELECT clock_timestamp() AS now")
        return cast(asyncpg.Record, row)["now"]

    @staticmethod
    def _client() -> AsyncpgDBClient:
        client = get_connections().get(CONNECTION)
        return cast(AsyncpgDBClient, client)


@asynccontextmanager
async def _transaction_on_a_live_connection(
    pool: "asyncpg.Pool[asyncpg.Record]", **options: Any
) -> AsyncIterator[RawConnection]:
    """A connection with an open transaction. A connection that turns out lost at BEGIN has done nothing: take another.

    After PostgreSQL was restarted, each of the pool's connections may be such a one.
    """
    for others in reversed(range(pool.get_max_size() + 1)):
        async with AsyncExitStack() as held:
            raw = await held.enter_async_context(pool.acquire())
            try:
                await held.enter_async_context(raw.transaction(**options))
            except CONNECTION_LOST:
                with suppress(asyncpg.InterfaceError):  # It may have left the pool already.
                    raw.terminate()
                if not others:
                    raise
                continue
            yield raw
            return


async def _run_before_commit(transaction: Transaction) -> None:
    """In the order of the keys. A hook may add others, with keys that come after its own."""
    while transaction.before_commit:
        first = min(transaction.before_commit, key=lambda hook: hook[0])
        transaction.before_commit.remove(first)
        await first[1]()


async def _run_after_commit(transaction: Transaction) -> None:
    """What is committed stays committed: a failure here is logged, and the worker makes up for it."""
    for call in transaction.after_commit:
        try:
            await call()
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("after_commit_failed")
