"""A desk at which the tests of idempotency make their calls."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from services.errors import Refusal
from services.platform.database import Database
from services.platform.idempotency import Idempotency

LEASE = timedelta(seconds=60)
RETENTION = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a use case answers."""

    row_id: UUID
    number: int


@dataclass(eq=False)
class TooLate(Refusal):
    """A refusal that is remembered."""

    code = "TOO_LATE"
    message = "It is too late."
    row_id: UUID


class Hands:
    """A clock that stands."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Desk:
    """One user with one clock; `effects` counts what was committed."""

    database: Database
    clock: Hands
    idempotency: Idempotency
    user_id: UUID

    async def once(self, work: Callable[[], Awaitable[Answer]], **call: Any) -> Answer:
        return await self.idempotency.once(work, **self._call(call))

    async def outside[Met](
        self,
        begin: Callable[[], Awaitable[Met]],
        conclude: Callable[[Met], Awaitable[Answer | Refusal]],
        **call: Any,
    ) -> Answer:
        return await self.idempotency.once_outside(begin, conclude, **self._call(call))

    def _call(self, call: dict[str, Any]) -> dict[str, Any]:
        return {
            "answer": Answer,
            "user_id": self.user_id,
            "operation": "test",
            "key": "k",
            "given": {"amount": 1},
            **call,
        }

    async def effect(self) -> None:
        """Something that a transaction keeps or drops."""
        await self.database.fetch("INSERT INTO streams (name, sequence) VALUES ($1, 1)", str(uuid7()))

    async def effects(self) -> int:
        row = await self.database.fetch_one("SELECT count(*) AS count FROM streams")
        assert row is not None
        return int(row["count"])

    async def keys(self) -> int:
        row = await self.database.fetch_one("SELECT count(*) AS count FROM idempotency_keys")
        assert row is not None
        return int(row["count"])


def answering(desk: Desk, calls: list[int]) -> Callable[[], Awaitable[Answer]]:
    """Work that counts its calls, has an effect and answers with the count."""

    async def work() -> Answer:
        calls.append(1)
        await desk.effect()
        return Answer(desk.user_id, len(calls))

    return work


def refusing(desk: Desk, refusal: Refusal) -> Callable[[], Awaitable[Answer]]:
    """Work that has an effect and then refuses."""

    async def work() -> Answer:
        await desk.effect()
        raise refusal

    return work


async def nothing() -> None:
    """A first half without anything to do."""


async def nowhere() -> Answer:
    """Work that must not run."""
    raise AssertionError


async def never(_: object) -> Answer:
    """A second half that must not run."""
    raise AssertionError
