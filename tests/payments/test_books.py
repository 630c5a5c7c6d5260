"""The auditor's questions: each finds what breaks it, and `verify-books` says so."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.enums import Role
from services.payments.auditing import CHECK_BOOKS
from services.payments.books import INVARIANTS
from services.platform.money import Money
from tests.payments.factories import a_user, accept
from tests.payments.world import World

WALLETS = "UPDATE ledger_accounts SET balance_minor"
# What a bug, or a hand in the database, could do; and every question that notices.
BREAKAGES = {
    "UPDATE wallet_transactions SET amount_minor = amount_minor + 1 WHERE kind = 'EARNING'": {
        "postings sum to zero per currency",
        "a journal sums to zero per currency",
        "a balance is the sum of its postings",
    },
    f"{WALLETS} = 5 WHERE kind = 'ESCROW' AND balance_minor = 0": {
        "the escrow of a closed request is empty",
        "a balance is the sum of its postings",
    },
    f"{WALLETS} = 5 WHERE kind = 'ESCROW' AND balance_minor > 0": {
        "the escrow of an open request is what was paid for it and not given back",
        "the price ceiling of a request without a tractor is what is held for it",
        "a balance is the sum of its postings",
    },
    "UPDATE job_requests SET price_ceiling_minor = price_ceiling_minor + 1": {
        "the price ceiling of a request without a tractor is what is held for it"
    },
    "UPDATE job_requests SET currency = 'KES' WHERE status = 'RECEIVED'": {
        "the price ceiling of a request without a tractor is what is held for it"
    },
    f"{WALLETS} = 5 WHERE kind = 'HELD'": {
        "what is held back from a user is on its way out",
        "a balance is the sum of its postings",
    },
    "UPDATE payouts SET status = 'SUCCEEDED', settled_at = now()": {
        "what is held back from a user is on its way out",
        "a business row has its journal",
    },
    "UPDATE payments SET refunded_minor = 1": {
        "the escrow of an open request is what was paid for it and not given back",
        "refunds are no more than what was captured",
    },
    "UPDATE ledger_journals SET business_key = 'gift:' || id WHERE business_key LIKE 'release:%'": {
        "a journal has its business row",
        "a business row has its journal",
    },
    "UPDATE receipts SET number = 3": {"receipts are numbered from one without gaps"},
    "DELETE FROM payouts": {"a journal has its business row", "what is held back from a user is on its way out"},
}


async def busy(world: World) -> None:
    """Something of everything: jobs done, paid for with and without a tractor, called off, money on its way out."""
    owner = await a_user(Role.TRACTOR_OWNER)
    await world.fund(owner.user_id, 10_000)
    await world.payments.payouts.withdraw(owner, amount=Money(4_000, "NGN"), destination="bank", key="k")
    quoted, _ = await world.paid()
    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)
    await world.paid()
    called_off, _ = await world.paid()
    await world.give_up(called_off)


async def hurt(world: World, statement: str) -> None:
    """Past all triggers."""
    async with world.database.transaction() as transaction:
        await transaction.raw.execute("SET LOCAL session_replication_role = replica")
        await transaction.raw.execute(statement)


async def mend(world: World) -> None:
    """Nothing is left for the fixture to complain of."""
    tables = ("wallet_transactions", "ledger_journals", "ledger_accounts", "receipts", "refunds", "payouts")
    for table in (*tables, "payments"):
        await hurt(world, f"DELETE FROM {table}")  # noqa: S608 - the names are above
    await hurt(world, "UPDATE job_requests SET price_ceiling_minor = NULL")


@pytest.mark.parametrize("statement", BREAKAGES)
async def test_what_is_broken_is_found_with_its_rows(world: World, statement: str) -> None:
    await busy(world)
    assert await world.payments.books.broken() == {}
    await hurt(world, statement)

    found = await world.payments.books.broken()

    assert set(found) == BREAKAGES[statement]
    assert all(rows and all(rows) for rows in found.values())
    await mend(world)


@pytest.mark.parametrize("statement", BREAKAGES)
async def test_whoever_asks_for_a_trial_balance_has_all_of_it_looked_at(world: World, statement: str) -> None:
    await busy(world)
    await hurt(world, statement)
    await world.database.fetch("DELETE FROM pgqueuer")

    for _ in range(2):
        await world.payments.auditor.trial_balance()
    assert await world.run_jobs() == [CHECK_BOOKS.name]

    assert world.alerts == ["books_broken"] * len(BREAKAGES[statement])
    await mend(world)


async def test_books_that_balance_are_no_alert(world: World) -> None:
    await busy(world)

    await world.payments.auditor.check()

    assert world.alerts == []


def test_every_question_is_put() -> None:
    # A CHECK, which nothing turns off, leaves this one without a way to be broken.
    assert set().union(*BREAKAGES.values()) == set(INVARIANTS) - {"no wallet and no escrow is overdrawn"}


async def test_the_command_exits_with_one_and_prints_the_rows(world: World, root: Path, database_url: str) -> None:
    await busy(world)
    whole = await asyncio.to_thread(verify_books, root, database_url)
    await hurt(world, "UPDATE receipts SET number = 3")
    broken = await asyncio.to_thread(verify_books, root, database_url)
    await mend(world)

    assert (whole.returncode, whole.stdout.splitlines()) == (0, [f"holds   {name}" for name in INVARIANTS])
    assert broken.returncode == 1
    assert broken.stdout.splitlines()[-2:] == [
        "BROKEN  receipts are numbered from one without gaps",
        "        issuer=SPT first=3 last=3 count=1",
    ]


def verify_books(root: Path, database_url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, root / "manage.py", "verify-books"],
        env=os.environ | {"DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
