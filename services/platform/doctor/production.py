"""What is fine on a machine of one's own, and wrong where real people and real money come."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from services.platform.doctor.findings import Finding, degraded, wrong
from services.platform.settings import Settings

_WEAK = {"spitractors", "postgres", "password", "secret", "changeme", "redis", "admin", "example"}
_SHORTEST_PASSWORD = 12
_SHORTEST_TOKEN = 16
_MEMORY_KIB = 19_456
_SENDS_PAYOUTS = {"sandbox", "paystack"}


def database_password(settings: Settings) -> Iterator[Finding]:
    parts = urlsplit(str(settings.database_url or ""))
    if settings.database_url is not None and _is_weak(parts.password, parts.username):
        text = f"Its password is missing, common or shorter than {_SHORTEST_PASSWORD} characters: set a random one."
        yield wrong("DATABASE_URL", text)


def redis_password(settings: Settings) -> Iterator[Finding]:
    if settings.redis_url is None:
        return
    password = urlsplit(str(settings.redis_url)).password
    if not password:
        yield degraded(
            "REDIS_URL", "It has no password: whoever reaches it can lift rate limits. Set one there and here."
        )
    elif _is_weak(password, None):
        yield wrong("REDIS_URL", "Its password is common or short: set a random one.")


def metrics_token(settings: Settings) -> Iterator[Finding]:
    if settings.metrics_token is None:
        yield degraded(
            "METRICS_TOKEN", "Without one there is no /metrics: set a random one, and give it to the scraper."
        )
    elif len(settings.metrics_token.get_secret_value()) < _SHORTEST_TOKEN:
        yield wrong("METRICS_TOKEN", f"It is shorter than {_SHORTEST_TOKEN} characters: set a random one.")


def password_hashes(settings: Settings) -> Iterator[Finding]:
    if settings.argon2_memory_kib < _MEMORY_KIB or settings.argon2_time_cost < 2:
        yield wrong("ARGON2_MEMORY_KIB", "Password hashes are cheaper than OWASP's least: unset the ARGON2 settings.")


def log_level(settings: Settings) -> Iterator[Finding]:
    if settings.log_level == "DEBUG":
        yield degraded("LOG_LEVEL", "DEBUG tells more than operators need, and slows everything: set INFO.")


def schema(settings: Settings) -> Iterator[Finding]:
    for name, shown in (("INTROSPECTION", settings.introspects), ("FIELD_SUGGESTIONS", settings.suggests)):
        if shown and not settings.trusted_only:
            yield degraded(name, "Everybody may learn the whole schema, and find what is weak in it: unset it.")


def mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_host is None:
        yield wrong("SMTP_HOST", "Mails lie in a folder, so nobody can confirm an address: name a mail server.")
        return
    if settings.smtp_security == "none":
        yield wrong("SMTP_SECURITY", "Mails with log-in links travel in the open: set starttls or tls.")
    if (settings.smtp_username is None) != (settings.smtp_password is None):
        yield wrong("SMTP_PASSWORD", "Of name and password only one is set: set both, or none.")
    if settings.mail_sender.rstrip("> ").endswith("@localhost"):
        yield wrong("MAIL_SENDER", "Servers refuse mail from localhost: name an address of a domain of yours.")


def sms(settings: Settings) -> Iterator[Finding]:
    if "outbox" in settings.sms_providers:
        yield wrong("SMS_PROVIDERS", "SMS lie in a folder: name twilio or africas_talking, and leave outbox out.")
    if "africas_talking" in settings.sms_providers and settings.africas_talking_reply_secret is None:
        text = "STOP by SMS is not heard: set one, and add it to the reply address at the carrier."
        yield degraded("AFRICAS_TALKING_REPLY_SECRET", text)


def push(settings: Settings) -> Iterator[Finding]:
    if settings.vapid_private_key is None:
        yield degraded("VAPID_PRIVATE_KEY", "Browsers get no pushes: set 32 random bytes in base64url.")
    elif settings.vapid_contact.endswith("@localhost"):
        yield wrong("VAPID_CONTACT", "Push services want to reach somebody: set a mailto: address of yours.")


def provider_keys(settings: Settings) -> Iterator[Finding]:
    for name in _providers(settings):
        key = getattr(settings, f"{name}_secret_key", None)
        if key is not None and key.get_secret_value().startswith("sk_test_"):
            yield wrong(f"{name.upper()}_SECRET_KEY", "A test key moves no real money: set the live one.")
        if (getattr(settings, f"{name}_url", None) or "").startswith("http://"):
            yield wrong(f"{name.upper()}_URL", "The provider's key travels in the open: unset it.")


def webhook_secrets(settings: Settings) -> Iterator[Finding]:
    for name, currencies in _providers(settings).items():
        shown = ", ".join("all other currencies" if each == "*" else each for each in currencies)
        if name != "sandbox" and not getattr(settings, f"{name}_webhook_secrets"):
            text = f"{name} takes {shown} and its events are refused: set the secret of its webhook endpoint."
            yield wrong(f"{name.upper()}_WEBHOOK_SECRETS", text)
        if name not in _SENDS_PAYOUTS:
            text = f"{name} takes {shown} and sends no withdrawals: owners can earn and not withdraw there."
            yield degraded("PAYMENT_PROVIDERS", text)


def shared_files(settings: Settings) -> Iterator[Finding]:
    if settings.signing_keys_file is None:
        text = "Each machine makes keys of its own under DATA_DIR: name one file that all processes read."
        yield degraded("SIGNING_KEYS_FILE", text)
    if settings.s3_bucket is None:
        yield degraded("S3_BUCKET", "Files lie on one machine: name a bucket before there is a second.")
    elif (settings.s3_endpoint or "").startswith("http://"):
        yield wrong("S3_ENDPOINT", "Users are given its links, and would send documents in the open: set https://.")


def _providers(settings: Settings) -> dict[str, list[str]]:
    """By name, the currencies that it takes."""
    found: dict[str, list[str]] = {}
    for currency, name in sorted(settings.payment_providers.items()):
        found.setdefault(name, []).append(currency)
    return found


def _is_weak(password: str | None, user: str | None) -> bool:
    shown = unquote(password or "")
    return len(shown) < _SHORTEST_PASSWORD or shown.lower() in _WEAK or shown == user
