"""Who people are and where they farm."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.auth import User
from models.base import Row
from models.enums import AreaUnit, PaymentMethodKind


class Profile(Model):
    """What a person shows of themselves."""

    user: fields.OneToOneRelation[User] = fields.OneToOneField(
        "models.User", primary_key=True, on_delete=fields.RESTRICT, related_name="profile"
    )
    user_id: UUID
    name: str = fields.CharField(max_length=100)
    phone: str | None = fields.CharField(max_length=16, null=True)
    avatar_url: str | None = fields.CharField(max_length=500, null=True)
    locale: str = fields.CharField(max_length=35, default="en")
    time_zone: str = fields.CharField(max_length=64, default="Africa/Lagos")

    class Meta:
        table = "profiles"


class Preferences(Model):
    """How a person wants to be served. Quiet hours are minutes from midnight in the person's zone.

    `channels` has a list of channels for each kind of notification that the person has set; others have the default.
    """

    user: fields.OneToOneRelation[User] = fields.OneToOneField(
        "models.User", primary_key=True, on_delete=fields.RESTRICT, related_name="preferences"
    )
    user_id: UUID
    currency: str = fields.CharField(max_length=3, default="NGN")
    area_unit: AreaUnit = fields.CharEnumField(AreaUnit, max_length=16, default=AreaUnit.HECTARE)
    quiet_from_minute: int | None = fields.SmallIntField(null=True)
    quiet_to_minute: int | None = fields.SmallIntField(null=True)
    channels: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        table = "preferences"


class Address(Row):
    """Where a person can be reached by post. `country` is ISO 3166-1 alpha-2."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="addresses"
    )
    user_id: UUID
    label: str = fields.CharField(max_length=50)
    line1: str = fields.CharField(max_length=200)
    line2: str | None = fields.CharField(max_length=200, null=True)
    city: str | None = fields.CharField(max_length=100, null=True)
    region: str | None = fields.CharField(max_length=100, null=True)
    country: str = fields.CharField(max_length=2)
    latitude: float | None = fields.FloatField(null=True)
    longitude: float | None = fields.FloatField(null=True)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "addresses"


class Farm(Row):
    """A field with its place. Degrees are WGS 84."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="farms"
    )
    user_id: UUID
    name: str = fields.CharField(max_length=100)
    address: str = fields.CharField(max_length=300)
    latitude: float = fields.FloatField()
    longitude: float = fields.FloatField()
    area_value: Decimal = fields.DecimalField(max_digits=16, decimal_places=4)
    area_unit: AreaUnit = fields.CharEnumField(AreaUnit, max_length=16)
    area_m2: Decimal = fields.DecimalField(max_digits=16, decimal_places=4)
    time_zone: str = fields.CharField(max_length=64)
    access_note: str | None = fields.CharField(max_length=500, null=True)
    removed_at: datetime | None = fields.DatetimeField(null=True)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "farms"


class PaymentMethod(Row):
    """A means to pay that a provider keeps: its reference, and what may be shown of it."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", on_delete=fields.RESTRICT, related_name="payment_methods"
    )
    user_id: UUID
    kind: PaymentMethodKind = fields.CharEnumField(PaymentMethodKind, max_length=16)
    provider: str = fields.CharField(max_length=32)
    provider_reference: str = fields.CharField(max_length=128)
    brand: str | None = fields.CharField(max_length=32, null=True)
    last4: str | None = fields.CharField(max_length=4, null=True)
    expires_on: date | None = fields.DateField(null=True)
    is_default: bool = fields.BooleanField(default=False)
    removed_at: datetime | None = fields.DatetimeField(null=True)
    created_at: datetime = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "payment_methods"
