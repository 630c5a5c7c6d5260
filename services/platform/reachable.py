"""Whether the servers that the settings name are there, said before anything depends on them."""

from urllib.parse import urlsplit

import asyncpg
from redis.asyncio import Redis
from redis.exceptions import RedisError

from services.platform.processes import StartupError

PATIENCE_SECONDS = 5.0


async def check_database(url: str) -> None:
    """Raises StartupError. The message names host and port, never the password."""
    try:
        connection = await asyncpg.connect(url, timeout=PATIENCE_SECONDS)
        await connection.close()
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise StartupError(_advice("DATABASE_URL", "PostgreSQL", url, error)) from error


async def check_redis(url: str) -> None:
    """Raises StartupError."""
    client = Redis.from_url(url, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS)
    try:
        await client.ping()
    except (OSError, ValueError, RedisError) as error:
        raise StartupError(_advice("REDIS_URL", "Redis", url, error)) from error
    finally:
        await client.aclose()


def _advice(setting: str, server: str, url: str, error: Exception) -> str:
    parts = urlsplit(url)
    reason = " ".join(str(error).split()) or type(error).__name__
    return (
        f"{setting}: {server} at {parts.hostname}:{parts.port or 'its usual port'} cannot be used ({reason}). "
        f"Start it, correct {setting}, or unset it to run on an embedded server."
    )
