"""Mails: asked for in the transaction of their cause, sent by a job."""

from typing import Any
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from services.jobs.queue import Job, JobQueue
from services.notifications import letters
from services.notifications.letters import Letter
from services.platform import tokens
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.providers.messaging.port import Mail, Mailer

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
        self._address = settings.public_url or f"http://{settings.host}:{settings.port}"

    def token_of(self, token_id: UUID) -> str:
        """The token that stands behind a row of `mail_tokens`."""
        return tokens.derive(self._keys.ring().secret, _PURPOSE, str(token_id))

    async def ask_for_link(self, letter: Letter, token_id: UUID) -> None:
        """With the open transaction. Where there is no such token nothing is sent."""
        await self._jobs.enqueue(SEND_MAIL, letter=letter, mail=token_id, token=token_id)

    async def ask_for_notice(self, letter: Letter, user_id: UUID) -> None:
        """With the open transaction."""
        await self._jobs.enqueue(SEND_MAIL, letter=letter, mail=uuid7(), user=user_id)

    async def send(self, payload: dict[str, Any]) -> None:
        """Run the job. A link that was used or has expired meanwhile is not sent. Raises MailNotSent."""
        letter = Letter(payload["letter"])
        recipient = await self._recipient(payload)
        if recipient is None:
            return
        token = self.token_of(UUID(payload["token"])) if "token" in payload else ""
        text = letters.text(letter, address=self._address.rstrip("/"), token=token)
        await self._mailer.send(Mail(payload["mail"], recipient["email"], letters.subject(letter), text))

    async def _recipient(self, payload: dict[str, Any]) -> asyncpg.Record | None:
        if "token" not in payload:
            return await self._database.fetch_one("SELECT email FROM users WHERE id = $1", UUID(payload["user"]))
        return await self._database.fetch_one(
            "SELECT u.email FROM mail_tokens t JOIN users u ON u.id = t.user_id "
            "WHERE t.id = $1 AND t.used_at IS NULL AND t.expires_at > $2",
            UUID(payload["token"]),
            self._clock(),
        )
