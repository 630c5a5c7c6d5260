"""A database for each test process, cloned from a migrated template and emptied between tests in milliseconds."""

# ruff: noqa: S608 - the names in the statements come from the database's own catalogue, quoted

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from services.platform.database import Database

TEMPLATE = "template_of_tests"
REFERENCE = "reference"


def sibling(url: str, database: str) -> str:
    """The URL of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


async def create_database(server_url: str, name: str, template: str = "template1") -> str:
    """Answers its URL."""
    connection = await asyncpg.connect(sibling(server_url, "postgres"))
    try:
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    finally:
        await connection.close()
    return sibling(server_url, name)


async def drop_database(server_url: str, name: str) -> None:
    """Closes the connections to it, too."""
    connection = await asyncpg.connect(sibling(server_url, "postgres"))
    try:
        await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await connection.close()


@asynccontextmanager
async def in_use(database: Database, connections: int) -> AsyncIterator[None]:
    """So many of its pool, each by somebody else's transaction."""
    meet, over = asyncio.Barrier(connections + 1), asyncio.Event()

    async def hold() -> None:
        async with database.transaction():
            await meet.wait()
            await over.wait()

    async with asyncio.TaskGroup() as holders:
        for _ in range(connections):
            holders.create_task(hold())
        await meet.wait()
        yield
        over.set()


class Cleaner:
    """Brings a database back to what the migrations left: rows that they wrote stay, all others go."""

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]", tables: list[str], restore: str) -> None:
        self._connection = connection
        self._find_used = " UNION ALL ".join(
            f"SELECT '{table}' AS name WHERE EXISTS (SELECT FROM {table})" for table in tables
        )
        self._restore = restore

    @classmethod
    async def of(cls, database_url: str) -> Self:
        """To be made while the database is as migrated."""
        connection = await asyncpg.connect(database_url)
        # The triggers that keep history append-only do not fire for a replica, nor do foreign keys.
        await connection.execute("SET session_replication_role = replica; SET lock_timeout = '5s'")
        rows = await connection.fetch(
            "SELECT format('public.%I', relname) AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            # The rows of a partition are those of its table.
            " AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'aerich' ORDER BY relname"
        )
        tables = [row["name"] for row in rows]
        written = [table for table in tables if await connection.fetchval(f"SELECT EXISTS (SELECT FROM {table})")]
        restore = [await cls._keep(connection, table, number) for number, table in enumerate(written)]
        return cls(connection, tables, "; ".join(restore))

    @staticmethod
    async def _keep(connection: "asyncpg.Connection[asyncpg.Record]", table: str, number: int) -> str:
        """Copies the rows aside; answers the statement that brings them back."""
        columns = await connection.fetchval(
            "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
            " WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
            table,
        )
        copy = f"{REFERENCE}.rows_{number}"
        await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {REFERENCE}")
        await connection.execute(f"CREATE TABLE {copy} AS SELECT {columns} FROM {table}")
        return f"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {copy}"

    async def clean(self) -> None:
        """Raises asyncpg.LockNotAvailableError where a test has left a transaction open."""
        used = await self._connection.fetch(self._find_used)
        deletions = "; ".join(f"DELETE FROM {row['name']}" for row in used)
        async with self._connection.transaction():
            await self._connection.execute(f"{deletions}; {self._restore}")

    async def close(self) -> None:
        """Give the connection back."""
        await self._connection.close()
