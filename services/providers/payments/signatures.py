"""The signature of an event: `t=<seconds>,v1=<hex>`, HMAC-SHA256 over the time and the body, as Stripe has it."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

TOLERANCE = timedelta(seconds=300)
_MOST_SIGNATURES = 5
_LONGEST_HEADER = 1_000


def signed(secret: str, at: datetime, body: bytes) -> str:
    """The header for a body that is sent at this instant."""
    seconds = str(int(at.timestamp()))
    return f"t={seconds},v1={_digest(secret, seconds, body)}"


def is_signed(header: str, body: bytes, secrets: Sequence[str], now: datetime, tolerance: timedelta) -> bool:
    """Whether one of the secrets has signed the body, at most so long from now.

    While a provider rotates its secret it signs with the old and the new one; more than a handful is no rotation.
    """
    parts = [part.partition("=") for part in header.split(",")]
    times = [value for name, _, value in parts if name == "t"]
    given = [value for name, _, value in parts if name == "v1"]
    if len(header) > _LONGEST_HEADER or len(times) != 1 or not 0 < len(given) <= _MOST_SIGNATURES:
        return False
    is_genuine = matches(given, [_digest(secret, times[0], body) for secret in secrets])
    return is_genuine and _is_recent(times[0], now, tolerance)


def matches(given: Sequence[str], expected: Sequence[str]) -> bool:
    """Compares all with all, so that how long it takes says nothing of which matched, or where one differs."""
    found = [hmac.compare_digest(each.encode(), right.encode()) for each in given for right in expected]
    return any(found)


def _digest(secret: str, seconds: str, body: bytes) -> str:
    return hmac.digest(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hex()


def _is_recent(seconds: str, now: datetime, tolerance: timedelta) -> bool:
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 15):
        return False
    return abs(now.timestamp() - int(seconds)) <= tolerance.total_seconds()
