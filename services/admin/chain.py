"""The chain of the audit log: whether every entry is there, as it was written, at the place where it was written.

An entry's hash is the SHA-256 of a JSON array: the hash before it, its place, and its columns. The database computes it
at the commit; here other code computes it anew, so that neither a changed row nor a changed function goes unnoticed.
"""

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from services.platform.database import Database

GENESIS = bytes(32)
_BATCH = 5_000
_LINKS = """
    SELECT c.sequence, c.hash, c.entry_id, l.id,
        to_char(l.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, l.actor, l.actor_id, l.action,
        l.subject_id, l.before::text AS before, l.after::text AS after, l.trace_id, l.ip_address
    FROM audit_chain c LEFT JOIN audit_log l ON l.id = c.entry_id
    WHERE c.sequence > $1 ORDER BY c.sequence LIMIT $2
"""
_UNLINKED = """
    SELECT l.id, l.action, l.subject_id FROM audit_log l
    WHERE NOT EXISTS (SELECT FROM audit_chain c WHERE c.entry_id = l.id) ORDER BY l.id
"""


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the chain went, and its hash there. Whoever keeps one elsewhere can prove what was there then."""

    sequence: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash.hex()}"

    @classmethod
    def of(cls, text: str) -> "Anchor":
        """Raises ValueError."""
        sequence, _, digest = text.partition(":")
        if len(digest) != 2 * len(GENESIS):
            raise ValueError(text)
        return cls(int(sequence), bytes.fromhex(digest))


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is not as it was written. `what`: CHANGED, MISSING, UNLINKED, CUT or REWRITTEN."""

    what: str
    sequence: int | None
    facts: str


@dataclass(slots=True)
class Verdict:
    """`head` is where the chain ends, to be kept as an anchor."""

    head: Anchor = field(default_factory=lambda: Anchor(0, GENESIS))
    faults: list[Fault] = field(default_factory=list)


class AuditChain:
    """Reads the whole log once, in the order of the chain, in one snapshot."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def verify(self, anchor: Anchor | None = None) -> Verdict:
        """With an anchor that was kept, also whether the chain still goes through it."""
        verdict = Verdict()
        async with self._database.snapshot():
            async for row in self._links():
                self._follow(verdict, row, anchor)
            for row in await self._database.fetch(_UNLINKED):
                verdict.faults.append(Fault("UNLINKED", None, _facts(row)))
            await self._check_end(verdict, anchor)
        return verdict

    async def _links(self) -> AsyncIterator[asyncpg.Record]:
        place = 0
        while rows := await self._database.fetch(_LINKS, place, _BATCH):
            for row in rows:
                yield row
            place = int(rows[-1]["sequence"])

    def _follow(self, verdict: Verdict, row: asyncpg.Record, anchor: Anchor | None) -> None:
        """Each link is held against the hash that stands before it, so that one bad row is one fault."""
        place = row["sequence"]
        for missing in range(verdict.head.sequence + 1, place):
            verdict.faults.append(Fault("MISSING", missing, "no link and no entry by this number"))
        if row["id"] is None:
            verdict.faults.append(Fault("MISSING", place, f"entry {row['entry_id']} is gone"))
        elif row["hash"] != link_hash(verdict.head.hash, row):
            verdict.faults.append(Fault("CHANGED", place, _facts(row)))
        if anchor is not None and place == anchor.sequence and row["hash"] != anchor.hash:
            verdict.faults.append(Fault("REWRITTEN", place, "the chain does not go through the anchor"))
        verdict.head = Anchor(place, row["hash"])

    async def _check_end(self, verdict: Verdict, anchor: Anchor | None) -> None:
        """A tail that was cut off shows where the head still knows of it, or an anchor does."""
        row: Any = await self._database.fetch_one("SELECT sequence, hash FROM audit_head")
        head = Anchor(row["sequence"], row["hash"]) if row else Anchor(0, GENESIS)
        if head != verdict.head:
            verdict.faults.append(Fault("CUT", head.sequence, f"the chain ends at {verdict.head.sequence}"))
        if anchor is not None and anchor.sequence > verdict.head.sequence:
            verdict.faults.append(Fault("CUT", anchor.sequence, f"the chain ends at {verdict.head.sequence}"))


def link_hash(previous: bytes, row: asyncpg.Record) -> bytes:
    """As `audit_hash` in the migrations computes it."""
    told = ("actor", "actor_id", "action", "subject_id", "before", "after", "trace_id", "ip_address")
    parts = [previous.hex(), row["sequence"], str(row["id"]), row["at"], *(_text(row[name]) for name in told)]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).digest()


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _facts(row: asyncpg.Record) -> str:
    return f"{row['action']} of {row['subject_id']} ({row['id']})"
