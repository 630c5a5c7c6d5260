"""Everybody answers at once: one owner a request, one job a tractor and hour, typed refusals (semantics, section 3)."""

import asyncio
from collections import Counter
from contextvars import copy_context
from datetime import timedelta
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from models.enums import OfferState, RequestStatus, Role
from models.requests import JobRequest, Offer
from models.tractors import Booking
from schema.types.scalars import show_instant
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from tests.requests.operations import ACCEPT, CANCEL, DECLINE
from tests.requests.village import Village, fresh_key, north

ROUNDS = 200

pytestmark = pytest.mark.timeout(240)


def owner_of(offer: Offer) -> Viewer:
    return Viewer(offer.owner_id, Role.TRACTOR_OWNER, uuid7())


async def accept(village: Village, offer: Offer, key: str | None = None) -> Any:
    """What its owner is told; the whole answer."""
    name = encode(Kind.OFFER, offer.id)
    return (await village.ask(owner_of(offer), ACCEPT, offer=name, key=key or fresh_key())).data


async def wait_until(village: Village, offer: Offer, *, left: timedelta) -> None:
    """The offer expires so much later by the database's clock."""
    await village.services.database.fetch(
        "UPDATE request_matches SET offered_at = clock_timestamp() - interval '1 hour', "
        "expires_at = clock_timestamp() + $2 WHERE id = $1",
        offer.id,
        left,
    )


async def test_three_accept_at_once_with_retries_and_one_gets_the_job(village: Village) -> None:
    for km in (1, 2, 3):
        await village.tractor(place=north(km))
    for turn in range(ROUNDS):
        request = await village.matched(day=village.day(turn + 2))
        offers = await village.offers(request.id)
        keys = [fresh_key() for _ in offers]

        answers = await asyncio.gather(
            *(accept(village, offer, key) for offer, key in zip(offers, keys, strict=True) for _ in range(2))
        )

        winner = [offer for offer in await village.offers(request.id) if offer.state is OfferState.ACCEPTED]
        assert len(winner) == 1
        told = Counter(answer["__typename"] for answer in answers)
        # A retry that comes while the first call runs is told so; it would get the same answer a moment later.
        assert told["AcceptOfferSuccess"] + told["IdempotencyInProgressError"] + told["AlreadyAcceptedError"] == 6
        assert told["AcceptOfferSuccess"] >= 1
        for offer, key in zip(offers, keys, strict=True):
            expected = "AcceptOfferSuccess" if offer.id == winner[0].id else "AlreadyAcceptedError"
            assert (await accept(village, offer, key))["__typename"] == expected
        assert await Booking.filter(request_id=request.id).count() == 1
        assert (await JobRequest.get(id=request.id)).owner_id == winner[0].owner_id
        states = Counter(offer.state for offer in await village.offers(request.id))
        assert states == {OfferState.ACCEPTED: 1, OfferState.WITHDRAWN: 2}


async def test_an_owner_who_takes_two_overlapping_jobs_at_once_gets_one(village: Village) -> None:
    tractor = await village.tractor()
    for turn in range(ROUNDS):
        requests = [await village.matched(day=village.day(turn + 2)) for _ in range(2)]
        offers = [(await village.offers(request.id))[0] for request in requests]

        answers = await asyncio.gather(*(accept(village, offer) for offer in offers))

        told = {answer["__typename"]: (answer, offer) for answer, offer in zip(answers, offers, strict=True)}
        assert set(told) == {"AcceptOfferSuccess", "TractorUnavailableError"}
        refused, lost = told["TractorUnavailableError"]
        _, won = told["AcceptOfferSuccess"]
        during = {"from": show_instant(won.scheduled_from), "to": show_instant(won.scheduled_to)}
        request = {"id": encode(Kind.REQUEST, won.job_request_id)}
        assert refused["conflicts"] == [{"kind": "BOOKED", "during": during, "request": request}]
        assert (await Offer.get(id=lost.id)).state is OfferState.OFFERED
        assert (await JobRequest.get(id=lost.job_request_id)).status is RequestStatus.RECEIVED
    assert await Booking.filter(tractor_id=tractor.id, active=True).count() == ROUNDS


async def test_jobs_that_touch_both_fit(village: Village) -> None:
    tractor = await village.tractor()
    first = await village.matched()
    assert (await accept(village, (await village.offers(first.id))[0]))["__typename"] == "AcceptOfferSuccess"

    second = await village.matched()
    (offer,) = await village.offers(second.id)

    assert (await accept(village, offer))["__typename"] == "AcceptOfferSuccess"
    early, late = await Booking.filter(tractor_id=tractor.id).order_by("starts_at")
    assert early.ends_at == late.starts_at == offer.scheduled_from


async def test_a_block_that_comes_meanwhile_makes_the_tractor_unavailable(village: Village) -> None:
    tractor = await village.tractor()
    request = await village.matched()
    (offer,) = await village.offers(request.id)
    end = offer.scheduled_from + timedelta(minutes=1)
    await Booking.create(tractor_id=tractor.id, kind="BLOCKED", starts_at=offer.scheduled_from, ends_at=end)
    before = await village.state()

    refused = await accept(village, offer)

    during = {"from": show_instant(offer.scheduled_from), "to": show_instant(end)}
    assert refused == {
        "__typename": "TractorUnavailableError",
        "code": "TRACTOR_UNAVAILABLE",
        "conflicts": [{"kind": "BLOCKED", "during": during, "request": None}],
    }
    assert await village.state() == before


