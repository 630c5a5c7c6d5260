"""A deployment with which nothing is wrong, to be spoiled in one place."""

from typing import Any

from services.platform.doctor import Finding, Seen, examine
from services.platform.settings import Settings

GOOD: dict[str, Any] = {
    "environment": "production",
    "database_url": "postgresql://spitractors:k2J8vQz0LrWm4T@db.internal:5432/spitractors",
    "redis_url": "rediss://:n5Yc7RbX1pHs9D@redis.internal:6379/0",
    "public_url": "https://api.example.org",
    "app_url": "https://app.example.org",
    "allowed_origins": ["https://app.example.org"],
    "forwarded_allow_ips": "10.4.0.0/16, 2001:db8::/48",
    "metrics_token": "0123456789abcdef",
    "signing_keys_file": "/keys/keys.json",
    "s3_bucket": "tractors",
    "s3_access_key_id": "key",
    "s3_secret_access_key": "secret",
    "smtp_host": "mail.internal",
    "smtp_username": "spitractors",
    "smtp_password": "secret",
    "mail_sender": "SpiTractors <no-reply@example.org>",
    "sms_providers": ["africas_talking"],
    "africas_talking_username": "spitractors",
    "africas_talking_api_key": "key",
    "africas_talking_reply_secret": "secret",
    "vapid_private_key": "B" * 43,
    "vapid_contact": "mailto:push@example.org",
    "paystack_secret_key": "sk_live_1",
    "paystack_webhook_secrets": ["secret"],
    "payment_providers": {"*": "paystack"},
}


def findings(seen: Seen | None = None, **changes: Any) -> list[Finding]:
    settings = Settings.model_validate(GOOD | changes)
    return examine(settings, seen or Seen())


def told(seen: Seen | None = None, **changes: Any) -> list[tuple[str, str]]:
    """The weight and setting of each finding."""
    return [(finding.weight.value, finding.setting) for finding in findings(seen, **changes)]
