"""What no operator can have meant is refused in one line that names the setting and not its value."""

from pathlib import Path

import pytest

from services.platform.configured import read_settings
from services.platform.processes import StartupError

ADVICE = ". Correct it, or unset it for the default."
DURATION = "not a duration such as PT10M, longer than nothing and not than a hundred years"
FROM_ONE = "Input should be greater than or equal to 1"
RATE = "not a rate such as `10 per 15 minutes`"
ADDRESS = "not an address such as https://api.example.org"
SENDER = "not a sender such as SpiTractors <no-reply@example.org>"
DSN = "not a DSN such as https://key@sentry.example.org/1"
CURRENCIES = "not providers by currency, such as NGN, or by * for all others"
ORDER_OF_P256 = "_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE"

WRONG = [
    ("ACCESS_TOKEN_LIFETIME", "PT0S", DURATION),
    ("ACCESS_TOKEN_LIFETIME", "-PT10M", DURATION),
    ("REFRESH_TOKEN_IDLE_LIFETIME", "-P1D", DURATION),
    ("VERIFICATION_LIFETIME", "-PT1H", DURATION),
    ("ESTIMATE_LIFETIME", "-PT1H", DURATION),
    ("IDEMPOTENCY_RETENTION", "-PT1H", DURATION),
    ("IDEMPOTENCY_RETENTION", "P36501D", DURATION),
    ("DELIVERY_RETRY", "-PT5S", DURATION),
    ("DELIVERY_ANSWER_WITHIN", "PT0S", DURATION),
    ("STREAM_SILENCE", "PT0S", DURATION),
    ("READER_PATIENCE", "PT0S", DURATION),
    ("REFRESH_GRACE", "-PT1S", DURATION),
    ("OFFERS_PER_BATCH", "0", FROM_ONE),
    ("REPLAY_LIMIT", "0", FROM_ONE),
    ("BODY_LIMIT_BYTES", "-1", FROM_ONE),
    ("ARGON2_TIME_COST", "0", FROM_ONE),
    ("ARGON2_PARALLELISM", "0", FROM_ONE),
    ("ARGON2_MEMORY_KIB", "1", "Input should be greater than or equal to 8"),
    ("ARGON2_MEMORY_KIB", "19922944", "Input should be less than or equal to 1048576"),
    ("OFFER_LIFETIME_SHARE", "0", "Input should be greater than 0"),
    ("OFFER_LIFETIME_SHARE", "1.5", "Input should be less than or equal to 1"),
    ("NEIGHBOUR_WITHIN_KM", "-1", "Input should be greater than or equal to 0"),
    ("WORK_HOURS_STEP", "0", "Input should be greater than 0"),
    ("WORK_HOURS_STEP", "0.125", "Decimal input should have no more than 2 decimal places"),
    ("WORK_HOURS_MINIMUM", "25", "Input should be less than or equal to 24"),
    ("CANCELLATION_GRACE", "-PT1M", DURATION),
    ("CANCELLATION_EARLY_PERCENT", "-1", "Input should be greater than or equal to 0"),
    ("CANCELLATION_EARLY_PERCENT", "26", "it may not be more than CANCELLATION_LATE_PERCENT"),
    ("CANCELLATION_LATE_PERCENT", "101", "Input should be less than or equal to 100"),
    ("CANCELLATION_LATE_WITHIN", "PT49H", "it may not be longer than CANCELLATION_FREE_BEFORE"),
    ("WEBHOOK_TOLERANCE", "PT0S", DURATION),
    ("SEARCH_RADII_KM", "[]", "Tuple should have at least 1 item after validation, not 0"),
    ("SEARCH_RADII_KM", "[25, -5]", "Input should be greater than 0"),
    ("SEARCH_RADII_KM", "25, 50", "not JSON"),
    ("TRACTOR_SPEED_KMH", "inf", "Input should be a finite number"),
    ("ETA_AFTER_KM", "-1", "Input should be greater than or equal to 0"),
    ("LOG_IN_PER_ACCOUNT", "0 per minute", RATE),
    ("REQUESTS_PER_ADDRESS", "many", RATE),
    ("PAYMENT_PROVIDERS", "{}", CURRENCIES),
    ("PAYMENT_PROVIDERS", '{"naira": "sandbox"}', CURRENCIES),
    ("PAYMENT_PROVIDERS", '{"NGN": "stripe"}', "stripe needs STRIPE_SECRET_KEY"),
    ("SMS_PROVIDERS", "twilio", "not JSON"),
    ("SMS_PROVIDERS", '["twilio"]', "twilio needs TWILIO_ACCOUNT_SID"),
    ("S3_BUCKET", "tractors", "it needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY"),
    ("ROUTING_PROVIDER", "osrm", "osrm needs OSRM_URL"),
    ("TRUSTED_ONLY", "true", "it needs TRUSTED_DOCUMENTS_FILE"),
    ("PUBLIC_URL", "garbage", ADDRESS),
    ("PUBLIC_URL", "https://[bad", ADDRESS),
    ("APP_URL", "https://app.example.org/#", ADDRESS),
    ("STRIPE_URL", "https://", ADDRESS),
    ("VALHALLA_URL", "valhalla:8002", ADDRESS),
    ("S3_ENDPOINT", "http://storage:port", ADDRESS),
    ("MAIL_SENDER", "garbage", SENDER),
    ("MAIL_SENDER", "a@example.org, b@example.org", SENDER),
    ("VAPID_CONTACT", "garbage", r"String should match pattern '^(mailto:[^@\s]+@[^@\s]+|https://\S+)$'"),
    ("VAPID_PRIVATE_KEY", "A" * 42, "not 32 bytes in base64url"),
    ("VAPID_PRIVATE_KEY", "A" * 43, "not a private key of P-256: take other random bytes"),
    ("VAPID_PRIVATE_KEY", ORDER_OF_P256, "not a private key of P-256: take other random bytes"),
    ("SENTRY_DSN", "garbage", DSN),
    ("SENTRY_DSN", "https://sentry.example.org/1", DSN),
    ("BREACHED_PASSWORDS_FILE", "/nowhere", "Path does not point to a file"),
]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody's `.env` lies."""
    monkeypatch.chdir(tmp_path)


