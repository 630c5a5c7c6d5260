"""Documents that are named instead of sent: automatic ones, and those of a manifest."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import ValidationError

from main import create_app
from services.platform.documents import digest
from services.platform.processes import StartupError
from services.platform.settings import Settings
from tests.schema.events import events
from tests.schema.live import connected, listening

QUERY = "query Root { __typename }"
OTHER = "{ services { code } }"
ROOT = {"data": {"__typename": "Query"}}
MUTATION = "mutation { logOut }"
NOT_FOUND = ("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")


def named(text: str, **more: Any) -> dict[str, Any]:
    """By its hash alone."""
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest(text)}}, **more}


def refused(answer: Any) -> tuple[str, str]:
    (error,) = answer["errors"] if isinstance(answer, dict) else answer
    return error["message"], error["extensions"]["code"]


@asynccontextmanager
async def client(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """Of a process of its own."""
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://api.test") as http,
    ):
        yield http


async def ask(http: httpx2.AsyncClient, body: Any, **headers: str) -> Any:
    return (await http.post("/graphql", json=body, headers=headers)).json()


@pytest.fixture
async def unknown(clean_redis: None) -> None:
    """Nothing has come yet."""


async def test_what_came_once_runs_by_its_hash(http: httpx2.AsyncClient, unknown: None) -> None:
    assert refused(await ask(http, named(QUERY))) == NOT_FOUND
    assert await ask(http, named(QUERY, query=QUERY)) == ROOT
    assert await ask(http, named(QUERY)) == ROOT
    assert await ask(http, {"documentId": f"sha256:{digest(QUERY)}"}) == ROOT
    assert await ask(http, [named(QUERY), named(OTHER), named(QUERY)]) == [
        ROOT,
        {"errors": [{"message": NOT_FOUND[0], "extensions": {"code": NOT_FOUND[1]}}]},
        ROOT,
    ]


async def test_an_address_is_enough(http: httpx2.AsyncClient, unknown: None) -> None:
    await ask(http, named(QUERY, query=QUERY))
    await ask(http, named(MUTATION, query=MUTATION))
    for text, status in ((QUERY, 200), (MUTATION, 405)):
        extensions = json.dumps(named(text)["extensions"])
        assert (await http.get("/graphql", params={"extensions": extensions})).status_code == status
        assert (await http.get("/graphql", params={"documentId": digest(text)})).status_code == status


async def test_the_status_is_that_of_every_refused_document(http: httpx2.AsyncClient, unknown: None) -> None:
    for accept, status in (("application/json", 200), ("application/graphql-response+json", 400)):
        response = await http.post("/graphql", json=named(QUERY), headers={"accept": accept})
        assert (response.status_code, refused(response.json())) == (status, NOT_FOUND)


@pytest.mark.parametrize(
    "given",
    [
        {"version": 1, "sha256Hash": digest(OTHER)},
        {"version": 2, "sha256Hash": digest(QUERY)},
        {"version": 1, "sha256Hash": 5},
        {"version": 1},
        [],
        "x",
    ],
)
async def test_a_wrong_hash_teaches_nothing(http: httpx2.AsyncClient, unknown: None, given: Any) -> None:
    answer = await ask(http, {"query": QUERY, "extensions": {"persistedQuery": given}})
    assert refused(answer)[1] == "BAD_USER_INPUT"
    assert refused(await ask(http, named(OTHER))) == NOT_FOUND


async def test_processes_share_what_came(settings: Settings, clean_database: None, unknown: None) -> None:
    async with client(settings) as first:
        await ask(first, named(QUERY, query=QUERY))
    async with client(settings) as second:
        assert await ask(second, named(QUERY)) == ROOT


async def test_over_sockets_and_streams(settings: Settings, clean_database: None, unknown: None) -> None:
    async with listening(create_app(settings)) as port, connected(port) as socket:
        await socket.opened()
        for id, payload in (("1", named(QUERY)), ("2", named(QUERY, query=QUERY)), ("3", named(QUERY))):
            await socket.send(type="subscribe", id=id, payload=payload)
            answer = await socket.receive()
            if id == "1":
                assert (answer["type"], refused(answer["payload"])) == ("error", NOT_FOUND)
            else:
                assert (answer["payload"], (await socket.receive())["type"]) == (ROOT, "complete")
        async with events(port, QUERY, extensions=named(QUERY)["extensions"]) as stream:
            assert await stream.next() == ("next", ROOT)


@pytest.mark.parametrize("payload", [{}, {"query": None}, {"query": ""}, {"documentId": 5}, {"query": 5}])
async def test_a_subscribe_without_any_document_is_no_message(
    settings: Settings, clean_database: None, payload: Any
) -> None:
    async with listening(create_app(settings)) as port, connected(port) as socket:
        await socket.opened()
        await socket.send(type="subscribe", id="1", payload=payload)
        if payload == {"query": ""}:
            assert (await socket.receive())["type"] == "error"
        else:
            assert await socket.closed() == 4400


async def test_a_server_that_keeps_none_says_so(settings: Settings, clean_database: None, unknown: None) -> None:
    async with client(settings.model_copy(update={"persisted_documents": False})) as http:
        assert await ask(http, named(QUERY, query=QUERY)) == ROOT
        assert refused(await ask(http, named(QUERY))) == ("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")


APOLLO = {
    "format": "apollo-persisted-query-manifest",
    "version": 1,
    "operations": [{"id": "root-1", "name": "Root", "type": "query", "body": QUERY}],
}
RELAY = {"root-1": QUERY}


@pytest.fixture(params=[APOLLO, RELAY], ids=["apollo", "relay"])
def strict(settings: Settings, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Only the manifest's documents run."""
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(request.param))
    return settings.model_copy(update={"trusted_documents_file": file, "trusted_only": True})


