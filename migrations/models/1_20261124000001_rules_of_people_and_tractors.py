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
    "eJztXVlz4ziS/isIv3RPhMpb5aOq1rWxEbRMV6lbh1uS21MzmqBhCbLYpkANSVnl3un/vk"
    "iQlHiANEldFI0XiwcSpL8EgcxEHv93NDVHxLCPleHQnFPn6AL93xHFU8IOordq6AjPZqsb"
    "cMHBDwZva5DRI7E07Lbl9/CD7Vh4CH2OsWETdmlE7KGlzxzdpECkoJmBhwQtJsQiaGpS8o"
    "JsB9ORfYzuH7CB6ZBoU52a1j3SbdbgmYzQwwvCyLH0R/Y8ZFLkTAiambaj00cbMVpoQE1n"
    "ws4Re0tyDO8yMofsZdil3T52TvV/z4nmmI+EtbfYw//5L3ZZpyPyg9j+6exJG+vEGIXA10"
    "fQAb+uOS8zfu32tnF1zVvCv/SgDU1jPqWr1rMXZ2LSZfP5XB8dAw3ceySUWNghowA76Nww"
    "PAb6l9w3Zhcca06WrzpaXRiRMZ4bwNSj/xnP6RB4ieBJ2tzR2WgZmtMZdo7hyqf/9d4zQK"
    "Np7U5f66l9TTuKDQh4nwizvEtDk8Jg0mFoMZT+cvtdocOvHsED6t+U7s+nH//G8WD8ebT4"
    "TY7d0V+cEDvYJeUcWEH+xP7ZOOj1CbZUOp9y4BsUBsqQxBjg00ZYwF66CPj+hRX6qy/Ih9"
    "IHKzu8R3dKs6n2L5D7O6Df1ObVBYK/A6r26t3O3QVyfwe0q/6utm/VC+QdDGi9qSrdRvvr"
    "BfKPol+WmFlHU/xDMwh9dCbs9MPHFOb9rnQ5/z64/DPZ9OFOL23vzgm/BWxcsW1us4kn3+"
    "cSIFnjm/G+iC1zbScfxQpNi7B/xnZyAhqmkpiGMZ1Z5rM+IpZ4chEjGqQpNKmUDMnwLHB6"
    "kmEWOD1JnAXgVhjj4dyyCB2+5ME4SFPmibsoyFkwToY4inBIMorDfKk/NqgjBjpGGkFbd8"
    "XLbaD9fltQP8IbvPvvk5PT008n708/fj4/+/Tp/PP7zzWQhtm9+K1PKQy5bHxttPthZsCF"
    "yCi3COCjYSfOgCt2x9GnJGGshygj+I880mP/4BDHPvsHRx1qvHhzXwrW/UZL7fWV1g08bm"
    "rb/zY4fkpfhTsn/OpL5OrPUZFk2Qm6a/S/IThF/+i01eh6sGzX/8cRvBOeO6ZGzYWGRwGx"
    "2r/qo/YXKAbjp4CcChce8PBpga2RFrqzGh4LbBjE0Rgq1MZcNLdtwZfq9XL9a5cYmOMcHx"
    "Ke8nfHe+yvOjzAkfGX/y34V/0RApCaJ2YSyPFb05Np9Aqm+JH/S/BseJIH3KVpPrkvFVOo"
    "/Vu1NIWaq86mpT24jTNr1KwFcYYTZI65vso7+clGQ8yWhRG2mN6KHdBqHfxEaA1NsDF+Z8"
    "4I/cKUWER+DI25DRrdCiz0RMiMqbiM+8+Eab6EHc+w5Yj06t0+XGrX5RN6k7VrqVhsXrGo"
    "vMXiuquqFwj+Duhlp/OrenWB3F923uzU3QvuQTmsEQxty7ELCGghwgrKZwcij/mYxASyIJ"
    "PZalaExQEyyeBSM9gVOASis2kaBFMxe1dEEe4yGc7YFkN9wWG3DGVzcDPEy8tGRHdt37Yu"
    "VTZ3ciayRrqToNIytc121YqsZpsVRfUMYyfv32dYkVirxCWJ35NWg7dpNQhy3dcg8wncYa"
    "pN6jzlXZ5ekbhjppgYxnGAr02L6I/0V/ISk8LFhpb+qqfDBDZmXmGXLbxYKt+RkcUQYP83"
    "cVeFLhvr3UadLQ3JVq5tGmvqeIYfdLZGvRwJ7DWBu7UsJpuh314nGc02HUqQTaxnfUjAdm"
    "KyU6+zLwjzl0Vj/XFuEejAsBH818gxuROCR/eTjdiI0ofYAPK4cWY7jxCYYP4Z/Cg8yqN/"
    "ScNMaQ0z+nRmkCmhAuEgWQYLEVVPDPuQSQz7kCKGfYiLYQvTAlOuttBHzkSbChYNw8QJO2"
    "gC2gjqYyA+PNxTYL7q3F42VXTTVeuNXqPTDktY/GZYueiqSjNqjpkRJr4+TSe50A5RSZwz"
    "4Oz2S8ZjfaiLt+FT4BYRS9QzoA5AaOYzsSx9VGhjPqGDQtvzJYN+Pxv0nsAjVLqSV9MwVZ"
    "kt8qXx95HardRuD0S7rSu9unKlHokmig1g21v1VFFsw9NjqSwHqu3oU8zfJWY3WN6rpVkN"
    "iNcqe8yExbCoobFl/kkoBDGwP5buOIQeo0b7qlFX+o3fVQQvY3P1/YE9wlf2kW2yni0esW"
    "DPMHVbmKC828JIia0+THpwlG01qKUYCirvbbAa0BeBwT2g141u6wLB3+gXsh8fgwds6wK/"
    "vmycWBKXmhU3alf71rntXiD/aED5kVrvK13Vu+yelIMp0gF92w7oXFktquTuwfW8csrtxJ"
    "xbgnnnigyZBGOIwV/SRDePXaJjj/gAeZBm21HrjZbS/PnD+9pJxAHCH/dnQvNwkeEdppPD"
    "u/DwZi/wTAztKZ9lPkRV0GpZNvy3bLb0IBuTQtO5iFqO+uKj3nSwUYgPYULJgvVZsBYbpP"
    "l+Y5xgQmxxTgSJJSeKcmJsWtO5gfNoUwGSKipTmVwSTlNcEk4FnqHmdKrbEHSlzYg1FDqB"
    "9Jh4biQOenEPVVoMTk8+fVwOdThJG9w9JvY3BduCwwkZzQ0y0saWKZAvXwkNiVFvwBO3ZL"
    "PMgTjeZooeWPHLMYvz2qWVnC4zp5+xAZZ96uhGXkZHSCvoW18lRssQiuRlsrohFH+YD9qe"
    "45bLxu3NBC7v2XvncFbE4s47gbErsGfmdTL5xXzorjo7zDH7qp9J/HNP8DURDOUNYJzdSa"
    "qc43fbEUDxXBJT7DBxed0cN53xmByifSAxr00o9xx+gTCNdTG6cbupztjcavKfa2xNjwQe"
    "Yfx6Lc0bbMxaZPYE42+DFrozQbpju1ltj9EVYYsEJMqxCLr72kOfz0SOXblopZ9W2Rb+Gk"
    "r20+K/MdCT7aZ++woaTbcSx8X0B0u46CRDHCCpIMpbMU3DiuTMRyIP6eTN+CCR3IvPshdv"
    "mPSxAM5BKgl0FqDZkoq1Z2zMBUinelCFCd+kG9XH2llmNyoOF/vnEsKZX3eQDXVQ5tn6aO"
    "kM6x0MqFKHU/g7oL3fbtk1raX24VrwLCoO7sdhluM8PSnyNbhU8lN45VMAg7L2p0lzSYMh"
    "ojIP/4LCysezDAP541niQIZbkYE8HDLZTqOmkwvoCFn1kiicZxILz1PEwvO4WGgRXo+lwE"
    "ZMmFLuq8rtNrndVq7ttr1Vcikbj7eyIQRQbWCX4taulLG8FtmjCAyoUgUaN0ZkOmOiAh2+"
    "MF4dCYzLkRa1NDOzvmqrPZGXjBbnO0jfvsBQ78xeEIuMIEHYz4BYDZkzGA2sYQ2xDv92jO"
    "7dRryEGvwvaDHRDcIjgMe6ZTuQFd5AtqOzv9acCqKPt/84Yfqy4AjwnwIn7Dkyj1mJzd5y"
    "9dioi0Zo7GfVaUJEUnnMoDw+kVwRw17zCkJ7cn6eAVvWKjnzMdwLo6vT2dzRJtgW5H+71C"
    "m2XhIm5BBdNJ33i5et48DwTovJaHYuQ0oCA/Wy0Va6339uKX//W0hTaHbaX/32wTnk8ntf"
    "VaKmEb4ox7H/pddpJ1hFlhRR3U0fOug/yNAzuSAdjm4OUISg9wf0EvnAWK8LcIcOLmXGb6"
    "k/H5EfM531VqQyRYiyglw/EC4nGsdiev1+tNCAG6hAAw07iSZrnwE/yxwJshkVU/MmbP43"
    "rRdPbuDqnpuimnVH3dzW4M9EyQISUXmtkWUuvniVvhmBThGP0ESwy2cDyb2fieVenDl7R8"
    "8e0AG9H4L9xXAd8rSZaejsDlAGc3DBYz0E4RZsJczYtyidtQ5Oa53NHxiHGaoiD4yU8sBh"
    "ss3oA6/DvzNt4HMGXeBzoibwOaoHgFtlTttAgERGGgjQLOAFF6WroBa7FVc4jlshf7gYpf"
    "TVypTNnMNWyDMuTiohzwx5IYeVOGUF55UteK1If0Tpjyj9EaU/4u4+hZlFxoTpuiNthEW+"
    "cmCjSlB3YpRpNqqKQa301QiQ4DOYS/JeElTPy/DkfdaSmak1M2ODlc3GzrxwluUV9e5m7K"
    "Oe6ubVyjNnAw2bjdnfAWXym9r4HUpq+0cwg9fVmz5c848GVG1r3c5tn83i/hFr1+26pN7B"
    "gN51ur9qPbYOcOrg2YA22tpNt/O1q/Z6kGp7eTKg9U7rpqlykuUhu6q062qzya/6h+VYNX"
    "gIsgbsThBaXx8rkS52OmDgH2u0v+YfNR4hDB3vcEA719dqF3jkHbAxoDT6zUbPHQHL4wFt"
    "Kf36N7joHTAONzs9zl7+Ww7e2gRbjDMWHulzO29eWBGxVAWzqIJhM3sc9MRcdHHC3eWhe7"
    "+txc5NQnfy4ezT2efTj2fLTHTLK2np6OKZ6J6JZQudehJRDVDsDs4PBwKnX70lp3E5QiYN"
    "zDJd4tvaz5bpEt8ip/196gIeKhFSyecy8xn24yFwopADWoRWcrrUnN5H1aOS8XOrRY94AT"
    "5tSHQDyn8XyEqf0IHMTC/wgs6UmV7gnxXnSLKDcwK59HZew9vZhZQtGQ8JE9HrRrhoHyWe"
    "mI6ulW5L7V4g93dAO3dtOOU/A6pctRrtC8R/BrT3vddXWxfI/S1iV9uwK5YLtGYRbCfFFm"
    "XlVqCTMrOLAdH+ql5pjB9g4AycDehdt9P+ql2pfaXR7F2g0OmAXndu21dap/+Nc3t1wuhU"
    "xb3qHQzoZVdVfr1iY+ACLQ8HtN/paOrfb9R2j1e1DJ0OaLuj9btKvd9hHa2O2aBRrtX+dz"
    "Zo+C8bYO6z+E85TLPeAMibcyNCVuJRU7LdMA+4giW7RNRSAFlPAGGT33hOR2uwI9qB5Mia"
    "ImExfTdCK/XdUuu7MrDuDQbWzWejglwPU0qul4Xrgo89ljodHItzp5QIEcmkEtGkEguaG9"
    "EgjdwojXqoWM9g3hMhmqwFhanK7FJc1AZ7ksUIe5JshT2JpdKUBWs2P3jnPAMmw8cc5wRW"
    "QLpBdPcaB7mV3G/uqhRHWGZ/C2d/C63eGYr/eDPpBoDtrXqqKLbhVUdWVtoktpkqK8UEsd"
    "3NBwcKa1D0XKNcle/tt2YNJtXrpkJzRHhMQh0uWcvr9Vpe60FUvVJeIYxMW4eO1wXJ66aq"
    "Q8lzlV8PpB4PcmJ6Jn2s1KQUz6AkVlri6HUo6ZvsT8bVM1dVzTJqKa8LfXFFLctC+ir6yQ"
    "PXZ8Hrw3ct9Ms6dkO1nfRngWqSH6gm66fnZJM8DgWn3InP5hbFYJoWZD1zb9XSUp4ZZPTI"
    "RMk/3LY5sp5BzQpYriFTGE8i9oXnGHuY2zplXwJkv0bsY7LZVTRhzycUmWzOEacxW6czmV"
    "asbPaeGkpOK+azVMuZXzhKV7nEYh9OsvizsVbJzkgnMZ+2PdeIL+ecu6Z12FN2cmIappKY"
    "yrTA1d7HTvJeiO0FZLFTLbDBVn+NoUJtzFfDdcuG3/Ee+6sOD3Bk5FATU3SYnPLmSuQWSJ"
    "wheTxF5mTN3LQSGeXN/oT4yWuZgLiA8itQTcV0kEVmBn4hoxqTBwlktEXYzz8blzSLdcNz"
    "32LLgpfGDs94y0lnxJwZBEEBGOSYxugLurenpslkUDYbxZszyXVhzo0RemAvYS6O0f0f8+"
    "nMvkdDc84Y6mbOxYsBXRplISUv5i/j8IIz8KAxtti7jxk1YQKWn0DxHmE68i75Gf7uea30"
    "xYS/Hut7imdoZpnP+ohYvHiNgRkO2H4iowGFeOQaYg/hffCL8PJfYv9koA1TnO+lAH5wAv"
    "i+ylcfjtxy2NWr3xbOeDics7XjRcuXAydMJpHOkvyGiaHw+DwwB2gkxhkwtmeELbxPU0Fu"
    "obSETkEqiXOWnL76j0LKZpBOhkOUx0M67hi/FMDzsjhEKHlcZh7Hta28zBb3ILleZq5zrT"
    "nO6N4UG0ZiYOGSqDJ5905PPn1chg7CSVqwYK+lNJvx6MCR7voB5M0gGaGTIkcGkQNsJrY5"
    "t0Q+udlSC4R7KHGE+JGXg9dLwNvrd5XG1299jY1AyK8ePGV3IcvqLU+guzyMGu4ybZ9tPJ"
    "J/aeXKu6qECOViUubFJGjtLMbmJ6kQHAynC5k+o4Rytcu42hUzgcYoJd4Z8A4UrtyXr0e5"
    "fGs2GKyWvEGd5o4b4EicHdv0xi0lH151x40P4PzeuDl3sltYN/rmE6FHgp3s1c1a2k72lD"
    "XTHGiXcSdbQTaDyyDv5jZsqDJCZIPf48MLgr6+IJMaL9z3sfdNeXdy/hH2j5/ITLCbvV5X"
    "ctO2bBNPLWXT9on9s0X1Rp+2zOH0R7+r3cb1d01tKY3mBQqeQfUXoLpRer27TpfXgAmel0"
    "NZ5N+fNsG2YOvmUqfYekkIxA/RRVj08OJ5yJSDSZv4Bi69zJlLlYFhetloK93vyzybS9mn"
    "2Wl/vRRk2rz83lcV6UD4JrW4HzOddVdEWw9RSjaXms1MoimU08qWxphD4W/ejDUBEpm8Kj"
    "2nytyWGVVe1zgDAyp3BoVtOli7iQIEKukyg0CyOupr0LxwX1bnasX3dEazucMUSe4CzRNM"
    "/GQjL39HDS10Z8KVybFl/slUTZ69n7sdzwxMKRmhiTm3bJGauunupepatsmolqK6rlWBch"
    "+1J70akTlRPorXmBRVKL1S67Dvya75RwOq/v2mwSm9gwGFFfiqq0DK9OVhOfTc/boMlHSt"
    "2Zo7aPmqzR0QBw5OKi5ZuTnJ6u2xmv1bz8SADPdzYfatREe2OOHuPNq2GeS64eqnPGNXIR"
    "tCmFJ+RqX+jKQ58E2weUSG+qjQ1xymlEbBknPZ0ClJLcCVyOUIZYm9Y7OviSFV7jxT+aTz"
    "lOpJ5/HiSXsvEn5As2aObCZl9MaqBLB7rNJQTUD3XD2gOqCmbMekegLm3pVZzxewHPhuzh"
    "tw31nZDxXgsqdlP1RcM+RlF8lfGwC2gjnYo+BGxM5y7drOnQfzh/pM+NvH924Dt2tpO7gm"
    "b5h143Y0t4AQkWcvdypGjIjg6TG6n80fDN2euImceJ4r9sZoTh3dQF0ygrRU2OY5nUR7th"
    "vsWbBd+88jtzO+AwLzPAztf8lN3BJv4vrsyqqTryjK7HdcUBn/eJZBF/94lqiKw61ovTTv"
    "K4hBnFYvN0hVpX2AHVfJrbx3fa+v9G97EHsNvwN6o3xvqe3+BfIOBpQ7LWhdta42fl86MS"
    "zP/fv1Zqe3uuueDegvnUvNKx5/gQIn0WVlPx4LM/ximFjA3196nbb4swqQRE3G+tBB/0Fs"
    "+TvErysFWgAjZCj2IV265QfQrguc8qGDS+mUn3miq1ZW39AHFxAP8/I9Sit3bMq2Y7NWeO"
    "zm9C2/VpRA1wqUkUrWs4IVqzJoWhQx/oEm5JiIkXLHVJ7V94EM2dNBQdIdphqtjFZcMeI5"
    "fT3v18XEtJk+xfo1F2jClCP3Nq92IdDAdvFE6Uh7SDrYlDHJLCynrqhLLanWFYjwhL8D2u"
    "pcNpqq1mKz1/cLFDwb0Dul2VSZAOv+lkTS9LJr51GTgzRlZkxBRXnz9a59wPLWj4nSVa5+"
    "zOZtEkvILAI+cULrRAbAQ9TVc8zYSt0emxcwLDrXr6jLPKUcddXfbhtdtafVmSLe6LaUfq"
    "PThvB+wWXIAuBdVuqRdu6FAb3pdupqr9dof71Aq+MBVW773zrdxj94JMbyeEB7t/W6ql7x"
    "1HP+4YBeKw2ejc79HdC60q6r/Ip/NKC37V/bHYjO8A6KrD8nWb7Xk+Tv9ST2veIpVJIA32"
    "BhGcIUO2KUUtoSC9sSh3MLJrtca1OQpsxfbFEhIIsMkCwCxGuaMcEenDoLDPQ4bWUSwu54"
    "nFPyw9FWpZOymlYjZGuZV0smFuzaujrGujG3CANXlGIvebaJ0lVPJNu8KOxjNiW2jR8LwR"
    "0grR7ip5m8k09TvJNP497JcvsgGf3qbh/MZ6OCXA9TSq6XheuCvYRYRfASRXKVbKI9XCbH"
    "v+29x5scDm8PK9ykkrjKLFUyS9W+fZ5fz1KVMBNsANpcoSblnAG2E2myH7f9A0V4Xa/9qO"
    "FvzcLfXd5JhWaMrVb7vjFt3XvRuJ+Nf6+W6mjjtcqcjG6s/3DrXfO62GR0jDqUrMpxc0cY"
    "nX9Xzhc0ImzBITYvdX33tYc+n4mCGTbRpfSVKZtsUUPJvjIWGZpWsZQREdIKmhGqpFEybh"
    "H9uSijg6SS0aVm9L7K1h8QTw+7bv0bA1oWrpeF66uDsSxc/3brvJUXcZmzpYyWtD0FDC3d"
    "kN3xETVmBG7XUu0ZkYavWjS+mQuE0YxYNtOuF5ihCiE9DwTZxHoGW8Rvc504bnp7bnTwcr"
    "tCJvwpOxlR/XHiIJ3y4B23n59s9KdJSdzWse2HrWEFKc9uShkKIm7Y3nE4XqdH7a/tbdmS"
    "tup2yr4WrLF/VbAgZPPKD3WwQ8C/qfW+0lVzgu6TXSDvAOoZwCn8HdDeb7fsmtZS+3AteB"
    "adk/YTi/VvmOd44nsvV3aca70pNoxET2FhB4WchUsmoXruwqcnnz4uHYThJM0luNdSms24"
    "D7CLkWOuBXGIXAK8qfrD4u31nIWHi26ul2GF3XQBqDWlT3Osc6wEkqd76xWpkzfKKHLewV"
    "7XUgy0J+bChnhxJrFNbWI8E0GVpmwkUvwrp/jHf3OIfn77CgYbfcjkif4hxRP9Q9wTfcZQ"
    "yhf86hNUz9V/87Iafmbj2tLmlpEH4jBV9XDeSsJ3wxxiI9dIXlHsUGUhdEcq4nkWHfE8WU"
    "k8j9UB16dE+zPnbBEi2iHMytjSh/i/mvjRtHcD+GYis6SIXEERuUvGTOCZ9M0nInQ3C91P"
    "FZYttyUTU1nTzH5nhk6fvES3xLZ1bvcc46luvIC7mPHCLaK9b8q7k/OPbjvePyRdeiIzR+"
    "R3tokupd/ZIQninH/aBNuCjdBLnWLrJWEFCNFFmPDw4pV6OzDBPC3G3ItxXnoesRn+stFW"
    "ut+XEdHLrdFmp/31UhATffm9ryqR5ddDSBiUnmiHChNVKffFxurpyVDcIqP84JzsShSFKd"
    "m8PTYzsa5QfLUt87IeBH89aTOnuTVMJT2E0j2EPLTiAOf2DuqtejpMYF9VI8MjK6RJ1pVe"
    "XblS9+UV5EWDidVNL04sVdH0A9Je1zBbkHYXMU1Hd6BAyguC/6AGSXoNgkwLfG5m2BLokX"
    "kIpbZYtimklqItyoR9JUhklr/c7JplZksHezgtZaZth5OUbYeT+LbD4aUzPbpR21eN9tec"
    "E4pPdoG8g2xZRqNz/n724WRqZZlauVRz0VZSK0tTVjL6h5lfLEtWOZs4jlGI62FKafgos+"
    "HDq+qS0/ARppKGj3TDx2xVXmdNw0egUM9hAvuq4SM8skoVD9Uj1rM+JEcC04d/q5Zm+7Dd"
    "Rpm316FOIuxxL0wLjBe6M0FsOOhDbKCx/ji3IAbJtGAL3C1N7SZsAdGf3aHCYKdNdbqG0S"
    "Rv7uW1ci6XWUTeVKEX6eO6Lx/X4JvlgDlCVj0lZCt+mDBhsVfQFvrImYhSQFyRoT7Fhhhz"
    "AXVULnXJj71uDnDEpwXSq/VGS2n+/LHmzieriHmfG2dxC1RygoJUqNNSFLwJkM9zgOz2Q8"
    "ZjfaiLo1FTsRaRv0XIT1+BPIf7a8AzzZWAtCGe4QeddawTe81UinW/q5fD5UM8nWJCuo11"
    "wapkDoit5p7098WFGspyyzxNQ+GNMmookBHSMB/f6fSC6Quuly6oFp4zseuZKwicy0EnN2"
    "fLZuZI0zdGBPRbLa/aESGrnjy8FeVDn4GZzxIuSclYh6mqB/VZlvCks+TwpLNYeJLc/Cgy"
    "ixycHdzAtqMV9PKM0kpWl5rV0mX7TbDZIs9MkCyW5jhIKfcvD4HLD2SI2RScRxYSkFZPIN"
    "p8OfnypCUp72cka/yUKso6uTpKIOp5/SopoWDriiC/XXsVd1NlMzR9FG+rB+/X0ixXwVSq"
    "rvOrNtFtx7RestuybIfM3Jhyr6efbOR18gWxRxM6emdSiES/t6EB+wDvYWfccmyEHfSBF0"
    "WZYNgmR494lmD52vhTBnRA79kzCJ5qKwrd5sEPMwMPiZ+cdPVAQ3+GNwEaCIvQhxPkOV7Y"
    "yGYL5tq7/NL6tnPrm8/7OPCJMRFBkirFQ2wsiDvyWQlWiJSIEwFxlUDecdAJzyu6XlREpI"
    "sSC/tHPbXdv0Dwd0C7al1t/A6hD/4RJJatqzd9uOYfDaja1rqd2756gfwj1q7bdUm9gwG9"
    "63R/1ZjW1eXUwbMBbbS1m27nK5OiehcocDKg9U7rpqlykuUhu6q062qTR2UsD6OL3n4CM5"
    "jGuN5YCXVQZocoOVTWHCp8k7/oMFkSl3qIXCvdltqF0Cn4HdDOXRtO+Q9j/FWr0WZsh58B"
    "7X3v9dUWG1D8twiLskSgJMefxKJPXCeMfAJlkEbWaA7jSU1R3ukUr1BTmGi6TMtlQdvYyf"
    "uskZupoZvxlJF7KrxWMrDT/LYOuu7a28LZHPKyF0U2UiKkcsOs5FspsgLsm2D00MDTGREI"
    "VJemaRBME9xZVlTRbIuMbFssXV7ZcbbFTqcZYudlI2KhaN+2LlWmakT8juOGC7A8E6H8mp"
    "LeOEBTPblr88kB9BGZzpicSocveVMxCEirh/jJeRa/ONYqWc49j3nGycqKsrJiSXYpa4dV"
    "WbHHdwaOhDue/E4t1Uuft8mRpXu51/eTjYaQBYtYx6jh2MgyF8gwITXahL031D2EbcKhOZ"
    "3qTg1N8ROxvTME4p3Fb7tH5hj5GxuCjc6dPXWNLcr9RseWKBB5U8txka3J1P0zuXFWdOMs"
    "R7zb9uc5dWYOJ8mTnXs7w4ynkWXLTP4cbJ65QMO5ZZsWr8yFqQlzBOLd8FKu7AJiy/B8Cn"
    "VeFYrMGQwn02KTDHhbIEoWyGQ94TGbvKAlu8cYzO4APvOZ2MNjR8+V3hllk+HSpsDl2M0+"
    "/y1J5OR3iJNf3w0fFk18/q3USc8LP84s5/kJW3hOF/D9esDQcGZBzhlwAeOpTxGU0+XT0r"
    "1fzfi+xn3KLDzS57zh05SHY5p49G5sEYJGuqtUiOS8HT1VTnaHNNnJxDPbjf0EHSkPvn57"
    "iW9GfGE2zgWwTyARzobwC8ECn5tEUchvXqFi1xvzUZ2ZC0gkvMi1DR4kkrvgGXbBLfKow+"
    "PgtTQ6nz6IwnTSYs2E5NXbadh8vBnPPSjGOlsi9J3XCK33G7+rOSW2o6uuct2/QPwHnDah"
    "D3DZhN8B7VxfNxttdsE7AHfN+jffX9M9ikrn+3GnfCaWzjrLu7scJJPbyzm2l/flbFY2oa"
    "Wy3mZvDGgvS67mGga0J0GmxxTAhdS7BP78/fH7wwT+kOpwH9zeWMD5yrN/5UE5SFNBkE+z"
    "iIzJEmMU4Qds64XjfpbEZcb56Ebtat86t10omuMeDSg/Uut9pat6l92TcoiFAFqRsl1hOr"
    "kTUjh+kr3AMzE0MM8X4YOQfHfs2NaauldezMAEM12DG9EOJD+KxhYTklfSDNDsUr48WPGS"
    "DVJ9Op9qQ7YMPxaagpJ6kKO+2Kh/Jpa4Hm8iBwIUuwP9w3ZB35gdXiYKTYa6ulXSzAXNnQ"
    "4tSCOd39Od3zlWgoVZJkQLObwHh9QaGdH8kgcPpgnlUtbNiXbpdlMh3MMzfqAwxHpAVb8u"
    "BLHZ2gVFxNZESvX6Obx90kww7at8xiFi5Qf4sOEwnKw9sDrjcaVWiBBUE3NurYnPHSFPxs"
    "s3v6OqoLRND2Aucwjcf31ZJNn3F/KbZnX8pQgPeXzVMbonU6wbPPnjE5k5CNtQ3JGMviCM"
    "XE4gjj8yKffVNcALCA2xTbywKwi5grgDr8Oo6XjrD5NuvmUTzWsoJaYBBkCefawlQZk3Vw"
    "puYp2cZ9kqZK1SQqzjRe+xbS9MNg9NsC2IHkmpdx8lrCTiWwhqt0yjsLOZT1tmrGO54Ppd"
    "pd7vdDUvJ1zoNJwbrhwbiW/EHTDqANi77d2o7Svw91seloMhfFLXfP+9IlVVRB3Iqhtlzi"
    "DEKx4Z5qOm06L1kkLUkttl5rbc2UieXKu1s5EjdDawe46t6ZrGhWvWxQFyP4+ZShbDfd30"
    "KS2e6RBxQWkj1WparKfKlaoJ7cuCOVeahJMB8uu9rInRjdtNVVHyK2KviVKg+nYVUQqmqi"
    "gOUiArRlVAyrW7EPg2LcJmHp7lLBnSDiV9k/3J8I2Gu6vgwjizzLEuMtwVAWvZVUWAyrlr"
    "dYcNgzjsY6Q2HnovEdvCijeqpe1nLXhzzVm1z5zWBrQa9m9fIFt/pGQUzidDQztISFmVT4"
    "NdqD/MuUWx8ZPtd2Ijez6FhIN/EstEM9iO8iJrRKltdvhkue91SPteT+yfLWqB9mlLvUfQ"
    "79xotzcXyP0d0Bvle4tXGfIOoNDQ9W2blxmC3wFVlW670f56gbwDXgao1eiBtzivA+QdDy"
    "jYLa66yp3SvECrY9hp+OW213cfszqGJzVVpafCo/hBOYzeeArffREv9iilDGkq7MAuQym3"
    "H0ppwCym8USURUZ7QgcyZKPgiJeW+DdiiQ9XQONSZu4aaEEqGWcQq17ARfScoIapJKivVS"
    "7gaMUBLlC1YNnTYQKboWRBcGQlxHAIZoUNgKuseqoouOG5sFS1IIJ+1SJDS9jt+tV0wRp+"
    "xroRCCbJYmNhLYgznED+XbDUvBtCeQYEgoBfOt7r/ScbQbKXmpfYd+4QG0FVZXYyovrjxK"
    "mh92Dl+HB29v4YtUw6wi/gIPxeZF/Z0VOlbaVsK0YtxbayYOOdsS+Oe2/KxkiinhEgq5JC"
    "fXry6eNSoYCTNBWi11KazbjOYM4ItTX3u8kLa5RWYhvRxwzTJkXBjRFLdOOV8/LXfg5TSR"
    "E9XUR3rIT657mlyOpt30alyPDICkmRdaVXV67UfQmRCrF0cY0d706q6IhXbV4TFpMx3bCY"
    "lThrCj9rwVTpMXA98Wr78+Sa6UeSBanE7C7JtvHk9C5VMI1vJVwIPqocCHvNK4juVqoEsC"
    "c6RGTi+KXXaScIVSuSqJFbHzroP8jQD9mFVgQugBGyZPuY/txS/h6Fu97sXEalBOjgct+F"
    "k/76fyJsB9g="
)
