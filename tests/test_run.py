"""`manage.py run` from outside: what an operator sees, and what becomes of the processes."""

import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.databases import TEMPLATE, create_database, drop_database
from tests.runs import PATIENCE_SECONDS, Run, Runs, status_of

pytestmark = pytest.mark.timeout(150)


def wait_until_gone(pids: dict[str, int]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    for name, pid in pids.items():
        while _is_running(pid):
            assert time.monotonic() < deadline, f"{name} outlived the run"
            time.sleep(0.02)


def _is_running(pid: int) -> bool:
    """A process that its new parent has not waited for yet has ended all the same."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for_part(run: Run, name: str, *, other_than: int | None = None) -> int:
    """Its process, now or as soon as it has been started again."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (pid := run.parts().get(name, other_than)) == other_than:
        assert time.monotonic() < deadline, f"{name} did not come back"
        time.sleep(0.05)
    assert pid is not None
    return pid


def refusal(run: Run) -> str:
    """The one line that an operator reads."""
    status, said = run.ended()
    assert status == 1
    assert said.count("\n") == 1
    return said


def test_says_where_it_is_and_who_may_log_in_and_keeps_its_data(runs: Runs, tmp_path: Path) -> None:
    first = runs.start(tmp_path / "data")
    assert status_of(first.port()) == 200
    parts = first.parts()
    assert set(parts) == {"api", "worker", "postgres", "redis"}
    for role in ("farmer", "owner", "admin"):
        assert sum(f"{role}@demo.test" in line for line in first.lines) == 1
    assert first.stop(signal.SIGTERM) == (0, "")
    wait_until_gone(parts)

    second = runs.start(tmp_path / "data")
    second.port()
    assert logins(second) == logins(first)
    assert second.stop(signal.SIGINT) == (0, "")


def logins(run: Run) -> list[str]:
    """What was printed, but for the address."""
    return [line for line in run.lines if "http://" not in line]


def test_kill_9_leaves_nothing_behind_and_loses_nothing(runs: Runs, tmp_path: Path) -> None:
    first = runs.start(tmp_path / "data")
    first.port()
    parts = first.parts()
    first.stop(signal.SIGKILL)
    wait_until_gone(parts)

    second = runs.start(tmp_path / "data")
    assert status_of(second.port()) == 200
    assert logins(second) == logins(first)
    assert second.stop() == (0, "")


def test_a_fixed_port_is_free_at_once_after_kill_9(runs: Runs, tmp_path: Path) -> None:
    first = runs.start(tmp_path / "data")
    port = first.port()
    with socket.create_connection(("127.0.0.1", port)):
        first.stop(signal.SIGKILL)
        second = runs.start(tmp_path / "data", PORT=str(port))
        assert second.port() == port
    assert second.stop() == (0, "")


def test_killing_what_started_the_run_ends_it(runs: Runs, tmp_path: Path) -> None:
    as_make_does = ("/bin/sh", "-c", '"$0" manage.py run --follow; exit $?', sys.executable)
    starter = runs.start(tmp_path / "data", command=as_make_does)
    starter.port()
    (child,) = starter.children()
    parts = starter.parts(child)
    starter.stop(signal.SIGKILL)
    wait_until_gone({"run": child, **parts})


def test_each_part_that_dies_is_started_again(runs: Runs, tmp_path: Path) -> None:
    run = runs.start(tmp_path / "data")
    port = run.port()
    for name in ("api", "worker", "postgres", "redis"):
        pid = wait_for_part(run, name)
        # A part that loses what it stands on may end by itself, to be started anew.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        wait_for_part(run, name, other_than=pid)
        wait_for_part(run, "api")
        assert status_of(port) == 200
    for name in ("api", "worker", "postgres", "redis"):
        wait_for_part(run, name)
    assert run.stop()[0] == 0


def test_two_folders_run_side_by_side_and_one_folder_runs_once(runs: Runs, tmp_path: Path) -> None:
    first, second = runs.start(tmp_path / "first"), runs.start(tmp_path / "second")
    assert first.port() != second.port()
    assert "Another run uses the data folder" in refusal(runs.start(tmp_path / "first"))
    assert status_of(first.port()) == status_of(second.port()) == 200
    assert first.stop()[0] == second.stop()[0] == 0


def test_a_port_in_use_is_named(runs: Runs, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refusal(runs.start(tmp_path, PORT=port))
    assert said == (
        f"spitractors: Port {port} on 127.0.0.1 is in use: "
        "stop what uses it, or set PORT to another (0 picks a free one).\n"
    )


@pytest.mark.parametrize("setting", ["DATABASE_URL", "REDIS_URL"])
def test_a_server_that_is_away_is_named_without_its_password(runs: Runs, tmp_path: Path, setting: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        scheme = "postgresql" if setting == "DATABASE_URL" else "redis"
        said = refusal(runs.start(tmp_path, **{setting: f"{scheme}://someone:secret@127.0.0.1:{port}/0"}))
    assert said.startswith(f"spitractors: {setting}: ")
    assert f"127.0.0.1:{port} cannot be used" in said
    assert f"correct {setting}, or unset it" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("DATABASE_URL", "mysql://x:secret@y/z"),
        ("LOG_IN_PER_ACCOUNT", "lots"),
    ],
)
def test_a_bad_setting_is_named_without_its_value(runs: Runs, tmp_path: Path, setting: str, value: str) -> None:
    said = refusal(runs.start(tmp_path, **{setting: value}))
    assert said.startswith(f"spitractors: {setting}: ")
    assert said.endswith("Correct it, or unset it for the default.\n")
    assert value not in said


@pytest.fixture
async def other_database_url(database_url: str, worker_id: str) -> AsyncIterator[str]:
    """One that the demo may be written into."""
    name = f"configured_{worker_id}"
    yield await create_database(database_url, name, TEMPLATE)
    await drop_database(database_url, name)


def test_a_configured_database_is_used_and_none_is_started(other_database_url: str, runs: Runs, tmp_path: Path) -> None:
    run = runs.start(tmp_path / "data", DATABASE_URL=other_database_url)
    assert status_of(run.port()) == 200
    assert set(run.parts()) == {"api", "worker", "redis"}
    assert run.stop() == (0, "")
