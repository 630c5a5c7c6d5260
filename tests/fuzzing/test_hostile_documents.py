"""Whatever is sent is answered as a client's mistake or as what it asked for, soon, and leaves nothing behind."""

import gc
import json
import os
import resource
import sys
import time
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from models.enums import Role
from schema.build import schema
from schema.error_codes import MASKED
from services.wiring import Services
from tests.fuzzing.documents import Writer
from tests.schema.conftest import app, clean_redis, http
from tests.schema.sockets.people import signed_in

__all__ = ["app", "clean_redis", "http"]

# `make fuzz` asks for ten thousand.
COUNT = int(os.environ.get("FUZZ_DOCUMENTS", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "20261124"))
_LONGEST_SECONDS = 2.0
_MOST_GROWTH_BYTES = 64 * 1024 * 1024


def _resident() -> int:
    """Bytes, at their highest so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


async def _sent(http: httpx2.AsyncClient, body: dict[str, Any], token: str | None) -> tuple[httpx2.Response, float]:
    headers = {"content-type": "application/json", "accept": "application/graphql-response+json"}
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    content = json.dumps(body).encode()
    worked = time.process_time()
    response = await http.post("/graphql", content=content, headers=headers)
    return response, time.process_time() - worked


@pytest.mark.timeout(60 + COUNT)
async def test_hostile_documents_are_answered(app: Starlette, http: httpx2.AsyncClient) -> None:
    services: Services = app.state.services
    tokens = [
        None,
        *[(await signed_in(services, role)).token for role in (Role.FARMER, Role.TRACTOR_OWNER, Role.ADMIN)],
    ]
    writer = Writer(schema._schema, SEED)
    warmed = 0
    for number in range(COUNT):
        body = {"query": writer.document(), "variables": writer.variables()}
        response, seconds = await _sent(http, body, tokens[number % len(tokens)])
        case = (SEED, number, body)
        assert response.status_code in {200, 400}, case
        assert MASKED not in response.text, (case, response.text)
        # The time that this process worked: a busy machine makes no document slow.
        assert seconds < _LONGEST_SECONDS, (case, seconds)
        if number == COUNT // 4:
            gc.collect()
            warmed = _resident()
    gc.collect()
    assert _resident() - warmed < _MOST_GROWTH_BYTES
