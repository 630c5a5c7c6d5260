"""New passwords."""

from typing import Any

import pytest

from services.auth.origin import Origin
from tests.accounts import PASSWORD, Api
from tests.auth.operations import CHANGE, ME, REQUEST_RESET, RESET, SIGN_UP, VERIFY, applicant, can_log_in

NEW = "another fine password"


async def state(api: Api) -> list[list[dict[str, Any]]]:
    return [await api.rows(table) for table in ("users", "sessions", "mail_tokens", "pgqueuer")]


async def test_a_reset_changes_the_password_and_ends_every_session(api: Api) -> None:
    user = await api.person()
    first, second = [(await api.session(user)).tokens.access_token for _ in range(2)]
    assert (await api.ask(REQUEST_RESET, email=user.email)).data is True
    mail = await api.mailed_token(user.email)
    answer = await api.ask(RESET, mail=mail, password=NEW)
    assert answer.data == {"__typename": "PasswordResetSuccess", "sessionsRevoked": 2}
    assert [(await api.ask(ME, token=token)).data for token in (first, second)] == [None, None]
    assert await can_log_in(api, user.email, NEW)
    assert not await can_log_in(api, user.email, PASSWORD)
    assert (await api.ask(RESET, mail=mail, password=PASSWORD)).data == {"__typename": "InvalidTokenError"}
    await api.run_mail_jobs()
    assert len(await api.services.outbox.sent(user.email)) == 2


async def test_a_reset_ends_the_other_links_that_were_mailed(api: Api) -> None:
    user = await api.person()
    await api.ask(REQUEST_RESET, email=user.email)
    first = await api.mailed_token(user.email)
    api.clock.advance(minutes=1)
    await api.ask(REQUEST_RESET, email=user.email)
    second = await api.mailed_token(user.email)
    assert (await api.ask(RESET, mail=second, password=NEW)).data["__typename"] == "PasswordResetSuccess"
    assert (await api.ask(RESET, mail=first, password=PASSWORD)).data == {"__typename": "InvalidTokenError"}


async def test_a_reset_proves_the_address_and_ends_the_links_that_would_have(api: Api) -> None:
    await api.ask(SIGN_UP, input=applicant())
    verifying = await api.mailed_token("ada@farm.test")
    await api.ask(REQUEST_RESET, email="ada@farm.test")
    api.clock.advance(minutes=1)
    resetting = await api.mailed_token("ada@farm.test")
    assert (await api.ask(RESET, mail=resetting, password=NEW)).data["__typename"] == "PasswordResetSuccess"
    assert {row["used_at"] is None for row in await api.rows("mail_tokens")} == {False}
    before = await state(api)
    assert (await api.ask(VERIFY, mail=verifying)).data == {"__typename": "InvalidTokenError"}
    assert await state(api) == before
    assert await can_log_in(api, "ada@farm.test", NEW)


async def test_a_reset_link_lives_for_an_hour(api: Api) -> None:
    user = await api.person()
    await api.ask(REQUEST_RESET, email=user.email)
    mail = await api.mailed_token(user.email)
    api.clock.advance(hours=1)
    before = await state(api)
    assert (await api.ask(RESET, mail=mail, password=NEW)).data == {"__typename": "InvalidTokenError"}
    assert await state(api) == before


async def test_a_weak_password_leaves_the_link_usable(api: Api) -> None:
    user = await api.person()
    await api.ask(REQUEST_RESET, email=user.email)
    mail = await api.mailed_token(user.email)
    before = await state(api)
    answer = await api.ask(RESET, mail=mail, password="aaaaaaaaaaaa")
    assert answer.data == {
        "__typename": "ValidationError",
        "problems": [{"path": ["newPassword"], "code": "GUESSABLE"}],
    }
    assert await state(api) == before
    assert (await api.ask(RESET, mail=mail, password=NEW)).data["__typename"] == "PasswordResetSuccess"


async def test_nobody_takes_their_own_name_as_their_new_password(api: Api) -> None:
    user = await api.person(name="Xylomandrake Quizzical")
    token = (await api.session(user)).tokens.access_token
    await api.ask(REQUEST_RESET, email=user.email)
    mail = await api.mailed_token(user.email)
    before = await state(api)
    for new in ("xylomandrake77", "Xylomandrake Quizzical"):
        answers = (
            await api.ask(RESET, mail=mail, password=new),
            await api.ask(CHANGE, token=token, current=PASSWORD, new=new),
        )
        assert [answer.data["problems"] for answer in answers] == [[{"path": ["newPassword"], "code": "GUESSABLE"}]] * 2
    assert await state(api) == before


async def test_nobody_learns_from_a_reset_who_has_an_account(api: Api) -> None:
    for email in ("nobody@farm.test", "no address", "\x00"):
        answer = await api.ask(REQUEST_RESET, email=email)
        assert (answer.data, answer.errors) == (True, [])
    await api.run_mail_jobs()
    assert await api.services.outbox.sent() == []


async def test_a_change_ends_every_session(api: Api) -> None:
    user, token = await api.signed_in()
    await api.session(user)
    answer = await api.ask(CHANGE, token=token, current=PASSWORD, new=NEW)
    assert answer.data == {"__typename": "ChangePasswordSuccess", "sessionsRevoked": 2}
    assert (await api.ask(ME, token=token)).data is None
    assert await can_log_in(api, user.email, NEW)
    assert not await can_log_in(api, user.email, PASSWORD)


@pytest.mark.parametrize(
    ("current", "new", "typename"),
    [
        ("not the password", NEW, "InvalidCredentialsError"),
        ("x" * 1025, NEW, "InvalidCredentialsError"),
        (PASSWORD, "short", "ValidationError"),
        (PASSWORD, "x" * 1025, "ValidationError"),
    ],
)
async def test_a_change_that_is_refused_changes_nothing(api: Api, current: str, new: str, typename: str) -> None:
    _, token = await api.signed_in()
    before = await state(api)
    assert (await api.ask(CHANGE, token=token, current=current, new=new)).data["__typename"] == typename
    assert await state(api) == before


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("a socket", "a socket"),
        (None, "unknown"),
    ],
)
def test_a_client_counts_by_its_address(address: str | None, counted_as: str) -> None:
    assert Origin(address).limited_as == counted_as
