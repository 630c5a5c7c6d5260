"""What makes a deployment good, a rule each."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from services.platform.doctor import network, production
from services.platform.doctor.findings import Finding, Seen, degraded, wrong
from services.platform.settings import Settings

_POSTGRES = 18
_SKEW = timedelta(seconds=2)

type Rule = Callable[[Settings], Iterator[Finding]]

_IN_PRODUCTION: tuple[Rule, ...] = (
    network.public_url,
    network.app_url,
    network.origins,
    network.proxies,
    production.database_password,
    production.redis_password,
    production.metrics_token,
    production.password_hashes,
    production.log_level,
    production.schema,
    production.mail,
    production.sms,
    production.push,
    production.provider_keys,
    production.webhook_secrets,
    production.shared_files,
)


def examine(settings: Settings, seen: Seen) -> list[Finding]:
    """Everything that is to be said, what stands on the servers first."""
    found = [*_servers(seen), *_files(seen)]
    if settings.environment == "production":
        return found + [finding for rule in _IN_PRODUCTION for finding in rule(settings)]
    return [*found, *_development(settings)]


def _servers(seen: Seen) -> Iterator[Finding]:
    if seen.database is not None:
        yield wrong("DATABASE_URL", seen.database)
    if seen.server is not None and seen.server < _POSTGRES:
        yield wrong("DATABASE_URL", f"PostgreSQL {seen.server} lacks what our statements use: move to {_POSTGRES}.")
    if seen.pending:
        yield wrong("DATABASE_URL", f"{len(seen.pending)} migrations are missing: run `manage.py migrate`.")
    if seen.skew is not None and abs(seen.skew) > _SKEW:
        seconds = seen.skew.total_seconds()
        text = f"The database's clock differs from this machine's by {seconds:+.0f} s: have both follow NTP."
        yield wrong("DATABASE_URL", text)
    if seen.redis is not None:
        yield degraded("REDIS_URL", seen.redis)


def _files(seen: Seen) -> Iterator[Finding]:
    if seen.storage is not None:
        yield wrong("S3_BUCKET", seen.storage)
    if seen.keys is not None:
        yield wrong("SIGNING_KEYS_FILE", seen.keys)
    if seen.breaches is not None:
        yield wrong("BREACHED_PASSWORDS_FILE", seen.breaches)


def _development(settings: Settings) -> Iterator[Finding]:
    """On a machine of one's own that is right."""
    if not settings.embedded:
        text = "development writes demo log-ins and shows the schema to everybody: set production where users come."
        yield degraded("ENVIRONMENT", text)
