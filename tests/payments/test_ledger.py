"""The ledger's guards, tried directly against the database, and the books that are kept on them."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import asyncpg
import pytest
from uuid_utils.compat import uuid7

from models.enums import AccountKind, TransactionKind
from models.payments import Journal, Payment, WalletTransaction
from services.payments.books import INVARIANTS, Books
from services.payments.ledger import Ledger, Movement, Overdrawn, Place, Posting
from services.platform.database import Database
from services.platform.money import Money
from tests.payments.factories import a_user
from tests.payments.world import Prices, World

CLEARING = Place.clearing("sandbox")


def movement(key: str, *postings: tuple[Place, int], currency: str = "NGN") -> Movement:
    return Movement(
        key, currency, tuple(Posting(place, minor, TransactionKind.ADJUSTMENT) for place, minor in postings)
    )


async def post(database: Database, rows: Sequence[tuple[UUID, int]], currency: str = "NGN") -> None:
    """Postings as someone at psql would write them."""
    async with database.transaction() as transaction:
        journal = uuid7()
        await transaction.raw.execute(
            "INSERT INTO ledger_journals (id, business_key, created_at) VALUES ($1, $2, now())",
            journal,
            f"by-hand:{journal}",
        )
        for account, minor in rows:
            await transaction.raw.execute(
                "INSERT INTO wallet_transactions (id, journal_id, account_id, kind, amount_minor, currency, "
                "balance_after_minor, created_at) VALUES (uuidv7(), $1, $2, 'ADJUSTMENT', $3, $4, 0, now())",
                journal,
                account,
                minor,
                currency,
            )


async def account(database: Database, place: Place, currency: str = "NGN") -> UUID:
    row = await database.fetch_one(
        "SELECT id FROM ledger_accounts WHERE kind = $1 AND currency = $2 AND user_id IS NOT DISTINCT FROM $3",
        place.kind,
        currency,
        place.user_id,
    )
    assert row is not None
    return UUID(str(row["id"]))


@pytest.fixture
async def wallet(database: Database) -> Place:
    """With 500 in it, from clearing."""
    place = Place.wallet((await a_user()).user_id)
    async with database.transaction():
        await Ledger(database).record(movement("start", (CLEARING, -500), (place, 500)))
    return place


async def balance(database: Database, place: Place) -> list[Money]:
    return await Ledger(database).balance(place)


async def test_a_movement_happens_once(database: Database, wallet: Place) -> None:
    async with database.transaction():
        again = await Ledger(database).record(movement("start", (CLEARING, -500), (wallet, 500)))

    assert again == 0
    assert await balance(database, wallet) == [Money(500, "NGN")]
    assert await Journal.all().count() == 1


async def test_a_posting_knows_the_balance_after_it(database: Database, wallet: Place) -> None:
    async with database.transaction():
        await Ledger(database).record(movement("more", (CLEARING, -20), (wallet, 20)))

    rows = await WalletTransaction.filter(account__kind=AccountKind.WALLET).order_by("id")
    assert [(row.amount_minor, row.balance_after_minor) for row in rows] == [(500, 500), (20, 520)]


async def test_twenty_at_once_move_the_same_money_once(database: Database, wallet: Place) -> None:
    async def move() -> int:
        async with database.transaction():
            return await Ledger(database).record(movement("race", (wallet, -500), (CLEARING, 500)))

    assert sorted(await asyncio.gather(*(move() for _ in range(20)))) == [0] * 19 + [1]
    assert await balance(database, wallet) == []


async def test_twenty_at_once_make_one_account(database: Database) -> None:
    place = Place.wallet((await a_user()).user_id)

    async def move(number: int) -> None:
        async with database.transaction():
            await Ledger(database).record(movement(f"m{number}", (CLEARING, -1), (place, 1)))

    await asyncio.gather(*(move(number) for number in range(20)))

    assert await balance(database, place) == [Money(20, "NGN")]


async def test_opposite_movements_between_two_wallets_do_not_deadlock(database: Database, wallet: Place) -> None:
    other = Place.wallet((await a_user()).user_id)
    async with database.transaction():
        await Ledger(database).record(movement("other", (CLEARING, -500), (other, 500)))

    async def move(number: int) -> None:
        source, target = (wallet, other) if number % 2 else (other, wallet)
        async with database.transaction():
            await Ledger(database).record(movement(f"m{number}", (source, -7), (target, 7)))

    await asyncio.gather(*(move(number) for number in range(40)))

    assert await balance(database, wallet) == [Money(500, "NGN")]


async def test_more_than_there_is_cannot_be_taken(database: Database, wallet: Place) -> None:
    with pytest.raises(Overdrawn) as refused:
        async with database.transaction():
            await Ledger(database).record(movement("too much", (wallet, -501), (CLEARING, 501)))

    assert refused.value.available == Money(500, "NGN")
    assert await balance(database, wallet) == [Money(500, "NGN")]
    assert not await Journal.exists(business_key="too much")


async def test_currencies_have_accounts_of_their_own(database: Database, wallet: Place) -> None:
    async with database.transaction():
        await Ledger(database).record(movement("tnd", (CLEARING, -(2**31)), (wallet, 2**31), currency="TND"))

    assert await balance(database, wallet) == [Money(500, "NGN"), Money(2_147_483_648, "TND")]


async def test_an_uneven_journal_is_not_committed(database: Database, wallet: Place) -> None:
    ids = [await account(database, CLEARING), await account(database, wallet)]
    with pytest.raises(asyncpg.CheckViolationError, match="does not sum to zero"):
        await post(database, [(ids[0], -100), (ids[1], 99)])

    assert await balance(database, wallet) == [Money(500, "NGN")]


async def test_a_posting_in_another_currency_than_its_account_is_refused(database: Database, wallet: Place) -> None:
    ids = [await account(database, CLEARING), await account(database, wallet)]
    with pytest.raises(asyncpg.CheckViolationError, match="currency of its account"):
        await post(database, [(ids[0], -100), (ids[1], 100)], currency="KES")


async def test_a_wallet_is_never_overdrawn_from_psql_either(database: Database, wallet: Place) -> None:
    ids = [await account(database, CLEARING), await account(database, wallet)]
    with pytest.raises(asyncpg.CheckViolationError, match="ledger_accounts_not_overdrawn"):
        await post(database, [(ids[1], -501), (ids[0], 501)])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_accounts SET balance_minor = balance_minor + 1 WHERE kind = 'WALLET'",
        "DELETE FROM ledger_accounts",
        "UPDATE wallet_transactions SET amount_minor = 1",
        "DELETE FROM wallet_transactions",
        "TRUNCATE wallet_transactions",
        "UPDATE ledger_journals SET business_key = 'other'",
        "DELETE FROM ledger_journals",
        "TRUNCATE ledger_journals CASCADE",
        "INSERT INTO ledger_accounts (id, kind, currency, balance_minor, created_at) "
        "VALUES (uuidv7(), 'REVENUE', 'NGN', 5, now())",
    ],
)
async def test_history_cannot_be_rewritten(database: Database, wallet: Place, sql: str) -> None:
    with pytest.raises(asyncpg.RestrictViolationError):
        await database.fetch(sql)

    assert await balance(database, wallet) == [Money(500, "NGN")]


async def test_a_journal_cannot_be_written_twice(database: Database, wallet: Place) -> None:
    with pytest.raises(asyncpg.UniqueViolationError):
        await database.fetch(
            "INSERT INTO ledger_journals (id, business_key, created_at) VALUES (uuidv7(), 'start', now())"
        )


async def test_a_journal_of_nothing_is_found(database: Database, wallet: Place) -> None:
    async with database.transaction():
        key = f"capture:{uuid7()}"
        await Ledger(database).record(movement(key, (CLEARING, -1), (wallet, 1)))

    broken = await Books(database).broken()

    assert {row["business_key"] for row in broken["a journal has its business row"]} == {key, "start"}


async def test_a_payment_without_its_journal_is_found(world: World) -> None:
    missing = await world.quoted()
    unbooked = await Payment.get(id=await world.intent(missing))
    await Payment.filter(id=unbooked.id).update(status="SUCCEEDED")

    broken = await world.payments.books.broken()

    assert set(broken) == {
        "a business row has its journal",
        "the escrow of an open request is what was paid for it and not given back",
    }
    assert broken["a business row has its journal"] == [{"missing": f"capture:{unbooked.id}"}]
    async with world.database.transaction():
        await world.vault.ledger.record(
            movement(
                f"capture:{unbooked.id}",
                (CLEARING, -unbooked.amount_minor),
                (Place.escrow(missing.request.id), unbooked.amount_minor),
            )
        )
        await Prices(world.clock).apply(missing.request, Money(unbooked.amount_minor, unbooked.currency))


async def test_every_invariant_is_a_query_that_runs(world: World) -> None:
    await world.paid()

    assert [await world.database.fetch(sql) for sql in INVARIANTS.values()] == [[]] * len(INVARIANTS)


async def test_the_trial_balance_shows_both_sides(world: World) -> None:
    await world.paid(currency="UGX", total_minor=150_000)
    await world.paid()

    found = await world.payments.books.trial_balance()

    assert [(each.account, each.balance.amount_minor, each.balance.currency) for each in found.accounts] == [
        ("CLEARING sandbox", -3_300_000, "NGN"),
        ("CLEARING sandbox", -150_000, "UGX"),
        ("ESCROW", 3_300_000, "NGN"),
        ("ESCROW", 150_000, "UGX"),
    ]
    assert found.imbalance == []
