"""The table in code and the trigger know the same edges: every pair, tried in SQL."""

from itertools import product
from uuid import UUID

import asyncpg
import pytest
from uuid_utils.compat import uuid7

from models.enums import RequestStatus
from models.requests import JobRequest
from services.requests.state_machine import EDGES
from tests.requests.village import Village

_SET = """UPDATE job_requests SET status = $2::text,
    cancelled_by = CASE WHEN $2::text = 'CANCELLED' THEN 'ADMIN' END,
    cancel_reason = CASE WHEN $2::text = 'CANCELLED' THEN 'OTHER' END,
    cancelled_at = CASE WHEN $2::text = 'CANCELLED' THEN now() END WHERE id = $1"""


class Undone(Exception):
    """Rolls a try back."""


async def test_the_trigger_knows_the_nine_edges_and_no_other(village: Village) -> None:
    job = await village.accepted()
    known = set()

    for start, end in product(RequestStatus, RequestStatus):
        if start is not end and await _is_edge(village, job.request_id, start, end):
            known.add((start, end))

    assert known == set(EDGES)
    assert len(known) == 9


async def _is_edge(village: Village, request_id: UUID, start: RequestStatus, end: RequestStatus) -> bool:
    """Whether a request in one status may be set to the other. Whatever happens is undone."""
    try:
        async with village.services.database.transaction() as transaction:
            await transaction.raw.execute("SET LOCAL session_replication_role = replica")
            await transaction.raw.execute(_SET, request_id, start.value)
            await transaction.raw.execute("SET LOCAL session_replication_role = origin")
            await transaction.raw.execute(_SET, request_id, end.value)
            raise Undone
    except Undone:
        return True
    except asyncpg.CheckViolationError as error:
        return f"no edge from {start} to {end}" not in str(error)


@pytest.mark.parametrize("status", [each for each in RequestStatus if each is not RequestStatus.SENT])
async def test_a_request_starts_as_sent(village: Village, status: RequestStatus) -> None:
    job = await village.accepted()
    copied = """INSERT INTO job_requests SELECT (jsonb_populate_record(r, jsonb_build_object(
        'id', $2::uuid, 'public_code', 'AAA-AAA', 'status', $3::text))).* FROM job_requests r WHERE id = $1"""

    with pytest.raises(asyncpg.CheckViolationError, match="a request starts as SENT"):
        await village.services.database.fetch(copied, job.request_id, uuid7(), status.value)


async def test_a_status_needs_its_history_row(village: Village) -> None:
    request = await village.request()

    with pytest.raises(asyncpg.CheckViolationError, match="a status needs its history row"):
        await village.services.database.fetch("UPDATE job_requests SET status = 'RECEIVED' WHERE id = $1", request.id)

    assert (await JobRequest.get(id=request.id)).status is RequestStatus.SENT
