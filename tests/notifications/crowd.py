"""Many people who are told something at once."""

from services.platform.database import Database


async def flood(database: Database, count: int) -> None:
    """So many people with a mail each that waits for a worker; made by SQL, for the API would take minutes."""
    async with database.transaction() as transaction:
        await transaction.raw.execute(_FLOOD, count)


_FLOOD = """
    WITH people AS (
        INSERT INTO users (id, email, password_hash, role, state, created_at)
        SELECT gen_random_uuid(), n || '@flood.test', '-', 'FARMER', 'ACTIVE', now() FROM generate_series(1, $1) n
        RETURNING id
    ), profiles AS (
        INSERT INTO profiles (user_id, name, locale, time_zone) SELECT id, 'Ada', 'en', 'Africa/Lagos' FROM people
    ), preferences AS (
        INSERT INTO preferences (user_id, currency, area_unit, channels) SELECT id, 'NGN', 'HECTARE', '{}' FROM people
    ), told AS (
        INSERT INTO notifications (id, user_id, kind, event, facts, in_app, created_at)
        SELECT gen_random_uuid(), id, 'SECURITY_ALERT', 'flood', '{}', false, now() FROM people RETURNING id, user_id
    ), made AS (
        INSERT INTO notification_deliveries (id, notification_id, user_id, channel, state, is_blocked, attempts,
            created_at)
        SELECT gen_random_uuid(), id, user_id, 'EMAIL', 'QUEUED', false, 0, now() FROM told RETURNING id
    )
    INSERT INTO pgqueuer (priority, entrypoint, payload, status, headers)
    SELECT -10, 'deliver_email', convert_to(json_build_object('delivery', id)::text, 'UTF8'), 'queued', '{}' FROM made
"""
