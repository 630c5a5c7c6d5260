"""The endpoint over HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from uuid_utils.compat import uuid7

from main import create_app
from models.payments import WebhookEvent
from services.payments.inbox import LONGEST_BODY
from services.platform.clock import utc_now
from services.platform.settings import Settings
from services.providers.payments.sandbox_events import SIGNATURE_HEADER
from services.providers.payments.signatures import signed
from tests.payments.events import body_of, succeeded

PATH = "/webhooks/payments/sandbox"
SECRET = "of the test"


@pytest.fixture
async def app(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Starlette]:
    changes = {"data_dir": tmp_path, "sandbox_webhook_secrets": (SecretStr(SECRET),)}
    built = create_app(settings.model_copy(update=changes))
    async with built.router.lifespan_context(built):
        yield built


@pytest.fixture
async def http(app: Starlette) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://api.test") as client:
        yield client


def genuine(*, size: int = 0) -> tuple[bytes, dict[str, str]]:
    """A body with its header; JSON may end in as many spaces as one likes."""
    body = body_of(f"charge-{uuid7()}", succeeded())
    body += b" " * (size - len(body))
    return body, {SIGNATURE_HEADER: signed(SECRET, utc_now(), body)}


async def test_an_event_is_kept_and_answered(http: httpx2.AsyncClient) -> None:
    body, headers = genuine()

    answers = [await http.post(PATH, content=body, headers=headers) for _ in range(3)]

    assert [(answer.status_code, answer.text) for answer in answers] == [(200, "taken")] * 3
    assert [(row.provider, row.event_id, row.body) for row in await WebhookEvent.all()] == [("sandbox", "evt_1", body)]


async def test_a_body_of_256_kib_is_read_and_not_a_byte_more(http: httpx2.AsyncClient) -> None:
    body, headers = genuine(size=LONGEST_BODY)
    longer, its_headers = genuine(size=LONGEST_BODY + 1)

    assert (await http.post(PATH, content=longer, headers=its_headers)).status_code == 413
    assert await WebhookEvent.all().count() == 0
    assert (await http.post(PATH, content=body, headers=headers)).status_code == 200


async def test_a_header_that_comes_twice_is_no_signature(http: httpx2.AsyncClient) -> None:
    body, headers = genuine()
    twice = [(SIGNATURE_HEADER, headers[SIGNATURE_HEADER])] * 2

    assert (await http.post(PATH, content=body, headers=twice)).status_code == 400
    assert (await http.post(PATH, content=body)).status_code == 400
    assert await WebhookEvent.all().count() == 0


@pytest.mark.parametrize("provider", ["stripe", "paystack", "wallet", "nobody"])
async def test_there_is_no_endpoint_without_a_secret(http: httpx2.AsyncClient, provider: str) -> None:
    body, headers = genuine()

    assert (await http.post(f"/webhooks/payments/{provider}", content=body, headers=headers)).status_code == 404
    assert await WebhookEvent.all().count() == 0


async def test_events_are_posted(http: httpx2.AsyncClient) -> None:
    assert (await http.get(PATH)).status_code == 405
