"""Where the tractor is."""

from datetime import datetime
from uuid import UUID

from tortoise import fields

from models.base import Row
from models.enums import EtaSource
from models.requests import JobRequest


class Position(Row):
    """A fix that counted. One a request and instant; degrees are WGS 84. A partition holds a month."""

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
    """The newest of what is not replayed, one row a request.

    `arrive_at` is what people were told, at `eta_as_of`, which is null where it was withdrawn; `smoothed_arrive_at` is
    what it would be now. `jumps` counts the raw estimates in a row that were far off. `eta_latitude` and
    `eta_longitude` are where the map provider was last asked from, at `eta_asked_at`. `stay_since` is when the first of
    the newest fixes was recorded that lie together near the farm, and `stay_latitude` and `stay_longitude` are where.
    """

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
    smoothed_arrive_at: datetime | None = fields.DatetimeField(null=True)
    jumps: int = fields.SmallIntField(default=0)
    distance_km: float | None = fields.FloatField(null=True)
    eta_source: EtaSource | None = fields.CharEnumField(EtaSource, max_length=16, null=True)
    eta_as_of: datetime | None = fields.DatetimeField(null=True)
    eta_asked_at: datetime | None = fields.DatetimeField(null=True)
    eta_latitude: float | None = fields.FloatField(null=True)
    eta_longitude: float | None = fields.FloatField(null=True)
    stay_latitude: float | None = fields.FloatField(null=True)
    stay_longitude: float | None = fields.FloatField(null=True)
    stay_since: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "live_states"


class TrackingLink(Row):
    """A link that a farmer gave to somebody. Only the SHA-256 of its token is kept."""

    job_request: fields.ForeignKeyRelation[JobRequest] = fields.ForeignKeyField(
        "models.JobRequest", on_delete=fields.RESTRICT, related_name="tracking_links", source_field="request_id"
    )
    job_request_id: UUID
    token_hash: bytes = fields.BinaryField()
    created_at: datetime = fields.DatetimeField()
    expires_at: datetime = fields.DatetimeField()
    revoked_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "tracking_links"
