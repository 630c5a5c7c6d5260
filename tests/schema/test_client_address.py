"""Whose address a request counts for: a header says so only where a proxy of ours may have written it."""

from typing import Any

import httpx2
import pytest

from main import create_app
from models.admin import AuditEntry
from services.auth.audit import Action
from services.platform.settings import Settings
from tests.accounts import Api, SetClock, quick
from tests.schema.live import listening

LOG_IN = (
    """mutation ($email: String!) { logIn(input: {email: $email, password: "whatever it may be"}) { __typename } }"""
)


@pytest.fixture
async def strict(settings: Settings, clean_database: None, clean_redis: None) -> Any:
    """One try an address."""
    changes = {"log_in_per_address": "1 per hour", "log_in_per_account": "100 per hour"}
    return create_app(quick(settings).model_copy(update=changes))


async def log_in(client: httpx2.AsyncClient, said: str, email: str = "nobody@farm.test") -> str:
    asked = {"query": LOG_IN, "variables": {"email": email}}
    response = await client.post("/graphql", json=asked, headers={"x-forwarded-for": said})
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


async def test_what_is_too_long_to_be_an_address_is_not_recorded_as_one(strict: Any) -> None:
    async with (
        listening(strict, proxy="127.0.0.1") as port,
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        user = await Api(strict.state.services, SetClock()).person()
        said = ["x" * 46, "0000:0000:0000:0000:0000:ffff:198.151.100.110"]
        assert [await log_in(client, each, user.email) for each in said] == ["InvalidCredentialsError"] * 2
        rows = await AuditEntry.filter(action=Action.LOG_IN_FAILED).order_by("at")
        assert [row.ip_address for row in rows] == [None, said[1]]