async def test_the_drive_is_booked_with_the_job(village: Village) -> None:
    tractor = await village.tractor(place=north(8.9))
    request = await village.matched()
    (offer,) = await village.offers(request.id)

    await accept(village, offer)

    booking = await Booking.get(tractor_id=tractor.id)
    assert booking.starts_at == offer.scheduled_from - timedelta(minutes=42)
    assert (booking.ends_at, booking.request_id, booking.kind) == (offer.scheduled_to, request.id, "BOOKED")


async def test_an_offer_ends_by_the_databases_clock(village: Village) -> None:
    await village.tractor()
    request = await village.matched()
    (offer,) = await village.offers(request.id)
    # The process's clock is far away, which changes nothing.
    village.clock.advance(days=-1)
    await wait_until(village, offer, left=-timedelta(milliseconds=1))
    over = (await Offer.get(id=offer.id)).expires_at
    before = await village.state()

    refused = await accept(village, offer)

    assert refused == {
        "__typename": "OfferExpiredError",
        "code": "OFFER_EXPIRED",
        "expiredAt": show_instant(over),
    }
    declined = await village.ask(owner_of(offer), DECLINE, offer=encode(Kind.OFFER, offer.id))
    assert declined.data == {"__typename": "OfferExpiredError", "expiredAt": show_instant(over)}
    assert await village.state() == before
    await wait_until(village, offer, left=timedelta(minutes=1))
    assert (await accept(village, offer))["__typename"] == "AcceptOfferSuccess"


async def test_whoever_waited_for_the_lock_past_the_end_is_too_late(village: Village) -> None:
    await village.tractor()
    request = await village.matched()
    (offer,) = await village.offers(request.id)
    # A task begins in the context of its maker; one that is made now has no transaction open in it.
    outside = copy_context()

    async with village.services.database.transaction() as transaction:
        await transaction.raw.execute("SELECT FROM job_requests WHERE id = $1 FOR UPDATE", request.id)
        accepting = asyncio.create_task(accept(village, offer), context=outside)
        await _waits_for_a_lock(village)
        await transaction.raw.execute(
            "UPDATE request_matches SET offered_at = clock_timestamp() - interval '1 hour', "
            "expires_at = clock_timestamp() WHERE id = $1",
            offer.id,
        )

    assert (await accepting)["__typename"] == "OfferExpiredError"


async def _waits_for_a_lock(village: Village) -> None:
    """Returns once some transaction of the village waits for another one."""
    query = "SELECT count(*) AS waiting FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"
    while not (await village.services.database.fetch(query))[0]["waiting"]:
        await asyncio.sleep(0)


async def test_declining_is_final_and_may_be_repeated(village: Village) -> None:
    await village.tractor()
    request = await village.matched()
    (offer,) = await village.offers(request.id)
    name = encode(Kind.OFFER, offer.id)

    for _ in range(2):
        told = await village.ask(owner_of(offer), DECLINE, offer=name, reason="Too wet.")
        assert told.data == {"__typename": "DeclineOfferSuccess", "offer": {"id": name, "state": "DECLINED"}}
    assert (await accept(village, offer))["__typename"] == "OfferWithdrawnError"
    declined = await Offer.get(id=offer.id)
    assert (declined.decline_reason, declined.decided_at) == ("Too wet.", village.clock())


@pytest.mark.parametrize(("reason", "code"), [("n" * 501, "TOO_LONG"), ("a\x00", "INVALID_TEXT")])
async def test_a_reason_that_cannot_be_kept_is_refused(village: Village, reason: str, code: str) -> None:
    await village.tractor()
    (offer,) = await village.offers((await village.matched()).id)

    told = await village.ask(owner_of(offer), DECLINE, offer=encode(Kind.OFFER, offer.id), reason=reason)

    assert told.data["problems"] == [{"path": ["reason"], "code": code}]
    assert (await Offer.get(id=offer.id)).state is OfferState.OFFERED


async def test_another_owners_offer_is_as_if_unknown(village: Village) -> None:
    await village.tractor()
    (offer,) = await village.offers((await village.matched()).id)
    stranger = await village.owner()
    before = await village.state()
    missing = {"__typename": "NotFoundError", "path": ["offerId"]}

    for name in (encode(Kind.OFFER, offer.id), encode(Kind.OFFER, uuid7()), "off_x", ""):
        assert (await village.ask(stranger, ACCEPT, offer=name, key=fresh_key())).data == missing
        assert (await village.ask(stranger, DECLINE, offer=name)).data == missing
    assert await village.state() == before


async def test_cancelling_and_accepting_at_once_end_as_one_of_the_two_orders(village: Village) -> None:
    await village.tractor()
    endings: Counter[str] = Counter()
    for turn in range(ROUNDS):
        farmer = await village.farmer()
        request = await village.matched(farmer, day=village.day(turn + 2))
        (offer,) = await village.offers(request.id)
        name = encode(Kind.REQUEST, request.id)
        cancelling = village.ask(farmer, CANCEL, request=name, key=fresh_key())

        if turn % 2:
            accepted, cancelled = await asyncio.gather(accept(village, offer), cancelling)
        else:
            cancelled, accepted = await asyncio.gather(cancelling, accept(village, offer))

        # Within half an hour of accepting it is still free: the farmer's call succeeds in either order.
        assert cancelled.data["__typename"] == "CancelRequestSuccess"
        assert accepted["__typename"] in ("AcceptOfferSuccess", "OfferWithdrawnError")
        ended = await JobRequest.get(id=request.id)
        was_accepted = accepted["__typename"] == "AcceptOfferSuccess"
        assert (ended.status, ended.owner_id is not None) == (RequestStatus.CANCELLED, was_accepted)
        assert await Booking.filter(request_id=request.id, active=True).count() == 0
        assert ended.history_length == (4 if was_accepted else 3)
        endings[accepted["__typename"]] += 1
    assert endings.total() == ROUNDS
