"""Mail addresses, as accounts know them."""

from functools import cache
from pathlib import Path

from email_validator import EmailNotValidError, validate_email

from services.errors import Problem

LONGEST = 254
_DISPOSABLE = Path(__file__).with_name("disposable_domains.txt")


def normalized(text: str, *, allow_test_domains: bool) -> str | None:
    """The address in its one spelling, or None for what is no address. Looks nothing up.

    `.test`, the domain that no mail ever leaves for, is for development.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=allow_test_domains)
    except (EmailNotValidError, UnicodeError):
        return None
    return found.normalized if len(found.normalized) <= LONGEST else None


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
