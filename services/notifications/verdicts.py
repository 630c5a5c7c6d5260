"""Whether a message is to be sent now, later or never: asked at the moment of sending (semantics, section 10)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.enums import Channel, NotificationKind, OfferState, RequestStatus
from services.notifications.channels import channels_for
from services.notifications.envelopes import Envelope
from services.notifications.facts import instant_in


class Why(StrEnum):
    """Why a message was not sent."""

    SUSPENDED = "SUSPENDED"
    UNWANTED = "UNWANTED"
    STOPPED = "STOPPED"
    IRRELEVANT = "IRRELEVANT"
    NO_ADDRESS = "NO_ADDRESS"


@dataclass(frozen=True, slots=True)
class Go:
    """Send it."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Send it, if it is still wanted then, at an instant."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """Never send it."""

    why: Why


_URGENT = frozenset(
    {
        NotificationKind.REQUEST_ACCEPTED,
        NotificationKind.TRACTOR_EN_ROUTE,
        NotificationKind.PAYMENT_SUCCEEDED,
        NotificationKind.PAYMENT_FAILED,
        NotificationKind.REFUND_SUCCEEDED,
        NotificationKind.SECURITY_ALERT,
    }
)
_ON_THE_WAY = frozenset({RequestStatus.EN_ROUTE, RequestStatus.ARRIVED})
_WORKING = frozenset({RequestStatus.WORK_STARTED, RequestStatus.IN_PROGRESS})
# In which states of a job a message is still news; what is not named always is.
_NEWS_WHILE = {
    NotificationKind.REQUEST_ACCEPTED: frozenset(RequestStatus) - {RequestStatus.CANCELLED},
    NotificationKind.TRACTOR_EN_ROUTE: _ON_THE_WAY,
    NotificationKind.TRACTOR_ARRIVED: _ON_THE_WAY,
    NotificationKind.WORK_STARTED: _WORKING,
}


def is_urgent(envelope: Envelope) -> bool:
    """Quiet hours hold it back no more than a fire alarm. A reminder has the kind of an acceptance, and can wait."""
    return envelope.kind in _URGENT and not envelope.facts.get("reminder")


def verdict(envelope: Envelope, now: datetime) -> Go | Hold | Drop:
    """The first reason against it, or when it is due."""
    why = _why_not(envelope, now)
    if why is not None:
        return Drop(why)
    due = envelope.quiet.over_at(now) if envelope.quiet and not is_urgent(envelope) else None
    return Go() if due is None else Hold(due)


def _why_not(envelope: Envelope, now: datetime) -> Why | None:
    if not envelope.is_active:
        return Why.SUSPENDED
    if envelope.channel not in channels_for(envelope.choices, envelope.kind):
        return Why.UNWANTED
    if not _is_relevant(envelope, now):
        return Why.IRRELEVANT
    if envelope.channel is Channel.SMS:
        return _why_no_sms(envelope)
    return None


def _why_no_sms(envelope: Envelope) -> Why | None:
    if envelope.phone is None:
        return Why.NO_ADDRESS
    return Why.STOPPED if envelope.is_stopped else None


def _is_relevant(envelope: Envelope, now: datetime) -> bool:
    if envelope.kind is NotificationKind.OFFER_RECEIVED:
        expires_at = envelope.offer_expires_at
        return envelope.offer_state is OfferState.OFFERED and expires_at is not None and expires_at > now
    if envelope.kind is NotificationKind.DOCUMENT_EXPIRING:
        return envelope.is_document_good
    if envelope.facts.get("reminder"):
        return envelope.request_status is RequestStatus.ACCEPTED and not _is_over(envelope, now)
    states = _NEWS_WHILE.get(envelope.kind)
    return states is None or envelope.request_status in states


def _is_over(envelope: Envelope, now: datetime) -> bool:
    until = envelope.facts.get("news_until")
    return until is not None and instant_in(until) <= now
