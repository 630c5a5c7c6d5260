"""The local twins of a mail server, an SMS carrier and a push service: a folder, a file a message.

The API reads it and the worker writes it.
"""

import asyncio
import hashlib
import secrets
from datetime import datetime
from pathlib import Path
from typing import Literal

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from services.platform.clock import Clock
from services.providers.messaging.port import Mail, NotSent, Push, Sms, Taken

_KEPT = 1_000
_NAME = "outbox"


class SentMessage(BaseModel):
    """A message as it lies in the outbox; its JSON names are camel case."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True)

    channel: Literal["EMAIL", "SMS", "PUSH"]
    to: str
    subject: str
    text: str
    html: str | None = None
    attachments: tuple[str, ...] = ()
    sent_at: datetime


class Outbox:
    """Keeps about the newest thousand messages. File names tell whom one is for only to who knows the address."""

    def __init__(self, folder: Path, clock: Clock, *, kept: int = _KEPT) -> None:
        self._folder = folder
        self._clock = clock
        self._kept = kept
        self.mails = _Mails(self)
        self.texts = _Texts(self)
        self.pushes = _Pushes(self)

    async def keep(self, key: str, message: SentMessage) -> Taken:
        """One message a key. Raises NotSent."""
        try:
            await asyncio.to_thread(self._write, key, message)
        except OSError:
            raise NotSent("OUTBOX_UNWRITABLE") from None
        return Taken(_NAME, _hash(key))

    async def sent(self, to: str | None = None) -> list[SentMessage]:
        """The messages to an address, or to anyone, the newest first."""
        return await asyncio.to_thread(self._read, f"{_recipient(to)}-*.json" if to else "*.json")

    def now(self) -> datetime:
        return self._clock()

    def _write(self, key: str, message: SentMessage) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{_recipient(message.to)}-{_hash(key)}.json"
        if path.exists():
            return
        # Readers see a whole file or none.
        unfinished = self._folder / f"{secrets.token_hex(8)}.part"
        unfinished.write_bytes(message.model_dump_json(by_alias=True).encode())
        unfinished.replace(path)
        self._forget_oldest()

    def _read(self, pattern: str) -> list[SentMessage]:
        newest_first = sorted(self._folder.glob(pattern), key=_age, reverse=True)
        found = [message for path in newest_first if (message := _message_in(path))]
        # The file system tells the order of two messages of one instant.
        return sorted(found, key=lambda message: message.sent_at, reverse=True)

    def _forget_oldest(self) -> None:
        paths = list(self._folder.glob("*.json"))
        # Some at a time: looking at the age of every file takes longer than writing one.
        if len(paths) > self._kept + self._kept // 10:
            for path in sorted(paths, key=_age)[: -self._kept]:
                path.unlink(missing_ok=True)


class _Mails:
    """Implements Mailer."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def send(self, mail: Mail) -> Taken:
        message = SentMessage(
            channel="EMAIL",
            to=mail.to,
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
            attachments=tuple(each.name for each in mail.attachments),
            sent_at=self._outbox.now(),
        )
        return await self._outbox.keep(mail.key, message)


class _Texts:
    """Implements Texter."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def send(self, sms: Sms) -> Taken:
        message = SentMessage(channel="SMS", to=sms.to, subject="", text=sms.text, sent_at=self._outbox.now())
        return await self._outbox.keep(sms.key, message)


class _Pushes:
    """Implements Pusher. The payload stands as it is where a browser would decrypt it."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def send(self, push: Push) -> Taken:
        message = SentMessage(
            channel="PUSH",
            to=push.endpoint,
            subject=push.topic,
            text=push.payload.decode(),
            sent_at=self._outbox.now(),
        )
        return await self._outbox.keep(push.key, message)


def _recipient(address: str) -> str:
    return _hash(address.strip().lower())


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=12).hexdigest()


def _age(path: Path) -> int:
    """Another process may have forgotten the file meanwhile."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _message_in(path: Path) -> SentMessage | None:
    try:
        return SentMessage.model_validate(orjson.loads(path.read_bytes()))
    except (FileNotFoundError, orjson.JSONDecodeError, ValidationError):
        return None
