"""Everything that an operator may set, read once at the edge and handed in."""

import re
from datetime import time, timedelta
from pathlib import Path
from typing import Literal, Self

from pydantic import (
    Field,
    FilePath,
    HttpUrl,
    PostgresDsn,
    RedisDsn,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from services.platform.api_settings import ApiSettings, Rate

type PaymentProviderName = Literal["sandbox", "stripe", "paystack"]
type SmsProviderName = Literal["outbox", "twilio", "africas_talking"]

_KEY = re.compile(r"[A-Za-z0-9_-]{43}=?")


class Settings(ApiSettings):
    """Environment variables of the same names, upper case; `.env` is read too. Durations are ISO 8601."""

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    public_url: str | None = None
    # Where people open what they are sent; None: at the API, which has such pages in development only.
    app_url: str | None = None
    # Addresses or networks of proxies whose X-Forwarded-For is believed. Never everyone's.
    forwarded_allow_ips: str | None = Field(None, pattern=r"^[0-9a-fA-F.:/, ]+$")
    data_dir: Path = Path(".data")
    environment: Literal["development", "production"] = "development"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    # An operation that takes as long is told as a warning, with its statements.
    slow_operation: timedelta = timedelta(seconds=1)
    # Where spans go, by OTLP over HTTP, such as `http://collector:4318/v1/traces`.
    otlp_endpoint: HttpUrl | None = None
    # Where bugs are reported.
    sentry_dsn: SecretStr | None = None

    # Whoever scrapes shows it as a bearer token. Without one there are figures in development only.
    metrics_token: SecretStr | None = None
    # The worker serves its figures here, to whoever reaches it; port None: nowhere.
    worker_metrics_host: str = "127.0.0.1"
    worker_metrics_port: int | None = Field(None, ge=1, le=65535)

    database_url: PostgresDsn | None = None
    # Set by `make run` for its children where the database is one that it started itself.
    embedded: bool = False
    # An owner's dashboard holds one while what is asked beside it takes another, so that one alone would not do.
    database_pool_size: int = Field(10, ge=2)
    # How long anybody waits for one that is free.
    database_patience: timedelta = Field(timedelta(seconds=15), gt=timedelta())
    redis_url: RedisDsn | None = None

    signing_keys_file: Path | None = None
    token_issuer: str = "spitractors"
    token_audience: str = "spitractors-api"
    access_token_lifetime: timedelta = timedelta(minutes=10)
    refresh_token_idle_lifetime: timedelta = timedelta(days=30)
    refresh_token_absolute_lifetime: timedelta = timedelta(days=180)
    refresh_grace: timedelta = timedelta(seconds=120)
    verification_lifetime: timedelta = timedelta(hours=24)
    password_reset_lifetime: timedelta = timedelta(hours=1)
    argon2_time_cost: int = 2
    argon2_memory_kib: int = 19_456
    argon2_parallelism: int = 1
    argon2_threads: int = Field(2, ge=1)
    # Of zxcvbn, 0 to 4: 3 is where guessing stops being worth an attacker's while.
    password_minimum_score: int = Field(3, ge=0, le=4)
    # Have I Been Pwned's file of SHA-1 hashes, ordered by hash.
    breached_passwords_file: FilePath | None = None

    # How often one client address, and one account, may try; in the notation of the library `limits`.
    log_in_per_address: Rate = "100 per 15 minutes"
    log_in_per_account: Rate = "10 per 15 minutes"
    sign_up_per_address: Rate = "20 per hour"
    auth_mail_per_address: Rate = "10 per hour"
    auth_mail_per_account: Rate = "10 per hour"
    mail_token_per_address: Rate = "60 per hour"
    refresh_per_address: Rate = "120 per minute"
    session_change_per_account: Rate = "120 per minute"

    # A bucket keeps tractors' files where one is named, else a folder under `data_dir`.
    s3_bucket: str | None = None
    s3_endpoint: str | None = None
    s3_region: str = "us-east-1"
    s3_access_key_id: str | None = None
    s3_secret_access_key: SecretStr | None = None
    upload_limit_bytes: int = Field(10_485_760, gt=0)
    upload_lifetime: timedelta = timedelta(minutes=15)
    document_link_lifetime: timedelta = timedelta(minutes=10)
    documents_per_tractor: int = Field(50, gt=0)
    image_pixel_limit: int = Field(40_000_000, gt=0)
    document_warning: timedelta = timedelta(days=30)

    tractors_must_be_verified: bool = False
    offers_per_batch: int = 3
    offer_lifetime: timedelta = timedelta(minutes=30)
    offer_lifetime_minimum: timedelta = timedelta(minutes=3)
    search_radii_km: tuple[float, ...] = (25.0, 50.0, 100.0)
    waitlist_retry: timedelta = Field(timedelta(minutes=30), gt=timedelta())
    # On the clock of the farm.
    waitlist_rests_from: time = time(21)
    waitlist_rests_until: time = time(6)
    estimate_lifetime: timedelta = timedelta(minutes=30)
    departure_window: timedelta = timedelta(hours=24)
    occurred_at_tolerance: timedelta = timedelta(seconds=60)
    road_factor: float = Field(1.4, ge=1)
    tractor_speed_kmh: float = Field(18.0, gt=0)
    routing_provider: Literal["great_circle", "valhalla", "osrm"] = "great_circle"
    valhalla_url: str | None = None
    osrm_url: str | None = None
    routing_timeout: timedelta = Field(timedelta(seconds=2), gt=timedelta())
    routing_breaker_failures: int = Field(5, ge=1)
    routing_breaker_pause: timedelta = timedelta(seconds=30)
    routing_snap_limit_km: float = Field(2.0, ge=0)
    routing_cache_size: int = Field(10_000, ge=1)
    routing_cache_lifetime: timedelta = timedelta(hours=24)
    cancellation_preview_lifetime: timedelta = timedelta(minutes=5)

    commission_percent: int = Field(10, ge=0, le=100)
    payment_confirmation_window: timedelta = timedelta(minutes=15)
    payment_step_window: timedelta = timedelta(minutes=30)
    sandbox_webhook_secrets: tuple[SecretStr, ...] = ()
    sandbox_webhook_copies: int = Field(1, ge=1)
    sandbox_webhook_delay: timedelta = timedelta()
    sandbox_webhooks_shuffled: bool = False
    stripe_secret_key: SecretStr | None = None
    stripe_webhook_secrets: tuple[SecretStr, ...] = ()
    stripe_manual_capture: bool = False
    stripe_url: str | None = None
    paystack_secret_key: SecretStr | None = None
    paystack_webhook_secrets: tuple[SecretStr, ...] = ()
    paystack_url: str = "https://api.paystack.co"
    # By currency; the star stands for those that are not named.
    payment_providers: dict[str, PaymentProviderName] = Field(default={"*": "sandbox"}, validate_default=True)
    reconcile_after: timedelta = timedelta(minutes=10)
    stuck_after: timedelta = timedelta(hours=1)
    receipt_issuer: str = Field("SPT", pattern=r"^[A-Z0-9]{1,8}$")
    receipt_link_lifetime: timedelta = timedelta(minutes=15)
    # On the clock of the farm, on the day before a job.
    reminder_time: time = time(7)
    mail_token_retention: timedelta = timedelta(days=7)
    session_retention: timedelta = timedelta(days=30)
    job_record_retention: timedelta = timedelta(days=30)
    # Mails go to a server where one is named, else into the outbox under `data_dir`.
    smtp_host: str | None = None
    smtp_port: int = Field(587, gt=0, le=65535)
    smtp_security: Literal["none", "starttls", "tls"] = "starttls"
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    mail_sender: str = "SpiTractors <no-reply@localhost>"
    # Tried in this order.
    sms_providers: tuple[SmsProviderName, ...] = Field(("outbox",), min_length=1)
    twilio_account_sid: str | None = None
    twilio_auth_token: SecretStr | None = None
    twilio_sender: str | None = None
    twilio_url: str = "https://api.twilio.com"
    africas_talking_username: str | None = None
    africas_talking_api_key: SecretStr | None = None
    africas_talking_sender: str | None = None
    africas_talking_reply_secret: SecretStr | None = None
    africas_talking_url: str = "https://api.africastalking.com"
    # 32 bytes in base64url, as every VAPID tool prints them; without them pushes stay in the outbox.
    vapid_private_key: SecretStr | None = None
    vapid_contact: str = "mailto:push@localhost"
    push_subscriptions_per_user: int = Field(10, gt=0)
    delivery_attempts: int = Field(10, ge=1)
    delivery_retry: timedelta = timedelta(seconds=5)
    delivery_retry_longest: timedelta = timedelta(hours=1)
    delivery_answer_within: timedelta = timedelta(seconds=15)
    idempotency_retention: timedelta = timedelta(hours=72)

    replay_limit: int = 300
    stream_silence: timedelta = timedelta(seconds=15)
    # Whole months of positions go once their last day is this old.
    position_retention: timedelta = Field(timedelta(days=180), gt=timedelta())
    positions_per_report: int = Field(200, ge=1)
    report_every: timedelta = timedelta(seconds=10)
    report_at_work_every: timedelta = timedelta(minutes=1)
    position_before_job: timedelta = timedelta(minutes=10)
    position_clock_skew: timedelta = timedelta(seconds=60)
    position_accuracy_m: float = Field(100.0, gt=0)
    position_speed_kmh: float = Field(60.0, gt=0)
    position_silence: timedelta = timedelta(minutes=15)
    position_stale_after: timedelta = timedelta(minutes=3)
    position_unknown_after: timedelta = timedelta(minutes=30)
    arrival_radius_m: float = Field(200.0, gt=0)
    arrival_stay_m: float = Field(75.0, gt=0)
    arrival_dwell: timedelta = Field(timedelta(minutes=2), gt=timedelta())
    eta_at_most_every: timedelta = timedelta(minutes=1)
    eta_after_km: float = 0.5
    eta_after: timedelta = timedelta(minutes=5)
    eta_weight: float = Field(0.3, gt=0, le=1)
    eta_jump_share: float = Field(0.3, gt=0)
    eta_jumps_to_reset: int = Field(2, ge=1)
    eta_told_after: timedelta = timedelta(minutes=2)
    eta_told_after_share: float = 0.1
    eta_told_every: timedelta = timedelta(minutes=5)

    @field_validator("*")
    @classmethod
    def _drop_blanks(cls, given: object) -> object:
        """A blank secret is everybody's: it is none."""
        if isinstance(given, tuple):
            return tuple(each for each in given if not _is_blank(each))
        return None if _is_blank(given) else given

    @field_validator("payment_providers")
    @classmethod
    def _check_providers(cls, given: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        if info.data.get("environment") == "production" and "sandbox" in given.values():
            raise ValueError("the sandbox moves no real money, so in production name another provider")
        for name in set(given.values()) - {"sandbox"}:
            if info.data.get(f"{name}_secret_key") is None:
                raise ValueError(f"{name} needs {name.upper()}_SECRET_KEY")
        return given

    @field_validator("vapid_private_key")
    @classmethod
    def _check_key(cls, given: SecretStr | None) -> SecretStr | None:
        if given is not None and not _KEY.fullmatch(given.get_secret_value()):
            raise ValueError("not 32 bytes in base64url")
        return given

    @model_validator(mode="after")
    def _check_carriers(self) -> Self:
        """Who is named to carry messages has to be able to."""
        needed = {
            "twilio": ("twilio_account_sid", "twilio_auth_token", "twilio_sender"),
            "africas_talking": ("africas_talking_username", "africas_talking_api_key"),
        }
        for name in self.sms_providers:
            missing = [each for each in needed.get(name, ()) if getattr(self, each) is None]
            if missing:
                raise ValueError(f"{name} needs {missing[0].upper()}")
        return self

    @model_validator(mode="after")
    def _check_bucket(self) -> Self:
        """A bucket that cannot be opened must not silently become a folder."""
        if self.s3_bucket and not (self.s3_access_key_id and self.s3_secret_access_key):
            raise ValueError("S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY")
        return self

    @model_validator(mode="after")
    def _check_map(self) -> Self:
        address = {"valhalla": self.valhalla_url, "osrm": self.osrm_url}.get(self.routing_provider, "")
        if address is None:
            raise ValueError(f"{self.routing_provider} needs {self.routing_provider.upper()}_URL")
        return self

    @property
    def address(self) -> str:
        """Where users reach the API."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def app_address(self) -> str:
        """Where links lead that people open in a browser; paths are appended."""
        return (self.app_url or self.address).rstrip("/")

    @property
    def introspects(self) -> bool:
        """Whether clients may read the schema."""
        return self.environment == "development" if self.introspection is None else self.introspection

    @property
    def suggests(self) -> bool:
        """Whether an error names what may have been meant."""
        return self.environment == "development" if self.field_suggestions is None else self.field_suggestions


def _is_blank(given: object) -> bool:
    return isinstance(given, SecretStr) and not given.get_secret_value().strip()
