"""One statement on a connection of the pool, for whoever needs no transaction."""

from collections.abc import Sequence
from typing import Any, cast

import asyncpg

from services.platform.connections import CONNECTION_LOST, NoConnectionFree

_TRIES = 10
"""Those of a large pool: who kills connections kills those of a small one as often."""


async def fetched(pool: "asyncpg.Pool[asyncpg.Record]", sql: str, values: Sequence[Any]) -> list[asyncpg.Record]:
    """Its rows. As `Pool.fetch`, of our own connections."""
    # As `await pool.acquire()`, and without its stand-ins, each of which is a call more.
    lent = await cast(Any, pool)._acquire(None)  # noqa: SLF001
    try:
        rows: list[asyncpg.Record] = await lent._con.fetch(sql, *values)  # noqa: SLF001
        return rows
    finally:
        await _give_back(pool, lent)


async def read(pool: "asyncpg.Pool[asyncpg.Record]", sql: str, values: Sequence[Any]) -> list[asyncpg.Record]:
    """As `fetched`, of a statement that changes nothing: where its connection turns out lost, another is asked."""
    for _ in range(max(pool.get_max_size(), _TRIES)):
        try:
            return await fetched(pool, sql, values)
        except NoConnectionFree:
            raise
        except CONNECTION_LOST:
            continue
    return await fetched(pool, sql, values)


async def _give_back(pool: "asyncpg.Pool[asyncpg.Record]", lent: Any) -> None:
    """The pool makes a task of it, in two turns of the loop, so that nobody who is called off can cut it short.

    Where the server has nothing left to do for the connection, nothing of it waits, and it is done at once.
    """
    connection = lent._con  # noqa: SLF001 - asyncpg has no other way to it
    if connection is None or connection.is_half_way or connection._protocol._is_cancelling():  # noqa: SLF001
        await pool.release(lent)
        return
    connection._on_release()  # noqa: SLF001 - as the pool does
    await lent._holder.release(None)  # noqa: SLF001 - likewise
