"""Sending messages, in our words. `key` names a message: what comes twice with the same key is one message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as plain text, with the same as HTML where there is one."""

    key: str
    to: str
    subject: str
    text: str
    html: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Sms:
    """A text for an E.164 number. One that `is_repeat` may have been taken before: ask, where one can."""

    key: str
    to: str
    text: str
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """A payload for one browser. What has the same `topic` and was not shown yet is replaced."""

    key: str
    endpoint: str
    p256dh: str
    auth: str
    payload: bytes
    topic: str
    lifetime_seconds: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A provider took the message; `reference` is its name for it."""

    provider: str
    reference: str | None = None


class Mailer(Protocol):
    async def send(self, mail: Mail) -> Taken:
        """Raises NotSent, Refused."""


class Texter(Protocol):
    async def send(self, sms: Sms) -> Taken:
        """Raises NotSent, Refused."""


class Pusher(Protocol):
    async def send(self, push: Push) -> Taken:
        """Raises NotSent, Refused; Gone where the browser has unsubscribed."""


class NotSent(Exception):
    """Raised where trying again later may help. `is_known` is False where the other side may have taken the message.

    `reason` is a code that names no person.
    """

    def __init__(self, reason: str, *, is_known: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_known = is_known


class Refused(Exception):
    """Raised where trying again would not help. `reason` is a code that names no person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Gone(Refused):
    """Raised where there is nobody any longer to take it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody sent to our number. Anybody can send anything."""

    phone: str
    text: str


class Replies(Protocol):
    """Reads what a carrier tells us that somebody has sent."""

    @property
    def name(self) -> str: ...

    def read(self, path: str, headers: Mapping[str, str], form: Mapping[str, str]) -> Reply:
        """`path` is that of the request, with its query. Raises Forged for what the carrier has not sent."""


class Forged(Exception):
    """Raised where a signature is missing or wrong."""
