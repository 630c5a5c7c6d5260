"""A load of equal requests over a few kept-alive connections; light enough not to be what is measured."""

import asyncio
import json
import os
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from pathlib import Path

REQUESTS = 3_000
_CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of a thing in so many seconds, during which a process worked for `cpu_seconds`."""

    count: int
    seconds: float
    cpu_seconds: float

    def __add__(self, further: "Rate") -> "Rate":
        return Rate(self.count + further.count, self.seconds + further.seconds, self.cpu_seconds + further.cpu_seconds)

    def __str__(self) -> str:
        return f"{self.count / self.seconds:.0f}/s and {self.count / self.cpu_seconds:.0f} a CPU-second"

    def against(self, other: "Rate") -> str:
        """The load runs on the same cores: only the second of these compares the work itself."""
        by_clock = self.count / self.seconds / (other.count / other.seconds)
        by_work = self.count / self.cpu_seconds / (other.count / other.cpu_seconds)
        return f"ratio {by_clock:.2f}, by CPU {by_work:.2f}"


async def rate_of(pid: int, count: int, work: Awaitable[None]) -> Rate:
    """Of `count` things that `work` has another process do."""
    began, worked = time.monotonic(), _cpu_seconds(pid)
    await work
    return Rate(count, time.monotonic() - began, _cpu_seconds(pid) - worked)


def _cpu_seconds(pid: int) -> float:
    """User and system time of all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def send(port: int, operation: str, *, token: str | None = None) -> None:
    """REQUESTS of them. Every answer has to be a 200 without errors. Raises AssertionError."""
    sent = message(operation, token)
    await asyncio.gather(*(_connection(port, sent, REQUESTS // _CONNECTIONS) for _ in range(_CONNECTIONS)))


async def answered(port: int, messages: Sequence[bytes], requests: int, clients: int) -> list[tuple[float, bytes]]:
    """The milliseconds and the body of each; the messages in turn, by so many clients at once."""
    found: list[tuple[float, bytes]] = []

    async def client(first: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in range(first, requests, clients):
            began = time.perf_counter()
            body = await exchange(reader, writer, messages[number % len(messages)])
            found.append(((time.perf_counter() - began) * 1000, body))
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(*(client(first) for first in range(clients)))
    return found


def message(operation: str, token: str | None) -> bytes:
    body = json.dumps({"query": operation}).encode()
    lines = [
        "POST /graphql HTTP/1.1",
        "host: 127.0.0.1",
        "content-type: application/json",
        f"content-length: {len(body)}",
        *([f"authorization: Bearer {token}"] if token else []),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def _connection(port: int, sent: bytes, requests: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for _ in range(requests):
            await exchange(reader, writer, sent)
    finally:
        writer.close()
        await writer.wait_closed()


async def exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: bytes) -> bytes:
    """The body of an answer. Raises AssertionError where it is no 200 without errors."""
    writer.write(sent)
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    body = await reader.readexactly(length)
    assert b'"errors"' not in body, body
    return body
