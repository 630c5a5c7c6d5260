"""Our own PostgreSQL and Redis-compatible server, from wheels: for development and tests, never in a configured run."""

from services.platform.embedded.servers import EmbeddedServers

__all__ = ["EmbeddedServers"]
