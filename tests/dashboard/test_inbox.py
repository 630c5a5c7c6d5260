"""An owner's inbox misses nothing, repeats nothing and keeps the order; it is nobody else's."""

from typing import Any

from models.auth import User
from models.enums import Role
from models.requests import JobRequest
from services.platform.ids import Kind, encode
from services.platform.streams import StreamName
from tests.requests.operations import CANCEL
from tests.requests.village import STEPS, Village, fresh_key
from tests.tracking.screen import Ended, subscribed

INBOX = """subscription ($after: Cursor) { ownerInbox(after: $after) {
    __typename
    ... on InboxOpened { cursor recovered summary { pendingOffers jobsUpcoming } }
    ... on OfferReceived { cursor offer { id state request { id farmer { name phone } } } }
    ... on OfferClosed { cursor offer { id state } }
    ... on JobChanged { cursor request { id status } } } }"""


def outline(frame: dict[str, Any]) -> tuple[str, str]:
    """Its kind, and what has become of its subject."""
    subject = frame.get("offer") or frame["request"]
    return frame["__typename"], subject.get("state") or subject.get("status")


async def test_an_offer_comes_and_becomes_a_job(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    async with subscribed(village, owner, INBOX) as inbox:
        opened = await inbox.next()
        request = await village.matched()
        (offer,) = await village.offers(request.id)
        received = await inbox.next()
        await village.accept(offer, owner)
        later = [await inbox.next(), await inbox.next()]

    assert (opened["recovered"], opened["summary"]) == (False, {"pendingOffers": 0, "jobsUpcoming": 0})
    assert received["offer"] == {
        "id": encode(Kind.OFFER, offer.id),
        "state": "OFFERED",
        "request": {"id": encode(Kind.REQUEST, request.id), "farmer": {"name": "Ada", "phone": None}},
    }
    assert sorted(outline(frame) for frame in later) == [("JobChanged", "ACCEPTED"), ("OfferClosed", "ACCEPTED")]


async def test_a_cursor_brings_what_was_missed_once_and_in_order(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    async with subscribed(village, owner, INBOX) as inbox:
        cursor = (await inbox.next())["cursor"]
    job = await village.paid(owner=owner)
    await village.at_start(job)
    async with subscribed(village, owner, INBOX, after=cursor) as inbox:
        opened = await inbox.next()
        missed = [await inbox.next() for _ in range(3)]
        await village.step(job, STEPS[0])
        live = await inbox.next()
    async with subscribed(village, owner, INBOX, after=missed[1]["cursor"]) as inbox:
        again = [await inbox.next() for _ in range(3)]

    assert (opened["recovered"], opened["cursor"]) == (True, cursor)
    assert sorted(outline(frame)[0] for frame in missed) == ["JobChanged", "OfferClosed", "OfferReceived"]
    assert missed[0]["__typename"] == "OfferReceived"
    assert outline(live) == ("JobChanged", "EN_ROUTE")
    assert [frame["cursor"] for frame in again[1:]] == [missed[2]["cursor"], live["cursor"]]


async def test_an_offer_that_is_withdrawn_is_closed(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    farmer = await village.farmer()
    request = await village.matched(farmer)
    async with subscribed(village, owner, INBOX) as inbox:
        assert (await inbox.next())["summary"] == {"pendingOffers": 1, "jobsUpcoming": 0}
        await village.ask(farmer, CANCEL, request=encode(Kind.REQUEST, request.id), key=fresh_key())

        assert outline(await inbox.next()) == ("OfferClosed", "WITHDRAWN")


async def test_a_job_that_went_to_somebody_else_is_left_out(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    job, kept = await village.accepted(owner=owner), await village.accepted(owner=owner, day=village.day(5))
    start = await village.services.streams.cursor(StreamName.of_owner(owner.user_id), 0)
    await JobRequest.filter(id=job.request_id).update(owner_id=(await village.owner()).user_id)
    async with subscribed(village, owner, INBOX, after=start) as inbox:
        await inbox.next()
        frames = [await inbox.next() for _ in range(5)]

    assert [frame["request"]["id"] for frame in frames if frame["__typename"] == "JobChanged"] == [kept.shown_id]


async def test_a_cursor_of_another_owner_is_refused(village: Village) -> None:
    owner, other = await village.owner(), await village.owner()
    foreign = await village.services.streams.cursor(StreamName.of_owner(other.user_id), 0)

    async with subscribed(village, owner, INBOX, after=foreign) as inbox:
        assert await inbox.next() == {"refused": "INVALID_CURSOR"}


async def test_it_ends_with_the_role(village: Village) -> None:
    owner = await village.owner()
    async with subscribed(village, owner, INBOX) as inbox:
        await inbox.next()
        await User.filter(id=owner.user_id).update(role=Role.FARMER)
        await village.services.streams.nudge(StreamName.of_owner(owner.user_id))

        try:
            frame = await inbox.next()
        except Ended:
            frame = {}
    assert frame == {}


async def test_farmers_have_none(village: Village) -> None:
    async with subscribed(village, await village.farmer(), INBOX) as inbox:
        assert await inbox.next() == {"refused": "FORBIDDEN"}
