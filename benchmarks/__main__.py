"""`make bench`: figures of this machine, as ratios within one run. Talks to loopback only and ends by itself."""

# ruff: noqa: T201 - it prints its figures

import asyncio
import os
import platform
import sysconfig
import tempfile
from collections.abc import Awaitable, Iterator
from pathlib import Path

from benchmarks import auth, dashboard, execution, journey, matching, messages, money, overhead, startup
from benchmarks.live import measuring as live

ROOT = Path(__file__).parents[1]


async def main() -> None:
    print(_machine())
    with tempfile.TemporaryDirectory(prefix="spitractors-bench-") as folder:
        for measured in _measurements(Path(folder)):
            for line in await measured:
                print(line, flush=True)


def _machine() -> str:
    """What the figures hang on: an interpreter that was built without profiles is a fifth slower, PostgreSQL is not."""
    is_tuned = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    how = "optimised by profiles" if is_tuned else "not optimised by profiles, as those of distributions and images are"
    return f"machine  {os.cpu_count()} cores, Python {platform.python_version()}, {how}"


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
