"""What limits, logs and figures cost: the API as it is against one that has none of them."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.dashboard import OPERATION, OWNERS
from benchmarks.load import Rate, answered, message, rate_of
from benchmarks.served import filled, is_there, serving, token_of, viewers
from benchmarks.started import settings_for, started
from services.platform.embedded import EmbeddedServers
from services.platform.ids import Kind, encode
from services.platform.settings import Settings

_BARE = ("-m", "benchmarks.unguarded")
_CLIENTS = 4
# Two processes of the same program differ by a few hundredths, for as long as they live.
_PROCESSES = 3
_SLICES = 10
_REQUESTS = {"small query": 150, "tracking": 70, "dashboard": 15}
"""To each process in a slice."""
_TRACKING = """{ requestTracking(requestId: "%s") { cursor position { asOf } eta { arriveAt }
    request { id status farmAddress } events { sequence status } } }"""


@dataclass(slots=True)
class _Side:
    """One of the two, and what its answers took: seconds, seconds of its CPU, and the milliseconds of each."""

    servers: Sequence[tuple[int, int]]
    rate: Rate = field(default_factory=lambda: Rate(0, 0.0, 0.0))
    times: list[float] = field(default_factory=list)

    async def serve(self, messages: Sequence[bytes], requests: int) -> None:
        for port, pid in self.servers:
            self.rate += await rate_of(pid, requests, self._ask(port, messages, requests))

    async def _ask(self, port: int, messages: Sequence[bytes], requests: int) -> None:
        self.times += [took for took, _ in await answered(port, messages, requests, _CLIENTS)]

    def __str__(self) -> str:
        return f"{self.rate}, p99 {sorted(self.times)[len(self.times) * 99 // 100]:.0f} ms"


async def measure(root: Path, data: Path) -> list[str]:
    servers = EmbeddedServers(data, durable=False)
    servers.start()
    try:
        settings = settings_for(servers, data, url=await filled(servers.database_url, OWNERS))
        operations = await _operations(settings)
        with ExitStack() as stack:
            full = [stack.enter_context(serving(root, settings)) for _ in range(_PROCESSES)]
            bare = [stack.enter_context(serving(root, settings, _BARE, LOG_LEVEL="ERROR")) for _ in range(_PROCESSES)]
            return [await _compared(name, messages, _Side(full), _Side(bare)) for name, messages in operations.items()]
    finally:
        servers.stop()


async def _compared(name: str, messages: Sequence[bytes], full: _Side, bare: _Side) -> str:
    """In slices, one in turn with the other, so that whatever disturbs one disturbs both."""
    for port, _ in (*full.servers, *bare.servers):
        await is_there(port)
        await answered(port, messages, _REQUESTS[name], _CLIENTS)
    for _ in range(_SLICES):
        for side in (full, bare):
            await side.serve(messages, _REQUESTS[name])
    return (
        f"overhead  {name}: {full} with limits, logs and figures; {bare} without; "
        f"{full.rate.against(bare.rate)} (aim at least 0.85)"
    )


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
