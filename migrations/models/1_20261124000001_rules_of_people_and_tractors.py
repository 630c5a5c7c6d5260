"""What holds for people, farms and tractors whatever the code does."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION IF NOT EXISTS earthdistance;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE UNIQUE INDEX users_email_once ON users (lower(email));
ALTER TABLE users
    ADD CONSTRAINT users_role_known CHECK (role IN ('FARMER', 'TRACTOR_OWNER', 'ADMIN')),
    ADD CONSTRAINT users_state_known CHECK (state IN ('ACTIVE', 'SUSPENDED')),
    ADD CONSTRAINT users_email_shaped CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$');

CREATE INDEX sessions_of_user ON sessions (user_id) WHERE revoked_at IS NULL;
ALTER TABLE sessions ADD CONSTRAINT sessions_end_after_start CHECK (expires_at > created_at);
CREATE UNIQUE INDEX refresh_tokens_hash_once ON refresh_tokens (token_hash);
CREATE UNIQUE INDEX refresh_tokens_one_successor ON refresh_tokens (session_id, generation);
ALTER TABLE refresh_tokens ADD CONSTRAINT refresh_tokens_hash_length CHECK (octet_length(token_hash) = 32);
CREATE UNIQUE INDEX mail_tokens_hash_once ON mail_tokens (token_hash);
CREATE INDEX mail_tokens_of_user ON mail_tokens (user_id, kind);
ALTER TABLE mail_tokens
    ADD CONSTRAINT mail_tokens_kind_known CHECK (kind IN ('VERIFY_EMAIL', 'RESET_PASSWORD')),
    ADD CONSTRAINT mail_tokens_hash_length CHECK (octet_length(token_hash) = 32);

ALTER TABLE profiles
    ADD CONSTRAINT profiles_name_given CHECK (btrim(name) <> ''),
    ADD CONSTRAINT profiles_phone_e164 CHECK (phone ~ '^\\+[1-9][0-9]{6,14}$');
ALTER TABLE preferences
    ADD CONSTRAINT preferences_currency_shaped CHECK (currency ~ '^[A-Z]{3}$'),
    ADD CONSTRAINT preferences_area_unit_known CHECK (area_unit IN ('HECTARE', 'ACRE', 'SQUARE_METRE')),
    ADD CONSTRAINT preferences_quiet_hours_whole CHECK (
        (quiet_from_minute IS NULL) = (quiet_to_minute IS NULL)
        AND quiet_from_minute BETWEEN 0 AND 1439 AND quiet_to_minute BETWEEN 0 AND 1439);

CREATE INDEX farms_of_user ON farms (user_id) WHERE removed_at IS NULL;
ALTER TABLE farms
    ADD CONSTRAINT farms_on_the_map CHECK (
        latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 AND (latitude, longitude) <> (0, 0)),
    ADD CONSTRAINT farms_area_unit_known CHECK (area_unit IN ('HECTARE', 'ACRE', 'SQUARE_METRE')),
    ADD CONSTRAINT farms_area_in_range CHECK (area_m2 > 0 AND area_m2 <= 50000000);

INSERT INTO services (code, name, description, working_width_m, speed_kmh, field_efficiency) VALUES
    ('PLOUGHING', 'Ploughing', 'Turning the soil with a disc or mouldboard plough.', 1.20, 7.00, 0.85),
    ('HARROWING', 'Harrowing', 'Breaking clods and levelling after ploughing.', 2.40, 8.00, 0.80),
    ('RIDGING', 'Ridging', 'Drawing ridges for row crops.', 2.40, 7.00, 0.80),
    ('PLANTING', 'Planting', 'Sowing in rows with a planter.', 3.00, 8.00, 0.65),
    ('SPRAYING', 'Spraying', 'Spraying with a boom.', 9.00, 10.50, 0.65),
    ('HARVESTING', 'Harvesting', 'Cutting and gathering the crop.', 3.00, 5.00, 0.70),
    ('SHELLING', 'Shelling', 'Shelling maize or threshing at the field.', 3.00, 4.00, 0.70),
    ('HAULAGE', 'Haulage', 'Carrying the harvest with a trailer.', 3.00, 6.00, 0.65);
ALTER TABLE services
    ADD CONSTRAINT services_code_shaped CHECK (code ~ '^[A-Z][A-Z_]*$'),
    ADD CONSTRAINT services_figures_in_range CHECK (
        working_width_m > 0 AND speed_kmh > 0 AND field_efficiency > 0 AND field_efficiency <= 1);

ALTER TABLE tractors ADD COLUMN place cube GENERATED ALWAYS AS (ll_to_earth(latitude, longitude)) STORED;
CREATE INDEX tractors_by_place ON tractors USING gist (place) WHERE state = 'ACTIVE';
CREATE INDEX tractors_of_owner ON tractors (owner_id, id);
ALTER TABLE tractors
    ADD CONSTRAINT tractors_state_known CHECK (state IN ('DRAFT', 'ACTIVE', 'OFFLINE', 'ARCHIVED')),
    ADD CONSTRAINT tractors_basis_known CHECK (basis IN ('PER_HOUR', 'PER_HECTARE')),
    ADD CONSTRAINT tractors_currency_shaped CHECK (currency ~ '^[A-Z]{3}$'),
    ADD CONSTRAINT tractors_on_the_map CHECK (
        latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 AND (latitude, longitude) <> (0, 0)),
    ADD CONSTRAINT tractors_radius_in_range CHECK (service_radius_km > 0 AND service_radius_km <= 500),
    ADD CONSTRAINT tractors_prices_in_range CHECK (
        rate_minor > 0 AND travel_base_minor >= 0 AND travel_per_km_minor >= 0 AND free_km >= 0
        AND minimum_charge_minor >= 0);
CREATE INDEX tractor_capabilities_by_service ON tractor_capabilities (service_id, tractor_id);
ALTER TABLE tractor_capabilities ADD CONSTRAINT tractor_capabilities_figures_in_range CHECK (
    working_width_m > 0 AND working_width_m <= 100 AND speed_kmh > 0 AND speed_kmh <= 60
    AND field_efficiency > 0 AND field_efficiency <= 1 AND rate_override_minor > 0);
ALTER TABLE tractor_availability
    ADD CONSTRAINT tractor_availability_in_a_week CHECK (weekday BETWEEN 0 AND 6),
    ADD CONSTRAINT tractor_availability_in_a_day CHECK (
        opens_minute >= 0 AND closes_minute <= 1440 AND opens_minute < closes_minute),
    ADD CONSTRAINT tractor_availability_apart EXCLUDE USING gist (
        tractor_id WITH =, weekday WITH =, int4range(opens_minute, closes_minute) WITH &&);
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXetzm0i2/1e69CWZKsU3ke0kq9y6VVjGiWb08EhyPNnVFm6jlsUaNVpAVjy787/f7g"
    "YkHg0G9ALcXyRep5F+p2nO+/ynNjcmSLdOJFU1ltiuNcF/ahjOEdkIn6qDGlwsNifoARve"
    "6+xaHU0ekKlA51p2Dt5btglVOuYU6hYihybIUk1tYWsGpkQSWOhQRWA1QyYCcwOjZ2DZEE"
    "+sE3B3D3WIVaTMNWyYd0CzyAVPaALunwEEtqk9kPsBAwN7hsDCsGwNP1iA0NILsGHPyD4g"
    "vxKd0N8yMVTyY8ihw952ibV/L5FiGw+IXG+Sm//jn+SwhifoJ7K83cWjMtWQPgmAr03oAO"
    "y4Yj8v2LGbm/blFbuS/qV7RTX05Rxvrl482zMDry9fLrXJCaWh5x4QRia00cTHDrzUdZeB"
    "3iHnF5MDtrlE65862RyYoClc6pSptf+dLrFKeQnonZSlrZHZohrzBbRP6JFP/+f+Th+Nov"
    "T6I2UojxSlFpkQ9PeEmOUeUg1MJ5NGpxZB6S9n3A067GiN3qD1TRq8Pf34C8OD8OfBZCcZ"
    "drW/GCG0oUPKOLCB/JH82SjorRk0ZbycM+DbmE4UFUUY4NGGWEB+dB7wvQMb9DdPkAelB1"
    "Z6eGu3Uqcjj5rA+R7jb3Lnsgno5xjLw9agf9sEzvcYD+Tvcu9GbgJ3Y4xbHVkatHtfm8Db"
    "Cj9ZfGbV5vCnoiP8YM/I7oePCcz7Lg0Y/z44/DPI8uEsLz33TIOdomzcsG1pkYUn2+PiI9"
    "nimXGfiD1z7SAPxQZNE5E/Y9kZAQ1SCUyDmC5M40mbIJO/uPAR9dPkWlQKhmRwFThtpFgF"
    "ThuxqwA9FcRYXZomwupzFoz9NEVeuPOCnAbjeIjDCAckoyjMF9pDG9t8oCOkIbQ1R7zcB9"
    "rv9wX1A/0F7/7WaJyefmq8P/34+fzs06fzz+8/16k0TM5FT31KYMhF+2u7Nwoygx4IzXIT"
    "UXwUaEcZcEnO2Nocxcz1AGUI/4lLeuJtlHHukz846WP92V37ErAetbvycCR1r+nt5pb1b5"
    "3hJ41keqbBjj6Hjr4NiyTrQcBte/QN0F3w935PDr8P1teN/l6jvwkubUPBxkqBE59Y7R31"
    "UPuLKgbTR5+cSg/cQ/VxBc2JEjizmR4rqOvIVggq2IJMNLcszpPqjnL12wDpkOEcnRKu8n"
    "fLRhxtBizhzPjLexa8o94MoZAaDSMO5OipeWMePgIxfGB/id6b3skF7sIwHp0fFVGovVP1"
    "JIWaqc6Gqdw7F6fWqMkVyFZnwJgyfZUN8sYCKiSvhQk0id4KbarV2vAR4TqYQX36zlgg/I"
    "UosQD9VPWlRTW6DVjgEaEFUXEJ958Q0XwR2V5A0+bp1Ye9udCuiyf0xmvXQrHYvWJReYvF"
    "1UCWm4B+jvFFv/+bfNkEzjfZ7/RbzgFnoxjWCIK2aVs5BLQAYQXls5LIYx4mEYHMz2TyNs"
    "vDYh+ZYHChGewIHBzR2TB0BDGfvRuiEHeJDKfvi6Ge4HBYhpI1uBPg5UU7pLv2broXMlk7"
    "GRPJRZodo9IStc1y1Iq0ZpsNRfUMY43371O8kchVsa8kdk5YDV6n1cDPdU+DzCZwB6l2qf"
    "MU9/X0gsQdMcVEMI4CfGWYSHvAv6HniBTON7SMNiOVE9iIeYUcNuFqrXyHZhZBgPxv5LwV"
    "BmSuD9ot8mqIt3Lt01jTggt4r5F31HONY6/xna2nMdmo3vUaSmm26WMELGQ+aSqithOD7L"
    "qDfQGQ/Vgw1R6WJqID6Bag/xrYBgtCcOneWIDMKE2FOiWPGmf2cwuOCeYf/ofCpaz9Uxhm"
    "CmuY0eYLHc0R5ggH8TJYgKh6YtiHVGLYhwQx7ENUDFsZJjXlKittYs+UOeeloRswxoPGoQ"
    "2hPqXE5cM9AebL/s1FRwbXA7nVHrb7vaCExU4GlYuBLHXC5pgFIuLr43yWCe0AlcA5Bc7O"
    "uGg61VSN74ZPgJtHLFBPgToFQjGekGlqk1yO+ZgBcrnnCwb9cRz0rsDDVbri36ZBqiJb5A"
    "sT7yO0W6HdlkS7bUnDlnQp13gLxQ6wHW5Gqii2weWxUJYD2bK1OWS/JWI3WJ+rJ1kNkHtV"
    "+pwJk2BRB1PT+BNhmsRAPkzNthE+Ae3eZbsljdrfZUB/jMXU93tyC0/ZB5ZBRjZZxoK1gN"
    "i5wqDKu8XNlNjrzUQER9HeBvUEQ0Hlow02E7rpm9xjfNUedJuAfoafkOPEGNxDS+PE9aXj"
    "xJq40Ky4lgfKt/7NoAm8rTFmW3JrJA1k97CzUwymiAD0fQegM2U1r5J7hNDzyim3M2Npct"
    "adS6QSCUbng7+mCTuPHaITl7iEPEiy7citdlfqvP3wvt4IBUB48/6Max7OM72DdGJ6557e"
    "5Ac8IV15zGaZD1DltFoWDf89my1dyKYo13LOoxazPv+sN2yo5+JDkFCwYHsWbMUGYb7fGS"
    "eIEJufE35iwYm8nJga5nypwyzalI+kispUqpCE04SQhFNOZKgxn2sWTbpSFshUuUEgQyKe"
    "67GTnj9ClV4Gp41PH9dTne4kTe4hEfs7HLegOkOTpY4mytQ0OPLlC6khEeodROIWbJUpSe"
    "BtquyBDb9sIz+vHVrB6SJz+gnq1LKPbU3PyugQaQVj66vEaJFCEf+arG4Kxb+Me+XIectF"
    "4/ZuEpePHL1Tnjdi/uAd39zl2DOzBpn8atwPNoOVc86+GGcSfdxjYk04U3kHGKcPkirm/N"
    "13BlC0lsQc2kRc3rbGTX86RWW0D8TWtQnUnoPPNE1jW4yunWGqMzf3WvznCprzGicijB2v"
    "J0WDTckVqSPB2K8BK82eAc22nKq2J+ASkZcELZRjInD7dQg+n/ECuzLRijitor346yA+To"
    "t9R0CPt5t611fQaLqXPC6iP5jcl048xD6SCqK8F9M0fSPZywkvQjreGe8nEr74NL543cAP"
    "OXD2Uwmg0wBNXqlQeYL6koN0YgRVkPBVhlF9rJ+lDqNicJE/F5PO/HKAbGCAIq/WtXUwrL"
    "sxxlKL7tLPMR7+fkOOKV15RI/598Li4HECZhnO80aep8GhEo/CC48CNSgrfxo4kzQYICry"
    "9M8prHw8SzGRP57FTmR6KjSRVZXIdgo27ExAh8iqV0ThPJVYeJ4gFp5HxUITsX4sORwxQU"
    "rhVxXuNuFuK5a77WidXIrG4704hChUO/BS3FiVMpbXQz4K34QqVKJxe4LmCyIqYPWZ8KrG"
    "MS6HrqgnmZm1zbXKI3pOaXG+peXbV5D2O7NWyEQTWiDsLUWsDowFnQ3kwjogA/5yAu6ci1"
    "gLNfpfwGqm6YhlAE8107JpVXgdWLZGPs0l5mQf7/923PJl/hng3YXukPuIOmYFNnuLt8dO"
    "QzQCcz+tThMgEspjCuXxEWXKGHYvryC0jfPzFNiSq+IrH9NzQXQ1vFjaygxanPpvFxqG5n"
    "PMghygC5fzfnardZQM76ScjE7/IqAkEFAv2j1p8ONtV/rjl4Cm0On3vnrX+9eQix8jWQqb"
    "RthLOYr9r8N+L8YqsqYI626aaoP/Al1LFYJUHt2cQhGA3pvQa+R9c73FwZ0OcCEqfgv9uY"
    "Z+LjQyWp7OFAHKCnK9JFyONY5F9PrjaKG+MFCOBhoMEo3XPn1xlhkKZBMqoubNyPpvmM+u"
    "3MDUPadENRkOO7WtaTwTRitaiMq9GpjG6ovb6ZsQaBiwDE1AvXwWJbnzKrHc8StnH/DeIt"
    "aqeFpRvNK5WN7rmkpQ5QVQJHT3DZLtRpx/Gf6DCfOfU4jyn2MF+c9hMZ5GRWZU7X0kIlGA"
    "g2aOILYwXQWV0L1EsjHccoWzRShFqFWqYuQMtlyBbVFSAXlqyHPFm0QpK7iu7CHoRIQTin"
    "BCEU4owgkP9ygsTDRFRFWdKBPIC3WjJqYYdSdCmWRiqhjU0kgOAUlD/jJJ3muC6gUJNt6n"
    "7XiZ2PIyMlnJamwvcxdJ3lAfbsWuDWWnLFaWNZvSkNWYfI4xkd/k9nfaEdvboit4S74e0W"
    "Pe1hjLPWXQvxmRVdzbItcNBg6puzHGt/3Bb8qQvAcYtX9vjNs95XrQ/zqQh0NaKXu9M8at"
    "fve6IzOS9SY5KvVacqfDjnqbxXhrsAxihbI7Rmh9ea6EhjjohKF/rN37mn3WuIR06ribY9"
    "y/upIHlEfuBpkDUnvUaQ+dGbDeHuOuNGp9owfdDcLhTn/I2Mu+i8FbC0GTcMaEE21pZS3r"
    "yiMWqmAaVTBoJY+CHltKLkp4uDJy7/f1snNqyDU+nH06+3z68WxdSG59JKmaXLSQ3BMyLW"
    "5MTiyqPorDwfmhJHB6zVcyGpdDZMLALKodvi53tKh2+Bo5TTPWFvnCikKkgs9F5jP1x9O8"
    "h1zxYyFawelCc/oYTYsKxs+99ixi/fMUFWk67d6do6h8zACisDwniDlVYXmVGnF0KnLcx0"
    "z7l00+4TEK/BjUrqRBVx40gfM9xv3bHt1lX2MsXXbbvSZgX2M8/DEcyd0mcL7zWHF2HPjj"
    "AK2YCFpxiShpueUbpMjsIkD0vsqXCuEHNaf59sb4dtDvfVUu5ZHU7gybILA7xlf9m96l0h"
    "99Y9ze7BA6WXKOuhtjfDGQpd8uyRxogvXmGI/6fUX+41ruDVkLxMDuGPf6ymggtUZ9MtBm"
    "m0wa6Uoe/SCThn2TCebci30VwxDoToCsBRpCZAWeNQXzvbjA5ezvxKMWr7vtXndk8Zsu8W"
    "QLdoQHEBzZXgDJoV2FaIV2VWjtSmRhvcIsrOVikpPrQUrB9aJwnfOwR+ps0zDWzPUHAkSi"
    "AkG4AsEKZ0bUTyPccuF4CPOJGpN4iMZrQUGqIgew5rX4NdKY/BrxNr9GpO6i6G6y+8m7ZO"
    "USCT7GNCOwHNIdonvUrLu9FApz3kpRhEWpsGCpsMDbO0WnGHcl3QGww81IFcU2+NYRbXh2"
    "iW2qNjwRQexw60FJYfWLnlv0NvJiy7Zs2CO7w1RojQjOSdq0STR+ernx03YQVa/vUwAjw9"
    "LowNuC5A5T1ankBmZvB9KQpdQQPRM/VGpRipbb4SstUfT6GI0M8pHy7ZmpBWMRtZSXhb6o"
    "opbmRfoi+vET12PBy9N3K/SLOncDjYC0J45qkh2oDhlnaKeTPMqCU+YqWUsTQ2qa5pTIck"
    "7Vk+pj6WjyQETJfznXZiiRRRsc0Nc1LSvFKk59YQWp7peWhsmTQEslA/IwWeQomJH7IwwM"
    "subwa15tM5goYlU0e08dxBex8liqZCxGG6arXBmrD4008WzkqvhgpEYkpu3IDcWLueZuaR"
    "12lZ2MmAapBKaihmy1/dhx0QsZiotupscK6uTtrxBUsAXZ23DbHtO3bMTRZsASzowMamKC"
    "DpNR3tyI3ByJMyCPJ8ic5DKniEFKeXM0Q16lUyIgrmivDtp6w7CBiRY6fEaTJpEHES1/Ci"
    "BwX18n4M5ETxpNSL4DD+SU5bSgRlCdAZXZBqLC6F7vJCTV4r2D4iXVYzUFLs8Lvtw9gV8X"
    "zlBVl2SRfVaylSYJkgmk09QkIfIavX0WmH00AuMUGFsLRGT+xzmn5EtSnR0/lcA5TalV7W"
    "curcxPJ/IGihNKHI0gh6ZJpfEcVRb8hILHRebxRHP8fVnrkoXoxIqZYsVERJuwjKXJi72L"
    "t24HqaqX/bn7PFuKGLS4vu4X2g/5CcW6VeR1i7IqlxYeJhQrV8qVK582HqEUeKfA29eZ6l"
    "j+uWL5Q3eYYBDvVEgKofJxJMqOfUZQFZIPL4ZQRSdw9giqjN6HLtT0kfGIcI3jfdicrCd5"
    "H+bkMsWm16X0PkjAInDp6N3SQoARAovGqtw/AzrWF2Bg/ZnFqwy/Se8a5x+py+ARLeyoe2"
    "G7oYT/oGgLTz3Bf/BI/ixfB3i5jJBHW+QUyNp3edC++qHIXandaQL/Hq0PT6mupeHwtj9g"
    "VeL9++Hn4jgqBHv+cjRsDtKJhs1+2SdLw2YR9JGHG+XT4kSn4NfAZiLR5KpDYglHQVn4m7"
    "XKgI9EFBxJzoNfWiIL/mWN0zehMme97jMozknu5Kik66zPeHXU06BZa5+0AXGSF3oGFkub"
    "KJIsJo0lBb+xgJtzXXeC0KgyOTWNP4mqyer7AognYKFDjNEEzIylafHU1F0PL1TXoi1G9Q"
    "TVdaseVcfoTuV2kcqIci3ahYrXw+xSbnXaPXrM2xpj+Y/rNqN0N8aYvoEvBxItc7veLIae"
    "e1z3b0HfNXuLTCpeP5oScaB0UnHBGtIIVu+P1eRvPSGdViVeciumxFY1jhIerjnaPiM8dt"
    "wfjVVZyWVDCFKKx6jQj5EwB74KNtOW5pNcT3OQUhgFC85lXcMosWlKLJdDlNWLejxP1fLi"
    "PKHjxXm04cXR24iWaNXMkIFexGisSgB7xMra1QT0yBWfqwNqgjsmMRIws1dmu1jAYuC7u2"
    "jAY1fSLSvARS+lW1ZcU9TS5clfOwC2gnVzw+CGxM5ieW2X9r3xU35C7NdHfbe+0/UkD67B"
    "LkzruJ0sTUoI0JNb7w4CQoTg/ATcLZb3umbNmPJ7xwqPkF8MltjWdDBAE3JgBS1gG/qE57"
    "Pd4cgcd+0/as5gzANC13k6tf8pnLgFduJ67Eqrk28oihx3nFMZ/3iWQhf/eBaritNT4R43"
    "7lMQgTipx6Gfqkp+gAN3Nqx8dP1wJI1uhk3gfI/xtfSjK/dGTeBujDELWlAGcktuf18HMa"
    "z3vfOtTn+4OevsjfGv/QvFbfjbBL6d8GvlOBELC/isG5DD31+H/R7/sfKRhE3GmmqD/wLy"
    "+ivj05UALQUjYCj2IF2H5fvQbnGC8ukAFyIoP/VCV61KjIEHziceZuV7mFZ4bIrmsdkqPX"
    "Z3+pbX34Oja/laf8TrWf4uIyk0LQwI/6gmZBuAkLLAVFbQ8R6p5O5UQdKc0o2e0YopRkTf"
    "WUe/rmaGRfQpMq6xAjOiHDmnWYVyjgZ2iDuKQNoy6WBzwiQjt5y6oS60pNqSaIYn/Rzjbv"
    "+i3ZGVLlm9fjSBf2+Mb6VORyYCrPNdEEnTNJ60Cc9MGq8m+2mKzJicivLue5R6gGWt+R+m"
    "q1zN/93bJNaQmYjGxHGtEykAD1BXLzBjL70WLNZ0Ku9av6Eu8pJSG8i/37QH8lBpEUW8Pe"
    "hKo3a/R9P7OYdpFQD3sNQKXeccGOPrQb8lD4ft3tcm2GyPsXQz+tYftP/OMjHW22M8vGm1"
    "ZPmSHl5vjvGVRF4z5JDzPcYtqdeS2RFva4xver/1+jQ7w93I8/5ppHleG/HPayPyvMK5sc"
    "Q2jQ3mto5KsCOGKYUtMbctUV2adLHL9G7y0xT5ic0rBKSRAeJFgGgfGiLY06DOHBM9Snu4"
    "qf6+UvMco5+2sml3kda0GiLbyrxaMLHg0NbVKdT0pYkIuLwSe/GrTZiueiLZ7kVhD7M5si"
    "z4kAtuH2n1ED9NFZ18mhCdfBqNThbug3j0q+s+WC4mObkepBRcLwrXOb6ESBfXAmVyFWyh"
    "LS+To8/20fNNysPbcqWbVBJXUaVKVKk6dszzy1WqYlaCHUBbxdbxYXxzZZocJ2y/pAhvG7"
    "UfNvxt2ax1wAap0Iqx1w6t14aluT80GmfjnasnBtq4V6UuRjfVfgKbBrqo1CeBJiegj9Gm"
    "PyoLhNHYc2V/ARNEXjjIAtBE4PbrEHw+4yUz7GJIEStTNNmiDuJjZUykGma+khEh0gqaEa"
    "qkURJuIe0pL6P9pILRhWb0sTool4in5W6h/MqAFj2URQ/l6mAseii/3j5vxUVc1GwpoiXt"
    "SAlD6zBkZ36EjRm+0/VEe0bowhctGt+MFYBggUyLaNcrSFClKT33CFjIfKK2iN+XGrKd8v"
    "bM6ODWdqWV8OdkZ4K1h5kNNMySd5xx3ljgTwOjqK1j3zfbwgpSHG9KERoi7tjeUZ6o01rv"
    "a29ftqS9hp2SpwUq5K9yXgjpovIDAxwQ8G9yayQN5Iyge2RN4G7QfgZ0l36O8fD3G3JM6c"
    "ojesy/F16TjpOL9W+6zrHC926t7CjXhnOo67GRwtwBcgULF0xCdcOFTxufPq4DhOlOUkjw"
    "sCt1OtEYYAcj29gK4gC5AHhX/Yf57vWMjYfzOteL8IbddQOoLaVPY6oxrDiSp3PqBamTXZ"
    "RS5Lylvq61GGjNjJVF88WJxDa3kP6EOF2a0pEI8a+Y4h/7ziD6eddXMNnoQ6pI9A8Jkegf"
    "opHoC4JStuRXj6B6of67l9XgE5nXprI09SwQB6mqh/NeCr7rhgr1TDN5Q3FAlQXhA6mI52"
    "l0xPN4JfE80gdcmyPlz4yrRYDogDBLU1NT4f904INhHQbw3WRmCRG5giLyAE2JwDMbGY+I"
    "G24WOJ8oLJvOlURMJZemjjvTNfzoFrpFlqUxu+cUzjX9mYaL6c/MIjr8Jr1rnH90rmPj06"
    "JLj2hh8+LOdjGkiDsrkyDO+KfMoMVxhF5oGJrPMW+AAF2ICffPbqu3kgnmSTnmbo7zOvKI"
    "rPAX7Z40+LHOiF67Rjv93tcLTk70xY+RLIVevy5C3KT0WDtUkKhKtS921k9PpOLmmeWlC7"
    "IrUBamYPP+2EzEulz51Zaoy1oK/rrSZkZza5BKRAglRwi5aEUBzhwdNNyMVE5gX1QjgzMr"
    "oEm2pGFLupSPFRXkZoPx1U03TyxR0fQS0l7WMLu07C4gmo5m0wYpz4D+gzot0qsjYJg05m"
    "YBTY4emYVQaItFW0LqCdqiKNhXgEJm2dvNbtlmtnCwB8tSpnI7NBLcDo2o26F85Uxr13Lv"
    "st37mnFB8ciawN1IV2U0vOYfxw8nSiuL0sqFWov2UlpZmLLi0S9nfbE0VeUsZNt6Lq4HKY"
    "Xho8iGD7erS0bDR5BKGD6SDR+LTXudLQ0fvkY95QT2RcNHcGYVKh9qiMwnTUU1junDO1VP"
    "sn1YzkWp3eu0TyL1ca8MkxovNHsGyHTQVKiDqfawNGkOkmFSF7jTmtop2EJFf3IGc5Oddj"
    "XoFkaTrLWXt6q5XGQReVeNXkSM67FiXP2/LAPMIbLqKSF7icOkCxb5CcpKm9gzXgmIS6Rq"
    "c6jzMedQh+VSh/zEHaaEMz4pkV5utbtS5+3HurOebDLmPW6cRS1Q8QUKEqFOKlHwKkA+zw"
    "CyMw6aTjVV42ejJmLNI3+NkJ++AHmG8FdfZJojASkqXMB7jQysIWvLUootb6jn8vIhWk4x"
    "ptzGtmBVsgbEXmtPen5xroaydpknaSjsopQaCq0IqRsP7zTcJPqCE6VLVQs3mNiJzOUkzm"
    "WgE87Zopk5kvSNCaL6rZJV7QiRVU8e3ovyoS2omc/kvpLisQ5SVQ/qszTpSWfx6UlnkfQk"
    "4fzIs4qUzg6uQ8tWckZ5hmkFqwvNahGy/SrYbKInIkjmK3PspxT+yzJw+R6pkCzBWWQhDm"
    "n1BKLdt5MvTlmS4j5GosdPobKs47uj+LKet++SEki2rgjy+7VXsTBVskLjB75b3X++nmS5"
    "8pdSdYJflZlm2Yb5nN6WZdlo4eSUuyO9sYA7yBdAbo3w5J2BaSb6nUUvIA/gHfWMm7YFoA"
    "0+sKYoM0jd5OABLmIsXzu/yxiP8R25B4JzZUOhWSz5YaFDFXnFSTc31LUn+ksoDU2L0NQZ"
    "cAMvLGCRF+bWXn5hfTu49c3jfRT42JwIP0mV8iF2lsQdeqw4b4iEjBMOcZVAPnDSCasrul"
    "1WRGiIAgv7taHcGzUB/RzjgdyS299p6oO3RQvLtuTrET3mbY2x3FMG/ZuR3ATeFrluMHBI"
    "3Y0xvu0PflOI1jVg1P69MW73lOtB/yuRooZN4NsZ41a/e92RGcl6kxyVei25w7Iy1pvhl9"
    "5xEjOIxrjdXAkMUOSAKDFVtpwqzMmfd5qsiQs9Ra6kQVce0NQp+j3G/dse3WVfhPGX3XaP"
    "sJ1+jfHwx3Akd8mEYt95WJQmAyU+/ySSfeIEYWQTKP00okdzEE9s8OpOJ0SFGtxC00V6Xe"
    "a0jTXep83cTEzdjJaMPFLjtYKBnRS3Veq+a68LZ0NlbS/yOFJCpMJhVnBXiugA+yoYrepw"
    "vkAcgerCMHQEcUw4y4YqXG2RkO2LpesjB6622O93Auy8aIcsFL2b7oVMVI1Q3HHUcEEtz4"
    "grvyaUN/bRVE/u2n1xAG2C5gsip2L1OWspBg5p9RBvnKeJiyNXxcu555HIONFZUXRWLIiX"
    "sl6uzopD5hmocT2e7Ew9MUqfXZOhSvfa1/fGAiqtgoXME9C2LWAaK6AbtDTajPxu2veQug"
    "lVYz7X7DqYw0dkuXuAincmO+1sGVPgOTY4js6D3XULF+Vxs2MLlIi8q9dxHtdkov9MOM7y"
    "Os4y5Lvtf52TF4Y6i1/snNMpVjwFra9MFc9B1pkmUJemZZisMxfEBl0jABuGtXIlBwB5DS"
    "/ntM+rhIGxoNPJMMkiQ6MtAEYrYJCR4JQsXvRKco4wmJyh+CwX/AiPA91XRGcUTYZLWgLX"
    "czf9+rcmEYtfGRe/kZM+zFv4vFOJi56bfpxazvMKtrCaLjT26x7SCxcmrTlDQ8BY6VNA2+"
    "myZenO62Z8V2cxZSacaEt24eOcpWMacPJuaiIEJpqjVPDkvAPdVSx2ZVrsROGZ/eZ+Uh0p"
    "C77e9QLflPjS1TgTwB6BQDgdws8IcmJuYkUh7/IKNbveWYzqwljRQsKrTG5wP5Hwgqfwgp"
    "voQaO3oz9Lwcv5PS9NJynXjEtePU/D7vPNWO1BPtbpCqEfvEdoa9T+LmeU2GqXA+lq1ATs"
    "iwZt0jFoyCb9HuP+1VWn3SMH3A0artn65sVrOlth6fw44ZRPyNTIYFm9y34y4V7O4F4+Vr"
    "BZ0YSWykabvTKg3Sq5imMYUB45lR4TAOdSHxL48/cn78sJfJn6cJfON+YLvnLtX1lQ9tNU"
    "EOTTNCJjvMQYRvgeWlruvJ81cZFxrl3LA+Vb/2ZAm+Y4W2PMtuTWSBrI7mFnpxhiIQUtT9"
    "uuIJ3whOTOnyQ/4AnpCjXP5+EDl/xw7NjXO/WovFhQE8x8C26EBxD8yJtbjFBWSdNHc0j5"
    "srTiJZmk2nw5V1TyGn7ItQTFjSBmfb5Z/4RMfj/eWA74KA4H+of9gr4zO7woFBoPdXW7pB"
    "krnLkcmp9GBL8nB78zrDgvZlEQLRDw7p9SW1RE81oe3BsGbZeybU20C2eYCuEeXPF9jSG2"
    "A6r6fSGQRd5dtInYlkjJ7jjl85OmgulY7TPKiJWX4EOmgzrbemL1p9NKvSECUM2MpbklPr"
    "cIPerP37yBqoLSPiOAmczBCf/1ZJH42F9a3zRt4C8GUGX5VSfgDs2hprPij49oYQNo0eaO"
    "aPIFQOBwAjD8gYFZrK5Oo4CACi3kpl3RlCuad+AOGDYd7/1mIsy3aKJ5HSTkNNAJkMWPtS"
    "YosnMlpxOrcZ7GVUiuSkixjja9h5a1Msg6NIMWJ3skod99mLCSiO8hqd009NzBZh5tkbGO"
    "1IIbDaTWqD9Q3Jpwgd1gbbhiOBJfSThgOABweDO8lnuXNN5vvVkMhrBFXfHi9/J0VeENIL"
    "puFLmCEOt4pBsPiobz9ksKUAtuF5nbwrMRv7hWy7ORIXXW5z2H5nxL48IVGaKE3M9iphLN"
    "cF82fQqLZzJETFDaSbeaLhmpcq1qAn5Zas4VJuF4gLx+L1tidO0MU1WUvI7YW6Lk675dRZ"
    "T8pSryg+SrilEVkDJ5F3zPponIysOqnMVD2sdoZJCPFM9ocLgKvhgXpjHVeIa7PGCth6oI"
    "UBm9VrdQ15FNHkZsQdX9EREXVvSiepI/a8UuV+zN9anL2lCthvztJrC0B4wmwXoyOOBBAt"
    "KmfRr1Qv3LWJoY6m8sbxALWMs5LTj4JzINsKDuKDezhlfa5oB3Fn6vMvm9HsmfzWuB9mgL"
    "7SMY9a+Vm+smcL7H+Fr60WVdhtwN2mjo6qbH2gzR7zGWpUGv3fvaBO4GawPUbQ9ptDjrA+"
    "RujzG1W1wOpFup0wSbbepp+PVmOHJus9mmd+rI0lCmt2IbxTB6wzl97vNEsYcpRUpT7gB2"
    "kUq5/1RKna5iCitEmWe2xwwgUjZyznhhiX8llvhgBzQmZWbugeanEnkGke4FTETPCGqQSo"
    "D6UucChlYU4BxdC9YjlRPYFC0L/DMrJoeDsyrsAFxpM1JFwQ2uhYXqBeGPq+YZWoJh1y+W"
    "C1bgE9R0XzJJGhsLuQLZ6ozW36WWmncqbc8AqCDgtY53R39jAVrspe4W9l3ayAK0qzLZmW"
    "DtYWaDt++plePD2dn7X07A3Yr8+gl8vmuCroHJBg0Wfs+ztRzhFwibS9HeJPUEm4vLxyju"
    "wzmZL7H6h4+sSor2aePTx7WiQXeSVIthV+p0orqEsUDYUpxnKCusYVqBbUhP0w0L5QU3Qi"
    "zQjXbUy94TOkglRPdk0d02Y/qiZ5Yuq+fWDUuXwZkVkC5b0rAlXcrHEi4lZGr83jvumUSR"
    "Em6ueUmIjMd0x2JW7KrJfaw5S6XLwO3Eq/2vk1uWJYkXpGKrvsTbzOPLvlTBZL6XNCL6UG"
    "VA2L28gujupXsAuaONeKaPX4f9XoxQtSEJG7811Qb/BbpW5tBaHrgUjICF28P0bVf6Iwx3"
    "q9O/CEsJdICLYzdU+uv/Ad5aaho="
)
