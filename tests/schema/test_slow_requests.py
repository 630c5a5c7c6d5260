"""Requests that are not finished in time, or whose head has no end, are refused and hold no connection."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from main import create_app
from services.platform.settings import Settings
from tests.schema.live import listening

HEAD = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 27\r\n\r\n"
BODY = b'{"query": "{ __typename }"}'
CLOSING = (
    b"\r\nconnection: close\r\ncontent-length: 0\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n\r\n"
)
NO_REQUEST = b"HTTP/1.1 400 Bad Request" + CLOSING
REFUSED = b"HTTP/1.1 408 Request Timeout" + CLOSING
ENDLESS = b"HTTP/1.1 431 Request Header Fields Too Large" + CLOSING


@pytest.fixture
async def port(settings: Settings, clean_database: None) -> AsyncIterator[int]:
    """Where a request has a third of a second."""
    changes = {"request_head_within": timedelta(milliseconds=300)}
    async with listening(create_app(settings.model_copy(update=changes))) as number:
        yield number


async def said(port: int, *parts: bytes) -> bytes:
    """All that comes until the server closes the connection, which is kept open from here."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
        async with asyncio.timeout(20):
            return await reader.read()
    finally:
        writer.transport.abort()


@pytest.mark.parametrize(
    "parts",
    [(), (b"POST",), (HEAD[:40],), (HEAD[:-2],), (HEAD,), (HEAD, BODY[:-1])],
    ids=["silence", "word", "line", "head", "no body", "body"],
)
async def test_what_is_not_finished_in_time_is_refused(port: int, parts: tuple[bytes, ...]) -> None:
    assert await said(port, *parts) == REFUSED


async def test_nor_is_a_second_request_on_a_connection(port: int) -> None:
    answers = await said(port, HEAD + BODY, HEAD[:40])
    assert answers.startswith(b"HTTP/1.1 200 OK")
    assert answers.endswith(REFUSED)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01",
        b"nonsense\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nhost x\r\n\r\n",
        HEAD[:-2] + b"\x00: y\r\n\r\n",
    ],
    ids=["TLS", "a word", "no colon", "no name"],
)
async def test_what_is_no_request_is_refused(port: int, sent: bytes) -> None:
    assert await said(port, sent) == NO_REQUEST


async def test_nor_is_what_follows_a_request_and_is_none(port: int) -> None:
    answers = await said(port, HEAD + BODY, b"nonsense\r\n\r\n")
    assert answers.endswith(NO_REQUEST)


@pytest.mark.parametrize("part", [b"x: y\r\n", b"z"], ids=["many fields", "a long one"])
async def test_a_head_without_end_is_refused_before_its_time_is_over(
    settings: Settings, clean_database: None, part: bytes
) -> None:
    """One byte more than there may be: whoever sends on meets a connection that is closed."""
    head = (HEAD[:-2] + b"x: " + part * 65_537)[:65_537]
    async with listening(create_app(settings)) as port:
        assert await said(port, head) == ENDLESS


async def test_a_long_head_is_read(port: int) -> None:
    answer = await said(port, HEAD[:-2] + b"x: " + b"y" * 16_000 + b"\r\n\r\n" + BODY)
    assert answer.startswith(b"HTTP/1.1 200 OK")


async def test_a_body_that_keeps_its_pace_is_read(settings: Settings, clean_database: None) -> None:
    """No byte a second is a pace that everybody keeps."""
    changes = {"request_head_within": timedelta(milliseconds=50), "request_body_pace_bytes": 0}
    async with listening(create_app(settings.model_copy(update=changes))) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEAD)
        silent = await said(port)
        writer.write(BODY)
        async with asyncio.timeout(20):
            assert (await reader.readline(), silent) == (b"HTTP/1.1 200 OK\r\n", REFUSED)
        writer.transport.abort()


async def test_the_server_does_not_introduce_itself(port: int) -> None:
    answer = await said(port, HEAD + BODY)
    names = [line.partition(b":")[0].lower() for line in answer.partition(b"\r\n\r\n")[0].splitlines()[1:]]
    assert b"content-type" in names
    assert b"server" not in names
