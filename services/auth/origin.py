"""Where a call comes from."""

import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from models.enums import Role
from services.platform.audit import Doer

_LONGEST_NAME = 100
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Origin:
    """A client, as far as it can be known. `address` is None where the transport has none."""

    address: str | None
    user_agent: str = ""
    trace_id: str | None = None

    @property
    def limited_as(self) -> str:
        """What counts as one client."""
        return limited_as(self.address or "")

    def doing(self, user_id: UUID | None = None, role: Role | None = None) -> Doer:
        """Somebody at this origin, for the record; without a user nobody knows who."""
        return Doer(user_id, role, self.address, self.trace_id)

    def device_name(self, given: str | None = None) -> str | None:
        """What the person calls the device, else what it calls itself."""
        name = "".join(each for each in given or self.user_agent if each.isprintable()).strip()
        return name[:_LONGEST_NAME] or None


@lru_cache(_REMEMBERED)
def limited_as(given: str) -> str:
    """What counts as one client: an IPv6 customer has a whole /64 to try from."""
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given or "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped) if mapped else str(ipaddress.ip_network((address, 64), strict=False))
