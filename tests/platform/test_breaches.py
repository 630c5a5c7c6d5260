"""Known passwords are found in the library's list and in the operator's file."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.errors import Problem
from services.platform.breaches import Breaches
from services.platform.passwords import Passwords
from services.platform.settings import Settings
from tests.accounts import quick

KNOWN = [f"rainy season {number}".encode() for number in range(100)]
UNKNOWN = [f"dry season {number}".encode() for number in range(100)]


def digest(password: bytes) -> str:
    return hashlib.sha1(password, usedforsecurity=False).hexdigest().upper()


@pytest.fixture(params=["\n", "\r\n"], ids=["LF", "CRLF"])
def file(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Counts of different lengths, as in the real one."""
    lines = sorted(f"{digest(password)}:{10**number % 999_983}" for number, password in enumerate(KNOWN))
    path = tmp_path / "hashes.txt"
    path.write_text(request.param.join(lines), newline="")
    return path


@pytest.fixture
def breaches(file: Path) -> Iterator[Breaches]:
    made = Breaches(file)
    yield made
    made.close()


def test_what_the_file_holds_is_found_and_nothing_else(breaches: Breaches) -> None:
    assert [password for password in KNOWN + UNKNOWN if breaches.include(password)] == KNOWN


def test_the_commonest_need_no_file() -> None:
    breaches = Breaches(None)
    assert [breaches.include(each) for each in (b"1234567890", b"QWERTYUIOP", KNOWN[0])] == [True, True, False]


async def test_a_breached_password_is_no_new_password(settings: Settings, file: Path) -> None:
    passwords = Passwords(quick(settings).model_copy(update={"breached_passwords_file": file}))
    said = "This password is on lists that attackers use. Choose another."
    assert await passwords.problems_of("rainy season 7", "input", "password") == (
        Problem(("input", "password"), "BREACHED", said),
    )
    assert await passwords.problems_of("dry season in 7 fields", "input", "password") == ()
    passwords.close()
