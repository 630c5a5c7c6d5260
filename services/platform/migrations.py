"""The schema's migrations, applied by one process at a time."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import asyncpg

from services.platform.processes import StartupError

APP = "models"
LOCATION = Path(__file__).parents[2] / "migrations"
PATIENCE = timedelta(seconds=5)
LOCK = 7_731_001_000_000_001
_VERSION = re.compile(r"\d+_.*\.py")


async def pending(database_url: str) -> list[str]:
    """Files that this database has not seen, oldest first. Raises OSError or an asyncpg error where it is away."""
    connection = await asyncpg.connect(database_url)
    try:
        return await _pending(connection)
    finally:
        await connection.close()


async def migrate(database_url: str, *, patience: timedelta = PATIENCE) -> list[str]:
    """Apply what is pending, each file in its own transaction; answers the files applied.

    Raises StartupError where a statement waits longer than `patience` for a table: everybody who wants that table waits
    behind it, the version that serves meanwhile too. What was not applied by then is as it was.

    aerich takes no lock, so that two processes which start at once would both apply the same file:
    whoever comes second waits here and finds nothing left to do.
    """
    async with _alone(database_url) as connection:
        if not await _pending(connection):
            return []
        return await _upgrade(database_url, patience)


@asynccontextmanager
async def _alone(database_url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """The lock belongs to the connection: a killed process gives it back."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
        yield connection
    finally:
        await connection.close()


async def _pending(connection: "asyncpg.Connection[asyncpg.Record]") -> list[str]:
    if not await connection.fetchval("SELECT to_regclass('aerich')"):
        return unseen(set())
    rows = await connection.fetch("SELECT version FROM aerich WHERE app = $1", APP)
    return unseen({row["version"] for row in rows})


def unseen(applied: set[str]) -> list[str]:
    """The files that are not among the applied ones, oldest first."""
    return [version for version in _versions() if version not in applied]


def _versions() -> list[str]:
    files = [path.name for path in (LOCATION / APP).glob("*.py") if _VERSION.fullmatch(path.name)]
    return sorted(files, key=lambda name: int(name.split("_", 1)[0]))


async def _upgrade(database_url: str, patience: timedelta) -> list[str]:
    # Imported here: a start with nothing to migrate needs neither, and they take half a second.
    from aerich import Command  # noqa: PLC0415
    from tortoise.context import TortoiseContext  # noqa: PLC0415

    from services.platform.database import CONNECTION, tortoise_config  # noqa: PLC0415

    config = tortoise_config(database_url)
    waits = {"lock_timeout": str(int(patience.total_seconds() * 1000))}
    config["connections"][CONNECTION]["credentials"]["server_settings"] = waits
    command = Command(config, app=APP, location=str(LOCATION))
    # A context of its own: aerich would else take whichever database this process already has open.
    async with TortoiseContext() as context:
        await context.init(config=command.tortoise_config)
        await command.init()
        try:
            return await command.upgrade()
        except asyncpg.LockNotAvailableError as error:
            raise StartupError(
                "A table was in use for too long, and nobody was made to wait: migrate again."
            ) from error
