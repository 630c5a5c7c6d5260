"""API processes side by side on the servers of the tests."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.platform.embedded.ports import free_port
from services.platform.listener import answers
from services.platform.settings import Settings

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 40.0


class Api:
    """One, on a port that it keeps."""

    command = "serve"

    def __init__(self, settings: Settings, **changes: str) -> None:
        self.port = free_port()
        self._environment = os.environ | {
            "DATABASE_URL": str(settings.database_url),
            "REDIS_URL": str(settings.redis_url),
            "DATA_DIR": str(settings.data_dir),
            "PORT": str(self.port),
            "LOG_LEVEL": "ERROR",
            "REQUESTS_PER_ADDRESS": "1000000 per minute",
            "REQUESTS_PER_USER": "1000000 per minute",
            **changes,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def launch(self) -> None:
        """Returns at once."""
        command = [sys.executable, "manage.py", self.command]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self._environment)  # noqa: S603 - our own command

    @property
    def is_up(self) -> bool:
        """Whether it answers."""
        return answers(f"http://127.0.0.1:{self.port}")

    def wait(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.is_up:
            assert time.monotonic() < deadline, "the API does not start"
            time.sleep(0.05)

    def end(self, how: signal.Signals = signal.SIGKILL) -> int:
        """Waits for it; its status."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(PATIENCE_SECONDS)

    def restart(self, how: signal.Signals) -> None:
        """Returns as soon as the new one is on its way."""
        self.end(how)
        self.launch()

    def leave_nothing(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.end()


class Worker(Api):
    """One that takes jobs; nobody asks at its port."""

    command = "worker"


@contextmanager
def apis(settings: Settings, count: int, **changes: str) -> Iterator[list[Api]]:
    """So many, ready."""
    started = [Api(settings, **changes) for _ in range(count)]
    try:
        for api in started:
            api.launch()
        for api in started:
            api.wait()
        yield started
    finally:
        for api in started:
            api.leave_nothing()
