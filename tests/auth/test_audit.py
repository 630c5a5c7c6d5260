"""What is put on record of accounts and sessions."""

import json
from typing import Any

import asyncpg
import pytest

from models.enums import Role
from services.platform.ids import Kind, encode
from tests.accounts import PASSWORD, Api
from tests.auth.operations import (
    CHANGE,
    LOG_IN,
    LOG_OUT,
    REFRESH,
    REQUEST_RESET,
    RESET,
    SIGN_UP,
    VERIFY,
    applicant,
)

NEW = "another fine password"


async def recorded(api: Api) -> list[tuple[Any, ...]]:
    return [(row["actor"], row["action"], _facts(row["after"])) for row in await api.rows("audit_log")]


def _facts(kept: str | None) -> Any:
    return None if kept is None else json.loads(kept)


async def test_signing_in_and_out_is_on_record(api: Api) -> None:
    await api.ask(SIGN_UP, input=applicant())
    await api.ask(VERIFY, mail=await api.mailed_token("ada@farm.test"))
    await api.ask(LOG_IN, input={"email": "ada@farm.test", "password": "not the password"})
    answer = await api.ask(LOG_IN, input={"email": "ada@farm.test", "password": PASSWORD}, client="192.0.2.9")
    await api.ask(LOG_OUT, token=answer.data["tokens"]["accessToken"])
    assert await recorded(api) == [
        ("FARMER", "EMAIL_VERIFIED", None),
        ("FARMER", "LOGGED_IN", None),
        ("SYSTEM", "LOG_IN_FAILED", None),
        ("FARMER", "LOGGED_IN", None),
        ("FARMER", "SESSION_ENDED", {"reason": "LOGGED_OUT"}),
    ]
    [user] = await api.rows("users")
    entries = await api.rows("audit_log")
    assert {row["subject_id"] for row in entries[::2][:2]} == {encode(Kind.USER, user["id"])}
    assert (entries[3]["ip_address"], entries[3]["trace_id"]) == ("192.0.2.9", "test")
    assert entries[4]["subject_id"] == entries[3]["subject_id"]


@pytest.mark.parametrize(
    ("role", "actor"), [(Role.FARMER, "FARMER"), (Role.TRACTOR_OWNER, "OWNER"), (Role.ADMIN, "ADMIN")]
)
async def test_whoever_logs_in_is_named_by_what_they_are(api: Api, role: Role, actor: str) -> None:
    user = await api.person(role)
    await api.ask(LOG_IN, input={"email": user.email, "password": PASSWORD})
    [entry] = await api.rows("audit_log")
    assert (entry["actor"], entry["actor_id"], entry["action"]) == (actor, user.id, "LOGGED_IN")


async def test_a_failure_of_nobody_is_not(api: Api) -> None:
    await api.ask(LOG_IN, input={"email": "nobody@farm.test", "password": PASSWORD})
    assert await recorded(api) == []


async def test_a_password_that_could_not_be_changed_is_on_record(api: Api) -> None:
    _, token = await api.signed_in()
    refused = await api.ask(CHANGE, token=token, current="not the password", new=NEW)
    assert refused.data["__typename"] == "InvalidCredentialsError"
    assert await recorded(api) == [("FARMER", "LOGGED_IN", None), ("FARMER", "PASSWORD_CHANGE_FAILED", None)]


async def test_new_passwords_are_on_record(api: Api) -> None:
    user, token = await api.signed_in()
    await api.ask(CHANGE, token=token, current=PASSWORD, new=NEW)
    await api.ask(REQUEST_RESET, email=user.email)
    await api.ask(RESET, mail=await api.mailed_token(user.email), password=PASSWORD)
    assert await recorded(api) == [
        ("FARMER", "LOGGED_IN", None),
        ("FARMER", "PASSWORD_CHANGED", None),
        ("FARMER", "SESSION_ENDED", {"reason": "PASSWORD_CHANGED"}),
        ("FARMER", "PASSWORD_RESET", None),
    ]


async def test_a_reuse_is_on_record(api: Api) -> None:
    token = (await api.session(await api.person())).tokens.refresh_token
    await api.ask(REFRESH, refresh=token)
    api.clock.advance(seconds=121)
    await api.ask(REFRESH, refresh=token)
    assert await recorded(api) == [("FARMER", "LOGGED_IN", None), ("SYSTEM", "SESSION_ENDED", {"reason": "REUSED"})]


async def test_no_entry_holds_a_name_an_address_or_a_secret(api: Api) -> None:
    await test_signing_in_and_out_is_on_record(api)
    kept = repr(await api.rows("audit_log"))
    assert not [secret for secret in ("ada@farm.test", "Ada", PASSWORD, "argon2") if secret in kept]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_log SET action = 'X'", "DELETE FROM audit_log", "TRUNCATE audit_log CASCADE"]
)
async def test_the_record_only_grows(api: Api, statement: str) -> None:
    await api.session(await api.person())
    before = await api.rows("audit_log")
    with pytest.raises(asyncpg.RestrictViolationError):
        await api.services.database.fetch(statement)
    assert await api.rows("audit_log") == before
