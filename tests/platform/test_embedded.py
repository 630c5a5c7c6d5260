import asyncio
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest
from redis.asyncio import Redis
from redis.exceptions import AuthenticationError

from services.platform.embedded import EmbeddedServers
from services.platform.embedded.accounts import account_for
from services.platform.embedded.orphans import stop_orphans
from services.platform.processes import StartupError, end, spawn

KILLED_WHILE_RUNNING = """
import os, signal, sys
from pathlib import Path
from services.platform.embedded import EmbeddedServers

servers = EmbeddedServers(Path(sys.argv[1]), durable=False)
servers.start()
print(*servers.pids().values(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[EmbeddedServers]:
    servers = EmbeddedServers(tmp_path / "data", durable=False)
    servers.start()
    yield servers
    servers.stop()


async def run(url: str, sql: str) -> str:
    connection = await asyncpg.connect(url)
    try:
        return str(await connection.fetchval(sql))
    finally:
        await connection.close()


def with_password(url: str, password: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{parts.username}:{password}@{parts.hostname}:{parts.port}"))


def is_running(pid: int) -> bool:
    """A process that nobody has waited for yet has ended all the same."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until_gone(pids: list[int]) -> None:
    deadline = time.monotonic() + 20
    while any(map(is_running, pids)):
        assert time.monotonic() < deadline, "processes outlived the one that started them"
        time.sleep(0.02)


async def test_data_survives_a_stop_and_a_crash(tmp_path: Path) -> None:
    servers = EmbeddedServers(tmp_path, durable=False)
    servers.start()
    await run(servers.database_url, "CREATE TABLE kept AS SELECT 7 AS number")
    servers.stop()
    servers.start()
    port = urlsplit(servers.database_url).port
    os.kill(servers.pids()["postgres"], signal.SIGKILL)
    wait_until_gone([pid for pid in [servers.pids().get("postgres")] if pid])

    assert servers.revive() == ["postgres"]
    assert await run(servers.database_url, "SELECT number FROM kept") == "7"
    assert urlsplit(servers.database_url).port == port
    servers.stop()


async def test_wrong_passwords_are_refused(own: EmbeddedServers) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await run(with_password(own.database_url, "wrong"), "SELECT 1")
    stranger = Redis.from_url(with_password(own.redis_url, "wrong"))
    with pytest.raises(AuthenticationError):
        await stranger.ping()
    await stranger.aclose()


def test_the_password_is_its_owners_alone(own: EmbeddedServers, tmp_path: Path) -> None:
    secret = tmp_path / "data" / "postgres.password"

    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert secret.read_text() == urlsplit(own.database_url).password
    for pid in own.pids().values():
        assert secret.read_text().encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()


def test_both_listen_on_loopback_only(own: EmbeddedServers) -> None:
    assert urlsplit(own.database_url).hostname == urlsplit(own.redis_url).hostname == "127.0.0.1"
    listening = Path("/proc/net/tcp").read_text().splitlines() + Path("/proc/net/tcp6").read_text().splitlines()
    for url in (own.database_url, own.redis_url):
        port = f":{urlsplit(url).port:04X}"
        assert {line.split()[1] for line in listening if line.split()[1].endswith(port)} == {f"0100007F{port}"}


def test_a_folder_serves_one_run(own: EmbeddedServers, tmp_path: Path) -> None:
    with pytest.raises(StartupError, match="Another run uses the data folder") as refusal:
        EmbeddedServers(tmp_path / "data").start()
    assert "\n" not in str(refusal.value)


async def test_two_folders_do_not_collide(own: EmbeddedServers, tmp_path: Path) -> None:
    other = EmbeddedServers(tmp_path / "other", durable=False)
    other.start()
    await run(other.database_url, "CREATE TABLE here()")

    assert await run(own.database_url, "SELECT to_regclass('here') IS NULL") == "True"
    other.stop()


def test_killing_the_run_leaves_no_process_and_no_lock(tmp_path: Path, root: Path) -> None:
    command = [sys.executable, "-c", KILLED_WHILE_RUNNING, str(tmp_path)]
    killed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=40)  # noqa: S603
    assert killed.returncode == -signal.SIGKILL
    pids = [int(pid) for pid in killed.stdout.split()]
    assert len(pids) == 2
    wait_until_gone(pids)

    again = EmbeddedServers(tmp_path, durable=False)
    again.start()
    assert asyncio.run(run(again.database_url, "SELECT 1")) == "1"
    again.stop()


async def test_a_lock_that_names_a_strangers_process_is_overruled(tmp_path: Path) -> None:
    servers = EmbeddedServers(tmp_path, durable=False)
    servers.start()
    lock = tmp_path / "postgres" / "postmaster.pid"
    lines = lock.read_text().splitlines()
    servers.stop()
    account = account_for(tmp_path / "postgres")
    stranger = spawn(["/bin/sleep", "60"], death_signal=signal.SIGKILL, env={}, user=account.user, group=account.group)
    lock.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
    account.give(lock)

    servers.start()
    assert await run(servers.database_url, "SELECT 1") == "1"
    assert stranger.poll() is None
    servers.stop()
    end(stranger)


def test_orphans_of_a_cluster_are_stopped(own: EmbeddedServers, tmp_path: Path) -> None:
    pid = own.pids()["postgres"]
    stop_orphans(tmp_path / "data" / "postgres")

    assert not is_running(pid)
    assert not (tmp_path / "data" / "postgres" / "postmaster.pid").exists()


async def test_a_lost_password_is_replaced(tmp_path: Path) -> None:
    servers = EmbeddedServers(tmp_path, durable=False)
    servers.start()
    before = urlsplit(servers.database_url).password
    servers.stop()
    (tmp_path / "postgres.password").unlink()

    servers.start()
    assert urlsplit(servers.database_url).password != before
    assert await run(servers.database_url, "SELECT 1") == "1"
    servers.stop()


def test_data_of_another_version_is_left_alone(tmp_path: Path) -> None:
    servers = EmbeddedServers(tmp_path, durable=False)
    servers.start()
    servers.stop()
    (tmp_path / "postgres" / "PG_VERSION").write_text("17\n")

    with pytest.raises(StartupError, match=r"PostgreSQL 17 wrote .* set DATA_DIR"):
        servers.start()
    assert servers.pids() == {}


async def test_redis_comes_back_empty_on_its_port(own: EmbeddedServers) -> None:
    async with Redis.from_url(own.redis_url) as before:
        await before.set("key", "value")
    own.kill_redis()
    assert list(own.pids()) == ["postgres"]
    own.restart_redis()

    async with Redis.from_url(own.redis_url) as after:
        assert await after.get("key") is None


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartupError, match="cannot be used"):
        EmbeddedServers(tmp_path / "file").start()
