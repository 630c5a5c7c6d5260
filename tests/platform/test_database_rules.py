"""The rules of the database exist, hold against raw SQL, and are all of them known here."""

# ruff: noqa: S608 - every name in these statements is written in the tests

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from models.enums import PaymentMethodKind, RequestStatus
from models.requests import JobRequest
from services.platform.settings import Settings
from tests.platform.rules import APART, CHECKS, KEEPING, MORE, ONCE, TRIGGERS, changed
from tests.requests.operations import CANCEL
from tests.requests.village import Job, Village, founded, fresh_key

# Columns that name a row and have no foreign key, each for a reason.
NO_FOREIGN_KEY = {
    "idempotency_keys.user_id": "keys are forgotten after three days, whatever becomes of the user",
    "job_request_status_history.actor_id": "history outlives accounts",
    "webhook_events.event_id": "the provider's own name for what it tells",
    "audit_log.subject_id": "names rows of any table, as people see ids",
}
OURS = "!~ '^(aerich|pgqueuer)'"
CHECK, UNIQUE, EXCLUSION, RESTRICT = "23514", "23505", "23P01", "23001"
# A row for each table that no job here fills.
FURNITURE = """
    WITH u AS (SELECT id FROM users ORDER BY id LIMIT 1), s AS (
        INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at)
        SELECT gen_random_uuid(), id, now(), now(), now() + interval '1 day' FROM u RETURNING id
    ), d AS (
        INSERT INTO notification_deliveries (id, notification_id, user_id, channel, state, is_blocked, attempts,
            created_at)
        SELECT gen_random_uuid(), id, user_id, 'EMAIL', 'QUEUED', false, 0, now() FROM notifications ORDER BY id LIMIT 1
    ), i AS (
        INSERT INTO sms_stops (phone, stopped_at) VALUES ('+2348012345678', now())
    ), b AS (
        INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, p256dh, auth, created_at)
        SELECT gen_random_uuid(), u.id, s.id, 'https://push.test/1', 'key', 'secret', now() FROM u, s
    ), r AS (
        INSERT INTO refresh_tokens (id, session_id, token_hash, generation, created_at, expires_at)
        SELECT gen_random_uuid(), id, sha256('r'), 1, now(), now() FROM s
    ), m AS (
        INSERT INTO mail_tokens (id, user_id, kind, token_hash, created_at, expires_at)
        SELECT gen_random_uuid(), id, 'VERIFY_EMAIL', sha256('m'), now(), now() FROM u
    ), f AS (
        INSERT INTO farms (id, user_id, name, address, latitude, longitude, area_value, area_unit, area_m2, time_zone,
            created_at)
        SELECT gen_random_uuid(), id, 'Kuje', 'Kuje', 8.9, 7.2, 2, 'HECTARE', 20000, 'Africa/Lagos', now() FROM u
    ), a AS (
        INSERT INTO addresses (id, user_id, label, line1, country, latitude, longitude, created_at)
        SELECT gen_random_uuid(), id, 'Home', 'Kuje', 'NG', 8.9, 7.2, now() FROM u
    ), l AS (
        INSERT INTO audit_log (id, at, actor, actor_id, action, subject_id)
        SELECT gen_random_uuid(), now(), 'ADMIN', id, 'ROLE_ASSIGNED', 'usr_x' FROM u
    ), p AS (
        INSERT INTO payment_methods (id, user_id, kind, provider, provider_reference, last4, is_default, created_at)
        SELECT gen_random_uuid(), id, 'CARD', 'sandbox', 'pm_1', '4242', true, now() FROM u
    ), v AS (
        INSERT INTO reviews (id, request_id, author_id, subject_id, stars, created_at)
        SELECT gen_random_uuid(), id, farmer_id, owner_id, 4, now() FROM job_requests WHERE status = 'COMPLETED'
    ), w AS (
        INSERT INTO webhook_events (id, provider, event_id, body, state, received_at)
        VALUES (gen_random_uuid(), 'sandbox', 'evt_1', '{}', 'WAITING', now())
    ), o AS (
        INSERT INTO payouts (id, user_id, amount_minor, currency, destination, provider, provider_key, status,
            created_at)
        SELECT gen_random_uuid(), id, 500, 'NGN', 'bank', 'sandbox', 'payout-1', 'PENDING', now() FROM u
    ), j AS (
        INSERT INTO wallet_adjustments (id, user_id, by_id, amount_minor, currency, reason, created_at)
        SELECT gen_random_uuid(), id, id, 500, 'NGN', 'Sorry.', now() FROM u
    ), y AS (
        INSERT INTO tractor_uploads (id, tractor_id, kind, content_type, bytes, expires_at, created_at)
        SELECT gen_random_uuid(), id, 'INSURANCE', 'image/png', 9, now() + interval '1 hour', now() FROM tractors
        RETURNING *
    ), z AS (
        INSERT INTO tractor_documents (id, tractor_id, kind, state, content_type, bytes, uploaded_at)
        SELECT id, tractor_id, kind, 'PENDING', content_type, bytes, created_at FROM y
    ), k AS (
        INSERT INTO tracking_links (id, request_id, token_hash, created_at, expires_at)
        SELECT gen_random_uuid(), id, sha256('k'), now(), now() + interval '1 day' FROM job_requests
        WHERE status = 'COMPLETED'
    ), x AS (
        INSERT INTO positions (id, request_id, recorded_at, received_at, latitude, longitude)
        SELECT gen_random_uuid(), id, now(), now(), 8.9, 7.2 FROM job_requests WHERE status = 'COMPLETED'
    )
    INSERT INTO live_states (id, request_id, jumps)
    SELECT gen_random_uuid(), id, 0 FROM job_requests WHERE status = 'COMPLETED'
"""


