"""Pages of other sites: which may call the API, and how."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from main import create_app
from services.platform.settings import Settings
from tests.schema.events import events
from tests.schema.live import listening

ADDRESS = "/graphql?query={__typename}"
ROOT = {"data": {"__typename": "Query"}}
LISTED = "https://app.example.org"
CROSS = {"sec-fetch-site": "cross-site"}


@pytest.fixture
async def http(settings: Settings, clean_database: None) -> AsyncIterator[httpx2.AsyncClient]:
    """One page is listed."""
    app = create_app(
        settings.model_copy(update={"allowed_origins": (LISTED,), "public_url": "https://api.example.org"})
    )
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://api.test") as client,
    ):
        yield client


def code(response: httpx2.Response) -> str:
    return str(response.json()["errors"][0]["extensions"]["code"])


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://app.example.org", "https://app.example.org.evil.example", "http://[bad"],
)
async def test_a_page_that_is_not_listed_is_refused(http: httpx2.AsyncClient, origin: str) -> None:
    for response in (
        await http.get(ADDRESS, headers={"origin": origin}),
        await http.post("/graphql", json={"query": "{ __typename }"}, headers={"origin": origin}),
        await http.post("/graphql", json={"query": "{ __typename }"}, headers={"origin": origin, **CROSS}),
    ):
        assert (response.status_code, code(response)) == (403, "ORIGIN_NOT_ALLOWED")
        assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": LISTED, **CROSS},
        {"origin": "http://api.test"},
        {"origin": "https://api.example.org"},
        {"origin": "https://behind.a.proxy.example", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {**CROSS, "content-type": "application/json"},
        {**CROSS, "x-apollo-operation-name": "Root"},
        {**CROSS, "apollo-require-preflight": "true"},
    ],
)
async def test_who_may_ask_is_answered(http: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    assert (await http.get(ADDRESS, headers=headers)).json() == ROOT


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("content_type", [None, "text/plain", "application/x-www-form-urlencoded"])
async def test_what_a_browser_sends_unasked_is_refused(
    http: httpx2.AsyncClient, site: str, content_type: str | None
) -> None:
    headers = {"sec-fetch-site": site} | ({"content-type": content_type} if content_type else {})
    response = await http.get(ADDRESS, headers=headers)
    assert (response.status_code, code(response)) == (403, "PREFLIGHT_NEEDED")


async def test_the_page_of_the_developer_may_be_linked_to(http: httpx2.AsyncClient) -> None:
    assert (await http.get("/graphql", headers={"accept": "text/html", **CROSS})).status_code == 200


@pytest.mark.parametrize(("origin", "status"), [(LISTED, 200), ("https://evil.example", 400)])
async def test_a_preflight_is_passed_by_listed_pages(http: httpx2.AsyncClient, origin: str, status: int) -> None:
    asked = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type, x-apollo-operation-name",
    }
    response = await http.options("/graphql", headers=asked)
    assert response.status_code == status
    assert response.headers.get("access-control-allow-origin") == (LISTED if status == 200 else None)


async def test_a_listed_page_reads_what_is_left(http: httpx2.AsyncClient) -> None:
    response = await http.post("/graphql", json={"query": "{ __typename }"}, headers={"origin": LISTED})
    assert response.headers["access-control-allow-origin"] == LISTED
    assert "access-control-allow-credentials" not in response.headers
    exposed = response.headers["access-control-expose-headers"].split(", ")
    assert exposed == ["ratelimit", "ratelimit-policy", "retry-after", "traceparent", "x-request-id"]


async def test_a_stream_is_not_for_other_pages(settings: Settings, clean_database: None) -> None:
    app: Any = create_app(settings)
    async with listening(app) as port, events(port, "{ __typename }", origin="https://evil.example") as stream:
        assert (stream.status, (await stream.body())["errors"][0]["extensions"]["code"]) == (403, "ORIGIN_NOT_ALLOWED")
