"""GraphQL over HTTP: statuses, media types, and bodies that are none."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from uuid_utils.compat import uuid7

from main import create_app
from models.enums import Role
from schema.error_codes import MASKED
from services.auth.viewer import Viewer
from services.platform.settings import Settings
from tests.databases import in_use

MODERN = "application/graphql-response+json"
SERVICES = "{ services { code } }"
CODES = ["HARROWING", "HARVESTING", "HAULAGE", "PLANTING", "PLOUGHING", "RIDGING", "SHELLING", "SPRAYING"]


class Away:
    """A database that is just being started again."""

    async def read(self, *_: object) -> None:
        raise ConnectionRefusedError


async def post(http: httpx2.AsyncClient, body: Any, **headers: str) -> httpx2.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await http.post("/graphql", content=content, headers={"content-type": "application/json", **headers})


def only_error(response: httpx2.Response) -> dict[str, Any]:
    answer = response.json()
    assert set(answer) == {"errors"}
    (error,) = answer["errors"]
    return dict(error)


async def test_answers_a_query(http: httpx2.AsyncClient) -> None:
    response = await post(http, {"query": SERVICES})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert [service["code"] for service in response.json()["data"]["services"]] == CODES


async def test_answers_a_query_by_get_and_no_mutation(http: httpx2.AsyncClient) -> None:
    assert (await http.get("/graphql", params={"query": SERVICES})).status_code == 200
    refused = await http.get("/graphql", params={"query": "mutation { logOut }"})
    assert refused.status_code == 400
    assert only_error(refused)["message"] == "mutations are not allowed when using GET"


async def test_a_client_without_an_account_is_refused_in_the_language_it_accepts(http: httpx2.AsyncClient) -> None:
    query = 'mutation { verifyEmail(token: "x") { ... on InvalidTokenError { message } } }'
    answer = await post(http, {"query": query}, **{"accept-language": "de, fr-CI;q=0.9, en;q=0.5"})
    assert answer.json()["data"]["verifyEmail"] == {"message": "Ce lien ou cette session a expiré."}


@pytest.mark.parametrize(("accept", "status"), [(MODERN, 400), ("application/json", 200), ("*/*", 200)])
async def test_a_document_that_is_not_valid_has_no_data(http: httpx2.AsyncClient, accept: str, status: int) -> None:
    response = await post(http, {"query": "{ nonsense }"}, accept=accept)
    assert response.status_code == status
    assert response.headers["content-type"].startswith(MODERN if accept == MODERN else "application/json")
    assert only_error(response)["extensions"] == {"code": "BAD_USER_INPUT"}


@pytest.mark.parametrize(
    "body",
    [b"{bad", b"null", b"1", b'"x"', b"[null]", b"\xff\xfe", b"[" * 5_000, b'{"query": 1}', b"{}", b""],
    ids=["json", "null", "number", "text", "list", "utf8", "deep", "query", "empty", "nothing"],
)
async def test_a_body_that_is_no_request_is_a_bad_request(http: httpx2.AsyncClient, body: bytes) -> None:
    response = await post(http, body)
    assert response.status_code == 400
    assert only_error(response)["extensions"] == {"code": "BAD_USER_INPUT"}


@pytest.mark.parametrize("query", ["{}", "{} #", "mutation {}"])
async def test_an_operation_that_asks_for_nothing_is_no_bug(http: httpx2.AsyncClient, query: str) -> None:
    assert "Something went wrong" not in (await post(http, {"query": query})).text


async def test_an_unknown_operation_name_is_a_bad_request(http: httpx2.AsyncClient) -> None:
    response = await post(http, {"query": "query A { services { code } }", "operationName": "B"}, accept=MODERN)
    assert response.status_code == 400
    assert only_error(response)["message"] == 'Unknown operation named "B".'


@pytest.mark.parametrize("name", [None, ""])
async def test_which_of_two_operations_is_meant_has_to_be_said(http: httpx2.AsyncClient, name: str | None) -> None:
    query = "query A { services { code } } mutation B { logOut }"
    response = await post(http, {"query": query, "operationName": name}, accept=MODERN)
    assert response.status_code == 400
    assert only_error(response)["extensions"] == {"code": "BAD_USER_INPUT"}
    assert "data" in (await post(http, {"query": query, "operationName": "A"})).json()


async def test_a_subscription_needs_a_stream(http: httpx2.AsyncClient) -> None:
    response = await post(http, {"query": 'subscription { requestTracking(requestId: "req_x") { __typename } }'})
    assert response.status_code == 400
    assert (
        only_error(response)["message"]
        == "A subscription needs a stream: accept text/event-stream, or open a graphql-transport-ws socket."
    )


async def test_other_methods_are_told_which_ones_there_are(http: httpx2.AsyncClient) -> None:
    response = await http.put("/graphql")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


async def test_a_body_of_a_mebibyte_is_read_and_one_more_byte_is_not(
    http: httpx2.AsyncClient, settings: Settings
) -> None:
    request = json.dumps({"query": SERVICES}).encode()
    largest = request + b" " * (settings.body_limit_bytes - len(request))
    assert (await post(http, largest)).status_code == 200
    response = await post(http, largest + b" ")
    assert response.status_code == 413
    assert only_error(response)["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_a_body_that_does_not_say_how_long_it_is_is_counted(http: httpx2.AsyncClient, settings: Settings) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(settings.body_limit_bytes // 1024 + 1):
            yield b"x" * 1024

    async def stream() -> Any:
        for piece in pieces():
            yield piece

    response = await http.post("/graphql", content=stream(), headers={"content-type": "application/json"})
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("variables", "path"),
    [
        ({"preferredDate": "2026-13-01", "serviceCode": "PLOUGHING"}, ["input", "preferredDate"]),
        ({"preferredDate": "2026-03-01"}, ["input"]),
        (
            {"preferredDate": "2026-03-01", "serviceCode": "X", "farmSize": {"value": "1", "unit": "LEAGUE"}},
            ["input", "farmSize", "unit"],
        ),
        (
            {"preferredDate": "2026-03-01", "serviceCode": "X", "farmSize": {"value": "much"}},
            ["input", "farmSize", "value"],
        ),
    ],
    ids=["date", "missing", "enum", "decimal"],
)
async def test_a_value_of_the_wrong_kind_is_named_by_its_path(
    http: httpx2.AsyncClient, variables: dict[str, Any], path: list[str]
) -> None:
    operation = (
        'mutation ($input: CreateRequestInput!) { createRequest(input: $input, idempotencyKey: "k") { __typename } }'
    )
    response = await post(http, {"query": operation, "variables": {"input": variables}})
    assert only_error(response)["extensions"] == {"code": "BAD_USER_INPUT", "path": path}


@pytest.mark.parametrize("date", ['"yesterday"', "5", "null"])
async def test_a_value_of_the_wrong_kind_in_the_document_is_no_bug(http: httpx2.AsyncClient, date: str) -> None:
    place = "{latitude: 9, longitude: 7}"
    query = f'{{ nearbyTractors(location: {place}, serviceCode: "PLOUGHING", date: {date}) {{ id }} }}'
    assert only_error(await post(http, {"query": query}))["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_a_token_that_is_none_leaves_the_caller_anonymous(http: httpx2.AsyncClient) -> None:
    for header in ("Bearer nonsense", "Basic eA==", "Bearer", ""):
        response = await post(http, {"query": "{ me { id } }"}, authorization=header)
        assert response.json() == {"data": {"me": None}}


async def test_a_protected_field_says_unauthenticated(http: httpx2.AsyncClient) -> None:
    response = await post(http, {"query": "{ requests { nodes { id } } }"})
    assert response.status_code == 200
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": "UNAUTHENTICATED"}
    assert error["path"] == ["requests"]


async def test_a_database_that_is_away_is_told_apart_from_a_bad_request(app: Starlette, clean_database: None) -> None:
    services = app.state.services
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://api.test") as client:
        services.auth.access._database = Away()
        signed = services.auth.access.issue(
            Viewer(uuid7(), Role.FARMER, uuid7()), token_id=uuid7(), at=services.clock()
        )
        response = await post(client, {"query": SERVICES}, authorization=f"Bearer {signed.text}")
    assert response.status_code == 503
    assert response.headers["retry-after"] == "1"
    extensions = only_error(response)["extensions"]
    assert extensions == {"code": "INTERNAL", "traceId": response.headers["x-request-id"]}


async def test_whoever_finds_no_connection_free_is_told_to_come_again(
    settings: Settings, clean_database: None, clean_redis: None
) -> None:
    app = create_app(settings.model_copy(update={"database_patience": timedelta(milliseconds=50)}))
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://api.test") as client,
    ):
        services = app.state.services
        viewer = Viewer(uuid7(), Role.FARMER, uuid7())
        signed = services.auth.access.issue(viewer, token_id=uuid7(), at=services.clock())
        async with in_use(services.database, settings.database_pool_size):
            away = await post(client, {"query": SERVICES}, authorization=f"Bearer {signed.text}")
            failed = await post(client, {"query": SERVICES})
        back = await post(client, {"query": SERVICES}, authorization=f"Bearer {signed.text}")

    assert (away.status_code, away.headers["retry-after"], only_error(away)["message"]) == (503, "1", MASKED)
    assert [error["extensions"]["code"] for error in failed.json()["errors"]] == ["INTERNAL"]
    assert [service["code"] for service in back.json()["data"]["services"]] == CODES
