"""An operation that fails ends alone, with an error that its sender may see."""

from collections.abc import Iterator
from typing import Any

import pytest
from strawberry.extensions import SchemaExtension

from schema.build import schema
from services.wiring import Services
from tests.schema.live import Socket, connected
from tests.schema.sockets.people import INBOX, ME
from tests.schema.test_doubling import doubling

REFUSED = {
    "syntax": {"query": "subscription {"},
    "nothing": {"query": ""},
    "spaces": {"query": "  "},
    "no operation": {"query": "fragment F on Query { __typename }"},
    "unknown field": {"query": "{ nonsense }"},
    "unknown operation": {"query": "query A { __typename }", "operationName": "B"},
    "two operations": {"query": "query A { __typename } query B { __typename }"},
    "two operations, an empty name": {"query": "query A { __typename } query B { __typename }", "operationName": ""},
    "two subscriptions": {"query": "subscription A { ownerInbox { __typename } } subscription B { __typename }"},
    "wrong variable": {"query": "query ($id: ID!) { request(id: $id) { id } }", "variables": {"id": {}}},
}


async def still_answers(socket: Socket) -> bool:
    await socket.send(id="last", type="subscribe", payload={"query": ME})
    return [(await socket.receive())["type"] for _ in range(2)] == ["next", "complete"]


@pytest.mark.parametrize("payload", REFUSED.values(), ids=REFUSED.keys())
async def test_what_cannot_be_executed_ends_that_operation_only(port: int, payload: dict[str, Any]) -> None:
    async with connected(port) as socket:
        await socket.opened()
        await socket.send(id="1", type="subscribe", payload=payload)
        answer = await socket.receive()
        assert (answer["type"], answer["id"]) == ("error", "1")
        assert answer["payload"][0]["extensions"]["code"] == "BAD_USER_INPUT"
        assert await still_answers(socket)


async def test_one_of_two_operations_runs_where_it_is_named(port: int) -> None:
    async with connected(port) as socket:
        await socket.opened()
        query = "query A { a: __typename } query B { b: __typename }"
        await socket.send(id="1", type="subscribe", payload={"query": query, "operationName": "B"})
        assert (await socket.receive())["payload"] == {"data": {"b": "Query"}}


async def test_a_subscription_whose_field_is_refused_ends_alone(port: int, token: str) -> None:
    async with connected(port) as socket:
        await socket.opened(token)
        await socket.send(id="1", type="subscribe", payload={"query": INBOX})
        answer = await socket.receive()
        assert (answer["type"], answer["payload"][0]["extensions"]) == ("error", {"code": "FORBIDDEN"})
        assert await still_answers(socket)


async def test_fragments_that_double_are_no_more_work_for_a_subscription(port: int, owner: str) -> None:
    query = doubling("subscription { ownerInbox { ... on InboxOpened { ...f0 } } }", "InboxOpened")
    async with connected(port) as socket:
        await socket.opened(owner)
        await socket.send(id="1", type="subscribe", payload={"query": query})
        assert (await socket.receive())["payload"] == {"data": {"ownerInbox": {"__typename": "InboxOpened"}}}


async def test_a_field_that_fails_beside_others_is_part_of_the_answer(port: int) -> None:
    async with connected(port) as socket:
        await socket.opened()
        query = "{ me { name } requests { nodes { id } } }"
        await socket.send(id="1", type="subscribe", payload={"query": query})
        answer = await socket.receive()
        assert (answer["type"], answer["payload"]["errors"][0]["path"]) == ("next", ["requests"])
        assert (await socket.receive())["type"] == "complete"


@pytest.mark.parametrize("at", ["the start", "a later frame"])
async def test_a_bug_is_masked(
    port: int, owner: str, services: Services, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    follow = services.inbox.follow

    async def broken(*arguments: Any) -> Any:
        if at == "a later frame":
            frames = follow(*arguments)
            yield await anext(frames)
            await frames.aclose()
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr(services.inbox, "follow", broken)
    async with connected(port) as socket:
        await socket.opened(owner)
        await socket.send(id="1", type="subscribe", payload={"query": INBOX})
        answer = await socket.receive()
        if at == "a later frame":
            assert answer["type"] == "next"
            answer = await socket.receive()
        (error,) = answer["payload"]
        assert (answer["type"], error["message"]) == ("error", "Something went wrong on our side.")
        assert (error["extensions"]["code"], len(error["extensions"]["traceId"])) == ("INTERNAL", 32)
        assert await still_answers(socket)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The extensions of each operation that is executed."""
    found: list[Any] = []

    class Looking(SchemaExtension):
        def on_execute(self) -> Iterator[None]:
            found.append(self.execution_context.operation_extensions)
            yield

    monkeypatch.setattr(schema, "extensions", (*schema.extensions, Looking))
    return found


async def test_extensions_are_passed_on(port: int, seen: list[Any]) -> None:
    async with connected(port) as socket:
        await socket.opened()
        for extensions in ({"traceparent": "00-1"}, None):
            await socket.send(id="1", type="subscribe", payload={"query": ME, "extensions": extensions})
            assert [(await socket.receive())["type"] for _ in range(2)] == ["next", "complete"]
    assert seen == [{"traceparent": "00-1"}, None]
