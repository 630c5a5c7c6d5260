"""Memory of a connection, frames a CPU second, and the time from a commit to the arrival, ours against the bare app."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import PostgresDsn, RedisDsn

from benchmarks.live.processes import Bare, Crowd, cpu_seconds, publish, resident_bytes
from benchmarks.live.world import Seat, seats
from models.enums import RequestStatus
from services.platform.embedded import EmbeddedServers
from services.platform.migrations import migrate
from services.platform.settings import Settings
from tests.apis import Api
from tests.requests.village import Village, founded

FOLLOW = """subscription ($id: ID, $link: String) { requestTracking(requestId: $id, token: $link) {
    __typename ... on StreamOpened { cursor recovered }
    ... on StatusChanged { cursor event { sequence status occurredAt note } request { id status version } } } }"""
_EVENT = {"sequence": 12, "status": "ARRIVED", "occurredAt": "2026-11-24T08:00:00.000Z", "note": None}
_REQUEST = {"id": "req_01h45ytscbebyvny4gc8cr8ma2", "status": "EN_ROUTE", "version": 12}
_SHOWN = {"__typename": "StatusChanged", "cursor": "x" * 32, "event": _EVENT, "request": _REQUEST}
# The bytes of one frame, which the bare application forwards.
FRAME = json.dumps({"id": "1", "type": "next", "payload": {"data": {"requestTracking": _SHOWN}}}, separators=(",", ":"))
FIRST_STEP = 100
SECONDS = 6
_IDLE = 0.02
# Enough that what only the first one costs, and the server while nothing happens, is not what is measured.
_EVENTS_TO_ALL = 30
_PATIENCE = 60
_later = iter(range(FIRST_STEP, 1_000_000, 10_000))


@dataclass(frozen=True, slots=True)
class Run:
    """What one server did: frames a CPU second, and from commit to arrival in milliseconds, sorted."""

    frames_per_cpu_second: float
    delays_ms: list[float]

    def delay(self, percent: int) -> float:
        return self.delays_ms[min(len(self.delays_ms) - 1, len(self.delays_ms) * percent // 100)]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the measurements take place."""

    settings: Settings
    seats: list[Seat]
    shared: list[Seat]
    "Of one request: `token` is a link's."

    @property
    def database_url(self) -> str:
        return str(self.settings.database_url)

    @property
    def redis_url(self) -> str:
        return str(self.settings.redis_url)


async def measure(folder: Path, *, connections: int = 10_000, watchers: int = 5_000, sockets: int = 1_000) -> list[str]:
    async with _ground(folder, connections, watchers) as ground:
        lines = [await _memory(ground)]
        for rate in (500, 1_500):
            ours = await _ours(ground, ground.seats[:sockets], rate * SECONDS, rate)
            bare = await _bare(ground, ground.seats[:sockets], rate * SECONDS, rate)
            lines += _compared(f"{rate} events/s to one of {sockets} each", ours, bare, aim=0.7)
        ours = await _ours(ground, ground.shared, _EVENTS_TO_ALL, 2)
        bare = await _bare(ground, ground.shared, _EVENTS_TO_ALL, 2)
        lines += _compared(f"one event to {watchers}", ours, bare, aim=0.9)
    return lines


@asynccontextmanager
async def _ground(folder: Path, connections: int, watchers: int) -> AsyncIterator[Ground]:
    servers = EmbeddedServers(folder, durable=False)
    servers.start()
    try:
        await migrate(servers.database_url)
        settings = Settings(
            _env_file=None,
            database_url=PostgresDsn(servers.database_url),
            redis_url=RedisDsn(servers.redis_url),
            requests_per_address="1000000 per minute",
            requests_per_user="1000000 per minute",
        )
        async with founded(settings, folder) as village:
            job = await village.underway(RequestStatus.EN_ROUTE)
            link = await village.services.tracking.links.share(job.farmer, request_id=job.request_id, hours=168)
            await _forget_places(village)
            shared = [Seat(job.request_id, link.token)] * watchers
            yield Ground(village.services.settings, await seats(village, job, connections), shared)
    finally:
        servers.stop()


async def _forget_places(village: Village) -> None:
    """So that an event is one frame."""
    await village.services.database.fetch("DELETE FROM live_states")


