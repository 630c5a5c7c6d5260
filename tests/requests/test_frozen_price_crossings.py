"""A price is frozen, lapses or is paid while its tractor is being asked."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from models.enums import EstimateKind, MatchState, OfferState, RequestStatus
from models.payments import Payment
from models.requests import Estimate, JobRequest, Offer
from models.tractors import Tractor
from services.platform.ids import Kind, decode
from services.platform.money import Money
from services.providers.payments.port import Declined, Succeeded
from tests.requests.test_cancellation import cancel
from tests.requests.test_estimates import asked
from tests.requests.test_frozen_prices import (
    DEARER,
    FROZEN,
    TODAY,
    back_after_it_lapsed,
    by_phone,
    frozen,
    offered,
    paid_through_the_api,
    while_away,
)
from tests.requests.test_matching import again
from tests.requests.village import Job, Village, north


async def after_finding(village: Village, happens: Callable[[], Awaitable[object]]) -> None:
    """Between the next search's look and what it does about it."""
    candidates = village.services.requests.matching._candidates
    find = candidates.find

    async def find_and_wait(*given: Any, **more: Any) -> Any:
        candidates.find = find  # type: ignore[method-assign]
        found = await find(*given, **more)
        await happens()
        return found

    candidates.find = find_and_wait  # type: ignore[method-assign]


