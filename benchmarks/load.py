"""A load of equal requests over a few kept-alive connections; light enough not to be what is measured."""

import asyncio
import json
import time


async def requests_per_second(port: int, operation: str, *, token: str | None = None, requests: int = 3_000) -> float:
    """Every answer has to be a 200 without errors. Raises AssertionError."""
    connections = 8
    message = _message(operation, token)
    began = time.monotonic()
    await asyncio.gather(*(_connection(port, message, requests // connections) for _ in range(connections)))
    return requests / (time.monotonic() - began)


def _message(operation: str, token: str | None) -> bytes:
    body = json.dumps({"query": operation}).encode()
    lines = [
        "POST /graphql HTTP/1.1",
        "host: 127.0.0.1",
        "content-type: application/json",
        f"content-length: {len(body)}",
        *([f"authorization: Bearer {token}"] if token else []),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def _connection(port: int, message: bytes, requests: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for _ in range(requests):
            writer.write(message)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            body = await reader.readexactly(length)
            assert b'"errors"' not in body, body
    finally:
        writer.close()
        await writer.wait_closed()
