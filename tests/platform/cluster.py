"""A Redis-compatible server in cluster mode: alone, with all slots, and as strict about keys that lie apart as many."""

from redis.asyncio import Redis

from services.platform.embedded.ports import free_port
from services.platform.embedded.redis import EmbeddedRedis

_SLOTS = 16_384


class ClusterRedis(EmbeddedRedis):
    def _configuration(self, port: int) -> str:
        # Its own port for other servers would else lie 10,000 higher, where there may be none.
        return f"{super()._configuration(port)}cluster-enabled yes\ncluster-port {free_port()}\n"


async def take_all_slots(url: str) -> None:
    """Returns once the server answers for them."""
    async with Redis.from_url(url) as redis:
        await redis.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, _SLOTS - 1)  # type: ignore[no-untyped-call]
        while b"cluster_state:ok" not in await redis.execute_command("CLUSTER", "INFO"):  # type: ignore[no-untyped-call]
            pass
