"""Whatever is sent is answered as a client's mistake or as what it asked for, soon, and leaves nothing behind."""

import os

import httpx2
import pytest
from starlette.applications import Starlette

from models.enums import Role
from schema.build import schema
from services.wiring import Services
from tests.fuzzing.calling import SEED, Growth, answered
from tests.fuzzing.documents import Writer
from tests.schema.conftest import app, clean_redis, http
from tests.schema.sockets.people import signed_in

__all__ = ["app", "clean_redis", "http"]

# `make fuzz` asks for ten thousand.
COUNT = int(os.environ.get("FUZZ_DOCUMENTS", "300"))


@pytest.mark.timeout(60 + COUNT)
async def test_hostile_documents_are_answered(app: Starlette, http: httpx2.AsyncClient) -> None:
    services: Services = app.state.services
    tokens = [
        None,
        *[(await signed_in(services, role)).token for role in (Role.FARMER, Role.TRACTOR_OWNER, Role.ADMIN)],
    ]
    writer = Writer(schema._schema, SEED)
    growth = Growth(COUNT)
    for number in range(COUNT):
        body = {"query": writer.document(), "variables": writer.variables()}
        await answered(http, body, tokens[number % len(tokens)], (SEED, number))
        growth.sent(number)
    growth.check()
