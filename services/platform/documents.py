"""Documents that clients name instead of sending them: those that came before, and those that the operator trusts."""

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import structlog
from cachetools import LRUCache
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from services.platform.processes import StartupError
from services.platform.settings import Settings

log = structlog.get_logger()

_REDIS_PATIENCE_SECONDS = 0.5
_REDIS_RETRY_SECONDS = 2.0
_NAME_BYTES = 8


class Documents:
    """Each document that came is kept in this process and, for the others, in one of a fixed number of places in Redis.

    A place is overwritten by the next document that falls on it; what is not found is sent once more by its client.
    """

    def __init__(self, settings: Settings) -> None:
        self.is_automatic = settings.persisted_documents and not settings.trusted_only
        self.is_trusted_only = settings.trusted_only
        self._trusted = read_manifest(settings.trusted_documents_file) if settings.trusted_documents_file else {}
        self._trusted_texts = frozenset(self._trusted.values())
        self._places = settings.persisted_document_places
        self._lifetime = settings.persisted_document_lifetime
        self._largest = settings.persisted_document_limit_bytes
        self._here: LRUCache[str, str] = LRUCache(settings.persisted_document_memory_bytes, getsizeof=len)
        self._redis = Redis.from_url(
            str(settings.redis_url),
            socket_timeout=_REDIS_PATIENCE_SECONDS,
            socket_connect_timeout=_REDIS_PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 1),
            decode_responses=True,
        )
        self._away_until = 0.0

    def trusted(self, id: str) -> str | None:
        """The document that the manifest has by this id."""
        return self._trusted.get(id)

    def trusts(self, text: str) -> bool:
        """Whether the manifest has exactly this document."""
        return text in self._trusted_texts

    async def find(self, sha256: str) -> str | None:
        """What `keep` was given with this hash, in hexadecimal, by any process."""
        text = self._here.get(sha256)
        if text is None and (text := await self._elsewhere(sha256)) is not None:
            self._here[sha256] = text
        return text

    async def keep(self, text: str) -> None:
        """So that it is found by its hash. A large one is not kept, and comes in full each time."""
        sha256 = digest(text)
        if sha256 in self._here or len(text.encode()) > self._largest:
            return
        self._here[sha256] = text
        if time.monotonic() >= self._away_until:
            try:
                await self._redis.set(self._place(sha256), text, ex=self._lifetime)
            except (RedisError, OSError, UnicodeDecodeError):
                self._do_without()

    async def close(self) -> None:
        await self._redis.aclose()

    async def _elsewhere(self, sha256: str) -> str | None:
        if time.monotonic() < self._away_until:
            return None
        try:
            found = await self._redis.get(self._place(sha256))
        except (RedisError, OSError, UnicodeDecodeError):
            self._do_without()
            return None
        return found if isinstance(found, str) and digest(found) == sha256 else None

    def _place(self, sha256: str) -> str:
        return f"document:{int(sha256[: 2 * _NAME_BYTES], 16) % self._places}"

    def _do_without(self) -> None:
        self._away_until = time.monotonic() + _REDIS_RETRY_SECONDS
        log.warning("documents_without_redis")


def digest(text: str) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def read_manifest(file: Path) -> Mapping[str, str]:
    """Documents by id, from Apollo's manifest or from Relay's. Raises StartupError for what is neither."""
    try:
        pairs = _pairs(orjson.loads(file.read_bytes()))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        pairs = [(None, None)]
    if not all(isinstance(part, str) for pair in pairs for part in pair):
        raise StartupError(f"TRUSTED_DOCUMENTS_FILE: {file} is no manifest of documents, as Apollo or Relay writes it.")
    return dict(pairs)


def _pairs(said: Any) -> list[tuple[Any, Any]]:
    if isinstance(said, dict) and said.get("format") == "apollo-persisted-query-manifest":
        return [(each["id"], each["body"]) for each in said["operations"]]
    return list(said.items())
