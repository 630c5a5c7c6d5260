"""An API in a process of its own, over a database full of owners, and tokens of some of them."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from benchmarks.owners import populate
from services.auth.origin import Origin
from services.auth.viewer import Viewer
from services.platform.embedded.ports import free_port
from services.platform.listener import answers
from services.platform.migrations import migrate
from services.platform.settings import Settings
from services.wiring import Services

_SAMPLE = 16
_SERVE = ("manage.py", "serve")


async def filled(server: str, owners: int) -> str:
    """The URL of a database of its own."""
    url = f"{server.rpartition('/')[0]}/owners_{owners}"
    connection = await asyncpg.connect(server)
    await connection.execute(f'CREATE DATABASE "owners_{owners}"')
    await connection.close()
    await migrate(url)
    connection = await asyncpg.connect(url)
    await populate(connection, owners)
    await connection.close()
    return url


async def viewers(services: Services) -> list[Viewer]:
    """Some owners, each signed in."""
    rows = await services.database.fetch(
        "SELECT id FROM users WHERE role = 'TRACTOR_OWNER' ORDER BY random() LIMIT $1", _SAMPLE
    )
    found = []
    for row in rows:
        async with services.database.transaction():
            opened = await services.auth.sessions.open(row["id"], Origin("127.0.0.1"))
        found.append(opened.viewer)
    return found


async def token_of(services: Services, viewer: Viewer) -> str:
    return services.auth.access.issue(viewer, token_id=viewer.session_id, at=services.clock()).text


@contextmanager
def serving(
    root: Path, settings: Settings, program: tuple[str, ...] = _SERVE, **more: str
) -> Iterator[tuple[int, int]]:
    """Its port and its process, while the block runs. It is not there yet: see `is_there`."""
    port = free_port()
    environment = more | {
        "DATABASE_URL": str(settings.database_url),
        "REDIS_URL": str(settings.redis_url),
        "DATA_DIR": str(settings.data_dir),
        "PORT": str(port),
        "REQUESTS_PER_ADDRESS": "1000000 per minute",
        "REQUESTS_PER_USER": "1000000 per minute",
    }
    command = [sys.executable, *program]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=root, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


async def is_there(port: int) -> None:
    """Raises TimeoutError."""
    async with asyncio.timeout(60):
        while not await asyncio.to_thread(answers, f"http://127.0.0.1:{port}"):
            await asyncio.sleep(0.1)
