"""Mails: asked for in the transaction of their cause, sent by a job."""

from typing import Any
from uuid import UUID

import asyncpg
import structlog

from services.jobs.queue import Job, JobQueue
from services.notifications import letters
from services.notifications.letters import Letter
from services.notifications.mail_pages import as_html, as_text
from services.platform import tokens
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.providers.messaging.port import Mail, Mailer, Refused

log = structlog.get_logger()

SEND_MAIL = Job("send_mail")
_PURPOSE = "mail-token"


class Mails:
    """A job holds ids only, and the table of tokens only hashes: whoever reads the database can open no link.

    The token itself is made again when its mail is sent, from its row's id and the installation's secret.
    """

    def __init__(
        self, *, database: Database, jobs: JobQueue, mailer: Mailer, keys: Keys, clock: Clock, settings: Settings
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._mailer = mailer
        self._keys = keys
        self._clock = clock
        self._address = settings.app_address

    def token_of(self, token_id: UUID) -> str:
        """The token that stands behind a row of `mail_tokens`."""
        return tokens.derive(self._keys.ring().secret, _PURPOSE, str(token_id))

    async def ask_for_link(self, letter: Letter, token_id: UUID) -> None:
        """With the open transaction. Where there is no such token nothing is sent."""
        await self._jobs.enqueue(SEND_MAIL, letter=letter, mail=token_id, token=token_id)

    async def send(self, payload: dict[str, Any]) -> None:
        """Run the job. A link that was used or has expired meanwhile is not sent. Raises NotSent.

        What is refused for good ends there: anybody can sign up with a mailbox that does not exist.
        """
        letter = Letter(payload["letter"])
        recipient = await self._recipient(UUID(payload["token"]))
        if recipient is None:
            return
        token = self.token_of(UUID(payload["token"]))
        page = letters.page(letter, address=self._address, token=token, locale=recipient["locale"])
        mail = Mail(payload["mail"], recipient["email"], page.subject, as_text(page), as_html(page))
        try:
            await self._mailer.send(mail)
        except Refused as refusal:
            log.warning("mail_refused", letter=letter.value, reason=refusal.reason)

    async def _recipient(self, token_id: UUID) -> asyncpg.Record | None:
        return await self._database.fetch_one(
            "SELECT u.email, p.locale FROM mail_tokens t JOIN users u ON u.id = t.user_id "
            "JOIN profiles p ON p.user_id = u.id "
            "WHERE t.id = $1 AND t.used_at IS NULL AND t.expires_at > $2",
            token_id,
            self._clock(),
        )
