"""What settings are made of: types that refuse what no operator can have meant, each with a text that says so."""

import os
import re
from base64 import urlsafe_b64decode
from datetime import timedelta
from decimal import Decimal
from email.policy import default
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import limits
from pydantic import AfterValidator, Field, FilePath, SecretStr

_LONGEST = timedelta(days=36_500)
_ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_VAPID_KEY = re.compile(r"[A-Za-z0-9_-]{43}=?")


def _rate(text: str) -> str:
    try:
        if limits.parse(text).amount > 0:
            return text
    except ValueError:
        pass
    raise ValueError("not a rate such as `10 per 15 minutes`")


def _duration(given: timedelta) -> timedelta:
    if not timedelta() < given <= _LONGEST:
        raise ValueError("not a duration such as PT10M, longer than nothing and not than a hundred years")
    return given


def _delay(given: timedelta) -> timedelta:
    return given if given == timedelta() else _duration(given)


def _url(text: str) -> str:
    is_plain = text.isprintable() and not any(letter in text for letter in " ?#")
    try:
        parts = urlsplit(text)
        if is_plain and parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0:
            return text
    except ValueError:
        pass
    raise ValueError("not an address such as https://api.example.org")


def _mailbox(text: str) -> str:
    """Of a mail's From: one person, with an address."""
    if text.isprintable():
        header = default.header_factory("from", text)
        if not header.defects and [bool(each.username and each.domain) for each in header.addresses] == [True]:
            return text
    raise ValueError("not a sender such as SpiTractors <no-reply@example.org>")


def _dsn(given: SecretStr) -> SecretStr:
    try:
        parts = urlsplit(given.get_secret_value())
        is_project = parts.path.rpartition("/")[2].isdecimal()
        if is_project and parts.scheme in {"http", "https"} and parts.username and parts.hostname and parts.port != 0:
            return given
    except ValueError:
        pass
    raise ValueError("not a DSN such as https://key@sentry.example.org/1")


def _readable(file: Path) -> Path:
    if not os.access(file, os.R_OK) or not file.stat().st_size:
        raise ValueError("it is empty, or may not be read")
    return file


def _vapid_key(given: SecretStr) -> SecretStr:
    text = given.get_secret_value()
    if not _VAPID_KEY.fullmatch(text):
        raise ValueError("not 32 bytes in base64url")
    if not 0 < int.from_bytes(urlsafe_b64decode(text.rstrip("=") + "=")) < _ORDER_OF_P256:
        raise ValueError("not a private key of P-256: take other random bytes")
    return given


Rate = Annotated[str, AfterValidator(_rate)]
"How often something may happen, such as `10 per 15 minutes`."

Duration = Annotated[timedelta, AfterValidator(_duration)]
Delay = Annotated[timedelta, AfterValidator(_delay)]
"A duration that may be nothing."

Count = Annotated[int, Field(ge=1)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Number = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(gt=0, le=1)]
Percent = Annotated[int, Field(ge=0, le=100)]
Hours = Annotated[Decimal, Field(gt=0, le=24, decimal_places=2)]

ReadableFile = Annotated[FilePath, AfterValidator(_readable)]
Url = Annotated[str, AfterValidator(_url)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Dsn = Annotated[SecretStr, AfterValidator(_dsn)]
VapidKey = Annotated[SecretStr, AfterValidator(_vapid_key)]
