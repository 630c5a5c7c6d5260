"""Carries the sandbox's events to our own endpoint, over HTTP, as badly as a real network does when told to."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import structlog

from services.platform.clock import Clock
from services.platform.tracing import ALONG
from services.providers.payments.sandbox_events import SIGNATURE_HEADER, Secrets
from services.providers.payments.signatures import signed

log = structlog.get_logger()

_MOST_ATTEMPTS = 8
_PATIENCE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Weather:
    """How events travel: how often each, how much later than they are due, and whether in their order."""

    copies: int = 1
    delay: timedelta = timedelta()
    is_shuffled: bool = False


@dataclass(frozen=True, slots=True)
class _Letter:
    path: Path
    due: datetime
    attempt: int


class Courier:
    """Several may work on one folder: what both deliver comes twice, as it may."""

    def __init__(self, folder: Path, *, url: str, secrets: Secrets, clock: Clock, weather: Weather) -> None:
        self._folder = folder
        self._url = url
        self._secrets = secrets
        self._clock = clock
        self._weather = weather

    async def has_work(self) -> bool:
        """Whether anything is due."""
        return any(self._is_due(each) for each in await asyncio.to_thread(self._waiting))

    async def deliver(self) -> int:
        """Send what is due; answers how many events have arrived. What did not is tried again later, eight times."""
        letters = [each for each in await asyncio.to_thread(self._waiting) if self._is_due(each)]
        if self._weather.is_shuffled:
            random.shuffle(letters)
        if not letters:
            return 0
        async with httpx2.AsyncClient(timeout=_PATIENCE_SECONDS, event_hooks=ALONG) as client:
            arrived = [await self._carry(client, letter) for letter in letters]
        return sum(arrived)

    def _waiting(self) -> list[_Letter]:
        return sorted(_letters(self._folder), key=lambda letter: letter.due)

    def _is_due(self, letter: _Letter) -> bool:
        delay = self._weather.delay if letter.attempt == 0 else timedelta()
        return letter.due + delay <= self._clock()

    async def _carry(self, client: httpx2.AsyncClient, letter: _Letter) -> bool:
        try:
            body = await asyncio.to_thread(letter.path.read_bytes)
        except FileNotFoundError:
            return False
        results = [await self._post(client, body) for _ in range(self._weather.copies)]
        if any(results):
            await asyncio.to_thread(letter.path.unlink, missing_ok=True)
        else:
            await asyncio.to_thread(self._try_later, letter)
        return any(results)

    async def _post(self, client: httpx2.AsyncClient, body: bytes) -> bool:
        headers = {
            SIGNATURE_HEADER: signed(self._secrets()[0], self._clock(), body),
            "content-type": "application/json",
        }
        try:
            response = await client.post(self._url, content=body, headers=headers)
        except httpx2.HTTPError:
            return False
        return response.is_success

    def _try_later(self, letter: _Letter) -> None:
        attempt = letter.attempt + 1
        event_id = letter.path.name.split(".", 2)[2]
        if attempt >= _MOST_ATTEMPTS:
            log.warning("sandbox_event_given_up", event_id=event_id)
            letter.path.unlink(missing_ok=True)
            return
        due = self._clock() + timedelta(seconds=2**attempt)
        with suppress(FileNotFoundError):
            letter.path.rename(self._folder / f"{int(due.timestamp() * 1000):015d}.{attempt}.{event_id}")


def _letters(folder: Path) -> Iterator[_Letter]:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        due, _, rest = path.name.partition(".")
        if due.isdigit():
            at = datetime.fromtimestamp(int(due) / 1000, UTC)
            yield _Letter(path, at, int(rest.partition(".")[0]))
