"""What is a setting has the number that semantics.md names."""

from datetime import timedelta
from decimal import Decimal

from services.platform.settings import Settings

SECONDS, MINUTES, HOURS, DAYS = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))
OF_SECTION: dict[int, dict[str, object]] = {
    1: {"departure_window": 24 * HOURS, "occurred_at_tolerance": 60 * SECONDS},
    2: {
        "work_hours_step": Decimal("0.25"),
        "work_hours_minimum": Decimal(1),
        "road_factor": 1.4,
        "estimate_lifetime": 30 * MINUTES,
    },
    3: {
        "neighbour_within_km": 3.0,
        "offers_per_batch": 3,
        "search_radii_km": (25.0, 50.0, 100.0),
        "waitlist_retry": 30 * MINUTES,
        "offer_lifetime": 30 * MINUTES,
        "offer_lifetime_share": 1 / 4,
        "offer_lifetime_minimum": 3 * MINUTES,
    },
    4: {
        "idempotency_retention": 72 * HOURS,
        "payment_confirmation_window": 15 * MINUTES,
        "commission_percent": 10,
        "webhook_tolerance": 300 * SECONDS,
    },
    5: {
        "cancellation_grace": 30 * MINUTES,
        "cancellation_free_before": 48 * HOURS,
        "cancellation_late_within": 12 * HOURS,
        "cancellation_early_percent": 10,
        "cancellation_late_percent": 25,
    },
    6: {
        "access_token_lifetime": 10 * MINUTES,
        "refresh_grace": 120 * SECONDS,
        "refresh_token_idle_lifetime": 30 * DAYS,
        "refresh_token_absolute_lifetime": 180 * DAYS,
        "verification_lifetime": 24 * HOURS,
        "password_reset_lifetime": 1 * HOURS,
        "log_in_per_account": "10 per 15 minutes",
        "log_in_per_address": "100 per 15 minutes",
        "sign_up_per_address": "20 per hour",
        "auth_mail_per_address": "10 per hour",
        "refresh_per_address": "120 per minute",
    },
    7: {"stream_silence": 15 * SECONDS, "replay_limit": 300, "ping_interval": 25 * SECONDS},
    8: {
        "position_before_job": 10 * MINUTES,
        "position_clock_skew": 60 * SECONDS,
        "position_accuracy_m": 100.0,
        "position_speed_kmh": 60.0,
        "position_silence": 15 * MINUTES,
        "position_stale_after": 3 * MINUTES,
        "position_unknown_after": 30 * MINUTES,
        "tractor_speed_kmh": 18.0,
        "eta_at_most_every": 1 * MINUTES,
        "eta_after_km": 0.5,
        "eta_after": 5 * MINUTES,
        "eta_weight": 0.3,
        "eta_jumps_to_reset": 2,
        "eta_jump_share": 0.3,
        "eta_told_after": 2 * MINUTES,
        "eta_told_after_share": 0.1,
        "eta_told_every": 5 * MINUTES,
    },
}


def test_the_defaults_are_the_papers() -> None:
    settings = Settings(_env_file=None)
    found = {section: {name: getattr(settings, name) for name in numbers} for section, numbers in OF_SECTION.items()}
    assert found == OF_SECTION
