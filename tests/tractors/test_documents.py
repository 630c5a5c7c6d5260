"""Photos and papers: who sees them, who decides on them, and what that makes of the tractor."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from models.admin import AuditEntry
from models.enums import Role
from models.tractors import Document, Tractor
from services.platform.ids import Kind, encode
from tests.requests.village import KUJE, Village
from tests.tractors.desk import TABLES, Desk
from tests.tractors.operations import DECIDE, DOCUMENTS, REMOVE, UPDATE
from tests.tractors.statements import counted
from tests.tractors.test_updates import NOT_FOUND, jobs

NEARBY = """query ($location: GeoPointInput!, $date: Date!) {
    nearbyTractors(location: $location, serviceCode: "PLOUGHING", date: $date) { documents { id tractor { id } } } }"""


async def is_verified(desk: Desk) -> bool:
    return (await Tractor.get(id=desk.tractor.id)).verified


async def matched_farmer(village: Village) -> Any:
    farmer = await village.farmer()
    await village.matched(farmer)
    return farmer


async def test_the_owner_and_admins_see_all_others_the_photos(desk: Desk) -> None:
    photo, rejected = await desk.document(), await desk.document()
    paper = await desk.document("INSURANCE")
    await desk.decide(rejected, verified=False)
    farmer = await matched_farmer(desk.village)

    def ids(documents: list[dict[str, Any]]) -> list[str]:
        return [each["id"] for each in documents]

    everything = [paper["id"], rejected["id"], photo["id"]]
    assert ids(await desk.documents()) == everything
    assert ids(await desk.documents(await desk.village.admin())) == everything
    assert ids(await desk.documents(farmer)) == [photo["id"]]


async def test_a_photo_of_a_tractor_nearby_leads_back_to_it(desk: Desk) -> None:
    """For a farmer who may not ask for that tractor by its id, having asked nobody for work yet."""
    photo = await desk.document()
    farmer, day = await desk.village.farmer(), desk.village.day()

    answer = await desk.village.ask(farmer, NEARBY, location=asdict(KUJE), date=day.isoformat())

    assert answer.errors == []
    assert answer.data == [{"documents": [{"id": photo["id"], "tractor": {"id": desk.shown_id}}]}]
    assert (await desk.village.ask(farmer, DOCUMENTS, id=desk.shown_id)).data is None


async def test_a_link_serves_the_file_for_ten_minutes(desk: Desk) -> None:
    link = urlsplit((await desk.document())["url"])
    key, query = link.path.removeprefix("/storage/"), dict(parse_qsl(link.query))

    served = desk.folder.serve(key, query)
    assert served is not None
    assert (served.content_type, served.disposition, served.path.is_file()) == ("image/jpeg", "inline", True)
    desk.village.clock.advance(minutes=10)
    assert desk.folder.serve(key, query) is None


async def test_a_fleets_documents_take_one_statement(desk: Desk) -> None:
    for _ in range(3):
        other = Desk(desk.village, desk.owner, await desk.village.tractor(desk.owner))
        await other.document()

    with counted() as statements:
        answer = await desk.village.ask(desk.owner, "{ myTractors { nodes { documents { id url } } } }")

    assert [len(node["documents"]) for node in answer.data["nodes"]] == [1, 1, 1, 0]
    assert len(statements) == 2


async def test_a_verified_registration_makes_the_tractor_verified(desk: Desk) -> None:
    insurance, registration = await desk.document("INSURANCE"), await desk.document("REGISTRATION")
    await desk.village.services.database.fetch("DELETE FROM pgqueuer")

    assert (await desk.decide(insurance))["tractor"] == {"id": desk.shown_id, "verified": False, "version": 1}
    assert await jobs(desk.village) == []
    decided = await desk.decide(registration)

    assert decided["document"]["state"] == "VERIFIED"
    assert decided["tractor"] == {"id": desk.shown_id, "verified": True, "version": 1}
    assert await jobs(desk.village) == ["tractor_freed"]


async def test_a_verdict_can_be_taken_back_and_is_put_on_record(desk: Desk) -> None:
    registration = await desk.document("REGISTRATION")
    await desk.decide(registration)
    await desk.decide(registration)

    rejected = await desk.decide(registration, verified=False, reason="Not readable.")

    assert (rejected["document"]["state"], rejected["document"]["reason"]) == ("REJECTED", "Not readable.")
    assert rejected["tractor"]["verified"] is False
    assert (await desk.documents())[0]["reason"] == "Not readable."
    pending, verified = [{"state": state, "reason": None} for state in ("PENDING", "VERIFIED")]
    entries = await AuditEntry.filter(action="TRACTOR_DOCUMENT_DECIDED").order_by("id")
    assert [(entry.subject_id, entry.before, entry.after, entry.actor) for entry in entries] == [
        (registration["id"], pending, verified, "ADMIN"),
        (registration["id"], verified, {"state": "REJECTED", "reason": "Not readable."}, "ADMIN"),
    ]


async def test_another_registration_number_has_to_be_verified_anew(desk: Desk) -> None:
    await desk.decide(await desk.document("REGISTRATION"))
    await desk.decide(await desk.document("INSURANCE"))

    async def change(number: str, version: int) -> dict[str, Any]:
        sent = {"registrationNumber": number}
        answer = await desk.village.ask(desk.owner, UPDATE, id=desk.shown_id, input=sent, version=version)
        states = {each["kind"]: each["state"] for each in await desk.documents()}
        return {"verified": answer.data["tractor"]["verified"], **states}

    doubted = {"verified": False, "REGISTRATION": "PENDING", "INSURANCE": "VERIFIED"}
    assert await change("KJ-1", 1) == doubted
    await desk.decide(next(each for each in await desk.documents() if each["kind"] == "REGISTRATION"))
    assert await change("KJ-1", 2) == {"verified": True, "REGISTRATION": "VERIFIED", "INSURANCE": "VERIFIED"}


async def test_admins_decide_and_nobody_else(desk: Desk) -> None:
    document = await desk.document("REGISTRATION")
    village = desk.village
    before = await village.state(*TABLES)

    assert (await village.ask(None, DECIDE, id=document["id"])).codes == ["UNAUTHENTICATED"]
    for viewer in (await village.farmer(), desk.owner, await village.owner()):
        assert (await village.ask(viewer, DECIDE, id=document["id"])).codes == ["FORBIDDEN"]
    for unknown in ("doc_01h455vb4pex5vsknk084sn02q", desk.shown_id, "../x"):
        assert (await village.ask(await village.admin(), DECIDE, id=unknown)).data == NOT_FOUND
    for long in ("r" * 501, "r" * 500 + " "):
        too_long = await village.ask(await village.admin(), DECIDE, id=document["id"], reason=long)
        assert too_long.data["problems"] == [{"path": ["reason"], "code": "TOO_LONG"}]

    assert await village.state(*TABLES) == before


async def test_a_document_that_is_removed_is_gone(desk: Desk) -> None:
    registration = await desk.document("REGISTRATION")
    await desk.decide(registration)
    assert await is_verified(desk)

    removed = await desk.village.ask(desk.owner, REMOVE, id=registration["id"])
    assert removed.data == {"__typename": "RemovedSuccess", "id": registration["id"]}
    await desk.village.run_due_jobs()

    assert await desk.kept(registration["id"]) is None
    assert await desk.documents() == []
    assert not await is_verified(desk)
    assert (await desk.village.ask(desk.owner, REMOVE, id=registration["id"])).data == NOT_FOUND
    assert await desk.decide(registration) == NOT_FOUND


async def test_documents_are_their_owners(desk: Desk) -> None:
    document = await desk.document()
    village = desk.village
    before = await village.state(*TABLES)

    assert (await village.ask(None, REMOVE, id=document["id"])).codes == ["UNAUTHENTICATED"]
    for role in (Role.FARMER, Role.ADMIN):
        assert (await village.ask(await village.person(role), REMOVE, id=document["id"])).codes == ["FORBIDDEN"]
    assert (await village.ask(await village.owner(), REMOVE, id=document["id"])).data == NOT_FOUND

    assert await village.state(*TABLES) == before
    assert await desk.kept(document["id"]) is not None


async def test_documents_of_an_archived_tractor_can_still_be_removed(desk: Desk) -> None:
    document = await desk.document()
    await desk.village.services.tractors.updates.archive(desk.owner, desk.tractor.id)

    assert (await desk.village.ask(desk.owner, REMOVE, id=document["id"])).data["id"] == document["id"]

    assert (await Document.get()).removed_at is not None
    assert timedelta() == (await Document.get()).removed_at - desk.village.clock()  # type: ignore[operator]
    assert encode(Kind.DOCUMENT, (await Document.get()).id) == document["id"]
