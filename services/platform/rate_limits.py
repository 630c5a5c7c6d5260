"""Rate limits: exact over all processes through Redis, and by this process alone while Redis is away."""

import hashlib
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ClusterCrossSlotError, RedisError

from services.errors import RateLimited

log = structlog.get_logger()

_REDIS_PATIENCE_SECONDS = 0.5
_REDIS_RETRY_SECONDS = 2.0
# The moving window of the library, with its keys, of several limits at once: it asks for each, and for a refusal twice.
_SPEND = """
local now = tonumber(ARGV[1])
for place, key in ipairs(KEYS) do
    local quota, window = tonumber(ARGV[2 * place]), tonumber(ARGV[2 * place + 1])
    local oldest = quota < 1 and now or redis.call('LINDEX', key, quota - 1)
    if oldest and tonumber(oldest) >= now - window then
        return string.format('%.6f', oldest + window)
    end
    redis.call('LPUSH', key, ARGV[1])
    redis.call('LTRIM', key, 0, quota - 1)
    redis.call('EXPIRE', key, window)
end
"""


class Try(NamedTuple):
    """What is counted, such as ("10 per 15 minutes", "logIn:account", address)."""

    limit: str
    name: str
    who: str


class _Counter(NamedTuple):
    item: RateLimitItem
    name: str
    who: str

    @property
    def key(self) -> str:
        return f"LIMITS:{self.item.key_for(self.name, self.who)}"


class RateLimits:
    """Counts what was tried, by name and by whoever tried."""

    def __init__(self, redis_url: str) -> None:
        # One retry at once is for connections that a restart of Redis has cut; a longer wait would hold people up.
        self._redis = Redis.from_url(
            redis_url,
            socket_timeout=_REDIS_PATIENCE_SECONDS,
            socket_connect_timeout=_REDIS_PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )
        self._spend = self._redis.register_script(_SPEND)
        self._memory = MovingWindowRateLimiter(MemoryStorage())
        self._lie_apart = False
        self._away_until = 0.0

    async def spend(self, *tries: Try) -> None:
        """Count one try under each, in their order. Raises RateLimited at the first that has none left."""
        counters = [_Counter(_parsed(limit), name, _hidden(who)) for limit, name, who in tries]
        if time.monotonic() >= self._away_until:
            try:
                return await self._spend_together(counters)
            except (RedisError, OSError):
                self._away_until = time.monotonic() + _REDIS_RETRY_SECONDS
                log.warning("rate_limits_without_redis")
        for counter in counters:
            await self._spend_here(counter)
        return None

    async def close(self) -> None:
        """Give the connections back."""
        await self._redis.aclose()

    async def _spend_together(self, counters: Sequence[_Counter]) -> None:
        """On Redis Cluster one after the other: no script may have keys that lie apart."""
        if not self._lie_apart:
            try:
                return await self._ask(counters)
            except ClusterCrossSlotError:
                self._lie_apart = True
        for counter in counters:
            await self._ask([counter])
        return None

    async def _ask(self, counters: Sequence[_Counter]) -> None:
        bounds = [bound for each in counters for bound in (each.item.amount, each.item.get_expiry())]
        free_at = await self._spend([each.key for each in counters], [time.time(), *bounds])
        if free_at is not None:
            raise RateLimited(retry_at=datetime.fromtimestamp(float(free_at), UTC))

    async def _spend_here(self, counter: _Counter) -> None:
        if not await self._memory.hit(*counter):
            window = await self._memory.get_window_stats(*counter)
            raise RateLimited(retry_at=datetime.fromtimestamp(window.reset_time, UTC))


@cache
def _parsed(limit: str) -> RateLimitItem:
    """Limits are settings, so there are few."""
    return parse(limit)


def _hidden(who: str) -> str:
    """Redis and its logs have no need to know addresses."""
    return hashlib.blake2b(who.encode(errors="surrogatepass"), digest_size=16).hexdigest()
