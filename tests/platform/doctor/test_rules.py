"""Every finding, on a deployment that is good but for one thing."""

from datetime import timedelta
from typing import Any

import pytest

from services.platform.doctor import Seen
from tests.platform.doctor.deployments import GOOD, findings, told

WRONG, DEGRADED = "WRONG", "DEGRADED"
APP = "https://app.example.org"


def test_a_good_deployment_has_no_finding() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("seen", "weight", "setting"),
    [
        (Seen(database="away"), WRONG, "DATABASE_URL"),
        (Seen(server=17), WRONG, "DATABASE_URL"),
        (Seen(pending=["1_a.py"]), WRONG, "DATABASE_URL"),
        (Seen(skew=timedelta(seconds=2.1)), WRONG, "DATABASE_URL"),
        (Seen(skew=-timedelta(seconds=2.1)), WRONG, "DATABASE_URL"),
        (Seen(redis="away"), DEGRADED, "REDIS_URL"),
        (Seen(storage="read-only"), WRONG, "S3_BUCKET"),
        (Seen(keys="gone"), WRONG, "SIGNING_KEYS_FILE"),
        (Seen(breaches="gone"), WRONG, "BREACHED_PASSWORDS_FILE"),
    ],
)
@pytest.mark.parametrize("environment", [{}, {"environment": "development", "embedded": True}])
def test_what_is_seen_is_told_everywhere(seen: Seen, weight: str, setting: str, environment: dict[str, Any]) -> None:
    assert told(seen, **environment) == [(weight, setting)]


