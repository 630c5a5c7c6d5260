"""The services of a process, in this one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from pydantic import PostgresDsn, RedisDsn

from services import wiring
from services.platform.embedded import EmbeddedServers
from services.platform.settings import Settings
from services.wiring import Services


def settings_for(servers: EmbeddedServers, data: Path, *, url: str | None = None, **more: Any) -> Settings:
    """Nothing of the environment's. `url`: of a database of its own on these servers."""
    database_url = PostgresDsn(url or servers.database_url)
    return Settings(
        _env_file=None, database_url=database_url, redis_url=RedisDsn(servers.redis_url), data_dir=data, **more
    )


@asynccontextmanager
async def started(settings: Settings) -> AsyncIterator[Services]:
    """While the block runs."""
    services = wiring.build(settings)
    await wiring.start(services)
    try:
        yield services
    finally:
        await wiring.stop(services)
