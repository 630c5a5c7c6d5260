"""Settings to carriers: who is configured for each channel, else the outbox that one can read."""

from dataclasses import dataclass

from pydantic import SecretStr

from services.platform.clock import Clock
from services.platform.settings import Settings
from services.providers.messaging.africas_talking import AfricasTalking, AfricasTalkingAccount, AfricasTalkingReplies
from services.providers.messaging.failover import Failover
from services.providers.messaging.outbox import Outbox
from services.providers.messaging.port import Mailer, Pusher, Replies, Texter
from services.providers.messaging.smtp import Server, Smtp
from services.providers.messaging.twilio import Twilio, TwilioAccount, TwilioReplies
from services.providers.messaging.web_push import WebPush, private_key_of, public_key_of


@dataclass(frozen=True, slots=True)
class Carriers:
    """`push_key` is what a browser needs to subscribe; None where pushes stay here."""

    mailer: Mailer
    texter: Texter
    pusher: Pusher
    replies: dict[str, Replies]
    push_key: str | None


def choose(settings: Settings, outbox: Outbox, clock: Clock) -> Carriers:
    """SMS go by the carriers in the order of `sms_providers`."""
    return Carriers(
        mailer=_mailer(settings, outbox, clock),
        texter=_texter(settings, outbox),
        pusher=_pusher(settings, outbox, clock),
        replies={each.name: each for each in _replies(settings)},
        push_key=public_key_of(_shown(settings.vapid_private_key)) if settings.vapid_private_key else None,
    )


def _mailer(settings: Settings, outbox: Outbox, clock: Clock) -> Mailer:
    if settings.smtp_host is None:
        return outbox.mails
    server = Server(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        username=settings.smtp_username,
        password=_shown(settings.smtp_password) if settings.smtp_password else None,
        sender=settings.mail_sender,
    )
    return Smtp(server, clock, answer_within=settings.delivery_answer_within.total_seconds())


def _texter(settings: Settings, outbox: Outbox) -> Texter:
    def named(name: str) -> Texter:
        match name:
            case "twilio":
                return _twilio(settings)
            case "africas_talking":
                return _africas_talking(settings)
            case _:
                return outbox.texts

    return Failover([named(name) for name in settings.sms_providers])


def _twilio(settings: Settings) -> Texter:
    account = TwilioAccount(
        sid=settings.twilio_account_sid or "",
        token=_shown(settings.twilio_auth_token),
        sender=settings.twilio_sender or "",
        url=settings.twilio_url,
    )
    return Twilio(account, answer_within=settings.delivery_answer_within.total_seconds())


def _africas_talking(settings: Settings) -> Texter:
    account = AfricasTalkingAccount(
        username=settings.africas_talking_username or "",
        api_key=_shown(settings.africas_talking_api_key),
        sender=settings.africas_talking_sender,
        url=settings.africas_talking_url,
    )
    return AfricasTalking(account, answer_within=settings.delivery_answer_within.total_seconds())


def _pusher(settings: Settings, outbox: Outbox, clock: Clock) -> Pusher:
    if settings.vapid_private_key is None:
        return outbox.pushes
    return WebPush(
        private_key_of(_shown(settings.vapid_private_key)),
        clock,
        contact=settings.vapid_contact,
        answer_within=settings.delivery_answer_within.total_seconds(),
    )


def _replies(settings: Settings) -> list[Replies]:
    """A carrier without a secret of ours is not listened to."""
    found: list[Replies] = []
    if settings.twilio_auth_token is not None:
        found.append(TwilioReplies(_shown(settings.twilio_auth_token), address=settings.address))
    if settings.africas_talking_reply_secret is not None:
        found.append(AfricasTalkingReplies(_shown(settings.africas_talking_reply_secret)))
    return found


def _shown(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
