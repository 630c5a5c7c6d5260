"""A farmer's request for tractor work, its offers, prices and history."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tortoise import fields

from models.auth import User
from models.base import Row
from models.enums import (
    ActorKind,
    AreaUnit,
    CancelReason,
    EstimateKind,
    MatchState,
    OfferState,
    PricingBasis,
    RequestStatus,
)
from models.tractors import Service, Tractor


class JobRequest(Row):
    """One job. `history_length` is the sequence of its newest history row; money is in minor units of `currency`.

    `cancellation_policy` is frozen when the request is accepted.
    """

    public_code: str = fields.CharField(max_length=8, unique=True)
    farmer: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="requests"
    )
    farmer_id: UUID
    farm_id: UUID | None = fields.UUIDField(null=True)
    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField("models.Service", on_delete=fields.RESTRICT)
    service_id: str
    farm_address: str = fields.CharField(max_length=300)
    farm_latitude: float = fields.FloatField()
    farm_longitude: float = fields.FloatField()
    farm_time_zone: str = fields.CharField(max_length=64)
    area_value: Decimal = fields.DecimalField(max_digits=16, decimal_places=4)
    area_unit: AreaUnit = fields.CharEnumField(AreaUnit, max_length=16)
    area_m2: Decimal = fields.DecimalField(max_digits=16, decimal_places=4)
    preferred_date: date = fields.DateField()
    notes: str | None = fields.CharField(max_length=2000, null=True)

    status: RequestStatus = fields.CharEnumField(RequestStatus, max_length=16, default=RequestStatus.SENT)
    match_state: MatchState = fields.CharEnumField(MatchState, max_length=16, default=MatchState.SEARCHING)
    search_radius_km: float = fields.FloatField()
    history_length: int = fields.IntField(default=0)
    version: int = fields.IntField(default=1)

    tractor: fields.ForeignKeyNullableRelation[Tractor] = fields.ForeignKeyField(
        "models.Tractor", null=True, on_delete=fields.RESTRICT
    )
    tractor_id: UUID | None
    owner: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", null=True, on_delete=fields.RESTRICT, related_name="jobs"
    )
    owner_id: UUID | None
    estimate_id: UUID | None = fields.UUIDField(null=True)
    scheduled_from: datetime | None = fields.DatetimeField(null=True)
    scheduled_to: datetime | None = fields.DatetimeField(null=True)
    accepted_at: datetime | None = fields.DatetimeField(null=True)
    completed_at: datetime | None = fields.DatetimeField(null=True)

    currency: str | None = fields.CharField(max_length=3, null=True)
    price_ceiling_minor: int | None = fields.BigIntField(null=True)

    cancellation_policy: dict[str, Any] | None = fields.JSONField(null=True)
    cancelled_by: ActorKind | None = fields.CharEnumField(ActorKind, max_length=8, null=True)
    cancel_reason: CancelReason | None = fields.CharEnumField(CancelReason, max_length=16, null=True)
    cancel_note: str | None = fields.CharField(max_length=2000, null=True)
    cancel_fee_minor: int | None = fields.BigIntField(null=True)
    cancel_refund_minor: int | None = fields.BigIntField(null=True)
    cancelled_at: datetime | None = fields.DatetimeField(null=True)

    successor_of: fields.OneToOneNullableRelation["JobRequest"] = fields.OneToOneField(
        "models.JobRequest", null=True, on_delete=fields.RESTRICT, related_name="successor"
    )
    successor_of_id: UUID | None

    created_at: datetime = fields.DatetimeField(auto_now_add=True)
    updated_at: datetime = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "job_requests"


class StatusChange(Row):
    """One step of a request's history; append-only. `sequence` starts at 1 and has no gaps.

    `stream_sequence` is its place in the request's live stream, which payments share.
    """

    job_request: fields.ForeignKeyRelation[JobRequest] = fields.ForeignKeyField(
        "models.JobRequest", on_delete=fields.RESTRICT, related_name="history", source_field="request_id"
    )
    job_request_id: UUID
    sequence: int = fields.IntField()
    stream_sequence: int = fields.BigIntField()
    from_status: RequestStatus | None = fields.CharEnumField(RequestStatus, max_length=16, null=True)
    to_status: RequestStatus = fields.CharEnumField(RequestStatus, max_length=16)
    actor: ActorKind = fields.CharEnumField(ActorKind, max_length=8)
    actor_id: UUID | None = fields.UUIDField(null=True)
    note: str | None = fields.CharField(max_length=2000, null=True)
    latitude: float | None = fields.FloatField(null=True)
    longitude: float | None = fields.FloatField(null=True)
    occurred_at: datetime = fields.DatetimeField()
    recorded_at: datetime = fields.DatetimeField()
    clamped: bool = fields.BooleanField(default=False)
    trace_id: str | None = fields.CharField(max_length=64, null=True)
    idempotency_key: str | None = fields.CharField(max_length=255, null=True)

    class Meta:
        table = "job_request_status_history"


class Estimate(Row):
    """A price, frozen when written. INDICATIVE names the best tractor so far and spans the others."""

    job_request: fields.ForeignKeyRelation[JobRequest] = fields.ForeignKeyField(
        "models.JobRequest", on_delete=fields.RESTRICT, related_name="estimates", source_field="request_id"
    )
    job_request_id: UUID
    tractor: fields.ForeignKeyNullableRelation[Tractor] = fields.ForeignKeyField(
        "models.Tractor", null=True, on_delete=fields.RESTRICT
    )
    tractor_id: UUID | None
    kind: EstimateKind = fields.CharEnumField(EstimateKind, max_length=16)
    basis: PricingBasis = fields.CharEnumField(PricingBasis, max_length=16)
    currency: str = fields.CharField(max_length=3)
    rate_minor: int = fields.BigIntField()
    hours: Decimal = fields.DecimalField(max_digits=10, decimal_places=2)
    work_minor: int = fields.BigIntField()
    travel_km: float = fields.FloatField()
    travel_fee_minor: int = fields.BigIntField()
    total_minor: int = fields.BigIntField()
    total_min_minor: int | None = fields.BigIntField(null=True)
    total_max_minor: int | None = fields.BigIntField(null=True)
    formula: str = fields.CharField(max_length=300)
    commission_percent: int = fields.SmallIntField()
    scheduled_from: datetime | None = fields.DatetimeField(null=True)
    scheduled_to: datetime | None = fields.DatetimeField(null=True)
    valid_until: datetime = fields.DatetimeField()
    created_at: datetime = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "estimates"


class Offer(Row):
    """A request put to one owner's tractor, with its frozen price and planned hours."""

    job_request: fields.ForeignKeyRelation[JobRequest] = fields.ForeignKeyField(
        "models.JobRequest", on_delete=fields.RESTRICT, related_name="offers", source_field="request_id"
    )
    job_request_id: UUID
    tractor: fields.ForeignKeyRelation[Tractor] = fields.ForeignKeyField("models.Tractor", on_delete=fields.RESTRICT)
    tractor_id: UUID
    owner: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="offers"
    )
    owner_id: UUID
    estimate: fields.ForeignKeyRelation[Estimate] = fields.ForeignKeyField("models.Estimate", on_delete=fields.RESTRICT)
    estimate_id: UUID
    state: OfferState = fields.CharEnumField(OfferState, max_length=16, default=OfferState.OFFERED)
    distance_km: float = fields.FloatField()
    scheduled_from: datetime = fields.DatetimeField()
    scheduled_to: datetime = fields.DatetimeField()
    travel_minutes: int = fields.IntField()
    offered_at: datetime = fields.DatetimeField()
    expires_at: datetime = fields.DatetimeField()
    decided_at: datetime | None = fields.DatetimeField(null=True)
    decline_reason: str | None = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "request_matches"


class Review(Row):
    """What one party of a completed job says of the other; append-only, once each. `stars` is 1 to 5."""

    job_request: fields.ForeignKeyRelation[JobRequest] = fields.ForeignKeyField(
        "models.JobRequest", on_delete=fields.RESTRICT, related_name="reviews", source_field="request_id"
    )
    job_request_id: UUID
    author: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="reviews_written"
    )
    author_id: UUID
    subject: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="reviews_received"
    )
    subject_id: UUID
    tractor_id: UUID | None = fields.UUIDField(null=True)
    stars: int = fields.SmallIntField()
    text: str | None = fields.CharField(max_length=2000, null=True)
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "reviews"
