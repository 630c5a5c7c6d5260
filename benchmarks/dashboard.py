"""A whole dashboard over HTTP against pgbench with the same statements, and what ten times the data costs."""

import json
import os
import re
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg

from benchmarks import node
from benchmarks.load import answered, message
from benchmarks.served import filled, is_there, serving, token_of, viewers
from benchmarks.started import settings_for, started
from schema.build import schema
from schema.context import Context
from services.auth.viewer import Viewer
from services.platform.embedded import EmbeddedServers
from services.platform.embedded.accounts import Account
from services.platform.embedded.binaries import postgres_programs
from services.platform.embedded.ports import free_port
from services.platform.settings import Settings
from services.wiring import Services

OWNERS, MANY_OWNERS = 200, 2_000
_REQUESTS = 400
_CLIENTS = 4
_YEAR = '{ from: "2025-12-01", to: "2026-11-30" }'
_JOB = """id publicCode status farmAddress preferredDate paid area { value } service { name }
    farmer { name phone } tractor { name } estimate { total { amountMinor } } scheduled { from }"""
OPERATION = f"""{{ ownerDashboard {{ asOf
    summary {{ tractorsTotal tractorsActive jobsToday jobsOngoing jobsUpcoming jobsCompleted pendingOffers
        hectaresCompleted acceptanceRate balance {{ available {{ amountMinor }} pending {{ amountMinor }} }}
        earnedThisMonth {{ amountMinor }} }}
    ongoing {{ nodes {{ {_JOB} }} }} upcoming {{ nodes {{ {_JOB} }} }}
    jobRequests {{ nodes {{ id state distanceKm request {{ id status }} tractor {{ name }} }} }}
    earnings(range: {_YEAR}, groupBy: MONTH) {{ net {{ amountMinor }}
        buckets {{ key net {{ amountMinor }} }} }} }} }}"""

_WEEKS = f"""{{ ownerDashboard {{ summary {{ tractorsTotal }}
    earnings(range: {_YEAR}, groupBy: WEEK) {{ buckets {{ key label jobs gross {{ amountMinor currency }}
        commission {{ amountMinor currency }} refunds {{ amountMinor currency }}
        net {{ amountMinor currency }} }} }} }} }}"""


