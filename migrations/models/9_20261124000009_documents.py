"""Documents and photos of tractors, the uploads that they come by, and that an archived tractor stays so."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
CREATE TABLE tractor_uploads (
    id UUID NOT NULL PRIMARY KEY,
    tractor_id UUID NOT NULL REFERENCES tractors (id) ON DELETE RESTRICT,
    kind VARCHAR(16) NOT NULL,
    content_type VARCHAR(64) NOT NULL,
    bytes INT NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    taken_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT tractor_uploads_kind_known CHECK (
        kind IN ('PHOTO', 'REGISTRATION', 'INSURANCE', 'INSPECTION', 'OTHER')),
    CONSTRAINT tractor_uploads_type_known CHECK (
        content_type IN ('image/jpeg', 'image/png', 'image/webp')
        OR (content_type = 'application/pdf' AND kind <> 'PHOTO')),
    CONSTRAINT tractor_uploads_not_empty CHECK (bytes > 0),
    CONSTRAINT tractor_uploads_expire_after_start CHECK (expires_at > created_at)
);
CREATE INDEX tractor_uploads_open ON tractor_uploads (tractor_id, expires_at) WHERE taken_at IS NULL;

CREATE TABLE tractor_documents (
    id UUID NOT NULL PRIMARY KEY REFERENCES tractor_uploads (id) ON DELETE RESTRICT,
    tractor_id UUID NOT NULL REFERENCES tractors (id) ON DELETE RESTRICT,
    kind VARCHAR(16) NOT NULL,
    state VARCHAR(16) NOT NULL,
    content_type VARCHAR(64) NOT NULL,
    bytes INT NOT NULL,
    expires_on DATE,
    uploaded_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ,
    reason VARCHAR(500),
    removed_at TIMESTAMPTZ,
    CONSTRAINT tractor_documents_kind_known CHECK (
        kind IN ('PHOTO', 'REGISTRATION', 'INSURANCE', 'INSPECTION', 'OTHER')),
    CONSTRAINT tractor_documents_state_known CHECK (state IN ('PENDING', 'VERIFIED', 'REJECTED', 'EXPIRED')),
    CONSTRAINT tractor_documents_type_known CHECK (
        content_type IN ('image/jpeg', 'image/png', 'image/webp')
        OR (content_type = 'application/pdf' AND kind <> 'PHOTO')),
    CONSTRAINT tractor_documents_not_empty CHECK (bytes > 0),
    CONSTRAINT tractor_documents_verdict_dated CHECK (
        state NOT IN ('VERIFIED', 'REJECTED') OR decided_at IS NOT NULL),
    CONSTRAINT tractor_documents_expired_by_date CHECK (state <> 'EXPIRED' OR expires_on IS NOT NULL)
);
CREATE INDEX tractor_documents_of_tractor ON tractor_documents (tractor_id, id) WHERE removed_at IS NULL;

CREATE FUNCTION keep_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an archived tractor stays archived' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER tractors_archived_is_final BEFORE UPDATE OF state ON tractors
    FOR EACH ROW WHEN (OLD.state = 'ARCHIVED' AND NEW.state <> 'ARCHIVED') EXECUTE FUNCTION keep_archived();
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztfWlzo0jW7l/J8JfuiVD5llV2Vb2uGzcCy9ilbi0eSW5PzWgCp1DKoo0SDYvV6nf6v9/MZBFL"
    "ggEtRji/WAjyJPJzkuTs539PFsYU6dappKqGg+2TS/C/JxguEDmIX2qAE7hcbi7QEzac6GysjqZP"
    "yFSgO5ZdgxPLNqFK55xB3ULk1BRZqqktbc3AlEgCSx2qCKzmyERgYWC0BpYN8dQ6BY8TqEOsImWh"
    "YcN8BJpFBrygKZisAQS2qT2R+wEDA3uOwNKwbA0/WYDQ0gHYsOfkOyC/Ep3S3zI1VPJjyKnD3tbB"
    "2n8cpNjGEyLjTXLzf/2bnNbwFP2BLP/r8lmZaUifRsDXpnQCdl6x10t27v6+fX3DRtJ/aaKohu4s"
    "8Gb0cm3PDRwMdxxtekpp6LUnhJEJbTQNsQM7uu4x0D/l/mJywjYdFPzU6ebEFM2go1OmnvzfmYNV"
    "yktA76Q4tkZWi2osltA+pWe+/D/vd4ZoFKXXHylDeaQoJ4kFQX9PjFneKdXAdDFpdGkRlP5y592g"
    "w86e0Bu0vkuDnz99/hvDg/DnyWQXGXYnfzFCaEOXlHFgA/kz+WeToLfm0JSxs2DAtzFdKCpKMMCn"
    "jbGA/Ogy4PsnNuhvniAfSh+s/PCePEidjjy6BO7nGH+XO9eXgP4dY3nYGvQfLoH7OcYD+Te5dy9f"
    "Au9gjFsdWRq0e7eXwD+KP1l8Zp0s4B+KjvCTPSdfzz5nMO83acD4d+byzyDbh7u99LwrTXaJsnHD"
    "NsciG0+xxyVEssUz4z0Re+baQR6KDZomIv+MZRcENEolMI1iujSNF22KTP7mwkc0TFNqU6kYktFd"
    "4FMzxy7wqZm6C9BLUYxVxzQRVtdFMA7TVHnjLgtyHozTIY4jHJGMkjBfaU9tbPOBTpDG0NZc8XIf"
    "aH/cF9RP9Bd8+J9m89OnL82Pnz5/vTj/8uXi68evDSoNk2vJS18yGHLVvm33RlFm0BOxVW4iio8C"
    "7SQDrskVW1uglLUeoYzhP/VIT/2DY1z75B+c9rG+9va+DKxH7a48HEndO3q7hWX9R2f4SSOZXmmy"
    "s+vY2Z/jIkkwCXhoj74D+hX8s9+T4++DYNzonyf0N0HHNhRsrBQ4DYnV/lkftb+oYjB7Dsmp9MQE"
    "qs8raE6VyJXN8lhBXUe2QlDBFmSiuWVxnlRvlptfB0iHDOfkkvCUvwc242gz4RGujL/8Z8E/668Q"
    "CqnRNNJATl5aNBfxMxDDJ/Yv0XvTO/la83RKFoC75uIKtXepkaVQQ3cQyqlKPzBdFoIlMi2ikKkQ"
    "gwkC5JFQ567ySpckUW+Zem6umWLbHvbBp7PPnz+cAagv5/BDM6kr73BeoQxXT0ZNV4YJFkgvIkwF"
    "BDWUpC4+5hClLj6mylL0UvRFrmsYnRWC1yeoIbzNj3nwJaNSAWbXkgg3iyLcrKe6tReAVc0upm15"
    "4+sH71kueM8y4D1LwmuiJ0/cygvwhkJAnAtiT2gptIg3JHXciPPsEul7RGILJsqF7UxREuAb3YAp"
    "toIwUQziGaU6vpWcAep1//6qI4O7gdxqD9v9XlT1ZBfpKXJCsxkEA1nqxFE28FMJmMNUAuccOAvb"
    "S/ouUi/bSyW8S1XjcXk1M2HKiqLL2bYME2lP+Fe0Tjhd+Vaqe2+a44Q0YZgip024Cuwg4QVF/nfy"
    "HyN/kxqOBu3W6OSvdOPgXm1czlSzZSYP8cxcm6uNTEsXHafoxlM+S5e0XCI8/WCQ3eYUPFrO5Hek"
    "UscjMz2xqAxnomsq0KbAmIHVHNrsrGu9BLbhUMtVA1jkE0ALPDqWqYyd5sfm50dOqMiebyZsYlXb"
    "rBoZNrHib/7avvGP5A3vY5L5iidPK8+hmS/wJyCusjp4ciMNuvLgErifY9x/6NGv7GOMpetuu3cJ"
    "2McYD38MR3L3Erif8S0xjxr5NYca+TVVjfwaVyMZxAVlsDCNCEdJ4FnQsrShqPIqr0wsykZOKAJy"
    "lKqGQH8+zwH05/NUoOmlWEgKmhFVoQjIG4r62UgvctlILzJspBdJGymc2cUC1wICAXAugKm6gwpu"
    "FWGa+sG8+31CWypwE3SRF+UoVf1wPr/IgfP5RSrO9BLHuvM2togrw3h2//WEIcK/1MiyQjCrAxEZ"
    "J+7g3BksZASyiXZP1H+aH8Im+ckCKiQwT6EJbGoToMYC+IxwA8yhPvtgLBH+BiAG6A9VdyyqIG8Y"
    "BZ4RWlrMhPCCgIEROV5C0+blsRz25sJYUT2pPt1YIQL5d6851T5D6GYgy5eA/h3jq37/V/n6Erif"
    "5Hun33JPuAdlLAO7z/4haJu2VcIpFyEUFrpKW+jI26wMi0NkgsGVZrArcCT5S0Q3HUGcbpV64eny"
    "RIbT98VQX3A4LEPJHtyJ8PKqHcsV6d13r2SydzImbuIYkikkJoJW0bgyn6J+OtB+IiNFpMg7jBTx"
    "NchiAneUSsSLZMeLeGglAS4cMjLazHScwL4aNRJdWZUKHGnBJZxoOg0I59hrQlcbeUw2qj9ey5st"
    "1ccIWMh80VREbScG+epN9g1A9mPBTHtyTEQn0C1A/2tgGyy2w6P7yQJkRWkq1Cl50jizn1twTDD/"
    "Cj8UHuXJv4VhprKGGW2x1NECYY5wkGGLDhPVTwzbS3j/yjCpKVdZaVN7riw4L4308GgOrQiSzhEk"
    "bS0REV+fF/NCaEeoBM45cHbnRbOZpmr8shcZcPOIBeo5UKdAKMYLMk1tWqoQRsoEpcphVAz6tymI"
    "4Qk8RUNtIlRVtshXJqZJaLdCuz0S7bYlDVvStXzC2yh2gO1wM1NNsY1uj5WyHFwbqsPUII7dILjW"
    "yGM1mHqj89cqnRtEPzdMWg0FLmkV0FDURQOsNHvOtHc3F4QeOUsiRU29KAwbqOTngsn6G3icrG1k"
    "sRwSljJikQnIv+sGX3DrlR7w1iLKo2pvjEaGMaH2EQl33/uj/iVgH7Qq6W2bbEDSiAjwtDTp5tsY"
    "t3vD+4HUa8mXIDhkZ+/kljt+czzG/dF3lgFBP+JP3JtFMtgpscyv8zIgPhwzT+7k3rVfBbYIR10y"
    "wlP3YIx/kwftmzYNLfGPKKd/Iayi5/yjMZb/cdce0FPeQTX4Rm5nk/eIC3kBJSROV+XHsDKRvOz1"
    "lUQ5vfKkP/5wFSf3r2M3z86/nH/99Pk8UK2DM1kadVJ7Rn8sNfKuUXjxANRRnRJWE6HKclIfnxUj"
    "y4AkjeR46WkmZZXy9MdIa+jqPxLXfq74pClStXJ8jlLugM3H88AcHZdFaNTes51MxNpplHiQopTi"
    "QarygySMxcJYXCWDZoVDoWSLbFeQ/ZaEQTO41sgyaCJvVH5Dpqmp5MLMNP5EmHZBIn9MzSbK6Clo"
    "E5W8JY3av8mA/hi3yM2E3MK3NgLLIDObrOWRtYTYHWFQUyHfdLnXmwljZdV2rMZ7NlZuFvRlaHGP"
    "8U170L0E9G81TFYTaGkpqdCvcyIgrjQr7uSB8r1/P6BmRvdojNmR3BpJA9k77X6pBlNEB5t9d7Bh"
    "0Tdlo3beoHdN7aJ15oZjcvada6QSCUbngx/QxFU+l+jUIz5CHmTZGuVWuyt1fj772GjGMrqCwgzc"
    "eNcyyztKJ5Z36eVNfsAL0pXnYqHGEaqSYZhVw3/PcZgeZDNUajvnUYtVX37VGzbUS/EhSihYsD0L"
    "tmKDiEfeGSeIEFueE2FiwYmynJgZ5sLRYRFtKkRSR2Uqlz/nU4Y/5xOvhcpioVm0ipSyRKbKzWob"
    "EvFcT130/Bnq9DL41PzyOVjq9EvW4h4Ssb/DyXOghcQdHU2VmWlw5MtXat0kqIX/rMr+sw2/bKM8"
    "r11awekqc/oF6tSyj22N02wxm9ExUhFBVGlGi5ow6a/J+taE+d2YKG9ciLFq3N7GtViZCJPjeSOW"
    "DzAJrV2OPbNokMkvxmSwmew41+yrcSbJxz0l1oSzlHeAcf5Anmqu333H8SSL4y6gTcRlXlnwK2+G"
    "m18HiLak5EZ5erj3Z7Na9R+LLM8lXLM0yS0xunOnqc/a/GufUWE30FyccCLC2PlGVjTYjIzIHQnG"
    "fo2bPqrZFljqUEWn4BqRlwSt/G0i8HA7BF/PeYFdhWhFnFbVXvwNkB6nxT4ToKfbTf3xNTSa7qUw"
    "VYleFNs2oqg2ynsxTb9V9+mqQb1nX/zbtZ9+Z0CTVypUXqDucJDOjKCKEr7LMKrPjfPcYVQMLvLP"
    "pdRnzNESMjxBlXfrkyAY1jsYY6lFv9K/Yzz8+z05p3TlET0X/hYXB98mYJbhvGiWeRpcKvEovPIo"
    "UIOy8qeBC0mDEaIqL/+SwsruixpAVSWynYKNtPofKSs5SiYyUEUGqnC3CXfbO3a3ORYq6hIKkQgn"
    "W7ZDiEK1Ay/FvVUrY3kj5qMILahKJRq3p2ixJKICVteEVycc43JsRCPLzKxtxirPaJ3T4vxASw6u"
    "oAUgtlbIRFPa8eBnilgDGEu6GsjABiAT/u0UPLqDWK1C+r+A1VzTEcsAnmmmRYsakpOWrZG/poM5"
    "2cf7vx23H0N4Bfh3oV/IfURjhgqbvcXbY6chGpG1n1eniRAJ5TGH8viMCmUMe8NrCG3zIk8/azIq"
    "vZXbxUWiczheOrYyhxanocWVhqG5TtmQI3Tx/oR+UcIjwzsrJ6PTv4ooCQTUq3ZPGvz4uSv9428R"
    "TaHT793648N7yNWPkSzFTSPspZzE/pdhv5diFQko4rqbptrgv0DXcoUgHY9uTqGIQO8v6AD50Fpv"
    "cXCnE1yJFoZCfw4qe5ZotRuhrCHXj4TLqcaxhF7/NlpoKAyUo4FGg0TTtc9QnGWBjn+Eiqh5c43W"
    "vF97cgNT99yee2Q67Dbro/FMGK1oISpvNDCN1TewMDBaUwINA5ahCaiXz6Ikj34llkd+K8AD3XuM"
    "x/hRpfYX3Q3IU5aGrpErlDJcg4ve1kOQXqKuhCV5FkWw1tFprUtnQjhMUOVFYKTrATGy3egDr8N/"
    "MG3gaw5d4GuqJvA1rgfQsMqCtoEQicg04KBZIgouTldDLXYvoXAMt1LxcAlKEauVqz0jg61UZFyS"
    "VECeG/JSAStJyhruK3uIWhHxiCIeUcQjinjEwz0KSxPNENF1p4rfXSZpo0pRdxKUW/atOSaok41r"
    "aMxgIck7IKhflGHzYy6Rmw5L9xx9TArdtCWbU7rK8ob6gB3dhrJbV6vInk1pyG5M/tKmbS25/Zvb"
    "tM09ojt4S75jjdz8ozGWe8qgfz8iu7h/RMYNBi6pdzDGD/3Br8qQvAcYdfgbbeun3A36twN5OKSl"
    "toMvY9zqd+86MiMJDslZ2g2w02Fn/cNqvDVYCrKyVfO/2BQHXTD0HyvRBDAgpEvHOxzj/s2NzBr8"
    "eQdkDUjtUac9dFdAcDzGXWnU+k5PegeEw53+kLGXfVaDtxaCJuGMCaeaYxWtC8sjFqpgHlUwamZP"
    "gp5aiy5JeLg6dB/39bLbcc/AF2Ra3KCeVFRDFIeD8+xI4PS7txQ0LsfIhIFZlEt8X/5sUS7xPXLa"
    "91OXiFCJkQo+V5nP1B9PEydKBaDFaAWnK83pt+h6VDF+7rXpEWvAp6hI08lPKFOVPmUCUZmeEwWd"
    "qzI9Jz4ryZH0AOcUchHtvEW0swspeWVMUjai141w8TkqvDGd3EiDrjy4BO7nGPcfevQr+xhj6brb"
    "7l0C9jHGwx/Dkdy9BO5nGbvajkOxXKCVrGbdebmlHEX/bqr49m7la4Xwgxo4Q9/G+GHQ790q1/JI"
    "aneGlyDydYxv+ve9a6U/+s64vflC6GTJPesdjPHVQJZ+vSZr4BIEh2M86vcV+R93cm/IulpGvo5x"
    "r6+MBlJr1CcTbY7JopFu5NEPsmjYJ1lg7r3YRzVMs94CKFpzI0ZW4VVTMW+YB1zJll08aiGAbCeA"
    "kM1v5uDpFuyITyA4sqVIWE7fjdEKfbfS+q5IrHuHiXXOclqS61FKwfWqcJ3zsCdKp9PA4sIlJSJE"
    "oqhEvKjEChdGNEwjHKXxCBXzhZr3eIima0FRqiqHFJe1wTbzGGGb6VbYZqKUpmhYs/vF67AKmAQf"
    "Y1YQWA7pDtF90zzIvdR+c99KSYRF9bdo9bfI2ztH8x9vJ90BsMPNTDXFNvrWEZ2Vdoltrs5KCUHs"
    "cPvBkcIaFj23aFflR/tt2YNJ9qap0R4RXZO0D5fo5fV6L6/tIKpfK68IRoal0Ym3Bcmbpq5LyUQv"
    "GlptCdKATVJXiLxsgu0gGrI8MKKK46da7dvJIlN8vS6JXh+jkUH+5BQwCjUeraIi97pcnNRl88ga"
    "r6KfvnB9Fry+fLdCv6prN9L+SnvhaG/FgeqQeYZ2PuHsGHEykYrI1LuAarCZqiZAFS6i55gYUjcH"
    "p4Kee6mRVT5PR9Mnopb87o4tUEGP9j+hoh+tOscK0n1j9eomjqVhsmXQSuqA7DoWOQvm5P4IA4Ns"
    "zvySeNtMJkrUVc122ADpJep8lioFa1XH6WpXpO6smSc2koxKD2xrJuIjow3I8y70KJXwNPzFU5wL"
    "YhqlEpiKEtP1jolIi4RJ+JXy2DxXUCdvf4Wggi3I3obbtqB/YDOONhMe4coooE9nKHsF5c2NbsKR"
    "OCOKS4bMSYa5JUpyypujOfILIRMBcUVb+dDOPIYNTLTU4RpNG0QeRLQ6MoB+LeOkpFluGlZHGZom"
    "/dHQZtWTGekSGUsdAdpMCNiGPv0GHq2FYRAZlOxGyeFEcl0Zjj4FE/IjjNUpePzdWSytR6AaDmGo"
    "W4UZrsY4MPDT8s6Q/RibNS+iN5pBk/z2GaFGRMDyi3E+Aoin3im/WiQ5R8av5uznkbkXcAmWpvGi"
    "TZHJGiHpkOAArWc0HWOa294A5CZsDnaS/vhviX8yNEYxZo9CAD86AfytWqEfj9xy3J3Q3xfOUFUd"
    "8u5YK8XqKUXJBNJ5CikRMZTevgjMIRqBcQ6MrSUiL97nBadOVVZxsDCVwDlPfWjtj1LKZphOpNZU"
    "J9o+mWQRCOBFWRwhFDyuMo+T2lZRZvNnEFyvMteZ1pxk9HABdT01STUgqk0Nx0/NL5+DNFT6JSvx"
    "dNiVOp1kpulUcwMmilYjjdEJkSOHyEFtJpbhmLz47nxlKqIzVLjawIlXz9kr5jwcDaT27feRQlYg"
    "rdUf/kqu0oq996wYc3AYN9zlcp/tvCpEYOUq+laJEIqXSZVfJmFrZzk2PwuF4Gg4Xcr0GScUb7uc"
    "b7tyJtAEpcA7B96hJqhvFetRrdiaHSY+pjuos+KWQxxJsmOfYcuV5MOrccvJBVw8bLmgJ7sLNX1k"
    "PCN8wvFkby42sjzZCzJMsem4nJ5sCVgELh19cCzqUCWEwKJxj5M1oHN9AwbW1yz2cfhd+tC8+Ez9"
    "x89oyfFmbzeVcNpWbeNpZDhtn8k/W1Zv9GmrXJrh5Dd50L75ochdqd25BOFvtJMQpbqThsOH/oD1"
    "Ewp/r4ayyJ4/ZQ4tjuvmSsPQXKcUdYjQxVg0WXsRMtVg0i6egSuvCmugMhBMr9o9afAjqNkayD6d"
    "fu/2ilO19erHSJZEAOG71OL+WGpkujLaeoRSsLnSbCYSTan6aJYwxhwLf4tWPwqRiEJo2fV5HEtU"
    "53ld4wwtqMLVOPYZYO0WneCopEE1inR11NegWRPIvMHVkh/pDJaOTRRJFgLNipX8ZAGvFkwDrDR7"
    "zpTJmWn8SVRN1gmChR0vdYgxmoK54ZgWT03d9fRCda3aZtTIUF236mb6Fn1MvX6jBVE+SfYr5XW7"
    "vZZb1O9JzvlHYyz/467NKL2DMaZv4OuBRMvvB4fV0HPfNmSgou+avYWDVq9z4RFx4Oik4oq1LhSs"
    "3h+ryb/1gnTaLcHhVnJLDWRLEh4uom2fSa477qTLqr+VsiFEKcVjVOnHSJgD3wWbp0jVpqWe5iil"
    "MApWnMu6hlFmM7dULscoKxwdm/+dGFHlLnK14rrI6MR1kWzE9eYN549o1yxQzaSK0Vi1APYNO37U"
    "E9A37kRRH1Az3DGZkYCFvTLbxQJWA9/dRQO+dYX/YwW46iX+jxXXHDX+efLXDoCtYT3/OLgxsbNa"
    "XlvHnhh/yC+I/fqk7zZ0uZHlwTXYwLyO26ljUkKAXrzaqRAQIgQXp+Bx6Ux0zZq7hZxYnSvyi4GD"
    "bU0HAzSlZamgxWo68Xy2O5yZ467914k7GfOA0H2eLu1/CyduhZ24Prvy6uQbiirHHZdUxj+f59DF"
    "P5+nquL0Urz3nvcUJCDO6r0cpqqTH+DAHZdrH10/HEmj+yHNvaafY3wn/ejKvdEl8A7GmAUtKAO5"
    "Jbd/C4IYgu/+9VanP9xcdb+N8S/9K4Ws694tvRT6En+tvE3EwhKudQNy+PvLsN/jP1YhkrjJWFNt"
    "8F9AXn/H+HRlQEvBiBiKfUiDsPwQ2i1OUD6d4EoE5efe6OpV1TfywIXEw6J8j9MKj03VPDZbpcfu"
    "Tt/y+45xdK1QS7J0PSvc/SyHpoUB4R/VhGwDEFIWmMqq+k6QSu5OFSTNPgVt2/KjXX+yAJ3DWIE5"
    "UYTc8r5eZwtIZll+cJZgDmn14fR6xYe7rQipPSZtbEGYZJSWWDfUlZZZWxLN9aR/x7jbv2p3ZKVL"
    "9rEflyD8bYwfpE5HJqKs+1kRmdOrs11EYQ7TVJkxJVXm3XdR9wEr2kkmTle7TjK7t04EkJmIRsdx"
    "7RQ5AI9Q1y9EYy8dfCzW87HsXr+hrvKWcjKQ/37fHshDpUVU8vagK43a/R5N9OecpvUAvNNSKzbO"
    "PTHGd4N+Sx4O273bS7A5HmPpfvS9P2j/k+VkBMdjPLxvtWT5mhWh8w/H+EZqs7p07ucYt6ReS2Zn"
    "/KMxvu/92uvTPA3voMz7p5nneW2mP6/NxPMKF7SnBI0S5nZuzLAoximFVbG0VVF1TLrZFXo3hWmq"
    "/MSWFQLyyADpIkCyuxkR7Gl4Z4mFnqStTWnYA69zjP6wlU0TpbxG1hjZVobWiokFh7azzqCmOyYi"
    "4PKK7aXvNnG6+olkuxeFfcwWyLLgUym4Q6T1Q/xTrjjlTxlxyp+SccrCkZCOfn0dCc5yWpLrUUrB"
    "9apwneNVSDQHr1BOV8U22uNlcvLZfvPMk+Ph7XElntQSV795s+s6Kdn5OUIsEI4iLCqCiYpgbx1f"
    "/npFsJS9dgfQFkrrqeYOsJ+snrdJkThShPNlSKS/2XYAshd90w3mqyfS3Jd64YyUuCl7y6b2AzZJ"
    "jXbovXayj67U9ECyzVJ+NZzMWw65Cy8uEMSWH9zFmrzDTY/2Z4SW1iUrihg4zhubELAFIZkgYM2N"
    "FfYCweLOx/3cQcSKVU3ya4B33DlAxIlVkzHVixN76+ClagO/l+iliQnTth8+3AFBDT1jO1/ZOrTs"
    "8yLoBgT1QzePozfdz5tw8/q+BF5MA/VCZHsg+CENYQ/E8cGdgS/1KMTw06zgFyRVGsPQiViaIvRF"
    "COMNcQjlvjba4MyBG+L0+52I0+aqHYu46d13r2Sy87LFu6kXnAzEMdHCeCnlL41SCs9ZlT1nIhYi"
    "/Y1wnF7xXLEQwj8i/CP7hXSvHVMSFmdrS1tnKMvzKN9FB7d1Gk5atiy90njFuknG5LRqdmm2KTAw"
    "Myuu4Jp2dFkASA51smCoKRKCCcTPAKoqzTUAhkltkoTF6BQ8TqkLAzPes9JCzBBJk1g3RkuyRVpk"
    "cjBZJw2eh765sIVWbZdvZNhCRVpMBdIFRFrMvtNiQttYEZBjZDXE+SxXbPpZRmz6WTI2XdjwRa63"
    "yPUWud7vMtf75E7uXbd7twXlQJ/sEngH+VKwq+G0Fdl2h9uMhLEzFfojMW7msmlbyLb1UmyOUgrP"
    "RZW5LGzYwoZ9zDbsvRpoDUvz/uekida/1sg00nqjcgefzrQ/3IhQZglF01PQxwjAoF03jQPV2Hqx"
    "v4EpIisRWQCaCDzcDsHXc1606S6mFCbVqm06jQyTqolUwyzXmy9GKkS0Sr+8CbeQVja6JEIqGF1p"
    "RlPHq+3wVNuM9u5hItHbPU9vd93ATyVwDlMJoPMADVXVIQ/SWuG0L8lAOkpWEurjUSZ3gfQcwSm9"
    "fRGYQzQC4xwYW0tEXqTPi3khlCNUAuccOFegksYR7dOiOWYV0+jfyJIReP7c9RE3ZoQuNzLtGbGB"
    "r1o0vhsrGsuFTIto1ytIUKXxXjSBFZkv1Bbxd0dDNpgbjukaHRYadmxkuTFiC22Ktae5DTTshnyx"
    "eX6ywJ80Nixh69jnzcZ4jB/VOcSYYPLI2jVAVgmTJuH658HMMAGC6hzQLE16BRu2NtNUFsDhWmE2"
    "U7NJLGR/AwY1qljk+wti171lvK3ppTq23Td1zu/HyHI8IVMnvdvevgxYe42ZIo8oVMi/ynkL5fO+"
    "RyY4IODf5dZIGsgFQffJLoF3MMZSi36lf8d4+Pd7ck7pyiN6LvwtvhG+jQv+P3RzVehWqrj7apJr"
    "wwXU9dR4Tu4EpYI6KyYWezGdn5pfPgdRnPRLVtzmsCt1OslATRcj29gK4gi5ADga3OC9ypPIplfN"
    "DtMcvjdhyH0xcTTd1rB1Sm/7Fk6LnVXSTmgnReTm1/yvfYxGBvmzZ+9rFYSeXftet9RCjJnGsOJo"
    "IO6lV7QPNiin6vHgFdZxZW1aMMeiEjkRohcW0l+QlVQg8pEIibyaEjn7LCCN++NrGOy9n6B6mpFV"
    "BOCAoH5RlbsXn+ELWdem4ph6EYijVPXD+SLXQr7IWMgXyYWsGyrUC63kDcUBtUiED6S1X+RR2y/S"
    "9faLOMA0YkD5s+BuESE6IMzSzNRU+H868MmwDgP4bkKyhYhcQxF5QMNyltykcP9SpohsuoOKici/"
    "GxNmi1aJvHUKpOUS4ekHA+u0PzEGmmU5yPzJIj91MQnM1NgAT3BpuZUpqc1a1zCNG5xOgbOkZnd6"
    "zjZsqKeK2Qe4LUdU/9eJO/MJW5p06pN/i1jGygr1G2blfY9sKGoo2OdJcEtPb0skt3kPQALdrLT7"
    "DY1IuOdwQSTcV8N5xF4CZcpKxAjFIi+9yNm7uYghPSA4vBX9baxde+k8yV6AZWLCI4QiIrzSEeHV"
    "sSRXl6nH1aSrksrxbgMLRTrk4dMhc4Z1FjT4bBfUWYWVvaeQzi2tPzPyLM1HxjPiJp1Grjey7UBs"
    "pGLTobmzT4n89UwdnhBYyLI0Fv04gwtNX9OkUX3NrCvD79KH5sVndxybn5ble0ZLbq+TXUwpsk+r"
    "tsc3Miw2jH/KHFqcdIgrDUNznaZ3heniRcbXtqsZHOeez9WhPHE+kDaJ6H/V7kmDH4HwH4icnX7v"
    "9ooj/l/9GMlSTJTxEOIWmktVeqNEddJ5m2fnX86/fvp8Hqi6wZksDZdjshFlb96DYlWhVteCzXvV"
    "n0s1sbdEXaOj4K8nbRZU5qNUwkqSrc57aO1Aox9uZjpOYF/VJqMrK6JJtqRhS7qW3yo30GtQylc3"
    "vdalmYqm3yO1RBl6+h80wGpu6IhWfdcwWEKTo0cWIRTaYtW2kEaGtijKv1fAUUf0E6tYXfINRQ09"
    "0c1cQafNjKDTZjLoVNQRPoY6wqKmuahpXqm9aC81zYUpKx39+rarEwWd34Phw2vlVtDwEaUSho9s"
    "w8dy0+duS8NH/o55FQX2VcNHdGVVqirSAL1oaHXCtXywK41sywcdUyTTwsCImSnWrqObau0UiinL"
    "hLDg2k82dusBfQNwkxLRIMQqYrWFTsEjWVWmxbrhndGch4uUFIv93k/YWaq2YzWyvPJ0fRpFQwaj"
    "VFuw4Hhe+AWCBtljkYQzuwRLQFQne9UuKq/Y6I+UQk8pa9MbXz+dr/kxrwEq0wKVMEEJta/MhnB0"
    "GgC5OC+800eIhPx/BOHhtQDWcia/I7UoqFEqAaoo5/tWsd/JfXcHENc8vyHyqsmBq/e0C2BfjTGJ"
    "bIuVMrUMkfmiqeiEY2vxLzWyjC2WOyh3JoNff3llmDRORLPngKwFTYU6mGlPjoncWs0QeBquW5uZ"
    "elnJFcytLr2rSbewmxTtbrpVV9MqeyN31cxaFJPL44LcRzG58C8rAHOMrH66/14KntENi/wEZaVN"
    "7Tmv5841UrUF1PmYc6jjFgCX/NSb5ghXfAbm13Kr3ZU6P39uuPvJpkWJz43zZLBPekeYTKizesK8"
    "C5AvCoDszoNmM03V+LVUMrHmkb9HyD+9AnlCs0yXIJPuBhUu4UQjE2vI4pjKr7xpbn4dID0t/cyT"
    "E1v+VOvj5UNChE+zMm0LVi219L/2q6G4KQhcDSXITsjSUNignBoKbcGrG08fNHxJ9AU3IZqqFl7e"
    "tpsEzalQXYBO+GerZqPL0jemiOq3SlG1I0ZWP3l4L8qHtqT+FJP7SsooLBihqh/U53nqAJ+n1wE+"
    "T9QBFg7HMrvI0TkcdWjZSsmE2jitYHWlWS2y498Fm030QgTJcn3lw5QiVPwYuDxBKiRbcBFZiENa"
    "P4FoV14GUbVRlBesjpd4m/KC4b0jXGBuS2tVvK5dTZDfr72KZQSTHRo/8d3q4euNLMtVONjFzTNW"
    "5pplG+Y6vy3LstHSzTLwZvrJAt4kkbwCmkxAB5AH8JF6xk3bAtAGZ6yfA20G4TV44Fu+dn4X1tWZ"
    "3APBhbKh0CxWZ2KpQxX53aA3N9S1F/pLKA2tQKGpc+DluFjAIi/Mrb38wvp2cOubz/sk8Olx/CGS"
    "OoXy76xeXuyx4rwhMop7cIjrBPKB63uwnsrbFaCITVFhYf9kKPdGl4D+HeOB3JLbv9EqE/4Rbard"
    "ku9G9Jx/NMZyTxn070fyJfCPyLjBwCX1Dsb4oT/4VSFa14BRh7+Ncbun3A36t0SKGl6C0JcxbvW7"
    "dx2ZkQSH5KzUa8kdVgAjOIy/9HIZyHdeA4NojNutlcgEVQ6IEktly6XCnPxll0lAXOklciMNuvKA"
    "Vqmhn2Pcf+jRr+yDMP662+4RttOPMR7+GI7kLllQ7LMMi3bc36lMzqfI+ExPV8GGXSwq1Btf4ddl"
    "SdvYvnIUqanAdnhhzje6AVOkxTBRDOoZpTo+sLPitvr3Vx0Z3JG3VHvY9voHBXZldpGe2oRzDWSp"
    "k+iAi59KwBymEjjnwNlQWdO2Mo6UGKlwmFXclaIa5rSkxyxCKhhdaUarOlwsEUegujIMHUGcEs6y"
    "oYo3tiBk+2JpcObAjS36/U6EnVftmIWid9+9komqEYs75tSEICSIK79m1IUI0dRP7tp9HUZtihZL"
    "IqdidV206iWHtH6INy/yxMWRUely7kUiMk4UFBC57xXxUjZ20vfscJnEzDNwwvV4siuNzCh9NqZA"
    "Q7TA1/cTbVTvYBuZp6BtW8A0VkA3aBX6Ofndfut51VgsNLsBFvAZWd43QMU70y20xo6MGfAdGxxH"
    "58HuuoWL8m2zYyuUiLyr13EZ12Sm/0w4zso6zgrku+1/n5OXhjpP3+zcyzl2PAUFI3PFc5B95hKo"
    "jmkZJqsSCTGrEQnYNACaCJATgLyGnQWangIJA2NJl5Nhkk2GRlsAjFasACWckc2LjiTXCIPJFYqP"
    "s+RHeBzoviI6o2oyXNYWGKzd/PtfQCI2v2Pc/EZu+jBv4/MvZW56XvpxbjnPL9jCarrQ2K8JpAOX"
    "Jq05Q0PAWJcZQNaDzbalR2abJWrvY4PFlJlwqjls4POCpWMacPphZiIEppqrVPDkvAPdVWx2x7TZ"
    "icIz+839pDpSEXz98QLfnPjS3bgQwD6BQDgfwmsEOTE3qaKQP7yUJFQ1y+yOY1SXxor2bFoVcoOH"
    "iYQXPIcX3ERPGr0d/VkKdhYTXppOVq4Zl7x+nobd55ux2oN8rPP1nDvwq+9Eao3av8kFJbaT64F0"
    "M7oE7IMGbdI5aMgm/Rzj/s1Np90jJ7wDGq7Z+u7Ha7pHcen8bcIpX5CpkcmKepfDZMK9XMC9/FbB"
    "ZlUTWmobbfbOgPaq5CquYUB55lR6zACcS31I4C8+nn48TuBpYJbyp4ELaZYRohoqP7sPVfHtX0VQ"
    "DtPUEORPeUTGdIkxjvAEWlrpvJ+AuMo4n9zJA+V7/35A+xO7R2PMjuTWSBrI3mn3SzXEQgpamQ7p"
    "UTrhCSmdP0l+wAvSFWqeL8MHLvnh2LGvd+qb8mJJTTCLLbgRn0Dwo2xuMUJFJc0QzSHly6MVL8ki"
    "1RbOQlHJa/ip1BaUNoNY9eVW/Qsy/ZLAOc3wIYrDgX62X9B3ZocXhULToa5vQ3pjhQuXQwvTiOD3"
    "7OB3hhXnxSwKokUC3sNLaouKaH7Lg4lh0HYp29ZEu3KnqRHu0R0/1BhiO6Dq3xfCX1lkOofVGdsS"
    "sWtvnrrihSzyrqdN17bESfbmyYFTxfzKuWB6q3Yjx4iVnxBFloM633ph9WezWr1RubuVsyS6/HRb"
    "qO7ZLHXFam445pYAPSD0rK+/+xPVBaV9Rpd7a4oTXL5Zba/Glvvrmw1+NcS8g+ALoul6S8dm6Skz"
    "TUduKVM/Cpz88wag2SrkR38Dq7mBXpAJoG1DuuMAzQY2S++jiX40+hsbE2O6BirE7AIdAJ8IhMlI"
    "80PfXAScV01JbID0gHPa1basx8+nrbbD73t/1L8E7IOW+bttE7VOGrX7PVrqb/ONFuYb3g9ohT1a"
    "ls87ZGfv5JY7fnM8xv3Rd1YJjn5Uw1FIbmcTud7lA5elKUa0GF2V2VmZYITJ2uaprqkG4GB8nRyx"
    "O7MAi8YyZbb9Kll8fUwyTb5UWMAlmBymE01lqsxh4cp5F2z2taBiAnuUSvhvsv03tplSX7mwByeU"
    "NH2cwL7qxImurEpVLGLuM56xwXOrpZsaaKuevDnsGECVlQo6BY9oATWd9TF5RkuimVuArofpN6Lw"
    "u3wFjJuA6LA0tVynCW1El7eQV0FIc80E/oQJg8K+byYMCFXbpRoZBgS2AIqomwFBDfXM5kUeRZOM"
    "yqgWmFA1l9CyVgbZh+bQ4hRCSUc6QVhLxPdQn9E09NJ5kz5tlbFOtDUYDaTWqD9QvPYGka/RNgfV"
    "MHW9k8zWeC7r8H54J/euaepqcFgNhrBNXfFTUcvYcXgTCF2/ykoga96tG0+KVsamk6QW3K4yt4Vl"
    "J31zrVeQboEqcKFeQ9Mpuau1bTif5E5zhIsgV8THDJqLLRG6IVPUFR4/Hm07hGpZpzseuydC9rIh"
    "YuLkTtpTd8lMtetNHUnEoPGIIqYxHSC/wfOWGN2509QcJWWByD8/3Q1WXTZXjREznF0sKzJLXTEy"
    "kYrI1NuCNHCnqS9KLxpaWcrK1GwbcRJTi2FFJ6s7VGxhvXCrrQmsgopSFs1a3vbhG7rT1BWlcLnx"
    "8iDVz0kfAWkFdR3ZCpz+7lj2LqSpBzahFMxXJ+AKxSOE5AkTESmctfhJx7aP0cggf3IIFtHpaqgk"
    "Lk2DJkPsBqxgqpoAVTDOJfE8cmJeeM9sevxLcstg418NhnmYrwHEAE4XGgZzaLHEl4WB0dpNdIHA"
    "nbkBDJPlr2BgGQsEiBR9CqTlEuHpBwPr62Tky05nFmEuB3e6bBHmMlkXDHYMCEScY8xXDBc01KtM"
    "HaM4ZZ1yKQ5cwkgU09x3MU0TQYtXIyqr1L1PUUN0m7maYTQzmmE0k80whFO6zF5dJSd0rtgDGgld"
    "8PUbIhEv4OxEA8cSdaJeTzEILahK5Re4OtXIhNiCqvfPpyhe4UGNHJqXvRmfu5ceXXoE7ktgkcWD"
    "ptEmdjgS6x/WiGi+wO+GY2Ko/2T5k1jAcha0csGfyDTAkiYOeBIIr5/eAe8sVLeqbW+NDNWt9iUO"
    "Rv075f7uErifY3wn/ejKvdEl8A5o2YOb+941LXhAP8dYlga9du/2EngHY9zqd7vt4ZCVOdgcjzF9"
    "uV8PpAepcwk2xzQm/Jf74ci9zeaY3qkjS0OZ3oodxB/UtwlPFiqnUDkrAv1++zfodBdTWPfrMqs9"
    "ZQJRJ7rkihfq6TuJmY68bFwps6DCGqUSOmvsUfJE9IKgRqkEqNmGAA+tHdgCftnMdJzAvmoOiK6s"
    "FIsAZ1fYAbjSZqaaghvdC6tlbkGTuWE8yy9pLu7w9UamkcUdqaCX/K5tCQM2nNZZoHaNpWm8aFNk"
    "Mme0xS7gqW8A0fi1GwpPwLF2/OvEJ6QD2IyUWf8WVpDKWkHCDMtdQCBEU0fta+cdl4MnoQDIYZoa"
    "gryXAg20/CxPs8XQXKdoth5FvEOyX5bxyDDOUk07/auIpkSAvGr3pMGPn7vSP/4WUZc6/d6tPz68"
    "n1z9GMnSsddceJDao3bvtuA27ZNdAu9gjKW7u06b9Qt3D8a4fdvrD+gZ72CMu+1hVxq1vtOTm+Mx"
    "vu8Fp4PDathE/QD4EtaJGGkNzRNHYo7I5T23kG3rpfgcpRT1GarG5QKZ+vvViTZNCLgqUaRHweu1"
    "9eEL1PRQV588fmcyAtnqnNa1p97rD6puqM+ALkugYUD0Fr/Y/U8WoF23G/T0QsMOef+DmWksyJcp"
    "1p7mdgN8pJ7fs/Pzj6ega+ApXNPydh95PucD3VX4m49J01qR9U7Yl8R9uCBrJNX3EiKrk5PxU/PL"
    "58DJQr9kuVWI3NTpJP0oxhJhS3Gfm6KwxmkFtjEflW5YqCy4CWKBbqJftSiULAolV8aynlEouSUN"
    "W9K1/FaGdQmZmjrnyY/elUzREW7GvCYspmO6YzErddfkPtacrdJj4Hbi1f73yS27gKQLUqltttON"
    "qel9toUtNcWWSh+qAgh7w2uI7lmuDJWzjAyVM06GittcKYnwL8N+L0Wo2pDETS6aaoP/Al075tJm"
    "PHApGBFDi49pYLIOwd3iGKzpBFc8MeGQL7O//j9A9+Yt"
)
