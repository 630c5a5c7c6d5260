"""What has served its time goes, and nothing else."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services import wiring
from services.platform.settings import Settings
from services.wiring import Services

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
# One row of each that is over, and one that is not, as long after their end as they are kept.
ROWS = """
    WITH u AS (
        INSERT INTO users (id, email, password_hash, role, state, created_at)
        VALUES (gen_random_uuid(), 'ada@farm.test', '-', 'FARMER', 'ACTIVE', now()) RETURNING id
    ), i AS (
        INSERT INTO idempotency_keys (id, user_id, operation, key, input_hash, created_at, expires_at)
        SELECT gen_random_uuid(), id, 'x', until::text, '', until - interval '1 day', until
        FROM u, unnest(ARRAY[timestamptz '2026-03-02 07:59Z', timestamptz '2026-03-02 08:00Z']) until
    ), m AS (
        INSERT INTO mail_tokens (id, user_id, kind, token_hash, created_at, expires_at)
        SELECT gen_random_uuid(), id, 'VERIFY_EMAIL', sha256(until::text::bytea), until - interval '1 day', until
        FROM u, unnest(ARRAY[timestamptz '2026-02-23 07:59Z', timestamptz '2026-02-23 08:00Z']) until
    ), s AS (
        INSERT INTO sessions (id, user_id, device_name, created_at, last_used_at, expires_at, revoked_at)
        SELECT gen_random_uuid(), id, name, '2026-01-01', '2026-01-01', until, revoked FROM u, (VALUES
            ('over', timestamptz '2026-01-31 07:59Z', NULL::timestamptz),
            ('just over', timestamptz '2026-01-31 08:00Z', NULL),
            ('revoked', timestamptz '2027-01-01', timestamptz '2026-01-31 07:59Z'),
            ('just revoked', timestamptz '2027-01-01', timestamptz '2026-01-31 08:00Z'),
            ('alive', timestamptz '2027-01-01', NULL)) given (name, until, revoked)
        RETURNING id, device_name
    ), r AS (
        INSERT INTO refresh_tokens (id, session_id, token_hash, generation, created_at, expires_at)
        SELECT gen_random_uuid(), id, sha256(device_name::bytea), 1, now(), now() FROM s
    )
    INSERT INTO pgqueuer_log (created, job_id, status, priority, entrypoint)
    VALUES ('2026-01-31 07:59Z', 1, 'successful', 0, 'x'), ('2026-01-31 08:00Z', 2, 'successful', 0, 'x')
"""


@pytest.fixture
async def services(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Services]:
    built = wiring.build(settings.model_copy(update={"data_dir": tmp_path}), clock=lambda: NOW)
    await wiring.start(built)
    yield built
    await wiring.stop(built)


async def test_what_is_over_goes_and_nothing_else(services: Services) -> None:
    await services.database.fetch(ROWS)

    gone = [await services.cleaning.run() for _ in range(2)]

    assert gone == [
        {"idempotency_keys": 1, "mail_tokens": 1, "sessions": 2, "pgqueuer_log": 1},
        {"idempotency_keys": 0, "mail_tokens": 0, "sessions": 0, "pgqueuer_log": 0},
    ]
    left = await services.database.fetch("SELECT device_name FROM sessions ORDER BY device_name")
    assert [row["device_name"] for row in left] == ["alive", "just over", "just revoked"]
    tokens = await services.database.fetch("SELECT FROM refresh_tokens")
    assert len(tokens) == 3
