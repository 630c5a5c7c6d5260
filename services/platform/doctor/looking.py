"""A look at a deployment's servers and files. It writes nothing but one file into the storage, which it takes away."""

import asyncio
import stat
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import asyncpg

from services.platform.clock import Clock
from services.platform.doctor.findings import Seen
from services.platform.keys import Keys
from services.platform.migrations import pending
from services.platform.processes import StartupError
from services.platform.reachable import check_database, check_redis
from services.platform.settings import Settings

_DIGEST = 40


async def look(settings: Settings, *, clock: Clock, storage: Callable[[], Awaitable[str | None]]) -> Seen:
    """`storage` tries to write, and answers its trouble."""
    url = str(settings.database_url)
    database, redis = await asyncio.gather(_said(check_database(url)), _said(check_redis(str(settings.redis_url))))
    is_there = database is None
    server, skew = await _clock_and_version(url, clock) if is_there else (None, None)
    return Seen(
        database=database,
        server=server,
        pending=await pending(url) if is_there else (),
        skew=skew,
        redis=redis,
        storage=await storage(),
        keys=_keys(settings, clock),
        breaches=_breaches(settings.breached_passwords_file),
    )


async def _said(check: Awaitable[None]) -> str | None:
    """What a check complains of, without the name of the setting."""
    try:
        await check
    except StartupError as error:
        return str(error).partition(": ")[2]
    return None


async def _clock_and_version(url: str, clock: Clock) -> tuple[int, timedelta]:
    """The answer was written at some instant between the question and its arrival: the middle is taken."""
    connection = await asyncpg.connect(url)
    try:
        asked = clock()
        theirs = await connection.fetchval("SELECT clock_timestamp()")
        ours = asked + (clock() - asked) / 2
        return connection.get_server_version().major, theirs - ours
    finally:
        await connection.close()


def _keys(settings: Settings, clock: Clock) -> str | None:
    """None where no file is named and none is made yet: the first start makes it."""
    path = settings.signing_keys_file or Keys.path_in(settings.data_dir)
    if not path.exists():
        return (
            None if settings.signing_keys_file is None else f"There is no {path}: make it with `manage.py rotate-keys`."
        )
    try:
        Keys(path, clock).ring()
        is_open = path.stat().st_mode & stat.S_IROTH
    except (OSError, ValueError, IndexError) as error:
        return f"{path} cannot be read ({type(error).__name__}): restore it from a copy, or all sessions end."
    return f"Every user of this machine can read {path}: take that away (chmod o-r)." if is_open else None


def _breaches(file: Path | None) -> str | None:
    if file is None:
        return None
    with file.open("rb") as lines:
        first = lines.readline(100).partition(b":")[0]
    is_hash = len(first) == _DIGEST and not first.strip(b"0123456789ABCDEF")
    return None if is_hash else f"{file} does not begin with an upper-case SHA-1 and a colon: it finds nothing."
