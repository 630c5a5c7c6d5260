"""Which media types are read and written, and what is answered to those that are not."""

import json
from urllib.parse import quote

import httpx2
import pytest

from schema.negotiation import CLASSIC, MODERN, answered_in, is_json, names_events

QUERY = {"query": "{ __typename }"}


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("", CLASSIC),
        ("*/*", CLASSIC),
        ("application/*", CLASSIC),
        (CLASSIC, CLASSIC),
        (MODERN, MODERN),
        (f"{CLASSIC}, {MODERN}", MODERN),
        (f"{MODERN}, {CLASSIC};q=0.9", MODERN),
        (f"{MODERN};q=0.5, {CLASSIC}", CLASSIC),
        (f"{MODERN};q=0.5, */*;q=0.1", MODERN),
        (f"{CLASSIC};q=0, */*", MODERN),
        (f"{MODERN};q=0, {CLASSIC};q=0, */*", None),
        (f"{MODERN};q=lots", None),
        (f"{MODERN}; charset=utf-8", MODERN),
        ("application/GraphQL-Response+JSON", MODERN),
        ("text/html, */*;q=0.8", CLASSIC),
        ("text/event-stream", None),
        ("image/png", None),
        (";;,,=;q", None),
    ],
)
def test_the_type_of_an_answer_is_the_one_that_is_liked_best(accept: str, type_: str | None) -> None:
    assert answered_in(accept) == type_


@pytest.mark.parametrize(
    ("accept", "named"), [("text/event-stream", True), ("*/*", False), ("text/event-stream;q=0", False), ("", False)]
)
def test_events_are_for_those_who_name_them(accept: str, named: bool) -> None:
    assert names_events(accept) is named


@pytest.mark.parametrize(
    ("content_type", "read"),
    [
        ("application/json", True),
        ("Application/JSON; charset=UTF-8", True),
        ('application/json; charset="utf-8"', True),
        ("application/json; charset=utf-16", False),
        ("application/jsonp", False),
        ("text/plain; application/json", False),
        ("", False),
    ],
)
def test_a_body_is_json_in_utf8(content_type: str, read: bool) -> None:
    assert is_json(content_type) is read


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin-1",
        "application/graphql",
    ],
)
async def test_another_body_is_an_unsupported_type(http: httpx2.AsyncClient, content_type: str) -> None:
    response = await http.post("/graphql", content=json.dumps(QUERY), headers={"content-type": content_type})
    assert (response.status_code, response.headers["accept-post"]) == (415, CLASSIC)
    assert response.json() == {
        "errors": [
            {
                "message": "The body has to be application/json in UTF-8. Files go to signed links.",
                "extensions": {"code": "BAD_USER_INPUT"},
            }
        ]
    }


async def test_a_body_that_is_packed_is_an_unsupported_type(http: httpx2.AsyncClient) -> None:
    headers = {"content-encoding": "gzip"}
    assert (await http.post("/graphql", json=QUERY, headers=headers)).status_code == 415


async def test_whoever_takes_no_answer_gets_none(http: httpx2.AsyncClient) -> None:
    for content in (QUERY, [QUERY]):
        response = await http.post("/graphql", json=content, headers={"accept": "image/png"})
        assert (response.status_code, "data" in response.json()) == (406, False)
    response = await http.post("/graphql", json=[QUERY], headers={"accept": "text/event-stream"})
    assert response.status_code == 406


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"query": "{ __typename }", "operationName": ""}, 200),
        ({"query": "{ __typename }", "variables": "null", "extensions": ""}, 200),
        ({"query": "query A { __typename }", "operationName": "A", "variables": "{}"}, 200),
        ({"query": "{ __typename }", "variables": "[1]"}, 400),
        ({"query": "{ __typename }", "variables": "{"}, 400),
        ({"query": "{ __typename }", "extensions": '"x"'}, 400),
        ({}, 400),
    ],
)
async def test_an_operation_in_the_address(http: httpx2.AsyncClient, parameters: dict[str, str], status: int) -> None:
    address = "&".join(f"{name}={quote(value)}" for name, value in parameters.items())
    response = await http.get(f"/graphql?{address}")
    assert response.status_code == status
    assert ("data" in response.json()) is (status == 200)


async def test_one_answer_is_an_event_for_whoever_takes_nothing_else(http: httpx2.AsyncClient) -> None:
    events = {"accept": "text/event-stream"}
    response = await http.post("/graphql", json=QUERY, headers=events)
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.text == ':\n\nevent: next\ndata: {"data":{"__typename":"Query"}}\n\nevent: complete\ndata:\n\n'
    refused = await http.get("/graphql", params={"query": "mutation { logOut }"}, headers=events)
    assert refused.status_code == 405


@pytest.mark.parametrize("path", ["/graphql?query={__typename}", "/healthz", "/nowhere"])
async def test_no_answer_is_kept_or_taken_for_something_else(http: httpx2.AsyncClient, path: str) -> None:
    headers = (await http.get(path)).headers
    assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")
