"""`manage.py run` as a process of its own, for tests that look at the system from outside."""

import http.client
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

READY = re.compile(r"ready (http://127\.0\.0\.1:(\d+))/graphql")
PATIENCE_SECONDS = 40.0
_UNLIMITED = {"REQUESTS_PER_ADDRESS": "1000000 per minute", "REQUESTS_PER_USER": "1000000 per minute"}
PROGRAM = (sys.executable, "manage.py", "run")


class Run:
    """One run on a free port, in a session of its own."""

    def __init__(self, root: Path, data: Path, command: Sequence[str], settings: dict[str, str]) -> None:
        environment = os.environ | _UNLIMITED | {"DATA_DIR": str(data), "PORT": "0"} | settings
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


def status_of(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    finally:
        connection.close()
