"""What changing a tractor leads to."""

from typing import Annotated, Self
from uuid import UUID

import strawberry

from schema.context import Info
from schema.types.documents import TractorDocument, Upload
from schema.types.errors import NotFoundError, StaleVersionError, UserError, ValidationError
from schema.types.slots import Slot
from schema.types.tractors import Tractor
from services.tractors import refusals


@strawberry.type
class TractorSuccess:
    tractor: Tractor


@strawberry.type(description="Accepted jobs stand in the hours that would go: nothing was changed.")
class AvailabilityConflictError(UserError):
    booking_ids: strawberry.Private[list[UUID]]

    @strawberry.field
    async def conflicts(self, info: Info) -> list[Slot]:
        return await Slot.of_bookings(info, self.booking_ids)

    @classmethod
    def of(cls, refusal: refusals.AvailabilityConflict) -> Self:
        return cls(code=refusal.code, message=refusal.message, booking_ids=refusal.booking_ids)


TractorResult = Annotated[
    TractorSuccess | ValidationError | NotFoundError | StaleVersionError | AvailabilityConflictError,
    strawberry.union("TractorResult"),
]


@strawberry.type
class UploadSuccess:
    upload: Upload


@strawberry.type
class TractorDocumentSuccess:
    document: TractorDocument
    tractor: Tractor


UploadResult = Annotated[UploadSuccess | ValidationError | NotFoundError, strawberry.union("UploadResult")]
TractorDocumentResult = Annotated[
    TractorDocumentSuccess | ValidationError | NotFoundError, strawberry.union("TractorDocumentResult")
]
