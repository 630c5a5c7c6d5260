"""Tractors, what they can do and when."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from tortoise import fields

from models.auth import User
from models.base import Row, Stored
from models.enums import DocumentKind, DocumentState, PricingBasis, SlotKind, TractorState


class Service(Stored):
    """A kind of work, with typical figures for a tractor that states none."""

    code: str = fields.CharField(max_length=32, primary_key=True)
    name: str = fields.CharField(max_length=100)
    description: str | None = fields.CharField(max_length=500, null=True)
    working_width_m: Decimal = fields.DecimalField(max_digits=6, decimal_places=2)
    speed_kmh: Decimal = fields.DecimalField(max_digits=5, decimal_places=2)
    field_efficiency: Decimal = fields.DecimalField(max_digits=3, decimal_places=2)

    class Meta:
        table = "services"


class Tractor(Row):
    """A tractor with its base, prices in minor units of `currency`, and radius in km of road-free distance.

    `paused_from` is the state that it goes back to when its owner, who is suspended, is reinstated.
    """

    owner: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="tractors"
    )
    owner_id: UUID
    name: str = fields.CharField(max_length=100)
    make: str = fields.CharField(max_length=100)
    model: str = fields.CharField(max_length=100)
    year: int | None = fields.IntField(null=True)
    power_kw: float | None = fields.FloatField(null=True)
    registration_number: str | None = fields.CharField(max_length=32, null=True)
    state: TractorState = fields.CharEnumField(TractorState, max_length=16, default=TractorState.ACTIVE)
    paused_from: TractorState | None = fields.CharEnumField(TractorState, max_length=16, null=True)
    verified: bool = fields.BooleanField(default=False)
    latitude: float = fields.FloatField()
    longitude: float = fields.FloatField()
    service_radius_km: float = fields.FloatField(default=50.0)
    time_zone: str = fields.CharField(max_length=64)
    currency: str = fields.CharField(max_length=3)
    basis: PricingBasis = fields.CharEnumField(PricingBasis, max_length=16)
    rate_minor: int = fields.BigIntField()
    travel_base_minor: int = fields.BigIntField(default=0)
    travel_per_km_minor: int = fields.BigIntField(default=0)
    free_km: float = fields.FloatField(default=0.0)
    minimum_charge_minor: int = fields.BigIntField(default=0)
    version: int = fields.IntField(default=1)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)

    capabilities: fields.ReverseRelation["Capability"]
    hours: fields.ReverseRelation["WeeklyHours"]

    class Meta:
        table = "tractors"


class Capability(Row):
    """One service of one tractor; a null figure falls back to the service's typical one."""

    tractor: fields.ForeignKeyRelation[Tractor] = fields.ForeignKeyField(
        "models.Tractor", on_delete=fields.CASCADE, related_name="capabilities"
    )
    tractor_id: UUID
    service: fields.ForeignKeyRelation[Service] = fields.ForeignKeyField("models.Service", on_delete=fields.RESTRICT)
    service_id: str
    implement: str | None = fields.CharField(max_length=100, null=True)
    working_width_m: float | None = fields.FloatField(null=True)
    speed_kmh: float | None = fields.FloatField(null=True)
    field_efficiency: float | None = fields.FloatField(null=True)
    rate_override_minor: int | None = fields.BigIntField(null=True)

    class Meta:
        table = "tractor_capabilities"
        unique_together = (("tractor", "service"),)


class WeeklyHours(Row):
    """A stretch of wall-clock time in the tractor's zone, in minutes from midnight, 0 to 1440. Monday is 0."""

    tractor: fields.ForeignKeyRelation[Tractor] = fields.ForeignKeyField(
        "models.Tractor", on_delete=fields.CASCADE, related_name="hours"
    )
    tractor_id: UUID
    weekday: int = fields.SmallIntField()
    opens_minute: int = fields.SmallIntField()
    closes_minute: int = fields.SmallIntField()

    class Meta:
        table = "tractor_availability"


class Booking(Row):
    """A stretch of a tractor's calendar that is taken, half-open; an exclusion constraint keeps active ones apart."""

    tractor: fields.ForeignKeyRelation[Tractor] = fields.ForeignKeyField("models.Tractor", on_delete=fields.RESTRICT)
    tractor_id: UUID
    request_id: UUID | None = fields.UUIDField(null=True)
    kind: SlotKind = fields.CharEnumField(SlotKind, max_length=16)
    starts_at: datetime = fields.DatetimeField()
    ends_at: datetime = fields.DatetimeField()
    active: bool = fields.BooleanField(default=True)
    reason: str | None = fields.CharField(max_length=200, null=True)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "tractor_bookings"


class Upload(Row):
    """Leave to put one file of a tractor into storage; whoever attaches it takes it, and nobody can take it again."""

    tractor: fields.ForeignKeyRelation[Tractor] = fields.ForeignKeyField("models.Tractor", on_delete=fields.RESTRICT)
    tractor_id: UUID
    kind: DocumentKind = fields.CharEnumField(DocumentKind, max_length=16)
    content_type: str = fields.CharField(max_length=64)
    bytes: int = fields.IntField()
    expires_at: datetime = fields.DatetimeField()
    taken_at: datetime | None = fields.DatetimeField(null=True)
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "tractor_uploads"


class Document(Row):
    """A photo or a paper of a tractor, with the id of the upload that it came by; `bytes` is what storage keeps."""

    tractor: fields.ForeignKeyRelation[Tractor] = fields.ForeignKeyField("models.Tractor", on_delete=fields.RESTRICT)
    tractor_id: UUID
    kind: DocumentKind = fields.CharEnumField(DocumentKind, max_length=16)
    state: DocumentState = fields.CharEnumField(DocumentState, max_length=16, default=DocumentState.PENDING)
    content_type: str = fields.CharField(max_length=64)
    bytes: int = fields.IntField()
    expires_on: date | None = fields.DateField(null=True)
    uploaded_at: datetime = fields.DatetimeField()
    decided_at: datetime | None = fields.DatetimeField(null=True)
    reason: str | None = fields.CharField(max_length=500, null=True)
    removed_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "tractor_documents"