async def test_a_price_that_is_frozen_while_the_tractor_is_being_asked_binds(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    await Tractor.filter(id=tractor.id).update(rate_minor=1_800_000)
    request = await village.request(farmer)
    prices: list[UUID] = []

    async def is_named() -> None:
        await Tractor.filter(id=tractor.id).update(rate_minor=1_200_000)
        prices.append(await frozen(village, farmer, request, tractor))

    await after_finding(village, is_named)
    await again(village, request)

    assert await offered(village, request) == [(tractor.id, prices[0], OfferState.OFFERED)]
    assert await Estimate.filter(kind=EstimateKind.FIRM).count() == 1


async def test_a_price_that_lapses_while_the_tractor_is_being_asked_does_not(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request = await village.request(farmer)
    price = await frozen(village, farmer, request, tractor)

    async def time_goes_by() -> None:
        village.clock.advance(minutes=30)

    await after_finding(village, time_goes_by)
    await again(village, request)

    ((_, offered_at, _),) = await offered(village, request)
    assert offered_at != price
    assert (await Estimate.get(id=offered_at)).total_minor == TODAY


async def test_whose_other_tractor_is_asked_meanwhile_has_no_price_for_this_one(village: Village) -> None:
    farmer, owner = await village.farmer(), await village.owner()
    near = await village.tractor(owner, place=north(1))
    other = await village.tractor(owner, place=north(9))
    request = await village.request(farmer)

    await after_finding(village, lambda: again(village, request))
    shown = await asked(village, farmer, request.id, other)

    assert shown is None
    assert [tractor for tractor, _, _ in await offered(village, request)] == [near.id]
    assert await Estimate.filter(kind=EstimateKind.FIRM, tractor_id=other.id).count() == 0


async def test_what_is_paid_while_a_search_finds_only_dearer_tractors_is_looked_at_again(village: Village) -> None:
    farmer, named = await village.farmer(), await village.tractor(place=north(40))
    await village.tractor(place=north(1), pricing=DEARER)
    request = await village.request(farmer)
    await village.services.database.fetch("DELETE FROM pgqueuer")

    async def is_paid() -> None:
        await village.pay_for(farmer, request.id, await frozen(village, farmer, request, named))

    await after_finding(village, is_paid)
    assert (await again(village, request)).match_state is MatchState.WAITLISTED
    assert "match_request" in await village.run_due_jobs()

    assert [tractor for tractor, _, _ in await offered(village, request)] == [named.id]


async def test_naming_a_tractor_that_is_being_asked_makes_one_price(village: Village) -> None:
    tractor, farmer = await village.tractor(), await village.farmer()
    for turn in range(20):
        await Tractor.filter(id=tractor.id).update(rate_minor=1_200_000)
        request = await village.request(farmer, day=village.day(turn + 2))

        shown, _, _ = await asyncio.gather(
            asked(village, farmer, request.id, tractor),
            Tractor.filter(id=tractor.id).update(rate_minor=1_800_000),
            village.services.requests.matching.run(request.id),
        )

        price = decode(Kind.ESTIMATE, shown["id"])
        assert await offered(village, request) == [(tractor.id, price, OfferState.OFFERED)]
        assert await Estimate.filter(job_request_id=request.id, kind=EstimateKind.FIRM).count() == 1


async def test_an_offer_at_another_price_goes_by_the_one_that_was_paid(village: Village) -> None:
    """Such as one that an earlier version made."""
    farmer, tractor = await village.farmer(), await village.tractor()
    await Tractor.filter(id=tractor.id).update(rate_minor=1_800_000)
    request = await village.matched(farmer)
    (offer,) = await Offer.filter(job_request_id=request.id).prefetch_related("estimate")
    older = offer.estimate.clone(pk=uuid7())
    older.work_minor = older.total_minor = FROZEN
    await older.save()

    assert await paid_through_the_api(village, farmer, request.id, older.id) == "PaymentSuccess"

    assert await offered(village, request) == [(tractor.id, older.id, OfferState.OFFERED)]
    told = await village.services.database.fetch(
        "SELECT (facts ->> 'amount_minor')::int AS amount FROM notifications WHERE kind = 'OFFER_RECEIVED' ORDER BY id"
    )
    assert [row["amount"] for row in told] == [TODAY, FROZEN]


async def test_a_late_success_still_pays_for_the_tractor_that_was_offered_dearer_meanwhile(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request, price = await while_away(village, farmer, tractor)
    payment_id = await by_phone(village, farmer, request.id, price)
    outcomes = village.services.payments.outcomes
    await outcomes.apply(payment_id, Declined("timeout", "The prompt ran out."))
    offer = await back_after_it_lapsed(village, request, tractor)
    assert offer.estimate.total_minor == TODAY

    await outcomes.apply(payment_id, Succeeded("callback", Money(FROZEN, "NGN")))

    assert await offered(village, request) == [(tractor.id, price, OfferState.OFFERED)]
    await village.accept(offer)
    accepted = await JobRequest.get(id=request.id)
    assert (accepted.status, accepted.estimate_id) == (RequestStatus.ACCEPTED, price)


async def test_a_success_that_is_dearer_than_the_offer_leaves_it_as_it_is(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request, price = await while_away(village, farmer, tractor)
    payment_id = await by_phone(village, farmer, request.id, price)
    outcomes = village.services.payments.outcomes
    await outcomes.apply(payment_id, Declined("timeout", "The prompt ran out."))
    await Tractor.filter(id=tractor.id).update(rate_minor=1_000_000)
    offer = await back_after_it_lapsed(village, request, tractor)

    await outcomes.apply(payment_id, Succeeded("callback", Money(FROZEN, "NGN")))

    assert await offered(village, request) == [(tractor.id, offer.estimate_id, OfferState.OFFERED)]
    await village.accept(offer)
    assert (await Payment.get(id=payment_id)).refunded_minor == FROZEN - 3_000_000


async def test_what_is_being_paid_for_binds_for_the_successor(village: Village) -> None:
    farmer, owner = await village.farmer(), await village.owner()
    named = await village.tractor(place=north(12))
    await village.tractor(owner, place=north(1), pricing=DEARER)
    request = await village.matched(farmer)
    offers = {offer.tractor_id: offer for offer in await village.offers(request.id)}
    price = offers[named.id].estimate_id
    await Tractor.filter(id=named.id).update(rate_minor=1_800_000)
    payment_id = await by_phone(village, farmer, request.id, price)
    (mine,) = (offer for offer in offers.values() if offer.owner_id == owner.user_id)
    await village.accept(mine, owner)
    await cancel(village, Job(farmer, owner, request.id, mine.id), owner)
    village.clock.advance(minutes=31)
    successor = await JobRequest.get(successor_of_id=request.id)
    await village.services.payments.outcomes.apply(payment_id, Succeeded("late", Money(FROZEN, "NGN")))

    await again(village, successor)

    (offer,) = await Offer.filter(job_request_id=successor.id).prefetch_related("estimate")
    assert (offer.tractor_id, offer.estimate.total_minor) == (named.id, FROZEN)
    assert (offer.estimate.job_request_id, offer.estimate_id != price) == (successor.id, True)
    await village.accept(offer)
    assert (await Payment.get(id=payment_id)).refunded_minor == 0
