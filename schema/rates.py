"""Requests are counted for their address and their user, and each answer says how many are left.

The headers are those of draft-ietf-httpapi-ratelimit-headers.
"""

from collections.abc import Collection

from schema.refused import Refused
from services.auth.origin import limited_as
from services.auth.viewer import Viewer
from services.errors import RateLimited
from services.platform.clock import Clock
from services.platform.request_rates import Policy, RequestRates, Standing
from services.platform.settings import Settings


class Meter:
    """Of all requests to the endpoint."""

    def __init__(self, rates: RequestRates, settings: Settings, clock: Clock) -> None:
        self.rates = rates
        self._clock = clock
        self.per_address = Policy.of("address", settings.requests_per_address)
        self.per_user = Policy.of("user", settings.requests_per_user)

    def enter(self, address: str | None) -> "Fare":
        """For one request."""
        return Fare(self, address)

    def refusal(self, policy: Policy, refused: RateLimited) -> Refused:
        """What a client is told that has nothing left."""
        wait = max(0.0, (refused.retry_at - self._clock()).total_seconds())
        # Whole seconds in the header, so that whoever waits them has waited long enough.
        told = _headers([Standing(policy, 0, int(wait) + 1)])
        headers = {"retry-after": str(int(wait) + 1)} | {name.decode(): value.decode() for name, value in told}
        return Refused(
            429, refused.message, refused.code, headers=headers, retryAfterMs=int(wait * 1000), limit=policy.quota
        )


class Fare:
    """What one request has spent so far."""

    def __init__(self, meter: Meter, address: str | None) -> None:
        self._meter = meter
        self._address = limited_as(address) if address else None
        self._viewer: Viewer | None = None
        self._standings: dict[str, Standing] = {}

    def of_address(self, requests: int = 1) -> None:
        """Raises Refused. Where the transport knows no address, nothing is counted."""
        if self._address is not None:
            self._spend(self._meter.per_address, self._address, requests)

    def of_user(self, viewer: Viewer | None, requests: int = 1) -> None:
        """Raises Refused."""
        self._viewer = viewer
        if viewer is not None:
            self._spend(self._meter.per_user, viewer.user_id.hex, requests)

    def of_batch(self, operations: int) -> None:
        """Each counts as a request; the first was one already. Raises Refused."""
        if operations > 1:
            self.of_address(operations - 1)
            self.of_user(self._viewer, operations - 1)

    def _spend(self, policy: Policy, who: str, requests: int) -> None:
        try:
            self._standings[policy.name] = self._meter.rates.spend(policy, who, requests=requests)
        except RateLimited as refused:
            raise self._meter.refusal(policy, refused) from None

    def tell(self, headers: list[tuple[bytes, bytes]]) -> None:
        """Adds to those of whatever is answered, but for a refusal, which has its own."""
        if self._standings and b"ratelimit" not in dict(headers):
            headers += _headers(self._standings.values())


def _headers(standings: Collection[Standing]) -> list[tuple[bytes, bytes]]:
    """Structured fields: a list of policies, and of what is left of each."""
    policies = ", ".join([each.policy.told for each in standings])
    left = ", ".join([f'"{each.policy.name}";r={each.remaining};t={each.reset}' for each in standings])
    return [(b"ratelimit-policy", policies.encode()), (b"ratelimit", left.encode())]
