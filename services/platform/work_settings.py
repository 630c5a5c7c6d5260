"""How work is found, priced, driven to and called off."""

from datetime import time, timedelta
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings

from services.platform.setting_types import Count, Delay, Duration, Hours, Number, Percent, Positive, Share, Url


class WorkSettings(BaseSettings):
    """The part of the settings that sets the terms of a job."""

    tractors_must_be_verified: bool = False
    offers_per_batch: Count = 3
    offer_lifetime: Duration = timedelta(minutes=30)
    # Of the time until the start.
    offer_lifetime_share: Share = 0.25
    offer_lifetime_minimum: Delay = timedelta(minutes=3)
    search_radii_km: tuple[Positive, ...] = Field((25.0, 50.0, 100.0), min_length=1)
    # As the crow flies.
    neighbour_within_km: Number = 3.0
    waitlist_retry: Duration = timedelta(minutes=30)
    # On the clock of the farm.
    waitlist_rests_from: time = time(21)
    waitlist_rests_until: time = time(6)
    estimate_lifetime: Duration = timedelta(minutes=30)
    # Estimates keep them with two decimals.
    work_hours_step: Hours = Decimal("0.25")
    work_hours_minimum: Hours = Decimal(1)
    departure_window: Delay = timedelta(hours=24)
    occurred_at_tolerance: Delay = timedelta(seconds=60)
    road_factor: float = Field(1.4, ge=1, allow_inf_nan=False)
    tractor_speed_kmh: Positive = 18.0
    routing_provider: Literal["great_circle", "valhalla", "osrm"] = "great_circle"
    valhalla_url: Url | None = None
    osrm_url: Url | None = None
    routing_timeout: Duration = timedelta(seconds=2)
    routing_breaker_failures: Count = 5
    routing_breaker_pause: Delay = timedelta(seconds=30)
    routing_snap_limit_km: Number = 2.0
    routing_cache_size: Count = 10_000
    routing_cache_lifetime: Delay = timedelta(hours=24)

    # A farmer pays nothing within the grace or until `free_before`, then `early`, and `late` from `late_within` on.
    cancellation_grace: Delay = timedelta(minutes=30)
    cancellation_free_before: Delay = timedelta(hours=48)
    cancellation_late_within: Delay = timedelta(hours=12)
    cancellation_early_percent: Percent = 10
    cancellation_late_percent: Percent = 25
    cancellation_preview_lifetime: Duration = timedelta(minutes=5)

    @model_validator(mode="after")
    def _check_map(self) -> Self:
        address = {"valhalla": self.valhalla_url, "osrm": self.osrm_url}.get(self.routing_provider, "")
        if address is None:
            raise ValueError(f"ROUTING_PROVIDER: {self.routing_provider} needs {self.routing_provider.upper()}_URL")
        return self

    @model_validator(mode="after")
    def _check_fees(self) -> Self:
        """The nearer the start, the dearer."""
        if self.cancellation_late_within > self.cancellation_free_before:
            raise ValueError("CANCELLATION_LATE_WITHIN: it may not be longer than CANCELLATION_FREE_BEFORE")
        if self.cancellation_early_percent > self.cancellation_late_percent:
            raise ValueError("CANCELLATION_EARLY_PERCENT: it may not be more than CANCELLATION_LATE_PERCENT")
        return self
