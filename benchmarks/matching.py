"""Finding the nearest among a hundred thousand, a season's first rain, and owners who compete."""

import asyncio
import random
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
from asyncpg.prepared_stmt import PreparedStatement
from uuid_utils.compat import uuid7

from benchmarks.country import populate
from benchmarks.started import settings_for, started
from models.auth import User
from models.enums import AreaUnit, OfferState, Role
from models.requests import Offer
from models.users import Profile
from services.auth.viewer import Viewer
from services.errors import Refusal
from services.platform.area import Area
from services.platform.embedded import EmbeddedServers
from services.platform.geography import GeoPoint
from services.platform.migrations import migrate
from services.requests.candidates import NEAREST
from services.requests.creation import RequestDraft
from services.wiring import Services

_SMALL, _LARGE = 10_000, 100_000
_LOOKS = 400
_BACKLOG = 5_000
_COMPETING = 500
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class _Looks:
    """Milliseconds at the 95th percentile."""

    nearest: float
    by_key: float


async def measure(data: Path) -> list[str]:
    servers = EmbeddedServers(data, durable=False)
    servers.start()
    try:
        await migrate(servers.database_url)
        database = await asyncpg.connect(servers.database_url)
        await populate(database, _SMALL)
        small = await _look(database)
        await populate(database, _LARGE)
        large = await _look(database)
        await database.close()
        lines = [
            f"nearest  p95 {large.nearest:.2f} ms among {_LARGE:,} tractors, a read by key {large.by_key:.3f} ms; "
            f"ratio {large.nearest / large.by_key:.1f} (aim at most 8)",
            f"nearest  from {_SMALL:,} to {_LARGE:,} tractors: {large.nearest / small.nearest:.2f} times "
            "(aim at most 1.5)",
        ]
        return lines + await _first_rain(servers, data)
    finally:
        servers.stop()


async def _look(database: "asyncpg.Connection[asyncpg.Record]") -> _Looks:
    """Both kinds of reads in turn, so that whatever disturbs one disturbs the other."""
    nearest = await database.prepare(NEAREST)
    by_key = await database.prepare("SELECT * FROM tractors WHERE id = $1")
    ids = [row["id"] for row in await database.fetch("SELECT id FROM tractors ORDER BY random() LIMIT $1", _LOOKS)]
    near: list[float] = []
    keyed: list[float] = []
    for tractor_id in ids * 2:
        place = (5 + random.random() * 8, 3.5 + random.random() * 10)  # noqa: S311 - where to look
        near.append(await _timed(nearest, *place, "PLOUGHING", 50.0, False, uuid4(), None, None, 10, 0.0))
        keyed.append(await _timed(by_key, tractor_id))
    return _Looks(_p95(near[_LOOKS:]), _p95(keyed[_LOOKS:]))


async def _timed(statement: "PreparedStatement[asyncpg.Record]", *values: object) -> float:
    began = time.perf_counter()
    await statement.fetch(*values)
    return (time.perf_counter() - began) * 1000


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


async def _first_rain(servers: EmbeddedServers, data: Path) -> list[str]:
    async with started(settings_for(servers, data, database_pool_size=_AT_ONCE + 2)) as services:
        farmers = [await _farmer() for _ in range(50)]
        requests = await _all_at_once([_asked(services, farmers[i % 50], i) for i in range(_BACKLOG)])
        began = time.monotonic()
        await _all_at_once([services.requests.matching.run(each) for each in requests])
        matched = time.monotonic() - began
        offers = await Offer.filter(job_request_id__in=requests[:_COMPETING], state=OfferState.OFFERED)
        began = time.monotonic()
        won = sum(await _all_at_once([_accepts(services, offer) for offer in offers]))
        accepted = time.monotonic() - began
    return [
        f"backlog  {_BACKLOG / matched:.0f} requests/s matched, {_BACKLOG:,} at once",
        f"accepts  {len(offers) / accepted:.0f} a second over {_COMPETING} requests that owners compete for; "
        f"{won} won, {len(offers) - won} were told why not",
    ]


async def _all_at_once(work: list[Any]) -> list[Any]:
    """As many at a time as a process has connections for."""
    places = asyncio.Semaphore(_AT_ONCE)

    async def one(each: Awaitable[Any]) -> Any:
        async with places:
            return await each

    return await asyncio.gather(*(one(each) for each in work))


async def _farmer() -> Viewer:
    user = await User.create(email=f"{uuid7()}@bench.test", password_hash="-", role=Role.FARMER)  # noqa: S106 - nobody signs in
    await Profile.create(user_id=user.id, name="Bench")
    return Viewer(user.id, Role.FARMER, uuid7())


async def _asked(services: Services, farmer: Viewer, number: int) -> UUID:
    draft = RequestDraft(
        "PLOUGHING",
        (services.clock() + timedelta(days=2)).date(),
        farm_address="Bench",
        farm_location=GeoPoint(5 + random.random() * 8, 3.5 + random.random() * 10),  # noqa: S311 - somewhere
        farm_size=Area(Decimal(1), AreaUnit.HECTARE),
    )
    created = await services.requests.creation.create(farmer, draft, key=f"bench-{number}", trace_id="bench")
    return created.request_id


async def _accepts(services: Services, offer: Offer) -> bool:
    owner = Viewer(offer.owner_id, Role.TRACTOR_OWNER, uuid7())
    try:
        await services.requests.offers.accept(owner, offer_id=offer.id, key="bench", trace_id="bench")
    except Refusal:
        return False
    return True
