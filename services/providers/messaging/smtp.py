"""A mail server, over SMTP."""

import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, parseaddr
from typing import Literal

import aiosmtplib
from email_validator import validate_email

from services.platform.clock import Clock
from services.providers.messaging.port import Mail, NotSent, Refused, Taken

_NAME = "smtp"
_FIRST_PERMANENT = 500
_RFC_2822 = "%a, %d %b %Y %H:%M:%S +0000"


@dataclass(frozen=True, slots=True)
class Server:
    """Where mails go. `security` is how the line is made private; `sender` an address, with a name or without."""

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    username: str | None
    password: str | None
    sender: str


class Smtp:
    """Implements Mailer. A connection a mail: no server closes one between two of them.

    The key is in the message's id, so that a mail that came twice can be told to be one.
    """

    def __init__(
        self, server: Server, clock: Clock, *, answer_within: float, tls: ssl.SSLContext | None = None
    ) -> None:
        self._server = server
        self._clock = clock
        self._answer_within = answer_within
        self._tls = tls

    async def send(self, mail: Mail) -> Taken:
        message = self._message(mail)
        client = aiosmtplib.SMTP(
            hostname=self._server.host,
            port=self._server.port,
            use_tls=self._server.security == "tls",
            start_tls=self._server.security == "starttls",
            username=self._server.username,
            password=self._server.password,
            timeout=self._answer_within,
            tls_context=self._tls,
        )
        was_offered = False
        try:
            async with client:
                was_offered = True
                await client.send_message(message)
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise _failure(error, was_offered=was_offered) from None
        return Taken(_NAME, str(message["Message-ID"]))

    def _message(self, mail: Mail) -> EmailMessage:
        """Raises Refused for what cannot stand in a header."""
        name, address = parseaddr(self._server.sender)
        message = EmailMessage(policy=SMTP)
        try:
            address = _in_ascii(address)
            message["From"] = formataddr((name, address))
            message["To"] = _in_ascii(mail.to)
            message["Subject"] = mail.subject
        except (ValueError, UnicodeError):
            raise Refused("NO_HEADER") from None
        message["Date"] = self._clock().strftime(_RFC_2822)
        message["Message-ID"] = f"<{mail.key}@{address.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text)
        if mail.html is not None:
            message.add_alternative(mail.html, subtype="html")
        for each in mail.attachments:
            kind, _, subtype = each.content_type.partition("/")
            message.add_attachment(each.content, maintype=kind, subtype=subtype, filename=each.name)
        return message


def _in_ascii(address: str) -> str:
    """With its domain in the spelling that every server takes; accounts know it in the one that people read.

    Raises ValueError.
    """
    if address.isascii():
        return address
    found = validate_email(address, check_deliverability=False, test_environment=True)
    return f"{found.local_part}@{found.ascii_domain}"


def _failure(error: Exception, *, was_offered: bool) -> NotSent | Refused:
    """A server that says no says by its code whether it always will.

    What it says of us, before the mail was offered or of our own address, is about no mail and can be mended.
    """
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        error = error.recipients[0]
    if isinstance(error, aiosmtplib.SMTPNotSupported) and was_offered:
        return Refused(type(error).__name__)
    if not isinstance(error, aiosmtplib.SMTPResponseException):
        return NotSent(type(error).__name__, is_known=not was_offered)
    is_about_us = not was_offered or isinstance(error, aiosmtplib.SMTPSenderRefused)
    is_final = error.code >= _FIRST_PERMANENT and not is_about_us
    return Refused(f"SMTP_{error.code}") if is_final else NotSent(f"SMTP_{error.code}")
