"""The space around a text is counted and not kept, wherever somebody may write one."""

from datetime import timedelta
from typing import Any

from models.enums import RequestStatus
from models.requests import JobRequest, Offer, Review, StatusChange
from models.tractors import Booking, Capability, Tractor
from schema.types.scalars import show_instant
from services.platform.ids import Kind, encode
from tests.requests.operations import CANCEL, CREATE, DECLINE, UPDATE
from tests.requests.test_creation import asked
from tests.requests.test_reviews import review
from tests.requests.village import Village, fresh_key
from tests.tractors import operations

LONG = "x" * 1997


def padded(length: int) -> str:
    return f"  {inner(length)}\n"


def inner(length: int) -> str:
    return LONG[: length - 3]


async def test_notes_of_a_request(village: Village) -> None:
    farmer = await village.farmer()

    for notes, stored in ((padded(2000), LONG), ("  ", None)):
        answer = await village.ask(farmer, CREATE, input=asked(village, notes=notes), key=fresh_key())
        assert answer.data["request"]["notes"] == stored
    longer = await village.ask(farmer, CREATE, input=asked(village, notes=padded(2000) + "y"), key=fresh_key())
    assert longer.data["problems"] == [{"path": ["input", "notes"], "code": "TOO_LONG"}]


async def test_why_an_offer_was_declined(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    (offer,) = await village.offers((await village.matched()).id)

    answer = await village.ask(owner, DECLINE, offer=encode(Kind.OFFER, offer.id), reason=padded(500))

    assert answer.data["__typename"] == "DeclineOfferSuccess"
    assert (await Offer.get(id=offer.id)).decline_reason == inner(500)


async def test_why_a_request_was_cancelled(village: Village) -> None:
    farmer = await village.farmer()
    request = await village.matched(farmer)
    name = encode(Kind.REQUEST, request.id)

    answer = await village.ask(farmer, CANCEL, request=name, key=fresh_key(), note=padded(2000))

    assert answer.data["request"]["cancellation"]["note"] == LONG
    assert (await JobRequest.get(id=request.id)).cancel_note == LONG
    assert (await StatusChange.get(job_request_id=request.id, to_status="CANCELLED")).note == LONG


async def test_what_is_said_of_a_job(village: Village) -> None:
    job = await village.underway(RequestStatus.IN_PROGRESS)

    done: dict[str, Any] = {"request": job.shown_id, "to": "COMPLETED", "key": fresh_key(), "note": padded(2000)}
    assert (await village.ask(job.owner, UPDATE, **done)).data["event"]["note"] == LONG

    first, again = [await review(village, job, job.farmer, text=text) for text in (padded(2000), LONG)]
    assert first == again
    assert [each.text for each in await Review.all()] == [LONG]


async def test_what_an_owner_says_of_a_tractor(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner, registration_number=padded(32))
    assert (await Tractor.get(id=tractor.id)).registration_number == inner(32)
    name = encode(Kind.TRACTOR, tractor.id)
    during = {"from": show_instant(village.clock()), "to": show_instant(village.clock() + timedelta(hours=1))}
    changes = {
        "registrationNumber": padded(31),
        "capabilities": [{"serviceCode": "PLOUGHING", "implement": padded(100)}],
    }

    changed = await village.ask(owner, operations.UPDATE, id=name, input=changes)
    blocked = await village.ask(
        owner, operations.SET, id=name, block=[{"during": during, "reason": padded(200)}], version=2
    )

    assert [each.data["__typename"] for each in (changed, blocked)] == ["TractorSuccess"] * 2
    assert (await Tractor.get(id=tractor.id)).registration_number == inner(31)
    assert (await Capability.get(tractor_id=tractor.id)).implement == inner(100)
    assert (await Booking.get(tractor_id=tractor.id)).reason == inner(200)
