"""The services of a process, in this one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services import wiring
from services.platform.settings import Settings
from services.wiring import Services


@asynccontextmanager
async def started(settings: Settings) -> AsyncIterator[Services]:
    """While the block runs."""
    services = wiring.build(settings)
    await wiring.start(services)
    try:
        yield services
    finally:
        await wiring.stop(services)
