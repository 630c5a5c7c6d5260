"""What an owner entered, as rows."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from models.tractors import Capability, WeeklyHours
from services.platform.geography import GeoPoint
from services.platform.texts import kept
from services.tractors.drafts import CapabilityDraft, HoursDraft, PricingDraft


def place_columns(place: GeoPoint) -> dict[str, Any]:
    return {"latitude": place.latitude, "longitude": place.longitude}


def pricing_columns(pricing: PricingDraft) -> dict[str, Any]:
    return {
        "currency": pricing.currency,
        "basis": pricing.basis,
        "rate_minor": pricing.rate_minor,
        "travel_base_minor": pricing.travel_base_minor,
        "travel_per_km_minor": pricing.travel_per_km_minor,
        "free_km": pricing.free_km,
        "minimum_charge_minor": pricing.minimum_charge_minor,
    }


def capability_rows(tractor_id: UUID, drafts: Iterable[CapabilityDraft]) -> list[Capability]:
    return [
        Capability(
            tractor_id=tractor_id,
            service_id=draft.service_code,
            implement=kept(draft.implement),
            working_width_m=draft.working_width_m,
            speed_kmh=draft.speed_kmh,
            field_efficiency=draft.field_efficiency,
            rate_override_minor=draft.rate_override_minor,
        )
        for draft in drafts
    ]


def hours_rows(tractor_id: UUID, drafts: Iterable[HoursDraft]) -> list[WeeklyHours]:
    stretches = [(each.weekday, *each.minutes) for each in drafts]
    return [
        WeeklyHours(tractor_id=tractor_id, weekday=weekday, opens_minute=opens, closes_minute=closes)
        for weekday, opens, closes in stretches
    ]
