"""How long `make run` takes until it is ready, and how much memory its processes have then."""

import re
import time
from pathlib import Path

from tests.runs import Runs


async def measure(root: Path, data: Path) -> list[str]:
    """From nothing, and again with the data there."""
    first, _ = _started(root, data)
    second, resident = _started(root, data)
    return [
        f"start  first {first:.1f} s (servers made, migrated, seeded), again {second:.1f} s; "
        f"ratio {second / first:.2f}",
        f"start  resident when ready: API {resident['api']:.0f} MiB, worker {resident['worker']:.0f} MiB",
    ]


def _started(root: Path, data: Path) -> tuple[float, dict[str, float]]:
    """Seconds, and MiB of each part."""
    runs = Runs(root)
    try:
        began = time.monotonic()
        run = runs.start(data)
        run.port()
        seconds = time.monotonic() - began
        return seconds, {name: _resident(pid) for name, pid in run.parts().items()}
    finally:
        runs.end()


def _resident(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    assert found is not None
    return int(found[1]) / 1024
