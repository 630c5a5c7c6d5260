"""The local twin of a mail server: a folder, a file a mail, which the API reads and the worker writes."""

import asyncio
import hashlib
import secrets
from datetime import datetime
from pathlib import Path

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from services.platform.clock import Clock
from services.providers.messaging.port import Mail, MailNotSent

_KEPT = 1_000


class SentMail(BaseModel):
    """A mail as it lies in the outbox; its JSON names are camel case."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True)

    to: str
    subject: str
    text: str
    sent_at: datetime


class Outbox:
    """Keeps the newest thousand mails. File names tell who a mail is for only to whoever knows the address."""

    def __init__(self, folder: Path, clock: Clock, *, kept: int = _KEPT) -> None:
        self._folder = folder
        self._clock = clock
        self._kept = kept

    async def send(self, mail: Mail) -> None:
        """Raises MailNotSent."""
        try:
            await asyncio.to_thread(self._write, mail)
        except OSError as error:
            raise MailNotSent from error

    async def sent(self, to: str | None = None) -> list[SentMail]:
        """The mails to an address, or to anyone, the newest first."""
        return await asyncio.to_thread(self._read, f"{_recipient(to)}-*.json" if to else "*.json")

    def _write(self, mail: Mail) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{_recipient(mail.to)}-{_hash(mail.key)}.json"
        if path.exists():
            return
        sent = SentMail(to=mail.to, subject=mail.subject, text=mail.text, sent_at=self._clock())
        # Readers see a whole file or none.
        unfinished = self._folder / f"{secrets.token_hex(8)}.part"
        unfinished.write_bytes(sent.model_dump_json(by_alias=True).encode())
        unfinished.replace(path)
        self._forget_oldest()

    def _read(self, pattern: str) -> list[SentMail]:
        newest_first = sorted(self._folder.glob(pattern), key=_age, reverse=True)
        found = [mail for path in newest_first if (mail := _mail_in(path))]
        # The file system tells the order of two mails of one instant.
        return sorted(found, key=lambda mail: mail.sent_at, reverse=True)

    def _forget_oldest(self) -> None:
        paths = list(self._folder.glob("*.json"))
        if len(paths) > self._kept:
            for path in sorted(paths, key=_age)[: -self._kept]:
                path.unlink(missing_ok=True)


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


def _mail_in(path: Path) -> SentMail | None:
    try:
        return SentMail.model_validate(orjson.loads(path.read_bytes()))
    except (FileNotFoundError, orjson.JSONDecodeError, ValidationError):
        return None
