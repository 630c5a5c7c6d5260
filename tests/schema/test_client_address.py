"""Whose address a request counts for: a header says so only where a proxy of ours may have written it."""

from typing import Any

import httpx2
import pytest

from main import create_app
from services.platform.settings import Settings
from tests.accounts import quick
from tests.schema.live import listening

LOG_IN = """mutation { logIn(input: {email: "nobody@farm.test", password: "whatever it may be"}) { __typename } }"""


@pytest.fixture
async def strict(settings: Settings, clean_database: None, clean_redis: None) -> Any:
    """One try an address."""
    changes = {"log_in_per_address": "1 per hour", "log_in_per_account": "100 per hour"}
    return create_app(quick(settings).model_copy(update=changes))


async def log_in(client: httpx2.AsyncClient, said: str) -> str:
    response = await client.post("/graphql", json={"query": LOG_IN}, headers={"x-forwarded-for": said})
    answer = response.json()
    if "errors" in answer:
        return str(answer["errors"][0]["extensions"]["code"])
    return str(answer["data"]["logIn"]["__typename"])


@pytest.mark.parametrize(
    ("proxy", "second"),
    [(None, "RATE_LIMITED"), ("192.0.2.1", "RATE_LIMITED"), ("127.0.0.1", "InvalidCredentialsError")],
    ids=["no proxy", "another proxy", "our proxy"],
)
async def test_only_our_proxy_is_believed(strict: Any, proxy: str | None, second: str) -> None:
    async with (
        listening(strict, proxy=proxy) as port,
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        assert await log_in(client, "198.51.100.1") == "InvalidCredentialsError"
        assert await log_in(client, "198.51.100.2") == second
