"""What is taken out of texts and facts before they are kept or shown: contacts, secrets and what may be one."""

import re
from collections.abc import Mapping
from typing import Any

_HIDDEN = "[…]"
# In this order: what stands in an address with a password must not be taken for a mail address first.
_PATTERNS = (
    re.compile(r"(?<=//)[^/\s@]+@"),
    re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"\+\d[\d ().-]{5,}\d|\b0\d{9,10}\b"),
    re.compile(r"\b(?:Bearer|Basic)\s+\S+", re.IGNORECASE),
    re.compile(r"(?<==)\([^)]*\)"),
    re.compile(r"\b(?:sk|pk|rk|whsec)_\w+"),
    re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{24,}(?:\.[\w-]+)*"),
)
_SECRET_NAMES = re.compile(r"password|secret|token|hash|key|email|phone|address|name", re.IGNORECASE)
_LONGEST = 500


def redacted_text(text: str) -> str:
    """Without mail addresses, phone numbers, credentials and whatever looks like a key, and not too long."""
    for pattern in _PATTERNS:
        text = pattern.sub(_HIDDEN, text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def redacted(facts: Mapping[str, Any]) -> dict[str, Any]:
    """An object of changed fields: texts as `redacted_text` leaves them, and nothing of fields that name a secret."""
    return {name: _HIDDEN if _SECRET_NAMES.search(name) else _shown(value) for name, value in facts.items()}


def _shown(value: Any) -> Any:
    return redacted_text(value) if isinstance(value, str) else value
