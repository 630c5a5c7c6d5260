"""Links to an S3 bucket, signed by AWS Signature Version 4 in the query string.

obstore signs the host alone; a link that takes only one size and one type has to sign those headers, too.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for one bucket, which the address names by its path."""

    address: str
    region: str
    access_key_id: str
    secret_access_key: str = field(repr=False)

    def link(
        self,
        method: str,
        path: str,
        *,
        at: datetime,
        valid_for: timedelta,
        headers: Mapping[str, str],
        query: Mapping[str, str],
    ) -> str:
        """Works with exactly these headers, whose names are lower case, until `at` plus `valid_for`."""
        stamp = at.strftime("%Y%m%dT%H%M%SZ")
        scope = f"{stamp[:8]}/{self.region}/s3/aws4_request"
        where = urlsplit(f"{self.address}/{path}")
        signed = dict(sorted({**headers, "host": where.netloc}.items()))
        asked = _encoded(
            {
                **query,
                "X-Amz-Algorithm": _ALGORITHM,
                "X-Amz-Credential": f"{self.access_key_id}/{scope}",
                "X-Amz-Date": stamp,
                "X-Amz-Expires": str(int(valid_for.total_seconds())),
                "X-Amz-SignedHeaders": ";".join(signed),
            }
        )
        lines = "".join(f"{name}:{value}\n" for name, value in signed.items())
        canonical = "\n".join((method, quote(where.path), asked, lines, ";".join(signed), "UNSIGNED-PAYLOAD"))
        hashed = hashlib.sha256(canonical.encode()).hexdigest()
        signature = self._sign(stamp[:8], "\n".join((_ALGORITHM, stamp, scope, hashed)))
        return f"{self.address}/{path}?{asked}&X-Amz-Signature={signature}"

    def _sign(self, day: str, text: str) -> str:
        key = f"AWS4{self.secret_access_key}".encode()
        for part in (day, self.region, "s3", "aws4_request"):
            key = hmac.digest(key, part.encode(), "sha256")
        return hmac.digest(key, text.encode(), "sha256").hex()


def _encoded(query: Mapping[str, str]) -> str:
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in sorted(query.items()))
