"""Cancellation previews: a signed promise of a fee, so that nothing has to be stored."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from models.enums import CancelReason
from services.platform.keys import Keys
from services.platform.tokens import derive
from services.requests.story import Actor

_PURPOSE = "cancellation-preview"


@dataclass(frozen=True, slots=True)
class Promise:
    """The fee, in minor units, that a farmer was shown; it is fixed until `valid_until`."""

    fee_minor: int
    valid_until: datetime


class Previews:
    """Makes and reads the tokens of previews."""

    def __init__(self, keys: Keys, lifetime: timedelta) -> None:
        self._keys = keys
        self._lifetime = lifetime

    def promise(
        self, request_id: UUID, by: Actor, reason: CancelReason, *, fee_minor: int, now: datetime
    ) -> tuple[str, Promise]:
        """A token and what it says, to the second. It is of use to nobody else: another one pays another fee."""
        until = int((now + self._lifetime).timestamp())
        facts = f"{fee_minor}.{until}"
        return f"{facts}.{self._signature(request_id, by, reason, facts)}", _promise(fee_minor, until)

    def read(self, token: str | None, request_id: UUID, by: Actor, reason: CancelReason) -> Promise | None:
        """What a token promises to this actor, for this request and reason; None for one that is not ours."""
        facts, _, signature = (token or "").rpartition(".")
        expected = self._signature(request_id, by, reason, facts)
        if not hmac.compare_digest(signature.encode(errors="replace"), expected.encode()):
            return None
        fee_minor, until = facts.split(".")
        return _promise(int(fee_minor), int(until))

    def _signature(self, request_id: UUID, by: Actor, reason: CancelReason, facts: str) -> str:
        return derive(self._keys.ring().secret, _PURPOSE, f"{request_id}.{by.kind}.{by.user_id}.{reason}.{facts}")


def _promise(fee_minor: int, until: int) -> Promise:
    return Promise(fee_minor, datetime.fromtimestamp(until, UTC))
