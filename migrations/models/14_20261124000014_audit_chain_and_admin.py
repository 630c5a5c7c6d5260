"""The audit log as one chain, and what admins look for: people, documents, payments, dead jobs, paused tractors."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
ALTER TABLE audit_log
    ALTER COLUMN before TYPE JSONB USING CASE WHEN before IS NULL THEN NULL ELSE jsonb_build_object(
        CASE action WHEN 'ROLE_CHANGED' THEN 'role' WHEN 'TRACTOR_DOCUMENT_DECIDED' THEN 'state' ELSE 'text' END,
        before) END,
    ALTER COLUMN after TYPE JSONB USING CASE WHEN after IS NULL THEN NULL ELSE jsonb_build_object(
        CASE action WHEN 'ROLE_CHANGED' THEN 'role' WHEN 'TRACTOR_DOCUMENT_DECIDED' THEN 'state'
            WHEN 'SESSION_ENDED' THEN 'reason' ELSE 'text' END,
        after) END,
    ADD CONSTRAINT audit_log_before_object CHECK (jsonb_typeof(before) = 'object'),
    ADD CONSTRAINT audit_log_after_object CHECK (jsonb_typeof(after) = 'object');
CREATE INDEX audit_log_of_action ON audit_log (action, id);

CREATE TABLE audit_chain (
    sequence BIGINT NOT NULL PRIMARY KEY,
    entry_id UUID NOT NULL REFERENCES audit_log (id) ON DELETE RESTRICT,
    hash BYTEA NOT NULL,
    CONSTRAINT audit_chain_counts_from_one CHECK (sequence > 0),
    CONSTRAINT audit_chain_hash_whole CHECK (octet_length(hash) = 32)
);
CREATE UNIQUE INDEX audit_chain_entry_once ON audit_chain (entry_id);
CREATE TABLE audit_head (
    sequence BIGINT NOT NULL,
    hash BYTEA NOT NULL
);
CREATE UNIQUE INDEX audit_head_one_row ON audit_head ((true));
INSERT INTO audit_head (sequence, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION audit_hash(previous BYTEA, place BIGINT, entry audit_log) RETURNS BYTEA LANGUAGE sql STABLE AS $$
    SELECT sha256(convert_to(jsonb_build_array(
        encode(previous, 'hex'), place, entry.id,
        to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        entry.actor, entry.actor_id, entry.action, entry.subject_id, entry.before::text, entry.after::text,
        entry.trace_id, entry.ip_address)::text, 'UTF8'))
$$;
CREATE FUNCTION link_audit_entry(entry audit_log) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    head audit_head%ROWTYPE;
    fresh BYTEA;
BEGIN
    SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
    fresh := audit_hash(head.hash, head.sequence + 1, entry);
    INSERT INTO audit_chain (sequence, entry_id, hash) VALUES (head.sequence + 1, entry.id, fresh);
    UPDATE audit_head SET sequence = head.sequence + 1, hash = fresh;
END $$;
DO $$
DECLARE
    entry audit_log%ROWTYPE;
BEGIN
    FOR entry IN SELECT * FROM audit_log ORDER BY id LOOP
        PERFORM link_audit_entry(entry);
    END LOOP;
END $$;

CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM link_audit_entry(NEW);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_log_chained AFTER INSERT ON audit_log
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();
CREATE FUNCTION guard_audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'only an entry moves the chain' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_chain_by_entries BEFORE INSERT ON audit_chain
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION guard_audit_chain();
CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE ON audit_chain
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_chain_no_truncate BEFORE TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_moved_by_entries BEFORE UPDATE ON audit_head
    FOR EACH ROW WHEN (pg_trigger_depth() = 0 AND (OLD.sequence, OLD.hash) IS DISTINCT FROM (NEW.sequence, NEW.hash))
    EXECUTE FUNCTION guard_audit_chain();
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX users_email_like ON users USING gin (lower(email) gin_trgm_ops);
CREATE INDEX profiles_name_like ON profiles USING gin (lower(name) gin_trgm_ops);
CREATE INDEX profiles_phone_like ON profiles USING gin (phone gin_trgm_ops);
CREATE INDEX users_by_role ON users (role, id);
CREATE INDEX users_suspended ON users (id) WHERE state = 'SUSPENDED';
CREATE INDEX tractor_documents_by_state ON tractor_documents (state, id) WHERE removed_at IS NULL;
CREATE INDEX payments_by_status ON payments (status, id);
CREATE INDEX payments_of_user ON payments (user_id, id);
CREATE INDEX pgqueuer_held ON pgqueuer (id) WHERE status = 'failed';

CREATE INDEX job_requests_open ON job_requests (match_state) WHERE status NOT IN ('COMPLETED', 'CANCELLED');
CREATE INDEX job_requests_by_age ON job_requests (created_at);
CREATE INDEX tractors_active ON tractors (id) WHERE state = 'ACTIVE';
CREATE INDEX job_requests_done ON job_requests (owner_id) INCLUDE (area_m2) WHERE status = 'COMPLETED';
CREATE INDEX job_requests_of_tractor ON job_requests (tractor_id, status);
CREATE INDEX job_request_status_history_done ON job_request_status_history (recorded_at)
    WHERE to_status = 'COMPLETED';
CREATE INDEX ledger_journals_by_age ON ledger_journals (created_at);
CREATE INDEX wallet_transactions_by_age ON wallet_transactions (account_id, created_at);

ALTER TABLE tractors
    ADD COLUMN paused_from VARCHAR(16),
    ADD CONSTRAINT tractors_paused_are_off CHECK (
        paused_from IS NULL OR (paused_from IN ('DRAFT', 'ACTIVE', 'OFFLINE') AND state IN ('OFFLINE', 'ARCHIVED')));
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztfWtT48bW7l/p4kuyqzycgYHJvMypUyWMYJwYm22bkNnxLtHIbawgt7x1gTjvzn8/vVoX644kX5BF"
    "f8Gy1KtlntVqrfv634O5MSG6dSipquFQ++AM/e8BxXPCDuKXWugALxarC3DCxg86H6uTySMxFeyO5dfw"
    "g2WbWIU5p1i3CDs1IZZqagtbMygQSWihY5WglxkxCZoblCyRZWM6sQ7R/QPWMVWJMteoYd4jzWIDnskE"
    "PSwRRrapPbL7IYMie0bQwrBsjT5aiNHCAGrYM/YdsV9JDuG3TAyV/Rh2are3daj2H4cotvFI2HiT3fz3"
    "f7PTGp2QP4nlf108KVON6JMI+NoEJuDnFXu54OdubzsXl3wk/EsPimrozpyuRi+W9sygwXDH0SaHQAPX"
    "HgklJrbJJMQO6ui6x0D/lPuL2QnbdEjwUyerExMyxY4OTD34v1OHqsBLBHdSHFtjq0U15gtsH8KZn/6f"
    "9ztDNIrS64+UoTxSlIPEgoDfE2OWd0o1KCwmDZYWQ+lvd94VOvzsAdyg/U0a/Pjp8z84How/jya/yLE7"
    "+JsTYhu7pJwDK8if2D+bBL09w6ZMnTkHvkNhoagkwQCfNsYC9qOrgO+fWKG/eoJ8KH2wisN7cCd1u/Lo"
    "DLmfY/pN7l6cIfg7pvKwPejfnSH3c0wH8q9y71Y+Q97BmLa7sjTo9K7OkH8Uf7LSmXUwx38qOqGP9ox9"
    "Pfqcw7xfpQHn35HLP4NtH+720vOuHPNLwMYV2xyLbTzlHpcQyRrPjPdEbJlrO3koVmiahP0zll0S0CiV"
    "wDSK6cI0nrUJMdM3l3REwzSVNpWaIRndBT4dF9gFPh1n7gJwKYqx6pgmoeqyDMZhmjpv3FVBLoJxNsRx"
    "hCOSURLmc+2xQ+10oBOkMbQ1V7zcBtoftwX1I/yCD/9zfPzp00/HHz99/nJ68tNPp18+fmmBNMyuJS/9"
    "lMOQ885VpzeKMgNOxFa5SQAfBdtJBlywK7Y2JxlrPUIZw3/ikR76B/u49tk/OOlTfentfTlYjzrX8nAk"
    "Xd/A7eaW9R+d4yeNZLhyzM8uY2d/jIskwSTorjP6huAr+le/J8ffB8G40b8O4DdhxzYUarwoeBISq/2z"
    "Pmp/g2IwfQrJqXDiAatPL9icKJErq+XxgnWd2ApDhVqYi+aWlfKkerNc/jIgOuY4J5eEp/zd8RlHqwn3"
    "cGX87T8L/ll/hQCkxrGRBXLy0vx4Hj+DKX7k/xLcG+7ka82TCVsA7pqLK9TepVaeQo3dQaSgKn3HdVmM"
    "FsS0mEKmYooeCGKPhDpzlVdYkky95eq5ueSKbWfYR5+OPn/+cISwvpjhD8dJXXmD8wpluH4yarYyzLAg"
    "ehlhKiBooCR1+rGAKHX6MVOWgkvRF7muUXJUCl6foIHwHn8sgi8blQkwv5ZE+LgswsfNVLe2ArCq2eW0"
    "LW988+A9KgTvUQ68R0l4TfLoiVtFAV5RCIgLQewJLaUW8YqkiRtxkV0ie49IbMFMubCdCUkCfKkbOMNW"
    "ECaKQTwFqv1byTmgXvRvz7syuhnI7c6w0+9FVU9+EU6xE5rNIRjIUjeOskEfK8AcphI4F8BZ2F6yd5Fm"
    "2V5q4V2qG4+rq5kJU1YU3ZRtyzCJ9kh/IcuE0zXdSnXrTbOfkCYMU+y0iV8CO0h4QbH/nf3HxN+khqNB"
    "pz06+DvbOLhVG5cz0WyZy0NpZq7V1VaupQvGKbrxWMzSJS0WhE4+GGy3OUT3lvPwB1HB8chNTzwqw3nQ"
    "NRVpE2RM0csM2/ysa71EtuGA5aqFLPaJsIXuHctUxs7xx+PP9ymhIlu82ZiO6f0DmbLFfs8jSO7x1CYm"
    "OzYJMvidLJgVJnQZwg7ZDdQZpo8wq0km7EZkIqxre2ddKy9DNFZ22BNZwcckV1hgj2Oaa7RYCFFAXGfF"
    "8uBSGlzLgzPkfo5p/64HX/nHmEoX153eGeIfYzr8PhzJ12fI/YxvrkUU0i8FFNIvmQrpl7hCyiEuKc2F"
    "aURgSwLPkjaqFUWdV3ltolpWEkcZkKNUDQT680kBoD+fZAINl2LBLVwOS4L887Dfy4hpCSjiL2VNtdF/"
    "ka5ZzbKhABSRF7GP54/X0m9xqNvd/nl8A4EJzuM7CIi8ZWAPCATq1VEHFYuU3FTCNM3zL2x+R9EWCl4F"
    "ehRFOUrVPJxPTgvgfHKaiTNcSrEovY3949wwntx/PWH88C+18iwf3NLBhMsHd3DhrBk2gtjqDIwDkJPC"
    "J/nBQipmME+w6ZoJwECBnwhtoRnWpx+MBaFfEaaI/KnqjgWq9IpR6ImQhcXNFs8EGZSw4wU27bTcmd3e"
    "XJg16if/Z5s1RPLA5nWsxmclXQ5k+QzB3zE97/d/kS/OkPvJvnf7bfeEe1DFhrD5jCOGtmlbFRyBEUJh"
    "y6u1LY+9zaqwOEQmGFxrBrsCR5K/THTTCabZ9qvnNK2fyXD6thjqCw67ZSjbg7sRXp53Yvkpvdvrc5nt"
    "nZyJq9iJZNqKSbBVNpbNp2ieDrSdaEwRnfIOo1N8DbKcwB2lEjEq+TEqHlpJgEuHqYxWM+0nsK9GqkRX"
    "Vq2CVdp4gR80HYLQU+w1oautIiYb1R+vFc3Q6lOCLGI+ayoB24nBvnqTfUWY/1g01R4dk8AEuoXgv0a2"
    "wcM/PLofLMRWlKZiHciTxpnt3CLFBPN7+KHwKA/+LQwztTXMaPOFTuaEpggHObboMFHzxLCtpBS8GCaY"
    "cpUXbWLPlHnKSyM7JDuFVgRmFwjMthaEia9P81kptCNUAucCOLvzkulUU7X0Uhs5cKcRC9QLoA5AKMYz"
    "MU1tUqn4RsYElUpw1Az6tynC4Qk8ZYNyIlR1tsjXJvpJaLdCu90T7bYtDdvShXyQtlFsANvhaqaGYhvd"
    "HmtlObgwVIerQSl2g+Baq4jVYOKNLl4fdWYw/dwwoQILXkDl0VDURQu9aPaMa+9u/gkcOQsmRU28KAwb"
    "qeznooflV3T/sLSJxfNWeJqKxSZg/64bfJFaI3WHtxZRHnV7Y7RyjAmNj0i4+dYf9c8Q/4BKqFcdtgFJ"
    "IybAQznU1bcx7fSGtwOp15bPUHDIz97IbXf86nhM+6NvPFcCPuJP3JtFMtgp76divAyId8fMgxu5d+FX"
    "ni3DUZeM8dQ9GNNf5UHnsgOhJf4RcPpnxio45x+NqfzbTWcAp7yDevCN3c5m7xEX8hJKSJyuzo9hbSJ5"
    "+esriXJ2tUt//O6qXG5fxz4+Ovnp5MunzyeBah2cydOok9oz+XOhsXeNkhYPAI7qjLCaCFWek3r/rBh5"
    "BiRpJMfLXXMpq5KnP0baQFf/nrj2C8UnTYiqVeNzlHIDbN6fB2bvuCxCo6KFFotVWswrtZhSSY238Kjw"
    "IEUpxYNU5wdJGIuFsbhOBs0ah0LJFtuuMP8tCYNmcK2VZ9Ak3qjihkxTU9mFqWn8RSh0XmJ/TM1myugh"
    "6jCVvC2NOr/KCH6MW1jngd3CtzYiy2Azm7xIjrXA1B1hgKkw3XS51ZsJY2XddqzWezZWrhb0WWhxj+ll"
    "Z3B9huBvPUxWD9jSMlKhX+dEQFxrVtzIA+Vb/3YAZkb3aEz5kdweSQPZO+1+qQdTRNecbXfN4dE3VaN2"
    "3qBfTuOidWaGY6bsOxdEZRKMng5+QBNX+VyiQ494D3mQZ2uU251rqfvj0cfWcSyjKyjMkBrvWmV5R+nE"
    "8q68vNkPeCa68lQu1DhCVTEMs274bzkO04NsSipt52nUYtVXX/WGjfVKfIgSChasz4K12CDikTfGCSbE"
    "VudEmFhwoionpoY5d3RcRpsKkTRRmSrkz/mU48/5lNa2ZT7XLKgipSyIqaZmtQ2ZeK5nLvr0GZr0Mvh0"
    "/NPnYKnDl7zFPWRifzclzwGKlzs6mShT00iRL1+pdZOgFv6zOvvPVvyyjeq8dmkFp+vM6Wesg2Wf2lpK"
    "g8d8RsdIRQRRrRktasJkvyabWxPmD+NBeeNCjHXj9jquxdpEmOzPG7F6gElo7abYM8sGmfxsPAxWk+3n"
    "mn01ziT5uGfEmqQs5Q1gXDyQp57rd9txPMniuHNsM3E5rSz4uTfD5S8DAm0wU6M8Pdz702mjep5FlucC"
    "L3ma5JoY3bjTNGdt/r3NqLBLbM4PUiLC+PlWXjTYlI0oHAnGf42bPqrZFlroWCWH6IKwlwRU/jYJursa"
    "oi8naYFdpWhFnFbdXvwtlB2nxT8ToGfbTf3xDTSabqUwVYVeFOs2oqg3ylsxTb9Vx+u6Qb1lX/zbtbx+"
    "Z0CzVypWnrHupCCdG0EVJXyXYVSfWyeFw6g4XOyfy6jPWKB5ZHiCOu/WB0EwrHcwplIbvsLfMR3+85ad"
    "U67lEZwLf4uLg28TMMtxnh9XeRpcKvEovPIogEFZ+cugpaTBCFGdl39FYWXzRQ2wqjLZTqFGVv2PjJUc"
    "JRMZqCIDVbjbhLvtHbvbHIuUdQmFSISTLd8hBFBtwEtxazXKWN6K+ShCC6pWicadCZkvmKhA1SXj1UGK"
    "cTk2opVnZtZWY5Unsixocb6DkoMv2EKYWi/EJBPoePAjINZCxgJWAxvYQmzCfxyie3cQr1UI/wt6mWk6"
    "4RnAU820oKghO2nZGvtrOjQl+3j7t0vtxxBeAf5d4Au7j2jMUGOzt3h7bDREI7L2i+o0ESKhPBZQHp9I"
    "qYxhb3gDoT0+LdLPmo3KbuV2eproHE4Xjq3MsJXS0OJco9hcZmzIEbp4f0K/KOGe4Z2Xk+F1uw+UBAbq"
    "eacnDb7/eC399o+IptDt96788eE95Pz7SJbiphH+Uk5i//Ow38uwigQUcd1NU230X6RrhUKQ9kc3Bygi"
    "0PsLOkA+tNbbKbjDBOeihaHQn4PKnhVa7UYoG8j1PeFypnEsode/jRYaCgNN0UCjQaLZ2mcozrJExz9G"
    "xdS8mQY175ee3MDVPbfnHpuOus36IJ6JkhcoROWNRqbx8hXNDUqWQKBRxDM0EXj5LCC59yux3Ke3AtzR"
    "vcd0TO9VsL/obkCesjB0jV0BynANLrithyBcAlfCgj2LIlhr77TWhfPAOMxQTYvAyNYDYmSb0Qdeh39n"
    "2sCXArrAl0xN4EtcD4CwypK2gRCJyDRIQbNCFFycroFa7FZC4ThuleLhEpQiVqtQe0YOW6XIuCSpgLww"
    "5JUCVpKUDdxXthC1IuIRRTyiiEcU8Yi7exQWJpkSputOFL+7TNJGlaHuJCjX7FuzT1AnG9dAzGApyTsg"
    "aF6U4fHHQiI3DMv2HH1MCt3Qks2pXGV5Rb3Djm5D2a2rVWbPBhq2G7O/0LStLXd+dZu2uUewg7flG97I"
    "zT8aU7mnDPq3I7aL+0ds3GDgknoHY3rXH/yiDNl7gFOHv0FbP+Vm0L8ayMMhlNoOvoxpu39905U5SXDI"
    "zkI3wG6Xn/UP6/HW4CnIylrN/2JT7HTBwD9WoQlgQAhLxzsc0/7lpcwb/HkHbA1InVG3M3RXQHA8ptfS"
    "qP0NTnoHjMPd/pCzl3/Wg7cWwSbjjIknmmOVrQubRixUwSKqYNTMngQ9sxZdknB3deg+butlt+Gegc/E"
    "tFKDejJRDVHsDs6jPYHT795S0rgcIxMGZlEu8X35s0W5xPfIad9PXSFCJUYq+FxnPoM/HhInKgWgxWgF"
    "p2vN6bfoelQzfm616RFvwKeoRNPZT6hSlT5jAlGZPiUKulBl+pT4rCRHsgOcM8hFtPMa0c4upOyV8ZCx"
    "Eb1uhIvPUeON6eBSGlzLgzPkfo5p/64HX/nHmEoX153eGeIfYzr8PhzJ12fI/axiV9twKJYLtJLXrLso"
    "t5S96N8Nim/vSr5QGD/AwBn6NqZ3g37vSrmQR1KnOzxDka9jetm/7V0o/dE3zu3VF0YnS+5Z72BMzwey"
    "9MsFWwNnKDgc01G/r8i/3ci9Ie9qGfk6pr2+MhpI7VGfTbQ6ZotGupRH39mi4Z9sgbn34h/1MM16C6Bs"
    "zY0YWY1XTc28YR5wFVt2pVELAWQ9AYRtflOHTtZgR3wCwZE1RcJq+m6MVui7tdZ3RWLdO0yscxaTilyP"
    "Ugqu14XrKQ97onQ6BBaXLikRIRJFJeJFJV5oaUTDNMJRGo9QMZ/BvJeGaLYWFKWqc0hxVRvscREj7HG2"
    "FfY4UUpTNKzZ/OJ1eAVMho8xLQlsCukG0X3TPMit1H5z30pJhEX1t2j1t8jbu0DzH28n3QCww9VMDcU2"
    "+tYRnZU2iW2hzkoJQWx3+8GewhoWPddoV+VH+63Zg0n2pmnQHhFdk9CHS/Tyer2X13oQNa+VVwQjw9Jg"
    "4nVB8qZp6lIyybNGXtYEacAnaSpEXjbBehANeR4YU8XpY2P3bRA+niC4SNfo05pLauTN1WVTNQmvZFGu"
    "dD04iV6fkpHB/hQUyEo1aq2j4vu6HpHU/YvIZq+in71wfRa8vnzXQr+uazfSLkx7TtF2ywPVZfMM7WLC"
    "7D7iZBKVsKk3AdVgNVVDgCpddNAxKQa3UErFQfdSK6/coE4mj0yN+8MdW6LiIPSLAVEZqvTxAn5feX2/"
    "B8fSKNsyoPI8YruOxc6iGbs/ochgm3N6CcF1JhMl/epma22h7JJ+PkuVkrW943SNK+p3dFwklpSNyg4E"
    "PE7Ek0Ybthdd6FEq4Zn5O83QUBLTKJXAVJTkbnYMSVbkUMIPV8RG/IJ19vZXGCrUwvxtmFZbs4wqfcdn"
    "HK0m3MOVUUKfzlH2SsqbK90kReKMKC45Micb5pZ0KShvjmbELxzNBMQXaH0EnYwMG5lkoeMlmbSYPEig"
    "mjTCfu3npKRZbRpedxqbJvxobPNq05x0QYyFThA0X0K2oU++ontrbhhMBmW7UXI4k1xfDEefoAf2I4yX"
    "Q3T/hzNfWPdINRzGULdqNX4Z08AhAuWwMf8xNm/2BDeaYpP99imjJkzA8ouX3iNMJ94pv7omO8fGv8z4"
    "z2Nzz/ECLUzjWZsQkzeO0jHDAVtPZDKmUAughdhN+Bz8JPz4r4l/MjRGMab3QgDfOwH8rVrH74/cst+d"
    "498XzlhVHfbuWCrl6k9FyQTSRQpPMTEUbl8G5hCNwLgAxtaCsBfv0zylrldeMbUwlcC5SD1t7c9KymaY"
    "TqQi1Sc7IZmUEgjgZVkcIRQ8rjOPk9pWWWanzyC4Xmeuc605yejhHOt6ZlJvQNSYmpefjn/6HKTtwpe8"
    "RN3htdTtJjNzJ5obMFG2emuMTogcBUQOsJlYhmOmxcMXK+sRnaHG1RkOvPrXXvHr4Wggda6+jRS2AqG3"
    "QfgruwoVjm958ergMG64K+Q+23gVjcDKVfatEiEUL5M6v0zC1s5qbH4SCsHecLqS6TNOKN52Bd921Uyg"
    "CUqBdwG8Q01j3yrWo16xNRtMFM12UOfFLYc4kmTHNsOWa8mHV+OWkwu4fNhySU/2Ndb0kfFE6EGKJ3t1"
    "sZXnyZ6zYYoN4wp6siVkMbh08sGxwKHKCJEFcY8PSwRzfUUG1Zc89nH4TfpwfPoZ/MdPZJHizV5vKuG0"
    "rdvG08px2j6xf7aq3ujT1rmUxcGv8qBz+V2Rr6VO9wyFv0HnJaC6kYbDu/6A918Kf6+HssifP2WGrRTX"
    "zblGsbnMKIIRoYux6GHpRcjUg0mbeAbOvaq1gcrAMD3v9KTB96DGbSD7dPu9q/OUKrfn30eyJAII36UW"
    "9+dCY9NV0dYjlILNtWYzk2gq1ZOzhDFmX/hbtlpUiEQUjsuvZ+RYoprR6xpnaEGVrl6yzQBrt0hHikoa"
    "VO/IVkd9DZo3zSwaXC35kc5o4dhMkeQh0Ly4yw8W8mrntNCLZs+4Mjk1jb+Yqsk7Z/Cw44WOKSUTNDMc"
    "00pTUzc9vVBd67YZtXJU17W6v75F31evP2tJlA+S/V3TugNfyG3we7Jz/tGYyr/ddDildzCm8Aa+GEjQ"
    "riA4rIee+7YhAzV912wtHLR+nR73iAN7JxXXrNWjYPX2WM3+rWeiQ3cJJ7XyXWYgW5JwdxFt20xy3XDn"
    "YV4tr5INIUopHqNaP0bCHPgu2Dwhqjap9DRHKYVRsOZc1jVKcpvfZXI5Rlnj6Nji78SIKndaqHXZaU7n"
    "stNk4zI/1bykLTZGJuyxexCN1Qhg37BDSjMBfePOHc0BNccdkxsJWNors14sYD3w3Vw04Ft3RNhXgOve"
    "EmFfcS3QEyFN/toAsA3sfxAHNyZ21str69gPxp/yM+G/Pum7DV1u5XlwDT6wqON24phAiMizVzsVI0ZE"
    "8PwQ3S+cB12zZm4hJ17niv1i5FBb09GATKAsFbZ4Tac0n+0GZ05x1/5+4E7GPSCwz8PS/rdw4tbYieuz"
    "q6hOvqKoc9xxRWX880kBXfzzSaYqDpfivQq9pyABcV6v6jBVk/wAO+5Q3fjo+uFIGt0OIfcaPsf0Rvp+"
    "LfdGZ8g7GFMetKAM5Lbc+TUIYgi++9fb3f5wddX9NqY/988Vtq57V3Ap9CX+WnmbiIUFXuoGTuHvz8N+"
    "L/2xCpHETcaaaqP/Ivb628enKwdaACNiKPYhDcLyQ2i3U4LyYYJzEZRfeKNrVlXfyAMXEg/L8j1OKzw2"
    "dfPYrJUeuzl9y+/TlqJrhVq4ZetZ4W5xBTQtihj/QBOyDcRIeWAqr+r7QFR2d1CQNPsQdWzLj3b9wUIw"
    "h/GCZkwRcsv7ep0tMJtl8cFZoBmG6sPZ9Yp3d1sRUrtP2ticMcmoLLGuqGsts7YlyPWEv2N63T/vdGXl"
    "mu1j389Q+NuY3kndrsxEWfezJjKnV2e7jMIcpqkzYyqqzJvvOu8DVraTTJyucZ1kNm+dCCAzCUTHpdop"
    "CgAeoW5eiMZWOvhYvEdm1b1+RV3nLeVgIP/ztjOQh0qbqeSdwbU06vR7kOifchrqAXinpXZsnHtiTG8G"
    "/bY8HHZ6V2dodTym0u3oW3/Q+RfPyQiOx3R4227L8gUvQucfjuml1OF16dzPMW1LvbbMz/hHY3rb+6XX"
    "hzwN76DK++e4yPN6nP28HieeVzyHnhIQJZzauTHHohinFFbFylZF1TFhsyv1bgrT1PmJrSoEFJEBskWA"
    "ZHczJthDeGeFhZ6kbUxp2B2vc0r+tJVVE6WiRtYY2VqG1pqJBbu2s06xpjsmYeCmFdvL3m3idM0TyTYv"
    "CvuYzYll4cdKcIdIm4f4p0Jxyp9y4pQ/JeOUhSMhG/3mOhKcxaQi16OUgut14XqKVyHRHLxGOV0122j3"
    "l8nJZ/vNM0/2h7f7lXjSSFz95s2u66Ri5+cIsUA4irCoCCYqgr11fPnrFcEy9toNQFsqraeeO8B2snre"
    "JkViTxEuliGR/WbbAMhe9M11MF8zkU59qZfOSImbstdsaj/gkzRoh95qJ/voSs0OJFst5VfDybzlULjw"
    "4pxgavnBXbzJO171aH8iZGGd8aKIgeO8tQoBmzOSB4KsmfFCvUCwuPNxO3cQsWJ1k/xa6B13DhBxYvVk"
    "TP3ixN46eKnewG8leunBxFnbTzrcAUEDPWMbX9k6tuyTMugGBM1Dt4ijN9vPm3Dz+r6EtJgG8ELkeyDS"
    "QxrCHoj9gzsHX/AoxPDTrOAXJFUaw9CZWJoh9EUI4w1xGOW2NtrgzI4b4vT73YjT5rwTi7jp3V6fy2zn"
    "5Yt3VS84GYhjkrnxXMlfGqUUnrM6e85ELET2G2E/veKFYiGEf0T4R7YL6VY7piQsztaats5Qludevot2"
    "bus0nKxsWbjSesW6ycYUtGpeQ7YpMig3K77gJXR0mSPMDnW2YMAUidEDpk8IqyrkGiDDBJskYzE5RPcT"
    "cGFQznteWogbIiGJdWW0ZFukxSZHD8ukwXPXNxe20Lrt8q0cW6hIi6lBuoBIi9l2WkxoGysDcoysgTgf"
    "FYpNP8qJTT9KxqYLG77I9Ra53iLX+13meh/cyL2LTu+qpBzok50h76BYCnY9nLYi2253m5EwdmZCvyfG"
    "zUI2bYvYtl6JzVFK4bmoM5eFDVvYsPfZhr1VA61had7/nDTR+tdauUZab1Th4NOp9qcbEcotoWRyiPqU"
    "IBy064Y4UI2vF/srmhC2EomFsEnQ3dUQfTlJizbdxJTCpFq3TaeVY1I1iWqY1XrzxUiFiFbrlzfjFtGq"
    "RpdESAWja81ocLzaTppqm9PePUwkersX6e2uG/SxAs5hKgF0EaCxqjrsQVoqKe1LcpCOklWEen+UyU0g"
    "PSN4ArcvA3OIRmBcAGNrQdiL9Gk+K4VyhErgXADnGlTS2KN9WjTHrGMa/RtZMgLPn7s+4saM0OVWrj0j"
    "NvBVi8Y34wViuYhpMe36BTNUId4LEliJ+Qy2iH86GrHRzHBM1+gw16hjE8uNEZtrE6o9zmykUTfki8/z"
    "g4X+gtiwhK1jmzcb0zG9V2eYUobJPW/XgHklTEjC9c+jqWEigtUZgixNuEINW5tqKg/gcK0wq6n5JBax"
    "vyIDjCoW+/5M+HVvGa9reqmPbfdNnfPbMbLsT8jUQe+qty0D1lZjptgjihX2r6a8hYp53yMT7BDwb3J7"
    "JA3kkqD7ZGfIOxhTqQ1f4e+YDv95y84p1/IIzoW/xTfCt3HB/wc2VwW2UsXdV5NcG86xrmfGc6ZOUCmo"
    "s2ZisRfT+en4p89BFCd8yYvbHF5L3W4yUNPFyDbWgjhCLgCOBjd4r/IkstlVs8M0u+9NGHJfPDiabmvU"
    "OoTbvoXTYmOVtBPaSRm5+TX/a5+SkcH+bNn7WgehZ9O+1zW1EGOqcaxSNBD30ivaBx9UUPW48wrruLI2"
    "FMyxQCJnQvTcIvozsZIKRDESIZHXUyLnnyWkcX98A4O9txNUDxlZZQAOCJoXVbl58Rk/s3VtKo6pl4E4"
    "StU8nE8LLeTTnIV8mlzIuqFivdRKXlHsUIskdEda+2kRtf00W28/jQMMEQPKXyV3iwjRDmGWpqam4v/T"
    "xY+GtRvANxOSLUTkBorIAwjLWaQmhfuXckVk0x1UTkT+w3jgtmiVyVuHSFosCJ18MKgO/Ykp0izLIeYP"
    "Fvup84fATE0N9IgXlluZEmzWukYhbnAyQc4CzO5wzjZsrGeK2Tu4bYqo/vuBO/MBX5ow9cG/RSxjbYX6"
    "FbOKvkdWFA0U7IskuGWntyWS27wHIIFuXtr9ikYk3KdwQSTc18N5xF8CVcpKxAjFIq+8yPm7uYwhPSDY"
    "vRX9baxdW+k8yV+AVWLCI4QiIrzWEeH1sSTXl6n71aSrlsrxZgMLRTrk7tMhC4Z1ljT4rBfUWYeVvaWQ"
    "zjWtP1P2LM1GxhNJTTqNXG/l24H4SMWGoYWzT5n89QQOT4wsYlkaj36c4rmmLyFpVF9y68rwm/Th+PSz"
    "O47PD2X5nsgitdfJJqYU2ad12+NbORYbzj9lhq2UdIhzjWJzmaV3heniRcaXtqsZ7Oeen6pDeeJ8IG0y"
    "0f+805MG3wPhPxA5u/3e1XmK+H/+fSRLMVHGQyi10Fym0hslapLOe3x08tPJl0+fTwJVNziTp+GmmGxE"
    "2Zv3oFjVqNW1YPNW9edKTewtUddoL/jrSZsllfkolbCS5KvzHlob0OiHq5n2E9hXtcnoyopokm1p2JYu"
    "5LfKDfQalKarm17r0lxF0++RWqEMPfwHLfQyM3QCVd81ihbYTNEjyxAKbbFuW0grR1sU5d9r4Khj+olV"
    "ri75iqKBnujjQkGnxzlBp8fJoFNRR3gf6giLmuaipnmt9qKt1DQXpqxs9Jvbrk4UdH4Phg+vlVtJw0eU"
    "Shg+8g0fi1WfuzUNH8U75tUU2FcNH9GVVauqSAPyrJGXg1TLB7/Syrd8wJgymRYGJdxMsXQd3aC1AxQT"
    "nglh4aWfbOzWA/qK8ColosWIVcJrCx2ie7aqTIt3wzuCnIfTjBSL7d5P2FnqtmO18rzysD6NsiGDUao1"
    "WLA/L/wSQYP8sUjCmV+CJSBqkr1qE5VXbPJnRqGnjLXpjW+eznf8sagBKtcClTBBCbWvyoawdxoAuzgr"
    "vdNHiIT8vwfh4Y0A1nIe/iBqWVCjVAJUUc73rWK/k/vuBiBueH5D5FVTAFfvaRfAvhpjEtkWa2VqGRLz"
    "WVPJQYqtxb/UyjO2WO6gwpkMfv3lF8OEOBHNniG2FjQV62iqPTomcWs1Y+RpuG5tZvCysis0tbr0piZd"
    "w25StrvpWl1N6+yN3FQza1FMrogLchvF5MK/rATMMbLm6f5bKXgGGxb7CcqLNrFnaT13LoiqzbGejnkK"
    "ddwC4JIfetPs4YrPwfxCbneupe6Pn1vufrJqUeJz4yQZ7JPdESYX6ryeMO8C5NMSILvzkOlUU7X0Wiq5"
    "WKeRv0fIP70CeUKzzJYgk+4GFS/wg8Ym1oiVYio/96a5/GVA9Kz0M09ObPtTLfeXDwkRPsvKtC5YjdTS"
    "/96uhuKmIKRqKEF2Qp6GwgcV1FCgBa9uPH7Q6BnTF9yEaFAtvLxtNwk6pUJ1CTrhn62bjS5P35gQ0G+V"
    "smpHjKx58vBWlA9tAf4UM/WVlFNYMELVPKhPitQBPsmuA3ySqAMsHI5VdpG9czjq2LKVigm1cVrB6lqz"
    "WmTHvws2m+SZCZLV+sqHKUWo+D5w+YGomG3BZWShFNLmCUSb8jKIqo2ivGB9vMTrlBcM7x3hAnNrWqvi"
    "de0agvx27VU8I5jt0PQx3a0evt7Ks1yFg13cPGNlplm2YS6L27IsmyzcLANvph8s5E0SySuAZAIYwB7A"
    "e/CMm7aFsI2OeD8HaAbhNXhIt3xt/C68qzO7B8FzZUWhWbzOxELHKvG7Qa9uqGvP8EuABipQaOoMeTku"
    "FrLYC3NtL7+wvu3c+ubzPgl8dhx/iKRJofwbq5cXe6xS3hA5xT1SiJsE8o7re/CeyusVoIhNUWNh/2Ao"
    "90ZnCP6O6UBuy51focqEfwRNtdvyzQjO+UdjKveUQf92JJ8h/4iNGwxcUu9gTO/6g18UpnUNOHX425h2"
    "esrNoH/FpKjhGQp9GdN2//qmK3OS4JCdlXptucsLYASH8ZdeIQP5xmtgMI1xvbUSmaDOAVFiqay5VLiT"
    "v+oyCYhrvUQupcG1PIAqNfA5pv27HnzlH4zxF9edHmM7fIzp8PtwJF+zBcU/q7Bow/2dquR8iozP7HQV"
    "atjlokK98TV+XVa0jW0rRxFMBbaTFuZ8qRs4Q1oME8WgngLV/oGdF7fVvz3vyuiGvaU6w47XPyiwK/OL"
    "cGoVzjWQpW6iAy59rABzmErgXABnQ+VN26o4UmKkwmFWc1eKapiTih6zCKlgdK0Zrep4viApAtW5YegE"
    "04xwlhVVvLEFI9sWS4MzO25s0e93I+w878QsFL3b63OZqRqxuOOUmhCMhKTKrzl1IUI0zZO7Nl+HUZuQ"
    "+YLJqVRdlq16mULaPMSPT4vExbFR2XLuaSIyThQUELnvNfFStjbS92x3mcTcM3CQ6vHkV1q5Ufp8TImG"
    "aIGv7wdoVO9Qm5iHqGNbyDRekG5AFfoZ+91+63nVmM81u4Xm+IlY3jcE4p3pFlrjR8YU+Y6NFEfnzu66"
    "hovybbNja5SIvKnXcRXXZK7/TDjOqjrOSuS7bX+fkxeGOsve7NzLBXY8hQQjC8VzsH3mDKmOaRkmrxKJ"
    "Ka8Rifg0CJsEsROIvYadOZkcIokiYwHLyTDZJgPRFoiSF16AEk/Z5gUj2TXGYHYF8HEW6REeO7qviM6o"
    "mwyXtwUGa7f4/heQiM1vHze/EftZUHOgq9GntN0vcj13+7O9kQo0oi3XCJdXb4EkS3POdpJHzIQyJm9Z"
    "xpw8GJOM9rUQN1asJ+7mZheb2T5tZqI97tu2xxU5iVW4sXd2epGo9i7YLBLV3gOXhbVcWMuFtbyqIgVR"
    "lhk6lBeAma8+sUGFFSe/8iUvjgnqygOGgQsTindCLg1v14kYl21u37nnQS5UXd63eHKOiSeawwc+zXld"
    "GwNPPkxNQtBEc9dbmkK1g7vyTKEF5pUKIBaeZwmBesbLe7ranGajR4NY3NAEytzLjLgda40XtvZ5u1qg"
    "shwLMpXIpAXf2ENF+RwTocztnTInqoRut1APOLTK4OuPF/gWxBd2/FIA+wQC4WIILwlOSZDItFv7wyuZ"
    "rWumgWw6oXBhvECD3ZcU0TQ7ZjlMJEKWC4Qsm+RRg9vBz1KoM39Iq6mQVxgklbx5YWGbLw7CpcB0rIs1"
    "CN/xq+9Aao86v8olJbaDi4F0OTpD/AMy7GAOyK+DzzHtX152Oz12wjuA3Lr2Nz+5zj2KawBvk/sWUgaq"
    "Mi02RY0fksZw7ZmYGpusbAB3mExEcJeI4H6rfK66iZqNTeh6Z0B7jWgU12SkPKXs/TmAp1LvEvjTj4cf"
    "9xN48MIofxm0lD0gQtRAlXXz2SC+ZbQMymGaBoL8qYigny3nxxF+wJZWubRGQFxnnA9u5IHyrX87OEP+"
    "0ZjyI7k9kgayd9r9Ug+xEEBTuJcgRTDMiTOM0olgw1LBhrFMv2eiK+C4qcKHVPLdsWNb79Q35cUCDGfz"
    "NbgRn0Dwo2r5LkLKSpohml3Kl3srXrJFqs2duaKy1/BjpS0oawax6qut+mdi+l13CjpPQhS7A/1ou6Bv"
    "zHsi4l6zoWb/4ATi7Q+Cplz7EDrnWX5zI+d45EnJmLkwjYiYy4+Y41ilvJhFzfFIlFx4Sa1RdNzvKvhg"
    "GJDTs27Z8XN3mgbhHt3xQ70X1wOq+a0X/ZXFpnN4Ke81Ebvw5mkqXsRi73roa74mTrI3T20cnZuF6a06"
    "eu4jVn4UNVsO6mzthdWfThv1Rk3drZwF0+Un60J1y2dpKlYzwzHXBOiOkCd9+c2fqCkobTPvwFtTKWkH"
    "q9X2ataBv7754FeTD7rEy6FeODavADHVdOJ2C/HzA9g/byAoCMF+9FcIxyfPxETYtjHsOBC/b/MKOlBL"
    "B/ICqAG52EjFlF+AAfiRQZjMQdj1zUWaQN2UxBbKThNgWkZGCcPXPX4+bb0dft/6o/4Z4h9QSf+qw9Q6"
    "adTp96Ca/uob1L4f3g6giD1UvvcO+dkbue2OXx2PaX/0jRdbh496OArZ7Wwm17t8SGVphhEtRldndtYm"
    "GCEoa1DQAByMb5IjdmMWYJESX2Xbr5PF18ck1+QLwgKtwOQwnUiHrzOHhSvnXbDZ14LKCexRKuG/yfff"
    "2GZGC6PSHpxQOv1+AvuqEye6smpV5oC7z9KMDZ5bLdvUAN1wi1Y3oAirvBrvIbonc6zp934dNoQtBOth"
    "8pUp/C5fEecmMtwKADqkITJd3iJekV7NNRP4EyYMCtu+mTAg1G2XauUYEPgCKKNuBgQN1DOPT4sommxU"
    "TkH+hKq5wJb1YrB9KL0yXzbSCcJGIr6FFgimoVfOdvVp64x1onPgaCC1R/2B4nUQjHyNdhKsh6nrneQj"
    "x3NZh7fDG7l3AamrwWE9GMI3dcVPRa1ix0mbQOj6dVYCdWzZim48KloVm06SWnC7ztwWlp3szbVZQboJ"
    "m0SR+Ec2JburtW44n+ROs4eLoFDEB5RUXxOhSzZFU+Hx49HWQ6iRxT3jsXsiZC8fIi5O8sL068agXbOZ"
    "RjBRU1eTAfGIIqYxG6AFXm4i8PrGnabhKClzwv75yWawuuZzNRgxw9nEsmKzNBUjk6iETb0uSAN3muai"
    "9KyRF0t5MTXbJimJqeWwgsmaDhVfWM+p1dYEVkFFKQuyltd9+IbuNE1FKVyIvjpIzXPSR0B6wbpObAVP"
    "/nAsexPS1B2fUArmaxJwpeIRQvKESZgUzrvoZmPbp2RksD8FBIvodA1UEhemAckQmwErmKohQJWMc0k8"
    "jykxL2nPbHb8S3LL4ONfDYa5my0RpghP5hpFM2zxxJe5QcnSTXTByJ25hQyT569Q3tsQMSn6EEkLaIDx"
    "waD6Mhn5stGZRZjLzp0ua4S5PCxLBjsGBCLOMeYrxnMI9apSxyhO2aRcih2XMBLFNLddTNMk2EqrEZXX"
    "oMCnaCC6x4VamBzntDA5TrYwEU7pKnt1nZzQhWIPIBK65Os3RCJewPmJBo4l6kS9nmIQWlC1yi9wdaqR"
    "iamFVe+fz1C8woNaBTQvezW+cJdFWHoM7jNkscVDJtH2hjQS6x/WiCBf4A/DMSnWf7D8SaAf4RwqF/xF"
    "TAMtIHHAk0DSOi3u8M5Cdavb9tbKUd0aX+Jg1L9Rbm/OkPs5pjfS92u5NzpD3gGUPbi87V1AwQP4HFNZ"
    "GvQ6vasz5B2Mabt/fd0ZDnmZg9XxmMLL/WIg3UndM7Q6hpjwn2+HI/c2q2O4U1eWhjLcih/EH9S3CU8W"
    "KqdQOWsC/Xb7N+iwiyl4ajNhpcJqz5hA1ImuuOKFevpOYqYjLxtXyiypsEaphM4ae5Q8Eb0kqFEqAWq+"
    "IcBDawO2gJ9XM+0nsK+aA6IrK8MikLIrbABcaTVTQ8GN7oX1MreQh5lhPMnPWS7u8PVWrpHFHamQ5+Ku"
    "bYkiPhzqLIBdY2Eaz9qEmNwZbfELdOIbQLT02g2lJ0ixdvx+4BPCAD4jMOvfwgpSWytImGGFCwiEaJqo"
    "fW28T3bwJJQAOUzTQJC3UqABys+mabYUm8sMzdajiHdI9ssy7hnGeappt38e0ZQYkOednjT4/uO19Ns/"
    "IupSt9+78seH95Pz7yNZ2veaC3dSZ9TpXZXcpn2yM+QdjKl0c9Pt8H7h7sGYdq56/QGc8Q7G9LozvJZG"
    "7W9wcnU8pre94HRwWA+bqB8AX8E6ESNtoHliT8wRhbznFrFtvRKfo5SiPkPduFwiU3+7OtGqCUGqShTp"
    "UfB6bX38jDU91NWniN+ZjSC2OoO69uC9/qDqhvqEYFkijSKmt/jF7n+wEHTdbsHpuUYd9v5HU9OYsy8T"
    "qj3O7Bb6CJ7fo5OTj4fo2qATvITydh/TfM47uqvwN++TpvXC1jtjXxL34ZytkUzfS4isSU7GT8c/fQ6c"
    "LPAlz63C5KZuN+lHMRaEWor73JSFNU4rsI35qHTDIlXBTRALdBP9qkWhZFEouTaW9ZxCyW1p2JYu5Lcy"
    "rEvE1NRZmvzoXckVHfFqzGvCYjamGxazMnfN1Mc6Zav0GLieeLX9fXLNLiDZglRmm+1sY2p2n21hS82w"
    "pcJDVQJhb3gD0T0qlKFylJOhcpSSoeI2V0oi/POw38sQqlYkcZOLptrov0jX9rm0WRq4AEbE0OJjGpis"
    "Q3C3UwzWMMF5mpiwy5fZ3/8firVs3w=="
)
