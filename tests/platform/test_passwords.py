"""Hashing and judging passwords."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from argon2 import PasswordHasher, Type

from services.errors import Problem
from services.platform import passwords as module
from services.platform.passwords import Passwords, Verdict, tried_first
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


SIGNS = "4@{(<[6931!|7|10o$5+7%2z"
PHRASE = "a plough for every field, and 17 oxen before each of them (since 1985)!"


@pytest.mark.parametrize(
    ("password", "pieces"),
    [
        (PHRASE, [PHRASE]),
        ("0123456789" * 9, [("0123456789" * 9)[:72]]),
        (SIGNS * 4, [SIGNS] * 3),
        (SIGNS + "ox", [SIGNS, "ox"]),
    ],
    ids=["a phrase", "digits", "signs", "signs and a rest"],
)
async def test_what_takes_long_to_judge_is_judged_in_pieces(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch, password: str, pieces: list[str]
) -> None:
    judged = []

    def weak(text: str, **_known: Any) -> dict[str, int]:
        judged.append(text)
        return {"score": 0}

    monkeypatch.setattr(module, "zxcvbn", weak)
    assert [each.code for each in await passwords.problems_of(password, "password")] == ["GUESSABLE"]
    assert judged == pieces


async def test_a_plain_beginning_makes_no_long_password_guessable(passwords: Passwords) -> None:
    plain = "seven seven seven seven "
    assert [each.code for each in await passwords.problems_of(plain, "password")] == ["GUESSABLE"]
    assert await passwords.problems_of(plain + "oxen in 7 rows: [1] {2} (3) <4> $5 |6|", "password") == ()


async def test_no_hash_stands_behind_a_password_that_is_judged(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, judged = threading.Event(), []

    def slow(text: str, **_known: Any) -> dict[str, int]:
        judged.append(text)
        gate.wait()
        return {"score": 4}

    monkeypatch.setattr(module, "zxcvbn", slow)
    choices = [
        asyncio.ensure_future(passwords.problems_of(f"a plough for field {each}", "password")) for each in "1234"
    ]
    try:
        async with asyncio.timeout(10):
            hashed = await passwords.hash("a plough for every field")
            assert (await passwords.verify("a plough for every field", hashed)).is_right
        assert [choice.done() for choice in choices] == [False] * 4
        assert judged in ([], ["a plough for field 1"])
    finally:
        gate.set()
    assert await asyncio.gather(*choices) == [()] * 4


def test_what_is_tried_first_is_short() -> None:
    assert tried_first("Ada Obi", "ada@farm.test") == ("Ada Obi", "Ada", "Obi", "ada", "farm.test")
    assert len(tried_first("a " * 100_000, "@" * 100_000)) == 53
