"""A firm price binds the tractor that it names: while it lives, and for good once it is paid (semantics, section 2)."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from models.enums import EstimateKind, MatchState, OfferState, PaymentMethodKind, PaymentStatus
from models.payments import Payment
from models.requests import Estimate, JobRequest, Offer
from models.tractors import Tractor
from services.auth.viewer import Viewer
from services.platform.ids import Kind, decode, encode
from services.providers.payments.port import Declined
from services.tractors.drafts import PricingDraft
from tests.payments.api import CONFIRM, CREATE
from tests.requests.test_crossings import intended
from tests.requests.test_estimates import asked
from tests.requests.test_matching import again
from tests.requests.test_successors import refund
from tests.requests.village import Village, fresh_key, north

FROZEN, TODAY = 3_600_000, 5_400_000
DEARER = PricingDraft("NGN", 1_300_000)


async def frozen(village: Village, farmer: Viewer, request: JobRequest, tractor: Tractor) -> UUID:
    """The farmer names the tractor; afterwards its owner asks half as much again."""
    shown = await asked(village, farmer, request.id, tractor)
    assert (shown["kind"], shown["total"]["amountMinor"]) == ("FIRM", FROZEN)
    await Tractor.filter(id=tractor.id).update(rate_minor=1_800_000)
    return decode(Kind.ESTIMATE, shown["id"])


async def paid_through_the_api(village: Village, farmer: Viewer, request_id: UUID, estimate_id: UUID) -> str:
    """How the intent and its confirmation end."""
    names = {"request": encode(Kind.REQUEST, request_id), "estimate": encode(Kind.ESTIMATE, estimate_id)}
    intent = (await village.ask(farmer, CREATE, **names, key=fresh_key())).data
    if intent["__typename"] != "PaymentSuccess":
        return str(intent["__typename"])
    done = await village.ask(farmer, CONFIRM, id=intent["payment"]["id"], key=fresh_key())
    return str(done.data["__typename"])


async def offered(village: Village, request: JobRequest) -> list[tuple[UUID, UUID, OfferState]]:
    """Tractor, estimate and state of each offer."""
    return [(offer.tractor_id, offer.estimate_id, offer.state) for offer in await village.offers(request.id)]


async def test_the_tractor_that_was_paid_for_is_asked_at_the_frozen_price(village: Village) -> None:
    farmer, named = await village.farmer(), await village.tractor(place=north(12))
    for km in (1, 2, 3):
        await village.tractor(place=north(km), pricing=DEARER)
    request = await village.matched(farmer)
    price = await frozen(village, farmer, request, named)

    assert await paid_through_the_api(village, farmer, request.id, price) == "PaymentSuccess"
    assert "match_request" in await village.run_due_jobs()

    offers = await offered(village, request)
    assert [state for _, _, state in offers[:3]] == [OfferState.WITHDRAWN] * 3
    assert offers[3:] == [(named.id, price, OfferState.OFFERED)]
    request = await JobRequest.get(id=request.id)
    assert (request.match_state, request.price_ceiling_minor) == (MatchState.OFFERED, FROZEN)
    await village.accept((await village.offers(request.id))[3])
    assert (await JobRequest.get(id=request.id)).estimate_id == price


async def test_paying_the_frozen_price_leaves_its_owners_offer_alone(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request = await village.request(farmer)
    price = await frozen(village, farmer, request, tractor)
    await again(village, request)

    assert await offered(village, request) == [(tractor.id, price, OfferState.OFFERED)]
    assert await paid_through_the_api(village, farmer, request.id, price) == "PaymentSuccess"

    assert await offered(village, request) == [(tractor.id, price, OfferState.OFFERED)]
    assert await Estimate.filter(kind=EstimateKind.FIRM).count() == 1
    shown = await asked(village, farmer, request.id)
    assert (shown["kind"], shown["total"]["amountMinor"], shown["totalMax"]["amountMinor"]) == (
        "INDICATIVE",
        FROZEN,
        FROZEN,
    )


async def test_the_frozen_price_can_be_paid_after_its_owner_has_accepted(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request = await village.request(farmer)
    price = await frozen(village, farmer, request, tractor)
    await again(village, request)
    await village.accept((await village.offers(request.id))[0])

    assert await paid_through_the_api(village, farmer, request.id, price) == "PaymentSuccess"

    assert (await JobRequest.get(id=request.id)).estimate_id == price
    assert (await Payment.get(job_request_id=request.id)).amount_minor == FROZEN


async def test_the_frozen_price_is_the_one_that_is_ranked(village: Village) -> None:
    farmer, named = await village.farmer(), await village.tractor(place=north(3.1))
    dearer = await village.tractor(place=north(3), pricing=DEARER)
    request = await village.request(farmer)
    await frozen(village, farmer, request, named)

    await again(village, request)

    assert [tractor for tractor, _, _ in await offered(village, request)] == [named.id, dearer.id]


async def while_away(village: Village, farmer: Viewer, tractor: Tractor) -> tuple[JobRequest, UUID]:
    """Nobody could come when the request was received; its price for the tractor is frozen."""
    request = await village.request(farmer)
    price = await frozen(village, farmer, request, tractor)
    await Tractor.filter(id=tractor.id).update(state="OFFLINE")
    assert (await again(village, request)).match_state is MatchState.WAITLISTED
    return request, price


async def back_after_it_lapsed(village: Village, request: JobRequest, tractor: Tractor) -> Offer:
    village.clock.advance(minutes=31)
    await Tractor.filter(id=tractor.id).update(state="ACTIVE")
    await again(village, request)
    (offer,) = await Offer.filter(job_request_id=request.id).prefetch_related("estimate")
    return offer


async def test_a_price_that_was_paid_binds_after_its_time(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request, price = await while_away(village, farmer, tractor)
    await village.pay_for(farmer, request.id, price)

    offer = await back_after_it_lapsed(village, request, tractor)

    assert (offer.estimate_id, offer.state) == (price, OfferState.OFFERED)


async def test_a_price_that_was_paid_is_shown_after_its_time(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request = await village.request(farmer)
    price = await frozen(village, farmer, request, tractor)
    await village.services.requests.matching._receive(request.id)
    await village.pay_for(farmer, request.id, price)
    village.clock.advance(minutes=31)

    shown = await asked(village, farmer, request.id, tractor)

    assert (shown["kind"], shown["total"]["amountMinor"]) == ("FIRM", FROZEN)
    assert shown["id"] != encode(Kind.ESTIMATE, price)


async def test_a_price_that_is_being_paid_binds_after_its_time(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request, price = await while_away(village, farmer, tractor)
    payment_id = await by_phone(village, farmer, request.id, price)
    assert (await Payment.get(id=payment_id)).status is PaymentStatus.REQUIRES_ACTION

    offer = await back_after_it_lapsed(village, request, tractor)

    assert (offer.estimate_id, offer.state) == (price, OfferState.OFFERED)


async def by_phone(village: Village, farmer: Viewer, request_id: UUID, estimate_id: UUID) -> UUID:
    """A payment that waits for its payer's word on the phone."""
    intents, confirmation = village.services.payments.intents, village.services.payments.confirmation
    intent = await intents.create(
        farmer,
        request_id=request_id,
        estimate_id=estimate_id,
        method=PaymentMethodKind.MOBILE_MONEY,
        payment_method_id=None,
        key=fresh_key(),
    )
    await confirmation.confirm(farmer, payment_id=intent.payment_id, key=fresh_key())
    return intent.payment_id


