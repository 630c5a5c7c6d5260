"""Everything that an operator may set, read once at the edge and handed in."""

import re
from datetime import time, timedelta
from pathlib import Path
from typing import Literal, Self

from pydantic import (
    Field,
    HttpUrl,
    PostgresDsn,
    RedisDsn,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import SettingsConfigDict

from services.platform.api_settings import ApiSettings
from services.platform.setting_types import (
    Count,
    Delay,
    Dsn,
    Duration,
    Mailbox,
    Number,
    Percent,
    Positive,
    Rate,
    ReadableFile,
    Url,
    VapidKey,
)
from services.platform.work_settings import WorkSettings

type PaymentProviderName = Literal["sandbox", "stripe", "paystack"]
type SmsProviderName = Literal["outbox", "twilio", "africas_talking"]

_CURRENCY = re.compile(r"[A-Z]{3}|\*")


class Settings(WorkSettings, ApiSettings):
    """Environment variables of the same names, upper case; `.env` is read too. Durations are ISO 8601."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    public_url: Url | None = None
    # Where people open what they are sent; None: at the API, which has such pages in development only.
    app_url: Url | None = None
    # Addresses or networks of proxies whose X-Forwarded-For is believed. Never everyone's.
    forwarded_allow_ips: str | None = Field(None, pattern=r"^[0-9a-fA-F.:/, ]+$")
    data_dir: Path = Path(".data")
    environment: Literal["development", "production"] = "development"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    # An operation that takes as long is told as a warning, with its statements.
    slow_operation: Delay = timedelta(seconds=1)
    # Where spans go, by OTLP over HTTP, such as `http://collector:4318/v1/traces`.
    otlp_endpoint: HttpUrl | None = None
    # Where bugs are reported.
    sentry_dsn: Dsn | None = None

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
    database_patience: Duration = timedelta(seconds=15)
    redis_url: RedisDsn | None = None

    signing_keys_file: Path | None = None
    token_issuer: str = "spitractors"
    token_audience: str = "spitractors-api"
    access_token_lifetime: Duration = timedelta(minutes=10)
    refresh_token_idle_lifetime: Duration = timedelta(days=30)
    refresh_token_absolute_lifetime: Duration = timedelta(days=180)
    refresh_grace: Delay = timedelta(seconds=120)
    verification_lifetime: Duration = timedelta(hours=24)
    password_reset_lifetime: Duration = timedelta(hours=1)
    argon2_time_cost: Count = 2
    # More than a GiB for one hash was meant as bytes.
    argon2_memory_kib: int = Field(19_456, ge=8, le=1_048_576)
    argon2_parallelism: Count = 1
    argon2_threads: Count = 2
    # Of zxcvbn, 0 to 4: 3 is where guessing stops being worth an attacker's while.
    password_minimum_score: int = Field(3, ge=0, le=4)
    # Have I Been Pwned's file of SHA-1 hashes, ordered by hash.
    breached_passwords_file: ReadableFile | None = None

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
    s3_endpoint: Url | None = None
    s3_region: str = "us-east-1"
    s3_access_key_id: str | None = None
    s3_secret_access_key: SecretStr | None = None
    upload_limit_bytes: Count = 10_485_760
    upload_lifetime: Duration = timedelta(minutes=15)
    document_link_lifetime: Duration = timedelta(minutes=10)
    documents_per_tractor: Count = 50
    image_pixel_limit: Count = 40_000_000
    document_warning: Delay = timedelta(days=30)

    commission_percent: Percent = 10
    payment_confirmation_window: Duration = timedelta(minutes=15)
    payment_step_window: Duration = timedelta(minutes=30)
    sandbox_webhook_secrets: tuple[SecretStr, ...] = ()
    sandbox_webhook_copies: Count = 1
    sandbox_webhook_delay: Delay = timedelta()
    sandbox_webhooks_shuffled: bool = False
    stripe_secret_key: SecretStr | None = None
    stripe_webhook_secrets: tuple[SecretStr, ...] = ()
    stripe_manual_capture: bool = False
    stripe_url: Url | None = None
    paystack_secret_key: SecretStr | None = None
    paystack_webhook_secrets: tuple[SecretStr, ...] = ()
    paystack_url: Url = "https://api.paystack.co"
    # By currency; the star stands for those that are not named.
    payment_providers: dict[str, PaymentProviderName] = Field(default={"*": "sandbox"}, validate_default=True)
    webhook_tolerance: Duration = timedelta(seconds=300)
    reconcile_after: Duration = timedelta(minutes=10)
    stuck_after: Duration = timedelta(hours=1)
    receipt_issuer: str = Field("SPT", pattern=r"^[A-Z0-9]{1,8}$")
    receipt_link_lifetime: Duration = timedelta(minutes=15)
    # On the clock of the farm, on the day before a job.
    reminder_time: time = time(7)
    mail_token_retention: Delay = timedelta(days=7)
    session_retention: Delay = timedelta(days=30)
    job_record_retention: Delay = timedelta(days=30)
    # Mails go to a server where one is named, else into the outbox under `data_dir`.
    smtp_host: str | None = None
    smtp_port: int = Field(587, gt=0, le=65535)
    smtp_security: Literal["none", "starttls", "tls"] = "starttls"
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    mail_sender: Mailbox = "SpiTractors <no-reply@localhost>"
    # Tried in this order.
    sms_providers: tuple[SmsProviderName, ...] = Field(("outbox",), min_length=1)
    twilio_account_sid: str | None = None
    twilio_auth_token: SecretStr | None = None
    twilio_sender: str | None = None
    twilio_url: Url = "https://api.twilio.com"
    africas_talking_username: str | None = None
    africas_talking_api_key: SecretStr | None = None
    africas_talking_sender: str | None = None
    africas_talking_reply_secret: SecretStr | None = None
    africas_talking_url: Url = "https://api.africastalking.com"
    # 32 bytes in base64url, as every VAPID tool prints them; without them pushes stay in the outbox.
    vapid_private_key: VapidKey | None = None
    vapid_contact: str = Field("mailto:push@localhost", pattern=r"^(mailto:[^@\s]+@[^@\s]+|https://\S+)$")
    push_subscriptions_per_user: Count = 10
    delivery_attempts: Count = 10
    delivery_retry: Duration = timedelta(seconds=5)
    delivery_retry_longest: Duration = timedelta(hours=1)
    delivery_answer_within: Duration = timedelta(seconds=15)
    idempotency_retention: Duration = timedelta(hours=72)

    replay_limit: Count = 300
    stream_silence: Duration = timedelta(seconds=15)
    # Whole months of positions go once their last day is this old.
    position_retention: Duration = timedelta(days=180)
    positions_per_report: Count = 200
    report_every: Duration = timedelta(seconds=10)
    report_at_work_every: Duration = timedelta(minutes=1)
    position_before_job: Delay = timedelta(minutes=10)
    position_clock_skew: Delay = timedelta(seconds=60)
    position_accuracy_m: Positive = 100.0
    position_speed_kmh: Positive = 60.0
    position_silence: Duration = timedelta(minutes=15)
    position_stale_after: Duration = timedelta(minutes=3)
    position_unknown_after: Duration = timedelta(minutes=30)
    arrival_radius_m: Positive = 200.0
    arrival_stay_m: Positive = 75.0
    arrival_dwell: Duration = timedelta(minutes=2)
    eta_at_most_every: Delay = timedelta(minutes=1)
    eta_after_km: Number = 0.5
    eta_after: Delay = timedelta(minutes=5)
    eta_weight: float = Field(0.3, gt=0, le=1)
    eta_jump_share: Positive = 0.3
    eta_jumps_to_reset: Count = 2
    eta_told_after: Delay = timedelta(minutes=2)
    eta_told_after_share: Number = 0.1
    eta_told_every: Delay = timedelta(minutes=5)

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
        if not given or not all(_CURRENCY.fullmatch(currency) for currency in given):
            raise ValueError("not providers by currency, such as NGN, or by * for all others")
        if info.data.get("environment") == "production" and "sandbox" in given.values():
            raise ValueError("the sandbox moves no real money, so in production name another provider")
        for name in set(given.values()) - {"sandbox"}:
            if info.data.get(f"{name}_secret_key") is None:
                raise ValueError(f"{name} needs {name.upper()}_SECRET_KEY")
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
                raise ValueError(f"SMS_PROVIDERS: {name} needs {missing[0].upper()}")
        return self

    @model_validator(mode="after")
    def _check_bucket(self) -> Self:
        """A bucket that cannot be opened must not silently become a folder."""
        if self.s3_bucket and not (self.s3_access_key_id and self.s3_secret_access_key):
            raise ValueError("S3_BUCKET: it needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY")
        return self

    @model_validator(mode="after")
    def _check_hash(self) -> Self:
        """RFC 9106 gives each lane eight blocks at least."""
        if self.argon2_memory_kib < 8 * self.argon2_parallelism:
            raise ValueError("ARGON2_MEMORY_KIB: it has to be eight times ARGON2_PARALLELISM at least")
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
