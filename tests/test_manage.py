"""Operator commands, as an operator runs them."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from models.auth import User
from services import wiring
from services.platform.embedded.ports import free_port
from services.platform.settings import Settings
from tests.runs import Runs


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


@pytest.mark.parametrize(
    "words",
    [
        ("run",),
        ("seed-demo",),
        ("create-admin", "--name", "Ngozi Ade", "--email", "ngozi@farm.example.org"),
        ("replay-webhook", "evt_1"),
    ],
)
def test_nothing_begins_with_a_file_of_keys_that_is_none(
    root: Path, environment: dict[str, str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "keys.json"
    file.write_text("{}")
    refused = manage(
        root, environment | {"SIGNING_KEYS_FILE": str(file), "PORT": "0"}, *words, said="seven quiet oxen\n"
    )
    assert one_line(refused).startswith(f"SIGNING_KEYS_FILE: {file} cannot be used (it holds no keys): ")


@pytest.mark.parametrize("content", ["", "{}", "a name\n"])
def test_keys_are_not_rotated_in_a_file_of_something_else(
    root: Path, environment: dict[str, str], tmp_path: Path, content: str
) -> None:
    file = tmp_path / "keys.json"
    file.write_text(content)
    refused = manage(root, environment | {"SIGNING_KEYS_FILE": str(file)}, "rotate-keys")
    assert (refused.returncode, refused.stdout, file.read_text()) == (1, "", content)
    assert refused.stderr == (
        f"spitractors: SIGNING_KEYS_FILE: {file} cannot be used (it holds no keys): "
        "name the key file, or restore it from a copy.\n"
    )


def one_line(refused: subprocess.CompletedProcess[str]) -> str:
    assert (refused.returncode, refused.stdout) == (1, "")
    (line,) = refused.stderr.splitlines()
    return line.removeprefix("spitractors: ")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_who_stays_says_at_the_start_what_is_lacking(
    root: Path, environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    port = free_port()
    away = manage(root, environment | {"DATABASE_URL": f"postgresql://u:p4ss@127.0.0.1:{port}/x"}, command)
    assert one_line(away).startswith(f"DATABASE_URL: PostgreSQL at 127.0.0.1:{port} cannot be used (")
    assert "p4ss" not in away.stderr

    file = tmp_path / "hostname"
    file.write_text("field\n")
    for setting, what in (
        ("SIGNING_KEYS_FILE", "cannot be used (it holds no keys)"),
        ("TRUSTED_DOCUMENTS_FILE", "is no manifest"),
    ):
        refused = manage(root, environment | {setting: str(file)}, command)
        assert one_line(refused).startswith(f"{setting}: {file} {what}")


def test_a_worker_says_that_its_port_of_figures_is_in_use(root: Path, environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = manage(root, environment | {"WORKER_METRICS_PORT": str(port)}, "worker")
    assert one_line(refused) == (
        f"WORKER_METRICS_PORT: {port} on 127.0.0.1 cannot be used (Address already in use): "
        "set WORKER_METRICS_HOST and WORKER_METRICS_PORT to others."
    )


def test_the_doctor_says_what_is_worse_than_it_could_be_and_what_is_wrong(
    root: Path, environment: dict[str, str]
) -> None:
    fine = manage(root, environment, "doctor")
    assert (fine.returncode, fine.stderr) == (0, "")
    assert fine.stdout.startswith("DEGRADED  ENVIRONMENT: ")
    assert fine.stdout.count("\n") == 1

    ill = manage(root, environment | {"SIGNING_KEYS_FILE": "/nowhere/keys.json"}, "doctor")
    assert ill.returncode == 1
    assert ill.stdout.startswith("WRONG     SIGNING_KEYS_FILE: There is no /nowhere/keys.json: ")


@pytest.mark.parametrize(
    "words",
    [
        ("verify-books",),
        ("verify-audit",),
        ("doctor",),
        ("create-admin", "--name", "Ngozi Ade", "--email", "ngozi@farm.example.org"),
        ("replay-webhook", "evt_1"),
        ("migrate",),
    ],
)
def test_commands_without_a_database_say_how_to_name_one(root: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    refused = manage(root, os.environ | {"DATA_DIR": str(tmp_path)}, *words)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        f"spitractors: DATABASE_URL is not set, and no `make run` uses the data folder {tmp_path}: "
        "name the server, start the run, or set DATA_DIR to the run's.\n"
    )


@pytest.mark.timeout(150)
def test_commands_find_the_servers_of_a_run_by_its_data_folder(root: Path, runs: Runs, tmp_path: Path) -> None:
    run = runs.start(tmp_path / "data")
    run.port()
    assert stat.S_IMODE((tmp_path / "data" / "run.json").stat().st_mode) == 0o600
    environment = os.environ | {"DATA_DIR": str(tmp_path / "data")}
    assert manage(root, environment, "verify-books").returncode == 0
    assert manage(root, environment, "verify-audit").stdout.startswith("whole  ")
    assert manage(root, environment, "doctor").stdout == "Nothing is wrong.\n"
    assert len(manage(root, environment, "rotate-keys").stdout.strip()) == 16
    admin = ("create-admin", "--name", "Ngozi Ade", "--email", "ngozi@farm.example.org")
    assert manage(root, environment, *admin, said="seven quiet oxen plough\n").returncode == 0
    unknown = manage(root, environment, "replay-webhook", "evt_1")
    assert (unknown.returncode, unknown.stderr) == (1, "spitractors: There is no event evt_1.\n")
    assert manage(root, environment, "replay-webhook", "a\udcff").stderr == "spitractors: There is no event a\\udcff.\n"
    assert run.stop()[0] == 0
    assert not (tmp_path / "data" / "run.json").exists()
    assert manage(root, environment, "verify-books").returncode == 1
