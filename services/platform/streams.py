"""Live streams: durable, gapless sequences in PostgreSQL, and wake-ups that may get lost (semantics, section 7)."""

import base64
import binascii
import hashlib
import struct
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from models.enums import FrameKind
from services.errors import Refusal
from services.platform.broadcast import Wakeups
from services.platform.connections import CONNECTION_LOST
from services.platform.database import Database
from services.platform.rounds import Rounds

_CURSOR = struct.Struct(">8sqq")
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class StreamName:
    """A stream and the only maker of its name."""

    text: str

    @classmethod
    def of_request(cls, request_id: UUID) -> "StreamName":
        return cls(f"request:{request_id}")

    @classmethod
    def of_owner(cls, owner_id: UUID) -> "StreamName":
        return cls(f"owner:{owner_id}")

    @classmethod
    def of_user(cls, user_id: UUID) -> "StreamName":
        return cls(f"user:{user_id}")


@dataclass(frozen=True, slots=True)
class Event:
    """A durable event. `payload` holds ids and the facts of the moment."""

    sequence: int
    kind: FrameKind
    payload: dict[str, Any]


@dataclass(eq=False)
class CursorRefused(Refusal):
    """Raised for a cursor that is malformed or belongs to another stream; it does not say which."""

    code = "INVALID_CURSOR"
    message = "This cursor is not one of this stream."
    storable = False


class Streams:
    """Appends events in the caller's transaction and tells listeners once it is committed."""

    def __init__(self, database: Database, wakeups: Wakeups) -> None:
        self._database = database
        self.wakeups = wakeups
        self._epoch: int | None = None
        self._epochs = Rounds(self._read_epoch)

    async def begin(self) -> None:
        """Learn the epoch before anybody needs it. A database that is away, or not migrated yet, is asked then."""
        with suppress(*CONNECTION_LOST, asyncpg.PostgresError):
            await self._current_epoch()

    async def append(self, stream: StreamName, kind: FrameKind, payload: dict[str, Any]) -> int:
        """The event's sequence. The stream's row stays locked to the commit, so that sequences commit in order."""
        row = await self._database.current().raw.fetchrow(
            "WITH next AS (INSERT INTO streams (name, sequence) VALUES ($1, 1) "
            "ON CONFLICT (name) DO UPDATE SET sequence = streams.sequence + 1 RETURNING sequence) "
            "INSERT INTO outbox (id, stream, sequence, kind, payload, created_at) "
            "SELECT gen_random_uuid(), $1, sequence, $2, $3, clock_timestamp() FROM next RETURNING sequence",
            stream.text,
            kind.value,
            orjson.dumps(payload).decode(),
        )
        sequence = int(row["sequence"]) if row else 0
        self._database.current().after_commit.append(lambda: self._announce(stream, sequence))
        return sequence

    def append_last(self, stream: StreamName, kind: FrameKind, payload: dict[str, Any]) -> None:
        """Append at the very end of the transaction, streams in the order of their names.

        For streams that transactions on different requests share: two that wrote to the same two streams in
        opposite order would deadlock.
        """
        self._database.current().before_commit.append((stream.text, lambda: self.append(stream, kind, payload)))

    async def nudge(self, stream: StreamName) -> None:
        """Tell listeners that something which is not replayed has changed. Call it after the commit."""
        await self.wakeups.publish(stream.text, 0)

    async def _announce(self, stream: StreamName, sequence: int) -> None:
        if await self.wakeups.publish(stream.text, sequence):
            await self._database.fetch(
                "UPDATE outbox SET published_at = clock_timestamp() WHERE stream = $1 AND sequence = $2",
                stream.text,
                sequence,
            )

    async def repair(self) -> int:
        """Announce what a crash or a lost Redis left unannounced; returns how many streams were told."""
        rows = await self._database.fetch(
            "SELECT stream, max(sequence) AS sequence FROM outbox WHERE published_at IS NULL "
            "AND created_at < clock_timestamp() - interval '2 seconds' GROUP BY stream LIMIT 500"
        )
        told = 0
        for row in rows:
            if not await self.wakeups.publish(row["stream"], row["sequence"]):
                break
            told += 1
            await self._database.fetch(
                "UPDATE outbox SET published_at = clock_timestamp() "
                "WHERE stream = $1 AND sequence <= $2 AND published_at IS NULL",
                row["stream"],
                row["sequence"],
            )
        return told

    async def read(self, stream: StreamName, *, after: int, limit: int) -> list[Event]:
        """The events after a sequence, oldest first."""
        rows = await self._database.fetch(
            "SELECT sequence, kind, payload FROM outbox WHERE stream = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
            stream.text,
            after,
            limit,
        )
        return [Event(row["sequence"], FrameKind(row["kind"]), orjson.loads(row["payload"])) for row in rows]

    async def read_all(self, places: Sequence[tuple[StreamName, int | None]], *, limit: int) -> list[list[Event]]:
        """As `read`, for many streams and the sequences after which each is read; with None it is not."""
        rows = await self._database.fetch(
            "SELECT number, sequence, kind, payload FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY "
            "AS place (stream, after, number), LATERAL (SELECT sequence, kind, payload FROM outbox o "
            "WHERE o.stream = place.stream AND o.sequence > place.after ORDER BY o.sequence LIMIT $3) AS event "
            "ORDER BY number, sequence",
            [stream.text for stream, _ in places],
            [after for _, after in places],
            limit,
        )
        found: list[list[Event]] = [[] for _ in places]
        for row in rows:
            event = Event(row["sequence"], FrameKind(row["kind"]), orjson.loads(row["payload"]))
            found[row["number"] - 1].append(event)
        return found

    async def position(self, stream: StreamName) -> int:
        """The newest sequence; 0 before the first event."""
        row = await self._database.fetch_one("SELECT sequence FROM streams WHERE name = $1", stream.text)
        return int(row["sequence"]) if row else 0

    async def cursor(self, stream: StreamName, sequence: int) -> str:
        """An opaque text for a place in a stream."""
        packed = _CURSOR.pack(_fingerprint(stream), await self._current_epoch(), sequence)
        return base64.urlsafe_b64encode(packed).decode()

    async def resume_after(self, stream: StreamName, cursor: str) -> int | None:
        """The sequence that a cursor names, or None for one of another epoch. Raises CursorRefused."""
        try:
            fingerprint, epoch, sequence = _CURSOR.unpack(base64.b64decode(cursor, altchars=b"-_", validate=True))
        except (binascii.Error, struct.error, ValueError):
            raise CursorRefused from None
        if fingerprint != _fingerprint(stream) or sequence < 0:
            raise CursorRefused
        return sequence if epoch == await self._current_epoch() else None

    async def _current_epoch(self) -> int:
        """Raises what reading it does. It is the same for as long as the process lives."""
        return self._epoch if self._epoch is not None else await self._epochs.get(None)

    async def _read_epoch(self, asked: Sequence[None]) -> list[int]:
        """Once for all who ask, be it while somebody else does."""
        if self._epoch is None:
            rows = await self._database.read("SELECT epoch FROM stream_epoch")
            self._epoch = int(rows[0]["epoch"]) if rows else 0
        return [self._epoch for _ in asked]


@lru_cache(_REMEMBERED)
def _fingerprint(stream: StreamName) -> bytes:
    return hashlib.blake2b(stream.text.encode(), digest_size=8).digest()
