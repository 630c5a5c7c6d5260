"""Operator commands. `make run` executes `run`; a configured deployment executes `migrate`, `serve` and `worker`."""

# ruff: noqa: PLC0415, T201 - each command imports what it needs, so that `run` starts at once and a configured run
# loads no embedded server; and it prints, since it answers an operator.

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from services.platform.configured import configured, read_settings
from services.platform.processes import StartupError, follow_parent
from services.platform.settings import Settings

if TYPE_CHECKING:
    from services.platform.database import Database
    from services.platform.keys import Keys

ROOT = Path(__file__).parent

app = App(name="manage.py", help=__doc__, version_flags=[])


@app.command
def run(*, follow: Annotated[bool, Parameter(show=False)] = False) -> None:
    """Everything at once: the servers that no setting names, the schema, the demo, the API and the worker.

    With `follow` it is not left running, and the folder not left locked, when the program that started it is killed.
    """
    from services.platform.supervisor import Supervisor

    if follow:
        follow_parent()
    Supervisor(read_settings(), program=Path(__file__).absolute(), prepare=_prepare).run()


async def _prepare(settings: Settings) -> list[str]:
    from services.platform.migrations import migrate

    _keys(settings).check()
    await migrate(str(settings.database_url))
    if settings.environment == "production":
        return []
    from services import demo

    return await demo.seed_once(settings)


@app.command
def serve(*, fd: Annotated[int | None, Parameter(show=False)] = None) -> None:
    """The API, until SIGINT or SIGTERM. With `fd`, on a socket that the caller listens on already."""
    from main import create_app
    from services.platform import garbage
    from services.platform.listener import listen_on
    from services.platform.logging import keep_loggers
    from serving import server

    settings = asyncio.run(_ready())
    listener = listen_on(settings.host, settings.port) if fd is None else socket.socket(fileno=fd)
    serving = server(create_app(settings), settings)
    garbage.settle()
    keep_loggers()
    serving.run(sockets=[listener])


@app.command
def health() -> None:
    """Whether the API on this machine answers, for a container's health check."""
    from services.platform.listener import answers

    if not answers(f"http://127.0.0.1:{read_settings().port}"):
        raise StartupError("The API does not answer.")


@app.command
def worker() -> None:
    """The due jobs, until SIGINT or SIGTERM."""
    import uvloop

    import worker as jobs

    uvloop.run(jobs.run(asyncio.run(_ready())))


@app.command
async def migrate() -> None:
    """Bring the schema up to date; safe while others do the same."""
    from services.platform.migrations import migrate as apply

    for version in await apply(await _database_url()):
        print(version)


@app.command
async def doctor() -> None:
    """What is wrong with this deployment, a line each with what to do. Exits with 1 where anything is.

    What is only worse than it could be is told as DEGRADED, and does not count.
    """
    from services.platform.clock import utc_now
    from services.platform.doctor import Weight, examine
    from services.platform.doctor.looking import look
    from services.providers.storage.probing import storage_trouble

    settings = configured("database_url", "redis_url")
    seen = await look(settings, clock=utc_now, storage=lambda: storage_trouble(settings, utc_now))
    found = examine(settings, seen)
    print(*found, sep="\n") if found else print("Nothing is wrong.")
    if any(finding.weight is Weight.WRONG for finding in found):
        sys.exit(1)


@app.command(name="seed-demo")
async def seed_demo() -> None:
    """Write the demo's people, tractors and requests into a migrated database that has none."""
    from services import demo

    print(*await demo.seed_once(await _ready()), sep="\n")


@app.command(name="create-admin")
async def create_admin(*, name: str, email: str) -> None:
    """Make an admin, with a password that is asked for, or read from standard input where that is no terminal."""
    from getpass import getpass

    from services import wiring
    from services.errors import ValidationFailed

    settings = await _ready()
    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    services = wiring.build(settings)
    await wiring.start(services)
    try:
        await services.auth.admins.create(name=name, email=email, password=password)
    except ValidationFailed as refused:
        problems = "; ".join(f"{problem.path[-1]}: {problem.message}" for problem in refused.problems)
        raise StartupError(problems) from refused
    finally:
        await wiring.stop(services)


