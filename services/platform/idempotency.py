"""One mechanism for every mutation that carries an idempotency key (semantics, section 4)."""

import hashlib
from asyncio import CancelledError
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any, get_type_hints
from uuid import UUID

import asyncpg
import orjson
from pydantic import TypeAdapter

from services.errors import IdempotencyConflict, IdempotencyInProgress, Refusal, ValidationFailed
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.texts import problems_of as text_problems

_LONGEST_KEY = 255
_RETRY_AFTER_MS = 1_000
_LEASE = timedelta(seconds=60)
"""How long a call that has left its transaction is taken to be running: longer than a provider is waited for."""


@dataclass(frozen=True, slots=True)
class _Call:
    """Whose call it is, by what key, with the digest of its input."""

    user_id: UUID
    operation: str
    key: str
    digest: bytes


class Idempotency:
    """Answers a repeated call with the first one's answer. Answers are dataclasses of ids, numbers and texts."""

    def __init__(self, database: Database, clock: Clock, retention: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._retention = retention

    async def once[Answer](
        self,
        work: Callable[[], Awaitable[Answer]],
        *,
        answer: type[Answer],
        user_id: UUID,
        operation: str,
        key: str,
        given: object,
    ) -> Answer:
        """Run `work` in one transaction with the record of its answer, or give that answer again.

        Refusals that are storable are answers too. Raises IdempotencyConflict, IdempotencyInProgress,
        and ValidationFailed for a key that is empty or too long.
        """
        call = _call(user_id, operation, key, given)
        async with self._database.transaction():
            stored = await self._claim(call)
            if stored is not None:
                return _replay(stored, answer)
            result = await self._settle(call, work, answer)
        return _given_or_raised(result)

    async def once_outside[Met, Answer](
        self,
        begin: Callable[[], Awaitable[Met]],
        conclude: Callable[[Met], Awaitable[Answer | Refusal]],
        *,
        answer: type[Answer],
        user_id: UUID,
        operation: str,
        key: str,
        given: object,
    ) -> Answer:
        """As `once`, for work that must call someone outside in its middle.

        `begin` runs outside any transaction, after the key is committed as taken, and makes the call. `conclude`
        turns what it met into the effect, in one transaction with the record of the answer; a refusal that it
        returns instead of raising keeps the effect. After a crash the key is free again once its lease is over:
        `begin` then runs a second time, and has to find out by asking what became of its first call.
        """
        call = _call(user_id, operation, key, given)
        async with self._database.transaction():
            stored = await self._claim(call)
            if stored is not None:
                return _replay(stored, answer)
            await self._store(call, None)
        try:
            met = await begin()
        except Refusal as refusal:
            return await self._finish(call, _raising(refusal), answer)
        except (Exception, CancelledError):
            await self._forget(call)
            raise
        return await self._finish(call, lambda: conclude(met), answer)

    async def _finish[Answer](
        self, call: _Call, work: Callable[[], Awaitable[Answer | Refusal]], answer: type[Answer]
    ) -> Answer:
        """The second transaction of `once_outside`. Whoever outlived the lease takes the answer that is there."""
        try:
            async with self._database.transaction():
                await self._wait_for(call)
                stored = await self._answered(call)
                if stored is not None:
                    return _replay(stored, answer)
                result = await self._settle(call, work, answer)
                if isinstance(result, Refusal) and not result.storable:
                    await self._forget(call)
        except (Exception, CancelledError):
            await self._forget(call)
            raise
        return _given_or_raised(result)

    async def _settle[Answer](
        self, call: _Call, work: Callable[[], Awaitable[Answer | Refusal]], answer: type[Answer]
    ) -> Answer | Refusal:
        """Run `work` and store its answer where it is one to keep. Raises refusals that are not."""
        try:
            async with self._database.transaction():
                result = await work()
        except Refusal as caught:
            if not caught.storable:
                raise
            result = caught
        if not isinstance(result, Refusal) or result.storable:
            await self._store(call, _encode(result, answer))
        return result

    async def _claim(self, call: _Call) -> dict[str, Any] | None:
        """The answer, or None where the call is to be run, with its key held until the transaction ends.

        Whoever comes meanwhile is told so instead of waiting; those who only take the answer do not hinder each other.
        Raises IdempotencyConflict and IdempotencyInProgress.
        """
        row = await self._database.fetch_one(
            "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS got", _name(call)
        )
        stored = await self._stored(call)
        if stored is None and (row is None or not row["got"]):
            raise IdempotencyInProgress(retry_after_ms=_RETRY_AFTER_MS)
        return stored

    async def _wait_for(self, call: _Call) -> None:
        """As `_claim`, for the one whose call it is: a newcomer holds the key no longer than a look at it takes."""
        await self._database.fetch("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", _name(call))

    async def _stored(self, call: _Call) -> dict[str, Any] | None:
        """The answer, or None where the call is to be run. Raises IdempotencyConflict and IdempotencyInProgress."""
        row = await self._row(call)
        if row is None:
            return None
        if bytes(row["input_hash"]) != call.digest:
            raise IdempotencyConflict
        if row["answer"] is None and self._clock() < row["created_at"] + _LEASE:
            raise IdempotencyInProgress(retry_after_ms=_RETRY_AFTER_MS)
        return _decode(row)

    async def _answered(self, call: _Call) -> dict[str, Any] | None:
        """The answer of another run of the same call, which took over when this one's lease ended."""
        row = await self._row(call)
        return _decode(row) if row is not None and bytes(row["input_hash"]) == call.digest else None

    async def _row(self, call: _Call) -> asyncpg.Record | None:
        return await self._database.fetch_one(
            "SELECT input_hash, answer, created_at FROM idempotency_keys "
            "WHERE user_id = $1 AND operation = $2 AND key = $3 AND expires_at > $4",
            call.user_id,
            call.operation,
            call.key,
            self._clock(),
        )

    async def _store(self, call: _Call, answer: bytes | None) -> None:
        """Without an answer, the row says that the call is running."""
        now = self._clock()
        await self._database.fetch(
            "INSERT INTO idempotency_keys (id, user_id, operation, key, input_hash, answer, created_at, expires_at) "
            "VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7) "
            "ON CONFLICT (user_id, operation, key) DO UPDATE SET input_hash = excluded.input_hash, "
            "answer = excluded.answer, created_at = excluded.created_at, expires_at = excluded.expires_at",
            call.user_id,
            call.operation,
            call.key,
            call.digest,
            answer.decode() if answer is not None else None,
            now,
            now + self._retention,
        )

    async def _forget(self, call: _Call) -> None:
        """Free the key of a call that has no answer to keep."""
        await self._database.fetch(
            "DELETE FROM idempotency_keys WHERE user_id = $1 AND operation = $2 AND key = $3 AND answer IS NULL",
            call.user_id,
            call.operation,
            call.key,
        )


def _call(user_id: UUID, operation: str, key: str, given: object) -> _Call:
    """Raises ValidationFailed."""
    if not 1 <= len(key) <= _LONGEST_KEY or text_problems(key, longest=_LONGEST_KEY, required=False):
        raise ValidationFailed.of(
            "idempotencyKey", code="INVALID_KEY", message="A key has between 1 and 255 characters."
        )
    digest = hashlib.sha256(orjson.dumps(given, option=orjson.OPT_SORT_KEYS, default=str)).digest()
    return _Call(user_id, operation, key, digest)


def _name(call: _Call) -> str:
    return f"{call.user_id}:{call.operation}:{call.key}"


def _raising(refusal: Refusal) -> Callable[[], Awaitable[Refusal]]:
    async def work() -> Refusal:
        raise refusal

    return work


def _given_or_raised[Answer](result: Answer | Refusal) -> Answer:
    if isinstance(result, Refusal):
        raise result
    return result


def _encode(result: object, answer: type[Any]) -> bytes:
    if not isinstance(result, Refusal):
        return orjson.dumps({"answer": TypeAdapter(answer).dump_python(result, mode="json")})
    facts = {each.name: getattr(result, each.name) for each in fields(result)}  # type: ignore[arg-type]
    # Ids come from asyncpg as a class of its own, which orjson does not know.
    return orjson.dumps({"refusal": type(result).__name__, "facts": facts}, default=str)


def _decode(row: asyncpg.Record) -> dict[str, Any] | None:
    return dict(orjson.loads(row["answer"])) if row["answer"] is not None else None


def _replay[Answer](stored: dict[str, Any], answer: type[Answer]) -> Answer:
    if "refusal" in stored:
        kind = Refusal.registry[stored["refusal"]]
        hints = get_type_hints(kind)
        raise kind(**{name: TypeAdapter(hints[name]).validate_python(value) for name, value in stored["facts"].items()})
    return TypeAdapter(answer).validate_python(stored["answer"])
