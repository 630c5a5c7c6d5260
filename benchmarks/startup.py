"""How long `make run` takes until it is ready."""

import time
from pathlib import Path

from tests.runs import Runs


async def measure(root: Path, data: Path) -> list[str]:
    """From nothing, and again with the data there."""
    first, second = _seconds(root, data), _seconds(root, data)
    return [
        f"start  first {first:.1f} s (servers made, migrated, seeded), again {second:.1f} s; ratio {second / first:.2f}"
    ]


def _seconds(root: Path, data: Path) -> float:
    runs = Runs(root)
    try:
        began = time.monotonic()
        run = runs.start(data)
        run.port()
        return time.monotonic() - began
    finally:
        runs.end()
