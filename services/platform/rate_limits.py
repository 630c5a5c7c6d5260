"""Rate limits: exact over all processes through Redis, and by this process alone while Redis is away."""

import hashlib
import time
from datetime import UTC, datetime
from functools import cache
from typing import Any

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from redis.asyncio import ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from services.errors import RateLimited

log = structlog.get_logger()

_REDIS_PATIENCE_SECONDS = 0.5
_REDIS_RETRY_SECONDS = 2.0


class RateLimits:
    """Counts what was tried, by name and by whoever tried."""

    def __init__(self, redis_url: str) -> None:
        # One retry at once is for connections that a restart of Redis has cut; a longer wait would hold people up.
        self._pool: ConnectionPool = ConnectionPool.from_url(
            redis_url,
            socket_timeout=_REDIS_PATIENCE_SECONDS,
            socket_connect_timeout=_REDIS_PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )
        self._redis = MovingWindowRateLimiter(_storage(redis_url, self._pool))
        self._memory = MovingWindowRateLimiter(MemoryStorage())
        self._away_until = 0.0

    async def spend(self, limit: str, name: str, who: str) -> None:
        """Count one try, such as ("10 per 15 minutes", "logIn:account", address). Raises RateLimited."""
        item = _parsed(limit)
        # Redis and its logs have no need to know addresses.
        key = hashlib.blake2b(who.encode(errors="surrogatepass"), digest_size=16).hexdigest()
        if time.monotonic() >= self._away_until:
            try:
                return await _spend(self._redis, item, name, key)
            except StorageError:
                self._away_until = time.monotonic() + _REDIS_RETRY_SECONDS
                log.warning("rate_limits_without_redis")
        return await _spend(self._memory, item, name, key)

    async def close(self) -> None:
        """Give the connections back."""
        await self._pool.aclose()


def _storage(redis_url: str, pool: ConnectionPool) -> RedisStorage:
    options: dict[str, Any] = {"connection_pool": pool}
    return RedisStorage(redis_url, wrap_exceptions=True, implementation="redispy", **options)


@cache
def _parsed(limit: str) -> RateLimitItem:
    """Limits are settings, so there are few."""
    return parse(limit)


async def _spend(limiter: MovingWindowRateLimiter, item: RateLimitItem, name: str, key: str) -> None:
    if await limiter.hit(item, name, key):
        return
    window = await limiter.get_window_stats(item, name, key)
    raise RateLimited(retry_at=datetime.fromtimestamp(window.reset_time, UTC))
