"""A world in which nearly all that the graph can show is there to be shown, and somebody stands at every distance."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.auth import User
from models.enums import (
    AreaUnit,
    CancelReason,
    NotificationKind,
    PaymentMethodKind,
    PaymentStatus,
    RequestStatus,
    Role,
    SlotKind,
)
from models.notifications import Notification
from models.payments import Payment
from models.requests import JobRequest
from models.tractors import Booking, Capability, Document, Tractor, Upload
from models.users import PaymentMethod, Preferences, Profile
from services.auth.origin import Origin
from services.auth.viewer import Viewer
from services.platform.area import Area
from services.platform.audit import AuditLog, Doer
from services.platform.geography import GeoPoint
from services.platform.money import Money
from services.platform.settings import Settings
from services.requests.story import Circumstances
from services.tracking.fixes import Fix
from services.users.addresses import AddressDraft
from services.users.farms import FarmDraft
from tests.requests.village import Job, Village, founded, fresh_key, north

PLACE = GeoPoint(8.91234, 7.23456)
AWAY = GeoPoint(8.95678, 7.28765)
ROAD = GeoPoint(8.93333, 7.25555)
GATE = GeoPoint(8.91284, 7.23506)
# Everything at once is more than one document may ask for.
WITHOUT_LIMITS = {
    f"document_{what}": 10**12 for what in ("tokens", "definitions", "depth", "aliases", "directives", "cost")
}
_NAMES = {
    "farmer": (Role.FARMER, "Amina Bello"),
    "owner": (Role.TRACTOR_OWNER, "Chinedu Okafor"),
    "bidder": (Role.TRACTOR_OWNER, "Musa Ibrahim"),
    "rival": (Role.TRACTOR_OWNER, "Tunde Ade"),
    "neighbour": (Role.FARMER, "Zainab Musa"),
    "strange_farmer": (Role.FARMER, "Eve Farmer"),
    "strange_owner": (Role.TRACTOR_OWNER, "Eve Owner"),
    "admin": (Role.ADMIN, "Root"),
}


@dataclass
class World:
    """The farmer has a job under way with the owner, one that is done, one to come and one that the owner gave up, and
    asks for one that the bidder and a rival hold offers for. Strangers have to do with none of it."""

    village: Village
    people: dict[str, Viewer]
    job: Job
    open_request: JobRequest
    link: str

    @property
    def farmer(self) -> Viewer:
        return self.people["farmer"]

    @property
    def owner(self) -> Viewer:
        return self.people["owner"]

    @property
    def bidder(self) -> Viewer:
        return self.people["bidder"]

    @property
    def admin(self) -> Viewer:
        return self.people["admin"]


@asynccontextmanager
async def peopled(settings: Settings, folder: Path) -> AsyncIterator[World]:
    async with founded(settings.model_copy(update=WITHOUT_LIMITS), folder) as village:
        people = {who: await village.person(role, name=name) for who, (role, name) in _NAMES.items()}
        for number, viewer in enumerate(people.values()):
            await _known(village, viewer, f"+23480300000{number:02}")
        await _fleet(village, people["owner"], "HARROWING", AWAY)
        await _fleet(village, people["bidder"], "PLOUGHING", north(3, AWAY))
        await _given_up(village, people)
        await _done(village, people["neighbour"], people["bidder"], "PLOUGHING", ROAD)
        await _refunded(village, people["admin"], await _done(village, people["farmer"], people["owner"], "HARROWING"))
        await _fleet(village, people["rival"], "PLOUGHING", north(4, AWAY))
        job = await _under_way(village, people)
        await village.accepted(people["farmer"], people["owner"], service="HARROWING", place=PLACE, day=village.day(2))
        open_request = await village.matched(people["farmer"], place=PLACE, day=village.day(3))
        await JobRequest.all().update(notes="The gate is blue.")
        await _paid(village, people, job)
        await _belongings(village, people["farmer"])
        await _records(village, people)
        link = await village.services.tracking.links.share(people["farmer"], request_id=job.request_id, hours=1)
        yield World(village, people, job, open_request, link.token)


async def _known(village: Village, viewer: Viewer, phone: str) -> None:
    await Profile.filter(user_id=viewer.user_id).update(phone=phone, avatar_url="https://faces.test/1.png")
    await User.filter(id=viewer.user_id).update(last_log_in_at=village.clock(), email_verified_at=village.clock())
    await Preferences.filter(user_id=viewer.user_id).update(quiet_from_minute=0, quiet_to_minute=1)


async def _fleet(village: Village, owner: Viewer, service: str, place: GeoPoint) -> None:
    tractor = await village.tractor(
        owner, place=place, services=(service,), year=2019, power_kw=56.0, registration_number="ABJ-1"
    )
    await Capability.filter(tractor_id=tractor.id).update(
        implement="Disc", working_width_m=2.0, speed_kmh=6.0, field_efficiency=0.8, rate_override_minor=1_100_000
    )


async def _given_up(village: Village, people: dict[str, Viewer]) -> None:
    job = await village.accepted(
        people["farmer"], people["owner"], service="HARROWING", place=PLACE, day=village.day(5)
    )
    await village.services.requests.cancellation.cancel(
        people["owner"],
        request_id=job.request_id,
        reason=CancelReason.BREAKDOWN,
        token=None,
        told=Circumstances(note="The clutch.", location=ROAD),
        key=fresh_key(),
    )


async def _done(village: Village, farmer: Viewer, owner: Viewer, service: str, place: GeoPoint = PLACE) -> Job:
    job = await village.underway(
        RequestStatus.COMPLETED, farmer=farmer, owner=owner, service=service, place=place, day=village.day(1)
    )
    for author in (farmer, owner):
        await village.services.requests.reviews.write(author, request_id=job.request_id, stars=5, text="Straight.")
    return job


async def _refunded(village: Village, admin: Viewer, job: Job) -> None:
    payment = await Payment.get(job_request_id=job.request_id)
    await village.services.payments.corrections.refund(
        admin, payment_id=payment.id, amount_minor=100, reason="Rain.", key=fresh_key(), doer=Doer()
    )


async def _under_way(village: Village, people: dict[str, Viewer]) -> Job:
    """The tractor has stood at the farm for some minutes, which its owner has not said."""
    farmer, owner = people["farmer"], people["owner"]
    job = await village.paid(farmer, owner, service="HARROWING", place=PLACE, day=village.day(1))
    await village.at_start(job)
    await village.step(job, RequestStatus.EN_ROUTE, note="On my way.", location=ROAD)
    now = village.clock()
    fixes = [Fix(GATE, now + timedelta(minutes=minute), 8.0, 90.0, 0.5) for minute in range(5)]
    village.clock.advance(minutes=4)
    await village.services.tracking.positions.report(owner, request_id=job.request_id, fixes=fixes)
    await village.services.tracking.etas.refresh(job.request_id)
    return job


async def _paid(village: Village, people: dict[str, Viewer], job: Job) -> None:
    """Beside what was paid: an attempt that failed, and money in wallets."""
    farmer, request = people["farmer"], await JobRequest.get(id=job.request_id)
    money: dict[str, Any] = {"amount_minor": 100, "currency": "NGN", "provider": "sandbox"}
    await Payment.create(
        user_id=farmer.user_id,
        job_request_id=request.id,
        estimate_id=request.estimate_id,
        method=PaymentMethodKind.CARD,
        provider_key="failed",
        status=PaymentStatus.FAILED,
        failure_code="DECLINED",
        failure_message="The bank said no.",
        next_action={"kind": "REDIRECT", "url": "https://bank", "client_secret": "cs_1", "message": "Go."},
        expires_at=village.clock(),
        **money,
    )
    for viewer in (farmer, people["owner"]):
        await village.services.payments.top_ups.top_up(
            viewer, amount=Money(5_000, "NGN"), method=PaymentMethodKind.CARD, key=fresh_key()
        )


async def _belongings(village: Village, farmer: Viewer) -> None:
    users, now = village.services.users, village.clock()
    origin = Origin("192.0.2.1", "Phone")
    async with village.services.database.transaction():
        await village.services.auth.sessions.open(farmer.user_id, origin, "Amina's phone")
    await users.farms.save(
        farmer,
        FarmDraft("Hill", "Kuje", PLACE, Area(Decimal(2), AreaUnit.HECTARE), time_zone=None, access_note="Ring twice."),
    )
    await users.addresses.save(farmer, AddressDraft("Home", "1 Road", "NG", "Flat 2", "Kuje", "FCT", PLACE))
    await PaymentMethod.create(
        user_id=farmer.user_id,
        kind=PaymentMethodKind.CARD,
        provider="sandbox",
        provider_reference="pm_1",
        brand="VISA",
        last4="4242",
        expires_on=now.date(),
        is_default=True,
        created_at=now,
    )


async def _records(village: Village, people: dict[str, Viewer]) -> None:
    admin, now = people["admin"], village.clock()
    for tractor in await Tractor.all():
        await _papers(tractor, now)
    await Notification.filter(kind=NotificationKind.REQUEST_ACCEPTED).update(read_at=now)
    doer = Doer(admin.user_id, Role.ADMIN, "192.0.2.1", "trace")
    async with village.services.database.transaction():
        await AuditLog(village.services.database, village.clock).write(
            "TESTED", "usr_x", by=doer, before={"role": "FARMER"}, after={"role": "ADMIN"}
        )
    await village.services.database.fetch(
        "UPDATE pgqueuer SET status = 'failed' WHERE id = (SELECT min(id) FROM pgqueuer) RETURNING id"
    )


async def _papers(tractor: Tractor, now: datetime) -> None:
    for kind in ("PHOTO", "REGISTRATION"):
        facts: dict[str, Any] = {"tractor_id": tractor.id, "kind": kind, "content_type": "image/png", "bytes": 1}
        upload = await Upload.create(**facts, created_at=now, expires_at=now + timedelta(hours=1))
        await Document.create(
            id=upload.id, **facts, uploaded_at=now, decided_at=now, expires_on=now.date(), reason="Blurred."
        )
    start = now + timedelta(days=4)
    await Booking.create(
        tractor_id=tractor.id,
        kind=SlotKind.BLOCKED,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        reason="A wedding.",
    )
