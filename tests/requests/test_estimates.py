"""Prices as rows: frozen, reused while they live, renewed at what was agreed (semantics, section 2)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from models.auth import User
from models.enums import EstimateKind, OfferState, RequestStatus, Role, TractorState
from models.requests import Estimate, JobRequest, Offer
from models.tractors import Service, Tractor
from schema.types.scalars import show_instant
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.requests.refusals import OfferWithdrawn
from services.tractors.drafts import PricingDraft
from tests.requests.operations import ESTIMATE
from tests.requests.test_cancellation import cancel
from tests.requests.test_successors import refund
from tests.requests.village import Village, north


async def asked(village: Village, viewer: Viewer, request_id: UUID, tractor: Tractor | None = None) -> Any:
    named = encode(Kind.TRACTOR, tractor.id) if tractor else None
    return (await village.ask(viewer, ESTIMATE, request=encode(Kind.REQUEST, request_id), tractor=named)).data


# Of ASAE EP496, as semantics names them in section 2; it names none for haulage.
EFFICIENCIES = {
    "PLOUGHING": ("0.80", "0.85"),
    "HARROWING": ("0.80", "0.85"),
    "RIDGING": ("0.80", "0.85"),
    "PLANTING": ("0.65", "0.70"),
    "SPRAYING": ("0.60", "0.65"),
    "HARVESTING": ("0.60", "0.70"),
    "SHELLING": ("0.60", "0.70"),
}


async def test_a_services_typical_efficiency_is_the_standards(village: Village) -> None:
    found = {service.code: service.field_efficiency for service in await Service.all()}

    assert set(found) == EFFICIENCIES.keys() | {"HAULAGE"}
    for code, (least, most) in EFFICIENCIES.items():
        assert Decimal(least) <= found[code] <= Decimal(most), code


async def test_before_the_search_there_is_no_estimate(village: Village) -> None:
    farmer = await village.farmer()
    await village.tractor()

    assert await asked(village, farmer, (await village.request(farmer)).id) is None


async def test_the_indicative_estimate_spans_whoever_could_come(village: Village) -> None:
    farmer = await village.farmer()
    near = await village.tractor(place=north(1))
    for km, rate in ((5, 900_000), (9, 1_500_000)):
        await village.tractor(place=north(km), pricing=PricingDraft("NGN", rate))
    # One in another currency cannot be compared.
    await village.tractor(place=north(3), pricing=PricingDraft("GHS", 1))

    request = await village.matched(farmer)

    shown = await asked(village, farmer, request.id)
    assert (shown["kind"], shown["total"]["amountMinor"]) == ("INDICATIVE", 3_600_000)
    assert (shown["totalMin"]["amountMinor"], shown["totalMax"]["amountMinor"]) == (2_700_000, 4_500_000)
    assert shown["tractor"] == {"id": encode(Kind.TRACTOR, near.id)}


async def test_no_owner_sees_what_it_spans(village: Village) -> None:
    """Not even whose tractor it was worked out for: it tells what their rivals ask."""
    farmer, owner = await village.farmer(), await village.owner()
    await village.tractor(owner, place=north(1))
    await village.tractor(place=north(5), pricing=PricingDraft("NGN", 900_000))
    request = await village.matched(farmer)
    node = "query ($id: ID!) { node(id: $id) { __typename } }"
    spanning = await Estimate.get(id=request.estimate_id)
    (priced,) = await Estimate.filter(kind=EstimateKind.FIRM, tractor__owner_id=owner.user_id)

    async def seen(by: Viewer, estimate: Estimate) -> Any:
        return (await village.ask(by, node, id=encode(Kind.ESTIMATE, estimate.id))).data

    shown = {"__typename": "Estimate"}
    assert (spanning.kind, spanning.tractor_id) == (EstimateKind.INDICATIVE, priced.tractor_id)
    assert [await seen(farmer, spanning), await seen(farmer, priced)] == [shown, shown]
    assert [await seen(owner, spanning), await seen(owner, priced)] == [None, shown]


async def test_naming_a_tractor_freezes_its_price(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor(place=north(5))
    request = await village.request(farmer)

    first = await asked(village, farmer, request.id, tractor)
    await Tractor.filter(id=tractor.id).update(rate_minor=9_000_000)
    again = await asked(village, farmer, request.id, tractor)

    assert again == first
    assert (first["kind"], first["total"]["amountMinor"]) == ("FIRM", 3_600_000)
    assert first["formula"] == "3 h × ₦12,000.00 + ₦0.00 = ₦36,000.00"
    assert first["validUntil"] == show_instant(village.clock() + timedelta(minutes=30))
    assert await Estimate.all().count() == 1


async def test_a_lapsed_price_that_was_not_offered_is_worked_out_anew(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request = await village.request(farmer)
    first = await asked(village, farmer, request.id, tractor)
    await Tractor.filter(id=tractor.id).update(rate_minor=1_300_000)

    village.clock.advance(minutes=30)
    fresh = await asked(village, farmer, request.id, tractor)

    assert fresh["id"] != first["id"]
    assert fresh["total"]["amountMinor"] == 3_900_000


async def test_an_offered_price_is_the_firm_one_and_is_renewed_as_it_was(village: Village) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request = await village.matched(farmer)
    (offer,) = await village.offers(request.id)

    first = await asked(village, farmer, request.id, tractor)
    assert first["id"] == encode(Kind.ESTIMATE, offer.estimate_id)
    await Tractor.filter(id=tractor.id).update(rate_minor=9_000_000)
    village.clock.advance(hours=2)
    renewed = await asked(village, farmer, request.id, tractor)

    assert renewed["id"] != first["id"]
    assert renewed == {
        **first,
        "id": renewed["id"],
        "validUntil": show_instant(village.clock() + timedelta(minutes=30)),
    }


async def test_a_tractor_that_cannot_come_has_no_price(village: Village) -> None:
    farmer = await village.farmer()
    far = await village.tractor(place=north(80))
    other = await village.tractor(services=("SPRAYING",))
    request = await village.matched(farmer)

    assert await asked(village, farmer, request.id, far) is None
    assert await asked(village, farmer, request.id, other) is None
    assert await Estimate.all().count() == 0


Change = Callable[[Village, Offer], Awaitable[object]]


async def _declines(village: Village, offer: Offer) -> None:
    owner = Viewer(offer.owner_id, Role.TRACTOR_OWNER, uuid7())
    await village.services.requests.offers.decline(owner, offer_id=offer.id, reason=None)


GONE: dict[str, Change] = {
    "its owner has declined": _declines,
    "its owner is suspended": lambda _, offer: User.filter(id=offer.owner_id).update(state="SUSPENDED"),
    "its owner is none any more": lambda _, offer: User.filter(id=offer.owner_id).update(role=Role.FARMER),
    "it is offline": lambda _, offer: Tractor.filter(id=offer.tractor_id).update(state=TractorState.OFFLINE),
    "it is archived": lambda _, offer: Tractor.filter(id=offer.tractor_id).update(state=TractorState.ARCHIVED),
}


@pytest.mark.parametrize("why", GONE)
async def test_what_was_offered_has_no_price_any_more_where(village: Village, why: str) -> None:
    farmer, tractor = await village.farmer(), await village.tractor()
    request = await village.matched(farmer)
    (offer,) = await village.offers(request.id)
    assert (await asked(village, farmer, request.id, tractor))["id"] == encode(Kind.ESTIMATE, offer.estimate_id)
    written = await Estimate.all().count()

    await GONE[why](village, offer)

    assert await asked(village, farmer, request.id, tractor) is None
    village.clock.advance(hours=1)
    assert await asked(village, farmer, request.id, tractor) is None
    assert await Estimate.all().count() == written


async def test_whoever_gave_a_job_up_has_no_price_for_its_successor(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    job = await village.accepted(owner=owner)

    await cancel(village, job, owner)

    successor = await JobRequest.get(successor_of_id=job.request_id)
    assert await asked(village, job.farmer, successor.id, tractor) is None


async def test_a_tractor_that_is_none_has_no_price(village: Village) -> None:
    farmer, admin = await village.farmer(), await village.admin()
    await village.tractor()
    request = await village.matched(farmer)
    name = encode(Kind.REQUEST, request.id)
    assert (await asked(village, farmer, request.id))["kind"] == "INDICATIVE"

    for viewer in (farmer, admin):
        for tractor in ("", "garbage", "trc_x", name, "trc_01h455vb4pex5vsknk084sn02q"):
            assert (await village.ask(viewer, ESTIMATE, request=name, tractor=tractor)).data is None, tractor


async def test_once_accepted_the_agreed_price_is_the_one_to_show(village: Village) -> None:
    job = await village.accepted()
    request = await JobRequest.get(id=job.request_id)
    other = await village.tractor(place=north(1))

    shown = await asked(village, job.farmer, job.request_id)

    assert shown["id"] == encode(Kind.ESTIMATE, request.estimate_id or job.request_id)
    assert await asked(village, job.farmer, job.request_id, await Tractor.get(id=request.tractor_id)) == shown
    assert await asked(village, job.farmer, job.request_id, other) is None
    assert await asked(village, job.owner, job.request_id) == shown


async def test_a_lapsed_agreed_price_is_renewed_once(village: Village) -> None:
    job = await village.accepted()
    agreed = await Estimate.get(id=(await JobRequest.get(id=job.request_id)).estimate_id)
    village.clock.advance(minutes=30)
    fresh_for = village.services.requests.estimates.fresh_for

    renewed = await fresh_for(agreed)

    assert renewed is not None
    assert renewed == await fresh_for(agreed) == await fresh_for(await Estimate.get(id=renewed))
    row = await Estimate.get(id=renewed)
    assert (row.total_minor, row.tractor_id, row.scheduled_from) == (
        agreed.total_minor,
        agreed.tractor_id,
        agreed.scheduled_from,
    )
    assert row.valid_until == village.clock() + timedelta(minutes=30)


async def test_a_cheaper_tractor_brings_the_difference_back(village: Village) -> None:
    farmer = await village.farmer()
    dear = await village.tractor(place=north(1), pricing=PricingDraft("NGN", 1_500_000))
    cheap = await village.tractor(place=north(2))
    request = await village.matched(farmer)
    offers = {offer.tractor_id: offer for offer in await village.offers(request.id)}
    await village.pay_for(farmer, request.id, offers[dear.id].estimate_id)
    assert (await JobRequest.get(id=request.id)).price_ceiling_minor == 4_500_000

    await village.accept(offers[cheap.id])

    rows = await village.services.database.fetch("SELECT amount_minor, status FROM refunds")
    assert [tuple(row) for row in rows] == [(900_000, "PENDING")]
    assert (await JobRequest.get(id=request.id)).status is RequestStatus.ACCEPTED


@pytest.mark.parametrize(("back", "ceiling"), [(1, 3_599_999), (3_600_000, None)])
async def test_what_an_admin_gives_back_lowers_the_ceiling(village: Village, back: int, ceiling: int | None) -> None:
    farmer = await village.farmer()
    await village.tractor(place=north(1))
    request = await village.matched(farmer)
    (offer,) = await village.offers(request.id)
    await village.pay_for(farmer, request.id, offer.estimate_id)

    await refund(village, request.id, back)

    request = await JobRequest.get(id=request.id)
    assert (request.price_ceiling_minor, request.currency) == (ceiling, "NGN" if ceiling else None)
    stands = OfferState.WITHDRAWN if ceiling else OfferState.OFFERED
    assert (await Offer.get(id=offer.id)).state is stands


async def test_an_offer_above_the_ceiling_cannot_be_accepted(village: Village) -> None:
    farmer = await village.farmer()
    await village.tractor(place=north(1))
    request = await village.matched(farmer)
    await JobRequest.filter(id=request.id).update(price_ceiling_minor=3_599_999, currency="NGN")
    (offer,) = await village.offers(request.id)

    with pytest.raises(OfferWithdrawn):
        await village.accept(offer)

    assert (await JobRequest.get(id=request.id)).tractor_id is None
    await JobRequest.filter(id=request.id).update(price_ceiling_minor=None, currency=None)
