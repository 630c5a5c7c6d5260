"""How many requests an address and a user may send, and what an answer says of it."""

import re
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from main import create_app
from models.enums import Role
from services.platform.settings import Settings
from services.wiring import Services
from tests.schema.events import events
from tests.schema.live import connected, listening
from tests.schema.sockets.people import INBOX, signed_in

QUERY = {"query": "{ __typename }"}
ROOT = {"data": {"__typename": "Query"}}


@pytest.fixture
def few(settings: Settings, clean_database: None, clean_redis: None) -> Settings:
    return settings.model_copy(
        update={"requests_per_address": "5 per 3650 days", "requests_per_user": "3 per 3650 days"}
    )


def over_http(port: int) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False)


async def token_of_owner(app: Starlette) -> str:
    services: Services = app.state.services
    return (await signed_in(services, Role.TRACTOR_OWNER)).token


def check_refusal(response: httpx2.Response, policy: str, quota: int) -> None:
    (error,) = response.json()["errors"]
    wait = error["extensions"].pop("retryAfterMs")
    assert error == {
        "message": "Too many attempts. Wait a little and try again.",
        "extensions": {"code": "RATE_LIMITED", "limit": quota},
    }
    assert response.status_code == 429
    assert response.headers["retry-after"] == str(wait // 1000 + 1)
    assert response.headers["ratelimit-policy"] == f'"{policy}";q={quota};w=315360000'
    assert response.headers["ratelimit"] == f'"{policy}";r=0;t={wait // 1000 + 1}'


async def test_an_address_has_five_and_no_sixth(few: Settings) -> None:
    async with listening(create_app(few)) as port, over_http(port) as http:
        for left in (4, 3, 2, 1, 0):
            response = await http.post("/graphql", json=QUERY)
            assert (response.status_code, response.json()) == (200, ROOT)
            assert response.headers["ratelimit-policy"] == '"address";q=5;w=315360000'
            assert re.fullmatch(rf'"address";r={left};t=[1-9]\d*', response.headers["ratelimit"])
        check_refusal(await http.post("/graphql", json=QUERY), "address", 5)
        assert (await http.get("/healthz")).status_code == 200


async def test_a_user_has_three_and_no_fourth(few: Settings) -> None:
    app = create_app(few)
    async with listening(app) as port, over_http(port) as http:
        headers = {"authorization": f"Bearer {await token_of_owner(app)}"}
        for left in (2, 1, 0):
            response = await http.post("/graphql", json=QUERY, headers=headers)
            assert response.headers["ratelimit-policy"] == '"address";q=5;w=315360000, "user";q=3;w=315360000'
            assert f'"user";r={left};' in response.headers["ratelimit"]
        check_refusal(await http.post("/graphql", json=QUERY, headers=headers), "user", 3)
        assert (await http.post("/graphql", json=QUERY)).json() == ROOT


async def test_operations_of_a_batch_are_counted_before_any_runs(few: Settings) -> None:
    async with listening(create_app(few)) as port, over_http(port) as http:
        check_refusal(await http.post("/graphql", json=[QUERY] * 6), "address", 5)
        response = await http.post("/graphql", json=[QUERY] * 4)
        assert response.json() == [ROOT] * 4
        assert '"address";r=0;' in response.headers["ratelimit"]


async def test_operations_of_a_socket_are_counted(few: Settings) -> None:
    async with listening(create_app(few)) as port:
        async with connected(port) as socket:
            await socket.opened()
            for _ in range(4):
                await socket.send(type="subscribe", id="1", payload=QUERY)
                assert [(await socket.receive())["type"] for _ in range(2)] == ["next", "complete"]
            await socket.send(type="subscribe", id="1", payload=QUERY)
            refused: dict[str, Any] = await socket.receive()
            (error,) = refused["payload"]
            assert (refused["type"], error["extensions"]["code"]) == ("error", "RATE_LIMITED")
        async with connected(port) as another:
            assert await another.closed() == 4429


async def test_a_stream_says_what_is_left(few: Settings) -> None:
    app = create_app(few)
    async with listening(app) as port:
        token = await token_of_owner(app)
        for left in (2, 1):
            async with events(port, INBOX, token=token) as stream:
                told = stream.headers["ratelimit"].split(", ")
                left_of_each = [each.partition(";t=")[0] for each in told]
                assert left_of_each == [f'"address";r={left + 2}', f'"user";r={left}']
