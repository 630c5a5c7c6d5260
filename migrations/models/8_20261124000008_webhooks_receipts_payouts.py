"""Events of providers, receipts, payouts and adjustments."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
ALTER TABLE payments
    ADD COLUMN payment_method_id UUID REFERENCES payment_methods (id) ON DELETE RESTRICT,
    ADD CONSTRAINT payments_for_one_price CHECK ((request_id IS NULL) = (estimate_id IS NULL)),
    ADD CONSTRAINT payments_no_wallet_fills_itself CHECK (request_id IS NOT NULL OR method <> 'WALLET');
CREATE INDEX payments_under_way ON payments (updated_at)
    WHERE status IN ('REQUIRES_ACTION', 'PROCESSING', 'AUTHORIZED', 'UNKNOWN');
CREATE INDEX refunds_under_way ON refunds (created_at) WHERE status = 'PENDING';

CREATE TABLE webhook_events (
    id UUID NOT NULL PRIMARY KEY,
    provider VARCHAR(32) NOT NULL,
    event_id VARCHAR(255) NOT NULL,
    body BYTEA NOT NULL,
    state VARCHAR(16) NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    CONSTRAINT webhook_events_state_known CHECK (state IN (
        'WAITING', 'APPLIED', 'IGNORED', 'MISMATCHED', 'UNMATCHED')),
    CONSTRAINT webhook_events_body_bounded CHECK (octet_length(body) <= 262144),
    CONSTRAINT webhook_events_settled_or_waiting CHECK ((state = 'WAITING') = (settled_at IS NULL))
);
CREATE UNIQUE INDEX webhook_events_once ON webhook_events (provider, event_id);
CREATE INDEX webhook_events_waiting ON webhook_events (received_at) WHERE state = 'WAITING';
CREATE FUNCTION guard_webhook_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.provider, OLD.event_id, OLD.body, OLD.received_at)
        IS DISTINCT FROM (NEW.provider, NEW.event_id, NEW.body, NEW.received_at) THEN
        RAISE EXCEPTION 'what a provider has said never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER webhook_events_as_sent BEFORE UPDATE ON webhook_events
    FOR EACH ROW EXECUTE FUNCTION guard_webhook_event();
CREATE TRIGGER webhook_events_stay BEFORE DELETE ON webhook_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION sum_of_lines(lines jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(sum((line ->> 'minor')::bigint), 0) FROM jsonb_array_elements(lines) AS line
$$;
CREATE TABLE receipts (
    id UUID NOT NULL PRIMARY KEY,
    issuer VARCHAR(8) NOT NULL,
    number BIGINT NOT NULL,
    request_id UUID NOT NULL UNIQUE REFERENCES job_requests (id) ON DELETE RESTRICT,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    currency VARCHAR(3) NOT NULL,
    total_minor BIGINT NOT NULL,
    lines JSONB NOT NULL,
    issued_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT receipts_currency_shaped CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT receipts_number_positive CHECK (number > 0),
    CONSTRAINT receipts_total_positive CHECK (total_minor > 0),
    CONSTRAINT receipts_lines_add_up CHECK (sum_of_lines(lines) = total_minor)
);
CREATE UNIQUE INDEX receipts_number_once ON receipts (issuer, number);
CREATE FUNCTION guard_receipt_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number > 1 AND NOT EXISTS (SELECT FROM receipts WHERE issuer = NEW.issuer AND number = NEW.number - 1) THEN
        RAISE EXCEPTION 'receipt % of % would leave a gap', NEW.number, NEW.issuer USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER receipts_without_gaps BEFORE INSERT ON receipts FOR EACH ROW EXECUTE FUNCTION guard_receipt_number();
CREATE TRIGGER receipts_append_only BEFORE UPDATE OR DELETE ON receipts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipts_no_truncate BEFORE TRUNCATE ON receipts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE payouts (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    amount_minor BIGINT NOT NULL,
    currency VARCHAR(3) NOT NULL,
    destination VARCHAR(100) NOT NULL,
    provider VARCHAR(32) NOT NULL,
    provider_key VARCHAR(64) NOT NULL UNIQUE,
    provider_reference VARCHAR(128),
    status VARCHAR(16) NOT NULL,
    failure_code VARCHAR(64),
    created_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    CONSTRAINT payouts_status_known CHECK (status IN ('PENDING', 'SUCCEEDED', 'FAILED')),
    CONSTRAINT payouts_amount_positive CHECK (amount_minor > 0),
    CONSTRAINT payouts_currency_shaped CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT payouts_settled_or_pending CHECK ((status = 'PENDING') = (settled_at IS NULL))
);
CREATE INDEX payouts_under_way ON payouts (created_at) WHERE status = 'PENDING';
CREATE FUNCTION guard_payout() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'PENDING' AND NEW.status <> OLD.status THEN
        RAISE EXCEPTION 'a payout that is % stays so', OLD.status USING ERRCODE = 'check_violation';
    END IF;
    IF (OLD.user_id, OLD.amount_minor, OLD.currency, OLD.destination, OLD.provider, OLD.provider_key)
        IS DISTINCT FROM
        (NEW.user_id, NEW.amount_minor, NEW.currency, NEW.destination, NEW.provider, NEW.provider_key) THEN
        RAISE EXCEPTION 'what a payout asks for never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payouts_only_forward BEFORE UPDATE ON payouts FOR EACH ROW EXECUTE FUNCTION guard_payout();

CREATE TABLE wallet_adjustments (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    by_id UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    amount_minor BIGINT NOT NULL,
    currency VARCHAR(3) NOT NULL,
    reason VARCHAR(200) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT wallet_adjustments_move_something CHECK (amount_minor <> 0),
    CONSTRAINT wallet_adjustments_give_a_reason CHECK (btrim(reason) <> ''),
    CONSTRAINT wallet_adjustments_currency_shaped CHECK (currency ~ '^[A-Z]{3}$')
);
CREATE TRIGGER wallet_adjustments_append_only BEFORE UPDATE OR DELETE ON wallet_adjustments
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztfWtz4rjW7l9R8WVmV9E5HXLpftOnTpVDnDQzXLKBTHbvYcoRRgRPjMz2JTTz7vnvR5Jt8EV2bHOJcetLMLaXTJ4lS+u+/rc2NyZIt04kVTUcbN"
    "euwP/WMJwjchC9VAc1uFhsLtATNhzr7F4dTZ6RqUD3XnYNji3bhCodcwp1C5FTE2SpprawNQNTIgksdKgisJwhE4G5gdEKWDbEE+sEPI2hDrGKlLmG"
    "DfMJaBa54RVNwHgFILBN7Zk8DxgY2DMEFoZla/jZAoSW3oANe0a+A/Ir0Qn9LRNDJT+GnDrsYx2s/cdBim08I3K/SR7++x/ktIYn6Duy/K+LF2WqIX"
    "0SAl+b0AHYecVeLdi5h4fWzS27k/5LY0U1dGeON3cvVvbMwOvbHUebnFAaeu0ZYWRCG00C7MCOrnsM9E+5v5icsE0HrX/qZHNigqbQ0SlTa/936mCV"
    "8hLQJymOrZHZohrzBbRP6JlP/8/7nQEaRen2hspAHipKLTYh6O+JMMs7pRqYTiaNTi2C0t/uuBt02NkafUDzq9T/+ezyHwwPwp9nk11k2NX+ZoTQhi"
    "4p48AG8hfyz8ZBb86gKWNnzoBvYTpRVBRjgE8bYQH50UXA909s0N+8QT6UPljZ4a09Su22PLwC7ucIf5XbN1eA/h1hedDs9x6vgPs5wn35N7n7IF8B"
    "72CEm21Z6re6d1fAP4q+WXxm1ebwu6Ij/GzPyNfTyxTm/Sb1Gf9OXf4ZZPlwl5eud6XBLlE2btjmWGThyfe6BEi2eGe8N2LPXDvIS7FB00Tkn7HsnI"
    "CGqQSmYUwXpvGqTZDJX1z4iAZpCi0qJUMyvAqcNTKsAmeNxFWAXgpjrDqmibC6yoNxkKbMC3dRkLNgnAxxFOGQZBSH+Vp7bmGbD3SMNIK25oqX+0D7"
    "476gfqa/4MP/NBpnZ58aH88uP1+cf/p08fnj5zqVhsm1+KVPKQy5bt21usMwM+iJyCw3EcVHgXacATfkiq3NUcJcD1FG8J94pCf+wTHOffIPTnpYX3"
    "lrXwrWw1ZHHgylzj193Nyy/qMz/KShTK802NlV5OzPUZFkPQh4bA2/AvoV/LvXlaP7wfq+4b9r9DdBxzYUbCwVOAmI1f5ZH7W/qWIwfQnIqfTEGKov"
    "S2hOlNCVzfRYQl1HtkJQwRZkorllcd5Ub5TbX/tIhwzn+JTwlL9HNuJwM+ARzoy//XfBP+vPEAqp0TCSQI5fmjfm0TMQw2f2L9Fn0yf5WvNkQiaAO+"
    "eiCrV3qZ6mUEP3JpRRlX5kuiwEC2RaRCFTIQZjBMgroc5c5ZVOSaLeMvXcXDHFtjXogbPTy8sPpwDqixn80IjryjscVyjD5ZNRk5VhggXS8whTa4IK"
    "SlIXHzOIUhcfE2Upeim8kesaRqe54PUJKghv42MWfMldiQCza3GEG3kRblRT3doLwKpm59O2vPurB+9pJnhPU+A9jcNromdP3MoK8IZCQJwJYk9oyT"
    "WJNyRVXIizrBLJa0RsCSbKhe1MUBzgW92ACbaCIFEE4imlOr6ZnALqTe/hui2D+77cbA1avW5Y9WQX6SlyQrMZBH1ZakdRNvBzAZiDVALnDDgL20vy"
    "KlIt20spvEtl43FxNTNmygqjy1m2DBNpz/hXtIo5XflWqgdvmOOENGaYIqdNuFzbQYITivzv5D9G/iI1GPZbzWHt72Tj4F5tXM5Es2UmD/HMXJur9V"
    "RLF71P0Y3nbJYuabFAePLBIKvNCXiynPGfSKWOR2Z6YlEZzljXVKBNgDEFyxm02VnXeglsw6GWqzqwyCeAFnhyLFMZOY2PjcsnTqjInh8mbGJlW6zq"
    "KTax/Dt/ZXf8I9nhfUxSt3jytvIcmtkCf9bEZVYHa7dSvyP3r4D7OcK9xy79yj5GWLrptLpXgH2M8ODbYCh3roD7GV0Ss6iRnzOokZ8T1cjPUTWSQZ"
    "xTBgvSiHCUGJ45LUsbijLP8tLEomzkhDwgh6kqCPTleQagL88TgaaXIiEpaEpUhTwgbyiqZyO9yGQjvUixkV7EbaRwaucLXFsTCIAzAUzVHZRzqQjS"
    "VA/m3a8T2kKBm6CLrCiHqaqH8/lFBpzPLxJxppc41p33sUVcG8aL+6/HDBH+pXqaFYJZHYjIOHZvzpzBQu5ANtHuifpP80PYID9ZQIUE5gk0gU1tAt"
    "RYAF8QroMZ1KcfjAXCXwDEAH1XdceiCvKGUeAFoYXFTAivCBgYkeMFNG1eHsthHy6MFeWT6pONFSKQf/eaU+UzhG77snwF6N8Rvu71fpVvroD7Sb63"
    "e033hHtQxDKw++wfgrZpWwWcciFCYaErtYWO7GZFWBwgEwwuNYNdgSPOXyK66QjiZKvUK0+XJzKcvi+G+oLDYRlK1uB2iJfXrUiuSPehcy2TtZMxcR"
    "PHEE8hMRG08saV+RTV04H2ExkpIkV+wEgRX4PMJ3CHqUS8SHq8iIdWHODcISPDzUjHCeybUSPhmVWqwJEmXMCxptOAcI69JnC1nsVko/r3a1mzpXoY"
    "AQuZr5qKqO3EIF+9wb4AyH4smGrPjonoALoF6H8NbIPFdnh0P1mAzChNhToljxtn9vMIjgnm9+BL4VHW/hCGmdIaZrT5QkdzhDnCQYotOkhUPTFsL+"
    "H9S8OkplxlqU3smTLnbBrJ4dEcWhEknSFI2logIr6+zGe50A5RCZwz4OyOi6ZTTdX4ZS9S4OYRC9QzoE6BUIxXZJrapFAhjIQBCpXDKBn071MQwxN4"
    "8obahKjKbJEvTUyT0G6Fdnsk2m1TGjSlG7nGWyh2gO1gM1JFsQ0vj6WyHMiWrc0h+y0xu8H6Wj3NaoC8u7LXKDUJFnUwNY2/EKZFQ8kfU7NthE9Aq3"
    "vTakrD1m8yoD/GzQkZk0f4yj6wDDKyySqEWguI3TsMqrxb3Mqke32YiOAo225QTzEUVD7aYDOhrwKTe4RvW/3OFaB/o2/I+8QYjKGlJUQOvs2JNXGp"
    "WXEv95WvvYf+FfCPRpgdyc2h1Je90+6XcjBFFHzcd8FHpqwWVXLfodRj5ZTbmeGYnHXnBqlEgtH54K9pos5jl+jEIz5CHqTZduRmqyO1fz79WG9EAi"
    "DWccxc83CR6R2mE9O78PQmP+AV6cpLPst8iKqg1bJs+O/ZbOlBNkWFlnMetZj1xWe9YUO9EB/ChIIF27NgKzYI8/3OOEGE2OKcCBILThTlxNQw544O"
    "82hTAZIqKlOZQhLOUkISzngVB+dzzaJJV8oCmSo3CGRAxHM9cdLzR6jSZnDW+HS5nur0S9rkHhCxv81xC9K6O46OJsrUNDjy5RupITHqHUTilmyVOZ"
    "LA20zZAxt+2UZxXru0gtNl5vQr1KllH9sapzZ5OqMjpBWMra8So0UKRfI2Wd0Uij+NsfLOectl4/ZuEpffOXrneHbE4sE7gbnLsWfmDTL5xRj3N4Md"
    "55x9M84k/ronxJpwpvIOMM4eJFXO+bvvDKB4LYk5tIm4vG1Pqd50WqlyvaHpuYArmqaxLUb37jDVmZt7bbZ1C815jRMRxs7X06LBpuSOzJFg7NeApW"
    "bPgGZbbhfpE3CDyCZBC+WYCDzeDcDnc15gVy5aEadVto2/DpLjtNhnDPRku6l/fwWNpnvJ4ypQum3bum3lRnkvpun3atZSNqj37It/v24tPxjQZEuF"
    "yivUHQ7SqRFUYcIfMozqsn6eOYyKwUX+uYR05gwV1IMDlHm1rq2DYb2DEZaa9Cv9O8KDfz6Qc0pHHtJzwW9RcfB9AmYZznNOS8S334Y5ry+ieBViOX"
    "LaHCl/GTiXNBgiKvP0Lyis7L6aL1RVItsp2LBzAR0hq14Rhb2UpzbR3Hgt5IgJUwq/qnC3CXdbudxtored6G333j6Ksva2a03QfEFEBayuCK9qHONy"
    "5I56mplZ29yrvKBVRovzIy3fvoQWgNhaIhNNaIGwnylidWAs6GwgN9YBGfAfJ+DJvYl1pqP/C1jONB2xDOCpZlo2rQqvA8vWyF/TwZzs4/0/jlu+LD"
    "gD/KfQL+Q5oo5Zic3eYvfYaYhGaO5n1WlCREJ5zKA8vqBcGcPe7RWEtnGRpf0LuSu58vHFRazRDl44tjKDFqf+27WGoblKWJBDdNFy3iuvWseR4Z2W"
    "k9HuXYeUBALqdasr9b/93JH+9Y+QptDude/8+4NryPW3oSxFTSNsU45j/8ug102wiqwporqbptrgv0DXMoUgHY9uTqEIQe9P6DXygbne5OBOB7gWFb"
    "+F/lxD3xcaGa1IZ4oQZQW5fiRcTjSOxfT699FCA2GgHA00HCSarH0G4ixzFMgmVETNm5H13zBXntyw7ntu0eGwW9uaxjNhtKSFqLy7gWksv4C5gdGK"
    "EmgYsAxNQL18FiV58iuxcHquH/DZIzzCTyq1v+huQJ6yMHSNXKGUwRpc9LEegvQSdSUsyLsogrWOTmtdOGPCYYIqLwIjWQ+IkO1GH3gb/oNpAztu2U"
    "3DKnPaBgIkItOAg2aBKLgoXQW12L2EwjHcCsXDxShFrFamauYMtkKRcXFSAXlmyAsFrMQpK7iu7CFqRcQjinhEEY8o4hEP9yosTDRFRNedKBPIi5Wj"
    "NqoEdSdGmWajqhjU0lCOAEljBnNJ3muC6kUZNj5mbZmZ2jMzNlnJamw7hassb6gPt2LXBrJbVyvPmk1pyGpM/o4wkd/k1m+0pbZ/RFfwpnw/pOf8ox"
    "GWu0q/9zAkq7h/RO7r911S72CEH3v9X5UB2QcYdfDbCLe6yn2/d9eXBwNaanv9ZYSbvc59W2Yk60NyVuo25XabnfUPy7FrsBRkhbI7QWh9e65Ehjjo"
    "hKH/WKt7l3/WeIR06niHI9y7vZX7lEfeAZkDUmvYbg3cGbA+HuGONGx+pSe9A8Lhdm/A2Ms+y8FbC0GTcMaEE82x8taF5RELVTCLKhg2s8dBT6xFFy"
    "c8XB26j/va7NwidI3T80/nn88uz9eV6NZn0srRxSvRvSLT4gb1JKIaoDgcnKdHAqffvSWncTlCJgzMolzij+XPFuUSf0RO+37qAhEqEVLB5zLzmfrj"
    "aeJEoQC0CK3gdKk5/R5dj0rGz702PWIN+BQVaTpt/12gKn3CAKIyPScKOlNlek58VpwjyQHOCeQi2nmLaGcXUrJljBMWoreNcNExSrww1W6lfkfuXw"
    "H3c4R7j136lX2MsHTTaXWvAPsY4cG3wVDuXAH3s4hdbcehWC7QiomglZRblJVbgUHKzC4CRPdOvlEIP6iBM/BthB/7ve6dciMPpVZ7cAVCX0f4tvfQ"
    "vVF6w6+M25svhE6W3LPewQhf92Xp1xsyB67A+nCEh72eIv/rXu4OWFfL0NcR7vaUYV9qDntkoM0xmTTSrTz8RiYN+yQTzH0W+yiHadabAHlrbkTISj"
    "xrSuYN84Ar2LKLRy0EkO0EELL4TR082YId0QEER7YUCYvpuxFaoe+WWt8ViXU/YGKds5gU5HqYUnC9LFznvOyx0uk0sDh3SYkQkSgqES0qscS5EQ3S"
    "CEdpNELFfKXmPR6iyVpQmKrMIcVFbbCNLEbYRrIVthErpSka1ux+8jqsAibBx5jmBJZDukN03zUPci+139xdKY6wqP4Wrv4W2r0zNP/xVtIdADvYjF"
    "RRbMO7juistEtsM3VWiglih1sPjhTWoOi5RbsqP9pvyx5MsjdMhdaI8JykfbhEL6+3e3ltB1H1WnmFMDIsjQ68LUjeMFWdSiZ61dByS5D6bJCqQuRl"
    "E2wH0YDlgRFVHD9Xat2OF5ni63Vx9HoYDQ3yJ6OAkavxaBkVubfl4rgum0XWeBP95Inrs+Dt6bsV+mWdu6H2V9orR3vLD1SbjDOwswlnx4iTiVREht"
    "4FVP3NUBUBKncRPcfEkLo5OBX03Ev1tPJ5Opo8E7XkT/feHBX0aP8TKvrRqnOsIN0XVq9u7FgaJksGraQOyKpjkbNgRp6PMDDI4swvibfNYKJEXdls"
    "h3WQXKLOZ6mSs1Z1lK5yRepOG1liI8ldyYFtjVh8ZLgBedaJHqYSnoa/eYpzTkzDVAJTUWK62jERSZEwMb9SFpvnEupk91cIKtiCbDfctgX9IxtxuB"
    "nwCGdGDn06RdnLKW9udBOOxBlSXFJkTnKbW6Iko7w5nCG/EDIREJe0lQ/tzGPYwEQLHa7QpE7kQUSrIwPo1zKOS5rFhmF1lKFp0h8NbVY9mZEukLHQ"
    "EaDNhIBt6JMv4MmaGwaRQclqFL+dSK5Lw9EnYEx+hLE8AU9/OvOF9QRUwyEMdasww+UIrw38tLwzZD/GZs2L6IOm0CS/fUqoERGw/GKcTwDiiXfKrx"
    "ZJzpH7lzP288jYc7gAC9N41SbIZI2QdEhwgNYLmowwzW2vA/IQNgY7SX/8l9g/GbhHMaZPQgA/OgH8vVqhH4/cctyd0H8snKGqOmTvWCn56imFyQTS"
    "WQopETGUPj4PzAEagXEGjK0FIhvvy5xTpyqtOFiQSuCcpT609r2QshmkE6k15Ym2jydZrAXwvCwOEQoel5nHcW0rL7P5Iwiul5nrTGuOM3owh7qemK"
    "S6JqpMDcezxqfLdRoq/ZKWeDroSO12PNN0orkBE3mrkUbohMiRQeSgNhPLcExefHe2MhXhEUpcbaDm1XP2ijkPhn2pdfd1qJAZSGv1B7+Sq7Ri7wMr"
    "xrw+jBruMrnPdl4VYm3lyrurhAjFZlLmzSRo7SzG5hehEBwNpwuZPqOEYrfLuNsVM4HGKAXeGfAONEF9r1iPcsXW7DDxMdlBnRa3HOBInB37DFsuJR"
    "/ejFuOT+D8Ycs5PdkdqOlD4wXhGseTvblYT/Nkz8ltik3vy+jJloBF4NLRB8eiDlVCCCwa9zheATrWF2BgfcViHwdfpQ+Ni0vqP35BC443e7uhhNO2"
    "bAtPPcVp+0L+2aJ6o09b5tIMtd/kfuv2myJ3pFb7CgS/0U5ClOpeGgwee33WTyj4vRzKInv/lBm0OK6baw1Dc5VQ1CFEF2HReOVFyJSDSbt4B669Kq"
    "xrlYFget3qSv1v65qta9mn3eveXXOqtl5/G8qSCCD8IbW47wuNDFdEWw9RCjaXms1EoilUH80Sxphj4W/e6kcBElEILb0+j2OJ6jxva5yBCZW7Gsc+"
    "A6zdohMclXRdjSJZHfU1aNYEMmtwteRHOoOFYxNFkoVAs2IlP1nAqwVTB0vNnjFlcmoafxFVk3WCYGHHCx1ijCZgZjimxVNTdz28UF3LthjVU1TXrb"
    "qZvkcfU6/faE6Ua/F+pbxutzdyk/o9yTn/aITlf923GKV3MMJ0B77pS7T8/vqwHHru+4YMlHSv2Vs4aPk6Fx4RB45OKi5Z60LB6v2xmvxbr0in3RIc"
    "biW3xEC2OOHhItr2meS64066rPpbIRtCmFK8RqV+jYQ58Idg8wSp2qTQ2xymFEbBknNZ1zBKbeaWyOUIZYmjY7PviSFV7iJTK66LlE5cF/FGXO/ecP"
    "6IVs0c1UzKGI1VCWDfseNHNQF9504U1QE1xR2TGgmY2yuzXSxgOfDdXTTge1f4P1aAy17i/1hxzVDjnyd/7QDYCtbzj4IbETvL5bV17LHxXX5F7NfH"
    "fbeBy/U0D67BbszquJ04JiUE6NWrnQoBIUJwfgKeFs5Y16yZW8iJ1bkivxg42NZ00EcTWpYKWqymE89nu8OROe7a32vuYMwDQtd5OrX/EE7cEjtxfX"
    "Zl1ck3FGWOOy6ojF+eZ9DFL88TVXF6Kdp7z3sLYhCn9V4OUlXJD3DgjsuVj64fDKXhw4DmXtPPEb6XvnXk7vAKeAcjzIIWlL7clFu/rYMY1t/96812"
    "b7C56n4b4V961wqZ1907einwJbqtvE/EwgKudANy+PvLoNflv1YBkqjJWFNt8F9Atr9jfLtSoKVghAzFPqTrsPwA2k1OUD4d4FoE5Wde6KpV1Tf0wg"
    "XEw7x8j9IKj03ZPDZbpcfuTt/y+45xdK1AS7JkPSvY/SyDpoUB4R/VhGwDEFIWmMqq+o6RSp5OFSTNPgEt2/KjXX+yAB3DWIIZUYTc8r5eZwtIRll8"
    "cBZgBmn14eR6xYd7rAipPSZtbE6YZBSWWDfUpZZZmxLN9aR/R7jTu261ZaVD1rFvVyD4bYQfpXZbJqKs+1kSmdOrs51HYQ7SlJkxBVXm3XdR9wHL20"
    "kmSle5TjK7t06sITMRjY7j2ikyAB6irl6Ixl46+Fis52PRtX5DXeYlpdaX//nQ6ssDpUlU8la/Iw1bvS5N9OecpvUAvNNSM3Kfe2KE7/u9pjwYtLp3"
    "V2BzPMLSw/Brr9/6N8vJWB+P8OCh2ZTlG1aEzj8c4VupxerSuZ8j3JS6TZmd8Y9G+KH7a7dH8zS8gyL7TyPL+9pIfl8bsfcVzmlPCRolzO3cmGJRjF"
    "IKq2Jhq6LqmHSxy7U3BWnK/MYWFQKyyADJIkC8uxkR7Gl4Z4GJHqetTGnYA89zjL7byqaJUlYja4RsK0NrycSCQ9tZp1DTHRMRcHnF9pJXmyhd9USy"
    "3YvCPmZzZFnwuRDcAdLqIX6WKU75LCVO+SwepywcCcnoV9eR4CwmBbkephRcLwvXOV6FWHPwEuV0lWyhPV4mx9/td888OR7eHlfiSSVx9Zs3u66Tgp"
    "2fQ8QC4TDCoiKYqAj23vHlb1cES1hrdwBtrrSecq4A+8nqeZ8UiSNFOFuGRPLOtgOQveibznq8aiLN3dRzZ6RETdlbNrXvs0EqtELvtZN9eKYmB5Jt"
    "pvKb4WTedMhceHGOILb84C7W5B1uerS/ILSwrlhRxLXjvL4JAZsTkjEC1sxYYi8QLOp83M8TRKxY2SS/OviBOweIOLFyMqZ8cWLvHbxUbuD3Er00Nm"
    "HS8sOHe01QQc/Yzme2Di37PA+6a4LqoZvF0Zvs5425eX1fAi+mgXoh0j0Q/JCGoAfi+OBOwZd6FCL4adb6F8RVGsPQiViaIPSFCKMNcQjlvhba9ZkD"
    "N8Tp9dohp811KxJx033oXMtk5WWTd1MvOB6IY6K58VrIXxqmFJ6zMnvORCxE8o5wnF7xTLEQwj8i/CP7hXSvHVNiFmdrS1tnIMvzKPeig9s6DScpW5"
    "Zeqb9h3ST3ZLRqdmi2KTAwMysu4Yp2dJkDSA51MmGoKRKCMcQvAKoqzTUAhkltkoTF6AQ8TagLAzPes9JCzBBJk1g3RkuyRFpkcDBexQ2eh364sIWW"
    "bZWvp9hCRVpMCdIFRFrMvtNiAstYHpAjZBXE+TRTbPppSmz6aTw2XdjwRa63yPUWud4/ZK537V7u3rS6dznlQJ/sCngH2VKwy+G0Fdl2h1uMhLEzEf"
    "ojMW5msmlbyLb1QmwOUwrPRZm5LGzYwoZ9zDbsvRpoDUvz/ue4ida/Vk810np3ZQ4+nWrf3YhQZglFkxPQwwjAdbtuGgeqsflifwETRGYisgA0EXi8"
    "G4DP57xo010MKUyqZVt06ikmVROphlmsN1+EVIhopd68CbeQVjS6JEQqGF1qRlPHq+3wVNuU9u5BItHbPUtvd93AzwVwDlIJoLMADVXVIS/SSuG0L0"
    "lBOkxWEOrjUSZ3gfQMwQl9fB6YAzQC4wwYWwtENtKX+SwXyiEqgXMGnEtQSeOI1mnRHLOMafTvZMlYe/7c+RE1ZgQu11PtGZEb37RofDWWNJYLmRbR"
    "rpeQoErjvWgCKzJfqS3in46GbDAzHNM1Osw17NjIcmPE5toEa88zG2jYDfli4/xkgb9obFjM1rHPh43wCD+pM4gxweSJtWuArBImTcL1z4OpYQIE1R"
    "mgWZr0CjZsbaqpLIDDtcJshmaDWMj+AgxqVLHI91fErnvTeFvTS3lsu+/qnN+PkeV4QqZq3bvuvgxYe42ZIq8oVMi/ytmFsnnfQwMcEPCvcnMo9eWc"
    "oPtkV8A7GGGpSb/SvyM8+OcDOad05CE9F/wWXQjfxwX/H7q4KnQpVdx1Nc61wRzqemI8J3eAQkGdJROLvZjOs8any3UUJ/2SFrc56EjtdjxQ08XINr"
    "aCOEQuAA4HN3hbeRzZ5KrZQZrD9yYMuC/GjqbbGrZO6GPfw2mxs0raMe0kj9z8lv+1h9HQIH/27H0tg9Cza9/rllqIMdUYVhwNxL30hvbBbsqoejx6"
    "hXVcWZsWzLGoRE6E6LmF9FdkxRWIbCRCIi+nRM4+c0jj/v0VDPbeT1A9zcjKA/CaoHpRlbsXn+Ermdem4ph6HojDVNXD+SLTRL5ImcgX8YmsGyrUc8"
    "3kDcUBtUiED6S1X2RR2y+S9faLKMA0YkD5K+dqESI6IMzS1NRU+H/a8NmwDgP4bkKyhYhcQRG5T8NyFtykcP9SqohsujflE5H/NMbMFq0SeesESIsF"
    "wpMPBtZpf2IMNMtykPmTRX7qfLw2U2MDPMOF5VampDZrXcM0bnAyAc6Cmt3pOduwoZ4oZh/gsRxR/feaO3KNTU06dO0PEctYWqF+w6ys+8iGooKCfZ"
    "YEt+T0tlhym/cCxNBNS7vf0IiEew4XRMJ9OZxHbBMoUlYiQigmeeFJzvbmPIb0NcHhrejvY+3aS+dJtgEWiQkPEYqI8FJHhJfHklxeph5Xk65SKse7"
    "DSwU6ZCHT4fMGNaZ0+CzXVBnGWb2nkI6t7T+TMm7NBsaL4ibdBq6Xk+3A7E7FZvemjn7lMhfL9ThCYGFLEtj0Y9TONf0FU0a1VfMujL4Kn1oXFy697"
    "HxaVm+F7Tg9jrZxZAi+7Rsa3w9xWLD+KfMoMVJh7jWMDRXSXpXkC5aZHxlu5rBca75XB3KE+fX0iYR/a9bXan/bS38r0XOdq97d80R/6+/DWUpIsp4"
    "CHELzSUqvWGiKum8jdPzT+efzy7P16ru+kyahssx2YiyNz+CYlWiVteCzXvVnws1sbdEXaOj4K8nbeZU5sNUwkqSrs57aO1Aox9sRjpOYN/UJsMzK6"
    "RJNqVBU7qR3ys30GtQylc3vdalqYqm3yO1QBl6+h/UwXJm6IhWfdcwWECTo0fmIRTaYtmWkHqKtijKv5fAUUf0EytfXfINRQU90Y1MQaeNlKDTRjzo"
    "VNQRPoY6wqKmuahpXqq1aC81zYUpKxn96rarEwWdfwTDh9fKLafhI0wlDB/pho/Fps/dloaP7B3zSgrsm4aP8MwqVVWkPnrV0LLGtXywK/V0ywe9J0"
    "+mhYERM1OsXEc31dopFBOWCWHBlZ9s7NYD+gLgJiWiTohVxGoLnYAnMqtMi3XDO6U5DxcJKRb7fZ6ws5RtxaqneeXp/DTyhgyGqbZgwfFs+DmCBtlr"
    "EYczvQTLmqhK9qpdVF6x0feEQk8Jc9O7v3o6X+NjVgNUqgUqZoISal+RBeHoNABycZZ7pQ8RCfn/CMLDKwGs5Yz/RGpeUMNUAlRRzve9Yr/j6+4OIK"
    "54fkNoq8mAq/e2C2DfjDEJLYulMrUMkPmqqajGsbX4l+ppxhbLvSlzJoNff3lpmDRORLNngMwFTYU6mGrPjoncWs0QeBquW5uZelnJFcytLr2rQbew"
    "m+TtbrpVV9MyeyN31cxaFJPL4oLcRzG54C/LAXOErHq6/14KntEFi/wEZalN7Bmv584NUrU51PmYc6ijFgCX/MQb5ghnfArmN3Kz1ZHaP1/W3fVk06"
    "LE58Z5PNgnuSNMKtRpPWF+CJAvcoDsjoOmU03V+LVUUrHmkf+IkJ+9AXlMs0yWIOPuBhUu4FgjA2vI4pjKr71hbn/tIz0p/cyTE5v+UKvj5UNMhE+y"
    "Mm0LViW19L/3q6G4KQhcDWWdnZCmobCbMmootAWvbjx/0PAV0RfchGiqWnh5224SNKdCdQ464Z8tm40uTd+YIKrfKnnVjghZ9eThvSgf2oL6U0zulp"
    "RSWDBEVT2oz7PUAT5PrgN8HqsDLByORVaRo3M46tCylYIJtVFawepSs1pkx/8QbDbRKxEki/WVD1KKUPFj4PIYqZAswXlkIQ5p9QSiXXkZRNVGUV6w"
    "PF7ibcoLBteOYIG5La1V0bp2FUF+v/YqlhFMVmj8zHerB6/X0yxXwWAXN89YmWmWbZir7LYsy0YLN8vAG+knC3iDhPIKaDIBvYG8gE/UM27aFoA2OG"
    "X9HGgzCK/BA9/ytfOnsK7O5BkIzpUNhWaxOhMLHarI7wa9eaCuvdJfQmloBQpNnQEvx8UCFtkwt/byC+vbwa1vPu/jwCfH8QdIqhTKv7N6eZHXirND"
    "pBT34BBXCeQD1/dgPZW3K0ARGaLEwn5tIHeHV4D+HeG+3JRbv9EqE/4RbardlO+H9Jx/NMJyV+n3HobyFfCPyH39vkvqHYzwY6//q0K0rj6jDn4b4V"
    "ZXue/37ogUNbgCgS8j3Ox17tsyI1kfkrNStym3WQGM9WF008tkIN95DQyiMW43V0IDlDkgSkyVLacKc/IXnSZr4lJPkVup35H7tEoN/Rzh3mOXfmUf"
    "hPE3nVaXsJ1+jPDg22Aod8iEYp9FWLTj/k5Fcj5Fxmdyugo27HxRod79Jd4uC9rG9pWjSE0FtsMLc77VDZggLQaJIlBPKdXxgZ0Wt9V7uG7L4J7sUq"
    "1By+sftLYrs4v01Cacqy9L7VgHXPxcAOYglcA5A86Gypq2FXGkREiFw6zkrhTVMCcFPWYhUsHoUjNa1eF8gTgC1bVh6AjihHCWDVW0sQUh2xdL12cO"
    "3Nii12uH2Hndilgoug+da5moGpG4Y05NCEKCuPJrSl2IAE315K7d12HUJmi+IHIqVld5q15ySKuHeOMiS1wcuStZzr2IRcaJggIi970kXsr6TvqeHS"
    "6TmHkGalyPJ7tST43SZ/fkaIi29vX9RBvVO9hG5glo2RYwjSXQDVqFfkZ+t996XjXmc82ugzl8QZb3DVDxznQLrbEjYwp8xwbH0Xmwp27honzf7NgS"
    "JSLvajsu4ppM9Z8Jx1lRx1mOfLf9r3PywlBnyYudeznDiqeg9Z2Z4jnIOnMFVMe0DJNViYSY1YgEbBgATQTICUC2YWeOJidAwsBY0OlkmGSRodEWAK"
    "MlK0AJp2TxoneSa4TB5ArFx1nwIzwO9FwRnVE2GS5tCVzP3ezr35pELH7HuPgN3fRh3sLnX0pd9Lz048xynl+whdV0obFfY0hvXJi05gwNAWNdZgCZ"
    "DzZblp6YbZaovU91FlNmwonmsBtf5iwd04CTD1MTITDRXKWCJ+cd6KlisTumxU4Untlv7ifVkfLg698v8M2IL12NcwHsEwiEsyG8QpATc5MoCvm3F5"
    "KEymaZ3XGM6sJY0p5Ny1xu8CCR8IJn8IKb6Fmjj6M/S8HOfMxL00nLNeOSV8/TsPt8M1Z7kI91tp5zB976alJz2PpNzimx1W760u3wCrAPGrRJx6Ah"
    "m/RzhHu3t+1Wl5zwDmi4ZvOrH6/pHkWl8/cJp3xFpkYGy+tdDpIJ93IO9/J7BZuVTWipbLTZDwa0VyVXcQ0Dygun0mMK4FzqQwJ/8fHk43ECTwOzlL"
    "8MnEuzDBFVUPnZfaiKb//Kg3KQpoIgn2URGZMlxijCY2hphfN+1sRlxrl2L/eVr72HPu1P7B6NMDuSm0OpL3un3S/lEAspaEU6pIfphCekcP4k+QGv"
    "SFeoeb4IH7jkh2PHvvbUd+XFgppg5ltwIzqA4EfR3GKE8kqaAZpDypdHK16SSarNnbmikm34udASlDSCmPXFZv0rMv2SwBnN8AGKw4F+ul/Qd2aHF4"
    "VCk6GubkN6Y4lzl0ML0ojg9/Tgd4YVZ2MWBdFCAe/BKbVFRTS/5cHYMGi7lG1rol27w1QI9/CKH2gMsR1Q1e8LgSyyd9EmYlsiJXvjHJ+fNBNM79U+"
    "4xix8hN8yHRQZ1tPrN50WqkdIgTVzHB4Xd7z4POI0Iu++uoPVBWU9hkBzGQOTvivL4skx/7S+qZZA38xgCrLrzoBT2gONZ0Vf3xBCxtAizZ3RJMvAA"
    "KXE4DhDwzMYnV1GgUEVGghL+2KplzRvANvwKjpeO8PE2G+ZRPN6yAlp4FOgDx+rDVBmZ0rBZ1YjYssrkJyV0qKdcxZuICWtTTIOjSDFid7JBnpGGEl"
    "Ed9DUrtp6IWDzXzaMmMdqwU37EvNYa+veDXhQl/DteHK4Uj8QcIBowGAg4fBvdy9ofF+68NyMIQt6oofv1ekqwpvANF1o8wVhFjHI914VjRctF9SiF"
    "pwu8zcFp6N5MW1Wp6NHKmzgQKtbkPBbW2g0qYv4ZFNgkwmmCk051sidEuGqCo8vtHzgDbPo8TpT2Ms7MLpEDFxcic9fTpkpMo19Al5r6nRWxjOkwHy"
    "u+JsidG9O0zFUVLmiPzzk91g1WFjVRgxw9nFtCKjVBUjE6mIDL19YzY2THVRetXQ0lKWpmbbiBPNlw8rOljVoWIT65WboiqwWqfhWTTUc9uXb+AOU1"
    "WUgjWaioMUKAdVRZCWUNeRrcDJn45l70KaemQDSuvxqgRcrniEgDxhIiKFs7qoydj2MBoa5E8GwSI8XAWVxIVpTDWeq68IWOuhKgJUzjiX2PvIiXnh"
    "vbPJ8S/xJYPd/2YwzONsBSAGcDLXMGuSunBsMDcwWgHy7xkAAnfkOjBMYEOi2QPLmCNApOgTIAWar0Zda7sdWYS5HNzpskWYy3iVM75/TSCC+6O93O"
    "Y01KtI8leUUmQCF877EhUI9l2BwETQ4iXWpdUH8ykqiG4ja5u9tC57sToawin9I8Qe0EjonNtvgERswOnZdY4lkuveTq4LTKhStZFxdaqhCbEFVe+f"
    "T1C8gjfVM2he9ub+zAXI6dQjcF8Bi0weNAlX/sahWP+gRkTzBf40HBND/SfLH8QCljOnrWH+QqYBFjRxwJNAeEXID/hkobqVbXmrp6huL+Sf5Ythb8"
    "cK+7RlFshqw9698nB/BdzPEb6XvnVYP3jvgLaEv33osobw9HOEZanfbXXvroB3wBq2d1oDWteDdWz3jkeYbu43felRal+BzTGNCf/lYTB0H7M5pk9q"
    "y9JApo9iB9EX9X3Ck4XKKVTOkkC/36J3Ol3FFNYyqMhsTxhAFNcpOOOFevqDxEyHNhtXysypsIaphM4a6zPLRPScoIapBKhv9ZhlaO3AFvDLZqTjBD"
    "ZDc9ngzEqwCHBWhR2AK21Gqii44bWwXOYWNJ4Zxov8muTiDl6vpxpZ3DsV9JrdtS1hwG6ndRaoXWNhGq8a7YlLndEWu4AnvgFE49duyD0Ax9rxe80n"
    "pDewESmz/hBWkNJaQYIMy1xAIEBTRe1r521q1m9CDpCDNBUEeS8FGsbGhGNGuNYwNFcJmq1HEW0rs7IzRbeVDeM01bTduw5pSgTI61ZX6n/7uSP96x"
    "8hdand69759wfXk+tvQ1k69poLj1Jr2Ore5VymfbIr4B2MsHR/326xJkvuwQi37rq9Pj3jHYxwpzXoSMPmV3pyczzCD9316fVhOWyifgB8AetEhLSC"
    "5okjMUdk8p5byLb1QnwOU4r6DGXjco5M/f3qRJuqgFyVKFQ08M1m1wp8hZoeKIWaxe9M7kC2OqPdo6n3+oOqG+oLoNOStpUmeovfpPonC9BWRXWvLb"
    "VD9n8wNY05+TLB2vPMroOP1PN7en7+8QR0DDyBK1re7iPP53ygpwp/8zFpWksy3wn74rgP5mSOJPpeAmRVcjKeNT5drp0s9EuaW4XITe123I9iLBC2"
    "FPe9yQtrlFZgG/FR6YaFioIbIxboxpr8sC0t3zIcphJui3S3hb3JnNzSsl69HMx6xLIenlkhy3pTGjSlG/m9DOsSMjV1xpMfvSupoiPc3POWsJiM6Y"
    "7FrMRVk/tac5ZKj4HbiVf7Xye3bJ6TLEgl9iZKNqYmNycSttQEWyp9qXIg7N1eQXRPM2WonKZkqJxyMlQMbCOe2/eXQa+bIFRtSKImF021wX+Brh1z"
    "aTMeuBSMkKHFx3Rtsg7A3eQYrOkA1zwx4ZCb2d//H9HYI1o="
)
