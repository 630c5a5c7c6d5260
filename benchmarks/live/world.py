"""Many requests that move, each with a farmer who may follow it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from models.enums import Role
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.wiring import Services
from tests.requests.village import Job, Village

WATCHED_BY_EACH = 20

_COPY_USERS = """WITH made AS (SELECT gen_random_uuid() AS id, number FROM generate_series(1, $2::int) AS number),
    users_made AS (INSERT INTO users SELECT (jsonb_populate_record(u, jsonb_build_object(
        'id', made.id, 'email', made.id || '@bench.test'))).* FROM users u, made WHERE u.id = $1),
    sessions_made AS (INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at)
        SELECT gen_random_uuid(), id, now(), now(), now() + interval '1 day' FROM made RETURNING id, user_id)
    SELECT id, user_id FROM sessions_made"""
_COPY_PROFILES = """INSERT INTO profiles SELECT (jsonb_populate_record(p, jsonb_build_object(
    'id', gen_random_uuid(), 'user_id', u))).* FROM profiles p, unnest($2::uuid[]) AS u WHERE p.user_id = $1"""
_COPY_REQUESTS = """INSERT INTO job_requests SELECT (jsonb_populate_record(r, jsonb_build_object(
    'id', gen_random_uuid(), 'farmer_id', f.id, 'public_code', 'B' || lpad(f.number::text, 7, '0')))).*
    FROM job_requests r, unnest($2::uuid[]) WITH ORDINALITY AS f(id, number) WHERE r.id = $1 RETURNING id, farmer_id"""
_COPY_STEPS = """INSERT INTO job_request_status_history SELECT (jsonb_populate_record(h, jsonb_build_object(
    'id', gen_random_uuid(), 'request_id', r))).* FROM job_request_status_history h, unnest($2::uuid[]) AS r
    WHERE h.request_id = $1"""
_COPY_STREAMS = """INSERT INTO streams (name, sequence) SELECT 'request:' || r, s.sequence
    FROM streams s, unnest($2::uuid[]) AS r WHERE s.name = 'request:' || $1"""


@dataclass(frozen=True, slots=True)
class Seat:
    """What one client follows, and how it may."""

    request_id: UUID
    token: str

    @property
    def shown_id(self) -> str:
        return encode(Kind.REQUEST, self.request_id)


async def seats(village: Village, job: Job, count: int) -> list[Seat]:
    """Copies of one job on its way, `WATCHED_BY_EACH` a farmer."""
    services = village.services
    async with services.database.transaction() as transaction:
        raw = transaction.raw
        await raw.execute("SET LOCAL session_replication_role = replica")
        viewers = await _farmers(services, job.farmer, -(-count // WATCHED_BY_EACH))
        owners = [viewer for viewer in viewers for _ in range(WATCHED_BY_EACH)][:count]
        rows = await raw.fetch(_COPY_REQUESTS, job.request_id, [viewer.user_id for viewer in owners])
        ids = [row["id"] for row in rows]
        await raw.execute(_COPY_STEPS, job.request_id, ids)
        await raw.execute(_COPY_STREAMS, str(job.request_id), ids)
    tokens = {viewer.user_id: token_of(services, viewer) for viewer in viewers}
    return [Seat(row["id"], tokens[row["farmer_id"]]) for row in rows]


async def _farmers(services: Services, model: Viewer, count: int) -> Sequence[Viewer]:
    rows = await services.database.fetch(_COPY_USERS, model.user_id, count)
    await services.database.fetch(_COPY_PROFILES, model.user_id, [row["user_id"] for row in rows])
    return [Viewer(row["user_id"], Role.FARMER, row["id"]) for row in rows]


def token_of(services: Services, viewer: Viewer) -> str:
    return services.auth.access.issue(viewer, token_id=viewer.session_id, at=datetime.now(UTC)).text
