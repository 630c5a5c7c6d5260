"""What an owner has done, written as rows: jobs that ended at any instant, with the money that they moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from models.enums import MatchState, TransactionKind
from models.tractors import Tractor
from services.auth.viewer import Viewer
from services.payments.escrow import share
from services.payments.ledger import Ledger, Movement, Place, Posting
from tests.requests.village import Village

_JOB = """
    INSERT INTO job_requests (id, public_code, farmer_id, service_id, farm_address, farm_latitude, farm_longitude,
        farm_time_zone, area_value, area_unit, area_m2, preferred_date, search_radius_km, status, match_state,
        tractor_id, owner_id, estimate_id, scheduled_from, scheduled_to, accepted_at, history_length, version,
        created_at, updated_at)
    VALUES ($1, $2, $3, $4, 'Kuje', 8.9, 7.2, 'Africa/Lagos', 2, 'HECTARE', 20000, current_date, 25, $5, $6, $7, $8, $1,
        $9, $9::timestamptz + interval '3 hours', $9, 1, 1, $9, $9)
"""
_EARLIER = (
    "UPDATE ledger_journals SET created_at = $2 WHERE business_key = $1",
    "UPDATE wallet_transactions w SET created_at = $2 FROM ledger_journals j "
    "WHERE j.id = w.journal_id AND j.business_key = $1",
)


@dataclass(frozen=True, slots=True)
class Done:
    """A job of `gross_minor`, in the currency of its tractor, that was completed and paid out at an instant."""

    at: datetime
    tractor: int
    service: str
    gross_minor: int

    @property
    def commission_minor(self) -> int:
        return share(self.gross_minor, 10)

    @property
    def net_minor(self) -> int:
        return self.gross_minor - self.commission_minor


async def a_job(
    village: Village, owner: Viewer, farmer: Viewer, tractor: Tractor, *, status: str, at: datetime, service: str
) -> UUID:
    """In any status at once, scheduled for `at`."""
    request_id = uuid7()
    state = MatchState.CLOSED if status == "CANCELLED" else MatchState.MATCHED
    async with village.services.database.transaction() as transaction:
        await transaction.raw.execute("SET LOCAL session_replication_role = replica")
        values = (request_id, str(request_id)[-8:], farmer.user_id, service, status, state.value)
        await transaction.raw.execute(_JOB, *values, tractor.id, owner.user_id, at)
    return request_id


async def done(village: Village, owner: Viewer, farmer: Viewer, tractors: Sequence[Tractor], job: Done) -> None:
    """Its money comes from the provider and goes to the owner and to us at that instant."""
    tractor, database = tractors[job.tractor], village.services.database
    request_id = await a_job(village, owner, farmer, tractor, status="COMPLETED", at=job.at, service=job.service)
    key = f"release:{request_id}"
    postings = (
        Posting(Place.clearing("sandbox"), -job.gross_minor, TransactionKind.RELEASE),
        Posting(Place.wallet(owner.user_id), job.net_minor, TransactionKind.EARNING),
        Posting(Place.revenue(), job.commission_minor, TransactionKind.COMMISSION),
    )
    async with database.transaction() as transaction:
        await Ledger(database).record(Movement(key, tractor.currency, postings, request_id=request_id))
        await transaction.raw.execute("SET LOCAL session_replication_role = replica")
        for statement in _EARLIER:
            await transaction.raw.execute(statement, key, job.at)
