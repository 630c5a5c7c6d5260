"""Addresses, notification channels, and the record of what was done to accounts."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
CREATE TABLE addresses (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    label VARCHAR(50) NOT NULL,
    line1 VARCHAR(200) NOT NULL,
    line2 VARCHAR(200),
    city VARCHAR(100),
    region VARCHAR(100),
    country VARCHAR(2) NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT addresses_country_shaped CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT addresses_place_whole CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CONSTRAINT addresses_on_the_map CHECK (
        latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 AND (latitude, longitude) <> (0, 0))
);
CREATE INDEX addresses_of_user ON addresses (user_id);

ALTER TABLE preferences
    ADD COLUMN channels JSONB NOT NULL DEFAULT '{}',
    ADD CONSTRAINT preferences_channels_by_kind CHECK (jsonb_typeof(channels) = 'object');

CREATE TABLE audit_log (
    id UUID NOT NULL PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    actor VARCHAR(8) NOT NULL,
    actor_id UUID REFERENCES users (id) ON DELETE RESTRICT,
    action VARCHAR(32) NOT NULL,
    subject_id VARCHAR(64) NOT NULL,
    before VARCHAR(500),
    after VARCHAR(500),
    trace_id VARCHAR(64),
    ip_address VARCHAR(45),
    CONSTRAINT audit_log_actor_known CHECK (actor IN ('FARMER', 'OWNER', 'ADMIN', 'SYSTEM')),
    CONSTRAINT audit_log_action_shaped CHECK (action ~ '^[A-Z][A-Z_]*$')
);
CREATE INDEX audit_log_of_subject ON audit_log (subject_id, id);
CREATE INDEX audit_log_of_actor ON audit_log (actor_id, id);
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXetzozi2/1dU+TKzVe7cjvPovu5bt4o4pNszfmRsZ7K96y2iYDlmggULOG7P3fnfry"
    "TA5iEI4Bcm+mLz0BH27wjpnKPz+L+TmTFGun0qqaoxx85JA/zfCYYzRA6it2rgBJrm+ga9"
    "4MAnnbXV0fgZWQp027J78Ml2LKjSPidQtxG5NEa2ammmoxmYEknA1KGKwGKKLARmBkZLYD"
    "sQj+1T8PgEdYhVpMw0bFiPQLNJg1c0Bk9LAIFjac/kecDAwJkiYBq2o+FnGxBa2gAbzpSc"
    "A/Ir0Sn9LWNDJT+GXNrvY+dY+/ccKY7xjEh7izz8n/8ilzU8Rj+Q7Z+aL8pEQ/o4BL42ph"
    "2w64qzNNm1+/vWzS1rSf/Sk6Ia+nyG163NpTM18Kr5fK6NTykNvfeMMLKgg8YBduC5rnsM"
    "9C+5v5hccKw5Wv3U8frCGE3gXKdMPfmfyRyrlJeAPkmZOxoZLaoxM6FzSq98+l/vdwZoFK"
    "XbGyoDeagoJ7EBQX9PhFneJdXAdDBpdGgRlP5y+12jw66e0Ac0v0n9n8+v/sbwIPx5tthN"
    "ht3JX4wQOtAlZRxYQ/5C/mwc9OYUWjKezxjwLUwHiopiDPBpIywgP7oI+P6FNfrrN8iH0g"
    "crO7wnD1K7LQ8bwP0e4W9y+6YB6OcIy4Nmv/fQAO73CPfl3+XuvdwA3sEIN9uy1G91vzaA"
    "fxR9s/jMOpnBH4qO8LMzJadnVynM+13qM/6dufwzyPThTi9d706d3aJsXLNtbpOJJ9/rEi"
    "DZ4J3x3ogdc20vL8UaTQuRP2M7OQENUwlMw5ialvGqjZHFn1z4iAZpCk0qJUMyPAuc1zPM"
    "Auf1xFmA3gpjrM4tC2F1mQfjIE2ZJ+6iIGfBOBniKMIhySgO87X23MIOH+gYaQRtzRUvd4"
    "H2x11B/Ux/wYf/rtfPzz/VP55ffb68+PTp8vPHzzUqDZN78VufUhhy3fra6g7DzKAXIqPc"
    "QhQfBTpxBtyQO442QwljPUQZwX/skZ76B8c49skfHPewvvTmvhSsh62OPBhKnTv6uJlt/1"
    "tn+ElDmd6ps6vLyNWfoyLJqhPw0Bp+A/QU/KPXlaPrward8B8n9DfBuWMo2FgocBwQq/2r"
    "Pmp/UcVg8hKQU+mFJ6i+LKA1VkJ31sNjAXUdOQpBBduQiea2zXlTvV5uf+0jHTKc40PCU/"
    "4eWI/DdYdHODL+8t8F/6o/QiikRt1IAjl+a1afRa9ADJ/ZX6LPpk/ytebxmAwAd8xFFWrv"
    "Vi1NoYZuI5RRlX5guiwEJrJsopCpEIMnBMgroU5d5ZUOSaLeMvXcWjLFtjXogfOzq6sPZw"
    "Dq5hR+qMd15S32K5Th8smoycowwQLpeYSpFUEFJanLjxlEqcuPibIUvRVeyHUNo7Nc8PoE"
    "FYS3/jELvqRVIsDsXhzhel6E69VUt3YCsKo5+bQtr3314D3LBO9ZCrxncXgt9OyJW1kBXl"
    "MIiDNB7AktuQbxmqSKE3GWWSJ5johNwUS5cOZjFAf4Vjdggq0gSBSBeEKpjm8kp4B607u/"
    "bsvgri83W4NWrxtWPdlNeolc0BwGQV+W2lGUDfxcAOYglcA5A87C9pI8i1TL9lKK3aWy8b"
    "i4mhkzZYXR5UxbhoW0Z/wrWsY2XflWqnuvm+OENGaYIpctuFjZQYIDivx38o+RP0kNhv1W"
    "c3jyV7JxcKc2rvlYc2QmD/HMXOu7tVRLF22n6MZzNkuXZJoIjz8YZLY5BY/2/OkPpNKNR2"
    "Z6Yl4Z8yddU4E2BsYELKbQYVdd6yVwjDm1XNWATb4BtMHj3LaU0bz+sX71yHEV2fHDhE2s"
    "bJNVLcUmln/lr+yKfyQrvI9J6hJP3lbehmY2x58VcZnVwZNbqd+R+w3gfo9w76FLT9nXCE"
    "s3nVa3AdjXCA++D4ZypwHc7+iUmEWN/JxBjfycqEZ+jqqRDOKcMliQRrijxPDMaVlaU5R5"
    "lJfGF2UtJ+QBOUxVQaCvLjIAfXWRCDS9FXFJQROiKuQBeU1RPRvpZSYb6WWKjfQybiOFEy"
    "ef49qKQACcCWCq7qCcU0WQpnowb3+e0EwFrp0usqIcpqoezheXGXC+uEzEmd7iWHcOY4u4"
    "NowX96/HDBH+rVqaFYJZHYjI+OQ2zhzBQlogh2j3RP2n8SGsk59soEIC8xhawKE2AWosgC"
    "8I18AU6pMPhonwFwAxQD9UfW5TBXnNKPCCkGkzE8IrAgZG5NiElsOLY9nvw4WxonxSfbKx"
    "Qjjyb19zqnyE0G1flhuAfo7wda/3q3zTAO43OW/3mu4F96CIZWD70T8EbcuxC2zKhQiFha"
    "7UFjqymhVhcYBMMLjUDHYFjjh/ieimI4iTrVKvPF2eyHD6rhjqCw77ZSiZg9shXl63IrEi"
    "3fvOtUzmTsbEtR9DPITEQtDO61fmU1RPB9qNZ6TwFHmHniK+BplP4A5TCX+RdH8RD604wL"
    "ldRobrno4T2De9RsIjq1SOI01owidNpw7hHHtN4G4ti8lG9dtrWaOlehgBG1mvmoqo7cQg"
    "p15nXwBkPxZMtOe5hWgHug3ovwaOwXw7PLqfbEBGlKZCnZLHjTO7eQTHBPPP4EvhUZ78Sx"
    "hmSmuY0WamjmYIc4SDFFt0kKh6YthO3PsXhkVNucpCGztTZcZZNJLdozm0wkk6g5O0bSIi"
    "vr7MprnQDlEJnDPg7PaLJhNN1fhpL1Lg5hEL1DOgToFQjFdkWdq4UCKMhA4KpcMoGfSHSY"
    "jhCTx5XW1CVGW2yJfGp0lot0K7PRLttikNmtKNfMKbKLaA7WDdU0WxDU+PpbIcyLajzSD7"
    "LTG7wepeLc1qgLxW2XOUWgSLGphYxp8I06Sh5MPSHAfhU9Dq3rSa0rD1uwzoj3FjQp7II3"
    "xlH9gG6dliGUJtE2K3hUGVd5ubmXSnDxMeHGVbDWophoLKexusB3QjMLhH+LbV7zQA/Yy+"
    "IYfxMXiCtpbgOfg2J1bEpWbFndxXvvXu+w3gH40wO5KbQ6kve5fdk3IwRSR83HXCR6asFl"
    "VyD5DqsXLK7dSYW5x55wapRILR+eCvaKKbxy7RqUd8hDxIs+3IzVZHav989rFWjzhArPyY"
    "uebhIsM7TCeGd+HhTX7AK9KVl3yW+RBVQatl2fDfsdnSg2yCCk3nPGox6ouPesOBeiE+hA"
    "kFCzZnwUZsEOb7rXGCCLHFOREkFpwoyomJYc3mOsyjTQVIqqhMZXJJOE9xSTjnZRyczTSb"
    "Bl0pJrJUrhPIgIjneuKg5/dQpcXgvP7pajXU6Una4B4Qsb/N2RakeXfmOhorE8vgyJdvhI"
    "bEqLfgiVuyWeZIHG8zRQ+s+eUYxXnt0gpOl5nTr1Cnln3saJzc5OmMjpBW0Le+SowWIRTJ"
    "y2R1Qyj+MJ6UA8ctl43b2wlcPrD3zvGsiMWddwJjl2PPzOtk8ovx1F93dpxj9k0/k/jrnu"
    "BrwhnKW8A4u5NUOcfvriOA4rkkZtAh4vKmNaV6k0ml0vWGhqcJlzRMY1OM7txuqjM2d1ps"
    "6xZasxOORxi7XkvzBpuQFpk9wdivAQvNmQLNsd0q0qfgBpFFgibKsRB4+DoAny94jl25aI"
    "WfVtkW/hpI9tNi3zHQk+2mfvsKGk13EsdVIHXbpnnbyo3yTkzThyrWUjaod7wXf7hqLe8M"
    "aLKkQuUV6nMO0qkeVGHCd+lGdVW7yOxGxeAify4hnDlDBvVgB2WerU9WzrDewQhLTXpKP0"
    "d48Ns9uaZ05CG9FjyLioOHcZhlOM84JRHffhtmvLqI4lWIxchpM6T8aeBc0mCIqMzDv6Cw"
    "sv1svlBViWynYMPJBXSErHpJFHaSntpCM+O10EZMmFLsq4rtNrHdVq7tNlHbTtS2O/QeRV"
    "lr27XGaGYSUQGrS8KrE45xOdKilmZm1tZtlRe0zGhxfqDp2xfQBhDbC2ShMU0Q9jNFrAYM"
    "k44G0rAGSId/OwWPbiNWmY7+F7CYajpiEcATzbIdmhVeB7ajkU9rjjnRx7t/HDd9WXAE+E"
    "+hJ+Q5Io9Zic3eYvXYqotGaOxn1WlCREJ5zKA8vqBcEcNe8wpCW7/MUv6FtErOfHx5GSu0"
    "g825o0yhzcn/dq1haC0TJuQQXTSd99LL1nFkeKfFZLR71yElgYB63epK/e8/d6S//y2kKb"
    "R73a9+++Accv19KEtR0whblOPY/zLodROsIiuKqO6mqQ74D9C1TC5Ix6ObUyhC0PsDeoV8"
    "YKw3ObjTDq5Fxm+hP5+gH6ZGeitSmSJEWUGuHwmXE41jMb3+MFpowA2Uo4GGnUSTtc+An2"
    "WOBNmEiqh5UzL/G9bSkxtWdc9t2h12c1tTfyaMFjQRldcaWMbiC5gZGC0pgYYBi9AEdJfP"
    "piSPfiYWTs31PT57hEf4UaX2F911yFNMQ9fIHUoZzMFFH+shSG/RrQSTvIvCWevotFZz/k"
    "Q4TFDleWAk6wERsu3oA2/DvzdtYMslu6lbZU7bQIBERBpw0CzgBRelq6AWuxNXOIZbIX+4"
    "GKXw1cqUzZzBVsgzLk4qIM8MeSGHlThlBeeVHXitCH9E4Y8o/BGFP+L+XgXTQhNEdN2xMo"
    "Y8Xzlqo0pQd2KUaTaqikEtDeUIkNRnMJfkvSKonpdh/WPWkpmpNTNjg5XMxs68cJblNfX+"
    "ZuyTgezm1cozZ1MaMhuTzxEm8pvc+p2W1PaP6AzelO+G9Jp/NMJyV+n37odkFvePSLt+3y"
    "X1Dkb4odf/VRmQdYBRB89GuNVV7vq9r315MKCptlcnI9zsde7aMiNZHZKrUrcpt9vsqn9Y"
    "jlWDhSArlN0JQuvbYyXSxV4HDP1jre7X/KPGI6RDxzsc4d7trdynPPIOyBiQWsN2a+COgN"
    "XxCHekYfMbvegdEA63ewPGXvZdDt7aCFqEMxYca3M7b15YHrFQBbOogmEzexz0xFx0ccL9"
    "5aH7uKvFzk1CVz+7+HTx+fzqYpWJbnUlLR1dPBPdK7JsrlNPIqoBiv3BeXYkcPrVW3Ialy"
    "NkwsAs0iW+r/1skS7xPXLa36cu4KESIRV8LjOf6X48DZwo5IAWoRWcLjWnD1H1qGT83GnR"
    "I1aAT1GRptPy3wWy0id0IDLTc7ygM2Wm5/hnxTmS7OCcQC68nTfwdnYhJUvGU8JE9LYRLt"
    "pHiSemk1up35H7DeB+j3DvoUtP2dcISzedVrcB2NcID74PhnKnAdzvIna1LbtiuUArFoJ2"
    "UmxRVm4FOikzuwgQ3a/yjUL4QQ2cgbMRfuj3ul+VG3kotdqDBgidjvBt7757o/SG3xi31y"
    "eETpbcq97BCF/3ZenXGzIGGmB1OMLDXk+R/34ndwesqmXodIS7PWXYl5rDHulofUwGjXQr"
    "D7+TQcO+yQBzn8W+ymGa9QZA3pwbEbISj5qS7YZ5wBUs2cWjFgLIZgIImfwmczzegB3RDg"
    "RHNhQJi+m7EVqh75Za3xWBde8wsG5ujgtyPUwpuF4WrnNe9ljqdOpYnDulRIhIJJWIJpVY"
    "4NyIBmnERmnUQ8V6peY9HqLJWlCYqswuxUVtsPUsRth6shW2HkulKQrWbH/wzlkGTIKPMc"
    "kJLId0i+geNA5yJ7nf3FUpjrDI/hbO/hZavTMU//Fm0i0AO1j3VFFsw6uOqKy0TWwzVVaK"
    "CWL7mw+OFNag6LlBuSrf22/DGkyy102F5ojwmKR1uEQtr7dreW0GUfVKeYUwMmyNdrwpSF"
    "43VR1Knqv8ZiANWJAT0TPxc6UmpXgGJb7SEkevh9HQIB8ZV89cVTXLqKW8LfTFFbUsC+mb"
    "6CcPXJ8Fbw/fjdAv69gN1XbSXjmqSX6g2qSfgZNN8jgWnHInPptbGFLTNCfrmXurlpbyTE"
    "fjZyJK/uG2zZH1jNasoMs1zRTGkoh9YTnGnua2hsmbQLNfA/Iy2eQqmJLnIwwMMufw05ht"
    "0plIK1Y2e08NJKcV81mq5MwvHKWrXGKxs3oWfzbSKtkZqR7zaTtwjfhyzrkbWoc9ZScnpm"
    "EqgalIC1ztfewk74XYXkAWO9UC6mT1Vwgq2IZsNdy0bPgD63G47vAIR0YONTFFh8kpb65F"
    "bo7EGZLHU2RO0sxNK5FR3hxOkZ+8lgiIC1p+hVZTMRxgIVOHSzSuEXkQ0Yy2APr5Z+OSZr"
    "FuWO5baFn0R0OHZbxlpCYyTB0BWgAGOIY+/gIe7ZlhEBmUzEbx5kRyXRhzfQyeyI8wFqfg"
    "8Y/5zLQfgWrMCUPdzLlwMcIroyxNyQvZj3FYwRn6oAm0yG+fEGpEBCw/geIjgHjsXfIz/D"
    "2yWumLKft5pO8ZNIFpGa/aGFmseI0OCQ7QfkHjEabxyDVAHsL6YBfpj/8S+5OBNkRxfhQC"
    "+NEJ4IcqX308cstxV69+XzhDVZ2TtWOp5MuBEyYTSGdJfkPEUPr4PDAHaATGGTC2TUQW3p"
    "cZJ7dQWkKnIJXAOUtOX+1HIWUzSCfCIcrjIR13jF8J4HlZHCIUPC4zj+PaVl5m83sQXC8z"
    "15nWHGf0YAZ1PTGwcEVUmbx75/VPV6vQQXqSFiw46Ejtdjw6cKy5fgB5M0hG6ITIkUHkoD"
    "YT25hbPJ/cbKkFwj2UOEL8xMvB6yXgHQz7Uuvrt6FCRiDNrx48JXdpltV7lkB3dRg13GXa"
    "Ptt6JP/KypV3VQkRisWkzItJ0NpZjM0vQiE4Gk4XMn1GCcVql3G1K2YCjVEKvDPgHShceS"
    "hfj3L51mwxWC15gzrNHTfAkTg7dumNW0o+vOmOGx/A+b1xc+5kd6CmD40XhE84O9nrm7W0"
    "newZaaY4tF3GnWwJ2AQuHX2Y23RDlRACm/o9Pi0B7esLMLC+ZL6Pg2/Sh/rlFd0/fkEmZz"
    "d7s67Epm3ZJp5ayqbtC/mzRfVGn7bM4fQnv8v91u13Re5IrXYDBM9o9RdKdScNBg+9PqsB"
    "Ezwvh7LI3j9lCm3O1s21hqG1TAjED9FFWPS09DxkysGkbbwD117mzJXKQDC9bnWl/vdVns"
    "2V7NPudb9eczJtXn8fypJwIHyXWtwPUyPdFdHWQ5SCzaVmM5FoCuW0soUx5lj4mzdjTYBE"
    "JK9Kz6kyt0VGlbc1zsCAyp1BYZcO1m6iAI5KusogkKyO+ho0K9yX1bla8j2dgTl3iCLJXK"
    "BZgomfbODl76iBheZMmTI5sYw/iarJsvczt2NThxijMZgac8vmqanb7l6ormWbjGopqutG"
    "FSgPUXvSqxGZE+WTeI1JXoXSG7lJ9z3JNf9ohOW/37UYpXcwwnQFvulLNGX66rAceu5hXQ"
    "ZKutbszB20fNXmjogDRycVl6zcnGD17lhN/tYr0mmG+zk3+1aiI1uccH8ebbsMct1y9VOW"
    "sauQDSFMKV6jUr9Gwhz4Ltg8Rqo2LvQ2hymFUbDkXNY1jFILcCVyOUJZYu/Y7GtiSJW7zF"
    "Q+6TKletJlvHjSwYuEH9GsmSObSRm9sSoB7AGrNFQT0ANXD6gOqCnbMamegLl3ZTbzBSwH"
    "vtvzBjx0VvZjBbjsadmPFdcMedl58tcWgK1gDvYouBGxs1y7tnPnyfghvyL26+N7t4Hbtb"
    "QdXIM1zLpxO55blBCgVy93KgSECMHZKXg050+6Zk/dRE4szxX5xWCOHU0HfTSmaamgzXI6"
    "8fZst9gzZ7v2nyduZ2wHhM7zdGj/S2zilngT12dXVp18TVFmv+OCyvjVRQZd/OoiURWnt6"
    "L10ry3IAZxWr3cIFWV9gH2XCW38t71g6E0vB/Q2Gv6PcJ30veO3B02gHcwwsxpQenLTbn1"
    "+8qJYXXu32+2e4P1XfdshH/pXSte8fgGCJxEl5XDeCyYcKkbkMPfXwa9Lv+1CpBETcaa6o"
    "D/ALL8HePblQItBSNkKPYhXbnlB9BucpzyaQfXwik/80RXray+oRcuIB7m5XuUVuzYlG3H"
    "ZqPw2O3pW36tKI6uFSgjlaxnBStWZdC0MCD8o5qQYwBCyhxTWVbfJ6SSp1MFSXOIarQ2Wj"
    "HFiOX09bxfF1PDJvoU6ddYgClRjtzbrNoFRwPbxxOFI+0x6WAzwiSjsJy6pi61pNqUaIQn"
    "/RzhTu+61ZaVDpm9vjdA8GyEH6R2WyYCrPtdEknTy66dR00O0pSZMQUV5e3Xu/YBy1s/Jk"
    "pXufox27dJrCCzEPWJ41onMgAeoq6eY8ZO6vbYrIBh0bl+TV3mKeWkL/923+rLA6VJFPFW"
    "vyMNW70uDe/nXKZZALzLUjPSzr0wwnf9XlMeDFrdrw2wPh5h6X74rddv/YNFYqyOR3hw32"
    "zK8g1LPecfjvCt1GLZ6NzvEW5K3abMrvhHI3zf/bXbo9EZ3kGR9aee5X2tJ7+v9dj7Cme0"
    "kgT1DeaWIUyxI0YphS2xsC1RnVt0ssu1NgVpyvzGFhUCssgAySJAvKYZEeypU2eBgR6nrU"
    "xC2D2Pc4x+OMq6dFJW02qEbCPzasnEgn1bVydQ0+cWIuDyUuwlzzZRuuqJZNsXhX3MZsi2"
    "4XMhuAOk1UP8PJN38nmKd/J53DtZbB8ko1/d7YO5OS7I9TCl4HpZuM7ZS4hVBC9RJFfJJt"
    "rjZXL83T54vMnx8Pa4wk0qiavIUiWyVB3a5/ntLFUJM8EWoM0ValLOGWA3kSaHcds/UoQ3"
    "9dqPGv42LPzdZ51UaMbYabXvO8PWvB8a97Px79VSHW28VpmT0U20H269a1YXG41PQQ+jdT"
    "lu5gijsffK+QLGiCw4yGalrh++DsDnC14wwza6FL4yZZMtaiDZV8ZCqmEVSxkRIa2gGaFK"
    "GiXhFtJeizI6SCoYXWpGH6ps/RHx9Ljr1r8zoEXhelG4vjoYi8L177fOW3kRFzlbymhJO1"
    "DA0MoN2R0fUWNG4HYt1Z4RafimReObsQAQmMiyiXa9gARVGtLzhICNrFdqi/htriHHTW/P"
    "jA5ebleaCX9GTsZYe546QMMseMft5ycb/GlgFLd17PJhIzzCj+qUZuPX7UcwhaQH5qpFY5"
    "H862BiWABBdQpoYDS9gw1Hm2gqM8u5Vph116wTGzlfgEGNKjY5f0XsvjeMNzW9lGcLpwxV"
    "GLdsZDkeV9eT7tfurgxYO/V1Ja8oVMhf5axC2UIBQh3sEfBvcnMo9eWcoPtkDeAd0CIK9J"
    "R+jvDgt3tyTenIQ3oteBadCA8TAPZvOrmybPtegu441wYzqOuJ7sncDgp5KJdMLPZ8lM/r"
    "n65WXsn0JM0PedCR2u2447GLkWNsBHGIXAAcdrv0lvI4sslu3UGa/afMCGxfPM013dGwfU"
    "ofe4hNi625em8UaP+Wm0XOAtRFnSzKIPRsuxDYhlqIMdEYVhwNxL31hvbBGmVUPR6otL1S"
    "B+ypsbCpRE6E6JmN9FfEqdaVjURI5OWUyNl3Dmncb1/BoLOzTBEJZykRCWfxiASToJQvCN"
    "onqF7Ix/bFZ/hKxrWlzC09D8RhqurhvJPE/7qhQj3XSF5T7FGLRHhPWvtlFrX9Mllvv4zV"
    "g9dmSPkz52wRItojzNLE0lT4X234bNj7AXw7EXpCRK6giNxHEyLwTIfGC+K6HYbupwrLlt"
    "uSiKmkaWb/Q13DL17CY2TbGrN/T+BM05fUbVBfMvP04Jv0oX555bZj/dPkWy/IdHj+h9vo"
    "UvgfHpMgzvinTKHN2RC/1jC0lgkrQIguwoSnpVfy78gE87RcA54BZGUtITP8dasr9b+vzC"
    "WrLfJ2r/v1mmMwuf4+lKXI8ushxE1OkGgaDBNVKQfK1uoqipDsIqP86JwtSxSNK9i8OzYT"
    "sa5QnL0t8vMeBX89aTOnuTVMJTzF0j3FPLTiAOf2EhusezpOYN9UI8MjK6RJNqVBU7qRD+"
    "Ud5kUF8tVNL14wVdH0AxPf1jA7NP0yIJqO5tBCOUtA/0GNJmvWETAs6ntlQoujR+YhFNpi"
    "2aaQWoq2KBI3liChXf6ywxuWGy4d7OH0pJm2Heop2w71+LbD8aW1PbmTuzet7tecE4pP1g"
    "DeQbZss9E5/zD7cCLFtkixXaq5aCcptoUpKxn948wzlyW7oI0cRy/E9TClMHyU2fDhVffJ"
    "afgIUwnDR7rhw1yXWdrQ8BEo2HScwL5p+AiPrFLFxQ2Q9aqp6IRj+vBv1dJsH7bbKPP2uh"
    "8WtjAsarzQnCkgw0FToQ4m2vPcQm4IGQReiXI3ZIyK/uQO5ga9bavTDYwmeXNwb5R7u8wi"
    "8rYK/ggf10P5uAZ/WQ6YI2TVU0J24odJJyzyE5SFNnamvFQgN0jVZlDnY86hjsqlLvmp18"
    "0Rjvi0hApys9WR2j9f1dz5ZJ05wefGRdwClZyoIhXqtFQV7wLkyxwgu/2gyURTNX6AcCrW"
    "PPL3CPn5G5DncH8NeKa5EpCiQhM+aaRjDdkbptRs+l0tj5cP8bSaCWlXNgWrkrlAdpqD1N"
    "8X52ooqy3zNA2FNcqoodDMoLrx/EHDDaIvuF66VLXwnIldz1xO4FwOOrE5WzYzR5q+MUZU"
    "v1Xyqh0RsurJwztRPjSTmvks7pKUjHWYqnpQX2QJT7pIDk+6iIUnic2PIrPI0dnBdWg7Sk"
    "EvzyitYHWpWS1ctt8Fmy30SgTJYumug5Ri//IYuPyEVEim4DyyEIe0egLRtnYZypiWpLyv"
    "kaj1VKoo6+QqOYGo582r5YSCrSuC/G7tVcxNlczQ+Jm/rR68X0uzXAVT6rrOr8pUsx3DWm"
    "a3ZdkOMt2Ycq+nn2zgdfIFkEcjPP5gYBqJ/mjTBuQFfKQ745ZjA+iAM1Ych6ZpxQZ4hmaC"
    "5WvrT2HJZskzEJwpawrNZsEPpg5V5CepXT9Q117pL6E0NCxCU6fAc7ywgU0WzI13+YX1be"
    "/WN5/3ceATYyKCJFWKh9haEHfkteKsECkRJxziKoG856ATlup1s6iISBclFvZPBnJ32AD0"
    "c4T7clNu/U5DH/wjmuu3Kd8N6TX/aITlrtLv3Q/lBvCPSLt+3yX1Dkb4odf/VSFaV59RB8"
    "9GuNVV7vq9r0SKGjRA4GSEm73OXVtmJKtDclXqNuU2i8pYHUYXvcMEZhCNcbOxEuqgzA5R"
    "YqhsOFTYJn/RYbIiLvUQuZX6HblPQ6fo9wj3Hrr0lH0Rxt90Wl3Cdvo1woPvg6HcIQOKfR"
    "dhUZYIlOT4k1j0ieuEkU+gDNKIWt1hPLHBSwWe4hVqcHN/l2m5LGgbq3/MGrmZGroZTxl5"
    "oAJ8JQM7zW/rqOvvvS+cDZVVIimykRIhFRtmJd9KEZWA3wWjVR3OTMQRqK4NQ0cQJ7izrK"
    "mi2RYJ2a5Yurqy52yLvV47xM7rVsRC0b3vXMtE1Yj4HccNF9TyjLjya0p64wBN9eSu7ScH"
    "0MZoZhI5FavLvKkYOKTVQ7x+mcUvjrRKlnMvY55xosKmqLBZkl3K2nFV2BywnYET7o4nu1"
    "NL9dJnbXJk6V7t9f1kA5VmwULWKWg5NrCMBdANmhptSn43rX9JtwlVYzbTnBqYwRdke2eA"
    "incWu+0eGRPgb2xwNjr39tQNtigPGx1bokDkbS3HRbYmU/fPxMZZ0Y2zHPFuu5/nZNNQp8"
    "mTnXs7w4ynoFXLTP4cZJ5pAHVu2YbFKnNBzErnAtYNK+lLLgCyDM9ntN6vhIFh0uFkWLTQ"
    "Li3Zi9ECGKQnOCGTF21J7hEGkzsUn7nJ9/DY03OFd0bZZLi0KXA1drPPfysSMfkd4+Q3dM"
    "OHeROffyt10vPCjzPLeX7CFpbThfp+PUHa0LRozhnqAsZSnwJa4ZhNS49+genHGvMps+BY"
    "m7OGLzMWjmnA8YeJhRAYa65SwZPz9vRUMdkd02QnEs/sNvaT6kh58PXbC3wz4ktn41wA+w"
    "QC4WwILxHk+NwkikJ+8wrVH9+aj6ppLGgi4UWubfAgkdgFz7ALbqFnjT6O/iwFz2dPvDCd"
    "tFgzLnn1dhq2H2/Gcg/ysc6WCH3vNUKbw9bvck6J7eSmL90OG4B9UadN2gd12aTfI9y7vW"
    "23uuSCd0DdNZvffH9N9ygqnR/GnfIVWRrpLO/ucpBMbC/n2F4+lLNZ2YSWynqbvTOgvSy5"
    "imsYUF44mR5TAOdS7xP4y4+nH48T+GOqw310e2MB5yvP/pUH5SBNBUE+zyIyJkuMUYSfoK"
    "0VjvtZEZcZ55M7ua986933adEc92iE2ZHcHEp92bvsnpRDLKSgFSnbFaYTOyGF4yfJD3hF"
    "ukLN80X4wCXfHzt2taYelBcmNcHMNuBGtAPBj6KxxQjllTQDNPuUL49WvCSDVJvNZ4pKlu"
    "HnQlNQUg9i1Bcb9a/I4tfjTeRAgGJ/oJ/tFvSt2eFFotBkqKtbJc1Y4Nzp0II0wvk93fmd"
    "YcVZmEVCtJDDe3BIbZARzS958GQYtFzKpjnRrt1uKoR7eMYPFIbYDKjq14VANlm7aBGxDZ"
    "GSvX6Ob580E0yHKp9xjFj5AT5kOKjTjQdWbzKp1AoRgmpqzK0N8XlA6EVffvM7qgpKu/QA"
    "ZjIHx/3Xl0WSfX9pftOsjr8YQJXFV52CRzSDms6SP74g0wHQpsUd0fgLgMDlBGD4AwMzX1"
    "2degEBFdrIC7uiIVc07sDrMGo63vnDhJtv2UTzGkiJaaADIM8+1oqgzJsrBTex6pdZtgpJ"
    "q5QQ63jRe2jbC4PMQ1Noc6JHUurdRwkrifgOgtotQy/sbObTlhnrWC64YV9qDnt9xcsJFz"
    "oN54Yrx0biO3EHjDoADu4Hd3L3hvr7rQ7LwRA2qSu+/16Rqiq8DkTVjTJnEGIVj3TjWdFw"
    "0XpJIWrB7TJzW+xsJE+u1drZyBE6G0jQ6hYU3NQGKq3rEh7ZIMhkgplAa7YhQreki6rC4x"
    "s992jzPEqc/jCehF04HSImTm6lpk+H9FS5gj6h3Wtq9BaG82SA/Ko4G2J053ZTVZT8uuEb"
    "ohSoUV5FlIIJPYqDFMgdUhWQcu3BBN5NC5GZh+WCS4a0h9HQIB8Z3tFwdxVcGE3LmGg882"
    "YRsFZdVQSonHt7D1DXkUNeRmxD1fsRsY2+eKNa2q7fgjVXnHX7zMl/qO5H/nYD2NozRuNw"
    "1h0c2mcD0rrIHN2r+8OYWxjqP9l+Jzaw5zOalvFPZBnApJt2XvwRLwHQHp8sdgePaXfwhf"
    "zZonZ6n7bUOynD3p1yf9cA7vcI30nfO6wWk3dAyzHd3ndZMSb6PcKy1O+2ul8bwDtgxZI6"
    "rQH1qWfVkrzjEabWnZu+9CC1G2B9TPdjfrkfDN3HrI/pk9qyNJDpo9hBObYG4Iy+90V8/a"
    "OUIvCrsJu/CDjdfcCpTmcxhaXrLDLaEzoQgS0FR7zYr3gn+xXhOnFMysxdKS5IJaIxYjUe"
    "mIieE9QwlQD1rfoODK04wAVqO6x6Ok5gMxR2CI6shEgXzqywBXCldU8VBTc8F5aqYkbQ+5"
    "xnaAk7p7+ZVFmBr1DTAyE3WWwspAVy1CnNUkwtNR9UWsQCUEGApi+mRSq83n+yAU2JU/PS"
    "H88dZANae5qcjLH2PHVq4CO1cpxdXHw8BR0Dj+GSulF/5NlX9vRUYVsp24pRS7GtLMh4J+"
    "yL4z6YkTGSqGcEyKqkUJ/XP12tFAp6kqZCDDpSux3XGQwTYVtx35u8sEZpBbYRfUw3bFQU"
    "3BixQDdeXzB/hewwlRDR00V0x0qoEp9biqze9m1UigyPrJAU2ZQGTelGPpQQKSFL41ci8u"
    "6kio5w3eYtYTEZ0y2LWYmzJve15kyVHgM3E692P09umKQlWZBKzIGTbBtPToJTBdP4ToKq"
    "6EuVA2GveQXR3UktBfJEB/FMHL8Met0EoWpNEjVya6oD/gN07ZhdaHngUjBClmwf05870t"
    "+jcDfbveuolEA7uD50eam//h+H+WnH"
)
