"""What stops a use case of tractors."""

from dataclasses import dataclass
from uuid import UUID

from services.errors import Refusal


@dataclass(eq=False)
class AvailabilityConflict(Refusal):
    """Raised where accepted jobs stand in the hours that would go; nothing was changed."""

    code = "AVAILABILITY_CONFLICT"
    message = "This tractor has accepted jobs in these hours."
    storable = False
    booking_ids: list[UUID]
