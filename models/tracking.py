"""Where the tractor is."""

from datetime import datetime
from uuid import UUID

from tortoise import fields

from models.base import Row
from models.requests import JobRequest


class Position(Row):
    """A fix that counted. One a request and instant; degrees are WGS 84."""

    job_request: fields.ForeignKeyRelation[JobRequest] = fields.ForeignKeyField(
        "models.JobRequest", on_delete=fields.RESTRICT, related_name="positions", source_field="request_id"
    )
    job_request_id: UUID
    recorded_at: datetime = fields.DatetimeField()
    received_at: datetime = fields.DatetimeField()
    latitude: float = fields.FloatField()
    longitude: float = fields.FloatField()
    accuracy_m: float | None = fields.FloatField(null=True)
    heading: float | None = fields.FloatField(null=True)
    speed_kmh: float | None = fields.FloatField(null=True)

    class Meta:
        table = "positions"


class LiveState(Row):
    """The newest of what is not replayed: one row a request. `revision` grows with each change."""

    job_request: fields.OneToOneRelation[JobRequest] = fields.OneToOneField(
        "models.JobRequest", on_delete=fields.RESTRICT, related_name="live", source_field="request_id"
    )
    job_request_id: UUID
    latitude: float | None = fields.FloatField(null=True)
    longitude: float | None = fields.FloatField(null=True)
    accuracy_m: float | None = fields.FloatField(null=True)
    heading: float | None = fields.FloatField(null=True)
    speed_kmh: float | None = fields.FloatField(null=True)
    fixed_at: datetime | None = fields.DatetimeField(null=True)
    arrive_at: datetime | None = fields.DatetimeField(null=True)
    distance_km: float | None = fields.FloatField(null=True)
    eta_source: str | None = fields.CharField(max_length=16, null=True)
    eta_as_of: datetime | None = fields.DatetimeField(null=True)
    eta_latitude: float | None = fields.FloatField(null=True)
    eta_longitude: float | None = fields.FloatField(null=True)

    class Meta:
        table = "live_states"
