"""What an owner earned, from the ledger."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from models.enums import EarningsGroup
from services.dashboard.panels import Bucket, Earnings, EarningsAsk
from services.errors import ValidationFailed
from services.platform.database import Database
from services.platform.money import Money

_LONGEST_DAYS = 366
_KEYS = {
    EarningsGroup.DAY: "to_char(e.local_day, 'YYYY-MM-DD')",
    EarningsGroup.WEEK: "to_char(e.local_day, 'IYYY-\"W\"IW')",
    EarningsGroup.MONTH: "to_char(e.local_day, 'YYYY-MM')",
    EarningsGroup.TRACTOR: "e.tractor_id",
    EarningsGroup.SERVICE: "e.service_id",
}
_LABELS = {
    EarningsGroup.TRACTOR: "(SELECT t.name FROM tractors t WHERE t.id = {key})",
    EarningsGroup.SERVICE: "(SELECT s.name FROM services s WHERE s.code = {key})",
}
_EARNINGS = """
    WITH e AS (
        SELECT j.request_id, r.tractor_id, r.service_id, r.status = 'COMPLETED' AS is_done,
               (min(w.created_at) AT TIME ZONE $3)::date AS local_day,
               sum(w.amount_minor) FILTER (WHERE a.kind = 'WALLET') AS net,
               coalesce(sum(w.amount_minor) FILTER (WHERE a.kind = 'REVENUE'), 0) AS commission
        FROM job_requests r
        JOIN ledger_journals j ON j.request_id = r.id AND j.business_key IN ('release:' || r.id, 'fee:' || r.id)
        JOIN wallet_transactions w ON w.journal_id = j.id AND w.currency = $2
        JOIN ledger_accounts a ON a.id = w.account_id
        WHERE r.owner_id = $1
        GROUP BY j.request_id, r.tractor_id, r.service_id, r.status
    ), keyed AS (
        SELECT {key} AS key, e.net, e.commission, e.is_done FROM e WHERE e.local_day BETWEEN $4 AND $5
    )
    SELECT k.key, {label} AS label, sum(k.net) AS net, sum(k.commission) AS commission,
           count(*) FILTER (WHERE k.is_done) AS jobs
    FROM keyed k GROUP BY k.key ORDER BY k.key
"""


async def read_earnings(database: Database, owner_id: UUID, currency: str, ask: EarningsAsk) -> Earnings:
    """Buckets that hold a job, or the fee of one that was called off, in the order of their keys.

    Raises ValidationFailed for a range that is none.
    """
    if not 0 <= (ask.end - ask.start).days <= _LONGEST_DAYS:
        raise ValidationFailed.of("range", code="OUT_OF_RANGE", message="A range runs forward, over a year at most.")
    label = _LABELS.get(ask.group, "{key}").format(key="k.key")
    statement = _EARNINGS.format(key=_KEYS[ask.group], label=label)
    rows = await database.fetch(statement, owner_id, currency, ask.zone, ask.start, ask.end)
    return _total(rows, currency)


def _total(rows: Sequence[Any], currency: str) -> Earnings:
    def money(amount: int) -> Money:
        return Money(int(amount), currency)

    # Refunds are paid out of escrow or by the platform, never by the owner: decision 37.
    nothing = money(0)
    buckets = [
        Bucket(
            key=row["key"],
            label=row["label"],
            gross=money(row["net"] + row["commission"]),
            commission=money(row["commission"]),
            refunds=nothing,
            net=money(row["net"]),
            jobs=row["jobs"],
        )
        for row in rows
    ]
    return Earnings(
        buckets=buckets,
        gross=money(sum(row["net"] + row["commission"] for row in rows)),
        commission=money(sum(row["commission"] for row in rows)),
        refunds=nothing,
        net=money(sum(row["net"] for row in rows)),
        jobs=sum(row["jobs"] for row in rows),
    )
