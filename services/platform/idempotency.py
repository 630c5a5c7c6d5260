"""One mechanism for every mutation that carries an idempotency key (semantics, section 4)."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import fields
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from pydantic import TypeAdapter

from services.errors import IdempotencyConflict, IdempotencyInProgress, Refusal, ValidationFailed
from services.platform.clock import Clock
from services.platform.database import Database

_LONGEST_KEY = 255
_RETRY_AFTER_MS = 1_000


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
        if not 1 <= len(key) <= _LONGEST_KEY or "\x00" in key:
            raise ValidationFailed.of(
                "idempotencyKey", code="INVALID_KEY", message="A key has between 1 and 255 characters."
            )
        refusal: Refusal | None = None
        async with self._database.transaction():
            await self._claim(user_id, operation, key)
            digest = _digest(given)
            stored = await self._stored(user_id, operation, key, digest)
            if stored is not None:
                return _replay(stored, answer)
            result: Answer | None = None
            try:
                async with self._database.transaction():
                    result = await work()
            except Refusal as caught:
                if not caught.storable:
                    raise
                refusal = caught
            await self._store(user_id, operation, key, digest, _encode(result, refusal, answer))
        if refusal is not None:
            raise refusal
        return result  # type: ignore[return-value]  # set wherever no refusal was raised

    async def _claim(self, user_id: UUID, operation: str, key: str) -> None:
        """Hold the key until the transaction ends; whoever comes meanwhile is told so instead of waiting."""
        name = f"{user_id}:{operation}:{key}"
        row = await self._database.fetch_one("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS got", name)
        if row is None or not row["got"]:
            raise IdempotencyInProgress(retry_after_ms=_RETRY_AFTER_MS)

    async def _stored(self, user_id: UUID, operation: str, key: str, digest: bytes) -> dict[str, Any] | None:
        row = await self._database.fetch_one(
            "SELECT input_hash, answer FROM idempotency_keys "
            "WHERE user_id = $1 AND operation = $2 AND key = $3 AND expires_at > $4",
            user_id,
            operation,
            key,
            self._clock(),
        )
        if row is None:
            return None
        if bytes(row["input_hash"]) != digest:
            raise IdempotencyConflict
        return dict(orjson.loads(row["answer"]))

    async def _store(self, user_id: UUID, operation: str, key: str, digest: bytes, answer: bytes) -> None:
        now = self._clock()
        await self._database.fetch(
            "INSERT INTO idempotency_keys (id, user_id, operation, key, input_hash, answer, created_at, expires_at) "
            "VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7) "
            "ON CONFLICT (user_id, operation, key) DO UPDATE SET input_hash = excluded.input_hash, "
            "answer = excluded.answer, created_at = excluded.created_at, expires_at = excluded.expires_at",
            user_id,
            operation,
            key,
            digest,
            answer.decode(),
            now,
            now + self._retention,
        )


def _digest(given: object) -> bytes:
    return hashlib.sha256(orjson.dumps(given, option=orjson.OPT_SORT_KEYS, default=str)).digest()


def _encode(result: object, refusal: Refusal | None, answer: type[Any]) -> bytes:
    if refusal is None:
        return orjson.dumps({"answer": TypeAdapter(answer).dump_python(result, mode="json")})
    facts = {each.name: getattr(refusal, each.name) for each in fields(refusal)}  # type: ignore[arg-type]
    return orjson.dumps({"refusal": type(refusal).__name__, "facts": facts})


def _replay[Answer](stored: dict[str, Any], answer: type[Answer]) -> Answer:
    if "refusal" in stored:
        kind = Refusal.registry[stored["refusal"]]
        hints = {each.name: each.type for each in fields(kind)}  # type: ignore[arg-type]
        raise kind(**{name: TypeAdapter(hints[name]).validate_python(value) for name, value in stored["facts"].items()})
    return TypeAdapter(answer).validate_python(stored["answer"])
