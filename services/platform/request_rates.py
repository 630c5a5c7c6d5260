"""How many requests an address and a user may send: counted here at once, and shared with other processes soon after.

A question to Redis before each request would cost more than most requests do. A process knows to the
unit what it counted itself, and what the others had counted when it reported last.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import batched
from typing import NamedTuple, Self

import limits
import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ClusterCrossSlotError, RedisError

from services.errors import RateLimited
from services.platform.clock import Clock

log = structlog.get_logger()

_REDIS_PATIENCE_SECONDS = 0.5
_REPORT_SECONDS = 0.25
_REPORT_AWAY_SECONDS = 2.0
_REMEMBERED = 4096
_TOLD_AT_ONCE = 500
# One command: a pipeline has two for each count, which the client packs and reads one by one.
_ADD = """
local totals = {}
for place, key in ipairs(KEYS) do
    totals[place] = redis.call('INCRBY', key, ARGV[2 * place - 1])
    redis.call('EXPIRE', key, ARGV[2 * place])
end
return totals
"""


@dataclass(frozen=True)
class Policy:
    """At most `quota` in each window of so many seconds. Its name is nobody else's."""

    name: str
    quota: int
    window: int

    @classmethod
    def of(cls, name: str, rate: str) -> Self:
        """Of a rate such as `600 per minute`."""
        item = limits.parse(rate)
        return cls(name, item.amount, item.get_expiry())

    @cached_property
    def told(self) -> str:
        """As a structured field."""
        return f'"{self.name}";q={self.quota};w={self.window}'


class Standing(NamedTuple):
    """What is left in a window, and in how many seconds it ends."""

    policy: Policy
    remaining: int
    reset: int


@dataclass(slots=True)
class _Count:
    """`shared` is what all processes had reported as of our last report; `unreported` came after it."""

    shared: int = 0
    unreported: int = 0


@dataclass(frozen=True, slots=True)
class _Window:
    """One of a policy, with the counts in it. Windows are numbered from the epoch on."""

    policy: Policy
    number: int
    begins: datetime
    ends: datetime
    counts: dict[str, _Count] = field(default_factory=dict)

    @classmethod
    def at(cls, now: datetime, policy: Policy) -> Self:
        number = int(now.timestamp() // policy.window)
        begins, ends = (datetime.fromtimestamp(each * policy.window, UTC) for each in (number, number + 1))
        return cls(policy, number, begins, ends)


class _News(NamedTuple):
    """How much of one count is to be told."""

    of: _Count
    counted: int
    key: str
    lifetime: int


class RequestRates:
    """Windows begin at fixed instants, the same in every process."""

    def __init__(self, redis_url: str, clock: Clock) -> None:
        self._redis = Redis.from_url(
            redis_url,
            socket_timeout=_REDIS_PATIENCE_SECONDS,
            socket_connect_timeout=_REDIS_PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )
        self._add = self._redis.register_script(_ADD)
        self._lie_apart = False
        self._clock = clock
        self._windows: dict[str, _Window] = {}
        self._reporting = asyncio.Lock()
        self._report: asyncio.Task[None] | None = None
        self._is_closed = False

    def spend(self, policy: Policy, who: str, *, requests: int = 1) -> Standing:
        """Count them. Raises RateLimited, and counts nothing, where not so many are left."""
        now = self._clock()
        window = self._windows.get(policy.name)
        if window is None or not window.begins <= now < window.ends:
            window = self._windows[policy.name] = _Window.at(now, policy)
        key = _hidden(who)
        count = window.counts.get(key) or window.counts.setdefault(key, _Count())
        left = policy.quota - count.shared - count.unreported - requests
        if left < 0:
            raise RateLimited(retry_at=window.ends)
        count.unreported += requests
        if self._report is None or self._report.done():
            self._report_soon()
        return Standing(policy, left, _whole_seconds(window.ends - now))

    async def report(self) -> None:
        """Tell Redis what was counted since the last report, and learn what all have counted."""
        async with self._reporting:
            await self._exchange()

    @property
    def is_reporting(self) -> bool:
        """Whether a report is under way, or soon will be."""
        return self._report is not None and not self._report.done()

    async def close(self) -> None:
        """Not in the middle of a report, which would leave a connection half made. What comes later is not reported."""
        self._is_closed = True
        async with self._reporting:
            if self._report is not None:
                self._report.cancel()
                await asyncio.wait([self._report])
        await self._redis.aclose()

    async def _exchange(self) -> None:
        news = [
            _News(count, count.unreported, f"requests:{name}:{window.number}:{who}", 2 * window.policy.window)
            for name, window in self._windows.items()
            for who, count in window.counts.items()
            if count.unreported
        ]
        for some in batched(news, _TOLD_AT_ONCE):
            await self._tell(some)

    async def _tell(self, news: Sequence[_News]) -> None:
        """On Redis Cluster one by one, and in one go all the same: no script may have keys that lie apart."""
        if not self._lie_apart:
            try:
                return await self._tell_together(news)
            except ClusterCrossSlotError:
                self._lie_apart = True
        async with self._redis.pipeline(transaction=False) as told:
            for each in news:
                await self._add([each.key], [each.counted, each.lifetime], client=told)
            self._learn(news, [total for (total,) in await told.execute()])
        return None

    async def _tell_together(self, news: Sequence[_News]) -> None:
        totals = await self._add(
            [each.key for each in news], [argument for each in news for argument in (each.counted, each.lifetime)]
        )
        self._learn(news, totals)

    @staticmethod
    def _learn(news: Sequence[_News], totals: Sequence[int]) -> None:
        for each, total in zip(news, totals, strict=True):
            each.of.shared = total
            each.of.unreported -= each.counted

    def _report_soon(self) -> None:
        # Requests may still end while the process does: a connection made for them now would be nobody's to close.
        if not self._is_closed:
            self._report = asyncio.create_task(self._report_in_time())

    async def _report_in_time(self) -> None:
        await asyncio.sleep(_REPORT_SECONDS)
        try:
            await self.report()
        except (RedisError, OSError):
            log.warning("request_rates_without_redis")
            await asyncio.sleep(_REPORT_AWAY_SECONDS)


@lru_cache(_REMEMBERED)
def _hidden(who: str) -> str:
    """Redis and its logs have no need to know addresses."""
    return hashlib.blake2b(who.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _whole_seconds(left: timedelta) -> int:
    """Rounded up."""
    return left.days * 86_400 + left.seconds + (left.microseconds > 0)
