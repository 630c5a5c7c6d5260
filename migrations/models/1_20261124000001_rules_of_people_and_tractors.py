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
    "eJztXelz4kiW/1cy/KWrIyhvlY+qWnpjI2QsV9HN4QbcnpphQk5DYjQWKUYSdrln+3/ffC"
    "kJdKRkSVxCzi+g66Xg91Kpd7//HM3MMTHsY2U0MhfUOaqj/xxRPCNsI3qqho7wfL46AQcc"
    "fG/waw0yfiCWht1r+Tl8bzsWHsGYE2zYhB0aE3tk6XNHNykQKWhu4BFBz1NiETQzKXlBto"
    "Pp2D5Gd/fYwHREtJlOTesO6Ta74ImM0f0Lwsix9Ad2P2RS5EwJmpu2o9MHGzFauICazpTt"
    "I/YryTH8lrE5Yj+GHdrtbRdU//eCaI75QNj1Frv5P/7JDut0TH4Q29+dP2oTnRjjEPj6GA"
    "bgxzXnZc6P3dw0L6/4lfCX7rWRaSxmdHX1/MWZmnR5+WKhj4+BBs49EEos7JBxgB10YRge"
    "A/1D7i9mBxxrQZY/dbw6MCYTvDCAqUf/M1nQEfASwZ20haOz2TIyZ3PsHMORz//r/c4Aja"
    "Z1ugOtrw407Sg2IeD3RJjlHRqZFCaTDlOLofSXO+4KHX70CG7Q+Kb03p1++pnjwfjzYPGT"
    "HLujvzghdrBLyjmwgvyR/dk46I0ptlS6mHHgmxQmyojEGODTRljAfnQR8P0DK/RXT5APpQ"
    "9WdniPbpVWSx3Ukfs9pN/U1mUdweeQqv1Gr3tbR+73kPbUP9TOjVpH3saQNlqq0mt2vtaR"
    "vxV9ssTMOprhH5pB6IMzZbsfP6Uw7w+lx/n30eWfyZYPd3npeGdO+Clg44ptC5stPPkelw"
    "DJGs+M90RsmWs7eShWaFqE/RnbyQlomEpiGsZ0bplP+phY4sVFjGiQptCiUjIkw6vA6UmG"
    "VeD0JHEVgFNhjEcLyyJ09JIH4yBNmRfuoiBnwTgZ4ijCIckoDvOF/tCkjhjoGGkEbd0VL7"
    "eB9odtQf0Av+D9f5+cnJ5+Pvlw+unL+dnnz+dfPnypgTTMzsVPfU5hyEXza7MzCDMDDkRm"
    "uUUAHw07cQZcsjOOPiMJcz1EGcF/7JEe+xuHOPfZHxx3qfHirX0pWA+abbU/UNrXcLuZbf"
    "/b4PgpAxXOnPCjL5Gj76IiyXIQdNscfEOwi/7e7ajR98HyusHfj+A34YVjatR81vA4IFb7"
    "R33U/gLFYPIYkFPhwD0ePT5ja6yFzqymxzM2DOJoDBVqYy6a27bgSfVGufqtRwzMcY5PCU"
    "/5u+UjDlYDHuDM+Mt/Fvyj/gwBSM0TMwnk+KnZySx6BFP8wP8S3Bvu5AF3YZqP7o+KKdT+"
    "qVqaQs1VZ9PS7t2LM2vU7ArijKbInHB9lQ/yk41GmL0Wxthieit2QKt18COhNTTFxuS9OS"
    "f0F6bEIvJjZCxs0OhWYKFHQuZMxWXcfyJM8yVse44tR6RX7/bmUrsun9CbrF1LxWLzikXl"
    "LRZXPVWtI/gc0otu9zf1so7cb7bf6jbcA+5GOawRDG3LsQsIaCHCCspnByKP+ZjEBLIgk9"
    "nbrAiLA2SSwaVmsCtwCERn0zQIpmL2rogi3GUynLEthvqCw24ZytbgVoiXF82I7tq5aV+o"
    "bO3kTGQX6U6CSsvUNttVK7KabVYU1TOMnXz4kOGNxK5KfCXxc9Jq8DatBkGu+xpkPoE7TL"
    "VJnae8r6dXJO6YKSaGcRzgK9Mi+gP9jbzEpHCxoWWwGukwgY2ZV9hhCz8vle/IzGIIsP9N"
    "3LdCj831XrPBXg3JVq5tGmsaeI7vdfaOejkS2GsCZ2tZTDYj/3qdZDTbdClBNrGe9BEB24"
    "nJdr3BfkGY/1g00R8WFoEBDBvBv0aOyYMQPLqfbMRmlD7CBpDHjTPbuYXABPOP4EPhUR79"
    "UxpmSmuY0Wdzg8wIFQgHyTJYiKh6YtjHTGLYxxQx7GNcDHs2LTDlas/62JlqM8FLwzBxgg"
    "dNQBtBfQLEh4d7CsyX3ZuLloque2qj2W92O2EJi58MKxc9VWlFzTFzwsTXx9k0F9ohKolz"
    "Bpzdcclkoo90sRs+BW4RsUQ9A+oAhGY+EcvSx4Uc8wkDFHLPlwz6/TjoPYFHqHQlv03DVG"
    "W2yJcm3kdqt1K7PRDttqH0G8qleiRaKDaAbX81UkWxDS+PpbIcqLajzzD/LTG7wfJcLc1q"
    "QLyrsudMWAyLGppY5p+EQhID+7B0xyH0GDU7l82GMmj+oSL4MTZX3+/ZLXxlH9kmG9niGQ"
    "v2HFP3ChOUd1uYKbHVm8kIjrK9DWophoLKRxusJnQ9MLmH9KrZa9cRfEafkP3EGNxjWxfE"
    "9WXjxJK41Ky4Vnvat+5Nr478rSHlW2pjoPRU77C7Uw6myAD0bQegc2W1qJK7h9Dzyim3U3"
    "NhCdadSzJiEowhBn9JE3Ueu0THHvEB8iDNtqM2mm2l9e7jh9pJJADCn/dnQvNwkekdppPT"
    "u/D0Zj/giRjaYz7LfIiqoNWybPhv2WzpQTYhhZZzEbWc9cVnvelgoxAfwoSSBeuzYC02SP"
    "P9xjjBhNjinAgSS04U5cTEtGYLA+fRpgIkVVSmMoUknKaEJJwKIkPN2Uy3IelKmxNrJAwC"
    "6TPx3Eic9OIRqvQyOD35/Gk51WEnbXL3mdjfErgFR1MyXhhkrE0sUyBfvpIaEqPeQCRuyV"
    "aZAwm8zZQ9sOKXYxbntUsrOV1mTj9hAyz71NGNvIyOkFYwtr5KjJYpFMmvyeqmUPzLvNf2"
    "nLdcNm5vJnF5z9E7h/NGLB68E5i7Antm3iCTX8373mqww5yzr8aZxB/3hFgTwVTeAMbZg6"
    "TKOX+3nQEUryUxww4Tl9etcdOdTMgh2gcS69qEas/hF0jTWBeja3eY6szNrRb/ucLW7EgQ"
    "EcaP19KiwSbsisyRYPzXoGfdmSLdsd2qtsfokrCXBBTKsQi6/dpHX85EgV25aGWcVtle/D"
    "WUHKfFv2OgJ9tN/esraDTdSh4X0x8s4UsnGeIASQVR3oppGt5IzmIsipBOdsYHiaQvPosv"
    "3jDpQwGcg1QS6CxAs1cq1p6wsRAgnRpBFSZ8k2FUn2pnmcOoOFzszyWkM78eIBsaoMyr9d"
    "EyGNbbGFKlAbvwOaT932/YMa2tDuBYcC8qDu4nYJbjPDsp8jS4VPJReOVRAIOy9qdJc0mD"
    "IaIyT/+CwsqnswwT+dNZ4kSGU5GJPBox2U6jppML6AhZ9YoonGcSC89TxMLzuFhoEd6PpY"
    "AjJkwp/arS3SbdbeVyt+2tk0vZeLwVhxBAtQEvxY1dKWN5LeKjCEyoUiUaN8dkNmeiAh29"
    "MF4dCYzLkStqaWZmfXWt9kheMlqcb6F8+zOGfmf2M7HIGAqEvQPEasicw2xgF9YQG/DnY3"
    "TnXsRbqMF/Qc9T3SA8A3iiW7YDVeENZDs6+7QWVJB9vP3bCcuXBWeAfxfYYfeRdcxKbPaW"
    "b4+NhmiE5n5WnSZEJJXHDMrjI8mVMexdXkFoT87PM2DLrkqufAznwujqdL5wtCm2BfXfLn"
    "SKrZeEBTlEFy3n/eJV6zgwvNNyMlrdi5CSwEC9aHaU3vd3beVvP4c0hVa389W/PriGXHwf"
    "qErUNMJfynHsf+13OwlWkSVFVHfTRw76P2TomUKQDkc3ByhC0PsTeol8YK43BLjDABey4r"
    "fUn4/Ij7nORivSmSJEWUGuHwiXE41jMb1+P1poIAxUoIGGg0STtc9AnGWOAtmMiql5U7b+"
    "m9aLJzdwdc8tUc2Go25ta4hnouQZClF5VyPLfP7F6/TNCHSKeIYmAi+fDSR3fiWWO3Hl7B"
    "3de0iH9G4E9hfDDcjT5qahszNAGazBBbf1EIRT4EqYs2dRBmsdnNY6X9wzDjNURREYKe2B"
    "w2Sb0Qdeh39n2sCXDLrAl0RN4EtUD4Cwypy2gQCJzDQQoFkgCi5KV0EtdiuhcBy3QvFwMU"
    "oZq5WpmjmHrVBkXJxUQp4Z8kIBK3HKCq4rW4hakfGIMh5RxiPKeMTdPQpzi0wI03XH2hiL"
    "YuXARpWg7sQo02xUFYNaGagRICFmMJfkvSSoXpThyYesLTNTe2bGJitbjZ1F4SrLK+rdrd"
    "hHfdWtq5VnzQYathqzzyFl8pva/ANaavtbsII31OsBHPO3hlTtaL3uzYCt4v4Wu67Xc0m9"
    "jSG97fZ+0/rsPcCpg3tD2uxo173u157a70Op7eXOkDa67euWykmWm+yo0mmorRY/6m+W46"
    "3BU5A1YHeC0Pr6XIkMsdMJA3+s2fmaf9Z4hDB1vM0h7V5dqT3gkbfB5oDSHLSafXcGLLeH"
    "tK0MGt/goLfBONzq9jl7+Xc5eGsTbDHOWHisL+y8dWFFxFIVzKIKhs3scdATa9HFCXdXh+"
    "7Dtl52bhG6k49nn8++nH46W1aiWx5JK0cXr0T3RCxbGNSTiGqAYndwfjwQOP3uLTmNyxEy"
    "aWCW5RLflj9blkt8i5z2/dQFIlQipJLPZeYz+OMhcaJQAFqEVnK61JzeR9ejkvFzq02PeA"
    "M+bUR0A9p/F6hKnzCArEwviILOVJleEJ8V50hygHMCuYx2XiPa2YWUvTLuExai141w0TFK"
    "vDAdXSm9ttqrI/d7SLu3HdjlX0OqXLabnTriX0Pa/94fqO06cr+L2NU2HIrlAq1ZBNtJuU"
    "VZuRUYpMzsYkB0vqqXGuMHGDgDe0N62+t2vmqX6kBptvp1FNod0qvuTedS6w6+cW6vdhid"
    "qrhHvY0hveipym+XbA7U0XJzSAfdrqb+7Vrt9HlXy9DukHa62qCnNAZdNtBqm00a5UodfG"
    "eThn+zCebei3+VwzTrTYC8NTciZCWeNSXzhnnAFWzZJaKWAsh6Aghb/CYLOl6DHdEBJEfW"
    "FAmL6bsRWqnvllrflYl1bzCxbjEfF+R6mFJyvSxcFzzssdLpEFicu6REiEgWlYgWlXimuR"
    "EN0khHaTRCxXoC854I0WQtKExV5pDiojbYkyxG2JNkK+xJrJSmbFiz+cm74BUwGT7mJCew"
    "AtINorvXPMit1H5z30pxhGX1t3D1t9DbO0PzH28l3QCw/dVIFcU2/NaRnZU2iW2mzkoxQW"
    "x368GBwhoUPddoV+VH+63Zg0n1hqnQGhGek9CHS/byer2X13oQVa+VVwgj09Zh4HVB8oap"
    "6lTyQuXXA6nPk5yYnkkfKrUoxSsoiZWWOHpdSgYm+8j49szVVbOMWsrrQl9cUcvyIn0V/e"
    "SJ67Pg9em7Fvplnbuh3k76k0A1yQ9Ui43Td7JJHoeCU+7CZwuLYjBNC6qeuadqaSXPDDJ+"
    "YKLkv9xrc1Q9g54V8LqGSmG8iNgvvMbY/cLWKXsSoPo1Yg+TzY6iKbs/ochka464jNk6g8"
    "myYmWz99RQclkxn6VazvrCUbrKFRb7eJIlno1dlRyMdBKLadtzj/hyrrlrWoc9ZScnpmEq"
    "iaksC1xtP3ZS9ELMF5DFTvWMDfb21xgq1Mb8bbhu2/BbPuJgNeABzowcamKKDpNT3lyJ3A"
    "KJMySPp8ic7DK3rERGeXMwJX7xWiYgPkP7FeimYjrIInMDv5BxncmDBCraIuzXnz1GdxZ5"
    "0iFF/A49sFO221Wc4NEUjbhtIC6MbvVOUlIt3zsoWVLdV5/nw3nBH3ab57eFMx6NFmyRfd"
    "HyFYsJk0mks1SJYfIa3D4PzAEaiXEGjO05YTL/40xQhCet8lGQSuKcpfit/qOQVhakk3kD"
    "5QkljkeQY8sCabxA3YsgoeRxmXk81l1/X95KcRE6uWJmWDEJ0yZsc2GJYu+Srdthquplf2"
    "4+zxYQw7bQ1/1KR6kgoVy3yrxuAasKaeFRQrlyZVy5imnjMUqJdwa8A83G9uWfK5c/dIMJ"
    "BslOhbQQqgBH4uzYZgRVKfnwaghVfALnj6DK6X1oY90YmI+EHgm8D6uTtTTvw4xdpjlwXU"
    "bvg4JsBpdB3i9sgjghsiFW5f4FwVi/IJMaLzxepf9NeX9y/glcBo9k7sTdC+sNJf0HZVt4"
    "ain+g0f2Z8U6wOtlhHzaMqdAHv2h9ppX3zW1rTRbdRTcg4r9QHWt9Pu33R6v2x/cjz4X+1"
    "Eh+PNXoAd3mE724A7KPnl6cMugjyLcODwtTjZ/fgtsZhJNoToktnQUHAp/81YZCJDIgiPp"
    "efALW2bBv65xBiZU7qzXbQbFucmdApV0mfWZrI76GjRvtpQ1IE5ZNlmfLxymSPKYNJ4U/J"
    "ONvJzrmhuEBsqk16GdV1xGmI7R3MCUkjGamgvLFqmpmx5eqq5lW4xqKarrWl3D9tEvzOvr"
    "lRPlo3hfMFFXuUu10Wp24Ji/NaTq366bnNLbGFJ4A1/2FChzu9wsh567X/dvSd81W4tMKl"
    "+HoAPiwMFJxSVrESRZvT1Ws7/1RAyoSrwQVkxJrGocJ9xdu7ptRnhsuGMdr7JSyIYQppSP"
    "UakfI2kOfBNshibz40JPc5hSGgVLzmVDpyS1aUoilyOU1Yt6PM/U8uI8pePFebzhxd4bux"
    "7QqpkjA72M0ViVAHaPlbWrCeieKz5XB9QUd0xqJGBur8x6sYDlwHdz0YD7rqR7qACXvZTu"
    "oeKaoZauSP7aALAVrJsbBTcidpbLa7tw7s0f6hPhvz7uuw2crqV5cE1+YVbH7XhhASEiT1"
    "69O4wYEcGzY3Q3X9wbuj3lyu8dLzzCfjFaUEc3UI+M2YFnbCPHNMYin+0GRxa4a/9x5A7G"
    "PSCwzsPU/qd04pbYieuzK6tOvqIoc9xxQWX801kGXfzTWaIqDqeiPW68pyAGcVqPwyBVlf"
    "wAO+5sWPno+v5AGdz068j9HtJr5Xtb7QzqyNsYUh60oPXUhtr8YxnEsNz3zzda3f7qrLs3"
    "pL92LzSv4W8dBXair5X9RCzM8YthYgF/k7uXB0jW6lhetqcrBdrttCyXQfmJs75alRhDD1"
    "xAPMzL9yit9NiUzWOzVnrs5vQtv7+HQNcKtP5I1rOCXUYyaFoUMf6BJuSYiJHywFRe0PGe"
    "jNjdQUHS3dKNvtGKK0ZM31lGvz5PTZvpU2xc8xlNmXLknuYVygUa2C7uKANpD0kHmzEmmY"
    "Xl1BV1qSXVhgIZnvA5pO3uRbOlam22en2vo+DekN4qrZbKBFj3uySSpmU+6WORmTRZTQ7S"
    "lJkxBRXlzfco9QHLW/M/Sle5mv+bt0ksIbMIxMQJrRMZAA9RVy8wYyu9FmzedKroWr+iLv"
    "OSctRTf79p9tS+1mCKeLPXVgbNbgfS+wWHoQqAd1hpRK5zDwzpda/bUPv9ZudrHa22h1S5"
    "GXzr9pp/55kYy+0h7d80Gqp6CYeXm0N6pbDXDDvkfg9pQ+k0VH7E3xrSm85vnS5kZ3gbRd"
    "4/J1me15Pk5/Uk9rzimbmgDsQGC1tHpdgRo5TSlljYljhaWLDY5Xo3BWnK/MQWFQKyyADJ"
    "IkC8Dw0T7CGos8BEj9Pubqp/qNQ8p+SHo63aXWQ1rUbI1jKvlkws2LV1dYJ1Y2ERBq6oxF"
    "7yahOlq55ItnlR2MdsRmwbPxSCO0BaPcRPM0Unn6ZEJ5/Go5Ol+yAZ/eq6DxbzcUGuhykl"
    "18vCdYEvIdbFtUSZXCVbaA+XyfFne+/5JofD28NKN6kkrrJKlaxSte+Y59erVCWsBBuAto"
    "qt46P4Fso02U/Y/oEivG7UftTwt2az1h4fpEIrxlY7tF6btu790HicjX+ulhpo412VuRjd"
    "RP+BHAh0GYFPgoyPUZeSVX9UHgij8+fK+QWNCXvhEBthi6Dbr3305UyUzLCJIWWsTNlkix"
    "pKjpWxyMi0ipWMiJBW0IxQJY2ScYvoT0UZHSSVjC41o/fVQfmAeHrYLZTfGNCyh7LsoVwd"
    "jGUP5bfb5628iMuaLWW0pO0pYWgZhuzOj6gxI3C6lmrPiFz4qkXjm/mMMJoTy2ba9TNmqE"
    "JKzz1BNrGewBbx+0InjlvenhsdvNquUAl/xnbGVH+YOkinPHnHHecnG/1pUhK3dWz7ZmtY"
    "QcrjTSlDQ8QN2zsOJ+r0qPO1sy1b0lbDTtnTgjX2VwUvhGxR+aEBdgj4N7UxUHpqTtB9sj"
    "ryNqCfAezC55D2f79hx7S2OoBjwb3omrSfXKx/wzrHC997tbLjXOvPsGEkRgoLBygULFwy"
    "CdULFz49+fxpGSAMO2khwf220mrFY4BdjBxzLYhD5BLgTfUfFrvXczYeLupcL8MbdtMNoN"
    "aUPs2JzrESSJ7uqVekTn5RRpHzFnxdSzHQnprPNuSLM4ltZhPjiQi6NGUjkeJfOcU//p1D"
    "9POvr2Cy0cdMkegfUyLRP8Yj0ecMpXzJrz5B9UL9Ny+r4Sc2ry1tYRl5IA5TVQ/nrRR8N8"
    "wRNnLN5BXFDlUWQnekIp5n0RHPk5XE81gfcH1GtD9zrhYhoh3CrEwsfYT/q4UfTHs3gG8m"
    "M0uKyBUUkXtkwgSe6cB8JMJws9D5VGHZcq9kYiq7NHPcmaHTR6/QLbFtnds9J3imGy8QLm"
    "a8cIto/5vy/uT8k3sdHx+KLj2SuSOKO9vEkDLu7JAEcc4/bYptgSP0QqfYekl4A4ToIky4"
    "f/FavR2YYJ6WY+7lOC8jj9gKf9HsKL3vy4zopWu01e18vRDkRF98H6hK5PXrISRMSk+0Q4"
    "WJqlT7YmP99GQqbpFZfnBBdiXKwpRs3h6bmVhXKL/alnVZD4K/nrSZ09wappIRQukRQh5a"
    "cYBzRwf1VyMdJrCvqpHhmRXSJBtKv6FcqvuKCvKywcTqppcnlqpo+glpr2uYbSi7i5imoz"
    "vQIOUFwT+oQZFegyDTgpibObYEemQeQqktlm0JqaVoi7JgXwkKmeVvN7tmm9nSwR4uS5nJ"
    "7XCS4nY4ibsdDq+c6dG12rlsdr7mXFB8sjryNrJVGY2u+fvxw8nSyrK0cqnWoq2UVpamrG"
    "T0D7O+WJaqcjZxHKMQ18OU0vBRZsOH19Ulp+EjTCUNH+mGj/mqvc6aho9Ao57DBPZVw0d4"
    "ZpUqH6pPrCd9RI4Epg//VC3N9mG7F2V2r0OfRPBxP5sWGC90Z4rYdNBH2EAT/WFhQQ6SaY"
    "EL3G1N7RZsAdGfnaHCZKdNDbqG0SRv7eW1ai6XWUTeVKMXGeO6rxjX4C/LAXOErHpKyFbi"
    "MGHBYj9Be9bHzlRUAuKSjPQZNsSYC6ijcqlLfuwNc4AzPi2RXm0020rr3aeau56sMuZ9bp"
    "zFLVDJBQpSoU4rUfAmQD7PAbI7DplM9JEuzkZNxVpE/hYhP30F8hzhr4HINFcC0kZ4ju91"
    "NrBO7DVLKTb8oV4Olw/xcooJ5TbWBauSNSC2WnvS94sLNZSlyzxNQ+EXZdRQoCKkYT6812"
    "md6QtulC6oFl4wsRuZK0icy0EnnbNlM3Ok6RtjAvqtllftiJBVTx7eivKhz8HMZwlfSclY"
    "h6mqB/VZlvSks+T0pLNYepJ0fhRZRQ7ODm5g29EKRnlGaSWrS81qGbL9JthskScmSBYrcx"
    "yklP7LQ+DyPRlhtgTnkYUEpNUTiDbfTr48ZUnK+xjJHj+lyrJO7o4SyHpev0tKKNm6Ishv"
    "117Fw1TZCk0fxG714PlamuUqWErVDX7VprrtmNZLdluW7ZC5m1PujfSTjbxBfkHs1oSO35"
    "sUMtHvbLiAPYB34Bm3HBthB33kTVGmGNzk6AHPEyxfG7/LkA7pHbsHwTNtRaHbPPlhbuAR"
    "8YuTrm5o6E/wS4AG0iL00RR5gRc2stkLc20vv7S+7dz65vM+DnxiTkSQpEr5EBtL4o48Vo"
    "I3RErGiYC4SiDvOOmE1xVdLysiMkSJhf2jvtoZ1BF8DmlPbajNPyD1wd+CwrIN9XoAx/yt"
    "IVU7Wq97M1DryN9i1/V6Lqm3MaS33d5vGtO6epw6uDekzY523et+ZVJUv44CO0Pa6LavWy"
    "onWW6yo0qnobZ4VsZyM/rS209iBtMY15sroQHKHBAlp8qaU4U7+YtOkyVxqafIldJrqz1I"
    "nYLvIe3edmCXfzHGX7abHcZ2+BrS/vf+QG2zCcW/i7AoSwZKcv5JLPvEDcLIJ1AGaWSP5j"
    "Ce1BTVnU6JCjWFhabL9LosaBs7+ZA1czM1dTNeMnJPjddKBnZa3NZB9117WzibI972oogj"
    "JUIqHWYld6XIDrBvgtEjA8/mRCBQXZimQTBNCGdZUUWrLTKybbF0eWTH1Ra73VaInRfNiI"
    "Wic9O+UJmqEYk7jhsuwPJMhPJrSnnjAE315K7NFwfQx2Q2Z3IqHb3kLcUgIK0e4ifnWeLi"
    "2FXJcu55LDJOdlaUnRVL4qWsHVZnxT73DBwJPZ78TC01Sp9fk6NK99LX95ONRlAFi1jHqO"
    "nYyDKfkWFCabQp+93Q9xDchCNzNtOdGprhR2J7ewjEO4ufdrfMCfIdGwJH587uuoaLcr/Z"
    "sSVKRN7U67iIazLVfyYdZ0UdZzny3ba/zqlzczRNXuzc0xlWPI0sr8wUz8HWmToaLSzbtH"
    "hnLkxNWCMQH4a3cmUHEHsNL2bQ51WhyJzDdDIttshAtAWi5BmZbCQ8YYsXXMnOMQazM4DP"
    "Yi6O8NjRfWV0RtlkuLQlcDl3s69/SxK5+B3i4jdw04dFC59/KnXR89KPM8t5fsEWXtMFYr"
    "/uMVw4t6DmDISA8dKnCNrp8mXpzu9mfFfjMWUWHusLfuHjjKdjmnj8fmIRgsa6q1SI5Lwd"
    "3VUudoe02MnCM9vN/QQdKQ++/vUS34z4wmqcC2CfQCKcDeEXggUxN4mikH95hZpdbyxGdW"
    "4+QyHh51xu8CCR9IJn8IJb5EGH28HP0uhidi9K00nLNROSV8/TsPl8M157UIx1tkLoO+8R"
    "2hg0/1BzSmxHlz3lalBH/AuCNmEMCNmE7yHtXl21mh12wNuAcM3GNz9e092KSuf7Cad8Ip"
    "bOBsvrXQ6SSfdyDvfyvoLNyia0VDba7I0B7VXJ1VzDgPYoqPSYAriQepfAn384/nCYwB9S"
    "H+6D840Fgq88+1celIM0FQT5NIvImCwxRhG+x7ZeOO9nSVxmnI+u1Z72rXvTg6Y57taQ8i"
    "21MVB6qnfY3SmHWAigFWnbFaaTnpDC+ZPsBzwRQwPzfBE+CMl3x45tvVP3yos5mGBma3Aj"
    "OoDkR9HcYkLySpoBml3KlwcrXrJJqs8WM23EXsMPhZagpBHkrC8265+IJe7Hm8iBAMXuQP"
    "+4XdA3ZoeXhUKToa5ulzTzmeYuhxakkcHv6cHvHCvBi1kWRAsFvAen1BoV0fyWB/emCe1S"
    "1q2JduEOUyHcwyt+oDHEekBVvy8Esdm7C5qIrYmU6o1zeH7STDDtq33GIWLlJ/iw6TCarj"
    "2xupNJpd4QIaim5sJaE59bQh6Nl2/+QFVBaZsRwFzmEIT/+rJIcuwv1DfNGvhLER7x/Kpj"
    "dEdmWDd48cdHMncQtqG5Ixn/gjByOYE4/sikPFbXgCggNMI28dKuIOUK8g68AaOm463fTI"
    "b5lk00r6GUnAaYAHn8WEuCMjtXCjqxTs6zuArZVSkp1vGm99i2n022Dk2xLcgeSel3HyWs"
    "JOJbSGq3TKNwsJlPW2asY7XgBj2lMej2NK8mXGg3XBuuHI7ENxIOGA0A7N/0r9XOJcT7LT"
    "fLwRC+qGt+/F6RriqiAWTXjTJXEOIdjwzzQdNp0X5JIWrJ7TJzW3o2khfXank2cqTOBrzn"
    "2JqtaVy4YkMcIPfzmKlkM9zXTZ/S4pkOEReUNtKtps1GqlyrmpBfFsy50iScDJDf72VNjK"
    "7dYaqKkt8Re02UAt23q4hSsFRFcZACVTGqAlIu70Lg2bQIW3l4lbNkSLuUDEz2keEZDQ9X"
    "wRfj3DInushwVwSs5VAVASqn1+oWGwZx2MNIbTzyfkTMhRW/qJbmz3rml2vO6vrMZW1Aq2"
    "F/u45s/YGScbieDA15kJCyap8GXqh/mQuLYuMn2x/ERvZiBgUH/ySWiebgjvIya0SlbXZ4"
    "Z+n3OiS/1yP7s0Ut0D5tqX0Eg+61dnNdR+73kF4r39u8y5C3AY2Grm46vM0QfA+pqvQ6zc"
    "7XOvI2eBugdrMP0eK8D5C3PaRgt7jsKbdKq45W2+Bp+PWmP3Bvs9qGO7VUpa/CrfhGOYze"
    "eAbPfZEo9iilTGkqHMAuUym3n0ppwCqm8UKURWZ7wgAyZaPgjJeW+DdiiQ93QONSZu4eaE"
    "EqmWcQ617ARfScoIapJKivdS7gaMUBLtC1YDnSYQKboWVBcGYl5HAIVoUNgKusRqoouOG1"
    "sFS9IIJx1SJDSzjs+tVywRp+wroRSCbJYmNhVxBnNIX6u2CpeT+C9gwIBAG/dbw3+k82gm"
    "IvNa+w78IhNoKuymxnTPWHqYPefQArx8ezsw8/H6O7Z/brx/jlro7aJmUbECz8QWRr2cMv"
    "kDaXsr1Jaik2F4+Pcdz7MzZfEvWPAFmVFO3Tk8+flooG7KSpFv220mrFdQlzTqituc9QXl"
    "ijtBLbiJ5mmDYpCm6MWKIb76iXvyd0mEqK7umiu2Ml9EXPLV1Wz60blS7DMyskXTaUfkO5"
    "VPclXCrE0sW9d7wzqSIlXl3zmhCZjOmGxazEVVP4WAuWSo+B64lX218n1yxLkixIJVZ9Sb"
    "aZJ5d9qYLJfCtpRPBQ5UDYu7yC6G6lewC7o0NEpo9f+91OglC1Iokav/WRg/4PGfohh9aK"
    "wAUwQhZuH9N3beVvUbgbre5FVEqAAS723VDpr/8HrOoEbA=="
)
