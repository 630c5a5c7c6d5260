"""Hashing and judging passwords."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher, Type

from services.errors import Problem
from services.platform.passwords import Passwords, Verdict
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


@pytest.mark.parametrize(
    "text", ["", "-", "not a hash", "$argon2id$", "$argon2id$" * 13, "$2b$12$abcdefghijklmnopqrstuv", "\x00"]
)
async def test_a_hash_that_is_none_is_wrong(passwords: Passwords, text: str) -> None:
    assert not (await passwords.verify("x", text)).is_right


@pytest.mark.parametrize(
    ("hasher", "is_current"),
    [
        (PasswordHasher(1, 8, 1), True),
        (PasswordHasher(2, 8, 1), False),
        (PasswordHasher(1, 19_456, 1), False),
        (PasswordHasher(1, 64, 4), False),
        (PasswordHasher(1, 8, 1, hash_len=16, salt_len=8), False),
        (PasswordHasher(1, 8, 1, type=Type.I), False),
    ],
    ids=["ours", "time", "memory", "lanes", "lengths", "another Argon2"],
)
async def test_hashes_of_all_parameters_know_their_passwords(
    passwords: Passwords, hasher: PasswordHasher, is_current: bool
) -> None:
    """By the reference implementation; what others than today's made is made anew."""
    verdict = await passwords.verify("a plough", hasher.hash("a plough"))
    assert (verdict.is_right, verdict.fresh_hash is None) == (True, is_current)
    known = verdict.fresh_hash or hasher.hash("a plough")
    assert await passwords.verify("a plough", known) == Verdict(is_right=True)
    assert await passwords.verify("another plough", hasher.hash("a plough")) == Verdict(is_right=False)


@pytest.mark.parametrize("password", ["a plough for every field", "x7" * 512, "ọkọ àgbàdo mẹ́ta", "p" * 60 + "äöü" * 20])
async def test_long_and_foreign_passwords_are_judged(passwords: Passwords, password: str) -> None:
    assert {each.code for each in await passwords.problems_of(password, "password")} <= {"GUESSABLE"}


async def test_what_an_attacker_knows_is_guessable(passwords: Passwords) -> None:
    password = "xylomandrake77"
    assert await passwords.problems_of(password, "password") == ()
    [problem] = await passwords.problems_of(password, "password", known=["Xylomandrake"])
    assert problem == Problem(("password",), "GUESSABLE", "This password is easy to guess. Add a word or two.")