async def _never_paid(village: Village, farmer: Viewer, request: JobRequest, price: UUID) -> None:
    """The price has only been looked at."""


async def _only_intended(village: Village, farmer: Viewer, request: JobRequest, price: UUID) -> None:
    await intended(village, farmer, request.id, price)


async def _declined(village: Village, farmer: Viewer, request: JobRequest, price: UUID) -> None:
    payment_id = await by_phone(village, farmer, request.id, price)
    await village.services.payments.outcomes.apply(payment_id, Declined("refused", "No."))


async def _given_back(village: Village, farmer: Viewer, request: JobRequest, price: UUID) -> None:
    await village.pay_for(farmer, request.id, price)
    await refund(village, request.id, FROZEN)


Happening = Callable[[Village, Viewer, JobRequest, UUID], Awaitable[None]]
UNBOUND: dict[str, Happening] = {
    "nobody paid it": _never_paid,
    "its payment was not confirmed": _only_intended,
    "its payment was declined": _declined,
    "it was given back": _given_back,
}


@pytest.mark.parametrize("why", UNBOUND)
async def test_a_price_whose_time_is_over_binds_nobody_where(village: Village, why: str) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request, price = await while_away(village, farmer, tractor)
    await UNBOUND[why](village, farmer, request, price)

    offer = await back_after_it_lapsed(village, request, tractor)

    assert (offer.estimate.total_minor, offer.estimate_id != price) == (TODAY, True)


async def test_what_was_partly_given_back_does_not_pay_for_the_tractor(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request, price = await while_away(village, farmer, tractor)
    await village.pay_for(farmer, request.id, price)
    await refund(village, request.id, 1)
    await Tractor.filter(id=tractor.id).update(state="ACTIVE")

    assert (await again(village, request)).match_state is MatchState.WAITLISTED
    assert await offered(village, request) == []


async def test_what_is_left_pays_for_the_tractor_where_it_costs_no_more_today(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request, price = await while_away(village, farmer, tractor)
    await village.pay_for(farmer, request.id, price)
    await refund(village, request.id, 600_000)
    await Tractor.filter(id=tractor.id).update(state="ACTIVE", rate_minor=1_000_000)

    await again(village, request)

    (offer,) = await Offer.filter(job_request_id=request.id).prefetch_related("estimate")
    assert (offer.tractor_id, offer.estimate.total_minor) == (tractor.id, 3_000_000)


async def test_a_price_that_fell_is_the_frozen_one_for_both(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request = await village.request(farmer)
    price = await frozen(village, farmer, request, tractor)
    await Tractor.filter(id=tractor.id).update(rate_minor=1_000_000)

    await again(village, request)

    assert await offered(village, request) == [(tractor.id, price, OfferState.OFFERED)]


@pytest.mark.parametrize(("near_rate", "is_named"), [(1_300_000, True), (1_200_000, False), (900_000, False)])
async def test_of_one_owners_tractors_the_one_that_could_be_paid_for_alone_is_asked(
    village: Village, near_rate: int, is_named: bool
) -> None:
    """Paying for it would turn a dearer one away, and its owner is asked once."""
    farmer, owner = await village.farmer(), await village.owner()
    near = await village.tractor(owner, place=north(1), pricing=PricingDraft("NGN", near_rate))
    named = await village.tractor(owner, place=north(12))
    request = await village.request(farmer)
    price = await frozen(village, farmer, request, named)
    await again(village, request)

    await village.pay_for(farmer, request.id, price)

    assert [(tractor, state) for tractor, _, state in await offered(village, request)] == [
        (named.id if is_named else near.id, OfferState.OFFERED)
    ]
