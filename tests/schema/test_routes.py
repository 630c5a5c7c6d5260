"""What is served beside GraphQL, and when."""

from datetime import timedelta
from typing import Any

import httpx2
import jwt
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from uuid_utils.compat import uuid7

from main import create_app
from services.platform.settings import Settings
from services.providers.storage.port import Key


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


async def test_every_answer_names_its_trace(http: httpx2.AsyncClient) -> None:
    wanted: Any = {"x-request-id": "0123456789abcdef0123456789abcdef"}
    assert (await http.get("/healthz", headers=wanted)).headers["x-request-id"] == wanted["x-request-id"]


async def test_a_link_of_the_storage_says_its_own_limit(http: httpx2.AsyncClient, app: Starlette) -> None:
    folder, key, content = app.state.services.folder, Key("uploads", uuid7()), bytes(3_000_000)
    link = folder.upload_link(key, content_type="image/png", size=len(content), valid_for=timedelta(minutes=1))

    response = await http.request(link.method, link.url, content=content, headers=link.headers)

    assert (response.status_code, await folder.read(key)) == (200, content)
    assert (await http.post("/graphql", content=content)).status_code == 413
