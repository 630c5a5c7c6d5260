"""Mail addresses, as accounts know them."""

import re
from functools import cache
from pathlib import Path

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from services.errors import Problem

LONGEST = 254
_DISPOSABLE = Path(__file__).with_name("disposable_domains.txt")
# Lower-case letters, digits and single marks between them: what most people have, and nothing to normalize.
_PLAIN = re.compile(r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}")
# Shorter than a part of an address may be.
_LONGEST_PLAIN = 60
_SPECIAL = tuple(f"{before}{name}" for name in SPECIAL_USE_DOMAIN_NAMES for before in "@.")


def normalized(text: str, *, allow_test_domains: bool) -> str | None:
    """The address in its one spelling, or None for what is no address. Looks nothing up.

    `.test`, the domain that no mail ever leaves for, is for development.
    """
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if _is_plain(text):
        return text
    try:
        found = validate_email(text, check_deliverability=False, test_environment=allow_test_domains)
    except (EmailNotValidError, UnicodeError):
        return None
    return found.normalized if len(found.normalized) <= LONGEST else None


def _is_plain(text: str) -> bool:
    """Whether it is surely an address in its one spelling, which the library finds out letter by letter."""
    return len(text) <= _LONGEST_PLAIN and bool(_PLAIN.fullmatch(text)) and not text.endswith(_SPECIAL)


def problems_of(address: str | None, *path: str) -> tuple[Problem, ...]:
    """What is wrong with the address of a new account, as `normalized` gives it."""
    if address is None:
        return (Problem(path, "INVALID_EMAIL", "This is no mail address."),)
    if _is_disposable(address.rpartition("@")[2]):
        return (Problem(path, "DISPOSABLE_EMAIL", "This address lives for minutes only. Take one that you keep."),)
    return ()


def _is_disposable(domain: str) -> bool:
    """Also of a subdomain: these services give them away."""
    labels = domain.lower().split(".")
    return any(".".join(labels[start:]) in _disposable_domains() for start in range(len(labels) - 1))


@cache
def _disposable_domains() -> frozenset[str]:
    return frozenset(_DISPOSABLE.read_text().split())
