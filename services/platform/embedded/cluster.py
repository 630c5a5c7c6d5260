"""A PostgreSQL cluster on disk: made once, whole or not at all, with a password that only its owner can read."""

import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

from services.platform.embedded.accounts import Account
from services.platform.processes import StartupError, spawn
from services.platform.secret_files import write_secret

MAJOR = "18"
ROLE = "spitractors"
PLAIN_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}
ACCESS_RULES = "host all all 127.0.0.1/32 scram-sha-256\n"


class Cluster:
    """The folder `postgres` of a data folder, and the log beside it."""

    def __init__(self, data_dir: Path, *, durable: bool) -> None:
        self.folder = data_dir / "postgres"
        self.log = data_dir / "postgres.log"
        self._secret = data_dir / "postgres.password"
        self._durable = durable

    @property
    def password(self) -> str:
        """Of the one role, a superuser."""
        return self._secret.read_text().strip()

    def ensure(self, programs: Path, account: Account) -> None:
        """Make what is missing. Raises StartupError where it cannot, or where another version wrote the data."""
        version = self.folder / "PG_VERSION"
        if not version.exists():
            self._secret.unlink(missing_ok=True)
            self._create(programs, account)
        if (found := version.read_text().strip()) != MAJOR:
            message = f"PostgreSQL {found} wrote {self.folder} and {MAJOR} runs now: set DATA_DIR to another folder."
            raise StartupError(message)
        if not self._secret.exists():
            self._set_password(programs, account)

    def _create(self, programs: Path, account: Account) -> None:
        draft = self.folder.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        account.give(draft)
        command: list[str | Path] = [
            programs / "initdb",
            f"--pgdata={account.name_of(draft)}",
            f"--username={ROLE}",
            "--auth=reject",
        ]
        command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += ["--no-instructions"] if self._durable else ["--no-instructions", "--no-sync"]
        self._run(command, draft, account)
        (draft / "pg_hba.conf").write_text(ACCESS_RULES)
        draft.rename(self.folder)

    def _set_password(self, programs: Path, account: Account) -> None:
        """Kept only after the server took it, so that a kill in between is made good by the next start."""
        password = secrets.token_urlsafe(24)
        command: list[str | Path] = [programs / "postgres", "--single", "-D", account.name_of(self.folder), "postgres"]
        statements = f"ALTER ROLE {ROLE} PASSWORD '{password}'\nCREATE DATABASE {ROLE}\n"
        self._run(command, self.folder, account, statements)
        write_secret(self._secret, password)

    def _run(self, command: list[str | Path], folder: Path, account: Account, text: str = "") -> None:
        with self.log.open("ab") as log:
            process = spawn(
                command,
                death_signal=signal.SIGKILL,
                env=PLAIN_ENVIRONMENT,
                cwd=folder,
                output=log,
                input=subprocess.PIPE,
                user=account.user,
                group=account.group,
            )
            process.communicate(text.encode())
        if process.returncode != 0:
            raise StartupError(f"PostgreSQL's data could not be made in {folder}: {last_line(self.log)}")


def last_line(log: Path) -> str:
    """What a server said last, for a message of one line."""
    lines = log.read_text(errors="replace").splitlines()
    return lines[-1] if lines else "it said nothing"
