"""What people say of each other after a job; and the nearest tractors of a service, straight from an index."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
CREATE TABLE reviews (
    id UUID NOT NULL PRIMARY KEY,
    request_id UUID NOT NULL REFERENCES job_requests (id) ON DELETE RESTRICT,
    author_id UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    subject_id UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    tractor_id UUID REFERENCES tractors (id),
    stars SMALLINT NOT NULL,
    text VARCHAR(2000),
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT reviews_stars_in_range CHECK (stars BETWEEN 1 AND 5),
    CONSTRAINT reviews_of_somebody_else CHECK (author_id <> subject_id)
);
CREATE UNIQUE INDEX reviews_once_each ON reviews (request_id, author_id);
CREATE INDEX reviews_of_subject ON reviews (subject_id);
CREATE INDEX reviews_of_tractor ON reviews (tractor_id) WHERE tractor_id IS NOT NULL;
CREATE TRIGGER reviews_append_only BEFORE UPDATE OR DELETE ON reviews
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

ALTER TABLE tractor_capabilities ADD COLUMN place cube, ADD COLUMN is_open BOOLEAN;
UPDATE tractor_capabilities c SET place = t.place, is_open = t.state = 'ACTIVE'
    FROM tractors t WHERE t.id = c.tractor_id;
ALTER TABLE tractor_capabilities ALTER COLUMN place SET NOT NULL, ALTER COLUMN is_open SET NOT NULL;
CREATE INDEX tractor_capabilities_nearest ON tractor_capabilities USING gist (service_id, place) WHERE is_open;

CREATE FUNCTION place_capability() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT place, state = 'ACTIVE' INTO STRICT NEW.place, NEW.is_open FROM tractors WHERE id = NEW.tractor_id;
    RETURN NEW;
END $$;
CREATE TRIGGER tractor_capabilities_placed BEFORE INSERT ON tractor_capabilities
    FOR EACH ROW EXECUTE FUNCTION place_capability();

CREATE FUNCTION move_capabilities() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tractor_capabilities SET place = NEW.place, is_open = NEW.state = 'ACTIVE' WHERE tractor_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER tractors_move_capabilities AFTER UPDATE OF latitude, longitude, state ON tractors
    FOR EACH ROW WHEN (OLD.place IS DISTINCT FROM NEW.place OR OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION move_capabilities();
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXelz4kiW/1cy+NI9EZS3jI+qpTY2QsZyFd0cbsDtqRkm5EQkRm2RYiRhit7p/30zUx"
    "LoSMmSuIScX0DXS8HvpVLvfv9XmRljpFtnkqoaC2xX6uD/KhjOENkIn6qCCpzPNyfoARuO"
    "dHatjsbPyFSgcy07B0eWbUKVjjmBuoXIoTGyVFOb25qBKZEE5jpUEVhOkYnAzMBoBSwb4r"
    "F1Bp5GUIdYRcpMw4b5BDSLXPCKxmC0AhDYpvZM7gcMDOwpAnPDsjX8bAFCSy/Ahj0l+4D8"
    "SnRGf8vYUMmPIYcOe9sF1v69QIptPCNyvUlu/s9/kcMaHqMfyPJ25y/KREP6OAC+NqYDsO"
    "OKvZqzYw8Pzds7diX9SyNFNfTFDG+unq/sqYHXly8W2viM0tBzzwgjE9po7GMHXui6y0Dv"
    "kPOLyQHbXKD1Tx1vDozRBC50ytTK/0wWWKW8BPROysLWyGxRjdkc2mf0yKf/dX+nj0ZROt"
    "2B0pcHilKJTAj6e0LMcg+pBqaTSaNTi6D0lzPuBh12tEJv0Pgm9X6+uP4bw4Pw59lkJxl2"
    "lb8YIbShQ8o4sIH8hfzZKOiNKTRlvJgx4JuYThQVRRjg0YZYQH50HvC9Axv0N0+QB6UHVn"
    "p4K49SqyUP6sD5HuJvcuu2DujnEMv9Rq/7WAfO9xD35N/lzoNcB+7GEDdastRrdr7WgbcV"
    "frL4zKrM4A9FR/jZnpLd8+sE5v0u9Rj/zh3+GWT5cJaXjnumxk5RNm7YtrDIwpPtcfGRbP"
    "HMuE/Enrl2kIdig6aJyJ+x7IyABqkEpkFM56bxqo2RyV9c+Ij6aXItKgVDMrgKXNRSrAIX"
    "tdhVgJ4KYqwuTBNhdZUFYz9NkRfuvCCnwTge4jDCAckoCvON9tzENh/oCGkIbc0RL/eB9s"
    "d9Qf1Mf8GH/67VLi4+1T5eXH++uvz06erzx89VKg2Tc9FTnxIYctP82uwMgsygB0Kz3EQU"
    "HwXaUQbckjO2NkMxcz1AGcJ/7JKeeRunOPfJHxx3sb5y174ErAfNttwfSO17eruZZf1bZ/"
    "hJA5meqbGjq9DRn8MiyXoQ8NgcfAN0F/yj25HD74P1dYN/VOhvggvbULCxVODYJ1Z7Rz3U"
    "/qKKweTFJ6fSAyOoviyhOVYCZzbTYwl1HdkKQQVbkInmlsV5Ut1R7n7tIR0ynKNTwlX+Ht"
    "mIg82AJzgz/vKeBe+oN0MopEbNiAM5empWm4WPQAyf2V+i96Z38rTm8ZhMAGfOhRVq91Q1"
    "SaGGzkUopSr9yHRZCObItIhCpkIMRgiQR0KdOsornZJEvWXqubliim2z3wUX59fXH84B1O"
    "dT+KEW1ZV3OK5Qhosno8YrwwQLpGcRptYEJZSkrj6mEKWuPsbKUvRU8EWuaxidZ4LXIygh"
    "vLWPafAlV8UCzM5FEa5lRbhWTnVrLwCrmp1N23KvLx+856ngPU+A9zwKr4meXXErLcAbCg"
    "FxKohdoSXTJN6QlHEhTrNKxK8RkSWYKBf2YoyiAN/pBoyxFfiJQhBPKNXpzeQEUG+7Dzct"
    "Gdz35Eaz3+x2gqonO0kPkQOazSDoyVIrjLKBn3PA7KcSOKfAWdhe4leRctleCuFdKhqP86"
    "uZEVNWEF3OsmWYSHvGv6JVxOnKt1I9uMOcJqQRwxQ5bMLl2g7in1Dkv5N/jLxFqj/oNRuD"
    "yl/xxsG92rgWY82WmTzEM3NtzlYTLV30OkU3ntNZuqT5HOHxB4OsNmfgyVqM/kAqdTwy0x"
    "OLyliMdE0F2hgYE7CcQpsddayXwDYW1HJVBRb5BtACTwvLVIaL2sfa9RMnVGTPNxM2saIt"
    "VtUEm1j2N39p3/gn8ob3MEl8xZOnlefQTBf4syYusjpYuZN6bblXB873EHcfO3SXfQ2xdN"
    "tuduqAfQ1x/3t/ILfrwPkOL4lp1MjPKdTIz7Fq5OewGskgziiD+WlEOEoEz4yWpQ1FkWd5"
    "YWJRNnJCFpCDVCUE+voyBdDXl7FA01OhkBQ0IapCFpA3FOWzkV6lspFeJdhIr6I2Ujixsw"
    "WurQkEwKkApuoOyrhU+GnKB/Pu1wltrsBN0EValINU5cP58ioFzpdXsTjTUxzrznFsETeG"
    "8eL89YghwjtVTbJCMKsDERlHzsWpM1jIFcgm2j1R/2l+CBvkJwuokMA8hiawqU2AGgvgC8"
    "JVMIX65IMxR/gLgBigH6q+sKiCvGEUeEFobjETwisCBkZkew5Nm5fHctibC2NF8aT6eGOF"
    "COTfveZU+gyhu54s1wH9HOKbbvdX+bYOnG+y3+o2nAPORh7LwO6zfwjapm3lcMoFCIWFrt"
    "AWOvI2y8NiH5lgcKEZ7AgcUf4S0U1HEMdbpV55ujyR4fR9MdQTHA7LULIGtwK8vGmGckU6"
    "D+0bmaydjImbOIZoComJoJU1rsyjKJ8OtJ/ISBEp8g4jRTwNMpvAHaQS8SLJ8SIuWlGAM4"
    "eMDDYjnSawb0aNBGdWoQJHGnAOR5pOA8I59hrf2Woak43qXa+lzZbqYgQsZL5qKqK2E4Ps"
    "uoN9AZD9WDDRnhcmogPoFqD/GtgGi+1w6X6yAJlRmgp1Sh41zuznFhwTzD/9D4VLWfmXMM"
    "wU1jCjzeY6miHMEQ4SbNF+ovKJYXsJ718aJjXlKkttbE+VGeelER8ezaEVQdIpgqStOSLi"
    "68tsmgntAJXAOQXOzrhoMtFUjV/2IgFuHrFAPQXqFAjFeEWmqY1zFcKIGSBXOYyCQX+cgh"
    "iuwJM11CZAVWSLfGFimoR2K7TbE9FuG1K/Id3KFd5CsQNs+5uRSoptcHkslOVAtmxtBtlv"
    "idgN1ueqSVYD5F6VvkapSbCogolp/IkwLRpKPkzNthE+A83ObbMhDZq/y4D+GCcnZERu4S"
    "n7wDLIyCarEGrNIXauMKjybnErk+71ZiKCo2hvg2qCoaD00QabCV33Te4hvmv22nVAP8NP"
    "yHFiDEbQ0mIiB9/mxJq40Ky4l3vKt+5Drw68rSFmW3JjIPVk97CzUwymiIKP+y74yJTVvE"
    "ruEUo9lk65nRoLk7Pu3CKVSDA6H/w1Tdh57BCducQnyIMk247caLal1s/nH6u1UADEOo6Z"
    "ax7OM72DdGJ6557e5Ae8Il15yWaZD1DltFoWDf89my1dyCYo13LOoxazPv+sN2yo5+JDkF"
    "CwYHsWbMUGYb7fGSeIEJufE35iwYm8nJgY5myhwyzalI+kjMpUqpCEi4SQhAtexcHZTLNo"
    "0pUyR6bKDQLpE/Fcj530/BHK9DK4qH26Xk91upM0uftE7G9x3IK07s5CR2NlYhoc+fKN1J"
    "AI9Q4icQu2ypxI4G2q7IENv2wjP68dWsHpInP6FerUso9tjVObPJnRIdISxtaXidEihSL+"
    "NVneFIo/jJFy5LzlonF7N4nLR47eOZ03Yv7gHd/c5dgzswaZ/GKMepvBTnPOvhlnEn3cY2"
    "JNOFN5BxinD5Iq5vzddwZQtJbEDNpEXN62p1R3MilVud7A9JzDFU3T2Baje2eY8szNvTbb"
    "uoPmrMKJCGPHq0nRYBNyRepIMPZrwFKzp0CzLaeL9Bm4ReQlQQvlmAg8fu2Dz5e8wK5MtC"
    "JOq2gv/iqIj9Ni3xHQ4+2m3vUlNJruJY8rR+m2beu2FRvlvZimj9WspWhQ79kXf7xuLe8M"
    "aPJKhcor1BccpBMjqIKE7zKM6rp6mTqMisFF/lxMOnOKCur+AYq8WlfWwbDuxhBLDbpLP4"
    "e4/9sDOaa05QE95t8Li4PHCZhlOM84LRHffhpmvL6I4lGI5MhpM6T8aeBM0mCAqMjTP6ew"
    "svtqvlBViWynYMPOBHSIrHxFFPZSntpEM+M1lyMmSCn8qsLdJtxtxXK3id52orfdsX0URe"
    "1t1xyj2ZyIClhdEV5VOMbl0BXVJDOztrlWeUGrlBbnR1q+fQktALG1RCYa0wJhP1PEqsCY"
    "09lALqwCMuDfzsCTcxHrTEf/C1hONR2xDOCJZlo2rQqvA8vWyKe5wJzs4/3fjlu+zD8DvL"
    "vQHXIfUceswGZv8fbYaYhGYO6n1WkCREJ5TKE8vqBMGcPu5SWEtnaVpv0LuSq+8vHVVaTR"
    "Dp4vbGUKLU79txsNQ3MVsyAH6MLlvFdutY4TwzspJ6PVvQkoCQTUm2ZH6n3/uS39/W8BTa"
    "HV7Xz1rvevITffB7IUNo2wl3IU+1/63U6MVWRNEdbdNNUG/wG6lioE6XR0cwpFAHpvQq+R"
    "9831Bgd3OsCNqPgt9OcK+jHXyGh5OlMEKEvI9RPhcqxxLKLXH0cL9YWBcjTQYJBovPbpi7"
    "PMUCCbUBE1b0rWf8NcuXLDuu+5RYfDTm1rGs+E0ZIWonKvBqax/AJmBkYrSqBhwDI0AfXy"
    "WZTkyavEwum5fsB7D/EQP6nU/qI7AXnK3NA1coZS+mtw0du6CNJT1JUwJ8+iCNY6Oa11vh"
    "gRDhNUeREY8XpAiGw3+sDb8B9MG9hxy24aVpnRNuAjEZkGHDRzRMGF6Uqoxe4lFI7hlise"
    "LkIpYrVSVTNnsOWKjIuSCshTQ54rYCVKWcJ1ZQ9RKyIeUcQjinhEEY94uEdhbqIJIrruWB"
    "lDXqwctVHFqDsRyiQbVcmglgZyCEgaM5hJ8l4TlC/KsPYxbcvMxJ6ZkclKVmN7kbvK8ob6"
    "cCt2pS87dbWyrNmUhqzG5HOIifwmN3+nLbW9LbqCN+T7AT3mbQ2x3FF63YcBWcW9LXJdr+"
    "eQuhtD/Njt/ar0yXuAUfv3hrjZUe573a89ud+npbbXO0Pc6LbvWzIjWW+So1KnIbda7Ki3"
    "WYy3BktBVii7Y4TWt+dKaIiDThj6x5qdr9lnjUtIp467OcTduzu5R3nkbpA5IDUHrWbfmQ"
    "Hr7SFuS4PGN3rQ3SAcbnX7jL3suxi8tRA0CWdMONYWVta6sDxioQqmUQWDZvYo6LG16KKE"
    "h6tD93FfLzunCF3t/PLT5eeL68t1Jbr1kaRydNFKdK/ItLhBPbGo+igOB+f5icDpdW/JaF"
    "wOkQkDsyiX+L782aJc4nvktOenzhGhEiIVfC4yn6k/niZO5ApAC9EKThea08foelQwfu61"
    "6RFrwKeoSNNp++8cVeljBhCV6TlR0Kkq03Pis6IciQ9wjiEX0c5bRDs7kJJXxihmIXrbCB"
    "ceo8ALU+VO6rXlXh0430PcfezQXfY1xNJtu9mpA/Y1xP3v/YHcrgPnO49dbcehWA7Qiomg"
    "FZdblJZbvkGKzC4CROerfKsQflADp29viB973c5X5VYeSM1Wvw4Cu0N8133o3CrdwTfG7c"
    "0OoZMl56i7McQ3PVn69ZbMgTpYbw7xoNtV5L/fy50+62oZ2B3iTlcZ9KTGoEsG2myTSSPd"
    "yYPvZNKwbzLBnHuxr2KYZt0JkLXmRoiswLOmYN4wF7icLbt41EIA2U4AIYvfZIHHW7AjPI"
    "DgyJYiYT59N0Qr9N1C67sise4dJtYt5uOcXA9SCq4Xheuchz1SOp0GFmcuKREgEkUlwkUl"
    "ljgzon4a4SgNR6iYr9S8x0M0XgsKUhU5pDivDbaWxghbi7fC1iKlNEXDmt1P3gWrgEnwMS"
    "YZgeWQ7hDdo+ZB7qX2m/NWiiIsqr8Fq78F3t4pmv+4K+kOgO1vRioptsG3juistEtsU3VW"
    "ighih1sPThRWv+i5RbsqL9pvyx5MsjtMidaI4JykfbhEL6+3e3ltB1H5WnkFMDIsjQ68LU"
    "juMGWdSiZ61dByS5B6bJCyQuRmE2wHUZ/lgRFVHD+Xat2OFpni63VR9LoYDQzykVLAyNR4"
    "tIiK3NtycVSXTSNrvIl+/MT1WPD29N0K/aLO3UD7K+2Vo71lB6pFxunb6YSzU8Epc224hY"
    "khtd5zCsM5p6pJVeF0NH4m0vYfzrUZCsPRth5UoqHF1FidtS+sDNtoYWmYPAm0QDggD5NF"
    "joIpuT/CwCBrDr/S2zaDicprRTOJVUF85TWPpUrGEsxhutLVXjuvpQn5I1fFx2vVImF/wb"
    "7aaSd6kEoY0P/i6YMZMQ1SCUxF5eRyu/rjAjwi7pI0prwl1MnbXyGoYAuyt+G2ndUf2YiD"
    "zYAnODMyqIkJOkxGeXMjcnMkzoA8niBzksucyhsp5c3BFHn1fYmAuKQdamjDGcMGJprrcI"
    "XGVSIPIlr0F0CvRG9U0sw3DCsPDE2T/mhos6LAjHSOjLmOAO2RA2xDH38BT9bMMIgMSlaj"
    "6OVEcl0aC30MRuRHGMsz8PTHYja3noBqLAhDneLCcDnEa7s1rVoM2Y+xWU8eeqMJNMlvnx"
    "BqRAQsr8bkE4B47B7yiiA+sXbyyyn7eWTsGZyDuWm8amNksv4+OiQ4QOsFjYeYpmxXAbkJ"
    "G4MdpD/+S+RP+q4hivOTEMBPTgA/Vofv05FbTrvB9/vCGarqgrw7Vkq2MkFBMoF0mvpARA"
    "ylt88Cs49GYJwCY2uOyIv3ZcYpv5RU88pPJXBOU/ZY+5FL2fTTiYyR4gSRR3MH1gJ4VhYH"
    "CAWPi8zjqLaVldn8EQTXi8x1pjVHGd2fQV2Pzb1cE5WmNOFF7dP1OruS7iTlU/bbUqsVTa"
    "Aca04cQNYimyE6IXKkEDmozcQyFiYvbDld9YXgCAVOoq+4ZYrdGsX9QU9qfv02UMgMpCXo"
    "/bvkLC1E+8BqDK83w4a7VO6znRc7WFu5sr5VAoTiZVLkl4nf2pmPzS9CITgZTucyfYYJxd"
    "su5dsunwk0QinwToG3r7fnsWI9ihVbs8N8vngHdVI4ro8jUXbsMxq3kHx4Mxw3OoGzR+Nm"
    "9GS3oaYPjBeEKxxP9uZkNcmTPSOXKTa9LqUnWwIWgUtHHxYWdagSQmDRuMfRCtCxvgAD6y"
    "sW+9j/Jn2oXV1T//ELmnO82dsNJZy2RVt4qglO2xfyZ/PqjR5tkSsOVH6Xe82774rclpqt"
    "OvDv0QY5lOpe6vcfuz3WJse/XwxlkT1/yhRaHNfNjYahuYqpVRCgC7FotHIjZIrBpF08Az"
    "ducdG1ykAwvWl2pN73dSnStezT6na+3nCKkd58H8iSCCB8l1rcj7lGhsujrQcoBZsLzWYi"
    "0eQq+2UJY8yp8DdrUR8fiajvlVx2ZmGJojNva5y+CZW5yMQ+A6ydWgoclXRdZCFeHfU0aN"
    "bbMG1wteRFOoP5wiaKJAuBZjU4frKAW+KkCpaaPWXK5MQ0/iSqJmtwwMKO5zrEGI3B1FiY"
    "Fk9N3fXwQnUt2mJUTVBdt2rSeYz2nG4bzYwoV6JtOHlNXG/lBvV7kmPe1hDLf79vMkp3Y4"
    "jpG/i2J9Gq8uvNYui5xw0ZKOi7Zm/hoMVryHdCHDg5qbhgHfkEq/fHavK3XpFOmwAsuAXK"
    "YgPZooSHi2jbZ5LrjhvEsqJmuWwIQUrxGBX6MRLmwHfB5jFStXGupzlIKYyCBeeyrmGU2K"
    "MslsshygJHx6Z/JwZUuatUHaauEhpMXUX7Sx29j/oJrZoZqpkUMRqrFMAesZFFOQE9coOF"
    "8oCa4I5JjATM7JXZLhawGPjuLhrw2IXrTxXgoleuP1VcU5Su58lfOwC2hGXqw+CGxM5ieW"
    "0X9sj4Ib8i9uujvlvf6WqSB9dgF6Z13I4XJiUE6NWtnQoBIUJwdgae5ouRrllTp5ATq3NF"
    "fjFYYFvTQQ+NaVkqaLGaTjyf7Q5H5rhr/1lxBmMeELrO06n9L+HELbAT12NXWp18Q1HkuO"
    "Ocyvj1ZQpd/PoyVhWnp8It5dynIAJxUkthP1WZ/AAHbiRc+uj6/kAaPPRp7jX9HuJ76Xtb"
    "7gzqwN0YYha0oPTkhtz8fR3EsN73zjda3f7mrLM3xL90bxQyrztf6SnfTvi1cpyIhTlc6Q"
    "bk8PeXfrfDf6x8JGGTsaba4D+AvP5O8elKgJaCETAUe5Cuw/J9aDc4Qfl0gBsRlJ96oStX"
    "Vd/AA+cTD7PyPUwrPDZF89hslR67O33La6fF0bV8nbbi9Sx/U68UmhYGhH9UE7INQEhZYC"
    "qr6jtCKrk7VZA0m6hGG6MVU4xYTV83+nU5NSyiT5FxjSWYEuXIOc26XXA0sEPcUQTSnpIO"
    "NiNMMnLLqRvqQkuqDYlmeNLPIW53b5otWWmT1et7Hfj3hvhRarVkIsA63wWRNN3q2lnUZD"
    "9NkRmTU1HefUtwD7Cs/WPCdKXrH7N7m8QaMhPRmDiudSIF4AHq8gVm7KVvj8UaGOZd6zfU"
    "RV5SKj35t4dmT+4rDaKIN3ttadDsdmh6P+cwrQLgHpYaoeucA0N83+s25H6/2flaB5vtIZ"
    "YeBt+6veY/WCbGenuI+w+NhizfstJz3uYQ30lNVo3O+R7ihtRpyOyItzXED51fO12aneFu"
    "5Hn/1NI8r7X457UWeV7hjHaSoLHB3DaECXbEMKWwJea2JaoLky52md5NfpoiP7F5hYA0Mk"
    "C8CBDtaUYEexrUmWOiR2lLUxD2wPMcox+2smmdlNa0GiLbyrxaMLHg0NbVCdT0hYkIuLwS"
    "e/GrTZiufCLZ7kVhD7MZsiz4nAtuH2n5EL9IFZ18kRCdfBGNThbug3j0y+s+WMzHObkepB"
    "RcLwrXOb6ESEfwAmVyFWyhPV0mR5/to+ebnA5vTyvdpJS4iipVokrVsWOe365SFbMS7ADa"
    "TKkmxVwB9pNpcpyw/RNFeNuo/bDhb8vG3z02SIlWjL12+3ZjadpO8EB8sE17HV3wZsiN4k"
    "QipC5ON0MQW14UDGuEDTd9rF8Qmlt1Vjhu7WasbmJlZoRkhIA1NZbYjZgJu2r2cwcRWVM0"
    "SaQK3nF1dRFVU0zGFC+q5tihHsUGfi+xHiMTxi0/fLjXBCX0I+x8ZuvQsi+zoLsmKB+6ad"
    "xi8V6xiFPMs7zyPMDUZptsr+U7gP322tODOwFfan8N4adZ618QVWkMQydiaYzQFyAMNw0h"
    "lPtaaNdHDtw0pNttBUzcN81QfELnoX0jk5WXTd5NTdVo2IKJZsZrLu9SkFL4GYrsZxCe4/"
    "g3wmn6EFN5joW9Xtjr9wvpyXaVuDcszf3PURued66aaL5zr0ptuJtoPxxrmkqDi9H4DHQx"
    "AnCdnkZtaBqbL/YXMEZkJiILQBOBx6998PmSZ6nbxZDCNFe0RaeaYJozkWqY+Wq/hkhL+C"
    "4/kXd3KpGNcAtpeSXzAKlgdKEZnasJ+w4asJ8QT3fROyRf9/VddF5/Z0BDVV2QB2mlZGuI"
    "EyQTTe5TID0lmiu9fRaYfTQC4zQth+aIvEhfZpw2xgkoB6gEzilwLkDM5gmt06L4chFD4o"
    "5kyVg7mZ35ETZm+E5XE+0ZoQvftGh8M5Y0MAiZFtGul5CgSmOGaPAPMl+pLeK3hYZsp08l"
    "Mzq4TZpoS8sZ2Rlj7XlqAw2zKjzOOD9Z4E8Do6itY583G+IhflKntK2mbj2BKSQjsJxLGs"
    "DkHQcTwwQIqlNAI1zoGWzY2kRTWXydY4XZDM0GsZD9BRjUqGKR/VfEzrvTeFvTS3Fsu0ct"
    "+bEfI8vp5KxXOl87+zJg7TVpnTyiUCF/lfMWShdnFhjggIB/kxsDqSdnBN0jqwN3g3ZDpb"
    "v0c4j7vz2QY0pbHtBj/r3wQnicmLN/08WVtc10O+1FudafQV2PrTPAHSBXqYGCicVusYGL"
    "2qfrdXkBupNUUKDfllqtqCvewcg2toI4QC4ADnrB3Vd5FNn4+gx+msPXvvW5L0YLTbc1bJ"
    "3R2x7DabGzmg0R7SSL3PyW/7WL0cAgH3v2vhZB6Nm173VLLcSYaAwrjgbinHpD+2AXpVQ9"
    "Ht2kBEfWpskGFpXIiRA9s5D+iqyoApGOREjkxZTI2XcGady7vowx16lKi5wnlBY5j5YWmR"
    "OUsoW4ewTliwrevfgMX8m8NpWFqWeBOEhVPpz30sFTN1SoZ5rJG4oDapEIH0hrv0qjtl/F"
    "6+1XYYBpxIDyZ8bVIkB0QJiliamp8L9a8NmwDgP4bkptCRG5hCJyD02IwDMdGC+IG3YYOJ"
    "8oLJvOlURMJZemjj/UNfzidi5DlqUx+/cEzjR9RcMG9RUzT/e/SR9qV9fOdWx8WkX/Bc25"
    "mcK7GFLEH56SIM74p0yhxXGI32gYmquYN0CALpyis7Idze/EBPOkFB3XALK2lpAV/qbZkX"
    "rf1+aStYu81e18veEYTG6+D2Qp9Pp1EeJWGY01DQaJylTMuHZ++eny88X15do2uD6SZCDk"
    "2AZFhsx7CLYsUFk9web9sZmIdbkKZloin/Ek+OtKmxnNrUEqESmWHCnmohUFOHOUWH8z0m"
    "kC+6YaGZxZAU2yIfUb0q18rOgwt7wXX910C38lKppehbG3Ncw27aMGiKZDa0MtaR0o8g+q"
    "tOuajoBh0tirOTQ5emQWQqEtFm0JqSZoi6IDSwE6UxD9xOKt4/Hm2g1FCf1ntVRuh1qC26"
    "EWdTucXn+qyr3cuW12vmZcUDyyOnA30rWNCq/5x/HDiV55oldeodaivdRPE6asePTLW+zF"
    "Qrat5+J6kFIYPops+PBqBmfTZYJUwvCRbPiYb/qlb2n48HVeP01g3zR8BGdWofLieuhVQ8"
    "sK1/LBzlSTLR/0mizhqAZGzEyxchzdVGunUIzBH8YIWHDlhZs6GWFfALk3wuMPBnkbVQmx"
    "ilh22Rl4IrPKtFjz+nOa43YVE8u63/sJO0vRVqxqkleezk8ja/hxkEp0u4mo9CZHo09Owl"
    "kTlcletYvcGxv9iEn1i5mb7vXl0/lqH9MaoBItUKI75PvUAMjJaeaVPkAk5H9Re+RAr9DF"
    "6A+kZgU1SCVAFQVdjlXQJbru7gDikhf8DbxqUuDqPu0C2DdjTALLYqFMLX1kvmoqqnBsLd"
    "6papKxxXIuSp3J4FXgWRomjRPR7Ckgc0FToQ4m2vPCRE61HghcDdepzkO9rOQM5tYX2tWg"
    "W9hNVINXnDKh4ozBLUt5+t7IXTW9EenEaVyQ+0gn9v+yDDCHyMqn++8l5ZUuWOQnKEttbE"
    "95VVdvkarNoM7HnEMdtgA45GfuMCc44xMwv5UbzbbU+vm6Wgv1ylk3gIoG+8TXBE2EOqkq"
    "6LsA+SoDyM44aDLRVI1fiy0Rax75e4T84g3IM2QaR90NKpzDkUYG1pC1ZRvihjfU6nT5EG"
    "1FHGNl2hasUmrpe+3b7KUgcDWUdXZCkobCLkqpodAmLLrx/EHDdaIvOAnRVLVw87adJGhO"
    "jaIMdMI/WzQbXZK+MUZUv1Wyqh0hsvLJw3tRPrQ59aeY3FdSPNZBqvJBfZmmEsxlfCWYy0"
    "glGOFwzLOKnJzDkfb/VXIm1IZpBasLzWqRHf8u2GyiVyJI5uss5qcUoeKnwOURUiFZgrPI"
    "QhzS8glEu/IyFLECbHEfI9Fvt1AF7WKwDhaY29JaFa5rVxLk92uvYhnBZIXGz3y3uv98Nc"
    "ly5Q92cfKMlalm2Ya5Sm/Lsmw0d7IM3JF+soA7SCCvgCYT0AvIA/hEPeOmbQFog3PWh5h2"
    "xMEGeIbzGMvXzu/C+vqQeyA4UzYUmsXqTMx1qCKvH9Dmhrr2Sn8JpaEVKDR1CtwcFwtY5I"
    "W5tZdfWN8Obn3zeB8FPj6O30dSplD+ndXLCz1WnDdEQnEPDnGZQD5wfQ/WVWe7AhShIQos"
    "7Ff6cmdQB/RziHtyQ27+TqtMeFu0rVJDvh/QY97WEMsdpdd9GMh14G2R63o9h9TdGOLHbu"
    "9XhWhdPUbt3xviZke573W/EimqXwe+nSFudNv3LZmRrDfJUanTkFusAMZ6M/zSS2Ug33kN"
    "DKIxbjdXAgMUOSBKTJUtpwpz8uedJmviQk+RO6nXlnu0Sg39HuLuY4fusi/C+Nt2s0PYTr"
    "+GuP+9P5DbZEKx7zwsSlPsI77UR6TQR56cT5HxGZ+ugg1e17WEqFCD22atSK/LnLaxfeUo"
    "UlOBveCFOSc00/YTiV7aKXpp6wZ+zgGzn0rgnAJnQ2VNX/M4UkKkwmFWcFeKapjjnB6zAK"
    "lgdKEZrepwNkccgerGMHQEcUw4y4Yq3NiCkO2LpesjB25s0e22Auy8aYYsFJ2H9o1MVI1Q"
    "3DGnJgQhQVz5NaEuhI+mfHLX7uswamM0mxM5FaurrFUvOaTlQ7x2lSYujlwVL+deRSLjRE"
    "EBkfteEC9lNW/u+5EyiZlnoML1eLIz1cQofXZNhoZoa1/fTxZQacFxZJ6Bpm0B01gC3aBV"
    "6Kfkd9OyaNRNqBqzmWZXwQy+IMvdA1S8M51Ca2zLmADPscFxdB7srlu4KI+bHVugRORdvY"
    "7zuCYT/WfCcZbXcZYh323/65w8N9Rp/GLnnE6x4ilofWWqeA6yztSBujAtw2RVIiFmNSIB"
    "GwZAEwFyAJDX8GKGxmdAwsCY0+lkmGSRodEWAKMlK0AJJ2TxoleSc4TB5AzFZzHnR3gc6L"
    "4iOqNoMlzSErieu+nXvzWJWPxOcfEbOOnDvIXPO5W46Lnpx6nlPK9gC6vpQmO/RpBeODdp"
    "zRkaAsa6zAAyH2y2LD0x2yxRe5+qLKbMhGNtwS58mbF0TAOOP0xMhMBYc5QKnpx3oLuKxe"
    "6UFjtReGa/uZ9UR8qCr3e9wDclvnQ1zgSwRyAQTofwCkFOzE2sKORdnksSKppldscxqnNj"
    "SXs2LTO5wf1EwguewgtuomeN3o7+LAUvZiNemk5SrhmXvHyeht3nm7Hag3ys0/WcO/Crry"
    "I1Bs3f5YwSW+W2J90N6oB90aBNOgYN2aTfQ9y9u2s1O+SAu0HDNRvfvHhNZyssnR8nnPIV"
    "mRoZLKt32U8m3MsZ3MvHCjYrmtBS2mizdwa0WyVXcQwDygun0mMC4FzqQwJ/9fHs42kCTw"
    "OzlD8NnEmzDBCVUPnZfaiKZ//KgrKfpoQgX6QRGeMlxjDCI2hpufN+1sRFxrlyL/eUb92H"
    "Hu1P7GwNMduSGwOpJ7uHnZ1iiIUUtDwd0oN0whOSO3+S/IBXpCvUPJ+HD1zyw7FjX+/Uo/"
    "JiTk0wsy24ER5A8CNvbjFCWSVNH80h5cuTFS/JJNVmi5miktfwc64lKG4EMevzzfpXZHol"
    "gVOa4X0UhwP9fL+g78wOLwqFxkNd3ob0xhJnLofmpxHB78nB7wwrzotZFEQLBLz7p9QWFd"
    "G8lgcjw6DtUratiXbjDFMi3IMrvq8xxHZAlb8vBLLIu4s2EdsSKdkd5/T8pKlgOlb7jFPE"
    "ykvwIdNBnW49sbqTSaneEAGopsaC1+U9Cz6PCL3oq2/eQGVBaZ8RwEzm4IT/erJIfOwvrW"
    "+aNvAXA6iy/Koz8IRmUNNZ8ccXNLcBtGhzRzT+AiBwOAEY/sDALFZXp1FAQIUWctOuaMoV"
    "zTtwBwybjvd+MxHmWzTRvAoSchroBMjix1oTFNm5ktOJVbtK4yokVyWkWEechXNoWUuDrE"
    "NTaHGyR+KRjhCWEvE9JLWbhp472MyjLTLWkVpwg57UGHR7ilsTLrAbrA1XDEfiOwkHDAcA"
    "9h/693Lnlsb7rTeLwRC2qCte/F6eriq8AUTXjSJXEGIdj3TjWdFw3n5JAWrB7SJzW3g24h"
    "fXcnk2MqTO+gq0Og0Ft7WBSpu+hCc2CVKZYCbQnG2J0B0ZoqzweEbPA9o8TxKnP4yRsAsn"
    "Q8TEyZ309GmTkUrX0CfgvaZGb2E4jwfI64qzJUb3zjAlR0mZIfLnx7vBqs3GKitiJnrV0N"
    "JSlqZm24gTg5Wt9RgdrOxQmUhF2is3sVBgtU6esmiA3rbLVd8Zpqwo+Svr5AfJV8SnLCBl"
    "cob6ln8TERGAFWWMh7SL0cAgHyleAMHhSiihzk1jovH8DHnAWg9VEqAyOtkfoa4jmzyM2I"
    "Kq+yMiHvfoRdUk9/uSXa7Ym+tTV+GiRhjyt+vA0p4xGgfLX+GAwxtIm26P1Gn+h7EwMdR/"
    "srxBLGAtZrQ+6p/INMCces/dREBeJa4D3lm46U/JTf9C/mxeh5lHW2iX5qB7rzzc14HzPc"
    "T30vc2a4rmbtC+aHcPHdYVjX4PsSz1Os3O1zpwN1jXsnazT5NbWNsyd3uIqZn1tic9Sq06"
    "2GxTx+gvD/2Bc5vNNr1TS5b6Mr0V2yiGjw7O6HOfJ+kmTCkyMHPn24jM7/1nfut0FVNY3d"
    "w8sz1mAJFhlnPGC8fhO3EcBhs2Mikzc8tGP5VIi4o0W2EiekZQg1QC1LcarTC0ogDnaLKy"
    "Huk0gU3RYcU/s2JSzjirwg7AlTYjlRTc4FpYqNY1/jQQnqElmCXyZnVzBb5CTfflvqWxsZ"
    "ArkK1Oablwaqn5oNJuMoAKArSOOO0W447+kwVobaqqW4d8YSML0CbwZGeMteepXQUfqZXj"
    "/PLy4xloG3gMVzSf4SPPvnKguwrbStHeGNUE28qSzHfCviju/RmZI7F6ho+sTAr1Re3T9V"
    "qhoDtJKkS/LbVaUZ3BmCNsKc5zkxXWMK3ANqSP6YaF8oIbIRboRht9Zm9VH6QSInqyiG5v"
    "nK5bSpHlc9+GpcjgzApIkQ2p35Bu5WMJkRIyNX5LMPdMougIN9e8JSzGY7pjMSt21eQ+1p"
    "yl0mXgduLV/tfJLaslxQtSscWo4m3j8dWoymAa30t2I32oMiDsXl5CdPfS1ITc0UY8E8cv"
    "/W4nRqjakISN3Jpqg/8AXTvlWHYeuBSMgCXbw/TntvT3MNyNVvcmLCXQAW6O3eftr/8HpC"
    "oAag=="
)