def complaint() -> str:
    with pytest.raises(StartupError) as refused:
        read_settings()
    return str(refused.value)


@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_one_line_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(name, value)
    assert complaint() == f"{name}: {said}{ADVICE}"


def test_settings_that_do_not_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGON2_PARALLELISM", "4")
    monkeypatch.setenv("ARGON2_MEMORY_KIB", "31")
    assert complaint() == f"ARGON2_MEMORY_KIB: it has to be eight times ARGON2_PARALLELISM at least{ADVICE}"


def test_a_file_without_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "breached").touch()
    monkeypatch.setenv("BREACHED_PASSWORDS_FILE", str(tmp_path / "breached"))
    assert complaint() == f"BREACHED_PASSWORDS_FILE: it is empty, or may not be read{ADVICE}"


def test_an_env_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("TOKEN_ISSUER=Tr\xe4ger".encode("latin-1"))
    assert complaint() == "The file .env cannot be read as UTF-8: correct it, or take it away."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SANDBOX_WEBHOOK_DELAY", "PT0S"),
        ("REFRESH_GRACE", "PT0S"),
        ("APP_URL", "https://app.example.org:8443/field/"),
        ("S3_ENDPOINT", "http://storage.localhost:8333"),
        ("MAIL_SENDER", "no-reply@example.org"),
        ("SENTRY_DSN", "https://key@sentry.example.org/team/1"),
        ("VAPID_CONTACT", "https://example.org/push"),
    ],
)
def test_what_can_be_meant_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    default = getattr(read_settings(), name.lower())
    monkeypatch.setenv(name, value)
    taken = getattr(read_settings(), name.lower())
    assert taken is not None
    assert name == "SANDBOX_WEBHOOK_DELAY" or taken != default
