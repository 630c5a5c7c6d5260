"""What a look at a deployment saw, and what is to be said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Weight(StrEnum):
    """Whether something has to be put right before a deployment is good, or is worse than it could be."""

    WRONG = "WRONG"
    DEGRADED = "DEGRADED"


@dataclass(frozen=True, slots=True)
class Finding:
    """`setting` is what to change; `text` says what is wrong and what to do about it, and holds no secret."""

    weight: Weight
    setting: str
    text: str

    def __str__(self) -> str:
        return f"{self.weight:<8}  {self.setting}: {self.text}"


def wrong(setting: str, text: str) -> Finding:
    return Finding(Weight.WRONG, setting, text)


def degraded(setting: str, text: str) -> Finding:
    return Finding(Weight.DEGRADED, setting, text)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found outside the settings. A trouble is one line, None where there is none.

    `server` is PostgreSQL's major version and `skew` how far its clock is ahead of ours; both None where it is away.
    """

    database: str | None = None
    server: int | None = None
    pending: Sequence[str] = ()
    skew: timedelta | None = None
    redis: str | None = None
    storage: str | None = None
    keys: str | None = None
    breaches: str | None = None
