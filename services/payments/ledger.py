"""The double-entry ledger: every movement is a journal that happens once and sums to zero (semantics, section 4)."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from models.enums import AccountKind, TransactionKind
from services.platform.database import Database
from services.platform.money import Money

type Listener = Callable[[str, str, int], None]
"Takes the kind of a movement, such as `capture`, its currency and the minor units that moved."

_NEVER_OVERDRAWN = frozenset({AccountKind.WALLET, AccountKind.HELD, AccountKind.ESCROW})


@dataclass(frozen=True, slots=True)
class Place:
    """Where money stands, in each currency one account."""

    kind: AccountKind
    user_id: UUID | None = None
    request_id: UUID | None = None
    provider: str | None = None

    @classmethod
    def wallet(cls, user_id: UUID) -> "Place":
        return cls(AccountKind.WALLET, user_id=user_id)

    @classmethod
    def held(cls, user_id: UUID) -> "Place":
        """What is on its way out of a wallet."""
        return cls(AccountKind.HELD, user_id=user_id)

    @classmethod
    def escrow(cls, request_id: UUID) -> "Place":
        return cls(AccountKind.ESCROW, request_id=request_id)

    @classmethod
    def revenue(cls) -> "Place":
        return cls(AccountKind.REVENUE)

    @classmethod
    def clearing(cls, provider: str) -> "Place":
        return cls(AccountKind.CLEARING, provider=provider)


@dataclass(frozen=True, slots=True)
class Posting:
    """A signed amount on one account."""

    place: Place
    amount_minor: int
    kind: TransactionKind


@dataclass(frozen=True, slots=True)
class Movement:
    """Postings in one currency that belong together. `key` names the fact behind them, such as `capture:{payment}`."""

    key: str
    currency: str
    postings: tuple[Posting, ...]
    request_id: UUID | None = None
    payment_id: UUID | None = None

    @property
    def moved_minor(self) -> int:
        """What arrives somewhere, which is what leaves elsewhere."""
        return sum(posting.amount_minor for posting in self.postings if posting.amount_minor > 0)


@dataclass(eq=False)
class Overdrawn(Exception):
    """Raised where a movement takes more from an account than it has."""

    place: Place
    available: Money


type _AccountKey = tuple[Place, str]


@dataclass(slots=True)
class _Account:
    id: UUID
    balance_minor: int


class Ledger:
    """Every method runs in the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` with each journal from now on, once it is committed."""
        self._listeners.append(listener)

    async def record(self, *movements: Movement) -> int:
        """Record those that have not been recorded before; answers how many. Raises Overdrawn.

        All movements of a transaction that touch several accounts belong in one call: their accounts are locked
        together, in the order of their ids.
        """
        new = [(journal, each) for each in movements if (journal := await self._open(each)) is not None]
        accounts = await self._lock({(p.place, each.currency) for _, each in new for p in each.postings})
        _check_cover([each for _, each in new], accounts)
        rows = [
            (journal, accounts[posting.place, each.currency].id, posting.kind, posting.amount_minor, each.currency)
            for journal, each in new
            for posting in each.postings
            if posting.amount_minor
        ]
        await self._post(rows)
        self._tell([each for _, each in new])
        return len(new)

    def _tell(self, movements: Sequence[Movement]) -> None:
        async def tell() -> None:
            for each in movements:
                for listener in self._listeners:
                    listener(each.key.partition(":")[0], each.currency, each.moved_minor)

        self._database.current().after_commit.append(tell)

    async def balance(self, place: Place) -> list[Money]:
        """What stands there, by currency; accounts without money are left out."""
        rows = await self._database.fetch(
            "SELECT balance_minor, currency FROM ledger_accounts WHERE kind = $1 "
            "AND user_id IS NOT DISTINCT FROM $2 AND request_id IS NOT DISTINCT FROM $3 "
            "AND provider IS NOT DISTINCT FROM $4 AND balance_minor <> 0 ORDER BY currency",
            place.kind,
            place.user_id,
            place.request_id,
            place.provider,
        )
        return [Money(row["balance_minor"], row["currency"]) for row in rows]

    async def _open(self, movement: Movement) -> UUID | None:
        """The new journal, or None where the key has one: whoever writes the key first moves the money."""
        row = await self._database.current().raw.fetchrow(
            "INSERT INTO ledger_journals (id, business_key, request_id, payment_id, created_at) "
            "VALUES ($1, $2, $3, $4, clock_timestamp()) ON CONFLICT (business_key) DO NOTHING RETURNING id",
            uuid7(),
            movement.key,
            movement.request_id,
            movement.payment_id,
        )
        return row["id"] if row else None

    async def _lock(self, keys: set[_AccountKey]) -> dict[_AccountKey, _Account]:
        """The accounts, made where they are missing and locked in the order of their ids."""
        if not keys:
            return {}
        places = list(keys)
        columns = (
            [place.kind.value for place, _ in places],
            [place.user_id for place, _ in places],
            [place.request_id for place, _ in places],
            [place.provider for place, _ in places],
            [currency for _, currency in places],
        )
        raw = self._database.current().raw
        # Made in one order everywhere: two transactions that make the same two accounts must not wait for each other.
        await raw.execute(
            "INSERT INTO ledger_accounts "
            "(id, kind, user_id, request_id, provider, currency, balance_minor, created_at) "
            "SELECT uuidv7(), wanted.*, 0, clock_timestamp() FROM "
            "unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) "
            "AS wanted (kind, user_id, request_id, provider, currency) "
            "ORDER BY kind, currency, user_id, request_id, provider "
            "ON CONFLICT (kind, user_id, request_id, provider, currency) DO NOTHING",
            *columns,
        )
        rows = await raw.fetch(
            "SELECT a.* FROM ledger_accounts a JOIN "
            "unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) "
            "AS wanted (kind, user_id, request_id, provider, currency) ON a.kind = wanted.kind "
            "AND a.currency = wanted.currency AND a.user_id IS NOT DISTINCT FROM wanted.user_id "
            "AND a.request_id IS NOT DISTINCT FROM wanted.request_id "
            "AND a.provider IS NOT DISTINCT FROM wanted.provider ORDER BY a.id FOR NO KEY UPDATE OF a",
            *columns,
        )
        return {_key(row): _Account(row["id"], row["balance_minor"]) for row in rows}

    async def _post(self, rows: Sequence[tuple[UUID, UUID, TransactionKind, int, str]]) -> None:
        """A trigger moves the balances and writes down what they are afterwards."""
        await self._database.current().raw.executemany(
            "INSERT INTO wallet_transactions "
            "(id, journal_id, account_id, kind, amount_minor, currency, balance_after_minor, created_at) "
            "VALUES (uuidv7(), $1, $2, $3, $4, $5, 0, clock_timestamp())",
            rows,
        )


def _check_cover(movements: Sequence[Movement], accounts: dict[_AccountKey, _Account]) -> None:
    """Raises Overdrawn."""
    change: defaultdict[_AccountKey, int] = defaultdict(int)
    for each in movements:
        for posting in each.postings:
            change[posting.place, each.currency] += posting.amount_minor
            left = accounts[posting.place, each.currency].balance_minor + change[posting.place, each.currency]
            if left < 0 and posting.place.kind in _NEVER_OVERDRAWN:
                have = accounts[posting.place, each.currency].balance_minor
                raise Overdrawn(posting.place, Money(have, each.currency))


def _key(row: asyncpg.Record) -> _AccountKey:
    place = Place(AccountKind(row["kind"]), row["user_id"], row["request_id"], row["provider"])
    return place, row["currency"]