class Undone(Exception):
    """Rolls a try back."""


@pytest.fixture
async def village(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Village]:
    """With jobs of every kind."""
    async with founded(settings, tmp_path) as village:
        now, owner = village.clock.now, await village.owner()
        await village.tractor(owner)
        await village.underway(RequestStatus.COMPLETED, owner=owner)
        village.clock.now = now
        await _called_off(village, await village.paid(owner=owner, day=village.day(4)))
        given_up = await village.paid(owner=owner, day=village.day(5))
        await village.ask(given_up.owner, CANCEL, request=given_up.shown_id, key=fresh_key())
        await _intended(village, await village.accepted(owner=owner, day=village.day(6)))
        yield village


async def _called_off(village: Village, job: Job) -> None:
    await village.ask(job.farmer, CANCEL, request=job.shown_id, key=fresh_key())


async def _intended(village: Village, job: Job) -> None:
    """A payment that waits to be confirmed."""
    request = await JobRequest.get(id=job.request_id)
    assert request.estimate_id is not None
    await village.services.payments.intents.create(
        job.farmer,
        request_id=job.request_id,
        estimate_id=request.estimate_id,
        method=PaymentMethodKind.CARD,
        payment_method_id=None,
        key=fresh_key(),
    )


async def refusal(village: Village, statement: str) -> tuple[str, str]:
    """The SQLSTATE, with the name of the rule or what its trigger says. Whatever happens is undone."""
    try:
        async with village.services.database.transaction() as transaction:
            await transaction.raw.execute(FURNITURE)
            done = await transaction.raw.execute(statement)
            await transaction.raw.execute("SET CONSTRAINTS ALL IMMEDIATE")
            raise Undone(done)
    except Undone as undone:
        return "nothing", str(undone)
    except asyncpg.PostgresError as error:
        return str(error.sqlstate), await _parent(village, str(error.as_dict().get("constraint_name") or error))


