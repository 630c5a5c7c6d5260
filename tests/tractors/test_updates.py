"""An owner changes a tractor, or gives it up."""

from typing import Any

import pytest

from models.enums import OfferState, Role, TractorState
from models.requests import JobRequest, Offer
from models.tractors import Tractor
from schema.types.scalars import show_instant
from services.platform.geography import GeoPoint
from services.platform.ids import Kind, encode
from services.requests.refusals import OfferWithdrawn
from tests.requests.village import Village
from tests.tractors.operations import ARCHIVE, UPDATE

CHANGED_TABLES = ("tractors", "tractor_capabilities", "tractor_availability", "tractor_bookings", "pgqueuer")
NOT_FOUND = {"__typename": "NotFoundError", "code": "NOT_FOUND", "path": ["id"]}


def shown_id(tractor: Tractor) -> str:
    return encode(Kind.TRACTOR, tractor.id)


async def jobs(village: Village) -> list[str]:
    rows = await village.services.database.fetch("SELECT entrypoint FROM pgqueuer ORDER BY id")
    return [row["entrypoint"] for row in rows]


async def forget_jobs(village: Village) -> None:
    await village.services.database.fetch("DELETE FROM pgqueuer")


async def test_what_is_left_out_stays(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner, year=2015, power_kw=60.0, registration_number="KJ-1")
    await forget_jobs(village)

    first = (await village.ask(owner, UPDATE, id=shown_id(tractor), input={"name": " Blue ", "powerKw": None})).data

    changed = first["tractor"]
    assert (changed["name"], changed["powerKw"], changed["version"]) == ("Blue", None, 2)
    assert (changed["make"], changed["year"], changed["registrationNumber"]) == ("Massey", 2015, "KJ-1")
    assert (changed["state"], changed["timeZone"], changed["serviceRadiusKm"]) == ("ACTIVE", "Africa/Lagos", 50.0)
    assert await jobs(village) == []


async def test_capabilities_and_pricing_are_replaced_as_a_whole(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner, services=("PLOUGHING", "HARROWING"))
    await forget_jobs(village)
    change = {
        "capabilities": [{"serviceCode": "HAULAGE", "implement": "Trailer", "speedKmh": 6.5}],
        "pricing": {"currency": "KES", "basis": "PER_HECTARE", "rateMinor": 5000},
        "serviceRadiusKm": 80.0,
    }

    changed = (await village.ask(owner, UPDATE, id=shown_id(tractor), input=change)).data["tractor"]

    assert changed["capabilities"] == [{"service": {"code": "HAULAGE"}, "implement": "Trailer", "speedKmh": 6.5}]
    assert changed["pricing"] == {
        "basis": "PER_HECTARE",
        "rate": {"amountMinor": 5000, "currency": "KES"},
        "travelBase": {"amountMinor": 0},
    }
    assert (changed["serviceRadiusKm"], changed["version"]) == (80.0, 2)
    assert await jobs(village) == ["tractor_freed"]


