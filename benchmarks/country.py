"""A country full of tractors, made by SQL."""

import asyncpg

_OWNERS = """
    INSERT INTO users (id, email, password_hash, role, state, created_at)
    SELECT uuidv7(), 'owner' || g || '@bench.test', '-', 'TRACTOR_OWNER', 'ACTIVE', now()
    FROM generate_series($1::int, $2::int) g
"""
_PROFILES = """
    INSERT INTO profiles (user_id, name, locale, time_zone) SELECT u.id, 'Bench', 'en', 'Africa/Lagos' FROM users u
    WHERE NOT EXISTS (SELECT FROM profiles p WHERE p.user_id = u.id)
"""
_TRACTORS = """
    INSERT INTO tractors (id, owner_id, name, make, model, state, verified, latitude, longitude, service_radius_km,
        time_zone, currency, basis, rate_minor, travel_base_minor, travel_per_km_minor, free_km, minimum_charge_minor,
        version, created_at)
    SELECT uuidv7(), u.id, 'Bench', 'Make', 'Model', CASE WHEN random() < 0.9 THEN 'ACTIVE' ELSE 'OFFLINE' END, true,
        4 + random() * 10, 2.5 + random() * 12, 50, 'Africa/Lagos', 'NGN', 'PER_HOUR',
        1000000 + (random() * 500000)::int, 0, 0, 0, 0, 1, now()
    FROM users u, generate_series(1, 5)
    WHERE u.role = 'TRACTOR_OWNER' AND NOT EXISTS (SELECT FROM tractors t WHERE t.owner_id = u.id)
"""
_CAPABILITIES = """
    INSERT INTO tractor_capabilities (id, tractor_id, service_id) SELECT uuidv7(), t.id, s.code
    FROM tractors t, services s WHERE hashtext(t.id::text || s.code) & 3 = 0
    ON CONFLICT (tractor_id, service_id) DO NOTHING
"""
_HOURS = """
    INSERT INTO tractor_availability (id, tractor_id, weekday, opens_minute, closes_minute)
    SELECT uuidv7(), t.id, d, 360, 1080 FROM tractors t, generate_series(0, 6) d
    WHERE NOT EXISTS (SELECT FROM tractor_availability h WHERE h.tractor_id = t.id)
"""


async def populate(database: "asyncpg.Connection[asyncpg.Record]", tractors: int) -> None:
    """As many tractors in all, five an owner, each doing about two of the eight services, over 10° by 12°."""
    there = await database.fetchval("SELECT count(*) FROM users WHERE role = 'TRACTOR_OWNER'")
    await database.execute(_OWNERS, there + 1, tractors // 5)
    for statement in (_PROFILES, _TRACTORS, _CAPABILITIES, _HOURS):
        await database.execute(statement)
    await database.execute("VACUUM ANALYZE")
