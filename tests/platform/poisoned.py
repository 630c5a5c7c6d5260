"""Workers that die by their own job, one after the other: `python -m tests.platform.poisoned`.

Prints how many died until the job was held.
"""

import asyncio
import os
import signal
import sys
from typing import Any
from unittest.mock import patch

import asyncpg

import worker
from services.platform.settings import Settings

_MOST_LIVES = 9
_LONG_AGO = "UPDATE pgqueuer SET heartbeat = now() - interval '1 minute' WHERE status = 'picked'"
_LEFT = "SELECT count(*) FROM pgqueuer WHERE status <> 'failed' AND entrypoint IN ('poison', 'harmless')"


async def die(_ids: dict[str, Any]) -> None:
    """Once whatever was picked together with it has begun."""
    await asyncio.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)


async def end_late(_ids: dict[str, Any]) -> None:
    """Not before its worker is dead, where it runs beside the poison."""
    await asyncio.sleep(0.4)


async def work(settings: Settings) -> None:
    """Until no job is left that could be run."""
    with patch.object(worker, "handlers", lambda _built: {"poison": die, "harmless": end_late}):
        working = asyncio.create_task(worker.run(settings))
        while await ask(settings, _LEFT):
            await asyncio.sleep(0.1)
        os.kill(os.getpid(), signal.SIGTERM)
        await working


async def ask(settings: Settings, sql: str) -> Any:
    connection = await asyncpg.connect(str(settings.database_url))
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


def live(settings: Settings) -> int:
    """One life of a worker; the signal that ended it, or 0."""
    if (child := os.fork()) == 0:
        asyncio.run(work(settings))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    asyncio.run(ask(settings, _LONG_AGO))
    return os.waitstatus_to_exitcode(status)


def main() -> None:
    settings = Settings(_env_file=None)
    for deaths in range(_MOST_LIVES):
        if live(settings) != -signal.SIGKILL:
            sys.stdout.write(f"{deaths}\n")
            return


if __name__ == "__main__":
    main()
