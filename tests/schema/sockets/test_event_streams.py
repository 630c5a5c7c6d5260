"""Server-sent events, where WebSockets do not get through: the same subscriptions, one a request."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette

from models.enums import RequestStatus, Role
from services.wiring import Services
from tests.requests.village import Job, Village
from tests.schema.events import events
from tests.schema.live import connected
from tests.schema.sockets.people import INBOX, ME, SignedIn, expire, signed_in, token_of
from tests.vanishing import times, told

# What urql sends with every operation.
URQL = (
    "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
)
FOLLOW = """subscription ($id: ID!, $after: Cursor) { requestTracking(requestId: $id, after: $after) {
    __typename ... on StreamOpened { cursor recovered } ... on StatusChanged { cursor event { status } } } }"""


@pytest.fixture
async def musa(services: Services) -> SignedIn:
    """An owner."""
    return await signed_in(services, Role.TRACTOR_OWNER)


async def nobody_listens(services: Services, app: Starlette) -> None:
    async with asyncio.timeout(10):
        while services.wakeups.channels or app.state.live.users:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("accept", ["text/event-stream", URQL, "Text/Event-Stream;q=0.9, */*"])
async def test_a_subscription_is_answered_with_events(
    port: int, musa: SignedIn, services: Services, app: Starlette, accept: str
) -> None:
    async with events(port, INBOX, token=musa.token, accept=accept) as stream:
        assert stream.status == 200
        assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert stream.headers["cache-control"] == "no-store, no-transform"
        assert await stream.block() == b":\n\n"
        assert await stream.block() == b'event: next\ndata: {"data":{"ownerInbox":{"__typename":"InboxOpened"}}}\n\n'
    await nobody_listens(services, app)


@pytest.mark.parametrize("accept", [URQL, "text/event-stream, */*;q=0.1"])
@pytest.mark.parametrize("query", [ME, "mutation { logOut }", "{ nonsense }", "subscription {"])
async def test_everything_else_is_answered_with_json(port: int, token: str, accept: str, query: str) -> None:
    async with events(port, query, token=token, accept=accept) as answer:
        assert answer.headers["content-type"].partition(";")[0] in {
            "application/json",
            "application/graphql-response+json",
        }
        assert set(await answer.body()) <= {"data", "errors"}


@pytest.mark.parametrize("accept", ["application/json", "*/*"])
async def test_a_subscription_without_a_stream_is_told_what_it_needs(port: int, musa: SignedIn, accept: str) -> None:
    async with events(port, INBOX, token=musa.token, accept=accept) as answer:
        assert answer.status == 400
        (error,) = (await answer.body())["errors"]
        assert error["extensions"] == {"code": "BAD_USER_INPUT"}
        assert error["message"].startswith("A subscription needs a stream")


@pytest.mark.parametrize(
    ("query", "code"),
    [("subscription { nonsense }", "BAD_USER_INPUT"), (INBOX, "UNAUTHENTICATED")],
    ids=["not valid", "not signed in"],
)
async def test_a_subscription_that_cannot_begin_says_so_and_ends(port: int, query: str, code: str) -> None:
    async with events(port, query) as stream:
        kind, answer = await stream.next()
        assert (kind, answer["errors"][0]["extensions"]["code"]) == ("next", code)
        assert await stream.next() == ("complete", None)
        assert await stream.next() == ("", None)


async def test_a_cursor_resumes_across_both_transports(
    port: int, services: Services, village: Village, job: Job
) -> None:
    token = await token_of(services, job.farmer)
    async with events(port, FOLLOW, token=token, id=job.shown_id) as stream:
        _, opened = await stream.next()
        await village.step(job, RequestStatus.EN_ROUTE)
        _, first = await stream.next()
    await village.step(job, RequestStatus.ARRIVED)
    await village.step(job, RequestStatus.WORK_STARTED)
    after = first["data"]["requestTracking"]["cursor"]
    async with connected(port) as socket:
        await socket.opened(token)
        variables = {"id": job.shown_id, "after": after}
        await socket.send(id="1", type="subscribe", payload={"query": FOLLOW, "variables": variables})
        frames = [(await socket.receive())["payload"]["data"]["requestTracking"] for _ in range(2)]
    async with events(port, FOLLOW, token=token, id=job.shown_id, after=frames[1]["cursor"]) as stream:
        _, resumed = await stream.next()
        _, last = await stream.next()

    assert opened["data"]["requestTracking"]["recovered"] is False
    assert (frames[0]["recovered"], resumed["data"]["requestTracking"]["recovered"]) == (True, True)
    seen = [first["data"]["requestTracking"], frames[1], last["data"]["requestTracking"]]
    assert [frame["event"]["status"] for frame in seen] == ["EN_ROUTE", "ARRIVED", "WORK_STARTED"]


async def test_it_ends_with_the_session(port: int, musa: SignedIn, services: Services, app: Starlette) -> None:
    async with events(port, INBOX, token=musa.token) as stream:
        await stream.next()
        async with events(port, "mutation { logOut }", token=musa.token, accept="*/*"):
            pass
        kind, answer = await stream.next()
        (error,) = answer["errors"]
        assert (kind, error["message"], error["extensions"]) == (
            "next",
            "The session has ended.",
            {"code": "UNAUTHENTICATED"},
        )
        assert await stream.next() == ("complete", None)
        assert await stream.next() == ("", None)
    await nobody_listens(services, app)


async def test_it_ends_with_the_token(port: int, musa: SignedIn, services: Services) -> None:
    async with events(port, INBOX, token=musa.token) as stream:
        await stream.next()
        await expire(services, musa)
        _, answer = await stream.next()
        assert answer["errors"][0]["message"] == "The access token has expired."
        assert await stream.next() == ("complete", None)


@pytest.mark.parametrize("changes", [{"ping_interval": timedelta(milliseconds=50)}])
async def test_a_quiet_stream_shows_that_it_lives(port: int, musa: SignedIn, changes: dict[str, Any]) -> None:
    async with events(port, INBOX, token=musa.token) as stream:
        await stream.next()
        assert [await stream.block() for _ in range(3)] == [b":\n\n"] * 3


async def test_a_client_that_vanishes_is_not_counted_for_longer_than_a_socket_would_be(
    port: int, musa: SignedIn, app: Starlette
) -> None:
    async with events(port, INBOX, token=musa.token) as stream:
        await stream.next()
        (connection,) = app.state.connections()

        assert told(connection.transport.get_extra_info("socket")) == times(25, 6, 3, 45_000)


async def test_sockets_and_streams_are_counted_together(
    port: int, musa: SignedIn, services: Services, app: Starlette
) -> None:
    async with AsyncExitStack() as opened:
        for _ in range(10):
            socket = await opened.enter_async_context(connected(port))
            await socket.opened(musa.token)
            stream = await opened.enter_async_context(events(port, INBOX, token=musa.token))
            assert stream.status == 200
        async with events(port, INBOX, token=musa.token) as refused:
            assert refused.status == 429
            assert (await refused.body())["errors"] == [
                {
                    "message": "Too many streams: 20 are open for this user.",
                    "extensions": {"code": "RATE_LIMITED", "retryAfterMs": 1000},
                }
            ]
        async with events(port, ME, token=musa.token, accept=URQL) as answer:
            assert await answer.body() == {"data": {"me": {"name": "Ada Obi"}}}
    await nobody_listens(services, app)
