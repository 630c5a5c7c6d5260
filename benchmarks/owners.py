"""Owners with tractors, and jobs in every state with their money, made by SQL."""

import asyncpg

_PEOPLE = """
    INSERT INTO users (id, email, password_hash, role, state, email_verified_at, created_at)
    SELECT uuidv7(), 'bench-owner' || n || '@bench.test', '-', 'TRACTOR_OWNER', 'ACTIVE', now(), now()
        FROM generate_series(1, {owners}) n
    UNION ALL SELECT uuidv7(), 'bench-farmer' || n || '@bench.test', '-', 'FARMER', 'ACTIVE', now(), now()
        FROM generate_series(1, {owners}) n;
    INSERT INTO profiles (user_id, name, phone, locale, time_zone)
    SELECT id, 'Bench Person', '+2348012345678', 'en', 'Africa/Lagos' FROM users;
    INSERT INTO preferences (user_id, currency, area_unit) SELECT id, 'NGN', 'HECTARE' FROM users;
"""
_TRACTORS = """
    INSERT INTO tractors (id, owner_id, name, make, model, state, verified, latitude, longitude, service_radius_km,
        time_zone, currency, basis, rate_minor, travel_base_minor, travel_per_km_minor, free_km, minimum_charge_minor,
        version, created_at)
    SELECT uuidv7(), u.id, 'Tractor ' || n, 'Make', 'Model', 'ACTIVE', true, 4 + random() * 10, 2.5 + random() * 12, 50,
        'Africa/Lagos', 'NGN', 'PER_HOUR', 1200000, 0, 0, 0, 0, 1, now()
    FROM users u, generate_series(1, 10) n WHERE u.role = 'TRACTOR_OWNER';
    INSERT INTO tractor_capabilities (id, tractor_id, service_id, place, is_open)
    SELECT uuidv7(), t.id, s.code, t.place, true FROM tractors t, services s WHERE s.code IN ('PLOUGHING', 'HARROWING');
"""
# Of an owner's two hundred jobs, twenty are under way, twenty to come and twenty on offer; the others are done.
_JOBS = """
    CREATE TEMP TABLE jobs AS
    SELECT uuidv7() AS id, uuidv7() AS estimate_id, t.id AS tractor_id, t.owner_id, f.id AS farmer_id,
        CASE WHEN n <= 2 THEN 'EN_ROUTE' WHEN n <= 4 THEN 'ACCEPTED' WHEN n <= 6 THEN 'RECEIVED' ELSE 'COMPLETED' END
            AS status,
        now() + CASE WHEN n <= 6 THEN n * interval '7 hours' ELSE n * interval '-9 days' END AS at
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS rank FROM tractors) t
    CROSS JOIN generate_series(1, 20) n
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS rank FROM users WHERE role = 'FARMER') f
        ON f.rank = 1 + (t.rank * 20 + n) % {owners};
    INSERT INTO job_requests (id, public_code, farmer_id, service_id, farm_address, farm_latitude, farm_longitude,
        farm_time_zone, area_value, area_unit, area_m2, preferred_date, search_radius_km, status, match_state,
        tractor_id, owner_id, estimate_id, scheduled_from, scheduled_to, accepted_at, currency, history_length, version,
        created_at, updated_at)
    SELECT id, lpad(to_hex(row_number() OVER ()), 8, '0'), farmer_id, 'PLOUGHING', 'Kuje', 8.9, 7.2, 'Africa/Lagos', 2,
        'HECTARE', 20000, at::date, 25, status, CASE status WHEN 'RECEIVED' THEN 'OFFERED' ELSE 'MATCHED' END,
        CASE WHEN status <> 'RECEIVED' THEN tractor_id END, CASE WHEN status <> 'RECEIVED' THEN owner_id END,
        estimate_id, at, at + interval '3 hours', at, 'NGN', 1, 1, at, at FROM jobs;
    INSERT INTO estimates (id, request_id, tractor_id, kind, basis, currency, rate_minor, hours, work_minor, travel_km,
        travel_fee_minor, total_minor, formula, commission_percent, valid_until, created_at)
    SELECT estimate_id, id, tractor_id, 'FIRM', 'PER_HOUR', 'NGN', 1200000, 3, 3600000, 4, 0, 3600000, '3 h', 10, at, at
    FROM jobs;
    INSERT INTO request_matches (id, request_id, tractor_id, owner_id, estimate_id, state, distance_km, scheduled_from,
        scheduled_to, travel_minutes, offered_at, expires_at)
    SELECT uuidv7(), id, tractor_id, owner_id, estimate_id,
        CASE status WHEN 'RECEIVED' THEN 'OFFERED' ELSE 'ACCEPTED' END, 4, at, at + interval '3 hours', 10,
        now(), now() + interval '1 day' FROM jobs;
    INSERT INTO job_request_status_history (id, request_id, sequence, stream_sequence, to_status, actor, occurred_at,
        recorded_at, clamped) SELECT uuidv7(), id, 1, 1, status, 'SYSTEM', at, at, false FROM jobs;
"""
_MONEY = """
    INSERT INTO ledger_accounts (id, kind, user_id, currency, balance_minor, created_at)
    SELECT uuidv7(), 'WALLET', id, 'NGN', 583200000, now() FROM users WHERE role = 'TRACTOR_OWNER';
    INSERT INTO ledger_accounts (id, kind, currency, balance_minor, created_at)
    VALUES (uuidv7(), 'REVENUE', 'NGN', 0, now());
    INSERT INTO ledger_journals (id, business_key, request_id, created_at)
    SELECT uuidv7(), 'release:' || id, id, at FROM jobs WHERE status = 'COMPLETED';
    INSERT INTO wallet_transactions (id, journal_id, account_id, kind, amount_minor, currency, balance_after_minor,
        created_at)
    SELECT uuidv7(), j.id, a.id, 'EARNING', 3240000, 'NGN', 0, j.created_at
    FROM ledger_journals j JOIN jobs ON jobs.id = j.request_id JOIN ledger_accounts a ON a.user_id = jobs.owner_id
    UNION ALL SELECT uuidv7(), j.id, a.id, 'COMMISSION', 360000, 'NGN', 0, j.created_at
    FROM ledger_journals j, ledger_accounts a WHERE a.kind = 'REVENUE';
"""


async def populate(database: "asyncpg.Connection[asyncpg.Record]", owners: int) -> None:
    """Ten tractors and two hundred jobs an owner, in an empty database; its guards are off meanwhile."""
    await database.execute("SET session_replication_role = replica; SET synchronous_commit = off")
    for statement in (_PEOPLE, _TRACTORS, _JOBS, _MONEY):
        await database.execute(statement.format(owners=owners))
    await database.execute("RESET session_replication_role")
    await database.execute("VACUUM ANALYZE")
