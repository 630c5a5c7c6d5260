"""`make bench`: figures of this machine, as ratios within one run. Talks to loopback only and ends by itself."""

# ruff: noqa: T201 - it prints its figures

import asyncio
import tempfile
from pathlib import Path

from benchmarks import auth, dashboard, journey, matching, money, startup
from benchmarks.live import measuring as live

ROOT = Path(__file__).parents[1]


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="spitractors-bench-") as folder:
        data = Path(folder) / "data"
        for line in await startup.measure(ROOT, data):
            print(line, flush=True)
        for line in await journey.measure(ROOT, data):
            print(line, flush=True)
        for line in await auth.measure(ROOT, data):
            print(line, flush=True)
        for line in await matching.measure(Path(folder) / "country"):
            print(line, flush=True)
        for line in await money.measure(Path(folder) / "money"):
            print(line, flush=True)
        for line in await live.measure(Path(folder) / "live"):
            print(line, flush=True)
        for line in await dashboard.measure(ROOT, Path(folder) / "dashboard"):
            print(line, flush=True)


asyncio.run(main())
