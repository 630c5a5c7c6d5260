"""What owners say of their tractors."""

import datetime as dt
from typing import cast

import strawberry

from models.enums import PricingBasis, TractorState
from schema.types.given import given
from schema.types.scalars import Long, TimeZone
from schema.types.shared import DateTimeRangeInput, GeoPointInput
from schema.types.tractors import Weekday
from services.tractors.availability import AvailabilityChanges
from services.tractors.blocks import Block
from services.tractors.calendar import Stretch
from services.tractors.drafts import (
    EVERY_DAY,
    CapabilityDraft,
    HoursDraft,
    PricingDraft,
    TractorChanges,
    TractorDraft,
)


@strawberry.input
class CapabilityInput:
    service_code: str
    implement: str | None = None
    working_width_m: float | None = None
    speed_kmh: float | None = None
    field_efficiency: float | None = None
    rate_override_minor: Long | None = None

    def draft(self) -> CapabilityDraft:
        return CapabilityDraft(**vars(self))


@strawberry.input
class PricingInput:
    currency: str
    basis: PricingBasis = PricingBasis.PER_HOUR
    rate_minor: Long
    travel_base_minor: Long = Long(0)
    travel_per_km_minor: Long = Long(0)
    free_km: float = 0
    minimum_charge_minor: Long = Long(0)

    def draft(self) -> PricingDraft:
        return PricingDraft(**vars(self))


@strawberry.input
class WeeklyHoursInput:
    weekday: Weekday
    from_: dt.time = strawberry.field(name="from")
    to: dt.time

    def draft(self) -> HoursDraft:
        return HoursDraft(self.weekday.value, self.from_, self.to)


@strawberry.input
class CreateTractorInput:
    name: str
    make: str
    model: str
    year: int | None = None
    power_kw: float | None = None
    registration_number: str | None = None
    base_location: GeoPointInput
    service_radius_km: float = 50
    time_zone: TimeZone | None = None
    capabilities: list[CapabilityInput]
    pricing: PricingInput
    weekly_hours: list[WeeklyHoursInput] | None = strawberry.field(
        default=None, description="Left out: every day 06:00 to 18:00."
    )

    def draft(self) -> TractorDraft:
        hours = self.weekly_hours
        return TractorDraft(
            name=self.name,
            make=self.make,
            model=self.model,
            year=self.year,
            power_kw=self.power_kw,
            registration_number=self.registration_number,
            base=self.base_location.point(),
            service_radius_km=self.service_radius_km,
            time_zone=self.time_zone,
            capabilities=tuple(each.draft() for each in self.capabilities),
            pricing=self.pricing.draft(),
            weekly_hours=EVERY_DAY if hours is None else tuple(each.draft() for each in hours),
        )


@strawberry.input(description="What is left out stays. Capabilities and pricing are replaced as a whole.")
class UpdateTractorInput:
    name: str | None = strawberry.UNSET
    make: str | None = strawberry.UNSET
    model: str | None = strawberry.UNSET
    year: int | None = strawberry.UNSET
    power_kw: float | None = strawberry.UNSET
    registration_number: str | None = strawberry.UNSET
    base_location: GeoPointInput | None = strawberry.UNSET
    service_radius_km: float | None = strawberry.UNSET
    time_zone: TimeZone | None = strawberry.field(
        default=strawberry.UNSET, description="Null: that of the base from now on."
    )
    capabilities: list[CapabilityInput] | None = strawberry.UNSET
    pricing: PricingInput | None = strawberry.UNSET
    state: TractorState | None = strawberry.UNSET

    def changes(self) -> TractorChanges:
        sent = given(self)
        if "base_location" in sent:
            place = sent.pop("base_location")
            sent["base"] = place and place.point()
        if sent.get("capabilities") is not None:
            sent["capabilities"] = tuple(each.draft() for each in sent["capabilities"])
        if sent.get("pricing") is not None:
            sent["pricing"] = sent["pricing"].draft()
        return cast(TractorChanges, sent)


@strawberry.input
class BlockInput:
    during: DateTimeRangeInput
    reason: str | None = None

    def block(self) -> Block:
        return Block(Stretch(self.during.from_, self.during.to), self.reason)


def availability_changes(
    weekly_hours: list[WeeklyHoursInput] | None,
    block: list[BlockInput] | None,
    unblock: list[DateTimeRangeInput] | None,
) -> AvailabilityChanges:
    """What the arguments of setTractorAvailability ask for."""
    return AvailabilityChanges(
        weekly_hours=None if weekly_hours is None else tuple(each.draft() for each in weekly_hours),
        block=tuple(each.block() for each in block or ()),
        unblock=tuple(Stretch(each.from_, each.to) for each in unblock or ()),
    )
