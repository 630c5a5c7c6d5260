"""`node(id:)` shows every kind of object to whoever may see it, and to nobody else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from models.enums import AreaUnit, PaymentMethodKind, RequestStatus, Role
from models.notifications import Notification
from models.payments import Payment, Receipt, WalletTransaction
from models.requests import JobRequest, Review
from models.tractors import Document, Tractor, Upload
from models.users import Address, Farm, PaymentMethod
from schema.build import schema
from services.auth.origin import Origin
from services.auth.sessions import Ending
from services.auth.viewer import Viewer
from services.platform.area import Area
from services.platform.audit import AuditLog, Doer
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from services.users.farms import FarmDraft
from tests.requests.village import KUJE, Village, founded, fresh_key

NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"
PEOPLE = ("farmer", "owner", "strange_farmer", "strange_owner", "admin")


class World:
    """A job that is done, paid and reviewed, with all that hangs on it."""

    def __init__(self, village: Village, people: dict[str, Viewer]) -> None:
        self.village = village
        self.people = people
        self.ids: dict[str, str] = {}

    def name(self, what: str, kind: Kind, row_id: Any) -> None:
        self.ids[what] = encode(kind, row_id)

    async def seen(self, what: str) -> dict[str, str | None]:
        """By everybody, as which type."""
        found: dict[str, str | None] = {}
        for who, viewer in self.people.items():
            answer = await self.village.ask(viewer, NODE, id=self.ids[what])
            assert answer.errors == []
            assert answer.data is None or answer.data["id"] == self.ids[what]
            found[who] = answer.data and answer.data["__typename"]
        return found


@pytest.fixture
async def world(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[World]:
    async with founded(settings, tmp_path) as village:
        people = {who: await village.person(Role.ADMIN if who == "admin" else _role(who)) for who in PEOPLE}
        built = World(village, people)
        await _work(built)
        await _belongings(built)
        await _records(built)
        yield built


def _role(who: str) -> Role:
    return Role.TRACTOR_OWNER if "owner" in who else Role.FARMER


async def _work(world: World) -> None:
    village, farmer, owner = world.village, world.people["farmer"], world.people["owner"]
    tractor = await village.tractor(owner)
    job = await village.underway(RequestStatus.COMPLETED, farmer=farmer, owner=owner)
    request = await JobRequest.get(id=job.request_id)
    payment = await Payment.get(job_request_id=request.id)
    refunded = await village.services.payments.corrections.refund(
        world.people["admin"], payment_id=payment.id, amount_minor=100, reason="Rain.", key=fresh_key(), doer=Doer()
    )
    review = await village.services.requests.reviews.write(farmer, request_id=request.id, stars=5, text=None)
    earning = await WalletTransaction.get(account__user_id=owner.user_id, kind="EARNING")
    world.name("tractor", Kind.TRACTOR, tractor.id)
    world.name("request", Kind.REQUEST, request.id)
    world.name("offer", Kind.OFFER, job.offer_id)
    world.name("estimate", Kind.ESTIMATE, request.estimate_id)
    world.name("payment", Kind.PAYMENT, payment.id)
    world.name("refund", Kind.REFUND, refunded.refund_id)
    world.name("receipt", Kind.RECEIPT, (await Receipt.get(job_request_id=request.id)).id)
    told = await Notification.filter(user_id=farmer.user_id, in_app=True).first()
    assert told is not None
    world.name("notification", Kind.NOTIFICATION, told.id)
    world.name("review", Kind.REVIEW, review.id)
    world.name("earning", Kind.TRANSACTION, earning.id)
    assert await Review.all().count() == 1


async def _belongings(world: World) -> None:
    village, farmer = world.village, world.people["farmer"]
    async with village.services.database.transaction():
        session = await village.services.auth.sessions.open(farmer.user_id, Origin(None))
    draft = FarmDraft("Hill", "Kuje", KUJE, Area(Decimal(2), AreaUnit.HECTARE), time_zone=None, access_note=None)
    farm = await village.services.users.farms.save(farmer, draft)
    now = village.clock()
    address = await Address.create(user_id=farmer.user_id, label="Home", line1="1", country="NG", created_at=now)
    method = await PaymentMethod.create(
        user_id=farmer.user_id,
        kind=PaymentMethodKind.CARD,
        provider="sandbox",
        provider_reference="pm_1",
        last4="4242",
        is_default=True,
        created_at=now,
    )
    world.name("farmer", Kind.USER, farmer.user_id)
    world.name("owner", Kind.USER, world.people["owner"].user_id)
    world.name("session", Kind.SESSION, session.viewer.session_id)
    world.name("farm", Kind.FARM, (await Farm.get(id=farm.id)).id)
    world.name("address", Kind.ADDRESS, address.id)
    world.name("method", Kind.PAYMENT_METHOD, method.id)


async def _records(world: World) -> None:
    village, now = world.village, world.village.clock()
    for what, kind in (("photo", "PHOTO"), ("paper", "REGISTRATION")):
        facts: dict[str, Any] = {"tractor_id": (await Tractor.get()).id, "kind": kind, "content_type": "image/png"}
        upload = await Upload.create(**facts, bytes=1, created_at=now, expires_at=now + timedelta(hours=1))
        await Document.create(id=upload.id, **facts, bytes=1, uploaded_at=now)
        world.name(what, Kind.DOCUMENT, upload.id)
    async with village.services.database.transaction():
        await AuditLog(village.services.database, village.clock).write("TESTED", "usr_x", by=Doer())
    (entry, *_) = await village.services.database.fetch("SELECT id FROM audit_log WHERE action = 'TESTED'")
    (job, *_) = await village.services.database.fetch("UPDATE pgqueuer SET status = 'failed' RETURNING id")
    world.name("entry", Kind.AUDIT_ENTRY, entry["id"])
    world.name("dead job", Kind.DEAD_JOB, UUID(int=job["id"]))


def to(*who: str, type: str) -> dict[str, str | None]:
    return {each: type if each in who else None for each in PEOPLE}


SEEN = {
    "farmer": {**to("owner", type="Person"), "farmer": "Viewer", "admin": "AdminUser"},
    # Owners of tractors offer their services in public, to farmers.
    "owner": {**to("farmer", "strange_farmer", type="Person"), "owner": "Viewer", "admin": "AdminUser"},
    "session": to("farmer", type="Session"),
    "farm": to("farmer", type="Farm"),
    "address": to("farmer", type="Address"),
    "method": to("farmer", type="PaymentMethod"),
    "tractor": to("farmer", "owner", "admin", type="Tractor"),
    "photo": to("farmer", "owner", "admin", type="TractorDocument"),
    "paper": to("owner", "admin", type="TractorDocument"),
    "request": to("farmer", "owner", "admin", type="JobRequest"),
    "offer": to("owner", "admin", type="Offer"),
    "estimate": to("farmer", "owner", "admin", type="Estimate"),
    "payment": to("farmer", "admin", type="Payment"),
    "refund": to("farmer", "admin", type="Refund"),
    "receipt": to("farmer", "admin", type="Receipt"),
    "review": to("farmer", "owner", "admin", type="Review"),
    "earning": to("owner", "admin", type="WalletTransaction"),
    "notification": to("farmer", type="Notification"),
    "entry": to("admin", type="AuditEntry"),
    "dead job": to("admin", type="DeadJob"),
}


async def test_each_kind_is_shown_to_whom_it_concerns(world: World) -> None:
    assert {what: await world.seen(what) for what in world.ids} == SEEN


def test_every_type_that_is_a_node_is_shown_to_somebody() -> None:
    interface: Any = schema._schema.type_map["Node"]
    nodes = {each.name for each in schema._schema.get_possible_types(interface)}
    assert nodes == {kind for seen in SEEN.values() for kind in seen.values()} - {None}


async def test_what_is_no_id_and_what_is_not_there_is_null(world: World) -> None:
    shape = "01jqz0000000000000000000aa"
    ids = ["", "x", "usr_", "usr_x", f"nope_{shape}", f"req_{shape.upper()}", "_", "req_" * 99, f"upl_{shape}"]
    for viewer in (world.people["farmer"], world.people["admin"]):
        for unknown in (*ids, *(encode(kind, uuid7()) for kind in Kind)):
            answer = await world.village.ask(viewer, NODE, id=unknown)
            assert (answer.data, answer.errors) == (None, []), unknown


async def test_whoever_is_not_signed_in_is_told_so(world: World) -> None:
    for shown in world.ids.values():
        assert (await world.village.ask(None, NODE, id=shown)).codes == ["UNAUTHENTICATED"]


async def test_what_was_removed_is_gone(world: World) -> None:
    farmer, now = world.people["farmer"], world.village.clock()
    await Farm.all().update(removed_at=now)
    await PaymentMethod.all().update(removed_at=now, is_default=False)
    await Document.all().update(removed_at=now)
    await world.village.services.auth.sessions.end_all(farmer.user_id, Ending.REVOKED, by=Doer())
    for what in ("farm", "method", "photo", "paper", "session"):
        assert set((await world.seen(what)).values()) == {None}, what
