"""The cache of documents: the same answers, within bounds."""

import gc
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from graphql import DocumentNode, OperationType, Token
from strawberry.extensions import parser_cache

from schema import documents
from services.platform.settings import Settings

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


async def test_more_that_is_wrong_than_the_document_is_long_is_not_kept(http: httpx2.AsyncClient, sizes: Sizes) -> None:
    query = f"query {'Long' * 1_000} ({' '.join(f'$v{number}: Int' for number in range(90))}) {{ __typename }}"
    first = await ask(http, query)
    assert len(first["errors"]) == 90
    assert await ask(http, query) == first
    assert sizes() == [1, 2]


@pytest.mark.parametrize("padding", [0, documents._LARGEST])
def test_what_was_parsed_goes_without_the_collector(monkeypatch: pytest.MonkeyPatch, padding: int) -> None:
    """It looks at what is old so seldom that thousands of documents would wait for it."""
    monkeypatch.setattr(documents, "_KEPT", 2)
    alive = []
    gc.collect()
    gc.disable()
    try:
        for number in range(6):
            query = f"{{ a{number}: __typename }}" + "#" * padding
            assert documents.operation_type(query, None, 10) is OperationType.QUERY
            alive.append(sum(type(each) is Token for each in gc.get_objects()))
    finally:
        gc.enable()
    assert set(alive[2:]) == {alive[1]}


async def test_what_is_run_goes_without_the_collector_too(http: httpx2.AsyncClient, sizes: Sizes) -> None:
    await ask(http, SERVICES)
    document = parser_cache._get_parse_cache(documents._KEPT)(SERVICES, max_tokens=Settings().document_tokens)
    assert sizes() == [1, 1]
    assert (document.loc.start_token.next, document.loc.end_token.prev) == (None, None)


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
