"""How many jobs two workers do, and how long a message takes from its event's commit to its carrier."""

import asyncio
import time
from pathlib import Path

from uuid_utils.compat import uuid7

from benchmarks.started import settings_for, started
from models.auth import User
from models.enums import NotificationKind, Role
from models.users import Preferences, Profile
from services.notifications.announcing import News
from services.platform.embedded import EmbeddedServers
from services.platform.migrations import migrate
from services.wiring import Services
from tests.notifications.crowd import flood
from tests.workers import Worker, workers

_JOBS = 4_000
_A_SECOND, _SECONDS = 100, 20
_PEOPLE = 50
_FLOOD = 10_000
_BARE = """
    INSERT INTO pgqueuer (priority, entrypoint, payload, status, headers)
    SELECT 0, 'sweep_offers', '{}', 'queued', '{}' FROM generate_series(1, $1)
"""
_SENT = "SELECT count(*) FROM notification_deliveries WHERE state = 'SENT'"
_LATENCIES = """
    SELECT percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM settled_at - created_at))
           AS seconds, count(*) FILTER (WHERE attempts > 1) AS again
    FROM notification_deliveries WHERE state = 'SENT'
"""


async def measure(data: Path) -> list[str]:
    servers = EmbeddedServers(data, durable=False)
    servers.start()
    try:
        await migrate(servers.database_url)
        async with started(settings_for(servers, data)) as services:
            with workers(services.settings, 2) as both:
                people = await _crowd()
                await _until_sent(services, await _tell(services, people[:2]))
                return [await _jobs(services), await _latency(services, people), await _flood(services, both)]
    finally:
        servers.stop()


async def _crowd() -> list[User]:
    """People who want to hear of it by mail."""
    people = []
    for number in range(_PEOPLE):
        user = await User.create(email=f"p{number}@bench.test", password_hash="-", role=Role.FARMER)  # noqa: S106
        await Profile.create(user_id=user.id, name="Ada")
        await Preferences.create(user_id=user.id, channels={"SECURITY_ALERT": ["EMAIL"]})
        people.append(user)
    return people


async def _tell(services: Services, people: list[User]) -> int:
    for person in people:
        async with services.database.transaction():
            news = News(person.id, NotificationKind.SECURITY_ALERT, f"event:{uuid7()}")
            await services.notifications.announcements.tell(news)
    return len(people)


async def _jobs(services: Services) -> str:
    """Jobs that do next to nothing, so that the queue is what is measured; beside it, messages with their carrier."""
    began = time.monotonic()
    await services.database.fetch(_BARE, _JOBS)
    while await services.database.fetch("SELECT FROM pgqueuer WHERE entrypoint = 'sweep_offers' LIMIT 1"):
        await asyncio.sleep(0.05)
    return f"jobs  {_JOBS / (time.monotonic() - began):.0f} jobs/s by two workers"


async def _latency(services: Services, people: list[User]) -> str:
    """An event every hundredth of a second, whatever became of those before."""
    await services.database.fetch("DELETE FROM notification_deliveries")
    began, telling = time.monotonic(), []
    for number in range(_A_SECOND * _SECONDS):
        await asyncio.sleep(max(0.0, began + number / _A_SECOND - time.monotonic()))
        telling.append(asyncio.create_task(_tell(services, [people[number % _PEOPLE]])))
    await asyncio.gather(*telling)
    seconds = time.monotonic() - began
    await _until_sent(services, len(telling))
    row = await services.database.fetch_one(_LATENCIES)
    half, most = row["seconds"] if row else (0, 0)
    return (
        f"messages  at {len(telling) / seconds:.0f} a second from event to carrier "
        f"p50 {half * 1000:.0f} ms, p99 {most * 1000:.0f} ms; ratio {most / half:.1f}"
    )


async def _flood(services: Services, both: list[Worker]) -> str:
    """Ten thousand at once, to the last of them."""
    await services.database.fetch("DELETE FROM notification_deliveries")
    before = sum(worker.resident_megabytes for worker in both)
    await flood(services.database, _FLOOD)
    began = time.monotonic()
    await _until_sent(services, _FLOOD)
    seconds = time.monotonic() - began
    grown = sum(worker.resident_megabytes for worker in both) - before
    return (
        f"flood  {_FLOOD} messages sent in {seconds:.0f} s by two workers, {_FLOOD / seconds:.0f} a second; "
        f"memory of both +{grown:.0f} MiB"
    )


async def _until_sent(services: Services, count: int) -> None:
    while (await services.database.fetch_one(_SENT) or {"count": 0})["count"] < count:
        await asyncio.sleep(0.05)
