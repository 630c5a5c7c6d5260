"""Which messages quiet hours hold back (semantics, section 10)."""

from datetime import UTC, datetime, timedelta

import pytest
from uuid_utils.compat import uuid7

from models.enums import Channel, DeliveryState, NotificationKind, OfferState, RequestStatus
from services.notifications.envelopes import Envelope
from services.notifications.facts import Facts
from services.notifications.quiet_hours import QuietHours
from services.notifications.texts import Reader
from services.notifications.verdicts import Drop, Go, Hold, Why, verdict

ZONE = "Africa/Lagos"
EVENING = datetime(2026, 3, 2, 20, 59, tzinfo=UTC)
NIGHT = datetime(2026, 3, 2, 22, tzinfo=UTC)
MORNING = datetime(2026, 3, 3, 5, tzinfo=UTC)
# Accepted, en route, payment, security.
AT_ONCE = {
    "REQUEST_ACCEPTED",
    "TRACTOR_EN_ROUTE",
    "PAYMENT_SUCCEEDED",
    "PAYMENT_FAILED",
    "REFUND_SUCCEEDED",
    "SECURITY_ALERT",
}
NEWS_WHILE = {
    NotificationKind.TRACTOR_EN_ROUTE: RequestStatus.EN_ROUTE,
    NotificationKind.TRACTOR_ARRIVED: RequestStatus.ARRIVED,
    NotificationKind.WORK_STARTED: RequestStatus.WORK_STARTED,
}


def a_mail(kind: NotificationKind, facts: Facts | None = None) -> Envelope:
    """Wanted and still news, for somebody who sleeps from 22:00 to 06:00 in Lagos."""
    return Envelope(
        id=uuid7(),
        notification_id=uuid7(),
        user_id=uuid7(),
        request_id=uuid7(),
        channel=Channel.EMAIL,
        state=DeliveryState.QUEUED,
        attempts=0,
        attempted_at=None,
        has_died=False,
        kind=kind,
        facts=facts or Facts(),
        reader=Reader("en", ZONE),
        email="ada@farm.test",
        phone=None,
        is_active=True,
        is_stopped=False,
        choices={kind.value: ["EMAIL"]},
        quiet=QuietHours(22 * 60, 6 * 60, ZONE),
        request_status=NEWS_WHILE.get(kind, RequestStatus.ACCEPTED),
        offer_state=OfferState.OFFERED,
        offer_expires_at=NIGHT + timedelta(minutes=1),
        is_document_good=True,
    )


@pytest.mark.parametrize("kind", NotificationKind)
def test_at_night_only_these_go_out(kind: NotificationKind) -> None:
    assert verdict(a_mail(kind), NIGHT) == (Go() if kind in AT_ONCE else Hold(MORNING))


@pytest.mark.parametrize("kind", NotificationKind)
def test_in_the_evening_all_go_out(kind: NotificationKind) -> None:
    assert verdict(a_mail(kind), EVENING) == Go()


def test_a_reminder_is_no_news_of_an_acceptance() -> None:
    assert verdict(a_mail(NotificationKind.REQUEST_ACCEPTED, Facts(reminder=True)), NIGHT) == Hold(MORNING)


@pytest.mark.parametrize(("now", "said"), [(NIGHT, Hold(MORNING)), (MORNING, Drop(Why.IRRELEVANT))])
def test_once_the_day_has_come_nobody_is_told_of_tomorrow(now: datetime, said: Hold | Drop) -> None:
    facts = Facts(reminder=True, news_until="2026-03-02T23:00:00+00:00")
    assert verdict(a_mail(NotificationKind.REQUEST_ACCEPTED, facts), now) == said
