"""The platform at one instant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from services.platform.database import Database
from services.platform.money import Money

# Midnight may come twice, or never: days are compared as the calendar of the zone has them, once an index has found
# what is about as new.
_TODAY = "{at} > now() - interval '2 days' AND ({at} AT TIME ZONE t.zone)::date = t.day"
_SUMMARY = f"""
    WITH zone AS (
        SELECT coalesce($2::text, (SELECT p.time_zone FROM profiles p WHERE p.user_id = $1), 'UTC') AS name
    ), today AS (
        SELECT name AS zone, (now() AT TIME ZONE name)::date AS day FROM zone
    ), open AS (
        SELECT count(*) AS requests, count(*) FILTER (WHERE match_state = 'WAITLISTED') AS waitlisted
        FROM job_requests WHERE status NOT IN ('COMPLETED', 'CANCELLED')
    ), earned AS (
        SELECT w.currency, sum(w.amount_minor) AS minor
        FROM today t CROSS JOIN ledger_journals j
        JOIN wallet_transactions w ON w.journal_id = j.id
        JOIN ledger_accounts a ON a.id = w.account_id AND a.kind IN ('WALLET', 'REVENUE')
        WHERE {_TODAY.format(at="j.created_at")}
          AND j.business_key IN ('release:' || j.request_id, 'fee:' || j.request_id)
        GROUP BY w.currency
    )
    SELECT now() AS as_of,
        (SELECT count(*) FROM users) AS users,
        (SELECT count(*) FROM tractors WHERE state = 'ACTIVE') AS tractors_active,
        open.requests AS requests_open, open.waitlisted,
        (SELECT count(*) FROM today t, job_requests r WHERE {_TODAY.format(at="r.created_at")}) AS requests_today,
        (SELECT count(*) FROM today t, job_request_status_history h
            WHERE h.to_status = 'COMPLETED' AND {_TODAY.format(at="h.recorded_at")}) AS completed_today,
        (SELECT jsonb_object_agg(currency, minor ORDER BY currency) FROM earned) AS gross,
        (SELECT count(*) FROM pgqueuer WHERE status = 'failed') AS dead_jobs
    FROM open
"""  # noqa: S608 - the conditions are constants of this module


@dataclass(frozen=True, slots=True)
class PlatformSummary:
    """Counts. `gross_today` is what jobs have brought in since midnight, commission included, per currency."""

    as_of: datetime
    users: int
    tractors_active: int
    requests_open: int
    requests_today: int
    completed_today: int
    gross_today: list[Money]
    waitlisted: int
    dead_jobs: int


class PlatformSummaries:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, admin_id: UUID, zone: str | None) -> PlatformSummary:
        """Of one snapshot. Today is the day in `zone`, else in the admin's."""
        row: Any = await self._database.fetch_one(_SUMMARY, admin_id, zone)
        facts = dict(row)
        gross = orjson.loads(facts.pop("gross") or b"{}")
        money = [Money(int(minor), currency) for currency, minor in sorted(gross.items())]
        return PlatformSummary(**facts, gross_today=money)
