"""`make bench`: figures of this machine, as ratios within one run. Talks to loopback only and ends by itself."""

# ruff: noqa: T201 - it prints its figures

import asyncio
import tempfile
from collections.abc import Awaitable, Iterator
from pathlib import Path

from benchmarks import auth, dashboard, execution, journey, matching, messages, money, overhead, startup
from benchmarks.live import measuring as live

ROOT = Path(__file__).parents[1]


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="spitractors-bench-") as folder:
        for measured in _measurements(Path(folder)):
            for line in await measured:
                print(line, flush=True)


def _measurements(folder: Path) -> Iterator[Awaitable[list[str]]]:
    """One after the other; the first three share their data, as the start is to be measured a second time."""
    data = folder / "data"
    yield startup.measure(ROOT, data)
    yield journey.measure(ROOT, data)
    yield auth.measure(ROOT, data)
    yield matching.measure(folder / "country")
    yield money.measure(folder / "money")
    yield live.measure(folder / "live")
    yield execution.measure(folder)
    yield dashboard.measure(ROOT, folder / "dashboard")
    yield messages.measure(folder / "messages")
    yield overhead.measure(ROOT, folder / "overhead")


asyncio.run(main())
