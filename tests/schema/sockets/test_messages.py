"""Every message that the protocol does not know ends its socket, and only that."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from tests.schema.live import connected
from tests.schema.sockets.people import INBOX, ME

SUBSCRIBE = '{"type":"subscribe","id":"1","payload":%s}'
NO_MESSAGES = {
    "no json": "{",
    "nothing": "",
    "null": "null",
    "a number": "1",
    "a text": '"x"',
    "a list": "[]",
    "a list of messages": '[{"type":"ping"}]',
    "deep": "[" * 20_000,
    "not a number": '{"type":"ping","payload":{"x":NaN}}',
    "no type": "{}",
    "type null": '{"type":null}',
    "type a list": '{"type":[]}',
    "type unknown": '{"type":"start"}',
    "type of the server": '{"type":"next","id":"1","payload":{}}',
    "ping payload": '{"type":"ping","payload":"x"}',
    "pong payload": '{"type":"pong","payload":[]}',
    "complete without id": '{"type":"complete"}',
    "complete id a number": '{"type":"complete","id":1}',
    "id missing": '{"type":"subscribe","payload":{"query":"{ me { name } }"}}',
    "id null": '{"type":"subscribe","id":null,"payload":{"query":"{ me { name } }"}}',
    "id empty": '{"type":"subscribe","id":"","payload":{"query":"{ me { name } }"}}',
    "id a number": '{"type":"subscribe","id":1,"payload":{"query":"{ me { name } }"}}',
    "id an object": '{"type":"subscribe","id":{},"payload":{"query":"{ me { name } }"}}',
    "payload missing": '{"type":"subscribe","id":"1"}',
    "payload null": SUBSCRIBE % "null",
    "payload a list": SUBSCRIBE % "[]",
    "payload a text": SUBSCRIBE % '"{ me { name } }"',
    "query missing": SUBSCRIBE % "{}",
    "query null": SUBSCRIBE % '{"query":null}',
    "query a number": SUBSCRIBE % '{"query":1}',
    "query a list": SUBSCRIBE % '{"query":[]}',
    "variables a list": SUBSCRIBE % '{"query":"{ me { name } }","variables":[]}',
    "variables a text": SUBSCRIBE % '{"query":"{ me { name } }","variables":"{}"}',
    "extensions a number": SUBSCRIBE % '{"query":"{ me { name } }","extensions":1}',
    "operationName a number": SUBSCRIBE % '{"query":"{ me { name } }","operationName":1}',
    "operationName an object": SUBSCRIBE % '{"query":"{ me { name } }","operationName":{}}',
}
# Where a token may stand in the first message, and what it cannot be there.
SHOWN = ("Authorization", "authorization", "accessToken")
NO_TEXT = ("0", "false", '["Bearer x"]')


@pytest.mark.parametrize("is_greeted", [True, False])
@pytest.mark.parametrize("raw", NO_MESSAGES.values(), ids=NO_MESSAGES.keys())
async def test_what_is_no_message_ends_the_socket(port: int, raw: str, is_greeted: bool) -> None:
    async with connected(port) as socket:
        if is_greeted:
            await socket.opened()
        await socket.put(raw)
        assert await socket.closed() == 4400
        assert socket.reason


async def test_a_binary_frame_ends_the_socket(port: int) -> None:
    async with connected(port) as socket:
        await socket.put(b'{"type":"connection_init"}')
        assert await socket.closed() == 4400


@pytest.mark.parametrize("raw", ["{}", '{"payload":null}', '{"payload":{}}', '{"payload":{"Authorization":null}}'])
async def test_an_init_without_token_is_legal(port: int, raw: str) -> None:
    async with connected(port) as socket:
        await socket.put(f'{{"type":"connection_init"{"," if raw != "{}" else ""}{raw[1:]}')
        assert await socket.receive() == {"type": "connection_ack"}


@pytest.mark.parametrize(
    "payload", ["[]", '"x"', "1", "false", *(f'{{"{name}":{no}}}' for name in SHOWN for no in NO_TEXT)]
)
async def test_an_init_with_another_payload_is_not(port: int, payload: str) -> None:
    async with connected(port) as socket:
        await socket.put(f'{{"type":"connection_init","payload":{payload}}}')
        assert await socket.closed() == 4400


@pytest.mark.parametrize(
    "payload",
    [
        {"accessToken": "TOKEN"},
        {"accessToken": " TOKEN "},
        {"authorization": "Bearer TOKEN"},
        {"Authorization": "", "authorization": "bearer TOKEN"},
        {"Authorization": "", "accessToken": "TOKEN"},
        {"Authorization": "Basic eA==", "accessToken": "TOKEN"},
    ],
    ids=str,
)
async def test_the_token_may_be_named_otherwise(port: int, token: str, payload: dict[str, str]) -> None:
    async with connected(port) as socket:
        named = {name: value.replace("TOKEN", token) for name, value in payload.items()}
        await socket.send(type="connection_init", payload=named)
        await socket.receive()
        await socket.send(id="1", type="subscribe", payload={"query": ME})
        assert (await socket.receive())["payload"] == {"data": {"me": {"name": "Ada Obi"}}}


@pytest.mark.parametrize(
    ("shown", "is_one"),
    [
        *(
            (shown, True)
            for shown in ("Bearer TOKEN", "bearer TOKEN", "BEARER TOKEN", "Bearer  TOKEN", " Bearer TOKEN ")
        ),
        *(
            (shown, False)
            for shown in ("", " ", "Bearer", "Bearer ", "TOKEN", "BearerTOKEN", "Basic eA==", "Token TOKEN")
        ),
    ],
)
async def test_a_token_is_read_alike_over_both_transports(port: int, token: str, shown: str, is_one: bool) -> None:
    """What is no bearer token is as none: there are clients that show an empty text where nobody is signed in."""
    header, body = shown.replace("TOKEN", token), {"query": ME}
    seen = {"data": {"me": {"name": "Ada Obi"} if is_one else None}}

    async with httpx2.AsyncClient(trust_env=False) as http:
        # Blanks around it are no part of a header.
        headers = {"authorization": header.strip()}
        answer = await http.post(f"http://127.0.0.1:{port}/graphql", json=body, headers=headers)
    assert (answer.status_code, answer.json()) == (200, seen)
    async with connected(port) as socket:
        await socket.send(type="connection_init", payload={"Authorization": header})
        assert await socket.receive() == {"type": "connection_ack"}
        await socket.send(id="1", type="subscribe", payload=body)
        assert (await socket.receive())["payload"] == seen


async def test_an_empty_name_of_an_operation_is_none_over_both_transports(port: int) -> None:
    body = {"query": "query A { __typename }", "operationName": ""}

    async with httpx2.AsyncClient(trust_env=False) as http:
        answer = await http.post(f"http://127.0.0.1:{port}/graphql", json=body)
    assert answer.json() == {"data": {"__typename": "Query"}}
    async with connected(port) as socket:
        await socket.opened()
        await socket.send(id="1", type="subscribe", payload=body)
        assert (await socket.receive())["payload"] == {"data": {"__typename": "Query"}}


async def test_one_init_is_enough(port: int) -> None:
    async with connected(port) as socket:
        await socket.opened()
        await socket.send(type="connection_init")
        assert (await socket.closed(), socket.reason) == (4429, "Too many initialisation requests")


async def test_nothing_is_subscribed_before_the_init(port: int) -> None:
    async with connected(port) as socket:
        await socket.send(id="1", type="subscribe", payload={"query": ME})
        assert (await socket.closed(), socket.reason) == (4401, "Unauthorized")


@pytest.mark.parametrize("id", ["1", "x" * 1_000, "é" * 500, "🚜" * 250])
async def test_an_id_is_used_once_at_a_time_and_the_reason_fits(port: int, owner: str, id: str) -> None:
    async with connected(port) as socket:
        await socket.opened(owner)
        await socket.send(id=id, type="subscribe", payload={"query": INBOX})
        await socket.receive()
        await socket.send(id=id, type="subscribe", payload={"query": INBOX})
        assert await socket.closed() == 4409
        whole = f"Subscriber for {id} already exists"
        assert whole.startswith(socket.reason)
        assert len(socket.reason.encode()) == min(len(whole.encode()), 123 - (123 - 15) % len(id[0].encode()))


async def test_an_id_is_free_again_once_its_operation_has_ended(port: int, owner: str) -> None:
    async with connected(port) as socket:
        await socket.opened(owner)
        for _ in range(3):
            await socket.send(id="1", type="subscribe", payload={"query": INBOX})
            assert (await socket.receive())["payload"] == {"data": {"ownerInbox": {"__typename": "InboxOpened"}}}
            await socket.send(id="1", type="complete")
        for _ in range(3):
            await socket.send(id="1", type="subscribe", payload={"query": ME})
            assert [(await socket.receive())["type"] for _ in range(2)] == ["next", "complete"]


async def test_completing_what_is_not_there_is_legal(port: int) -> None:
    async with connected(port) as socket:
        await socket.opened()
        await socket.send(id="1", type="complete")
        await socket.send(type="ping")
        assert await socket.receive() == {"type": "pong"}


@pytest.mark.parametrize("payload", [None, {}, {"sent": 1}])
async def test_a_ping_is_answered_before_and_after_the_init(port: int, payload: dict[str, Any] | None) -> None:
    async with connected(port) as socket:
        for _ in range(2):
            await socket.send(type="ping", payload=payload)
            answer = {"type": "pong"} if payload is None else {"type": "pong", "payload": payload}
            assert await socket.receive() == answer
            await socket.send(type="pong")
        await socket.opened()
        await socket.send(type="ping")
        assert await socket.receive() == {"type": "pong"}


@pytest.mark.parametrize("protocols", [[], ["graphql-ws"], ["graphql-sse"]])
async def test_only_the_current_protocol_is_spoken(port: int, protocols: list[str]) -> None:
    async with connected(port, protocols=protocols) as socket:
        assert await socket.closed() == 4406


async def test_the_current_protocol_may_be_one_of_several(port: int) -> None:
    async with connected(port, protocols=["graphql-ws", "graphql-transport-ws"]) as socket:
        assert (await socket.opened())["type"] == "connection_ack"


@pytest.mark.parametrize("changes", [{"socket_init_timeout": timedelta(milliseconds=100)}])
async def test_the_init_has_to_come_in_time(port: int, changes: dict[str, Any]) -> None:
    async with connected(port) as late, connected(port) as early:
        await early.opened()
        await late.send(type="ping")
        assert (await late.closed(), late.reason) == (4408, "Connection initialisation timeout")
        await early.send(type="ping")
        assert await early.receive() == {"type": "pong"}


@pytest.mark.parametrize(("size", "is_taken"), [(65_536, True), (65_537, False)])
async def test_a_message_has_64_kib(port: int, size: int, is_taken: bool) -> None:
    async with connected(port) as socket:
        await socket.opened()
        message = '{"type":"ping","payload":{"x":"%s"}}'
        await socket.put(message % ("x" * (size - len(message) + 2)))
        if is_taken:
            assert (await socket.receive())["type"] == "pong"
        else:
            assert await socket.closed() == 1009
