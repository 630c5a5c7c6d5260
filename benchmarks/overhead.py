"""What limits, logs and figures cost: the API as it is against one that has none of them."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

from pydantic import PostgresDsn, RedisDsn

from benchmarks.dashboard import OPERATION, OWNERS
from benchmarks.load import exchange, message
from benchmarks.served import SERVE, filled, is_there, serving, token_of, viewers
from benchmarks.started import started
from services.platform.embedded import EmbeddedServers
from services.platform.ids import Kind, encode
from services.platform.settings import Settings

_BARE = ("-m", "benchmarks.unguarded")
_CLIENTS = 4
_ROUNDS = 2
_REQUESTS = {"small query": 2_000, "tracking": 1_000, "dashboard": 200}
_TRACKING = """{ requestTracking(requestId: "%s") { cursor position { asOf } eta { arriveAt }
    request { id status farmAddress } events { sequence status } } }"""


async def measure(root: Path, data: Path) -> list[str]:
    servers = EmbeddedServers(data, durable=False)
    servers.start()
    try:
        url = await filled(servers.database_url, OWNERS)
        settings = Settings(
            _env_file=None, database_url=PostgresDsn(url), redis_url=RedisDsn(servers.redis_url), data_dir=data
        )
        operations = await _operations(settings)
        # In turn, so that whatever disturbs one disturbs the other.
        rounds = [
            (
                await _rates(root, settings, operations, SERVE),
                await _rates(root, settings, operations, _BARE, LOG_LEVEL="ERROR"),
            )
            for _ in range(_ROUNDS)
        ]
    finally:
        servers.stop()
    full, bare = (_best([each[which] for each in rounds]) for which in (0, 1))
    return [
        f"overhead  {name}: {full[name][0]:.0f}/s, p99 {full[name][1]:.0f} ms, with limits, logs and figures; "
        f"{bare[name][0]:.0f}/s, p99 {bare[name][1]:.0f} ms, without; "
        f"ratio {full[name][0] / bare[name][0]:.2f} (aim at least 0.85)"
        for name in operations
    ]


def _best(rounds: Sequence[dict[str, tuple[float, float]]]) -> dict[str, tuple[float, float]]:
    return {name: max(each[name] for each in rounds) for name in rounds[0]}


async def _operations(settings: Settings) -> dict[str, list[bytes]]:
    """The requests of some owners; each follows a job of theirs that is under way."""
    async with started(settings) as services:
        people = await viewers(services)
        tokens = [await token_of(services, viewer) for viewer in people]
        rows = await services.database.fetch(
            "SELECT DISTINCT ON (owner_id) owner_id, id FROM job_requests WHERE status = 'EN_ROUTE'"
        )
    jobs = {row["owner_id"]: encode(Kind.REQUEST, row["id"]) for row in rows}
    return {
        "small query": [message("{ me { name } }", token) for token in tokens],
        "tracking": [
            message(_TRACKING % jobs[viewer.user_id], token) for viewer, token in zip(people, tokens, strict=True)
        ],
        "dashboard": [message(OPERATION, token) for token in tokens],
    }


async def _rates(
    root: Path, settings: Settings, operations: dict[str, list[bytes]], program: tuple[str, ...], **more: str
) -> dict[str, tuple[float, float]]:
    """Of each, requests a second and the 99th percentile of their milliseconds."""
    with serving(root, settings, program, **more) as (port, _):
        await is_there(port)
        found = {}
        for name, messages in operations.items():
            await _times(port, messages, _REQUESTS[name] // 4)
            began = time.perf_counter()
            times = await _times(port, messages, _REQUESTS[name])
            seconds = time.perf_counter() - began
            found[name] = _REQUESTS[name] / seconds, sorted(times)[len(times) * 99 // 100]
        return found


async def _times(port: int, messages: Sequence[bytes], requests: int) -> list[float]:
    times: list[float] = []

    async def client(first: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in range(first, requests, _CLIENTS):
            began = time.perf_counter()
            await exchange(reader, writer, messages[number % len(messages)])
            times.append((time.perf_counter() - began) * 1000)
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(*(client(first) for first in range(_CLIENTS)))
    return times