def test_a_server_and_a_clock_that_are_right_are_no_finding() -> None:
    assert told(Seen(server=18, skew=timedelta(seconds=2))) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"public_url": None}, [(WRONG, "PUBLIC_URL")]),
        ({"public_url": "http://api.example.org"}, [(WRONG, "PUBLIC_URL")]),
        ({"public_url": "https://api.example.org/graphql"}, [(WRONG, "PUBLIC_URL")]),
        ({"public_url": "https://localhost"}, [(WRONG, "PUBLIC_URL")]),
        ({"public_url": "https://127.0.0.1"}, [(WRONG, "PUBLIC_URL")]),
        ({"app_url": None}, [(WRONG, "APP_URL")]),
        ({"app_url": "http://app.example.org"}, [(WRONG, "APP_URL"), (WRONG, "ALLOWED_ORIGINS")]),
        ({"app_url": "https://localhost"}, [(WRONG, "APP_URL"), (WRONG, "ALLOWED_ORIGINS")]),
        ({"app_url": "https://app.example.org/field/"}, []),
        ({"app_url": "https://elsewhere.example.org"}, [(WRONG, "ALLOWED_ORIGINS")]),
        ({"app_url": "https://api.example.org"}, []),
        ({"allowed_origins": [APP, "http://app.example.org"]}, [(WRONG, "ALLOWED_ORIGINS")]),
        ({"allowed_origins": [APP, "https://localhost:3000"]}, [(WRONG, "ALLOWED_ORIGINS")]),
        ({"allowed_origins": []}, [(WRONG, "ALLOWED_ORIGINS")]),
        ({"allowed_origins": [], "app_url": "https://api.example.org"}, [(DEGRADED, "ALLOWED_ORIGINS")]),
        ({"forwarded_allow_ips": None}, [(WRONG, "FORWARDED_ALLOW_IPS")]),
        ({"forwarded_allow_ips": "0.0.0.0/0"}, [(WRONG, "FORWARDED_ALLOW_IPS")]),
        ({"forwarded_allow_ips": "10.0.0.1, 12.0.0.0/7"}, [(WRONG, "FORWARDED_ALLOW_IPS")]),
        ({"forwarded_allow_ips": "2000::/3"}, [(WRONG, "FORWARDED_ALLOW_IPS")]),
        ({"forwarded_allow_ips": "10.0.0.300"}, [(WRONG, "FORWARDED_ALLOW_IPS")]),
        ({"forwarded_allow_ips": "10.0.0.0/8"}, []),
    ],
)
def test_where_it_is_reached(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(**changes) == expected


@pytest.mark.parametrize("password", ["", ":spitractors", ":k2J8vQz0LrW"])
def test_weak_passwords_of_the_database(password: str) -> None:
    url = f"postgresql://spitractors{password}@db.internal:5432/spitractors"
    assert told(database_url=url) == [(WRONG, "DATABASE_URL")]


def test_a_password_that_is_the_name_is_weak() -> None:
    assert told(database_url="postgresql://a-long-user-name:a-long-user-name@db/x") == [(WRONG, "DATABASE_URL")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"redis_url": "redis://redis.internal:6379/0"}, [(DEGRADED, "REDIS_URL")]),
        ({"redis_url": "redis://:redis@redis.internal:6379/0"}, [(WRONG, "REDIS_URL")]),
        ({"metrics_token": None}, [(DEGRADED, "METRICS_TOKEN")]),
        ({"metrics_token": "0123456789abcde"}, [(WRONG, "METRICS_TOKEN")]),
        ({"argon2_memory_kib": 19_455}, [(WRONG, "ARGON2_MEMORY_KIB")]),
        ({"argon2_time_cost": 1}, [(WRONG, "ARGON2_MEMORY_KIB")]),
        ({"log_level": "DEBUG"}, [(DEGRADED, "LOG_LEVEL")]),
        ({"introspection": True}, [(DEGRADED, "INTROSPECTION")]),
        ({"field_suggestions": True}, [(DEGRADED, "FIELD_SUGGESTIONS")]),
        ({"signing_keys_file": None}, [(DEGRADED, "SIGNING_KEYS_FILE")]),
        ({"s3_bucket": None}, [(DEGRADED, "S3_BUCKET")]),
        ({"s3_endpoint": "http://files.example.org"}, [(WRONG, "S3_ENDPOINT")]),
    ],
)
def test_secrets_and_files(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(**changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"smtp_host": None}, [(WRONG, "SMTP_HOST")]),
        ({"smtp_security": "none"}, [(WRONG, "SMTP_SECURITY")]),
        ({"smtp_username": None}, [(WRONG, "SMTP_PASSWORD")]),
        ({"smtp_password": None}, [(WRONG, "SMTP_PASSWORD")]),
        ({"mail_sender": "SpiTractors <no-reply@localhost>"}, [(WRONG, "MAIL_SENDER")]),
        ({"sms_providers": ["africas_talking", "outbox"]}, [(WRONG, "SMS_PROVIDERS")]),
        ({"africas_talking_reply_secret": None}, [(DEGRADED, "AFRICAS_TALKING_REPLY_SECRET")]),
        ({"vapid_private_key": None}, [(DEGRADED, "VAPID_PRIVATE_KEY")]),
        ({"vapid_contact": "mailto:push@localhost"}, [(WRONG, "VAPID_CONTACT")]),
    ],
)
def test_messages(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(**changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"paystack_secret_key": "sk_test_1"}, [(WRONG, "PAYSTACK_SECRET_KEY")]),
        ({"paystack_url": "http://api.paystack.co"}, [(WRONG, "PAYSTACK_URL")]),
        ({"paystack_webhook_secrets": []}, [(WRONG, "PAYSTACK_WEBHOOK_SECRETS")]),
        (
            {"stripe_secret_key": "sk_live_2", "payment_providers": {"KES": "paystack", "USD": "stripe"}},
            [(WRONG, "STRIPE_WEBHOOK_SECRETS"), (DEGRADED, "PAYMENT_PROVIDERS")],
        ),
    ],
)
def test_money(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(**changes) == expected


def test_the_currencies_that_a_provider_takes_are_named() -> None:
    providers = {"NGN": "paystack", "KES": "paystack", "*": "paystack"}
    (finding,) = findings(paystack_webhook_secrets=[], payment_providers=providers)
    assert str(finding) == (
        "WRONG     PAYSTACK_WEBHOOK_SECRETS: paystack takes all other currencies, KES, NGN and its events are refused: "
        "set the secret of its webhook endpoint."
    )


def test_development_on_other_servers_than_ones_own_is_told() -> None:
    development: dict[str, Any] = {"environment": "development", "payment_providers": {"*": "sandbox"}}
    assert told(**development) == [(DEGRADED, "ENVIRONMENT")]
    assert told(**development, embedded=True) == []


def test_no_finding_repeats_a_secret() -> None:
    spoiled: dict[str, Any] = {
        "database_url": "postgresql://u:p4ssw0rd@db/x",
        "metrics_token": "sh0rt",
        "smtp_username": None,
    }
    said = " ".join(
        str(finding) for finding in findings(**spoiled, paystack_webhook_secrets=[], vapid_private_key=None)
    )
    assert not [each for each in ("p4ssw0rd", "sh0rt", str(GOOD["paystack_secret_key"])) if each in said]
