"""A mutation that has begun goes on to its end, though whoever asked for it has left; a retry gets its answer."""

import asyncio
import json
from contextlib import AsyncExitStack
from typing import Any

import pytest
from starlette.applications import Starlette

import serving
from main import create_app
from models.users import Profile
from services.wiring import Services
from tests.accounts import SetClock
from tests.requests.village import Village
from tests.schema.events import events
from tests.schema.live import Socket, connected, listening
from tests.schema.sockets.people import INBOX, ME, token_of
from tests.schema.sockets.till import GOING_ON, PAID, PAY, Bill, Till, answer, billed, until_answered

TRACK = "subscription ($id: ID!) { requestTracking(requestId: $id) { __typename } }"
LOG_OUT = {"query": "mutation { logOut }"}
RENAME = {"query": 'mutation { updateProfile(input: {name: "Eve"}) { __typename } }'}


@pytest.fixture
async def bill(village: Village) -> Bill:
    return await billed(village)


@pytest.fixture
def till(services: Services) -> Till:
    return Till(services)


@pytest.fixture
async def again(services: Services, bill: Bill) -> str:
    """The access token of another session of the payer."""
    return await token_of(services, bill.payer)


async def leave(socket: Socket, how: str, port: int, token: str) -> None:
    """Returns when the server knows."""
    match how:
        case "complete":
            await socket.send(id="1", type="complete")
            await socket.send(type="ping")
            assert await socket.receive() == {"type": "pong"}
        case "close":
            await socket._connection.close()
        case "cut":
            socket._connection.transport.abort()
        case "log out":
            assert await answer(port, token, LOG_OUT) is not None
            assert await socket.closed() == 4403


async def nobody_is_there(services: Services, app: Starlette) -> None:
    async with asyncio.timeout(10):
        while app.state.live.users or services.wakeups.channels:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("how", ["complete", "close", "cut", "log out"])
async def test_a_payment_is_not_called_off_with_its_socket(
    *, port: int, app: Starlette, services: Services, bill: Bill, till: Till, again: str, how: str
) -> None:
    async with connected(port) as socket:
        await socket.opened(bill.token)
        await bill.asked_on(socket)
        await till.was_called.wait()
        await leave(socket, how, port, bill.token)
        assert await answer(port, again, bill.payload) == GOING_ON

        till.may_answer.set()
        await until_answered(services)
        assert await answer(port, again, bill.payload) == PAID
        if how == "complete":
            # It was asked for no more, so it is not told.
            await socket.send(type="ping")
            assert await socket.receive() == {"type": "pong"}
    assert till.charges == 1
    assert await services.payments.books.broken() == {}
    await nobody_is_there(services, app)


async def test_an_id_may_be_used_at_once_for_something_else(
    port: int, services: Services, bill: Bill, till: Till
) -> None:
    async with connected(port) as socket:
        await socket.opened(bill.token)
        await bill.asked_on(socket)
        await till.was_called.wait()
        await socket.send(id="1", type="complete")
        await socket.send(id="1", type="subscribe", payload={"query": INBOX})
        assert (await socket.receive())["type"] == "error"
        await socket.send(id="1", type="subscribe", payload={"query": ME})
        assert [(await socket.receive())["type"] for _ in range(2)] == ["next", "complete"]

        till.may_answer.set()
        await until_answered(services)
        await socket.send(type="ping")
        assert await socket.receive() == {"type": "pong"}


@pytest.mark.parametrize("changes", [{"operations_per_socket": 1}])
async def test_what_goes_on_unheard_counts_for_its_socket(
    port: int, services: Services, bill: Bill, till: Till, changes: dict[str, Any]
) -> None:
    async with connected(port) as socket:
        await socket.opened(bill.token)
        await bill.asked_on(socket)
        await till.was_called.wait()
        await socket.send(id="1", type="complete")
        await socket.send(id="2", type="subscribe", payload={"query": ME})
        refused = await socket.receive()
        assert (refused["type"], refused["payload"][0]["extensions"]["limit"]) == ("error", 1)

        till.may_answer.set()
        await until_answered(services)
        while (refused := await asked(socket, ME))["type"] == "error":
            assert refused["payload"][0]["extensions"]["code"] == "RATE_LIMITED"
        assert refused["type"] == "next"


async def asked(socket: Socket, query: str) -> dict[str, Any]:
    await socket.send(id="2", type="subscribe", payload={"query": query})
    return await socket.receive()


@pytest.mark.parametrize("changes", [{"sockets_per_user": 1}])
async def test_what_goes_on_unheard_keeps_its_users_place(
    *, port: int, app: Starlette, services: Services, bill: Bill, till: Till, changes: dict[str, Any]
) -> None:
    async with connected(port) as socket:
        await socket.opened(bill.token)
        await bill.asked_on(socket)
        await till.was_called.wait()
    async with asyncio.timeout(10):
        while app.state.connections():
            await asyncio.sleep(0.01)
    async with connected(port) as second:
        await second.send(type="connection_init", payload={"accessToken": bill.token})
        assert await second.closed() == 4429
    async with events(port, INBOX, token=bill.token) as refused:
        assert refused.status == 429

    till.may_answer.set()
    await nobody_is_there(services, app)
    assert await answer(port, bill.token, bill.payload) == PAID


