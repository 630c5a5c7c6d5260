"""What the ledger's guards cost, how fast events are taken, and how long the auditor takes."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import httpx2
import orjson
from pydantic import SecretStr
from uuid_utils.compat import uuid7

from benchmarks.ledger_rows import BARE, GROWN, PURSES
from benchmarks.started import settings_for
from main import create_app
from models.enums import TransactionKind
from services.payments.books import Books
from services.payments.ledger import Ledger, Movement, Place, Posting
from services.platform.clock import utc_now
from services.platform.database import Database
from services.platform.embedded import EmbeddedServers
from services.platform.migrations import migrate
from services.providers.payments.sandbox_events import SIGNATURE_HEADER
from services.providers.payments.signatures import signed

_CLIENTS = 8
_PAYMENTS = 250
_ROUNDS = 4
_EVENTS = 2_000
_FEW, _MANY = 250_000, 1_000_000


async def measure(data: Path) -> list[str]:
    servers = EmbeddedServers(data, durable=False)
    servers.start()
    try:
        await migrate(servers.database_url)
        return [
            await _guards(servers.database_url),
            await _events(servers, data),
            await _audit(servers.database_url),
        ]
    finally:
        servers.stop()


async def _guards(url: str) -> str:
    """The same code on the same tables, with and without triggers, checks and foreign keys; in turns."""
    bare = await _clone(url, "bare")
    await _run(bare, BARE)
    rates: dict[str, list[float]] = {url: [], bare: []}
    for address in (url, bare):
        await _run(address, PURSES)
    for _ in range(_ROUNDS):
        for address, found in rates.items():
            found.append(await _pay_by_wallet(address))
    guarded, unguarded = max(rates[url]), max(rates[bare])
    return (
        f"wallet  {guarded:.0f} payments/s with the ledger's guards, {unguarded:.0f} without them; "
        f"ratio {guarded / unguarded:.2f} (aim at least 0.5)"
    )


async def _pay_by_wallet(url: str) -> float:
    """Payments a second, by clients with a wallet each."""
    async with _connected(url) as database:
        ledger = Ledger(database)
        rows = await database.fetch("SELECT user_id, request_id FROM purses ORDER BY user_id LIMIT $1", _CLIENTS)

        async def pay(wallet: Place, escrow: Place) -> None:
            for _ in range(_PAYMENTS):
                postings = (
                    Posting(wallet, -1, TransactionKind.PAYMENT),
                    Posting(escrow, 1, TransactionKind.PAYMENT),
                )
                async with database.transaction():
                    await ledger.record(Movement(f"capture:{uuid7()}", "NGN", postings))

        places = [(Place.wallet(row["user_id"]), Place.escrow(row["request_id"])) for row in rows]
        return await _rate(_PAYMENTS * len(places), lambda: asyncio.gather(*(pay(*each) for each in places)))


async def _events(servers: EmbeddedServers, data: Path) -> str:
    """Through the app, signature and job and client included, against a bare insert of as many rows."""
    secret = "of the bench"  # noqa: S105 - nobody else's
    settings = settings_for(servers, data, sandbox_webhook_secrets=(SecretStr(secret),))
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://bench.test") as http:

            async def deliver() -> None:
                for _ in range(_EVENTS // _CLIENTS):
                    body = _body()
                    headers = {SIGNATURE_HEADER: signed(secret, utc_now(), body)}
                    (await http.post("/webhooks/payments/sandbox", content=body, headers=headers)).raise_for_status()

            taken = await _rate(_EVENTS, lambda: asyncio.gather(*(deliver() for _ in range(_CLIENTS))))
        inserted = await _rate(_EVENTS, lambda: _insert(app.state.services.database))
    return f"webhooks  {taken:.0f} taken/s, {inserted:.0f} bare inserts/s; ratio {taken / inserted:.2f}"


def _body() -> bytes:
    key = str(uuid7())
    return orjson.dumps({"id": f"evt_{key}", "subject": "CHARGE", "key": f"charge-{key}", "says": "pending"})


async def _insert(database: Database) -> None:
    async def insert() -> None:
        for _ in range(_EVENTS // _CLIENTS):
            await database.fetch(
                "INSERT INTO webhook_events (id, provider, event_id, body, state, received_at) "
                "VALUES ($1, 'bench', $2, $3, 'WAITING', now())",
                uuid7(),
                str(uuid7()),
                _body(),
            )

    await asyncio.gather(*(insert() for _ in range(_CLIENTS)))


async def _audit(url: str) -> str:
    """A database of its own, so that nothing else is counted."""
    seconds = {}
    for size in (_FEW, _MANY):
        address = await _clone(url, f"books_{size}")
        await _run(address, GROWN.format(journals=size // 2))
        async with _connected(address) as database:
            began = time.perf_counter()
            broken = await Books(database).broken()
            seconds[size] = time.perf_counter() - began
        if broken:
            raise AssertionError(broken)
    growth = seconds[_MANY] / seconds[_FEW]
    return (
        f"books  verified over {_MANY:,} postings in {seconds[_MANY]:.1f} s (aim under 5); {_MANY // _FEW} times the "
        f"postings take {growth:.1f} times as long"
    )


async def _rate(number: int, work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return number / (time.perf_counter() - began)


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    await database.connect()
    try:
        yield database
    finally:
        await database.close()


async def _clone(url: str, name: str) -> str:
    """An empty database with the same tables; answers its address."""
    connection = await asyncpg.connect(_named(url, "postgres"))
    try:
        template = urlsplit(url).path.lstrip("/")
        if not await connection.fetchval("SELECT EXISTS (SELECT FROM pg_database WHERE datname = 'empty')"):
            await connection.execute(f'CREATE DATABASE empty TEMPLATE "{template}"')
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE empty')
    finally:
        await connection.close()
    return _named(url, name)


def _named(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


async def _run(url: str, statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statements)
    finally:
        await connection.close()
