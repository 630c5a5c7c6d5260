"""The English words of each kind of notification."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.enums import ActorKind, DocumentKind, NotificationKind
from services.notifications.facts import Alert, Facts
from services.platform.languages import N_


@dataclass(frozen=True, slots=True)
class Wording:
    """Of the titles the first is taken whose names are all known; the last has none. Sentences without theirs go."""

    titles: Sequence[str]
    sentences: Sequence[str]


OF_KIND = {
    NotificationKind.OFFER_RECEIVED: Wording(
        (N_("New job: {service}"), N_("New job")),
        (N_("{hectares} ha, {start}."), N_("The price is {amount}."), N_("Answer before {deadline}.")),
    ),
    NotificationKind.REQUEST_ACCEPTED: Wording(
        (N_("Your job {code} was accepted"), N_("Your job was accepted")),
        (N_("{tractor} comes on {start}."), N_("The price is {amount}.")),
    ),
    NotificationKind.TRACTOR_EN_ROUTE: Wording(
        (N_("The tractor is on its way"),), (N_("{tractor} has set off for job {code}."),)
    ),
    NotificationKind.TRACTOR_ARRIVED: Wording(
        (N_("The tractor has arrived"),), (N_("{tractor} is at your farm for job {code}."),)
    ),
    NotificationKind.WORK_STARTED: Wording(
        (N_("The work has started"),), (N_("{tractor} has begun with job {code}."),)
    ),
    NotificationKind.REQUEST_COMPLETED: Wording(
        (N_("Job {code} is done"), N_("A job is done")),
        (N_("{tractor} has finished."), N_("You can rate it in the app.")),
    ),
    NotificationKind.REQUEST_CANCELLED: Wording(
        (N_("Job {code} was cancelled"), N_("A job was cancelled")),
        ("{because}", N_("The refund of {refund} has started.")),
    ),
    NotificationKind.PAYMENT_SUCCEEDED: Wording(
        (N_("Payment received"),), (N_("We received {amount}."), N_("It is kept safe until job {code} is done."))
    ),
    NotificationKind.PAYMENT_FAILED: Wording(
        (N_("Payment failed"),),
        (N_("The payment of {amount} did not go through."), N_("Job {code} is not paid: try again in the app.")),
    ),
    NotificationKind.REFUND_SUCCEEDED: Wording(
        (N_("Money returned"),), (N_("We returned {amount}."), N_("It was paid for job {code}."), "{where}")
    ),
    NotificationKind.RECEIPT_ISSUED: Wording(
        (N_("Receipt {number}"), N_("Your receipt")),
        (N_("It is for {amount}, job {code}."), N_("You find it in the app.")),
    ),
    NotificationKind.DOCUMENT_EXPIRING: Wording(
        (N_("A document expires soon"),),
        (N_("{tractor}: {document}, good until {day}."), N_("Send the new one in the app before it expires.")),
    ),
    NotificationKind.SECURITY_ALERT: Wording(("{alert}", N_("Look after your account")), ("{advice}",)),
}
REMINDER = Wording(
    (N_("Tomorrow: {service}"), N_("Your job is tomorrow")),
    (N_("{tractor} comes on {start}."), N_("This is job {code}.")),
)
_BECAUSE = {
    ActorKind.FARMER: N_("The farmer called it off."),
    ActorKind.OWNER: N_("The owner cannot come. We look for another tractor."),
    ActorKind.ADMIN: N_("SpiTractors called it off."),
    ActorKind.SYSTEM: N_("No tractor was found in time."),
}
_DOCUMENTS = {
    DocumentKind.PHOTO: N_("photo"),
    DocumentKind.REGISTRATION: N_("registration"),
    DocumentKind.INSURANCE: N_("insurance"),
    DocumentKind.INSPECTION: N_("inspection"),
    DocumentKind.OTHER: N_("document"),
}
_ALERTS = {
    Alert.PASSWORD_CHANGED: (
        N_("Your password was changed"),
        N_("Every device was logged out. If it was not you, ask for a new password in the app at once."),
    ),
    Alert.SESSION_REUSED: (
        N_("We closed one of your sessions"),
        N_("It was used from two places at once: somebody may have copied it. Log in again and change your password."),
    ),
}
# The catalogue of services is a table; these are the names that its migrations wrote.
SERVICES = (
    N_("Ploughing"),
    N_("Harrowing"),
    N_("Ridging"),
    N_("Planting"),
    N_("Spraying"),
    N_("Harvesting"),
    N_("Shelling"),
    N_("Haulage"),
)


def phrases(facts: Facts) -> dict[str, str]:
    """Whole phrases that stand for a name, still in English."""
    shown = {}
    if "service" in facts:
        shown["service"] = facts["service"]
    if "cancelled_by" in facts:
        shown["because"] = _BECAUSE[ActorKind(facts["cancelled_by"])]
    if facts.get("to_wallet"):
        shown["where"] = N_("It is in your wallet.")
    if "document" in facts:
        shown["document"] = _DOCUMENTS[DocumentKind(facts["document"])]
    if "alert" in facts:
        shown["alert"], shown["advice"] = _ALERTS[Alert(facts["alert"])]
    return shown
