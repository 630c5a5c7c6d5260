"""The cache of documents: the same answers, within bounds."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from graphql import DocumentNode
from strawberry.extensions import parser_cache

from schema import documents

SERVICES = "{ services { code } }"

type Sizes = Callable[[], list[int]]


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> Sizes:
    """How many documents are kept parsed, none at first, and how many were validated for that."""
    parsed: Any = parser_cache._get_parse_cache(documents._KEPT)
    parsed.cache_clear()
    validated: list[DocumentNode] = []
    validate: Any = getattr(documents, "validate")  # noqa: B009 - it is exported from elsewhere

    def counted(schema: Any, document: DocumentNode, rules: Any) -> Any:
        validated.append(document)
        return validate(schema, document, rules)

    monkeypatch.setattr(documents, "validate", counted)
    return lambda: [parsed.cache_info().currsize, len(validated)]


async def ask(http: httpx2.AsyncClient, query: str) -> dict[str, Any]:
    answer: dict[str, Any] = (await http.post("/graphql", json={"query": query})).json()
    return answer


async def test_a_document_that_comes_again_is_answered_the_same(http: httpx2.AsyncClient, sizes: Sizes) -> None:
    first = await ask(http, SERVICES)
    assert await ask(http, SERVICES) == first
    assert sizes() == [1, 1]


async def test_a_document_that_is_not_valid_stays_so(http: httpx2.AsyncClient, sizes: Sizes) -> None:
    first = await ask(http, "{ nonsense }")
    assert first["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT"}
    assert await ask(http, "{ nonsense }") == first
    assert sizes() == [1, 1]


async def test_a_large_document_is_answered_and_not_kept(http: httpx2.AsyncClient, sizes: Sizes) -> None:
    largest = SERVICES + "#" * (documents._LARGEST - len(SERVICES))
    assert "data" in await ask(http, largest)
    assert sizes() == [1, 1]
    assert "data" in await ask(http, largest + "#")
    assert sizes() == [1, 1]


async def test_no_more_than_so_many_are_kept(http: httpx2.AsyncClient, sizes: Sizes) -> None:
    for number in range(documents._KEPT + 10):
        await ask(http, f"{{ a{number}: __typename }}")
    assert sizes() == [documents._KEPT, documents._KEPT + 10]
