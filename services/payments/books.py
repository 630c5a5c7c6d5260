"""What must hold for the books at every commit, a query each; whoever finds a row has found a bug."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.platform.database import Database
from services.platform.money import Money

INVARIANTS = {
    "postings sum to zero per currency": """
        SELECT currency, sum(amount_minor) AS sum FROM wallet_transactions
        GROUP BY currency HAVING sum(amount_minor) <> 0""",
    "the escrow of a closed request is empty": """
        SELECT r.id AS request, r.status, a.balance_minor FROM ledger_accounts a
        JOIN job_requests r ON r.id = a.request_id
        WHERE a.kind = 'ESCROW' AND a.balance_minor <> 0 AND r.status IN ('COMPLETED', 'CANCELLED')""",
    "the escrow of an open request is what was paid for it and not given back": """
        SELECT r.id AS request, held.minor AS held, paid.minor AS paid FROM job_requests r
        CROSS JOIN LATERAL (SELECT coalesce(sum(a.balance_minor), 0) AS minor FROM ledger_accounts a
            WHERE a.kind = 'ESCROW' AND a.request_id = r.id) held
        CROSS JOIN LATERAL (SELECT coalesce(sum(p.amount_minor - p.refunded_minor), 0) AS minor FROM payments p
            WHERE p.request_id = r.id AND p.status = 'SUCCEEDED') paid
        WHERE r.status NOT IN ('COMPLETED', 'CANCELLED') AND held.minor <> paid.minor""",
    "no wallet and no escrow is overdrawn": """
        SELECT id AS account, kind, balance_minor FROM ledger_accounts
        WHERE balance_minor < 0 AND kind IN ('WALLET', 'HELD', 'ESCROW')""",
    "refunds are no more than what was captured": """
        SELECT p.id AS payment, p.amount_minor, p.refunded_minor, sum(r.amount_minor) AS refunds
        FROM payments p LEFT JOIN refunds r ON r.payment_id = p.id GROUP BY p.id
        HAVING p.refunded_minor <> coalesce(sum(r.amount_minor), 0) OR p.refunded_minor > p.amount_minor
            OR (p.refunded_minor > 0 AND p.status <> 'SUCCEEDED')""",
    "a balance is the sum of its postings": """
        SELECT a.id AS account, a.balance_minor, sum(t.amount_minor) AS sum FROM ledger_accounts a
        LEFT JOIN wallet_transactions t ON t.account_id = a.id GROUP BY a.id
        HAVING a.balance_minor <> coalesce(sum(t.amount_minor), 0)""",
    "a journal has its business row": """
        SELECT j.business_key FROM ledger_journals j
        CROSS JOIN LATERAL (SELECT split_part(j.business_key, ':', 1) AS fact,
            split_part(j.business_key, ':', 2)::uuid AS row_id) of
        WHERE NOT CASE of.fact
            WHEN 'capture' THEN EXISTS (SELECT FROM payments WHERE id = of.row_id AND status = 'SUCCEEDED')
            WHEN 'refund' THEN EXISTS (SELECT FROM refunds WHERE id = of.row_id)
            WHEN 'redirect' THEN EXISTS (SELECT FROM refunds WHERE id = of.row_id AND status = 'FAILED')
            WHEN 'release' THEN EXISTS (SELECT FROM job_requests WHERE id = of.row_id AND status = 'COMPLETED')
            WHEN 'fee' THEN EXISTS (SELECT FROM job_requests WHERE id = of.row_id AND status = 'CANCELLED')
            WHEN 'carry' THEN EXISTS (
                SELECT FROM job_requests WHERE id = of.row_id AND successor_of_id IS NOT NULL)
            ELSE false END""",
    "a business row has its journal": """
        SELECT 'capture:' || id AS missing FROM payments WHERE status = 'SUCCEEDED'
            AND 'capture:' || id NOT IN (SELECT business_key FROM ledger_journals)
        UNION ALL
        SELECT 'refund:' || id FROM refunds
            WHERE 'refund:' || id NOT IN (SELECT business_key FROM ledger_journals)
        UNION ALL
        SELECT 'redirect:' || id FROM refunds WHERE status = 'FAILED'
            AND 'redirect:' || id NOT IN (SELECT business_key FROM ledger_journals)""",
}


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """What stands in all accounts of one kind, in one currency."""

    account: str
    balance: Money


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """The books at one instant. `imbalance` has an amount for each currency whose postings do not sum to zero."""

    as_of: datetime
    accounts: list[AccountBalance]
    imbalance: list[Money]


class Books:
    """Reads the ledger as an auditor does."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def broken(self) -> dict[str, list[dict[str, Any]]]:
        """The offending rows of each invariant that does not hold, all read at one instant; empty when all do."""
        async with self._database.snapshot():
            found = {name: await self._database.fetch(sql) for name, sql in INVARIANTS.items()}
        return {name: [dict(row) for row in rows] for name, rows in found.items() if rows}

    async def trial_balance(self) -> TrialBalance:
        """Debits and credits, read at one instant."""
        async with self._database.snapshot():
            now = await self._database.now()
            accounts = await self._database.fetch(
                "SELECT concat_ws(' ', kind, provider) AS account, currency, sum(balance_minor)::bigint AS balance "
                "FROM ledger_accounts GROUP BY kind, provider, currency ORDER BY kind, provider, currency"
            )
            uneven = await self._database.fetch(INVARIANTS["postings sum to zero per currency"])
        return TrialBalance(
            as_of=now,
            accounts=[AccountBalance(row["account"], Money(row["balance"], row["currency"])) for row in accounts],
            imbalance=[Money(int(row["sum"]), row["currency"]) for row in uneven],
        )
