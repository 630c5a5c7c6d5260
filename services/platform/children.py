"""A child process that is started again when it ends by itself, at a growing distance."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from services.platform.processes import end, spawn

SHORTEST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 10.0
SETTLED_AFTER_SECONDS = 30.0


class Child:
    """`failures` counts the ends in a row, and starts over once a run has lasted."""

    def __init__(
        self, name: str, command: Sequence[str | Path], *, env: Mapping[str, str], pass_fds: Sequence[int] = ()
    ) -> None:
        self.name = name
        self.failures = 0
        self._command = command
        self._env = env
        self._pass_fds = pass_fds
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._not_before: float | None = None

    def start(self) -> None:
        """Output goes where ours goes."""
        # Not SIGTERM: a new run is refused the port for as long as an orphan says good-bye to its clients.
        self._process = spawn(self._command, death_signal=signal.SIGKILL, env=self._env, pass_fds=self._pass_fds)
        self._started = time.monotonic()
        self._not_before = None

    def revive(self) -> None:
        """To be called often: notes an end, and starts again once the pause is over."""
        if self._process is None or self._process.poll() is None:
            return
        now = time.monotonic()
        if self._not_before is None:
            self._not_before = now + self._pause(now)
            notice = f"The {self.name} ended with {self._process.returncode} and is started again."
            print(notice, file=sys.stderr, flush=True)  # noqa: T201 - the supervisor has no other voice
        elif now >= self._not_before:
            self.start()

    def _pause(self, now: float) -> float:
        self.failures = 1 if now - self._started > SETTLED_AFTER_SECONDS else self.failures + 1
        return float(min(SHORTEST_PAUSE_SECONDS * 2 ** (self.failures - 1), LONGEST_PAUSE_SECONDS))

    def ask_to_stop(self) -> None:
        """Returns at once."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def stop(self) -> None:
        """Waits, and kills it in the end."""
        if self._process is not None:
            end(self._process, signal.SIGTERM)
