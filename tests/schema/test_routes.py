"""What is served beside GraphQL, and when."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx2
import jwt
import pytest
from asgi_correlation_id import correlation_id
from starlette.applications import Starlette
from starlette.routing import Route
from uuid_utils.compat import uuid7

from main import create_app
from resolvers.sockets import StraightToSockets
from services.platform.settings import Settings
from services.providers.storage.port import Key

# What clients call a request, whether that is taken over, and how long the id is: its columns have 64 characters.
IDS = {
    "0123456789abcdef0123456789abcdef": (True, 32),
    "01234567-89ab-cdef-0123-456789ABCDEF": (True, 36),
    "0123456789abcdef0123456789abcdef" + "-" * 40: (False, 32),
    "0123-456789abcdef0123456789abcdef": (False, 32),
    "{0123456789abcdef0123456789abcdef}": (False, 32),
    "urn:uuid:0123456789abcdef0123456789abcdef": (False, 32),
    "mine": (False, 32),
}


async def test_a_process_that_serves_says_so(http: httpx2.AsyncClient) -> None:
    response = await http.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok")


async def test_the_public_keys_are_those_that_sign(http: httpx2.AsyncClient, app: Starlette) -> None:
    served = (await http.get("/.well-known/jwks.json")).json()
    (key,) = served["keys"]
    assert set(key) == {"kty", "crv", "use", "alg", "kid", "x"}
    ring = app.state.services.auth.keys.ring()
    assert key["kid"] == ring.kid
    token = jwt.encode({"x": 1}, ring.private, algorithm="EdDSA")
    assert jwt.decode(token, jwt.PyJWK(key).key, algorithms=["EdDSA"]) == {"x": 1}


@pytest.mark.parametrize("embedded", [True, False])
def test_sent_messages_can_be_read_only_beside_embedded_servers(settings: Settings, embedded: bool) -> None:
    app = create_app(settings.model_copy(update={"embedded": embedded}))
    paths = [route.path for route in app.routes if isinstance(route, Route)]
    assert ("/dev/messages" in paths) is embedded


@pytest.mark.parametrize("given", IDS)
async def test_every_answer_names_its_trace(http: httpx2.AsyncClient, given: str) -> None:
    named = (await http.get("/healthz", headers={"x-request-id": given})).headers["x-request-id"]
    assert (named == given, len(named)) == IDS[given]


@pytest.mark.parametrize("given", IDS)
async def test_every_socket_has_one(given: str) -> None:
    named: list[str] = []

    async def answer(*_asked: Any) -> None:
        named.append(correlation_id.get() or "")

    scope = {"type": "websocket", "path": "/graphql", "headers": [(b"x-request-id", given.encode())]}
    await StraightToSockets(answer, "/graphql", answer)(scope, asyncio.Queue[Any]().get, asyncio.Queue[Any]().put)

    assert [(each == given, len(each)) for each in named] == [IDS[given]]


async def test_a_link_of_the_storage_says_its_own_limit(http: httpx2.AsyncClient, app: Starlette) -> None:
    folder, key, content = app.state.services.folder, Key("uploads", uuid7()), bytes(3_000_000)
    link = folder.upload_link(key, content_type="image/png", size=len(content), valid_for=timedelta(minutes=1))

    response = await http.request(link.method, link.url, content=content, headers=link.headers)

    assert (response.status_code, await folder.read(key)) == (200, content)
    assert (await http.post("/graphql", content=content)).status_code == 413