@app.command(name="rotate-keys")
def rotate_keys() -> None:
    """Sign access tokens with a new key in five minutes. Nobody is logged out: older keys stay for their tokens."""
    settings = read_settings()
    print(_keys(settings).rotate(keep=2 * settings.access_token_lifetime))


@app.command(name="verify-books")
async def verify_books() -> None:
    """Every invariant of the ledger. Exits with 1, and prints the offending rows, where one does not hold."""
    from services.payments.books import INVARIANTS, Books

    async with _database() as database:
        broken = await Books(database).broken()
    for name in INVARIANTS:
        print(f"{'BROKEN' if name in broken else 'holds '}  {name}")
        for row in broken.get(name, []):
            print("       ", *(f"{column}={value}" for column, value in row.items()))
    if broken:
        sys.exit(1)


@app.command(name="verify-audit")
async def verify_audit(*, anchor: str | None = None) -> None:
    """The chain of the audit log. Exits with 1, and prints the rows, where one was changed, moved or taken out.

    It prints where the chain ends. Keep that elsewhere and name it as `anchor` another time: then a tail that was cut
    off together with all that knew of it, and a chain that was written anew, are found too.
    """
    from services.admin.chain import Anchor, AuditChain

    try:
        known = Anchor.of(anchor) if anchor else None
    except ValueError:
        raise StartupError("An anchor is what verify-audit printed: a number, a colon and a hash.") from None
    async with _database() as database:
        verdict = await AuditChain(database).verify(known)
    for fault in verdict.faults:
        print(f"{fault.what:<9}  {'-' if fault.sequence is None else fault.sequence}  {fault.facts}")
    print(f"{'BROKEN' if verdict.faults else 'whole'}  {verdict.head}")
    if verdict.faults:
        sys.exit(1)


@app.command(name="replay-webhook")
async def replay_webhook(event: str) -> None:
    """Have the worker apply a stored event anew, by the id that its provider gave it."""
    from services import wiring
    from services.errors import NotFound

    services = wiring.build(await _ready())
    await wiring.start(services)
    try:
        rows = await services.payments.inbox.replay(event)
        print(*(f"queued {event} ({row})" for row in rows), sep="\n")
    except NotFound:
        raise StartupError(f"There is no event {event}.") from None
    finally:
        await wiring.stop(services)


@app.command(name="export-schema")
def export_schema() -> None:
    """Write schema/schema.graphql, which the check compares with the code."""
    from schema.build import schema

    (ROOT / "schema" / "schema.graphql").write_text(schema.as_str() + "\n", encoding="utf-8")


async def _ready() -> Settings:
    """Of whatever needs all services: what they cannot do without is looked at before they are built."""
    from services.platform.reachable import check_database

    settings = configured("database_url", "redis_url")
    _keys(settings).check()
    await check_database(str(settings.database_url))
    return settings


def _keys(settings: Settings) -> "Keys":
    from services.platform.clock import utc_now
    from services.platform.keys import Keys

    return Keys.kept_in(settings.signing_keys_file, settings.data_dir, utc_now)


async def _database_url() -> str:
    from services.platform.reachable import check_database

    url = str(configured("database_url").database_url)
    await check_database(url)
    return url


@asynccontextmanager
async def _database() -> AsyncIterator["Database"]:
    from services.platform.database import Database

    database = Database(await _database_url())
    await database.connect()
    try:
        yield database
    finally:
        await database.close()


def main() -> None:
    """One line and exit status 1 for whatever an operator can put right."""
    try:
        app()
    except StartupError as error:
        sys.exit(f"spitractors: {error}")
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)


if __name__ == "__main__":
    main()