async def _parent(village: Village, name: str) -> str:
    """A partition breaks the rule of its table under a name of its own."""
    row = await village.services.database.fetch_one(
        "SELECT c.relname AS name FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhrelid "
        "JOIN pg_class c ON c.oid = i.inhparent WHERE p.relname = $1::text",
        name,
    )
    return str(row["name"]) if row else name


@pytest.mark.parametrize(
    ("rules", "state"), [(CHECKS, CHECK), (ONCE, UNIQUE), (APART, EXCLUSION)], ids=["checks", "once", "apart"]
)
async def test_a_rule_holds_against_raw_sql(village: Village, rules: dict[str, str], state: str) -> None:
    told = {name: await refusal(village, statement) for name, statement in rules.items()}

    assert {name: answer for name, answer in told.items() if answer != (state, name)} == {}


async def test_triggers_hold_against_raw_sql(village: Village) -> None:
    wrong = []
    for statement, said in [*TRIGGERS.values(), *MORE]:
        state, message = await refusal(village, statement)
        if state not in (CHECK, RESTRICT) or said not in message:
            wrong.append((statement, state, message))

    assert wrong == []


async def test_every_rule_of_the_migrations_is_known(village: Village) -> None:
    database = village.services.database
    constraints = await database.fetch(
        "SELECT conname AS name FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid "
        f"WHERE t.relnamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'x') AND relname {OURS}"
    )
    unique = await database.fetch(
        "SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' "
        rf"AND indexdef LIKE 'CREATE UNIQUE%' AND indexname NOT LIKE '%\_pkey' AND tablename {OURS}"
    )
    triggers = await database.fetch(
        "SELECT tgname AS name FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid "
        f"WHERE NOT tgisinternal AND relname {OURS}"
    )

    rules = {row["name"] for row in (*constraints, *unique)}
    assert rules == {*CHECKS, *ONCE, *APART}
    assert {row["name"] for row in triggers} == {*TRIGGERS, *KEEPING}


async def test_every_reference_is_a_foreign_key(village: Village) -> None:
    database = village.services.database
    references = await database.fetch(
        "SELECT table_name || '.' || column_name AS name FROM information_schema.columns "
        f"WHERE table_schema = 'public' AND column_name LIKE '%\\_id' AND table_name {OURS}"
    )
    keys = await database.fetch(
        "SELECT t.relname || '.' || a.attname AS name FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid "
        "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY(c.conkey) WHERE c.contype = 'f'"
    )

    unkeyed = {row["name"] for row in references} - {row["name"] for row in keys}
    assert unkeyed - {"job_request_status_history.trace_id", "audit_log.trace_id"} == set(NO_FOREIGN_KEY)


@pytest.mark.parametrize("table", ["users", "tractors", "job_requests", "payments", "ledger_journals", "estimates"])
async def test_what_others_rest_on_stays(village: Village, table: str) -> None:
    state, _ = await refusal(village, f"DELETE FROM {table}")

    assert state in (RESTRICT, "23503")


async def test_the_search_for_tractors_has_its_index(village: Village) -> None:
    rows = await village.services.database.fetch(
        "SELECT indexdef FROM pg_indexes WHERE indexname = 'tractor_capabilities_nearest'"
    )

    assert [row["indexdef"].partition("USING ")[2] for row in rows] == ["gist (service_id, place) WHERE is_open"]


async def test_what_a_tractor_can_do_is_where_the_tractor_is(village: Village) -> None:
    apart = (
        "SELECT count(*) AS rows FROM tractor_capabilities c JOIN tractors t ON t.id = c.tractor_id "
        "WHERE c.place <> t.place OR c.is_open <> (t.state = 'ACTIVE')"
    )
    database = village.services.database
    for change in ("latitude = 12", "longitude = 8", "state = 'OFFLINE'", "state = 'ACTIVE'", "name = 'Blue'"):
        await database.fetch(changed("tractors", change))
        row = await database.fetch_one(apart)
        assert row is not None
        assert row["rows"] == 0
