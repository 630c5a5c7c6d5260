"""Hashing and judging passwords."""

from collections.abc import Iterator

import pytest

from services.errors import Problem
from services.platform.passwords import Passwords
from services.platform.settings import Settings
from tests.accounts import quick


@pytest.fixture
def passwords(settings: Settings) -> Iterator[Passwords]:
    made = Passwords(quick(settings))
    yield made
    made.close()


async def test_a_hash_knows_its_password(passwords: Passwords) -> None:
    hashed = await passwords.hash("a plough for every field")
    assert hashed.startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert (await passwords.verify("a plough for every field", hashed)).is_right
    assert not (await passwords.verify("another plough", hashed)).is_right


@pytest.mark.parametrize("password", ["", "x", "\ud800"])
async def test_nobody_has_no_password(passwords: Passwords, password: str) -> None:
    assert not (await passwords.verify(password, None)).is_right


async def test_a_hash_that_is_none_is_wrong(passwords: Passwords) -> None:
    assert not (await passwords.verify("x", "not a hash")).is_right


@pytest.mark.parametrize("password", ["a plough for every field", "x7" * 512, "ọkọ àgbàdo mẹ́ta", "p" * 60 + "äöü" * 20])
async def test_long_and_foreign_passwords_are_judged(passwords: Passwords, password: str) -> None:
    assert {each.code for each in await passwords.problems_of(password, "password")} <= {"GUESSABLE"}


async def test_what_an_attacker_knows_is_guessable(passwords: Passwords) -> None:
    password = "xylomandrake77"
    assert await passwords.problems_of(password, "password") == ()
    [problem] = await passwords.problems_of(password, "password", known=["Xylomandrake"])
    assert problem == Problem(("password",), "GUESSABLE", "This password is easy to guess. Add a word or two.")
