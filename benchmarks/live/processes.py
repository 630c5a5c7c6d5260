"""The processes of a measurement: a server, clients and a publisher."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_PATIENCE = 300
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGESIZE")


class Bare:
    """The bare application, on a port of its own."""

    def __init__(self, redis_url: str) -> None:
        listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port: int = listener.getsockname()[1]
        descriptor = listener.fileno()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.live.bare"],
            cwd=ROOT,
            env=os.environ | {"REDIS_URL": redis_url, "LISTENER": str(descriptor)},
            pass_fds=[descriptor],
        )
        listener.close()

    def leave_nothing(self) -> None:
        self.process.kill()
        self.process.wait()


def cpu_seconds(pid: int) -> float:
    """Spent so far, by all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident_bytes(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE


class Crowd:
    """Clients in several processes."""

    def __init__(self) -> None:
        self._processes: list[asyncio.subprocess.Process] = []

    async def come(self, port: int, says: Sequence[Sequence[str]], *, answers: int, processes: int = 2) -> None:
        """Returns once all of them were answered so many times."""
        share = -(-len(says) // processes)
        for first in range(0, len(says), share):
            process = await _started("benchmarks.live.clients")
            await _tell(process, {"port": port, "says": says[first : first + share], "answers": answers})
            self._processes.append(process)
        for process in self._processes:
            assert await _line(process) == b"ready\n"

    async def leave(self) -> list[list[float]]:
        """When the later frames of each came."""
        came: list[list[float]] = []
        for process in self._processes:
            await _tell(process, None)
            came += json.loads(await _line(process))
            await process.wait()
        return came


async def publish(plan: dict[str, Any]) -> list[float]:
    """When each event was committed."""
    process = await _started("benchmarks.live.publisher")
    await _tell(process, plan)
    committed: list[float] = json.loads(await _line(process))
    await process.wait()
    return committed


async def _started(module: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, limit=2**28
    )


async def _tell(process: asyncio.subprocess.Process, plan: object) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(plan).encode() + b"\n")
    await process.stdin.drain()


async def _line(process: asyncio.subprocess.Process) -> bytes:
    assert process.stdout is not None
    async with asyncio.timeout(_PATIENCE):
        return await process.stdout.readline()