async def test_nothing_sent_changes_nothing(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    before = await village.state(*CHANGED_TABLES)

    empty = (await village.ask(owner, UPDATE, id=shown_id(tractor), input={})).data
    nulls = (await village.ask(owner, UPDATE, id=shown_id(tractor), input={"name": None, "pricing": None})).data

    assert empty["tractor"]["version"] == nulls["tractor"]["version"] == 1
    assert await village.state(*CHANGED_TABLES) == before


@pytest.mark.parametrize(
    ("states", "enqueued"),
    [
        (["OFFLINE"], []),
        (["OFFLINE", "OFFLINE"], []),
        (["OFFLINE", "ACTIVE"], ["tractor_freed"]),
        (["DRAFT", "ACTIVE", "ACTIVE"], ["tractor_freed"]),
    ],
)
async def test_becoming_active_looks_for_who_waits(village: Village, states: list[str], enqueued: list[str]) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    await forget_jobs(village)

    for version, state in enumerate(states, start=1):
        change = {"state": state}
        answer = await village.ask(owner, UPDATE, id=shown_id(tractor), input=change, version=version)
        assert answer.data["tractor"]["state"] == state

    assert await jobs(village) == enqueued


async def test_a_request_that_waits_is_offered_to_a_tractor_that_comes_online(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    await village.ask(owner, UPDATE, id=shown_id(tractor), input={"state": "OFFLINE"})
    request = await village.matched()
    assert await village.offers(request.id) == []

    await village.ask(owner, UPDATE, id=shown_id(tractor), input={"state": "ACTIVE"}, version=2)
    await village.run_due_jobs()
    await village.run_due_jobs()

    assert [offer.tractor_id for offer in await village.offers(request.id)] == [tractor.id]


async def test_going_offline_takes_no_job_and_no_offer_away(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    job = await village.accepted(owner=owner)
    offered = await village.matched(day=village.day(5))
    before = await village.state("job_requests", "request_matches", "tractor_bookings")

    answer = await village.ask(owner, UPDATE, id=shown_id(tractor), input={"state": "OFFLINE"})

    assert answer.data["tractor"]["state"] == "OFFLINE"
    assert await village.state("job_requests", "request_matches", "tractor_bookings") == before
    await village.accept((await village.offers(offered.id))[0], owner)
    assert (await JobRequest.get(id=job.request_id)).status == "ACCEPTED"


async def test_the_zone_follows_a_base_that_moves_unless_it_was_chosen(village: Village) -> None:
    owner = await village.owner()
    follows = await village.tractor(owner)
    chosen = await village.tractor(owner, time_zone="Africa/Accra")
    nairobi = {"baseLocation": {"latitude": -1.3, "longitude": 36.8}}

    moved = (await village.ask(owner, UPDATE, id=shown_id(follows), input=nairobi)).data["tractor"]
    kept = (await village.ask(owner, UPDATE, id=shown_id(chosen), input=nairobi)).data["tractor"]
    cleared = await village.ask(owner, UPDATE, id=shown_id(chosen), input={"timeZone": None}, version=2)

    assert moved["timeZone"] == "Africa/Nairobi"
    assert moved["baseLocation"] == {"latitude": -1.3, "longitude": 36.8}
    assert kept["timeZone"] == "Africa/Accra"
    assert cleared.data["tractor"]["timeZone"] == "Africa/Nairobi"


async def test_a_zone_that_would_leave_a_job_outside_the_hours_is_refused(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    job = await village.accepted(owner=owner)
    request = await JobRequest.get(id=job.request_id)
    before = await village.state(*CHANGED_TABLES)

    refused = (await village.ask(owner, UPDATE, id=shown_id(tractor), input={"timeZone": "America/New_York"})).data

    assert refused["__typename"] == "AvailabilityConflictError"
    assert [slot["request"] for slot in refused["conflicts"]] == [{"id": job.shown_id}]
    assert refused["conflicts"][0]["during"]["to"] == show_instant(request.scheduled_to)  # type: ignore[arg-type]
    assert await village.state(*CHANGED_TABLES) == before


WRONG: list[tuple[dict[str, Any], list[str], str]] = [
    ({"name": " "}, ["name"], "REQUIRED"),
    ({"make": "m" * 101}, ["make"], "TOO_LONG"),
    ({"registrationNumber": "n" * 32 + " "}, ["registrationNumber"], "TOO_LONG"),
    ({"registrationNumber": ""}, ["registrationNumber"], "REQUIRED"),
    ({"year": 1899}, ["year"], "OUT_OF_RANGE"),
    ({"powerKw": 0.0}, ["powerKw"], "OUT_OF_RANGE"),
    ({"serviceRadiusKm": 501.0}, ["serviceRadiusKm"], "OUT_OF_RANGE"),
    ({"baseLocation": {"latitude": 91.0, "longitude": 0.0}}, ["baseLocation", "latitude"], "OUT_OF_RANGE"),
    ({"capabilities": []}, ["capabilities"], "REQUIRED"),
    ({"capabilities": [{"serviceCode": "DANCING"}]}, ["capabilities", "0", "serviceCode"], "UNKNOWN_SERVICE"),
    ({"pricing": {"currency": "NGN", "rateMinor": 0}}, ["pricing", "rateMinor"], "OUT_OF_RANGE"),
    ({"state": "ARCHIVED"}, ["state"], "NOT_HERE"),
]


@pytest.mark.parametrize(("change", "path", "code"), WRONG)
async def test_a_mistake_is_told_with_its_path(
    village: Village, change: dict[str, Any], path: list[str], code: str
) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    before = await village.state(*CHANGED_TABLES)

    refused = (await village.ask(owner, UPDATE, id=shown_id(tractor), input=change)).data

    assert refused["problems"] == [{"path": ["input", *path], "code": code}]
    assert await village.state(*CHANGED_TABLES) == before


async def test_a_change_of_what_was_not_seen_is_refused(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    await village.ask(owner, UPDATE, id=shown_id(tractor), input={"name": "Blue"})
    before = await village.state(*CHANGED_TABLES)

    refused = (await village.ask(owner, UPDATE, id=shown_id(tractor), input={"name": "Green"})).data

    assert refused == {"__typename": "StaleVersionError", "code": "STALE_VERSION", "currentVersion": 2}
    assert await village.state(*CHANGED_TABLES) == before


@pytest.mark.parametrize(("operation", "sent"), [(UPDATE, {"input": {"name": "Mine"}}), (ARCHIVE, {})])
async def test_a_tractor_is_its_owners(village: Village, operation: str, sent: dict[str, Any]) -> None:
    tractor = await village.tractor()
    before = await village.state(*CHANGED_TABLES)

    async def answer(role: Role | None) -> Any:
        viewer = await village.person(role) if role else None
        return await village.ask(viewer, operation, id=shown_id(tractor), **sent)

    assert (await answer(None)).codes == ["UNAUTHENTICATED"]
    assert (await answer(Role.FARMER)).codes == (await answer(Role.ADMIN)).codes == ["FORBIDDEN"]
    assert (await answer(Role.TRACTOR_OWNER)).data == NOT_FOUND
    assert (await village.ask(await village.owner(), operation, id="req_1", **sent)).data == NOT_FOUND
    assert await village.state(*CHANGED_TABLES) == before


async def test_an_archived_tractor_stays_as_it_is(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)

    first = (await village.ask(owner, ARCHIVE, id=shown_id(tractor))).data
    assert first["tractor"] == {"id": shown_id(tractor), "state": "ARCHIVED", "version": 2}
    before = await village.state(*CHANGED_TABLES)
    assert (await village.ask(owner, ARCHIVE, id=shown_id(tractor))).data == first
    refused = await village.ask(owner, UPDATE, id=shown_id(tractor), input={"state": "ACTIVE"}, version=2)

    assert refused.data["problems"] == [{"path": ["id"], "code": "ARCHIVED"}]
    assert await village.state(*CHANGED_TABLES) == before


async def test_a_tractor_with_an_accepted_job_is_kept(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    job = await village.accepted(owner=owner)
    before = await village.state(*CHANGED_TABLES)

    refused = (await village.ask(owner, ARCHIVE, id=shown_id(tractor))).data

    assert (refused["__typename"], refused["code"]) == ("AvailabilityConflictError", "AVAILABILITY_CONFLICT")
    assert [(slot["kind"], slot["request"]) for slot in refused["conflicts"]] == [("BOOKED", {"id": job.shown_id})]
    assert await village.state(*CHANGED_TABLES) == before


async def test_what_an_archived_tractor_was_offered_goes_on_to_others(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    request = await village.matched()
    other = await village.tractor(place=GeoPoint(9.2, 7.2))
    offer = (await village.offers(request.id))[0]

    await village.ask(owner, ARCHIVE, id=shown_id(tractor))
    with pytest.raises(OfferWithdrawn):
        await village.accept(offer, owner)
    while await village.run_due_jobs():
        pass

    states = [(each.tractor_id, each.state) for each in await village.offers(request.id)]
    assert states == [(tractor.id, OfferState.WITHDRAWN), (other.id, OfferState.OFFERED)]
    assert (await JobRequest.get(id=request.id)).match_state == "OFFERED"


async def test_withdrawing_twice_is_withdrawing_once(village: Village) -> None:
    tractor = await village.tractor()
    request = await village.matched()
    await forget_jobs(village)

    for _ in range(2):
        await village.services.requests.withdrawing.withdraw_all(tractor.id)

    assert [offer.state for offer in await Offer.filter(job_request_id=request.id)] == [OfferState.WITHDRAWN]
    assert await jobs(village) == ["match_request"]


async def test_the_database_keeps_an_archived_tractor_archived(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    await village.services.tractors.updates.archive(owner, tractor.id)

    with pytest.raises(Exception, match="an archived tractor stays archived"):
        await Tractor.filter(id=tractor.id).update(state=TractorState.ACTIVE)

    assert (await Tractor.get(id=tractor.id)).state is TractorState.ARCHIVED
