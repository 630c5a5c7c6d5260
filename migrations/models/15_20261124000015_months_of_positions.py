"""Positions by months, what is kept of a stay near the farm, and calendars without jobs that are over."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
ALTER TABLE live_states
    ADD COLUMN stay_latitude DOUBLE PRECISION,
    ADD COLUMN stay_longitude DOUBLE PRECISION,
    ADD COLUMN stay_since TIMESTAMPTZ,
    ADD CONSTRAINT live_states_stay_whole CHECK (
        num_nulls(stay_latitude, stay_longitude, stay_since) IN (0, 3));

ALTER TABLE positions RENAME TO positions_undivided;
ALTER TABLE positions_undivided RENAME CONSTRAINT positions_on_the_map TO positions_undivided_on_the_map;
ALTER INDEX positions_once RENAME TO positions_undivided_once;
CREATE TABLE positions (
    id UUID NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    latitude DOUBLE PRECISION NOT NULL,
    longitude DOUBLE PRECISION NOT NULL,
    accuracy_m DOUBLE PRECISION,
    heading DOUBLE PRECISION,
    speed_kmh DOUBLE PRECISION,
    request_id UUID NOT NULL REFERENCES job_requests (id) ON DELETE RESTRICT,
    CONSTRAINT positions_once PRIMARY KEY (request_id, recorded_at),
    CONSTRAINT positions_on_the_map CHECK (
        latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 AND (latitude, longitude) <> (0, 0))
) PARTITION BY RANGE (recorded_at);
COMMENT ON TABLE positions IS 'A fix that counted. One a request and instant; degrees are WGS 84.';
-- Whatever has no month of its own yet, so that no fix is ever refused for want of a partition.
CREATE TABLE positions_default PARTITION OF positions DEFAULT;

-- True where the month was missing. Rows of it that wait in the default partition move there.
CREATE FUNCTION add_month_of_positions(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    name text := to_char(month, '"positions_"YYYY_MM');
    starts timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
    ends timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
    PERFORM pg_advisory_xact_lock(7731001000000002);
    IF to_regclass(name) IS NOT NULL THEN
        RETURN false;
    END IF;
    -- In the order of every writer, who locks the request before its positions.
    LOCK TABLE job_requests IN SHARE ROW EXCLUSIVE MODE;
    LOCK TABLE positions_default IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE %I (LIKE positions INCLUDING ALL)', name);
    EXECUTE format(
        'WITH moved AS (DELETE FROM positions_default WHERE recorded_at >= %L AND recorded_at < %L RETURNING *) '
        'INSERT INTO %I SELECT * FROM moved', starts, ends, name);
    EXECUTE format('ALTER TABLE positions ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, starts, ends);
    RETURN true;
END $$;
CREATE FUNCTION drop_month_of_positions(month date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7731001000000002);
    LOCK TABLE job_requests IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('DROP TABLE IF EXISTS %I', to_char(month, '"positions_"YYYY_MM'));
END $$;
DO $$
DECLARE month timestamp;
BEGIN
    FOR month IN
        SELECT generate_series(
            date_trunc('month', least(now(), min(recorded_at)) AT TIME ZONE 'UTC'),
            date_trunc('month', now() AT TIME ZONE 'UTC') + interval '3 months', interval '1 month')
        FROM positions_undivided
    LOOP
        PERFORM add_month_of_positions(month::date);
    END LOOP;
END $$;
INSERT INTO positions SELECT id, recorded_at, received_at, latitude, longitude, accuracy_m, heading, speed_kmh, request_id
FROM positions_undivided;
DROP TABLE positions_undivided;

-- Jobs that were over before their time kept their tractor until then.
UPDATE tractor_bookings b
SET active = r.completed_at > b.starts_at,
    ends_at = CASE WHEN r.completed_at > b.starts_at THEN r.completed_at ELSE b.ends_at END
FROM job_requests r WHERE r.id = b.request_id AND r.status = 'COMPLETED' AND b.active AND b.ends_at > r.completed_at;
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztfWtzo0jS7l+p8JeZjVD7tOVL9+s+cSKwjN2akSWvJI+3d7WBy1LJYowKLSB7NO/Ofz"
    "+VBUhcCgzoYoTri4WgspCfLIq85/8eTM0RMexDZTg059Q5OEf/e0DxlLCD6KUaOsCz2eoC"
    "nHDwo8HHGmT0RCwNu2P5NfxoOxYewpxjbNiEnRoRe2jpM0c3KRApaGbgIUGvE2IRNDUpWS"
    "DbwXRkH6KHR2xgOiTaVKem9YB0mw14ISP0uEAYOZb+xO6HTIqcCUEz03Z0+mQjRgsDqOlM"
    "2HfEfiU5hN8yMofsx7BTu73tnOr/mRPNMZ8IG2+xm//r3+y0TkfkD2L7X2fP2lgnxigEvj"
    "6CCfh5zVnM+Lm7u+blFR8J/9KjNjSN+ZSuRs8WzsSky+HzuT46BBq49kQosbBDRgF20Llh"
    "eAz0T7m/mJ1wrDlZ/tTR6sSIjPHcAKYe/N/xnA6BlwjupM0dna2WoTmdYecQznz5f97vDN"
    "BoWrvT13pqX9MOYgsCfk+EWd6poUlhMemwtBhKf7nzrtDhZw/gBo3vSvfn47O/cTwYf54s"
    "fpFjd/AXJ8QOdkk5B1aQP7N/Ng56Y4Itlc6nHPgmhYUyJDEG+LQRFrAfXQR8/8QK/dUT5E"
    "Ppg5Ud3oN7pdVS++fI/RzQ72rr8hzB3wFVe41u5/4cuZ8D2lV/U9t36jnyDga00VKVbrN9"
    "fY78o+iTJWbWwRT/oRmEPjkT9vXoLIV5vyldzr8jl38m2z7c7aXtXanzS8DGFdvmNtt48j"
    "0uAZI1nhnvidgy13byUKzQtAj7Z2wnJ6BhKolpGNOZZb7oI2KJNxcxokGaQptKyZAM7wLH"
    "9Qy7wHE9cReAS2GMh3PLInS4yINxkKbMG3dRkLNgnAxxFOGQZBSH+UJ/alJHDHSMNIK27o"
    "qX20D787agfoJf8Ol/6vXj4y/1z8dnX09Pvnw5/fr5aw2kYXYtfulLCkMumtfNdj/MDDgR"
    "WeUWAXw07MQZcMmuOPqUJKz1EGUE/5FHeugf7OPaZ//gqEONhbf3pWDdb96ovb5ycwu3m9"
    "r2fwyOn9JX4Uqdn11Ezv4cFUmWk6D7Zv87gq/on522Gn0fLMf1/3kAvwnPHVOj5quGRwGx"
    "2j/ro/YXKAbj54CcCice8fD5FVsjLXRltTxesWEQR2OoUBtz0dy2BU+qN8vVr11iYI5zfE"
    "l4yt89n7G/mnAPV8Zf/rPgn/VXCEBq1s0kkOOXpvVp9Aym+In/S3BvuJOvNY9GbAG4ay6q"
    "UHuXamkKNXYHkYyq9D3XZTGaEctmCtkQU/RIEHskhhNXeYUlydRbrp5bC67YNnsddHx0dv"
    "bpCGFjNsGf6nFdeYPzSmW4fDJqsjLMsCBGHmFqSVBBSer0cwZR6vRzoiwFl8IvckOn5CgX"
    "vD5BBeGtf86CLxuVCDC/Fke4nhfhejXVra0APNSdfNqWN7568B5lgvcoBd6jOLwWefLEra"
    "wArygkxJkg9oSWXIt4RVLFjTjLLpG8R8S2YKZcOPMRiQN8ZZg4wVYQJIpAPAaq/VvJKaBe"
    "du4uWiq67aqNZq/ZaYdVT34RTrETusMh6KpKK4qySZ8KwBykkjhnwFnaXpJ3kWrZXkrhXS"
    "obj4urmTFTVhhdwbZlWkR/or+SRczpKrZS3XnT7CekMcMUO23h16UdJLig2P/O/mPib1K9"
    "frfZ6B/8lWwc3KqNaz7SHZXLQyIz1+pqLdXSBeM0w3zKZulSZjNCR59Mttscogd7/vg7GY"
    "LjkZueeFTG/NHQh0gfIXOMXifY4Wdd6yVyzDlYrmrIZp8I2+hhblvaYF7/XD97EISKbPlm"
    "0iZWts2qlmITy//mr+wbf0/e8D4mqa949rSKHJrZAn+WxGVWBw+ulO6N2j1H7ueAdu7b8J"
    "V/DKhyedNsnyP+MaC9H72+enOO3M/olphFjfyaQY38mqhGfo2qkRzinDJYkEaGo8TwzGlZ"
    "WlGUeZWXJhZlJSfkATlMVUGgz04yAH12kgg0XIqEpJAxUxXygLyiqJ6N9DSTjfQ0xUZ6Gr"
    "eR4rGTL3BtSSABzgQwqDsk51YRpKkezJvfJ/SZhldBF1lRDlNVD+eT0ww4n5wm4gyXBNad"
    "97FFXJjms/uvxwwR/qVamhWCWx2YyPjoDs6cwcJGEIdp90z9h/wQPslPNhpiBvMIW8gBmw"
    "AYC/AzoTU0wcb4kzkj9BvCFJE/hsbcBgV5xSj0TMjM5iaEF4JMStjxDFuOKI9ltzeXxory"
    "SfXJxgoZyL95zanyGUJXXVU9R/B3QC86nV/Vy3PkfrLvrU7DPeEeFLEMbD77h6FtOXYBp1"
    "yIUFroSm2hY2+zIiwOkEkGl5rBrsAR5y8T3QyCabJV6kWkyzMZztgWQ33BYbcMZXtwK8TL"
    "i2YkV6R9d3Ohsr2TM3EVxxBPIbEItvPGlfkU1dOBthMZKSNFPmCkiK9B5hO4w1QyXiQ9Xs"
    "RDKw5w7pCR/mqm/QT2zaiR8MoqVeBIA8/wo25AQLjAXhO4Wstishn64/Ws2VIdSpBNrBd9"
    "SMB2YrKv3mTfEOY/Fo31p7lFYALDRvBfI8fksR0e3U82YitKH2IDyOPGme3cQmCC+Vfwof"
    "AoD/4tDTOlNczo05lBpoQKhIMUW3SQqHpi2FbC+19NC0y52qs+cibaVPDSSA6PFtDKIOkM"
    "QdL2jDDx9Xk6yYV2iErinAFnd14yHutDXVz2IgVuEbFEPQPqAIRmvhDL0keFCmEkTFCoHE"
    "bJoH+fghiewJM31CZEVWaLfGlimqR2K7XbPdFuG0qvoVyqB6KNYgPY9lYzVRTb8PZYKsvB"
    "pTmcczVIYDdYXqtlsRqMvNHZa5VOTKafmxZUQ8EzqAIaiLqooVfdmXDt3c0FgaP5jElRIy"
    "8Kw0FD9nPR4+IbenhcOMTmOSQ8ZcRmE7B/1w2+ENYr3eGtZZRH2d4YtRRjQuUjEm6/d/qd"
    "c8Q/oCrpdZNtQEqfCfBQmnT1bUCb7d5dV2k31HO0PORnb9WGO351PKCd/neeAQEf0Sfu3S"
    "IZnIRY5rd5uSTeHTMPbtX2pV8FNg9HXTLGU/dgQH9Tu82rJoSW+EfA6V8Yq+CcfzSg6j9u"
    "m1045R2Ug2/sdg57j7iQ51BConRlfgxLE8nLX19xlJMrT/rjd1dxcvs6dv3o5MvJ1+Ozk6"
    "VqvTyTplHHtWfyx0xn7xpNFA8AjuqEsJoQVZqTev+sGGkGJKWvRktPcymrkKc/QlpBV/+e"
    "uPYzxSeNyFAvxucw5QbYvD8PzN5xWYZGbT3bySK8nUaBBylMKR+kMj9I0lgsjcVlMmiWOB"
    "RKtdl2hflviRk0l9dqaQZN4o3Kbsi09CG7MLbMPwmFLkjsj6U7TBk9RE2mkjeUfvM3FcGP"
    "cYvcPLJb+NZGZJtsZou3PLJnmLojTDAVik2XW72ZNFaWbceqfWRj5WpBnwcW94BeNbs35w"
    "j+lsNk9YhtPSEV+m1OLIlLzYpbtat979x1wczoHg0oP1IbfaWreqfdL+Vgiuxgs+0ONjz6"
    "pmjUzjv0rqlctM7EnFuCfeeSDJkEY4jBX9JEVT6X6NAj3kMepNka1UbzRmn9fPS5Vo9kdC"
    "0LMwjjXYss7zCdXN6Flzf7AS/E0J7zhRqHqAqGYZYN/y3HYXqQjUmh7VxELVd98VVvOtgo"
    "xIcwoWTB+ixYiw0yHnljnGBCbHFOBIklJ4pyYmxa07mB82hTAZIqKlOZ/DnHKf6cY1ELle"
    "lUt6GKlDYj1lCY1dZj4rmRuOjFM1TpZXBc/3K2XOrwJW1x95jY3xLkOUAh8blBRtrYMgXy"
    "5Ru1bmLU0n9WZv/Zil+OWZzXLq3kdJk5/YINsOxTRxc0W0xndIRURhCVmtGyJkzya7K6NW"
    "F+Nx+1dy7EWDZur+NaLE2Eyf68EYsHmATWrsCemTfI5BfzsbuabD/X7JtxJvHHPSHWRLCU"
    "N4Bx9kCecq7fbcfxxIvjTrHDxGVRWfALb4arX7sEWlIKozw93DvjcaX6j4WW5wwveJrkmh"
    "jdutNUZ23+tc2osCtsTQ8EEWH8fC0tGmzMRmSOBOO/xk0f1R0bzQw8JIfokrCXBFT+tgi6"
    "v+6hryeiwK5ctDJOq2wv/hpKjtPinzHQk+2m/vgKGk23UpiqQC+KdRtRlBvlrZim36v7dN"
    "mg3rIv/v3aT38woNkrFWsv2JgLkE6NoAoTfsgwqrPaSeYwKg4X++cS6jNmaAkZnKDMu/XB"
    "MhjWOxhQpQFf4e+A9v5+x85pN2ofzgW/RcXB9wmY5ThP60WeBpdKPgpvPApgUNb+NGkuaT"
    "BEVOblX1BY2XxRAzwcMtlOo2ZS/Y+ElRwmkxmoMgNVutuku+0Du9vmNsnrEgqQSCdbukMI"
    "oNqAl+LOrpSxvBbxUQQWVKkSjZsjMp0xUYEOF4xXBwLjcmRELc3MrK/Gas9kkdHifA8lB1"
    "+xjTC1X4lFRtDx4GdArIbMGawGNrCG2IR/O0QP7iBeqxD+F/Q60Q3CM4DHumVDUUN20nZ0"
    "9teaU0H28fZvJ+zHEFwB/l3gC7uPbMxQYrO3fHtsNEQjtPaz6jQhIqk8ZlAen0mujGFveA"
    "WhrZ9m6WfNRiW3cjs9jXUOp7O5o02wLWhocaFTbC0SNuQQXbQ/oV+UcM/wTsvJaHUuQkoC"
    "A/Wi2Va6P36+Uf7xt5Cm0Oq0r/3xwT3k4kdfVaKmEf5SjmP/S6/TTrCKLCmiups+dNB/ka"
    "FnCkHaH90coAhB7y/oJfKBtd4Q4A4TXMgWhlJ/Xlb2LNBqN0RZQa7vCZcTjWMxvf59tNBA"
    "GKhAAw0HiSZrn4E4yxwd/xgVU/MmOtS8X3hyA1f33J57bDrqNuuDeCZKXqEQlTcaWebrNz"
    "Q1KVkAgU4Rz9BE4OWzgeTBr8TyIG4FuKN7D+iAPgzB/mK4AXnazDR0dgUogzW44LYegnAJ"
    "XAkz9izKYK2901pn80fGYYaqKAIjWQ+IkG1GH3gb/p1pA18z6AJfEzWBr1E9AMIqc9oGAi"
    "Qy00CAZoEouChdBbXYrYTCcdwKxcPFKGWsVqb2jBy2QpFxcVIJeWbICwWsxCkruK9sIWpF"
    "xiPKeEQZjyjjEXf3KMwsMiZM1x1pfneZuI0qQd2JUa7Zt2afoI43roGYwVyS95KgelGG9c"
    "+ZRG4Yluw5+hwXuqEl27xwleUV9Q47uvVUt65Wnj0baNhuzP5C07aG2vzNbdrmHsEO3lBv"
    "eSM3/2hA1bbW7dz12S7uH7Fx3a5L6h0M6H2n+6vWY+8BTh38Bm39tNtu57qr9npQanv5ZU"
    "AbnZvblspJlofsLHQDbLX4Wf+wHG8NnoKsrdX8LzLFThcM/GMFmgAuCWHpeIcD2rm6UnmD"
    "P++ArQGl2W81e+4KWB4P6I3Sb3yHk94B43Cr0+Ps5Z/l4K1NsMU4Y+GRPrfz1oUVEUtVMI"
    "sqGDazx0FPrEUXJ9xdHbrP23rZbbhn4AuxbGFQTyKqAYrdwXm0J3D63VtyGpcjZNLALMsl"
    "fix/tiyX+BE57fupC0SoREgln8vMZ/DHQ+JEoQC0CK3kdKk5/R5dj0rGz602PeIN+LQh0Q"
    "32E4pUpU+YQFamF0RBZ6pML4jPinMkOcA5gVxGO68R7exCyl4Zjwkb0dtGuOgcJd6YDq6U"
    "7o3aPUfu54B27tvwlX8MqHJ502yfI/4xoL0fvb56c47czyJ2tQ2HYrlAa2nNurNyS9uL/t"
    "2g+Lav1UuN8QMMnIFvA3rf7bSvtUu1rzRbvXMU+jqgV5279qXW6X/n3F59YXSq4p71Dgb0"
    "oqsqv16yNXCOlocD2u90NPUft2q7x7tahr4OaLuj9btKo99hE62O2aJRrtT+D7Zo+CdbYO"
    "69+Ec5TLPeAshbcyNCVuJVUzJvmAdcwZZdImopgKwngLDNbzynozXYEZ1AcmRNkbCYvhuh"
    "lfpuqfVdmVj3ARPr5rNRQa6HKSXXy8J1wcMeK50OgcW5S0qEiGRRiWhRiVeaG9EgjXSURi"
    "NUrBcw74kQTdaCwlRlDikuaoOtZzHC1pOtsPVYKU3ZsGbzi3fOK2AyfMxxTmAFpBtE913z"
    "ILdS+819K8URltXfwtXfQm/vDM1/vJ10A8D2VjNVFNvwW0d2Vtoktpk6K8UEsd3tB3sKa1"
    "D0XKNdlR/tt2YPJtWbpkJ7RHhNQh8u2cvr7V5e60FUvVZeIYxMW4eJ1wXJm6aqS8kiLzp5"
    "XROkLp+kqhB52QTrQdTjeWBMFadPld23Qfh4huAiQ6fPay6pvjdXi01VJbziRbnEenAcvQ"
    "4lfZP9ySiQ5WrUWkbF9209Iq77Z5HN3kQ/eeH6LHh7+a6FflnXbqhdmP4i0HbzA9Vi8/Sc"
    "bMLsPuJkkSFhU28Cqu5qqooAlbvo4NyiGNxCgoqD7qVaWrlBg4yemBr3uzs2R8VB6BcDoj"
    "JU6eMF/L7x+n6Pc1unbMuAyvOI7To2O4sm7P6EIpNtzuISgutMJkv6lc3WWkPJJf18lmo5"
    "a3tH6SpX1O+oniWWlI1KDgSsx+JJww3bsy70MJX0zPwlMjTkxDRMJTGVJbmrHUOSFDkU88"
    "NlsRG/YoO9/TWGCrUxfxuKamvmUaXv+Yz91YR7uDJy6NMpyl5OeXOlmwgkzpDikiJzsmFu"
    "SZeM8mZ/QvzC0UxAfIXWR9DJyHSQRWYGXpBRjcmDBKpJI+zXfo5LmsWm4XWnsWXBj8YOrz"
    "bNSWfEnBkEQfMl5JjG6Bt6sKemyWRQthvFhzPJ9dWcGyP0yH6E+XqIHn6fT2f2Axqac8ZQ"
    "t2o1fh3QpUMEymFj/mMc3uwJbjTGFvvtY0ZNmIDlFy99QJiOvFN+dU12jo1/nfCfx+ae4h"
    "maWeaLPiIWbxxlYIYDtp/JaEChFkANsZvwOfhJ+PHfYv9kYIxmjh/Y72B8XGhMNhsS73/1"
    "KnC7jaUYzs4K9bHOJHK4+YAyHdC0RtC2Cv43Q4fpXQGeDWb/JJ8CW/Cr4F/jd4n8u+45wf"
    "8r1YK9Uwveq6H9/khT+93P/mPhjIfDOXujLbR8VbHCZBLpLOWwmHAMt88Dc4BGYpwBY3tG"
    "mDjwPBVUG0sr8RakkjhnqfLNpKMiKnCQTiZIlSdnIp4qs1QL8rI4RCh5XGYex3XAvMwWzy"
    "C5Xmauc10+zujeFBtGYqrxkqgylTiP61/OlsnE8CUtfbh3o7Ra8Xzhke6GceStKRuhkyJH"
    "BpEDLDm2ObdEUfrZio2EZyhxzYgDryq3V5K71+8qzevvfY2tQOi4EPzKrkLd5TteUnt5GD"
    "UnZnLqbby2x9L2lvetEiKUL5Myv0yCNthibH6WCsHecLqQ6TNKKN92Gd92xUygMUqJdxbD"
    "UdBpk894FKWUeGfGu9ACj5NKxLMizp2fuZX8EKV8S5f5LR1oyf1ekXTlilzcYBp+cvhPWl"
    "ZIgCNxdmwzKaSUfHgzKyS+gPMnheSME7rButE3nwk9EMQJrS7W0uKEpmyY5sC4jHFCCmI7"
    "6pNBPs1tiCdhhMiGqPLHBYK5viGTGgseWd77rnyqn55BxMozmQlihdabSgaflG3jqaHk4J"
    "Nn9s8WtX/5tGUuFHTwm9ptXv3Q1Bul2TpHwW/Q1w6obpVe777T5d3tgt/LYfTiz582wbbA"
    "BX2hU2wtxE9HmC7CoseFF39YDiZt4hm48GqCL4UqhulFs610fywriC8lq1anfX0hqCF+8a"
    "OvKjI8+yPKueSPmc6mK2J1DFFKNpeazUyiKVSt05ZG5X3hb95afAESWZYzvVrc3Ja14t7W"
    "OAMLKndtqG2mr7glkAQq6bI2UrI66mvQvCVx1tQVxc8jQbO5wxRJnmDCS2f9ZCOvMlkNve"
    "rOhCuTY8v8k6mavC8Rz3KYGZhSMkITc27ZIjV109NL1bVsm1EtRXVdq7f2e3TV9rpf50T5"
    "IN49W9R7/VJtQPwGO+cfDaj6j9smp/QOBhTewJddBZrBLA/Loee+b+hTSd81W/PdlK+P7h"
    "5xYO+k4pI10pWs3h6r2b/1Qgzo3TMX1hVNDMiNE+4uMneLvN10X3dei7SQDSFMKR+jUj9G"
    "0hz4Idg8IkN9VOhpDlNKo2DJuWzolKS2Fk3kcoSyxFH+2d+JIVXuNFNjyNOUvpCn8baQfi"
    "GPnLbYCJm0x0ZgLWM0ViWAfcf+U9UE9J37IlUH1BR3TGokYG6vzHqxgOXAd3PRgO/db2Zf"
    "AS57w5l9xTVDxxmR/LUBYCvYXSYKbkTsLJfXdu48mn+oL4T/+rjvNnC5lubBNfnArI7b0d"
    "wCQkRevMrUGDEigqeH6GE2fzR0e+KWyeNVBNkvRnPq6AbqkpHOq9zxinkin+0GZxa4a/91"
    "4E7GPSCwz8PS/rd04pbYieuzK6tOvqIoc9xxQWX87CSDLn52kqiKw6VoJ1jvKYhBfKE/JX"
    "oDglRV8gP8T71+fPyl/vn47OvpyZcvp18/Lx0C8UtpnoGL5jU4B0JsiHsLKh9d3+sr/bse"
    "1JCAzwG9VX7cqO3+OfIOBpQHLWhdtaE2f1sGMSy/+9cbrU5vddX9NqC/dC40tq7b13Ap8C"
    "X6WnmfiIUZXhgmFvD3l16nLX6sAiRRk7E+dNB/EXv97ePTlQItgBEyFPuQLsPyA2g3BEH5"
    "MMGFDMrPvNFVq2Z66IELiId5+R6llR6bsnls1kqP3Zy+5XfBFOhagQaZyXpWsBdnBk2LIs"
    "Y/0IQcEzFSHpjKa6Y/kiG7OyhIunOImo7tR7v+ZCOYw3xFE6YIucXTvb5BmM0y+zSfoQmG"
    "2u7J1eB3d1sZUrtP2tiUMcksLLGuqEstszYUyPWEvwN607lotlTthu1jP85R8NuA3iutls"
    "pEWfezJDKn18Ugj8IcpCkzYwqqzMf1DCAf1xNBhktikPP26YrSVa5P1+atE0vILALRcUI7"
    "RQbAQ9TVC9HYSn80m3cgLrrXr6jLvKUcdNW/3zW7ak9rMJW82b1R+s1OGxL9BaehHoB3Wm"
    "lExrknBvS222movV6zfX2OVscDqtz1v3e6zX/ynIzl8YD27hoNVb3kxTT9wwG9Upq8vqb7"
    "OaANpd1Q+Rn/aEDv2r+2O5Cn4R0Uef/Uszyv9eTntR57XvEUOvZAlLCwL26KRTFKKa2Kha"
    "2Kw7kFm12ud1OQpsxPbFEhIIsMkCwCxHtHMsEewjsLLPQ4bWVKXO94nVPyh6OtWtRlNbJG"
    "yNYytJZMLNi1nXWMdWNuEQauqKZi8m4TpaueSLZ5UdjHbEpsGz8VgjtAWj3EjzPFKR+nxC"
    "kfx+OUpSMhGf3qOhLms1FBrocpJdfLwnWBV8H79aXM6SrZRru/TI4/2++eebI/vN2vxJNK"
    "4up5CzXXdZITWiGxRDiMsKwIJiuCvXd8+dsVwRL22g1Amyutp5w7wHayet4nRWJPEc6WIZ"
    "H8ZtsAyF70zc1yvmoiLXyp585IiZqyBX6+C4/w6tcugXYzQmuph32XT1KhHfqvHYSQeSs1"
    "OZBstZTfDCfzlkPmwotTgqntB3c5ENiFke8tR8+EzOxzXhRx6TivrULApozkkSB7Yr5SLx"
    "As6nzczh1krFjZJL8a+sCdA2ScWDkZU744sfcOXio38FuJXnq0cNL2I4Z7SVBBz9jGV7aB"
    "beckD7pLguqhm8XRm+znjbl5fV+CKKYBvBDpHghxSEPQA7F/cKfgCx6FCH66vfwFcZXGNA"
    "0mliYIfSHCaEMcRrmtjXZ5ZscNcTqdVshpc9GMRNy0724uVLbz8sW7qhccD8SxyNR8KeQv"
    "DVNKz1mZPWcyFiL5jbCfXvFMsRDSPyL9I9uFdKsdU2IWZ3tNW2cgy3Mv30U7t3Wa86RsWb"
    "hSe8O6ycZktGreQLYpMik3K77iBXR0mSLMDg22YMAUidEjps8ID4eQa4BMC2ySjMXkED2M"
    "wIVBOe95aSFuiIQk1pXRkm2RNpscPS7iBs9d31zaQsu2y9dSbKEyLaYE6QIyLWbbaTGBbS"
    "wPyBGyCuJ8lCk2/SglNv0oHpsubfgy11vmestc7w+Z631wq7Yvm+3rnHKgT3aOvINsKdjl"
    "cNrKbLvdbUbS2JkI/Z4YNzPZtG3iOEYhNocppeeizFyWNmxpw95nG/ZWDbSmrXv/c9xE61"
    "+rpRppvVGZg0/H+h9uRCi3hJLRIepQgvCyXTfEgep8vTjf0IiwlUhshC2C7q976OvJIepP"
    "COK3B1vpDFtsDvS4gHKDzsSGgNEHiwxNy+2/9iCKTn2PnyBNtmXb1GopJtsA+/KKBhFSKQ"
    "KWWjhg3CJ60eiVEKlkdKkZDY5dZy5SnVPaxweJZO/4LL3jDZM+FcA5SCWBzgI0Hg7n7EFa"
    "aIL2KClIh8kKQr0/yuomkJ4QPILb54E5QCMxzoCxPSPsRfo8neRCOUQlcc6AcwkqdezRPi"
    "2bb5YxTf+dLCVLz6K7PqLGksDlWqq9JDLwTYvJd/MVYsWIZTPt+hUzVCGeDBJkifUCtou/"
    "z3XioIk5t1wjxVSnc4fYbgzaVB9R/WniIJ26IWV8np9s9CfEnsVsI9u82YAO6MNwgillmD"
    "zwdhCYV9oEg4l/Ho1NCxE8nCDIAoUr1HT0sT7kASKu1WY1NZ/EJs43ZIJRxWbfXwi/7i3j"
    "dU0v5bEdv6vzfztGlv0JyTpoX7e3ZcDaakwWe0Sxxv5VwVsom3c/NMEOAf+uNvpKV80Juk"
    "92jryDAVUa8BX+Dmjv73fsnHaj9uFc8Ft0I3wfF/9/YHPVYCvV3H01zrXeFBtGYryocIJC"
    "QaMlE4u9mNHj+pezZZQofEmLC+3dKK1WPBDUxcgx14I4RC4BDgdPeK/yOLLJVbmDNLvvfR"
    "hwXzzOdcPRqX0It30Pp8XGKnXHtJM8cvNb/t0OJX2T/dmyd7cMQs+mfbtraiHmWOdYCTQQ"
    "99Ib2gcflFH1uPcK97iyNhTk4c5NJkRPbWK8EDuuQGQjkRJ5OSVy/plDGvfHVzCYfDtB+5"
    "DxlQfgJUH1ojY3Lz7jF7auLW1uGXkgDlNVD+fTTAv5NGUhn8YXsmEOsZFrJa8odqhFEroj"
    "rf00i9p+mqy3n0YBhogB7c+cu0WIaIcwK2NLH+L/08JPpr0bwDcT8i1F5AqKyF0Iy5kJk8"
    "79S6kisuUOyici/24+clv0kMlbh0iZzQgdfTKpAf2PKdJte06sn2z2U6ePSzM1NdETntlu"
    "5UuwWRs6hTjD0QjNZ2B2h3OO6WAjUczewW0Fovq/DtyZD/jShKkP/i1jGUsr1K+YlfU9sq"
    "KooGCfJYEuOX0uljznPQAxdNPS+lc0MqFfwAWZ0F8O5xF/CRQpWxEhlIu88CLn7+Y8hvQl"
    "we6t6O9j7dpKZ0v+AiwSEx4ilBHhpY4IL48lubxM3a8mYKVUjjcbWCjTLXefbpkxrDOnwW"
    "e9oM4yrOwthXSuaf0Zs2dp0jefiTCpNXS9lm4H4iM1B4Zmzm5l8tczODwxsolt6zz6cYyn"
    "urGAJFNjwa0rve/Kp/rpmTuOzw95pM9kJuylsokpZfZp2fb4WorFhvNPm2BbkA5xoVNsLZ"
    "L0riBdtIj5wnE1g/3c84U6lCfOL6VNJvpfNNtK98dS+F+KnK1O+/pCIP5f/OirSkSU8RAS"
    "FrJLVHrDRFXSeetHJ19Ovh6fnSxV3eWZNA1XYLKRZXU+gmJVolbaks1b1Z+LPMoBMlk3qc"
    "z89aTNnMp8mEpaSdLVeQ+tDWj0vdVM+wnsm9pkeGWFNMmG0msol+p75QZ6DVDF6qbXGjVV"
    "0fR7sBYocw//QQ29TkyDQFV5nfJ6RBlK1KcQSm2xbFtILUVblOXlS+CoY/qJna/u+Yqigp"
    "7oeqag03pK0Gk9HnQq6xTvQ51iWTNd1kwv1V60lZrp0pSVjH512+HJgtEfwfDhtYrLafgI"
    "U0nDR7rhY7bqo7em4SN7R76SAvum4SO8skpVFalLXnTyeiC0fPArtXTLB4zJk2lhUsLNFA"
    "vX0Q1aO0Ax4pkQNl74ycZuPaBvCK9SImqMeEh4baFD9MBWlWXzbntHkPNwmpBisd37STtL"
    "2XasWppXHtanmTdkMEy1Bgv254WfI2iQPxZxONNLsCyJqmSv2kTlFYf8kVDoKWFteuOrp/"
    "PVP2c1QKVaoGImKKn2FdkQ9k4DYBcnuXf6EJGU//cgPLwSwNrzx9/JMC+oYSoJqizn+16x"
    "3/F9dwMQVzy/IfSqyYCr97RLYN+MMQlti6UytfSI9aIPyYHA1uJfqqUZW2x3UOZMBr/+8q"
    "tpQZyI7kwQWwv6EBtorD/NLeLWasbI03Dd2szgZWVXqLC69KYmXcNukrd76lpdU8vsjdxU"
    "s2xZTC6LC3IbxeSCvywHzBGy6un+Wyl4BhsW+wnaqz5yJqKeO5dkqE+xIcZcQB21ALjkh9"
    "40e7jiUzC/VBvNG6X181nN3U9WLUp8bpzEg32SO8KkQp3WE+ZDgHyaA2R3HjIe60NdXEsl"
    "FWsR+UeE/PgNyGOaZbIEGXc3DPEMP+psYp3YAlP5hTfN1a9dYiSln3lyYsOfarG/fIiJ8E"
    "lWpnXBqqSW/td2NRQ3BUGooSyzE9I0FD4oo4YCLXsN8+mTTs+ZvuAmRINq4eVtu0nQggrV"
    "Oeikf7ZsNro0fWNEQL/V8qodEbLqycNbUT70GfhTLOErKaWwYIiqelCfZKkDfJJcB/gkVg"
    "dYOhyL7CJ753A0sO1oBRNqo7SS1aVmtcyO/xBstsgLEySL9ZUPUspQ8X3g8iMZYrYF55GF"
    "BKTVE4g25WWQVRtlecHyeInXKS8Y3DuCBebWtFZF69pVBPnt2qt4RjDboemT2K0evF5Ls1"
    "wFg13cPGNtotuOaS2y27Jsh8zcLANvpp9s5E0SyiuAZAIYwB7AB/CMW46NsIOOeD8HaAbh"
    "NXgQW742fhfe1Zndg+CptqLQbV5nYmbgIfG7Qa9uaOgv8EuABipQ6MMJ8nJcbGSzF+baXn"
    "5pfdu59c3nfRz45Dj+AEmVQvk3Vi8v8lgJ3hApxT0ExFUCecf1PXhP5fUKUESmKLGwf9BT"
    "2/1zBH8HtKs21OZvUGXCP4Km2g31tg/n/KMBVdtat3PXV8+Rf8TGdbsuqXcwoPed7q8a07"
    "q6nDr4bUCbbe2227lmUlTvHAW+DGijc3PbUjnJ8pCdVdoNtcULYCwPoy+9TAbyjdfAYBrj"
    "emslNEGZA6LkUllzqXAnf9FlsiQu9RK5Uro3aheq1MDngHbu2/CVfzDGX94024zt8DGgvR"
    "+9vnrDFhT/LMKiDfd3KpLzKTM+k9NVqOnkiwr1xpf4dVnQNratHEUwFThzUZjzlWHiBGkx"
    "SBSBegxU+wd2WtxW5+6ipaJb9pZq9ppe/6ClXZlfhFOrcK6uqrRiHXDpUwGYg1QS5ww4m0"
    "PetK2IIyVCKh1mJXelDE1rVNBjFiKVjC41o4cGns6IQKC6ME2DYJoQzrKiija2YGTbYuny"
    "zI4bW3Q6rRA7L5oRC0X77uZCZapGJO5YUBOCkRCh/JpSFyJAUz25a/N1GPURmc6YnEqHi7"
    "xVLwWk1UO8fpolLo6NSpZzT2ORcbKggMx9L4mXsraRvme7yyTmnoEDoceTX6mlRunzMTka"
    "oi19fT9Bo/o5dYh1iJqOjSzzFRkmVKGfsN/tt54fmtOp7tTQFD8T2/uGQLyz3EJr/MgcI9"
    "+xIXB07uyua7go3zc7tkSJyJt6HRdxTab6z6TjrKjjLEe+2/b3OXVmDifJm517OcOOp5Hl"
    "yEzxHGyfOUfDuWWbFq8SiSmvEYn4NAhbBLETiL2G51MyOkQKReYMlpNpsU0Goi0QJa+8AC"
    "Ues80LRrJrjMHsCuAzn4kjPHZ0XxmdUTYZLm0LXK7d7PvfkkRufvu4+fXZz4KaAy2dPot2"
    "v9D11O3P8UZq0Ig2XyNcXr0FkiytKdtJnjATypi8ZZtT8miOEtrXQtxYtp64m5tdbmb7tJ"
    "nJ9rjv2x5X5iQW4cbe2ellotqHYLNMVPsIXJbWcmktl9byoooURFkm6FBeAGa6+sQGZVac"
    "/MqXvDgmqCuPGAbOLCjeCbk0vF0nYlx2uH3ngQe50OHiocaTcyw80ud84POU17Ux8ejT2C"
    "IEjXR3vYkUqh3dVSpaZdvLaimKlqzgud0iOuBsyoOvP17imxFf2I1zAewTSISzIbwgWJC8"
    "kGhT9ocXMimXTDvYdLLfzHyF5revArExOZ44SCTDiTOEE1vkSYfbwc/S6Hz6KKp3kFa0Q0"
    "hevZCtzRfu4EXcxVhna96941ffgdLoN39Tc0psB5dd5ap/jvgHZL/BHJD7Bp8D2rm6ajXb"
    "7IR3AHlvje9+4pt7FJXO3ycv7YVYOpssb5hukEzG6eaI032vrJ2yCS2VTdv5YEB77UY01z"
    "CgPQtK5qcALqTeJfCnnw8/7yfwYGvX/jRpLs0yRFRB5WfzMf++/SsPykGaCoJ8nEVkTJYY"
    "owg/YlsvXEBhSVxmnA9u1a72vXPXPUf+0YDyI7XRV7qqd9r9Ug6xEEDTuC1YIBimRJOF6W"
    "RIWa6Qskg+1wsxNDDPF+GDkHx37NjWO/VdeTEDE8x0DW5EJ5D8KFqkiZC8kmaAZpfy5d6K"
    "l2yR6tP5VBuy1/BToS0oaQa56out+hdi+b1VMprhAxS7A/1ou6BvzA4voxuToWb/4Aiiqg"
    "+WrZf2IUDKM7SnxkeZrzR3XekgjYyLSo+L4lgJXsyysnQoFiq4pNYoLe33jns0TcjcWLe4"
    "9IU7TYVwD+/4gQ576wFV/QZ7/spi0815weY1Ebv05qkqXsRm73roXr0mTqo3TwacSuZXzg"
    "TTe/Vt3Ees/FhZthyGk7UXVmc8rtQbVbhbzWdMlx+tC9Udn6WqWE3MubUmQPeEPBuL7/5E"
    "VUFpm9Hl3poSBJevVtubseX++uaD3wwxbxEvU3Y2d3ie/1g3iNsTwo8CZ/+8iSDtn/3ob+"
    "h1YpIXYiHsOBh2HKQ7yOF1UqBiCkR/UxMybtEQU34BBuAnBmE80nzXN5cB52VTEmsoOeCc"
    "aRkJhere9vj5tOV2+H3v9DvniH9AvfTrJlPrlH6z04aa6atvUOG8d9eFUuVQ39w75Gdv1Y"
    "Y7fnU8oJ3+d15SGz7K4Shkt3OYXO/yQcjSBCNahK7M7CxNMMIyeT2jAXg5vkqO2I1ZgGXi"
    "c5Ftv0wWXx+TVJMvCAu0AJODdDLpucwclq6cD8FmXwvKJ7CHqaT/Jt1/41gJjWpye3ACSd"
    "P7CeybTpzwyipVMjt3n4mMDZ5bLdnUAD1Ps+awU4SHvObqIXogU6wbD361LYRtBOth9I0p"
    "/C5fEecmYjospJYbkNDGdHmbeKVYdddM4E8YMyhs+2bSgFC2XaqWYkDgCyCPurkkqKCeWT"
    "/NomiyUSll12Oq5gzb9qvJ9iFx/bVkpGOElUR8C4XuLdMonDfp05YZ61h/uH5XafQ7Xc3r"
    "Exf6Gu4XVw5T1wfJbI3msvbuerdq+xJSV5eH5WAI39Q1PxW1iB1HNIHU9cusBBrYdjTDfN"
    "L0IjadOLXkdpm5LS07yZtrtYJ0YzaJLPGPbEp2V3vdcD7FnWYPF0GmiA8onL0mQldsiqrC"
    "48ejrYdQJUs4RmP3ZMheOkRcnOTlx9eNQbthM/VhoqquJhPiEWVMYzJAM7zYROD1rTtNxV"
    "HSpoT986PNYHXD56owYuZ8E8uKzVJVjCwyJGzqdUHqutNUF6UXnbza2qulOw4RJKbmwwom"
    "qzpUfGG9CKutSayWFaVsyFpe9+HrudNUFaVgufHiIFXPSR8C6RUbBnE0PPp9bjubkKbu+Y"
    "TKcr4qAZcrHiEgT1iESeG8V2oyth1K+ib7k0GwCE9XQSVxZpmQDLEZsJZTVQSonHEusedR"
    "EPMiemaT41/iWwYf/2YwzP1kgTBFeDTVKZpgmye+TE1KFm6iC0buzDVkWjx/hfIOdohJ0Y"
    "dImc0IHX0yqbGIR75sdGYZ5rJzp8saYS6Pi5zBjksCGecY8RXjKYR6FaljFKWsUi7FjksY"
    "yWKa2y6maRFsi2pEpZW69ykqiG49UzOMekozjHq8GYZ0ShfZq8vkhM4UewCR0DlfvwES+Q"
    "JOTzSY27JO1NspBoEFVar8Alen6luY2njo/fMJildwUC2D5uWsxmfupQdLj8F9jmy2eMgo"
    "3MSOhmL9gxoR5Av8bs4tio2fbH8SG9nzKVQu+JNYJppB4oAngYj66e3wzlJ1K9v2VktR3S"
    "pf4qDfudXubs+R+zmgt8qPG7XdP0feAZQ9uLprX0LBA/gcUFXptpvt63PkHQxoo3Nz0+z1"
    "eJmD1fGAwsv9sqvcK61ztDqGmPBf7np99zarY7hTS1V6KtyKH0Qf1PcJT5Yqp1Q5SwL9dv"
    "s3GLCLaXjsMGGlwGpPmEDWiS644qV6+kFipkMvG1fKzKmwhqmkzhp5lDwRPSeoYSoJaroh"
    "wENrA7aAX1Yz7Sewb5oDwisrwSIg2BU2AK6ymqmi4Ib3wnKZW8jjxDSf1ZckF3fwei3VyO"
    "KO1MhLdte2QhEfDnUWwK4xs8wXfUQs7oy2+QU68g0gurh2Q+4JBNaOfx34hDCAzwjM+re0"
    "gpTWChJkWOYCAgGaKmpfG++4vHwScoAcpKkgyFsp0ADlZ0WaLcXWIkGz9SiiHZL9sox7hn"
    "GaatrqXIQ0JQbkRbOtdH/8fKP8428hdanVaV/744P7ycWPvqrse82Fe6XZb7avc27TPtk5"
    "8g4GVLm9bTV5v3D3YECb1+1OF854BwN60+zdKP3Gdzi5Oh7Qu/by9PKwHDZRPwC+gHUiQl"
    "pB88SemCMyec9t4jhGIT6HKWV9hrJxOUem/nZ1olUTAqFKFOpR8HZtffyCdSPQ1SeL35mN"
    "IM5wAnXtwXv9aWiYw2cEyxLpFDG9xS92/5ONoOt2DU5PdTpn7380tswp+zKi+tPEqaHP4P"
    "k9Ojn5fIhuTDrCCyhv91nkc97RXaW/eZ80rVe23hn74rj3pmyNJPpeAmRVcjIe17+cLZ0s"
    "8CXNrcLkplYr7kcxZ4Tamvvc5IU1SiuxjfioDNMmRcGNEUt0Y/2qZaFkWSi5NJb1lELJDa"
    "XXUC7V9zKsK8TShxOR/OhdSRUd8WrMW8JiMqYbFrMSd03hYy3YKj0GridebX+fXLMLSLIg"
    "ldhmO9mYmtxnW9pSE2yp8FDlQNgbXkF0jzJlqBylZKgcCTJU3OZKcYR/6XXaCULViiRqct"
    "GHDvovMvR9Lm0mAhfACBlafEyXJusA3A2BwRomuBCJCbt8mf31/wH0A3nj"
)
