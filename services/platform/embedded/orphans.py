"""PostgreSQL processes that outlived the run that started them."""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path


def stop_orphans(cluster: Path) -> None:
    """End every PostgreSQL process of this cluster, then drop its lock. The caller holds the folder's own lock.

    PostgreSQL takes any process of the same user that has the pid in `postmaster.pid` for itself and refuses to start;
    after a reboot that can be anything. Elsewhere than on Linux the lock is left to PostgreSQL.
    """
    if sys.platform != "linux":
        return
    if leader := _leader(cluster):
        _send(leader, signal.SIGINT)
        _wait_until_gone(cluster, seconds=20)
    for last_resort in (signal.SIGQUIT, signal.SIGKILL):
        for process in _processes(cluster):
            _send(process, last_resort)
        _wait_until_gone(cluster, seconds=5)
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def _leader(cluster: Path) -> int | None:
    """The postmaster: only it may get the signal for a fast shutdown, which means other things to its children."""
    try:
        pid = int((cluster / "postmaster.pid").read_text().split(maxsplit=1)[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if pid in _processes(cluster) else None


def _processes(cluster: Path) -> list[int]:
    """Every process named postgres that stands in the cluster's folder."""
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _is_of(entry, cluster)]


def _is_of(entry: Path, cluster: Path) -> bool:
    try:
        return (entry / "comm").read_text().strip() == "postgres" and (entry / "cwd").samefile(cluster)
    except OSError:
        return False


def _send(pid: int, what: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, what)


def _wait_until_gone(cluster: Path, *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while _processes(cluster) and time.monotonic() < deadline:
        time.sleep(0.05)
