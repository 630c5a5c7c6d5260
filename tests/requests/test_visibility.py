"""Who sees what of a request, on every path (semantics, section 11), and lists by key."""

from datetime import timedelta
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from models.auth import User
from models.enums import RequestStatus, Role
from models.requests import JobRequest
from schema.types.scalars import show_instant
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.tractors.drafts import PricingDraft
from tests.requests.operations import CANCEL, ESTIMATE, LIST, NEARBY, PREVIEW, REQUEST, SEARCH, TRACTOR, UPDATE
from tests.requests.village import KUJE, Village, north

EXACT = {"latitude": 8.9, "longitude": 7.2}


async def shown(village: Village, viewer: Viewer | None, request: JobRequest) -> Any:
    return (await village.ask(viewer, REQUEST, id=encode(Kind.REQUEST, request.id))).data


async def test_strangers_see_nothing_of_a_request(village: Village) -> None:
    await village.tractor()
    request = await village.matched()
    unknown = encode(Kind.REQUEST, uuid7())
    known = encode(Kind.REQUEST, request.id)
    before = await village.state()

    for stranger in (await village.farmer(), await village.owner()):
        for operation in (REQUEST, PREVIEW, ESTIMATE):
            name = {"id": known} if operation == REQUEST else {"request": known}
            other = {"id": unknown} if operation == REQUEST else {"request": unknown}
            answer = await village.ask(stranger, operation, **name)
            assert (answer.data, answer.errors) == (None, [])
            assert await village.ask(stranger, operation, **other) == answer
    assert await village.state() == before


@pytest.mark.parametrize("text", ["", "42", "req_", "req_nonsense", "off_01h455vb4pex5vsknk084sn02q", "\x00"])
async def test_malformed_ids_are_as_if_unknown(village: Village, text: str) -> None:
    admin = await village.admin()
    missing = {"__typename": "NotFoundError", "path": ["requestId"]}

    assert (await village.ask(admin, REQUEST, id=text)).data is None
    assert (await village.ask(admin, PREVIEW, request=text)).data is None
    assert (await village.ask(admin, ESTIMATE, request=text)).data is None
    assert (await village.ask(admin, TRACTOR, id=text)).data is None
    assert (await village.ask(admin, CANCEL, request=text, key="k")).data == missing
    assert (await village.ask(admin, SEARCH, request=text)).data == missing
    assert (await village.ask(admin, UPDATE, request=text, key="k", to="EN_ROUTE")).data == missing


