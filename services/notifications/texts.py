"""What notifications say: a title, and the sentences for which the facts are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time

from models.enums import ActorKind, DocumentKind, NotificationKind
from services.notifications.facts import Facts, day_in, instant_in, plain
from services.platform.money import Money


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a text is written: a language tag such as `fr` or `en-NG`, and an IANA zone."""

    locale: str
    zone: str


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class _Wording:
    """Of the titles the first is taken whose names are all known; the last has none. Sentences without theirs go."""

    titles: Sequence[str]
    sentences: Sequence[str]


_WORDINGS = {
    NotificationKind.OFFER_RECEIVED: _Wording(
        ("New job: {service}", "New job"),
        ("{hectares} ha, {start}.", "The price is {amount}.", "Answer before {deadline}."),
    ),
    NotificationKind.REQUEST_ACCEPTED: _Wording(
        ("Your job {code} was accepted", "Your job was accepted"),
        ("{tractor} comes on {start}.", "The price is {amount}."),
    ),
    NotificationKind.TRACTOR_EN_ROUTE: _Wording(
        ("The tractor is on its way",), ("{tractor} has set off for job {code}.",)
    ),
    NotificationKind.TRACTOR_ARRIVED: _Wording(
        ("The tractor has arrived",), ("{tractor} is at your farm for job {code}.",)
    ),
    NotificationKind.WORK_STARTED: _Wording(("The work has started",), ("{tractor} has begun with job {code}.",)),
    NotificationKind.REQUEST_COMPLETED: _Wording(
        ("Job {code} is done", "A job is done"), ("{tractor} has finished.", "You can rate it in the app.")
    ),
    NotificationKind.REQUEST_CANCELLED: _Wording(
        ("Job {code} was cancelled", "A job was cancelled"), ("{because}", "{refund} goes back to you.")
    ),
    NotificationKind.PAYMENT_SUCCEEDED: _Wording(
        ("Payment received",), ("We received {amount}.", "It is kept safe until job {code} is done.")
    ),
    NotificationKind.PAYMENT_FAILED: _Wording(
        ("Payment failed",),
        ("The payment of {amount} did not go through.", "Job {code} is not paid: try again in the app."),
    ),
    NotificationKind.REFUND_SUCCEEDED: _Wording(
        ("Money returned",), ("We returned {amount}.", "It was paid for job {code}.", "{where}")
    ),
    NotificationKind.RECEIPT_ISSUED: _Wording(
        ("Receipt {number}", "Your receipt"), ("It is for {amount}, job {code}.", "You find it in the app.")
    ),
    NotificationKind.DOCUMENT_EXPIRING: _Wording(
        ("A document expires soon",),
        ("{tractor}: {document}, good until {day}.", "Send the new one in the app before it expires."),
    ),
    NotificationKind.SECURITY_ALERT: _Wording(("{alert}", "Look after your account"), ("{advice}",)),
}
_BECAUSE = {
    ActorKind.FARMER: "The farmer called it off.",
    ActorKind.OWNER: "The owner cannot come. We look for another tractor.",
    ActorKind.ADMIN: "SpiTractors called it off.",
    ActorKind.SYSTEM: "No tractor was found in time.",
}
_DOCUMENTS = {
    DocumentKind.PHOTO: "photo",
    DocumentKind.REGISTRATION: "registration",
    DocumentKind.INSURANCE: "insurance",
    DocumentKind.INSPECTION: "inspection",
    DocumentKind.OTHER: "document",
}
_ALERTS = {
    "PASSWORD_CHANGED": (
        "Your password was changed",
        "Every device was logged out. If it was not you, ask for a new password in the app at once.",
    ),
    "SESSION_REUSED": (
        "We closed one of your sessions",
        "It was used from two places at once, which can mean that somebody copied it. Log in again, and if you "
        "suspect anything, change your password.",
    ),
}


def write(kind: NotificationKind, facts: Facts, reader: Reader) -> Text:
    """In the reader's language and zone; renders whatever is missing."""
    names = _names(facts, reader)
    wording = _WORDINGS[kind]
    title = next(filled for each in wording.titles if (filled := _filled(each, names)))
    return Text(title, " ".join(filled for each in wording.sentences if (filled := _filled(each, names))))


def _filled(wording: str, names: Mapping[str, str]) -> str | None:
    wanted = {name for _, name, _, _ in Formatter().parse(wording) if name}
    return wording.format_map(names) if wanted <= names.keys() else None


def _names(facts: Facts, reader: Reader) -> dict[str, str]:
    """What stands for each name in the texts, as far as the facts tell."""
    locale = _locale(reader.locale)
    return {
        **{name: str(facts[name]) for name in ("code", "hectares", "number") if name in facts},
        **({"service": facts["service"]} if "service" in facts else {}),
        **({"tractor": plain(facts["tractor"])} if "tractor" in facts else {}),
        **_moments(facts, reader, locale),
        **_amounts(facts, reader),
        **_phrases(facts),
    }


def _moments(facts: Facts, reader: Reader, locale: Locale) -> dict[str, str]:
    shown = {}
    if "starts_at" in facts:
        shown["start"] = _moment(facts["starts_at"], reader, locale)
    if "answer_by" in facts:
        shown["deadline"] = _moment(facts["answer_by"], reader, locale)
    if "expires_on" in facts:
        shown["day"] = format_date(day_in(facts["expires_on"]), "long", locale=locale)
    return shown


def _moment(text: str, reader: Reader, locale: Locale) -> str:
    local = instant_in(text).astimezone(ZoneInfo(reader.zone))
    return f"{format_skeleton('MMMEd', local, locale=locale)}, {format_time(local, 'short', locale=locale)}"


def _amounts(facts: Facts, reader: Reader) -> dict[str, str]:
    currency = facts.get("currency")
    if currency is None:
        return {}
    amounts = {"amount": facts.get("amount_minor"), "refund": facts.get("refund_minor")}
    return {name: Money(minor, currency).formatted(reader.locale) for name, minor in amounts.items() if minor}


def _phrases(facts: Facts) -> dict[str, str]:
    shown = {}
    if "cancelled_by" in facts:
        shown["because"] = _BECAUSE[ActorKind(facts["cancelled_by"])]
    if facts.get("to_wallet"):
        shown["where"] = "It is in your wallet."
    if "document" in facts:
        shown["document"] = _DOCUMENTS[DocumentKind(facts["document"])]
    if "alert" in facts:
        shown["alert"], shown["advice"] = _ALERTS[facts["alert"]]
    return shown


def _locale(tag: str) -> Locale:
    """An unknown one reads as English."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
