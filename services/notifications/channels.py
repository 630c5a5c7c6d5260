"""On which channels a person wants to hear of what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.enums import Channel, NotificationKind
from services.errors import Problem

_SHOWN = (Channel.PUSH, Channel.IN_APP)
_WRITTEN = (Channel.EMAIL, *_SHOWN)
_URGENT = (Channel.SMS, *_SHOWN)
_DEFAULTS = {
    NotificationKind.OFFER_RECEIVED: _URGENT,
    NotificationKind.REQUEST_ACCEPTED: (Channel.EMAIL, *_URGENT),
    NotificationKind.TRACTOR_EN_ROUTE: _URGENT,
    NotificationKind.TRACTOR_ARRIVED: _SHOWN,
    NotificationKind.WORK_STARTED: _SHOWN,
    NotificationKind.REQUEST_COMPLETED: _WRITTEN,
    NotificationKind.REQUEST_CANCELLED: _WRITTEN,
    NotificationKind.PAYMENT_SUCCEEDED: _WRITTEN,
    NotificationKind.PAYMENT_FAILED: _WRITTEN,
    NotificationKind.REFUND_SUCCEEDED: _WRITTEN,
    NotificationKind.RECEIPT_ISSUED: _WRITTEN,
    NotificationKind.DOCUMENT_EXPIRING: _WRITTEN,
    NotificationKind.SECURITY_ALERT: _WRITTEN,
}


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """What a person sets for one kind of notification; no channels is silence."""

    event: NotificationKind
    channels: Sequence[Channel]


def default_channels(kind: NotificationKind) -> Sequence[Channel]:
    """For whoever has not chosen."""
    return _DEFAULTS[kind]


def all_choices(stored: Mapping[str, Sequence[str]]) -> list[ChannelChoice]:
    """For every kind, what the person set or the default. `stored` is the column of the preferences."""
    return [ChannelChoice(kind, channels_for(stored, kind)) for kind in NotificationKind]


def channels_for(stored: Mapping[str, Sequence[str]], kind: NotificationKind) -> list[Channel]:
    """On which channels this person hears of this."""
    chosen = stored.get(kind)
    return list(default_channels(kind)) if chosen is None else [Channel(each) for each in chosen]


def stored(choices: Iterable[ChannelChoice]) -> dict[str, list[str]]:
    """As the column keeps them: each channel once, in one order."""
    return {choice.event.value: [each.value for each in Channel if each in choice.channels] for choice in choices}


def problems_of(choices: Sequence[ChannelChoice], *path: str) -> Iterable[Problem]:
    """What is wrong with choices that somebody sent."""
    seen: set[NotificationKind] = set()
    for index, choice in enumerate(choices):
        if choice.event in seen:
            yield Problem((*path, str(index), "event"), "REPEATED", "Each kind of notification once.")
        if choice.event is NotificationKind.SECURITY_ALERT and Channel.EMAIL not in choice.channels:
            message = "Security alerts always come by mail."
            yield Problem((*path, str(index), "channels"), "REQUIRED", message)
        seen.add(choice.event)
