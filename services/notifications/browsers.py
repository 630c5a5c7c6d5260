"""Browsers that take messages."""

import binascii
import ipaddress
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from uuid_utils.compat import uuid7

from services.errors import Problem, ValidationFailed
from services.platform.clock import Clock
from services.platform.database import Database

_LONGEST_ENDPOINT = 2048
_SECRET_BYTES = 16


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser says of itself when it subscribes; keys are in base64url."""

    endpoint: str
    p256dh: str
    auth: str


class Browsers:
    """`key` is our public key, which a browser needs to subscribe. A person has at most `most`: the oldest go."""

    def __init__(self, database: Database, clock: Clock, *, key: str | None, most: int) -> None:
        self.key = key
        self._database = database
        self._clock = clock
        self._most = most

    async def register(self, user_id: UUID, session_id: UUID, browser: Browser) -> None:
        """For as long as the session lasts. A browser that somebody else had logged in with is theirs no more.

        Raises ValidationFailed.
        """
        problems = tuple(_problems_of(browser))
        if problems:
            raise ValidationFailed(problems)
        async with self._database.transaction():
            await self._database.fetch("SELECT FROM users WHERE id = $1 FOR UPDATE", user_id)
            await self._database.fetch(
                "INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, p256dh, auth, created_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (endpoint) DO UPDATE SET user_id = $2, "
                "session_id = $3, p256dh = $5, auth = $6, created_at = $7",
                uuid7(),
                user_id,
                session_id,
                browser.endpoint,
                browser.p256dh.rstrip("="),
                browser.auth.rstrip("="),
                self._clock(),
            )
            await self._database.fetch(
                "DELETE FROM push_subscriptions WHERE user_id = $1 AND id NOT IN (SELECT id FROM push_subscriptions "
                "WHERE user_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2)",
                user_id,
                self._most,
            )


def _problems_of(browser: Browser) -> Iterable[Problem]:
    if not _is_endpoint(browser.endpoint):
        yield Problem(("subscription", "endpoint"), "INVALID_ENDPOINT", "An https address of a push service.")
    if not _is_point(_bytes(browser.p256dh)):
        yield Problem(("subscription", "p256dh"), "INVALID_KEY", "The browser's public key, in base64url.")
    if len(_bytes(browser.auth)) != _SECRET_BYTES:
        yield Problem(("subscription", "auth"), "INVALID_KEY", "The browser's secret of 16 bytes, in base64url.")


def _is_endpoint(text: str) -> bool:
    """Names are looked up when something is sent; addresses can be judged now."""
    if len(text) > _LONGEST_ENDPOINT or not text.isascii() or not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and "@" not in parts.netloc and "." in host.strip(".") and not _is_address(host)


def _is_address(host: str) -> bool:
    """No push service goes by a number."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.rpartition(".")[2].isdecimal()
    return True


def _is_point(raw: bytes) -> bool:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        return False
    return len(raw) == 65


def _bytes(text: str) -> bytes:
    """What a text stands for; none for one that is no base64url, or that no key is as long as."""
    if len(text) > 128 or not text.isascii():
        return b""
    try:
        return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except binascii.Error:
        return b""