async def test_only_trusted_documents_run(strict: Settings, clean_database: None, unknown: None) -> None:
    untrusted = ("Only documents of our own apps run here.", "DOCUMENT_NOT_TRUSTED")
    hashed = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "root-1"}}}
    async with client(strict) as http:
        for body in ({"documentId": "root-1"}, hashed, {"query": QUERY}, {"query": QUERY, **hashed}):
            assert await ask(http, body) == ROOT
        assert (await http.get("/graphql", params={"documentId": "root-1"})).json() == ROOT
        for body in ({"query": OTHER}, named(OTHER, query=OTHER), {"query": QUERY + " "}, {"query": OTHER, **hashed}):
            assert refused(await ask(http, body)) == untrusted
        assert refused((await http.get("/graphql", params={"query": OTHER})).json()) == untrusted
        assert refused((await ask(http, [{"query": OTHER}]))[0]) == untrusted
        assert refused(await ask(http, named(OTHER))) == NOT_FOUND
        assert refused(await ask(http, {"documentId": "root-2"})) == NOT_FOUND


async def test_nor_does_another_over_sockets_and_streams(strict: Settings, clean_database: None) -> None:
    async with listening(create_app(strict)) as port, connected(port) as socket:
        await socket.opened()
        await socket.send(type="subscribe", id="1", payload={"query": OTHER})
        answer = await socket.receive()
        assert (answer["type"], refused(answer["payload"])[1]) == ("error", "DOCUMENT_NOT_TRUSTED")
        await socket.send(type="subscribe", id="1", payload={"documentId": "root-1"})
        assert (await socket.receive())["payload"] == ROOT
        async with events(port, OTHER) as stream:
            assert refused(await stream.body())[1] == "DOCUMENT_NOT_TRUSTED"


@pytest.mark.parametrize(
    "said",
    [
        [],
        '"x"',
        "no JSON",
        {"a": 1},
        {**APOLLO, "operations": [1]},
        {**APOLLO, "operations": None},
        {**APOLLO, "operations": [{"id": 1, "body": QUERY}]},
    ],
)
def test_a_manifest_that_is_none_stops_the_start(settings: Settings, tmp_path: Path, said: Any) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(said if isinstance(said, str) else json.dumps(said))
    with pytest.raises(StartupError, match=r"^TRUSTED_DOCUMENTS_FILE: .+ is no manifest of documents"):
        create_app(settings.model_copy(update={"trusted_documents_file": file}))


def test_trusting_only_needs_something_to_trust() -> None:
    with pytest.raises(ValidationError, match="TRUSTED_ONLY: it needs TRUSTED_DOCUMENTS_FILE"):
        Settings(_env_file=None, trusted_only=True)
