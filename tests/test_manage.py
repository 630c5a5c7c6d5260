"""Operator commands, as an operator runs them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.auth import User
from services import wiring
from services.platform.settings import Settings


@pytest.fixture
def environment(settings: Settings, clean_database: None, tmp_path: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": str(settings.database_url),
        "REDIS_URL": str(settings.redis_url),
        "DATA_DIR": str(tmp_path),
    }


def manage(root: Path, environment: dict[str, str], *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(  # noqa: S603 - a command of the tests
        command, cwd=root, env=environment, input=said, capture_output=True, text=True, timeout=40, check=False
    )


async def test_makes_an_admin_with_the_password_that_is_entered(
    root: Path, environment: dict[str, str], settings: Settings
) -> None:
    words = ("create-admin", "--name", "Ngozi Ade", "--email", "ngozi@farm.example.org")
    assert manage(root, environment, *words, said="seven quiet oxen plough\n").returncode == 0
    services = wiring.build(settings)
    await wiring.start(services)
    admin = await User.get(email="ngozi@farm.example.org")
    assert admin.role == "ADMIN"
    assert admin.email_verified_at is not None
    await wiring.stop(services)
    again = manage(root, environment, *words, said="seven quiet oxen plough\n")
    assert (again.returncode, again.stderr) == (1, "spitractors: email: This address has an account.\n")


def test_a_weak_password_makes_no_admin(root: Path, environment: dict[str, str]) -> None:
    words = ("create-admin", "--name", "Ngozi Ade", "--email", "ngozi@farm.example.org")
    refused = manage(root, environment, *words, said="password12\n")
    assert refused.returncode == 1
    assert refused.stderr.startswith("spitractors: password: ")
    assert "password12" not in refused.stderr


def test_rotating_keys_names_the_new_one(root: Path, environment: dict[str, str]) -> None:
    first, second = (manage(root, environment, "rotate-keys").stdout.strip() for _ in range(2))
    assert len(first) == len(second) == 16
    assert first != second
