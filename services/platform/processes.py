"""Child processes that end when this one does, even by kill -9, and folders that only one process may use."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class StartupError(Exception):
    """Raised when a part cannot start; the message is one line that says what to do about it."""


def spawn(
    command: Sequence[str | Path],
    *,
    death_signal: signal.Signals,
    env: Mapping[str, str],
    cwd: Path | None = None,
    output: IO[bytes] | None = None,
    input: IO[bytes] | int = subprocess.DEVNULL,
    user: int | None = None,
    group: int | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a process group of its own, so that Ctrl-C reaches it only through us.

    `death_signal` is sent to it by the kernel when this process dies (Linux only).
    """
    # The kernel sends the signal when the starting *thread* ends, so that thread must live as long as we do.
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("children are started from the main thread only")
    return subprocess.Popen(  # noqa: S603 - the commands are our own
        command,
        env=env,
        cwd=cwd,
        stdin=input,
        stdout=output,
        stderr=output,
        pass_fds=pass_fds,
        process_group=0,
        preexec_fn=_tie_to_parent(os.getpid(), death_signal),  # noqa: PLW1509 - runs two system calls, takes no lock
        **_as_user(user, group),
    )


def _as_user(user: int | None, group: int | None) -> dict[str, Any]:
    return {} if user is None else {"user": user, "group": group, "extra_groups": []}


def _tie_to_parent(parent: int, death_signal: signal.Signals) -> Callable[[], None]:
    """Runs in the child after it has changed its user, which would clear the setting."""

    def tie() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:
            os._exit(1)

    return tie


def follow_parent() -> None:
    """From now on this process is killed when the one that started it dies (Linux only)."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))


def end(process: subprocess.Popen[bytes], *escalation: signal.Signals, patience: float = 10) -> None:
    """Send each signal in turn, with `patience` seconds to obey, and SIGKILL last."""
    for each in (*escalation, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(each)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue


class FolderLock:
    """Held until `release` or the end of the process, however that comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Make the folder if need be. Raises StartupError where another process holds it."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._descriptor = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            message = f"The data folder {self._folder} cannot be used ({error.strerror}): set DATA_DIR to another."
            raise StartupError(message) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.release()
            message = f"Another run uses the data folder {self._folder}: stop it, or set DATA_DIR to another."
            raise StartupError(message) from error

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
