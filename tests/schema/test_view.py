"""GraphQL over HTTP: statuses, media types, and bodies that are none."""

import json
from collections.abc import AsyncIterator
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
from tests.schema.sockets.people import signed_in

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
    for accept in ("*/*", "text/event-stream"):
        refused = await http.get("/graphql", params={"query": "mutation { logOut }"}, headers={"accept": accept})
        assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
        assert only_error(refused) == {
            "message": "A mutation is sent by POST.",
            "extensions": {"code": "BAD_USER_INPUT"},
        }


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


@pytest.mark.parametrize("accept", [MODERN, "application/json"])
@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ("query A { services { code } }", "B", 'Unknown operation named "B".'),
        ("fragment A on Query { __typename }", None, "Can't get GraphQL operation type"),
    ],
)
async def test_a_document_without_the_operation_is_like_one_that_is_not_valid(
    http: httpx2.AsyncClient, query: str, name: str | None, message: str, accept: str
) -> None:
    response = await post(http, {"query": query, "operationName": name}, accept=accept)
    assert response.status_code == (400 if accept == MODERN else 200)
    assert only_error(response) == {"message": message, "extensions": {"code": "BAD_USER_INPUT"}}


@pytest.mark.parametrize(("accept", "status"), [(MODERN, 400), ("application/json", 200)])
@pytest.mark.parametrize("name", [None, ""])
async def test_which_of_two_operations_is_meant_has_to_be_said(
    http: httpx2.AsyncClient, name: str | None, accept: str, status: int
) -> None:
    query = "query A { services { code } } mutation B { logOut }"
    response = await post(http, {"query": query, "operationName": name}, accept=accept)
    assert response.status_code == status
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


@pytest.mark.parametrize(("accept", "media_type"), [(MODERN, MODERN), ("*/*", "application/json")])
async def test_a_body_that_does_not_say_how_long_it_is_is_refused_like_one_that_does(
    http: httpx2.AsyncClient, settings: Settings, accept: str, media_type: str
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(settings.body_limit_bytes // 1024 + 1):
            yield b"x" * 1024

    headers = {"content-type": "application/json", "accept": accept}
    whole = b"".join([piece async for piece in pieces()])
    announced = await http.post("/graphql", content=whole, headers=headers)
    counted = await http.post("/graphql", content=pieces(), headers=headers)
    for response in (announced, counted):
        assert response.status_code == 413
        assert response.headers["content-type"] == f"{media_type}; charset=utf-8"
        assert response.headers["connection"] == "close"
        assert only_error(response) == {
            "message": "The request is too large.",
            "extensions": {"code": "BAD_USER_INPUT"},
        }


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


@pytest.mark.parametrize(
    ("query", "where", "path"),
    [
        ("query ($a: Int) { notifications(first: $a) { __typename } }", "'first' has invalid value", ["notifications"]),
        ("query ($a: ID = 1) { request(id: $a) { id } }", "'id' has invalid value", ["request"]),
        (
            "query ($a: Float = 1) { me { id } nearbyTractors(location: { latitude: $a, longitude: 7 }, "
            'serviceCode: "PLOUGHING", date: "2026-03-01") { id } }',
            "'location' has invalid value at .latitude",
            ["nearbyTractors"],
        ),
        ("query ($a: Boolean = true) { services { code @skip(if: $a) } }", "'if' has invalid value", ["services", 0]),
        ("query ($a: Boolean = true) { me { ... @include(if: $a) { id } } }", "'if' has invalid value", ["me"]),
    ],
    ids=["default of the argument", "default of the variable", "in an object", "skip", "include"],
)
async def test_null_for_a_variable_where_a_default_made_it_legal_is_the_clients_mistake(
    app: Starlette, http: httpx2.AsyncClient, query: str, where: str, path: list[str | int]
) -> None:
    """The first time by graphql-core, and from a plan."""
    somebody = await signed_in(app.state.services, Role.FARMER)
    for _ in range(3):
        response = await post(
            http, {"query": query, "variables": {"a": None}}, authorization=f"Bearer {somebody.token}"
        )
        (error,) = response.json()["errors"]
        assert error["message"].startswith(f"Argument {where}: Expected variable '$a' provided to non-null type")
        assert (error["path"], error["extensions"]) == (path, {"code": "BAD_USER_INPUT"})


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