def _says(ground: Ground, seat: Seat) -> list[str]:
    is_link = seat in ground.shared[:1]
    init = {"type": "connection_init", "payload": {} if is_link else {"accessToken": seat.token}}
    variables = {"link": seat.token} if is_link else {"id": seat.shown_id}
    subscribe = {"id": "1", "type": "subscribe", "payload": {"query": FOLLOW, "variables": variables}}
    return [json.dumps(init), json.dumps(subscribe)]


def _api(ground: Ground) -> Api:
    api = Api(ground.settings, **{"PING_INTERVAL": "PT1H", "ACCESS_TOKEN_LIFETIME": "PT1H"})
    api.launch()
    api.wait()
    return api


async def _memory(ground: Ground) -> str:
    api = _api(ground)
    try:
        assert api.process is not None
        warm, crowd = Crowd(), Crowd()
        await warm.come(api.port, [_says(ground, seat) for seat in ground.seats[:50]], answers=2)
        before = resident_bytes(api.process.pid)
        others = ground.seats[50:]
        await crowd.come(api.port, [_says(ground, seat) for seat in others], answers=2)
        each = (resident_bytes(api.process.pid) - before) / len(others) / 1024
        await warm.leave()
        await crowd.leave()
    finally:
        api.leave_nothing()
    return f"live  {len(others)} open subscriptions take {each:.1f} KiB each (aim at most 30)"


async def _ours(ground: Ground, seated: Sequence[Seat], events: int, rate: float) -> Run:
    api = _api(ground)
    try:
        assert api.process is not None
        says = [_says(ground, seat) for seat in seated]
        return await _run(ground, api.port, api.process.pid, says, 2, seated, events, rate, frame=None)
    finally:
        api.leave_nothing()


async def _bare(ground: Ground, seated: Sequence[Seat], events: int, rate: float) -> Run:
    bare = Bare(ground.redis_url)
    try:
        says = [[f"request:{seat.request_id}"] for seat in seated]
        return await _run(ground, bare.port, bare.process.pid, says, 1, seated, events, rate, frame=FRAME)
    finally:
        bare.leave_nothing()


async def _run(  # noqa: PLR0917 - one measurement has many sides
    ground: Ground,
    port: int,
    pid: int,
    says: Sequence[Sequence[str]],
    answers: int,
    seated: Sequence[Seat],
    events: int,
    rate: float,
    *,
    frame: str | None,
) -> Run:
    crowd, requests = Crowd(), list(dict.fromkeys(str(seat.request_id) for seat in seated))
    await crowd.come(port, says, answers=answers)
    await asyncio.sleep(1)
    plan = {"database_url": ground.database_url, "redis_url": ground.redis_url, "requests": requests, "frame": frame}
    before = cpu_seconds(pid)
    committed = await publish(plan | {"events": events, "rate": rate, "first_step": next(_later)})
    spent = await _settled(pid) - before
    came = await crowd.leave()
    delays = []
    for seat, times in zip(seated, came, strict=True):
        mine = committed[requests.index(str(seat.request_id)) :: len(requests)]
        assert len(times) == len(mine), (len(times), len(mine))
        delays += [(arrival - commit) * 1000 for arrival, commit in zip(times, mine, strict=True)]
    return Run(len(delays) / spent, sorted(delays))


async def _settled(pid: int) -> float:
    """The CPU seconds that a server has spent by the time that it has nothing left to do."""
    seen, now = 0.0, cpu_seconds(pid)
    for _ in range(_PATIENCE):
        seen = now
        await asyncio.sleep(1)
        now = cpu_seconds(pid)
        if now - seen < _IDLE:
            break
    return seen


def _compared(what: str, ours: Run, bare: Run, *, aim: float) -> list[str]:
    ratio = ours.frames_per_cpu_second / bare.frames_per_cpu_second
    slower = ours.delay(99) / bare.delay(99)
    return [
        f"live  {what}: {ours.frames_per_cpu_second:.0f} frames a CPU second, bare {bare.frames_per_cpu_second:.0f}; "
        f"ratio {ratio:.2f} (aim {aim})",
        f"live  {what}: commit to arrival p50 {ours.delay(50):.1f} ms, p99 {ours.delay(99):.1f} ms; bare "
        f"{bare.delay(50):.1f} and {bare.delay(99):.1f}; p99 ratio {slower:.1f} (aim 3)",
    ]