async def test_what_only_reads_is_called_off_beside_it(
    *, port: int, services: Services, app: Starlette, bill: Bill, till: Till
) -> None:
    async with connected(port) as socket:
        await socket.opened(bill.token)
        payload = {"query": TRACK, "variables": {"id": bill.request}}
        await socket.send(id="2", type="subscribe", payload=payload)
        await socket.receive()
        await bill.asked_on(socket)
        await till.was_called.wait()
        assert services.following.places.followers == 1
    async with asyncio.timeout(10):
        while services.following.places.followers:
            await asyncio.sleep(0.01)
    assert app.state.live.users == 1
    till.may_answer.set()
    await nobody_is_there(services, app)


@pytest.mark.parametrize("how", ["leaves", "logs out"])
async def test_nor_is_one_called_off_with_its_event_stream(
    *, port: int, app: Starlette, services: Services, bill: Bill, till: Till, again: str, how: str
) -> None:
    async with AsyncExitStack() as held:
        stream = await held.enter_async_context(events(port, PAY, token=bill.token, **bill.variables))
        await till.was_called.wait()
        if how == "leaves":
            await held.aclose()
            async with asyncio.timeout(10):
                while app.state.connections():
                    await asyncio.sleep(0.01)
        else:
            assert await answer(port, bill.token, LOG_OUT) is not None
        assert (await answer(port, again, bill.payload), app.state.live.count()) == (GOING_ON, 1)

        till.may_answer.set()
        if how == "logs out":
            # What was asked for before is done, and is not shown any more.
            _, told = await stream.next()
            assert (told["errors"][0]["message"], "data" in told) == ("The session has ended.", False)
            assert await stream.next() == ("complete", None)
        await nobody_is_there(services, app)
    assert (await answer(port, again, bill.payload), till.charges) == (PAID, 1)


@pytest.mark.parametrize("is_batch", [False, True])
async def test_nor_with_its_request(
    *, port: int, app: Starlette, services: Services, bill: Bill, till: Till, is_batch: bool
) -> None:
    """Whoever leaves in the middle of a batch has asked for the rest of it, too."""
    body = json.dumps([bill.payload, RENAME] if is_batch else bill.payload).encode()
    head = (
        f"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer {bill.token}\r\n"
    )
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
    await till.was_called.wait()
    writer.transport.abort()
    async with asyncio.timeout(10):
        while app.state.connections():
            await asyncio.sleep(0.01)

    till.may_answer.set()
    await until_answered(services)
    assert (await answer(port, bill.token, bill.payload), till.charges) == (PAID, 1)
    if is_batch:
        async with asyncio.timeout(10):
            while (await Profile.get(user_id=bill.payer.user_id)).name != "Eve":
                await asyncio.sleep(0.01)


@pytest.mark.parametrize("is_in_time", [True, False])
async def test_a_process_that_stops_waits_for_it_and_not_for_ever(
    app: Starlette, monkeypatch: pytest.MonkeyPatch, is_in_time: bool
) -> None:
    monkeypatch.setattr(serving, "GRACE_SECONDS", 5 if is_in_time else 1)
    async with AsyncExitStack() as held:
        async with listening(app) as port:
            bill, till = await a_slow_till(app)
            socket = await held.enter_async_context(connected(port))
            await socket.opened(bill.token)
            await bill.asked_on(socket)
            await till.was_called.wait()
            if is_in_time:
                app.state.live.on_stop(till.may_answer.set)
        assert (await socket.closed(), app.state.live.users) == (1012, 0)

    await is_done_elsewhere(app, bill, charges=0 if is_in_time else 1)
    assert till.charges == 1


@pytest.mark.parametrize("is_in_time", [True, False])
async def test_nor_does_it_end_an_event_stream_before(
    app: Starlette, monkeypatch: pytest.MonkeyPatch, is_in_time: bool
) -> None:
    monkeypatch.setattr(serving, "GRACE_SECONDS", 5 if is_in_time else 1)
    async with AsyncExitStack() as held:
        async with listening(app) as port:
            bill, till = await a_slow_till(app)
            stream = await held.enter_async_context(events(port, PAY, token=bill.token, **bill.variables))
            await till.was_called.wait()
            if is_in_time:
                app.state.live.on_stop(till.may_answer.set)
        if is_in_time:
            assert [await stream.next() for _ in range(2)] == [("next", {"data": PAID}), ("complete", None)]
        assert app.state.live.users == 0

    await is_done_elsewhere(app, bill, charges=0 if is_in_time else 1)
    assert till.charges == 1


async def a_slow_till(app: Starlette) -> tuple[Bill, Till]:
    services: Services = app.state.services
    clock = SetClock()
    clock.now = services.clock()
    return await billed(Village(services, clock)), Till(services)


async def is_done_elsewhere(app: Starlette, bill: Bill, *, charges: int) -> None:
    """Or was done, and at once: no key is left as taken. `charges`: how many it takes."""
    other = create_app(app.state.settings)
    async with listening(other) as port:
        till = Till(other.state.services)
        till.may_answer.set()
        assert (await answer(port, bill.token, bill.payload), till.charges) == (PAID, charges)
        assert await other.state.services.payments.books.broken() == {}
