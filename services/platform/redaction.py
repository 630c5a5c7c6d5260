"""What is taken out of texts and facts before they are kept or shown: contacts, secrets and what may be one."""

import re
from collections.abc import Mapping
from typing import Any

import phonenumbers

_HIDDEN = "[…]"
# In this order: what stands in an address with a password must not be taken for a mail address first.
_PATTERNS = (
    re.compile(r"(?<=//)[^/\s@]+@"),
    re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"\+\d[\d ().-]{5,}\d|\b0\d{9,10}\b"),
    re.compile(r"\b(?:Bearer|Basic)\s+\S+", re.IGNORECASE),
    re.compile(
        r"\b\w*(?:passw(?:or)?d|passcode|passphrase|mot de passe|nenosiri|kalmar sirri|secret|token|otp|\bpin)"
        r"(?:_\w+)?(?:\s*[:=]\s*|\s+is\s+(?=\S*\d))\S+",
        re.IGNORECASE,
    ),
    re.compile(r"(?<==)\([^)]*\)"),
    re.compile(r"\b(?:sk|pk|rk|whsec)_\w+"),
    re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{24,}(?:\.[\w-]+)*"),
)
# Digits in groups, as people write what they dial: at home from a zero on, else from a country's code on. Days are not.
_DIALLED = re.compile(
    r"(?<!\w)(?<!\w[.-])(?!\d{4}-\d\d-\d\d\b|\d\d?([-. ])\d\d?\1(?:19|20)\d\d\b)"
    r"(?:\(?00?(?!0|\.)(?:[ ().-]{0,2}\d){8,13}|\(?2(?:[ ()-]{0,2}\d){10,12})(?![\w:]|[.-]\w)"
)
# Neither: no amount has four digits at its end.
_IN_GROUPS = re.compile(r"(?<![\w.-])\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?![\w-])")
_END_OF_GROUP = re.compile(r"\d(?!\d)")
_AT_HOME = range(9, 13)
_FROM_ABROAD = range(11, 16)
_SECRET_NAMES = re.compile(r"password|secret|token|hash|key|email|phone|address|name", re.IGNORECASE)
_LONGEST = 500


def redacted_text(text: str) -> str:
    """Without mail addresses, phone numbers, credentials and whatever looks like a key, and not too long."""
    for pattern in _PATTERNS:
        text = pattern.sub(_HIDDEN, text)
    text = _IN_GROUPS.sub(_HIDDEN, _DIALLED.sub(_without_number, text))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _without_number(dialled: re.Match[str]) -> str:
    """Groups that come after the number stay."""
    text = dialled[0]
    for end in sorted((group.end() for group in _END_OF_GROUP.finditer(text)), reverse=True):
        if _is_phone_number(re.sub(r"\D", "", text[:end])):
            return f"{_HIDDEN}{text[end:]}"
    return text


def _is_phone_number(digits: str) -> bool:
    """Large amounts and counts begin with no zero, and hardly ever with a code and a mobile number of its country."""
    if digits.startswith("0"):
        return len(digits) in (_FROM_ABROAD if digits.startswith("00") else _AT_HOME)
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE


def redacted(facts: Mapping[str, Any]) -> dict[str, Any]:
    """An object of changed fields: texts as `redacted_text` leaves them, and nothing of fields that name a secret."""
    return {name: _HIDDEN if _SECRET_NAMES.search(name) else _shown(value) for name, value in facts.items()}


def _shown(value: Any) -> Any:
    return redacted_text(value) if isinstance(value, str) else value
