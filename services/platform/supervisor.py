"""`make run`: the missing servers, the API and the worker, started together, kept alive and stopped together."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from services.platform.children import Child
from services.platform.listener import address_of, answers, listen_on
from services.platform.processes import StartupError
from services.platform.reachable import check_database, check_redis
from services.platform.running import Addresses
from services.platform.settings import Settings

if TYPE_CHECKING:
    from services.platform.embedded import EmbeddedServers

HEARTBEAT_SECONDS = 0.2
READY_WITHIN_SECONDS = 60.0
FAILED_STARTS_ALLOWED = 3

Prepare = Callable[[Settings], Awaitable[list[str]]]


class Supervisor:
    """Runs until told to stop by SIGINT, SIGTERM or SIGHUP."""

    def __init__(self, settings: Settings, *, program: Path, prepare: Prepare) -> None:
        """`prepare` readies the database and answers lines to print; `program` is the script with our commands."""
        self._settings = settings
        self._program = program
        self._prepare = prepare
        self._servers: EmbeddedServers | None = None
        self._is_stopping = False

    def run(self) -> None:
        """Raises StartupError where a part cannot start; everything is stopped by then."""
        with ExitStack() as cleanup:
            cleanup.enter_context(self._signals())
            listener = cleanup.enter_context(listen_on(self._settings.host, self._settings.port))
            settings = self._with_servers(listener, cleanup)
            notes = asyncio.run(self._ready_database(settings))
            if not self._is_stopping:
                self._serve(listener, settings, notes)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        kinds = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
        if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:  # Under nohup, which means it.
            kinds.remove(signal.SIGHUP)
        before = {kind: signal.signal(kind, self._stop) for kind in kinds}
        try:
            yield
        finally:
            for kind, handler in before.items():
                signal.signal(kind, handler)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._is_stopping = True

    def _with_servers(self, listener: socket.socket, cleanup: ExitStack) -> Settings:
        """The settings with the addresses that are now known."""
        database_url, redis_url = self._settings.database_url, self._settings.redis_url
        known = {
            "data_dir": self._settings.data_dir.absolute(),
            "port": listener.getsockname()[1],
            "embedded": database_url is None,
        }
        if database_url is None or redis_url is None:
            self._servers = self._start_servers(cleanup)
            known |= {"database_url": self._servers.database_url, "redis_url": self._servers.redis_url}
        return Settings.model_validate(self._settings.model_dump() | known)

    def _start_servers(self, cleanup: ExitStack) -> "EmbeddedServers":
        # Imported here: a configured run needs neither the module nor the wheels behind it.
        from services.platform.embedded import EmbeddedServers  # noqa: PLC0415

        servers = EmbeddedServers(
            self._settings.data_dir,
            database_url=_text(self._settings.database_url),
            redis_url=_text(self._settings.redis_url),
        )
        servers.start()
        cleanup.callback(servers.stop)
        told = Addresses(
            pid=os.getpid(),
            database_url=servers.database_url if self._settings.database_url is None else None,
            redis_url=servers.redis_url if self._settings.redis_url is None else None,
        )
        cleanup.callback(told.keep(self._settings.data_dir).unlink, missing_ok=True)
        return servers

    async def _ready_database(self, settings: Settings) -> list[str]:
        await check_database(str(settings.database_url))
        await check_redis(str(settings.redis_url))
        return await self._prepare(settings)

    def _serve(self, listener: socket.socket, settings: Settings, notes: list[str]) -> None:
        descriptor = listener.fileno()
        serve: list[str | Path] = [sys.executable, self._program, "serve", "--fd", str(descriptor)]
        api = Child("API", serve, env=_environment(settings), pass_fds=[descriptor])
        worker = Child("worker", [sys.executable, self._program, "worker"], env=_environment(settings))
        try:
            api.start()
            worker.start()
            address = address_of(listener)
            if self._becomes_ready(api, worker, address):
                print(*notes, f"ready {address}/graphql", sep="\n", flush=True)  # noqa: T201 - what an operator reads
            self._watch(api, worker)
        finally:
            # Ours first: as long as we hold it open, a new client would wait for an answer that does not come.
            listener.close()
            for child in (api, worker):
                child.ask_to_stop()
            for child in (api, worker):
                child.stop()

    def _becomes_ready(self, api: Child, worker: Child, address: str) -> bool:
        """False where we were told to stop meanwhile."""
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while not self._is_stopping:
            if answers(address):
                return True
            for child in (api, worker):
                child.revive()
                if child.failures >= FAILED_STARTS_ALLOWED:
                    raise StartupError(f"The {child.name} does not start: the lines above say why.")
            if time.monotonic() > deadline:
                raise StartupError(f"The API gave no answer at {address} within {READY_WITHIN_SECONDS:.0f} seconds.")
            time.sleep(0.05)
        return False

    def _watch(self, *children: Child) -> None:
        while not self._is_stopping:
            self._revive_servers()
            for child in children:
                child.revive()
            time.sleep(HEARTBEAT_SECONDS)

    def _revive_servers(self) -> None:
        if self._servers is None:
            return
        try:
            for name in self._servers.revive():
                print(f"{name} had ended and runs again", file=sys.stderr, flush=True)  # noqa: T201
        except StartupError as error:
            print(error, file=sys.stderr, flush=True)  # noqa: T201
            time.sleep(1)


def _environment(settings: Settings) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": str(settings.database_url),
        "REDIS_URL": str(settings.redis_url),
        "DATA_DIR": str(settings.data_dir),
        "HOST": settings.host,
        "PORT": str(settings.port),
        "EMBEDDED": "true" if settings.embedded else "false",
    }


def _text(url: object | None) -> str | None:
    return None if url is None else str(url)
