"""A message is sent once, in order, while it is wanted; what fails comes again and at last is dead."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.auth import User
from models.enums import Channel, NotificationKind, OfferState, UserState
from models.notifications import Delivery
from models.requests import JobRequest, Offer
from models.users import Preferences, Profile
from services.auth.viewer import Viewer
from services.providers.messaging.port import NotSent, Refused
from tests.notifications.post import Post
from tests.requests.operations import CANCEL
from tests.requests.village import ZONE, Village, fresh_key

EMAIL, SMS = Channel.EMAIL, Channel.SMS


async def choose(who: Viewer, **choices: list[str]) -> None:
    await Preferences.filter(user_id=who.user_id).update(channels=choices)


async def test_each_channel_that_is_wanted_carries_it(post: Post) -> None:
    farmer = await post.person()
    await choose(farmer, SECURITY_ALERT=["EMAIL", "SMS", "PUSH"])
    await post.tell(farmer, alert="PASSWORD_CHANGED")

    assert await post.run() == ["done", "done"]

    (mail,), (sms,) = post.mails.taken, post.texts.taken
    assert (mail.subject, mail.to) == ("Your password was changed", (await User.get(id=farmer.user_id)).email)
    assert sms.to == "+2348012345678"
    assert sms.text.startswith("Your password was changed. Every device was logged out.")
    deliveries = await Delivery.filter(user_id=farmer.user_id).order_by("channel")
    assert [(each.channel, each.state, each.attempts) for each in deliveries] == [
        ("EMAIL", "SENT", 1),
        ("SMS", "SENT", 1),
    ]
    assert (deliveries[0].provider, deliveries[0].provider_reference) == ("mails", "ref-1")
    assert mail.key == str(deliveries[0].id)


async def test_a_job_that_runs_again_sends_nothing_more(post: Post) -> None:
    farmer = await post.person()
    await post.tell(farmer)
    await post.run()

    assert await post.deliver(farmer) == "done"

    assert len(post.mails.taken) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"model": User, "state": UserState.SUSPENDED}, "SUSPENDED"),
        ({"model": Preferences, "channels": {"SECURITY_ALERT": ["EMAIL"]}}, "UNWANTED"),
        ({"model": Profile, "phone": None}, "NO_ADDRESS"),
    ],
)
async def test_what_has_changed_since_counts(post: Post, change: dict[str, Any], reason: str) -> None:
    farmer = await post.person()
    await choose(farmer, SECURITY_ALERT=["SMS"])
    await post.tell(farmer)
    model = change.pop("model")
    await model.filter(**{"id" if model is User else "user_id": farmer.user_id}).update(**change)

    assert await post.run() == ["done"]

    assert await post.states(farmer, SMS) == [("SKIPPED", reason)]
    assert post.texts.asked == []


async def test_what_cannot_arrive_is_not_even_queued(post: Post) -> None:
    farmer = await post.person()
    await Profile.filter(user_id=farmer.user_id).update(phone=None)
    await choose(farmer, SECURITY_ALERT=["SMS", "PUSH", "IN_APP"])
    await post.tell(farmer)

    assert await Delivery.all().count() == 0
    assert await post.run() == []


@pytest.mark.parametrize(
    ("kind", "status", "sent"),
    [
        ("REQUEST_ACCEPTED", "EN_ROUTE", True),
        ("REQUEST_ACCEPTED", "CANCELLED", False),
        ("TRACTOR_EN_ROUTE", "EN_ROUTE", True),
        ("TRACTOR_EN_ROUTE", "ARRIVED", True),
        ("TRACTOR_EN_ROUTE", "WORK_STARTED", False),
        ("TRACTOR_EN_ROUTE", "CANCELLED", False),
        ("TRACTOR_ARRIVED", "CANCELLED", False),
        ("WORK_STARTED", "IN_PROGRESS", True),
        ("WORK_STARTED", "COMPLETED", False),
        ("REQUEST_COMPLETED", "COMPLETED", True),
        ("REQUEST_CANCELLED", "CANCELLED", True),
        ("PAYMENT_SUCCEEDED", "CANCELLED", True),
    ],
)
async def test_what_is_no_news_any_more_is_not_sent(
    post: Post, village: Village, kind: str, status: str, sent: bool
) -> None:
    job = await village.accepted()
    await post.forget()
    await choose(job.farmer, **{kind: ["EMAIL"]})
    await post.tell(job.farmer, NotificationKind(kind), request_id=job.request_id)
    await post.set_status(job.request_id, status)

    await post.run()

    expected = ("SENT", None) if sent else ("SKIPPED", "IRRELEVANT")
    assert (await post.states(job.farmer))[-1] == expected
    assert len(post.mails.taken) == sent


async def test_a_job_that_is_called_off_sends_only_that(post: Post, village: Village) -> None:
    job = await village.accepted()
    await village.ask(job.farmer, CANCEL, request=job.shown_id, key=fresh_key())

    await post.run()

    assert await post.states(job.owner, SMS) == [("SKIPPED", "IRRELEVANT")]
    assert await post.states(job.farmer) == [("SKIPPED", "IRRELEVANT")]
    assert [mail.subject.startswith("Job ") for mail in post.mails.taken] == [True]


@pytest.mark.parametrize(
    ("change", "sent"),
    [
        ({}, True),
        ({"state": OfferState.WITHDRAWN}, False),
        ({"expires_at": datetime(2026, 1, 2, tzinfo=UTC), "offered_at": datetime(2026, 1, 1, tzinfo=UTC)}, False),
    ],
)
async def test_an_offer_is_news_while_it_stands(post: Post, village: Village, change: Any, sent: bool) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    await village.matched()
    await Offer.filter(owner_id=owner.user_id).update(**change)

    await post.run()

    assert len(post.texts.taken) == sent


async def at_night(post: Post, kind: NotificationKind, **told: Any) -> Viewer:
    """Somebody who sleeps from 22:00 to 06:00 in Lagos is told something at 23:00."""
    farmer = await post.person()
    await Preferences.filter(user_id=farmer.user_id).update(
        quiet_from_minute=22 * 60, quiet_to_minute=6 * 60, channels={kind.value: ["EMAIL"]}
    )
    post.village.clock.now = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
    await post.tell(farmer, kind, **told)
    return farmer


async def test_at_night_it_waits_for_the_morning(post: Post, village: Village) -> None:
    farmer = await at_night(post, NotificationKind.RECEIPT_ISSUED)

    assert await post.run() == ["done"]
    assert await post.states(farmer) == [("HELD", None)]
    [job] = await village.services.database.fetch("SELECT execute_after - created AS wait FROM pgqueuer")
    assert timedelta(hours=7) <= job["wait"] < timedelta(hours=7, seconds=5)

    village.clock.advance(hours=7)
    assert await post.deliver(farmer) == "done"
    assert await post.states(farmer) == [("SENT", None)]


async def test_a_reminder_waits_for_the_end_of_quiet_hours(post: Post, village: Village) -> None:
    job = await village.accepted()
    await post.forget()
    request = await JobRequest.get(id=job.request_id)
    assert request.scheduled_from is not None
    eve = request.scheduled_from.astimezone(ZoneInfo(ZONE)) - timedelta(days=1)
    village.clock.now = eve.replace(hour=7, minute=5).astimezone(UTC)
    await Preferences.filter(user_id=job.farmer.user_id).update(quiet_from_minute=22 * 60, quiet_to_minute=8 * 60)

    await village.services.requests.reminders.run()
    await post.run()
    assert await post.states(job.farmer, SMS) == [("HELD", None)]

    village.clock.now = eve.replace(hour=8, minute=0).astimezone(UTC)
    await post.deliver(job.farmer, SMS)
    assert await post.states(job.farmer, SMS) == [("SENT", None)]
    assert await post.states(job.owner, SMS) == [("SENT", None)]
    assert [sms.text.partition(".")[0] for sms in post.texts.taken] == ["Tomorrow: Ploughing"] * 2


@pytest.mark.parametrize("kind", ["PAYMENT_SUCCEEDED", "PAYMENT_FAILED", "REFUND_SUCCEEDED", "SECURITY_ALERT"])
async def test_what_is_urgent_comes_at_night(post: Post, kind: str) -> None:
    farmer = await at_night(post, NotificationKind(kind))

    await post.run()

    assert await post.states(farmer) == [("SENT", None)]


async def test_who_is_suspended_overnight_gets_nothing_in_the_morning(post: Post, village: Village) -> None:
    farmer = await at_night(post, NotificationKind.RECEIPT_ISSUED)
    await post.run()
    await User.filter(id=farmer.user_id).update(state=UserState.SUSPENDED)
    village.clock.advance(hours=7)

    await post.deliver(farmer)

    assert await post.states(farmer) == [("SKIPPED", "SUSPENDED")]


async def test_what_fails_comes_again_with_growing_pauses_and_dies(post: Post) -> None:
    farmer = await post.person()
    await post.tell(farmer)
    post.mails.answers = [NotSent("BUSY") for _ in range(11)]

    outcomes = [await post.deliver(farmer) for _ in range(10)]

    pauses = [5 * 2**n for n in range(9)]
    assert outcomes == [*(f"again in {pause} s" for pause in pauses), "dead: BUSY"]
    assert await post.states(farmer) == [("FAILED", "BUSY")]


async def test_a_dead_one_that_is_revived_is_tried_anew(post: Post) -> None:
    farmer = await post.person()
    await post.tell(farmer)
    post.mails.answers = [NotSent("BUSY") for _ in range(10)]
    for _ in range(10):
        await post.deliver(farmer)

    assert await post.deliver(farmer) == "done"

    assert await post.states(farmer) == [("SENT", None)]


async def test_what_is_refused_is_not_tried_again(post: Post) -> None:
    farmer = await post.person()
    await post.tell(farmer)
    post.mails.answers = [Refused("NO_SUCH_MAILBOX")]

    assert [await post.deliver(farmer) for _ in range(2)] == ["done", "done"]

    assert await post.states(farmer) == [("FAILED", "NO_SUCH_MAILBOX")]
    assert len(post.mails.asked) == 1


async def test_whoever_repeats_an_sms_says_so(post: Post) -> None:
    farmer = await post.person()
    await choose(farmer, SECURITY_ALERT=["SMS"])
    await post.tell(farmer)
    post.texts.answers = [NotSent("TIMEOUT", is_known=False)]

    for _ in range(2):
        await post.deliver(farmer, SMS)

    assert [sms.is_repeat for sms in post.texts.asked] == [False, True]
    assert len({sms.key for sms in post.texts.asked}) == 1


async def test_while_somebody_waits_for_an_answer_nobody_else_sends(post: Post, village: Village) -> None:
    farmer = await post.person()
    await post.tell(farmer)
    now = village.clock()
    await Delivery.filter(user_id=farmer.user_id).update(state="SENDING", attempts=1, attempted_at=now)
    village.clock.advance(seconds=10)

    assert await post.deliver(farmer) == "again in 20 s"
    assert post.mails.asked == []

    village.clock.advance(seconds=20)
    assert await post.deliver(farmer) == "done"
    assert (await Delivery.get(user_id=farmer.user_id)).attempts == 2
