"""How the use cases of requests end."""

import datetime as dt
from typing import Annotated, Self
from uuid import UUID

import strawberry

from models.enums import RequestStatus
from schema.context import Info
from schema.types.errors import (
    IdempotencyConflictError,
    IdempotencyInProgressError,
    NotFoundError,
    StaleVersionError,
    UserError,
    ValidationError,
)
from schema.types.offers import Offer
from schema.types.requests import InvalidTransitionError, JobRequest
from schema.types.shared import AreaInput, DateTimeRangeInput, GeoPointInput, Money
from schema.types.slots import Slot
from schema.types.timeline import TimelineEvent
from services.platform.area import Area
from services.platform.ids import Kind, decode_if_any
from services.requests import refusals
from services.requests.cancellation import Preview
from services.requests.creation import RequestDraft
from services.requests.reading import RequestFilter as Narrowed


@strawberry.input
class CreateRequestInput:
    farm_id: strawberry.ID | None = strawberry.field(
        default=None, description="One of the viewer's farms, or the three fields below."
    )
    farm_address: str | None = None
    farm_location: GeoPointInput | None = None
    farm_size: AreaInput | None = None
    service_code: str
    preferred_date: dt.date = strawberry.field(description="Today or later, in the farm's zone.")
    notes: str | None = None

    def draft(self) -> RequestDraft:
        """Raises NotFound for a farm id that is none."""
        return RequestDraft(
            service_code=self.service_code,
            preferred_date=self.preferred_date,
            notes=self.notes,
            farm_id=decode_if_any(Kind.FARM, self.farm_id, "input", "farmId"),
            farm_address=self.farm_address,
            farm_location=self.farm_location.point() if self.farm_location else None,
            farm_size=Area(self.farm_size.value, self.farm_size.unit) if self.farm_size else None,
        )


@strawberry.input
class RequestFilter:
    statuses: list[RequestStatus] | None = None
    service_code: str | None = None
    created_in: DateTimeRangeInput | None = None

    def narrowed(self) -> Narrowed:
        return Narrowed(
            statuses=tuple(dict.fromkeys(self.statuses or ())),
            service_code=self.service_code,
            created_from=self.created_in.from_ if self.created_in else None,
            created_to=self.created_in.to if self.created_in else None,
        )


@strawberry.type(description="What cancelling would cost now. `token` fixes it for five minutes.")
class CancellationPreview:
    fee: Money
    refund: Money
    explanation: str
    token: str
    valid_until: dt.datetime

    @classmethod
    def of(cls, preview: Preview) -> Self:
        cost = preview.cost
        return cls(
            fee=Money.of(cost.fee.amount_minor, cost.fee.currency),
            refund=Money.of(cost.refund.amount_minor, cost.refund.currency),
            explanation=cost.explanation,
            token=preview.token,
            valid_until=preview.valid_until,
        )


@strawberry.type
class CreateRequestSuccess:
    request: JobRequest


@strawberry.type
class SearchSuccess:
    request: JobRequest
    offers_sent: int
    radius_km: float


@strawberry.type
class AcceptOfferSuccess:
    request: JobRequest
    offer: Offer


@strawberry.type
class DeclineOfferSuccess:
    offer: Offer


@strawberry.type
class UpdateStatusSuccess:
    request: JobRequest
    event: TimelineEvent


@strawberry.type
class CancelRequestSuccess:
    request: JobRequest


@strawberry.type
class OfferExpiredError(UserError):
    expired_at: dt.datetime

    @classmethod
    def of(cls, refusal: refusals.OfferExpired) -> Self:
        return cls(code=refusal.code, message=refusal.message, expired_at=refusal.expired_at)


@strawberry.type
class OfferWithdrawnError(UserError):
    pass


@strawberry.type(description="Another owner was first.")
class AlreadyAcceptedError(UserError):
    pass


@strawberry.type(description="The tractor has another job or a block in these hours.")
class TractorUnavailableError(UserError):
    booking_ids: strawberry.Private[list[UUID]]

    @strawberry.field
    async def conflicts(self, info: Info) -> list[Slot]:
        return await Slot.of_bookings(info, self.booking_ids)

    @classmethod
    def of(cls, refusal: refusals.TractorUnavailable) -> Self:
        return cls(code=refusal.code, message=refusal.message, booking_ids=refusal.booking_ids)


@strawberry.type(description="The job may not start before the farmer's payment is secured.")
class PaymentRequiredError(UserError):
    amount_due: Money

    @classmethod
    def of(cls, refusal: refusals.PaymentRequired) -> Self:
        due = Money.of(refusal.amount_minor, refusal.currency)
        return cls(code=refusal.code, message=refusal.message, amount_due=due)


@strawberry.type(description="The fee rose since the preview: nothing was cancelled.")
class CancellationChangedError(UserError):
    preview: CancellationPreview

    @classmethod
    def of(cls, refusal: refusals.CancellationChanged) -> Self:
        preview = CancellationPreview(
            fee=Money.of(refusal.fee_minor, refusal.currency),
            refund=Money.of(refusal.refund_minor, refusal.currency),
            explanation=refusal.explanation,
            token=refusal.token,
            valid_until=refusal.valid_until,
        )
        return cls(code=refusal.code, message=refusal.message, preview=preview)


CreateRequestResult = Annotated[
    CreateRequestSuccess | ValidationError | NotFoundError | IdempotencyConflictError | IdempotencyInProgressError,
    strawberry.union("CreateRequestResult"),
]
SearchResult = Annotated[
    SearchSuccess | NotFoundError | InvalidTransitionError | ValidationError, strawberry.union("SearchResult")
]
AcceptOfferResult = Annotated[
    AcceptOfferSuccess
    | NotFoundError
    | OfferExpiredError
    | OfferWithdrawnError
    | AlreadyAcceptedError
    | TractorUnavailableError
    | IdempotencyConflictError
    | IdempotencyInProgressError,
    strawberry.union("AcceptOfferResult"),
]
DeclineOfferResult = Annotated[
    DeclineOfferSuccess | NotFoundError | OfferExpiredError | OfferWithdrawnError | ValidationError,
    strawberry.union("DeclineOfferResult"),
]
UpdateStatusResult = Annotated[
    UpdateStatusSuccess
    | NotFoundError
    | ValidationError
    | InvalidTransitionError
    | StaleVersionError
    | PaymentRequiredError
    | IdempotencyConflictError
    | IdempotencyInProgressError,
    strawberry.union("UpdateStatusResult"),
]
CancelRequestResult = Annotated[
    CancelRequestSuccess
    | NotFoundError
    | ValidationError
    | InvalidTransitionError
    | CancellationChangedError
    | IdempotencyConflictError
    | IdempotencyInProgressError,
    strawberry.union("CancelRequestResult"),
]
