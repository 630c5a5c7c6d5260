"""`manage.py run` from outside: what an operator sees, and what becomes of the processes."""

import http.client
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest

from tests.databases import TEMPLATE, create_database, drop_database

READY = re.compile(r"ready (http://127\.0\.0\.1:(\d+))/graphql")
PATIENCE_SECONDS = 40.0
PROGRAM = (sys.executable, "manage.py", "run")

pytestmark = pytest.mark.timeout(150)


class Run:
    """One run on a free port, in a session of its own."""

    def __init__(self, root: Path, data: Path, command: Sequence[str], settings: dict[str, str]) -> None:
        environment = os.environ | {"DATA_DIR": str(data), "PORT": "0"} | settings
        self.process = subprocess.Popen(  # noqa: S603 - a command of the tests
            command,
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self._arriving: queue.Queue[str] = queue.Queue()
        self._errors: list[str] = []
        self._readers = [
            threading.Thread(target=self._read_output, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def _read_output(self) -> None:
        for line in self.process.stdout or ():
            self._arriving.put(line.rstrip())

    def _read_errors(self) -> None:
        self._errors.extend(self.process.stderr or ())

    def port(self) -> int:
        """Waits for the line that says ready."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (self.lines and READY.fullmatch(self.lines[-1])):
            assert self.process.poll() is None, self.ended()
            assert time.monotonic() < deadline, self.lines
            try:
                self.lines.append(self._arriving.get(timeout=0.1))
            except queue.Empty:
                continue
        ready = READY.fullmatch(self.lines[-1])
        assert ready is not None
        return int(ready[2])

    def ended(self) -> tuple[int, str]:
        """Waits for the end: the exit status, and what was said on standard error."""
        status = self.process.wait(PATIENCE_SECONDS)
        for reader in self._readers:
            reader.join(PATIENCE_SECONDS)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        return status, "".join(self._errors)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        self.process.send_signal(how)
        return self.ended()

    def children(self, of: int | None = None) -> list[int]:
        pid = of or self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def parts(self, of: int | None = None) -> dict[str, int]:
        """The processes under it: api, worker, postgres, redis."""
        named = {_name_of(child): child for child in self.children(of)}
        return {name: pid for name, pid in named.items() if name is not None}


def _name_of(pid: int) -> str | None:
    """None for a process that has just ended, or has not yet become what it is to be."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_text().replace("/", " ").replace("\0", " ").split()
    except OSError:
        return None
    marks = {"api": "serve", "worker": "worker", "postgres": "postgres", "redis": "valkey-server"}
    return next((name for name, mark in marks.items() if mark in words), None)


class Runs:
    """Ends whatever a test leaves running."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._started: list[Run] = []

    def start(self, data: Path, command: Sequence[str] = PROGRAM, **settings: str) -> Run:
        run = Run(self._root, data, command, settings)
        self._started.append(run)
        return run

    def end(self) -> None:
        for run in self._started:
            if run.process.poll() is None:
                run.process.kill()
            run.ended()


@pytest.fixture
def runs(root: Path) -> Iterator[Runs]:
    started = Runs(root)
    yield started
    started.end()


def status_of(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    finally:
        connection.close()


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


def wait_for_other(run: Run, name: str, pid: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while run.parts().get(name, pid) == pid:
        assert time.monotonic() < deadline, f"{name} did not come back"
        time.sleep(0.05)


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

    started = time.monotonic()
    second = runs.start(tmp_path / "data")
    second.port()
    assert time.monotonic() - started < 10
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
    for name, pid in run.parts().items():
        os.kill(pid, signal.SIGKILL)
        wait_for_other(run, name, pid)
        assert status_of(port) == 200
    assert set(run.parts()) == {"api", "worker", "postgres", "redis"}
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
    ("setting", "value"), [("PORT", "eighty"), ("PORT", "70000"), ("DATABASE_URL", "mysql://x:secret@y/z")]
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
