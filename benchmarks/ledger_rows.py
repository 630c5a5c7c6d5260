"""Ledgers made in SQL: one without its guards, purses to pay from, and books of any size."""

BARE = """
    DO $$
    DECLARE
        rule record;
    BEGIN
        FOR rule IN SELECT conrelid::regclass AS relation, conname FROM pg_constraint
            WHERE contype IN ('c', 'f') AND conrelid IN (
                'ledger_accounts'::regclass, 'ledger_journals'::regclass, 'wallet_transactions'::regclass)
        LOOP
            EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', rule.relation, rule.conname);
        END LOOP;
        FOR rule IN SELECT tgrelid::regclass AS relation, tgname AS conname FROM pg_trigger
            WHERE NOT tgisinternal AND tgrelid IN (
                'ledger_accounts'::regclass, 'ledger_journals'::regclass, 'wallet_transactions'::regclass)
        LOOP
            EXECUTE format('DROP TRIGGER %I ON %s', rule.conname, rule.relation);
        END LOOP;
    END $$;
"""
"""All that holds whatever the code does, but for primary keys and the keys that make journals once-only."""

PURSES = """
    SET session_replication_role = replica;
    CREATE TABLE purses AS SELECT uuidv7() AS user_id, uuidv7() AS request_id FROM generate_series(1, 16);
    INSERT INTO users (id, email, password_hash, role, state, created_at)
        SELECT user_id, user_id || '@bench.test', '-', 'FARMER', 'ACTIVE', now() FROM purses;
    INSERT INTO ledger_accounts (id, kind, user_id, currency, balance_minor, created_at)
        SELECT uuidv7(), 'WALLET', user_id, 'NGN', 1000000, now() FROM purses;
    INSERT INTO ledger_accounts (id, kind, request_id, currency, balance_minor, created_at)
        SELECT uuidv7(), 'ESCROW', request_id, 'NGN', 0, now() FROM purses;
"""

GROWN = """
    SET session_replication_role = replica;
    CREATE TEMP TABLE owners AS
        SELECT number, uuidv7() AS user_id, uuidv7() AS account_id FROM generate_series(0, 999) AS number;
    CREATE TEMP TABLE facts AS
        SELECT uuidv7() AS id, uuidv7() AS journal_id, number % 1000 AS owner
        FROM generate_series(1, {journals}) AS number;
    INSERT INTO wallet_adjustments (id, user_id, by_id, amount_minor, currency, reason, created_at)
        SELECT f.id, o.user_id, o.user_id, 5, 'NGN', 'Bench.', now() FROM facts f JOIN owners o ON o.number = f.owner;
    INSERT INTO ledger_journals (id, business_key, created_at) SELECT journal_id, 'adjust:' || id, now() FROM facts;
    INSERT INTO ledger_accounts (id, kind, user_id, currency, balance_minor, created_at)
        SELECT account_id, 'WALLET', user_id, 'NGN', count(*) * 5, now()
        FROM owners o JOIN facts f ON f.owner = o.number GROUP BY account_id, user_id;
    INSERT INTO ledger_accounts (id, kind, currency, balance_minor, created_at)
        VALUES (uuidv7(), 'REVENUE', 'NGN', {journals}::bigint * -5, now());
    INSERT INTO wallet_transactions
            (id, journal_id, account_id, kind, amount_minor, currency, balance_after_minor, created_at)
        SELECT uuidv7(), f.journal_id, o.account_id, 'ADJUSTMENT', 5, 'NGN', 0, now()
        FROM facts f JOIN owners o ON o.number = f.owner;
    INSERT INTO wallet_transactions
            (id, journal_id, account_id, kind, amount_minor, currency, balance_after_minor, created_at)
        SELECT uuidv7(), f.journal_id, a.id, 'ADJUSTMENT', -5, 'NGN', 0, now()
        FROM facts f, ledger_accounts a WHERE a.kind = 'REVENUE';
    ANALYZE;
"""
"""`journals` of two postings each, as adjustments of a thousand wallets."""
