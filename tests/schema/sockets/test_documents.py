"""What is refused of a document over HTTP is refused over sockets and event streams, and of subscriptions, too."""

from typing import Any

import pytest

from tests.schema.events import events
from tests.schema.live import connected

PRODUCTION = {"environment": "production"}
OFF = "Introspection is off."
ONE_FIELD = "must select only one top level field"
# Of each: what is set, the document, and the code and a part of the message that it is refused with.
SUBSCRIPTIONS: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "introspection": (
        PRODUCTION,
        "subscription { ownerInbox { __typename } __schema { types { name } } }",
        "INTROSPECTION_DISABLED",
        OFF,
    ),
    "introspection in a fragment": (
        PRODUCTION,
        'subscription { ...f } fragment f on Subscription { __type(name: "User") { name } }',
        "INTROSPECTION_DISABLED",
        OFF,
    ),
    "a name that is nearly one": (
        PRODUCTION,
        "subscription { ownerInbx { __typename } }",
        "BAD_USER_INPUT",
        "Cannot query field 'ownerInbx' on type 'Subscription'.",
    ),
    "an argument that is nearly one": (
        PRODUCTION,
        'subscription { ownerInbox(aftr: "x") { __typename } }',
        "BAD_USER_INPUT",
        "Unknown argument 'aftr' on field 'Subscription.ownerInbox'.",
    ),
    "aliases": (
        {},
        "subscription { ownerInbox { " + " ".join(f"a{n}: __typename" for n in range(51)) + " } }",
        "COMPLEXITY_LIMIT",
        "Too much at once: aliases 51, at most 50.",
    ),
    "cost": (
        {"document_cost": 1},
        "subscription { ownerInbox { ... on InboxOpened { cursor } } }",
        "COMPLEXITY_LIMIT",
        "Too much at once: cost 2, at most 1.",
    ),
    "two fields": (
        {},
        "subscription { ownerInbox { __typename } notificationReceived { id } }",
        "BAD_USER_INPUT",
        ONE_FIELD,
    ),
    "the same field twice": (
        {},
        "subscription { ownerInbox { __typename } again: ownerInbox { __typename } }",
        "BAD_USER_INPUT",
        ONE_FIELD,
    ),
    "two fields in a fragment": (
        {},
        "subscription { ...f } fragment f on Subscription { ownerInbox { __typename } notificationReceived { id } }",
        "BAD_USER_INPUT",
        ONE_FIELD,
    ),
}
QUERIES: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "introspection": (PRODUCTION, "{ __schema { types { name } } }", "INTROSPECTION_DISABLED", OFF),
    "a name that is nearly one": (
        PRODUCTION,
        "{ servces { code } }",
        "BAD_USER_INPUT",
        "Cannot query field 'servces' on type 'Query'.",
    ),
    "aliases": (
        {},
        "{ " + " ".join(f"a{n}: __typename" for n in range(51)) + " }",
        "COMPLEXITY_LIMIT",
        "Too much at once: aliases 51, at most 50.",
    ),
    "cost": (
        {"document_cost": 10},
        "{ services { code } }",
        "COMPLEXITY_LIMIT",
        "Too much at once: cost 11, at most 10.",
    ),
}
ARGUMENTS = ("changes", "query", "code", "message")


@pytest.mark.parametrize(ARGUMENTS, SUBSCRIPTIONS.values(), ids=SUBSCRIPTIONS.keys())
async def test_a_subscription_over_a_socket(port: int, owner: str, query: str, code: str, message: str) -> None:
    check(await answer_on_a_socket(port, owner, query), code, message)


@pytest.mark.parametrize(ARGUMENTS, QUERIES.values(), ids=QUERIES.keys())
async def test_a_query_over_a_socket(port: int, owner: str, query: str, code: str, message: str) -> None:
    check(await answer_on_a_socket(port, owner, query), code, message)


@pytest.mark.parametrize(ARGUMENTS, SUBSCRIPTIONS.values(), ids=SUBSCRIPTIONS.keys())
async def test_a_subscription_over_an_event_stream(port: int, owner: str, query: str, code: str, message: str) -> None:
    async with events(port, query, token=owner) as stream:
        kind, answer = await stream.next()
        assert kind == "next"
        check(answer["errors"], code, message)
        assert await stream.next() == ("complete", None)


async def answer_on_a_socket(port: int, token: str, query: str) -> Any:
    async with connected(port) as socket:
        await socket.opened(token)
        await socket.send(id="1", type="subscribe", payload={"query": query})
        answer = await socket.receive()
        assert (answer["type"], answer["id"]) == ("error", "1")
        return answer["payload"]


def check(errors: list[dict[str, Any]], code: str, message: str) -> None:
    assert {error["extensions"]["code"] for error in errors} == {code}
    assert any(message in error["message"] for error in errors)
    assert "Did you mean" not in str(errors)