@dataclass(frozen=True, slots=True)
class _Rates:
    """Dashboards a second, by HTTP and by pgbench, how many fields and statements one is; and against the peer."""

    http: float
    pgbench: float
    fields: int
    statements: int
    against: list[str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One owner's dashboard: its statements with their values, and the answer."""

    statements: list[tuple[str, Sequence[Any]]]
    data: Any


async def measure(root: Path, data: Path) -> list[str]:
    servers = EmbeddedServers(data, durable=False)
    servers.start()
    try:
        few = await _rates(servers, root, data, OWNERS, peers=node.installed(data))
        many = await _rates(servers, root, data, MANY_OWNERS, peers=None)
    finally:
        servers.stop()
    return [
        f"dashboard  {few.http:.0f}/s of {few.fields} fields over HTTP with {OWNERS} owners, {OWNERS * 10:,} tractors "
        f"and {OWNERS * 200:,} jobs; pgbench {few.pgbench:.0f}/s with the same {few.statements} statements; "
        f"ratio {few.http / few.pgbench:.2f} (aim at least 0.5)",
        f"dashboard  with ten times the data {few.http / many.http:.2f} times slower over HTTP, "
        f"{few.pgbench / many.pgbench:.2f} by pgbench (aim at most 1.3)",
        *few.against,
    ]


async def _rates(servers: EmbeddedServers, root: Path, data: Path, owners: int, *, peers: Path | None) -> _Rates:
    url = await filled(servers.database_url, owners)
    settings = settings_for(servers, data, url=url)
    async with started(settings) as services:
        people = await viewers(services)
        asked = await _asked(services, people, OPERATION)
        tokens = [await token_of(services, viewer) for viewer in people]
        pgbench = _pgbench(url, data, [[_written(*each) for each in one.statements] for one in asked])
        http = await _http(root, settings, [message(OPERATION, token) for token in tokens])
        against = ["dashboard  not measured against Mercurius: Node is not there, or npm could not install it"]
        if peers is not None:
            weeks = await _asked(services, people, _WEEKS)
            plain = await _http(root, settings, [message(_WEEKS, token) for token in tokens])
            against = [
                _compared("the dashboard", http, await _mercurius(peers, url, OPERATION, asked), asked[0]),
                _compared("its weeks alone", plain, await _mercurius(peers, url, _WEEKS, weeks), weeks[0]),
            ]
    return _Rates(http, pgbench, _count(asked[0].data), len(asked[0].statements) - 2, against)


def _compared(what: str, ours: float, theirs: float, one: _Asked) -> str:
    """The peer maps no rows and checks no token: its answers are ready as they are."""
    return (
        f"dashboard  {what}, {_count(one.data)} fields: {ours:.0f}/s; Mercurius with its compiler, the same statements "
        f"and its answers ready: {theirs:.0f}/s; ratio {ours / theirs:.2f} (aim at least 1.5)"
    )


async def _asked(services: Services, viewers: Sequence[Viewer], operation: str) -> list[_Asked]:
    """Each owner's, with the statements of their transaction."""
    executed: list[tuple[str, Sequence[Any]]] = []
    connection: Any = asyncpg.Connection
    execute = connection._execute  # noqa: SLF001 - what is sent to the server, by whomever

    async def noted(self: Any, query: str, args: Sequence[Any], *rest: Any, **more: Any) -> Any:
        executed.append((query, args))
        return await execute(self, query, args, *rest, **more)

    connection._execute = noted  # noqa: SLF001
    asked = []
    try:
        for viewer in viewers:
            executed.clear()
            await services.auth.still_valid(viewer)
            context = Context(services, viewer=viewer, client_address=None, trace_id="bench")
            result = await schema.execute(operation, context_value=context)
            assert not result.errors, result.errors
            begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            asked.append(_Asked([executed[0], (begin, ()), *executed[1:], ("COMMIT", ())], result.data))
    finally:
        connection._execute = execute  # noqa: SLF001
    return asked


def _count(answer: Any) -> int:
    """Its fields, those that hold objects included."""
    if isinstance(answer, dict):
        return sum(1 + _count(each) for each in answer.values())
    return sum(_count(each) for each in answer) if isinstance(answer, list) else 0


def _written(query: str, values: Sequence[Any]) -> str:
    """With its values in the places of its parameters, on one line."""
    text = re.sub(r"\$(\d+)", lambda found: _literal(values[int(found[1]) - 1]), query)
    return re.sub(r"\s+", " ", text).strip()


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return "'{" + ",".join(str(each) for each in value) + "}'"
    return f"'{value}'"


def _pgbench(url: str, data: Path, scripts: Sequence[Sequence[str]]) -> float:
    """Whole dashboards a second, with prepared statements as the API has them."""
    where = urlsplit(url)
    files = []
    for number, script in enumerate(scripts):
        path = data / f"dashboard_{number}.sql"
        path.write_text("".join(f"{statement};\n" for statement in script), encoding="utf-8")
        files += ["-f", str(path)]
    command = [
        str(postgres_programs(data, Account()) / "pgbench"),
        *("-n", "-M", "prepared", "-c", str(_CLIENTS), "-t", str(_REQUESTS // _CLIENTS), *files),
        *("-h", str(where.hostname), "-p", str(where.port), "-U", str(where.username), where.path[1:]),
    ]
    environment = os.environ | {"PGPASSWORD": str(where.password)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=True)  # noqa: S603
    found = re.search(r"tps = ([\d.]+)", ran.stdout)
    assert found is not None, ran.stdout
    return float(found[1])


async def _http(root: Path, settings: Settings, messages: Sequence[bytes]) -> float:
    """Whole dashboards a second, by the API in a process of its own."""
    with serving(root, settings) as (port, _):
        return await _rate(port, messages)


async def _mercurius(peers: Path, url: str, operation: str, asked: Sequence[_Asked]) -> float:
    """As `_http`, by the peer. An owner's token is their number."""
    port = free_port()
    owners = [{"statements": each.statements, "data": each.data} for each in asked]
    with node.serving(peers, "mercurius.mjs", {"sdl": schema.as_str(), "url": url, "port": port, "owners": owners}):
        return await _rate(port, [message(operation, str(number)) for number in range(len(owners))])


async def _rate(port: int, messages: Sequence[bytes]) -> float:
    """Answers a second, once the server is there and warm."""
    await is_there(port)
    await answered(port, messages, _REQUESTS, _CLIENTS)
    began = time.monotonic()
    found = await answered(port, messages, _REQUESTS, _CLIENTS)
    rate = _REQUESTS / (time.monotonic() - began)
    for _, body in found:
        assert json.loads(body)["data"]["ownerDashboard"]["summary"]["tractorsTotal"] == 10
    return rate
