"""What must hold for the books at every commit, a query each; whoever finds a row has found a bug."""

# ruff: noqa: S608 - every part of these statements is written in this file

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.platform.database import Database
from services.platform.money import Money

_FACTS = """
    WITH facts (business_key, must_be_booked) AS (
        SELECT CASE WHEN request_id IS NULL THEN 'topup:' ELSE 'capture:' END || id, true
            FROM payments WHERE status = 'SUCCEEDED'
        UNION ALL SELECT 'refund:' || id, true FROM refunds
        UNION ALL SELECT 'redirect:' || id, true FROM refunds WHERE status = 'FAILED'
        UNION ALL SELECT 'withdraw:' || id, true FROM payouts
        UNION ALL SELECT 'payout:' || id, true FROM payouts WHERE status = 'SUCCEEDED'
        UNION ALL SELECT 'reverse:' || id, true FROM payouts WHERE status = 'FAILED'
        UNION ALL SELECT 'adjust:' || id, true FROM wallet_adjustments
        UNION ALL SELECT 'release:' || request_id, true FROM receipts
        UNION ALL SELECT 'release:' || r.id, false FROM job_requests r
            LEFT JOIN receipts ON receipts.request_id = r.id
            WHERE r.status = 'COMPLETED' AND receipts.id IS NULL
        UNION ALL SELECT 'fee:' || id, false FROM job_requests WHERE status = 'CANCELLED'
        UNION ALL SELECT 'carry:' || id, false FROM job_requests WHERE successor_of_id IS NOT NULL)"""
"""What the other tables say has happened, by the business key of its journal. The joins below hash it once."""

INVARIANTS = {
    "postings sum to zero per currency": """
        SELECT currency, sum(amount_minor) AS sum FROM wallet_transactions
        GROUP BY currency HAVING sum(amount_minor) <> 0""",
    "a journal sums to zero per currency": """
        SELECT journal_id AS journal, currency, sum(amount_minor) AS sum FROM wallet_transactions
        GROUP BY journal_id, currency HAVING sum(amount_minor) <> 0""",
    "the escrow of a closed request is empty": """
        SELECT r.id AS request, r.status, a.balance_minor FROM ledger_accounts a
        JOIN job_requests r ON r.id = a.request_id
        WHERE a.kind = 'ESCROW' AND a.balance_minor <> 0 AND r.status IN ('COMPLETED', 'CANCELLED')""",
    "the escrow of an open request is what was paid for it and not given back": """
        SELECT r.id AS request, coalesce(held.minor, 0) AS held, coalesce(paid.minor, 0) AS paid FROM job_requests r
        LEFT JOIN (SELECT request_id, sum(balance_minor) AS minor FROM ledger_accounts
            WHERE kind = 'ESCROW' GROUP BY request_id) held ON held.request_id = r.id
        LEFT JOIN (SELECT request_id, sum(amount_minor - refunded_minor) AS minor FROM payments
            WHERE status = 'SUCCEEDED' GROUP BY request_id) paid ON paid.request_id = r.id
        WHERE r.status NOT IN ('COMPLETED', 'CANCELLED') AND coalesce(held.minor, 0) <> coalesce(paid.minor, 0)""",
    "the price ceiling of a request without a tractor is what is held for it": """
        SELECT r.id AS request, r.price_ceiling_minor AS ceiling, r.currency, a.balance_minor AS held,
            a.currency AS held_currency
        FROM job_requests r
        LEFT JOIN ledger_accounts a ON a.request_id = r.id AND a.kind = 'ESCROW' AND a.balance_minor <> 0
        WHERE r.status IN ('SENT', 'RECEIVED') AND (r.price_ceiling_minor IS DISTINCT FROM a.balance_minor
            OR (r.price_ceiling_minor IS NOT NULL AND r.currency IS DISTINCT FROM a.currency))""",
    "no wallet and no escrow is overdrawn": """
        SELECT id AS account, kind, balance_minor FROM ledger_accounts
        WHERE balance_minor < 0 AND kind IN ('WALLET', 'HELD', 'ESCROW')""",
    "what is held back from a user is on its way out": """
        SELECT coalesce(a.user_id, p.user_id) AS "user", coalesce(a.currency, p.currency) AS currency,
            a.minor AS held, p.minor AS pending
        FROM (SELECT user_id, currency, sum(balance_minor) AS minor FROM ledger_accounts
            WHERE kind = 'HELD' AND balance_minor <> 0 GROUP BY user_id, currency) a
        FULL JOIN (SELECT user_id, currency, sum(amount_minor) AS minor FROM payouts
            WHERE status = 'PENDING' GROUP BY user_id, currency) p USING (user_id, currency)
        WHERE a.minor IS DISTINCT FROM p.minor""",
    "refunds are no more than what was captured": """
        SELECT p.id AS payment, p.amount_minor, p.refunded_minor, r.minor AS refunds
        FROM payments p
        LEFT JOIN (SELECT payment_id, sum(amount_minor) AS minor FROM refunds GROUP BY payment_id) r
            ON r.payment_id = p.id
        WHERE p.refunded_minor <> coalesce(r.minor, 0) OR p.refunded_minor > p.amount_minor
            OR (p.refunded_minor > 0 AND p.status <> 'SUCCEEDED')""",
    "a balance is the sum of its postings": """
        SELECT a.id AS account, a.balance_minor, t.sum FROM ledger_accounts a
        LEFT JOIN (SELECT account_id, sum(amount_minor) AS sum FROM wallet_transactions GROUP BY account_id) t
            ON t.account_id = a.id
        WHERE a.balance_minor <> coalesce(t.sum, 0)""",
    "a journal has its business row": _FACTS
    + """
        SELECT j.business_key FROM ledger_journals j
        LEFT JOIN facts ON facts.business_key = j.business_key WHERE facts.business_key IS NULL""",
    "a business row has its journal": _FACTS
    + """
        SELECT facts.business_key AS missing FROM facts
        LEFT JOIN ledger_journals j ON j.business_key = facts.business_key
        WHERE facts.must_be_booked AND j.id IS NULL""",
    "receipts are numbered from one without gaps": """
        SELECT issuer, min(number) AS first, max(number) AS last, count(*) FROM receipts
        GROUP BY issuer HAVING min(number) <> 1 OR max(number) <> count(*)""",
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
        async with self._database.snapshot() as transaction:
            # Sums and joins over whole tables stay in memory, so that the time grows with the rows and no faster.
            await transaction.raw.execute("SET LOCAL work_mem = '256MB'")
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
