"""A mail server on this machine that keeps what comes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from services.providers.messaging.smtp import Server, Smtp


class Postbox:
    """Keeps what comes; `answers` are given in the place of its own."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: dict[str, str] = {}
        self.silent_seconds: float = 0

    async def handle_EHLO(  # noqa: N802 - the library's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, said: list[str]
    ) -> list[str]:
        """Names may be given, and none is taken."""
        session.host_name = hostname
        return [said[0], "250-AUTH PLAIN", *said[1:]]

    async def handle_MAIL(self, *asked: Any) -> str:  # noqa: N802 - likewise
        asked[2].mail_from = asked[3]
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, *asked: Any) -> str:  # noqa: N802 - likewise
        if "RCPT" not in self.answers:
            asked[2].rcpt_tos.append(asked[3])
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, *asked: Any) -> str:  # noqa: N802 - likewise
        await asyncio.sleep(self.silent_seconds)
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.recipients += asked[2].rcpt_tos
        self.mails.append(message_from_bytes(asked[2].content, policy=default))
        return "250 OK"


@asynccontextmanager
async def serving(postbox: Postbox, *, within: float = 5, username: str | None = None) -> AsyncIterator[Smtp]:
    """Our side of it, while the block runs."""
    listening = await asyncio.get_running_loop().create_server(lambda: SMTP(postbox), "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    server = Server("127.0.0.1", port, "none", username, "secret", "SpiTractors <no-reply@spitractors.test>")
    try:
        yield Smtp(server, lambda: datetime(2026, 3, 2, 8, 0, tzinfo=UTC), answer_within=within)
    finally:
        listening.close()
        await listening.wait_closed()