async def test_an_owner_with_an_offer_sees_less_than_the_parties(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    farmer = await village.farmer("Ada Obi")
    request = await village.matched(farmer, place=KUJE)
    await JobRequest.filter(id=request.id).update(farm_latitude=8.9049, farm_longitude=7.2049)

    offered = await shown(village, owner, request)

    assert offered["farmLocation"] == {"latitude": 8.9, "longitude": 7.2}
    assert offered["farmer"] == {"name": "Ada", "phone": None}
    assert offered["allowedActions"] == ["ACCEPT", "DECLINE"]
    assert (offered["timeline"], offered["payments"], offered["scheduled"]) == ([], [], None)
    await village.accept((await village.offers(request.id))[0], owner)
    accepted = await shown(village, owner, request)
    assert accepted["farmLocation"] == {"latitude": 8.9049, "longitude": 7.2049}
    assert accepted["farmer"] == {"name": "Ada Obi", "phone": "+2348012345678"}
    assert accepted["allowedActions"] == ["CANCEL"]


async def test_the_farmer_and_admins_see_all_of_it(village: Village) -> None:
    job = await village.paid()
    request = await JobRequest.get(id=job.request_id)

    farmers = await shown(village, job.farmer, request)

    assert farmers["farmLocation"] == EXACT
    assert farmers["allowedActions"] == ["CANCEL"]
    assert [event["status"] for event in farmers["timeline"]] == ["SENT", "RECEIVED", "ACCEPTED"]
    assert (farmers["paid"], len(farmers["payments"]), farmers["eta"]) == (True, 1, {"source": "SCHEDULED"})
    assert await shown(village, await village.admin(), request) == farmers
    owners = await shown(village, job.owner, request)
    assert (owners["paid"], owners["payments"], owners["allowedActions"]) == (True, [], ["CANCEL"])


async def test_nobody_is_asked_to_sign_in_first(village: Village) -> None:
    request = await village.request()
    known = encode(Kind.REQUEST, request.id)

    for operation in (REQUEST, TRACTOR):
        assert (await village.ask(None, operation, id=known)).codes == ["UNAUTHENTICATED"]
    for operation in (PREVIEW, ESTIMATE):
        assert (await village.ask(None, operation, request=known)).codes == ["UNAUTHENTICATED"]
    assert (await village.ask(None, LIST)).codes == ["UNAUTHENTICATED"]


async def test_a_tractor_is_seen_by_its_owner_by_whom_it_was_offered_to_and_by_admins(village: Village) -> None:
    owner, farmer = await village.owner(), await village.farmer()
    tractor = await village.tractor(owner)
    tractor_id = encode(Kind.TRACTOR, tractor.id)
    await tractor.update_from_dict({"latitude": 8.9049, "longitude": 7.2049}).save()

    async def base(viewer: Viewer) -> Any:
        found = (await village.ask(viewer, TRACTOR, id=tractor_id)).data
        return found and found["baseLocation"]

    exact = {"latitude": 8.9049, "longitude": 7.2049}
    assert await base(owner) == exact
    assert await base(await village.admin()) == exact
    assert await base(farmer) is None
    assert await base(await village.owner()) is None
    await village.matched(farmer)
    assert await base(farmer) == {"latitude": 8.9, "longitude": 7.2}


async def test_an_owner_is_not_shown_the_farmers_estimate_by_another_owner(village: Village) -> None:
    cheap, dear = await village.owner(), await village.owner()
    await village.tractor(cheap)
    tractor = await village.tractor(dear, pricing=PricingDraft("NGN", 2_000_000))
    request = await village.matched()
    known = encode(Kind.REQUEST, request.id)

    own = (await village.ask(dear, ESTIMATE, request=known)).data

    assert (own["kind"], own["total"]["amountMinor"]) == ("FIRM", 6_000_000)
    assert own["tractor"] == {"id": encode(Kind.TRACTOR, tractor.id)}
    assert (own["totalMin"], own["totalMax"]) == (None, None)
    assert (await shown(village, dear, request))["estimate"]["total"]["amountMinor"] == 6_000_000
    offered = [encode(Kind.TRACTOR, offer.tractor_id) for offer in await village.offers(request.id)]
    assert len(offered) == 2
    for name in (*offered, encode(Kind.TRACTOR, uuid7()), known, "garbage", ""):
        named = (await village.ask(dear, ESTIMATE, request=known, tractor=name)).data
        assert named == (own if name == own["tractor"]["id"] else None), name


async def listed(village: Village, viewer: Viewer, **variables: Any) -> list[str]:
    return [node["id"] for node in (await village.ask(viewer, LIST, **variables)).data["nodes"]]


async def test_lists_hold_what_is_the_viewers(village: Village) -> None:
    job = await village.accepted()
    offered = await village.matched(hectares="1")
    admin, other = await village.admin(), encode(Kind.REQUEST, offered.id)

    assert await listed(village, job.farmer) == [job.shown_id]
    # The owner holds an offer for the other one, which makes it no job of theirs.
    assert await listed(village, job.owner) == [job.shown_id]
    assert await listed(village, admin) == [other, job.shown_id]
    assert await listed(village, await village.farmer()) == []
    assert await listed(village, await village.owner()) == []


async def test_filters_narrow_a_list(village: Village) -> None:
    farmer = await village.farmer()
    sent = await village.request(farmer)
    received = await village.matched(farmer, service="HARROWING")
    made = (await JobRequest.get(id=received.id)).created_at
    ids = {each.id: encode(Kind.REQUEST, each.id) for each in (sent, received)}

    async def by(**wanted: Any) -> list[str]:
        return await listed(village, farmer, filter=wanted)

    assert await by(statuses=["SENT"]) == [ids[sent.id]]
    assert await by(statuses=["SENT", "RECEIVED"]) == [ids[received.id], ids[sent.id]]
    assert await by(statuses=[RequestStatus.COMPLETED.value]) == []
    assert await by(serviceCode="HARROWING") == [ids[received.id]]
    assert await by(serviceCode="HARROWING", statuses=["SENT"]) == []
    # Half-open, to the millisecond that the scalar shows.
    start = made.replace(microsecond=made.microsecond // 1000 * 1000)
    soon = start + timedelta(milliseconds=1)
    assert await by(createdIn={"from": show_instant(start), "to": show_instant(soon)}) == [ids[received.id]]
    assert await by(createdIn={"from": show_instant(soon), "to": show_instant(soon + timedelta(hours=1))}) == []


async def test_pages_stay_the_same_while_requests_come_in(village: Village) -> None:
    farmer = await village.farmer()
    ids = [encode(Kind.REQUEST, (await village.request(farmer)).id) for _ in range(5)][::-1]

    first = (await village.ask(farmer, LIST, first=2)).data
    await village.request(farmer)
    second = (await village.ask(farmer, LIST, first=2, after=first["pageInfo"]["endCursor"])).data
    third = (await village.ask(farmer, LIST, first=2, after=second["pageInfo"]["endCursor"])).data

    assert [[node["id"] for node in page["nodes"]] for page in (first, second, third)] == [ids[:2], ids[2:4], ids[4:]]
    assert [page["pageInfo"]["hasNextPage"] for page in (first, second, third)] == [True, True, False]
    assert [page["pageInfo"]["hasPreviousPage"] for page in (first, second, third)] == [False, True, True]


@pytest.mark.parametrize("wrong", [{"first": 0}, {"first": 101}, {"first": -1}, {"after": "nonsense"}, {"after": ""}])
async def test_a_page_that_is_none_is_refused(village: Village, wrong: dict[str, Any]) -> None:
    answer = await village.ask(await village.farmer(), LIST, **wrong)

    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["problems"][0]["path"] == (next(iter(wrong)),)


async def test_nearby_tractors_are_shown_to_a_farmer_before_asking(village: Village) -> None:
    far, near = await village.tractor(place=north(9)), await village.tractor(place=north(2))
    await village.tractor(services=("SPRAYING",))
    farmer, day = await village.farmer(), village.day().isoformat()

    found = (await village.ask(farmer, NEARBY, location=EXACT, date=day)).data

    assert [row["id"] for row in found] == [encode(Kind.TRACTOR, each.id) for each in (near, far)]
    yesterday = village.day(-1).isoformat()
    assert (await village.ask(farmer, NEARBY, location=EXACT, date=yesterday)).codes == ["BAD_USER_INPUT"]
    assert (await village.ask(farmer, NEARBY, location=EXACT, date=day, radius=501.0)).codes == ["BAD_USER_INPUT"]
    assert await village.state("job_requests", "estimates") == {"job_requests": [], "estimates": []}


NODE = """query ($id: ID!) { node(id: $id) { __typename
    ... on Offer { state request { id } tractor { id } estimate { id } } } }"""
WHOSE = "query ($id: ID!) { tractor(id: $id) { owner { name phone } } }"


async def test_whoever_was_an_owner_sees_no_offers(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    (offer,) = await village.offers((await village.matched()).id)
    name = encode(Kind.OFFER, offer.id)
    assert (await village.ask(owner, NODE, id=name)).data["state"] == "OFFERED"

    await User.filter(id=owner.user_id).update(role=Role.FARMER)
    answer = await village.ask(Viewer(owner.user_id, Role.FARMER, owner.session_id), NODE, id=name)

    assert (answer.data, answer.errors) == (None, [])


async def test_a_price_names_its_tractors_owner_who_is_none_any_more(village: Village) -> None:
    owner, farmer = await village.owner("Musa Bello"), await village.farmer()
    tractor = encode(Kind.TRACTOR, (await village.tractor(owner)).id)
    request = encode(Kind.REQUEST, (await village.request(farmer)).id)
    assert (await village.ask(farmer, ESTIMATE, request=request, tractor=tractor)).data["kind"] == "FIRM"

    await User.filter(id=owner.user_id).update(role=Role.FARMER)

    answer = await village.ask(farmer, WHOSE, id=tractor)
    assert (answer.data, answer.errors) == ({"owner": {"name": "Musa Bello", "phone": None}}, [])
    stranger = await village.ask(await village.farmer(), WHOSE, id=tractor)
    assert (stranger.data, stranger.errors) == (None, [])
