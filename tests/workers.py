"""Workers as processes of their own, which a test may kill."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.platform.settings import Settings

_ROOT = Path(__file__).parents[1]
_PATIENCE_SECONDS = 20


class Worker:
    """`manage.py worker` on a test's database."""

    def __init__(self, settings: Settings, **changes: str) -> None:
        environment = os.environ | {
            "DATABASE_URL": str(settings.database_url),
            "REDIS_URL": str(settings.redis_url),
            "DATA_DIR": str(settings.data_dir),
            "LOG_LEVEL": "ERROR",
            **changes,
        }
        self._process = subprocess.Popen(
            [sys.executable, "manage.py", "worker"], cwd=_ROOT, env=environment, start_new_session=True
        )

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Its exit status."""
        if self._process.poll() is None:
            self._process.send_signal(how)
        return self._process.wait(_PATIENCE_SECONDS)

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    @property
    def resident_megabytes(self) -> float:
        """What it takes of the machine's memory."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@contextmanager
def workers(settings: Settings, count: int, **changes: str) -> Iterator[list[Worker]]:
    """All that are left are ended, whatever the test did to them."""
    started = [Worker(settings, **changes) for _ in range(count)]
    try:
        yield started
    finally:
        for worker in started:
            worker.end(signal.SIGKILL)
