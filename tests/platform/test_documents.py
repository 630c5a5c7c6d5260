"""Where documents are kept: within bounds, for all processes, and without Redis too."""

from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import uuid4

import pytest

from services.platform.documents import Documents, digest
from services.platform.embedded import EmbeddedServers
from services.platform.settings import Settings

type Making = Callable[..., Documents]


@pytest.fixture
async def making(settings: Settings) -> AsyncIterator[Making]:
    """As processes with these settings have them."""
    made: list[Documents] = []

    def make(**changes: Any) -> Documents:
        made.append(Documents(settings.model_copy(update=changes)))
        return made[-1]

    yield make
    for each in made:
        await each.close()


def fresh(length: int = 60) -> str:
    return f"# {uuid4()}".ljust(length)


async def test_what_one_process_keeps_another_finds(making: Making) -> None:
    text = fresh()
    assert await making().find(digest(text)) is None
    await making().keep(text)
    assert await making().find(digest(text)) == text


async def test_the_longest_is_kept_and_one_byte_more_is_not(making: Making) -> None:
    documents = making(persisted_document_limit_bytes=60)
    longest, longer = fresh(60), fresh(61)
    for text, found in ((longest, longest), (longer, None)):
        await documents.keep(text)
        assert await documents.find(digest(text)) == found


async def test_there_are_only_so_many_places(making: Making) -> None:
    texts = [fresh() for _ in range(20)]
    first = making(persisted_document_places=1)
    for text in texts:
        await first.keep(text)
    other = making(persisted_document_places=1)
    assert [await other.find(digest(text)) for text in texts] == [None] * 19 + [texts[-1]]


async def test_memory_is_bounded(making: Making) -> None:
    documents = making(persisted_document_memory_bytes=600)
    for _ in range(20):
        await documents.keep(fresh(60))
    assert (len(documents._here), documents._here.currsize) == (10, 600)


async def test_what_is_not_what_its_hash_says_is_not_found(making: Making) -> None:
    documents, text = making(), fresh()
    await documents._redis.set(documents._place(digest(text)), fresh())
    assert await documents.find(digest(text)) is None


async def test_it_expires(making: Making, settings: Settings) -> None:
    documents, text = making(), fresh()
    await documents.keep(text)
    left = await documents._redis.ttl(documents._place(digest(text)))
    assert round(left / 60) == round(settings.persisted_document_lifetime.total_seconds() / 60)


async def test_without_redis_a_process_has_its_own(making: Making, servers: EmbeddedServers) -> None:
    documents, text = making(), fresh()
    servers.kill_redis()
    try:
        await documents.keep(text)
        assert await documents.find(digest(text)) == text
        assert await making().find(digest(text)) is None
    finally:
        servers.restart_redis()
    documents._away_until = 0.0
    later = fresh()
    await documents.keep(later)
    assert await making().find(digest(later)) == later
