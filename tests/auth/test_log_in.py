"""Logging in."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from models.auth import User
from models.enums import UserState
from services.auth.origin import Origin
from services.auth.refusals import InvalidCredentials
from services.platform.passwords import Passwords, Verdict
from services.platform.rate_limits import Try
from tests.accounts import PASSWORD, Api
from tests.auth.operations import LOG_IN


async def log_in(api: Api, email: str, password: str, **more: Any) -> Any:
    return (await api.ask(LOG_IN, input={"email": email, "password": password}, **more)).data


@pytest.mark.parametrize("email", ["nobody@farm.test", "no address", "", "a\x00@farm.test", "\ud800@farm.test"])
async def test_an_unknown_address_is_answered_as_a_wrong_password(api: Api, email: str) -> None:
    user = await api.person()
    wrong = await log_in(api, user.email, "not the password")
    assert wrong == {"__typename": "InvalidCredentialsError"}
    assert await log_in(api, email, PASSWORD) == wrong
    assert await api.rows("sessions") == []


async def test_an_unknown_address_costs_a_hash_too(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str | None] = []
    verify = Passwords.verify

    async def counted(self: Passwords, password: str, password_hash: str | None) -> Verdict:
        checked.append(password_hash)
        return await verify(self, password, password_hash)

    monkeypatch.setattr(Passwords, "verify", counted)
    await log_in(api, "nobody@farm.test", PASSWORD)
    assert checked == [None]


async def test_what_is_wrong_with_an_account_is_told_after_the_right_password_only(api: Api) -> None:
    pending = await api.person(verified=False)
    suspended = await api.person(state=UserState.SUSPENDED)
    for user, refusal in ((pending, "EmailNotVerifiedError"), (suspended, "AccountSuspendedError")):
        assert await log_in(api, user.email, "not the password") == {"__typename": "InvalidCredentialsError"}
        assert await log_in(api, user.email, PASSWORD) == {"__typename": refusal}
    assert await api.rows("sessions") == []


async def test_an_endless_password_is_refused_unhashed(api: Api) -> None:
    answer = await log_in(api, (await api.person()).email, "x" * 1025)
    problem = {"path": ["input", "password"], "code": "TOO_LONG"}
    assert answer == {"__typename": "ValidationError", "problems": [problem]}


async def test_a_hash_of_old_parameters_is_renewed(api: Api) -> None:
    user = await api.person()
    old = Passwords(api.services.settings.model_copy(update={"argon2_time_cost": 2}))
    user.password_hash = await old.hash(PASSWORD)
    old.close()
    await user.save()
    assert (await log_in(api, user.email, PASSWORD))["__typename"] == "LogInSuccess"
    renewed = (await User.get(id=user.id)).password_hash
    assert ",t=1," in renewed
    assert (await log_in(api, user.email, PASSWORD))["__typename"] == "LogInSuccess"
    assert (await User.get(id=user.id)).password_hash == renewed


@pytest.mark.parametrize("change", [{"password_hash": "changed"}, {"state": UserState.SUSPENDED}])
async def test_an_account_that_changes_while_its_password_is_checked_opens_nothing(
    api: Api, monkeypatch: pytest.MonkeyPatch, change: dict[str, str]
) -> None:
    user = await api.person()
    verify = Passwords.verify

    async def changing(self: Passwords, password: str, password_hash: str | None) -> Verdict:
        verdict = await verify(self, password, password_hash)
        await User.filter(id=user.id).update(**change)
        return verdict

    monkeypatch.setattr(Passwords, "verify", changing)
    with pytest.raises(InvalidCredentials):
        await api.services.auth.log_in(user.email, PASSWORD, origin=Origin(None))
    assert [await api.rows(table) for table in ("sessions", "refresh_tokens", "audit_log")] == [[], [], []]
    assert (await User.get(id=user.id)).last_log_in_at is None


async def test_an_account_takes_ten_tries_wherever_they_come_from(api: Api) -> None:
    user = await api.person()
    for _ in range(10):
        assert await log_in(api, user.email, "not the password") == {"__typename": "InvalidCredentialsError"}
    answer = await api.ask(LOG_IN, input={"email": user.email.upper(), "password": PASSWORD})
    assert (answer.data, answer.codes) == (None, ["RATE_LIMITED"])
    assert 0 < answer.errors[0]["extensions"]["retryAfterMs"] <= 15 * 60 * 1000


@pytest.mark.parametrize("letter", ["ⓣ", "ｔ"])
async def test_another_spelling_of_an_address_is_no_other_account(api: Api, letter: str) -> None:
    user = await api.person()
    name, _, domain = user.email.partition("@")
    assert "t" in domain
    for _ in range(10):
        await log_in(api, user.email, "not the password")
    other = f"{name}@{domain.replace('t', letter)}"
    answer = await api.ask(LOG_IN, input={"email": other, "password": PASSWORD})
    assert (answer.data, answer.codes) == (None, ["RATE_LIMITED"])


async def test_tries_count_for_an_address_without_an_account_too(api: Api) -> None:
    for _ in range(10):
        await log_in(api, "nobody.at.all@farm.test", PASSWORD)
    answer = await api.ask(LOG_IN, input={"email": "nobody.at.all@farm.test", "password": PASSWORD})
    assert answer.codes == ["RATE_LIMITED"]


async def test_five_hundred_aliases_are_five_hundred_tries(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = 0

    async def counted(self: Passwords, password: str, password_hash: str | None) -> Verdict:
        nonlocal checks
        checks += 1
        return Verdict(is_right=False)

    monkeypatch.setattr(Passwords, "verify", counted)
    tries = " ".join(
        f'a{n}: logIn(input: {{email: "p{n}@many.test", password: "x"}}) {{ __typename }}' for n in range(500)
    )
    assert (await api.ask(f"mutation {{ {tries} }}")).codes == ["COMPLEXITY_LIMIT"]
    assert checks == 0
    lifted = {"document_tokens": 10_000, "document_aliases": 500}
    api.services = replace(api.services, settings=api.services.settings.model_copy(update=lifted))
    await api.ask(f"mutation {{ {tries} }}")
    assert checks == 100


async def test_without_redis_the_process_counts_by_itself(api: Api) -> None:
    await api.services.rate_limits.close()
    limits = type(api.services.rate_limits)("redis://127.0.0.1:1/0")
    spent = [limits.spend(Try("3 per hour", "test", "somebody")) for _ in range(10)]
    results = await asyncio.gather(*spent, return_exceptions=True)
    await limits.close()
    assert [type(each).__name__ for each in results].count("RateLimited") == 7
