"""PostgreSQL as a child process on a free loopback port."""

import signal
import subprocess
import time
from pathlib import Path

from services.platform.embedded.accounts import Account, account_for
from services.platform.embedded.binaries import postgres_programs
from services.platform.embedded.cluster import PLAIN_ENVIRONMENT, ROLE, Cluster, last_line
from services.platform.embedded.orphans import stop_orphans
from services.platform.embedded.ports import LOOPBACK, free_port
from services.platform.processes import StartupError, end, spawn

ATTEMPTS = 4
READY_WITHIN_SECONDS = 60.0

SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "io_method": "sync",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedPostgres:
    """One server over the folder `postgres` of a data folder; the caller holds that folder's lock."""

    name = "postgres"

    def __init__(self, data_dir: Path, *, durable: bool) -> None:
        self._data_dir = data_dir
        self._cluster = Cluster(data_dir, durable=durable)
        self._settings = SETTINGS if durable else SETTINGS | NOT_DURABLE
        self._process: subprocess.Popen[bytes] | None = None
        self._port: int | None = None

    @property
    def pid(self) -> int | None:
        """None where it does not run."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def url(self, database: str) -> str:
        """Of a database in it, with the password."""
        return f"postgresql://{ROLE}:{self._cluster.password}@{LOOPBACK}:{self._port}/{database}"

    def start(self) -> None:
        """Ready for connections on return; on the port it had, if it ran before. Raises StartupError."""
        account = account_for(self._cluster.folder)
        if self._port is None:
            self._cluster.log.unlink(missing_ok=True)
        stop_orphans(self._cluster.folder)
        programs = postgres_programs(self._data_dir, account)
        self._cluster.ensure(programs, account)
        for _ in range(ATTEMPTS):
            port = self._port or free_port()
            if self._launch(programs, account, port):
                self._port = port
                return
        raise StartupError(f"PostgreSQL did not start: {last_line(self._cluster.log)}")

    def _launch(self, programs: Path, account: Account, port: int) -> bool:
        command: list[str | Path] = [programs / "postgres", "-D", account.name_of(self._cluster.folder), f"-p{port}"]
        command += [f"--{name}={value}" for name, value in self._settings.items()]
        with self._cluster.log.open("ab") as log:
            self._process = spawn(
                command,
                death_signal=signal.SIGINT,
                env=PLAIN_ENVIRONMENT,
                cwd=self._cluster.folder,
                output=log,
                user=account.user,
                group=account.group,
            )
        return self._becomes_ready(self._process)

    def _becomes_ready(self, process: subprocess.Popen[bytes]) -> bool:
        """False where it ended instead: the port was taken meanwhile, or an older server is still going."""
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while process.poll() is None:
            if self._says_ready(process.pid):
                return True
            if time.monotonic() > deadline:
                end(process, signal.SIGQUIT)
                raise StartupError(f"PostgreSQL was not ready in time: see {self._cluster.log}")
            time.sleep(0.02)
        time.sleep(0.2)
        return False

    def _says_ready(self, pid: int) -> bool:
        """The first and eighth line of `postmaster.pid`, as pg_ctl reads them."""
        try:
            lines = (self._cluster.folder / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back and a checkpoint is written."""
        if self._process is not None:
            end(self._process, signal.SIGINT, signal.SIGQUIT, patience=15)
            self._process = None
