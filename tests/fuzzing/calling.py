"""What every fuzz test asks of an answer, and of the process that gave it."""

import gc
import json
import os
import resource
import sys
import time
from dataclasses import dataclass
from typing import Any

import httpx2

from schema.error_codes import MASKED

SEED = int(os.environ.get("FUZZ_SEED", "20261124"))
_LONGEST_SECONDS = 2.0
_MOST_GROWTH_BYTES = 64 * 1024 * 1024


async def answered(http: httpx2.AsyncClient, body: dict[str, Any], token: str | None, case: object) -> None:
    """As a client's mistake or as what it asked for; what is masked is a bug. `case` says what failed."""
    headers = {"content-type": "application/json", "accept": "application/graphql-response+json"}
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    content = json.dumps(body).encode()
    worked = time.process_time()
    response = await http.post("/graphql", content=content, headers=headers)
    seconds = time.process_time() - worked
    assert response.status_code in {200, 400}, (case, body, response.status_code, response.text)
    assert MASKED not in response.text, (case, body, response.text)
    # The time that this process worked: a busy machine makes no document slow.
    assert seconds < _LONGEST_SECONDS, (case, body, seconds)


@dataclass
class Growth:
    """Of this process, once a quarter of the rounds is over."""

    rounds: int
    _warm: int = 0

    def sent(self, number: int) -> None:
        if number == self.rounds // 4:
            self._warm = _resident()

    def check(self) -> None:
        assert _resident() - self._warm < _MOST_GROWTH_BYTES


def _resident() -> int:
    """Bytes, at their highest so far."""
    gc.collect()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
