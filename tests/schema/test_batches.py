"""Several operations in one request, as batching clients send them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from models.auth import MailToken, Session, User
from models.enums import MailTokenKind, Role
from models.users import Preferences, Profile
from services.auth.origin import Origin
from services.platform import tokens
from services.platform.settings import Settings

RENAME = """mutation ($name: String!) {
    updateProfile(input: { name: $name }) { ... on ProfileSuccess { viewer { name } } } }"""
LOG_IN = 'logIn(input: { email: "ada@farm.test", password: "wrong" }) { __typename }'
SERVICES = "{ services { code } }"
NAME = "{ me { name } }"


async def post(http: httpx2.AsyncClient, operations: Any, **headers: str) -> httpx2.Response:
    return await http.post("/graphql", json=operations, headers=headers)


@pytest.fixture
async def token(app: Starlette, http: httpx2.AsyncClient) -> str:
    return await token_of(app, Role.FARMER)


async def token_of(app: Starlette, role: Role) -> str:
    user = await User.create(email="ada@farm.test", password_hash="x", role=role)
    await Profile.create(user_id=user.id, name="Ada")
    await Preferences.create(user_id=user.id)
    services = app.state.services
    async with services.database.transaction():
        opened = await services.auth.sessions.open(user.id, Origin("127.0.0.1"))
    return f"Bearer {opened.tokens.access_token}"


async def test_answers_come_in_the_order_of_the_operations(http: httpx2.AsyncClient, token: str) -> None:
    batch = [
        {"query": NAME},
        {"query": RENAME, "variables": {"name": "Bola"}},
        {"query": "query A { me { name } } query B { services { code } }", "operationName": "A"},
        {"query": RENAME, "variables": {"name": "Chi"}},
        {"query": NAME},
    ]

    response = await post(http, batch, authorization=token)

    assert response.status_code == 200
    assert [[*answer["data"].values()] for answer in response.json()] == [
        [{"name": "Ada"}],
        [{"viewer": {"name": "Bola"}}],
        [{"name": "Bola"}],
        [{"viewer": {"name": "Chi"}}],
        [{"name": "Chi"}],
    ]


async def test_an_account_that_is_read_together_with_a_dashboard(app: Starlette, http: httpx2.AsyncClient) -> None:
    batch = [{"query": "{ ownerDashboard { timeZone } }"}, {"query": "{ ownerDashboard { asOf } me { name } }"}]

    response = await post(http, batch, authorization=await token_of(app, Role.TRACTOR_OWNER))

    first, second = response.json()
    assert first == {"data": {"ownerDashboard": {"timeZone": "Africa/Lagos"}}}
    assert (second["data"]["me"], "errors" in second) == ({"name": "Ada"}, False)


async def test_what_one_changes_the_next_sees(http: httpx2.AsyncClient, token: str) -> None:
    user, now = await User.get(email="ada@farm.test"), datetime.now(UTC)
    await MailToken.create(
        user_id=user.id,
        kind=MailTokenKind.VERIFY_EMAIL,
        token_hash=tokens.digest("mailed"),
        created_at=now,
        expires_at=now + timedelta(hours=1),
    )
    is_verified = {"query": "{ me { emailVerified } }"}
    verify = {"query": 'mutation { verifyEmail(token: "mailed") { __typename } }'}

    response = await post(http, [is_verified, verify, is_verified], authorization=token)

    assert [answer["data"] for answer in response.json()] == [
        {"me": {"emailVerified": False}},
        {"verifyEmail": {"__typename": "VerifyEmailSuccess"}},
        {"me": {"emailVerified": True}},
    ]


async def test_whoever_logs_out_is_signed_out_for_the_rest_of_a_batch(http: httpx2.AsyncClient, token: str) -> None:
    batch = [
        {"query": "mutation { logOut }"},
        {"query": NAME},
        {"query": RENAME, "variables": {"name": "Bola"}},
    ]

    response = await post(http, batch, authorization=token)

    _, name, renamed = response.json()
    assert name == {"data": {"me": None}}
    assert (renamed["data"], renamed["errors"][0]["extensions"]["code"]) == (None, "UNAUTHENTICATED")
    assert [profile.name for profile in await Profile.all()] == ["Ada"]


async def test_whoever_logs_out_is_signed_out_for_the_rest_of_a_document(http: httpx2.AsyncClient, token: str) -> None:
    rename = 'updateProfile(input: { name: "Bola" }) { __typename }'
    document = f"mutation {{ logOut {rename} }}"

    response = await post(http, {"query": document}, authorization=token)

    (error,) = response.json()["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["updateProfile"], "UNAUTHENTICATED")
    assert [profile.name for profile in await Profile.all()] == ["Ada"]


async def test_one_that_fails_does_so_in_its_place(http: httpx2.AsyncClient) -> None:
    batch = [
        {"query": SERVICES},
        {"query": "{ nonsense }"},
        {"query": "{"},
        {},
        {"query": "subscription { ownerInbox { __typename } }"},
        {"query": "{ requests { nodes { id } } }"},
        {"query": SERVICES},
    ]

    for accept in ("application/json", "application/graphql-response+json"):
        response = await post(http, batch, accept=accept)
        first, *failed, last = response.json()
        assert response.status_code == 200
        assert response.headers["content-type"] == f"{accept}; charset=utf-8"
        assert first == last
        assert first["data"]["services"]
        codes = [[error["extensions"]["code"] for error in answer["errors"]] for answer in failed]
        assert codes == [["BAD_USER_INPUT"]] * 4 + [["UNAUTHENTICATED"]]
        assert ["data" in answer for answer in failed] == [False] * 4 + [True]


async def test_ten_run_and_eleven_do_not(http: httpx2.AsyncClient, token: str, settings: Settings) -> None:
    most = settings.batch_operations_limit
    assert len((await post(http, [{"query": SERVICES}] * most)).json()) == most == 10

    rename = {"query": RENAME, "variables": {"name": "Bola"}}
    refused = await post(http, [rename] * (most + 1), authorization=token)

    assert refused.status_code == 400
    (error,) = refused.json()["errors"]
    assert error["message"] == "A batch has at most 10 operations; this one has 11."
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert (await Profile.get()).name == "Ada"


@pytest.mark.parametrize(
    "batch",
    [
        [],
        [{"query": 1}],
        [{"query": SERVICES, "variables": [1]}],
        [{"query": SERVICES, "operationName": {}}],
        [{"query": SERVICES, "extensions": "x"}],
        [[{"query": SERVICES}]],
        [{"query": SERVICES}, None],
    ],
)
async def test_what_is_no_batch_is_refused_as_a_whole(http: httpx2.AsyncClient, batch: list[Any]) -> None:
    response = await post(http, [{"query": RENAME, "variables": {"name": "Bola"}}, *batch] if batch else batch)
    assert response.status_code == 400
    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_USER_INPUT"}]
    assert await Session.all().count() == 0


async def test_limits_count_every_operation_of_a_batch(http: httpx2.AsyncClient, token: str) -> None:
    """A batch is no way around what a single request may try."""
    response = await post(http, [{"query": f"mutation {{ a: {LOG_IN} b: {LOG_IN} }}"}] * 10)

    codes = [{error["extensions"]["code"] for error in answer.get("errors", [])} for answer in response.json()]
    assert codes == [set()] * 5 + [{"RATE_LIMITED"}] * 5


async def test_a_batch_costs_what_its_operations_cost_together(app: Starlette, http: httpx2.AsyncClient) -> None:
    services = app.state.services
    object.__setattr__(services, "settings", services.settings.model_copy(update={"document_cost": 25}))

    answers = (await post(http, [{"query": SERVICES}] * 3)).json()

    assert [answer.get("data") is not None for answer in answers] == [True, True, False]
    (error,) = answers[2]["errors"]
    assert (error["message"], error["extensions"]["code"]) == (
        "Too much at once: cost 33, at most 25.",
        "COMPLEXITY_LIMIT",
    )
