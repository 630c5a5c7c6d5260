"""What a notification says besides its kind: what was so at its event, kept as JSON."""

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict

_LONGEST_NAME = 40
_DOT_IN_A_LINK = re.compile(r"(?<=\w)\.(?=[^\W\d])|[/\\@]")


class Alert(StrEnum):
    """What a security alert is about."""

    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105 - an event, no secret
    SESSION_REUSED = "SESSION_REUSED"


class Facts(TypedDict, total=False):
    """Anything may be missing. Instants are ISO 8601; money is in minor units of `currency`.

    `service` is the service's name in the catalogue; `tractor` is a text that its owner chose; `offer` and `paper` are
    the ids of an offer and a document, which decide whether the message is still relevant, as `news_until` does.
    """

    code: str
    service: str
    tractor: str
    hectares: str
    starts_at: str
    answer_by: str
    amount_minor: int
    currency: str
    refund_minor: int
    cancelled_by: str
    to_wallet: bool
    number: str
    document: str
    expires_on: str
    alert: str
    reminder: bool
    news_until: str
    offer: str
    paper: str


def instant_in(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day_in(text: str) -> date:
    return date.fromisoformat(text)


def plain(text: str) -> str:
    """A person's text as others may be sent it: one short line that no mail or SMS program turns into a link."""
    printable = "".join(each if unicodedata.category(each)[0] not in "CZ" else " " for each in text)
    line = " ".join(_DOT_IN_A_LINK.sub(" ", printable).split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1].rstrip()}…"
