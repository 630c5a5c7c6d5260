"""The servers that a run starts for itself, and the folder they share."""

from pathlib import Path

from services.platform.embedded.postgres import EmbeddedPostgres
from services.platform.embedded.redis import EmbeddedRedis
from services.platform.processes import FolderLock

DATABASE = "spitractors"


class EmbeddedServers:
    """Starts whichever of the two servers no URL names, with its data under `data_dir`, on free loopback ports.

    With `durable` off PostgreSQL never waits for the disk: for tests, whose data may be lost.
    """

    database_url: str
    redis_url: str

    def __init__(
        self, data_dir: Path, *, database_url: str | None = None, redis_url: str | None = None, durable: bool = True
    ) -> None:
        folder = data_dir.absolute()
        self._lock = FolderLock(folder)
        self._redis = EmbeddedRedis(folder)
        self._postgres = EmbeddedPostgres(folder, durable=durable)
        self._given = (database_url, redis_url)
        self._owned: list[EmbeddedPostgres | EmbeddedRedis] = []
        if redis_url is None:
            self._owned.append(self._redis)
        if database_url is None:
            self._owned.append(self._postgres)

    def start(self) -> None:
        """Raises StartupError; what was started by then is stopped again."""
        self._lock.acquire()
        try:
            for server in self._owned:
                server.start()
        except BaseException:
            self.stop()
            raise
        database_url, redis_url = self._given
        self.database_url = database_url or self._postgres.url(DATABASE)
        self.redis_url = redis_url or self._redis.url

    def stop(self) -> None:
        """Stop both; the data stays."""
        for server in reversed(self._owned):
            server.stop()
        self._lock.release()

    def revive(self) -> list[str]:
        """Start each server that has died again, on the port it had; answers their names."""
        dead = [server for server in self._owned if server.pid is None]
        for server in dead:
            server.start()
        return [server.name for server in dead]

    def kill_redis(self) -> None:
        """As a crash would: at once, with every key lost."""
        self._redis.stop()

    def restart_redis(self) -> None:
        """Start it on the port it had, empty; kill it first where it still runs."""
        self._redis.stop()
        self._redis.start()

    def pids(self) -> dict[str, int]:
        """The running servers' processes by name."""
        return {server.name: server.pid for server in self._owned if server.pid is not None}
