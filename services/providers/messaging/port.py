"""Sending mails, in our words."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """A plain text mail. `key` names it: a mail that comes twice with the same key is one mail."""

    key: str
    to: str
    subject: str
    text: str


class Mailer(Protocol):
    async def send(self, mail: Mail) -> None:
        """Raises MailNotSent where trying again later may help."""


class MailNotSent(Exception):
    """Raised where the other side took no mail."""
