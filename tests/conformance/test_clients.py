"""Clients that others wrote: graphql-ws, graphql-sse, Apollo Client and urql, on a server that runs."""

from typing import Any

import pytest

from main import create_app
from models.enums import Role
from services.platform.settings import Settings
from tests.conformance.conftest import told
from tests.schema.live import listening
from tests.schema.sockets.people import signed_in

ME = {"me": {"name": "Ada Obi"}}
# Apollo adds the name of each type.
NAMED = {"me": {"__typename": "Viewer", "name": "Ada Obi"}}
INBOX = {"ownerInbox": {"__typename": "InboxOpened"}}
REFUSED = ["BAD_USER_INPUT"]


@pytest.fixture
async def found(settings: Settings, clean_database: None, clean_redis: None) -> Any:
    """By all of them, as an owner."""
    app = create_app(settings)
    async with listening(app) as port:
        somebody = await signed_in(app.state.services, Role.TRACTOR_OWNER)
        return await told("clients.mjs", f"http://127.0.0.1:{port}/graphql", somebody.token)


async def test_each_gets_what_it_asks_for(found: Any) -> None:
    assert found["sockets"] == {"ME": {"data": ME}, "INBOX": {"data": INBOX}, "WRONG": {"refused": REFUSED}}
    (error,) = found["streams"]["WRONG"].pop("errors")
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert found["streams"] == {"ME": {"data": ME}, "INBOX": {"data": INBOX}, "WRONG": {}}
    assert found["apollo"] == {
        "query": NAMED,
        "refused": REFUSED,
        "hashed": [NAMED, NAMED],
        "batch": [["me"], ["services"]],
        "subscription": INBOX,
        "seen": ["GET hash", "POST text", "GET hash"],
    }
    assert found["urql"] == {
        "query": ME,
        "get": ME,
        "refused": REFUSED,
        "subscription": INBOX,
        "ownSubscription": INBOX,
    }
