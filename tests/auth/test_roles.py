"""Roles: who gives them, and what they end."""

import asyncio
import unicodedata

import pytest

from models.enums import Role
from services.auth.origin import Origin
from services.errors import Forbidden, ValidationFailed
from services.platform.ids import Kind, encode
from tests.accounts import PASSWORD, Api
from tests.auth.operations import ASSIGN_ROLE, ME, can_log_in


async def test_an_admin_gives_a_role_and_ends_the_sessions(api: Api) -> None:
    _, admin = await api.signed_in(Role.ADMIN)
    user, token = await api.signed_in()
    user_id = encode(Kind.USER, user.id)
    answer = await api.ask(ASSIGN_ROLE, token=admin, id=user_id, role="TRACTOR_OWNER")
    assert answer.data == {
        "__typename": "AdminUserSuccess",
        "user": {"id": user_id, "role": "TRACTOR_OWNER", "state": "ACTIVE", "emailVerified": True},
    }
    assert (await api.ask(ME, token=token)).data is None
    entries = [row for row in await api.rows("audit_log") if row["action"] == "ROLE_CHANGED"]
    assert [(row["actor"], row["subject_id"], row["before"], row["after"]) for row in entries] == [
        ("ADMIN", user_id, '{"role": "FARMER"}', '{"role": "TRACTOR_OWNER"}')
    ]


async def test_the_role_that_somebody_has_changes_nothing(api: Api) -> None:
    _, admin = await api.signed_in(Role.ADMIN)
    user, token = await api.signed_in()
    before = [await api.rows("users"), await api.rows("audit_log")]
    await api.ask(ASSIGN_ROLE, token=admin, id=encode(Kind.USER, user.id), role="FARMER")
    assert (await api.ask(ME, token=token)).data is not None
    assert [await api.rows("users"), await api.rows("audit_log")] == before


@pytest.mark.parametrize("role", [None, Role.FARMER, Role.TRACTOR_OWNER])
async def test_nobody_else_gives_roles(api: Api, role: Role | None) -> None:
    user, token = await api.signed_in(role or Role.FARMER)
    before = await api.rows("users")
    asked_as = {"token": token} if role else {}
    answer = await api.ask(ASSIGN_ROLE, **asked_as, id=encode(Kind.USER, user.id), role="ADMIN")
    assert (answer.data, answer.codes) == (None, ["FORBIDDEN" if role else "UNAUTHENTICATED"])
    assert await api.rows("users") == before


async def test_no_admin_changes_their_own_role(api: Api) -> None:
    user, token = await api.signed_in(Role.ADMIN)
    before = await api.rows("users")
    answer = await api.ask(ASSIGN_ROLE, token=token, id=encode(Kind.USER, user.id), role="FARMER")
    assert answer.data["problems"] == [{"path": ["userId"], "code": "OWN_ROLE"}]
    assert await api.rows("users") == before


@pytest.mark.parametrize("user_id", ["usr_01jqz0000000000000000000aa", "req_01jqz0000000000000000000aa", "nonsense"])
async def test_nobody_is_not_found(api: Api, user_id: str) -> None:
    _, token = await api.signed_in(Role.ADMIN)
    answer = await api.ask(ASSIGN_ROLE, token=token, id=user_id, role="FARMER")
    assert answer.data == {"__typename": "NotFoundError"}


async def test_of_two_admins_who_demote_each_other_one_remains(api: Api) -> None:
    first, second = [(await api.session(await api.person(Role.ADMIN))).viewer for _ in range(2)]
    roles = api.services.admin.roles
    results = await asyncio.gather(
        roles.assign(first, second.user_id, Role.FARMER, origin=Origin(None)),
        roles.assign(second, first.user_id, Role.FARMER, origin=Origin(None)),
        return_exceptions=True,
    )
    assert [type(each) for each in results if each] == [Forbidden]
    assert sorted(row["role"] for row in await api.rows("users")) == ["ADMIN", "FARMER"]


async def test_an_operator_makes_an_admin_who_can_log_in(api: Api) -> None:
    marks_apart = unicodedata.normalize("NFD", " Adé ")
    await api.services.auth.admins.create(name=marks_apart, email="root@farm.test", password=PASSWORD)
    assert await can_log_in(api, "root@farm.test", PASSWORD)
    assert [row["name"] for row in await api.rows("profiles")] == [unicodedata.normalize("NFC", "Adé")]
    assert [row["role"] for row in await api.rows("users")] == ["ADMIN"]


async def test_an_operator_takes_over_no_account(api: Api) -> None:
    user = await api.person()
    before = await api.rows("users")
    with pytest.raises(ValidationFailed) as caught:
        await api.services.auth.admins.create(name="Root", email=user.email.upper(), password=PASSWORD)
    assert [each.code for each in caught.value.problems] == ["TAKEN"]
    assert await api.rows("users") == before


async def test_an_operator_chooses_a_good_password(api: Api) -> None:
    with pytest.raises(ValidationFailed) as caught:
        await api.services.auth.admins.create(name="", email="root", password="password123")
    assert [each.code for each in caught.value.problems] == ["REQUIRED", "INVALID_EMAIL", "BREACHED"]
