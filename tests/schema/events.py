"""A client of server-sent events, over plain HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

_WITHIN = 20


class Events:
    """The answer to one request: its head, then its events as they come."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._text = b""
        self.status = 0
        self.headers: dict[str, str] = {}

    async def begin(self) -> None:
        async with asyncio.timeout(_WITHIN):
            head = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.split("\r\n")
        self.status = int(first.split()[1])
        self.headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}

    async def block(self) -> bytes:
        """Up to the next empty line; nothing where the answer is over."""
        async with asyncio.timeout(_WITHIN):
            while b"\n\n" not in self._text:
                size = int(await self._reader.readuntil(b"\r\n"), 16)
                self._text += (await self._reader.readexactly(size + 2))[:-2]
                if not size:
                    return b""
        block, _, self._text = self._text.partition(b"\n\n")
        return block + b"\n\n"

    async def next(self) -> tuple[str, Any]:
        """The kind and the data of the next event, comments left out; an empty kind where the answer is over."""
        while (block := await self.block()).startswith(b":"):
            pass
        if not block:
            return "", None
        event, data = block.decode().removesuffix("\n\n").split("\n")
        text = data.removeprefix("data:").strip()
        return event.removeprefix("event: "), json.loads(text) if text else None

    async def body(self) -> Any:
        """Of an answer that says how long it is."""
        return json.loads(await self._reader.readexactly(int(self.headers["content-length"])))


@asynccontextmanager
async def events(
    port: int,
    query: str,
    *,
    token: str | None = None,
    accept: str = "text/event-stream",
    extensions: dict[str, Any] | None = None,
    origin: str | None = None,
    **variables: Any,
) -> AsyncIterator[Events]:
    body = json.dumps({"query": query, "variables": variables, "extensions": extensions}).encode()
    lines = [
        "POST /graphql HTTP/1.1",
        f"host: 127.0.0.1:{port}",
        f"accept: {accept}",
        "content-type: application/json",
        f"content-length: {len(body)}",
        *([f"authorization: Bearer {token}"] if token else []),
        *([f"origin: {origin}"] if origin else []),
    ]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        found = Events(reader, writer)
        await found.begin()
        yield found
    finally:
        writer.transport.abort()
