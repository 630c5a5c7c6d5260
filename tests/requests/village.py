"""A village: farmers, tractor owners and their jobs on the real services, with a clock that tests set."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from uuid_utils.compat import uuid7

import worker
from models.auth import User
from models.enums import AreaUnit, PaymentMethodKind, RequestStatus, Role
from models.requests import JobRequest, Offer
from models.tractors import Tractor
from models.users import Preferences, Profile
from schema.build import schema
from schema.context import Context
from services import wiring
from services.auth.viewer import Viewer
from services.platform.area import Area
from services.platform.geography import GeoPoint
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from services.requests.creation import RequestDraft
from services.requests.story import Circumstances
from services.tractors.drafts import EVERY_DAY, CapabilityDraft, HoursDraft, PricingDraft, TractorDraft
from services.wiring import Services
from tests.accounts import Answer, SetClock

ZONE = "Africa/Lagos"
KUJE = GeoPoint(8.9, 7.2)
STEPS = (
    RequestStatus.EN_ROUTE,
    RequestStatus.ARRIVED,
    RequestStatus.WORK_STARTED,
    RequestStatus.IN_PROGRESS,
    RequestStatus.COMPLETED,
)
# Whatever a refused call must leave as it was.
STATE = (
    "job_requests",
    "job_request_status_history",
    "request_matches",
    "estimates",
    "tractors",
    "tractor_bookings",
    "payments",
    "refunds",
    "ledger_accounts",
    "ledger_journals",
    "wallet_transactions",
    "positions",
    "live_states",
    "notifications",
    "notification_deliveries",
    "streams",
    "outbox",
    "pgqueuer",
)
_keys = count(1)


def north(km: float, of: GeoPoint = KUJE) -> GeoPoint:
    """The place so many kilometres further north."""
    return GeoPoint(of.latitude + km / 111.195, of.longitude)


def fresh_key() -> str:
    """An idempotency key that no other call has used."""
    return f"key-{next(_keys)}"


@dataclass(frozen=True, slots=True)
class Job:
    """A request that an owner has accepted."""

    farmer: Viewer
    owner: Viewer
    request_id: UUID
    offer_id: UUID

    @property
    def shown_id(self) -> str:
        return encode(Kind.REQUEST, self.request_id)


@dataclass
class Village:
    """Everybody starts without anything: tests give them tractors and jobs."""

    services: Services
    clock: SetClock

    async def ask(self, viewer: Viewer | None, operation: str, **variables: Any) -> Answer:
        """As the view does once it knows who asks; `data` is that of the only field asked for."""
        context = Context(self.services, viewer=viewer, client_address=None, trace_id="test")
        result = await schema.execute(operation, variable_values=variables, context_value=context)
        answers = list((result.data or {}).values())
        errors: list[dict[str, Any]] = [{**error.formatted} for error in result.errors or []]
        return Answer(answers[0] if len(answers) == 1 else result.data, errors)

    async def person(self, role: Role, *, name: str = "Ada Obi", zone: str = ZONE, tag: str = "") -> Viewer:
        """Signed in. `tag` is what the sandbox reads from an address: `declined`, `silent`…"""
        user_id = uuid7()
        suffix = f"+{tag}" if tag else ""
        await User.create(id=user_id, email=f"{user_id}{suffix}@village.test", password_hash="-", role=role)
        await Profile.create(user_id=user_id, name=name, phone="+2348012345678", time_zone=zone)
        await Preferences.create(user_id=user_id)
        return Viewer(user_id, role, uuid7())

    async def farmer(self, name: str = "Ada Obi") -> Viewer:
        return await self.person(Role.FARMER, name=name)

    async def owner(self, name: str = "Musa Bello") -> Viewer:
        return await self.person(Role.TRACTOR_OWNER, name=name)

    async def admin(self) -> Viewer:
        return await self.person(Role.ADMIN, name="Root")

    async def tractor(
        self,
        owner: Viewer | None = None,
        *,
        place: GeoPoint = KUJE,
        pricing: PricingDraft | None = None,
        services: Sequence[str] = ("PLOUGHING",),
        hours: Sequence[HoursDraft] = EVERY_DAY,
        **draft: Any,
    ) -> Tractor:
        """Of an owner of its own, unless one is named: 1,200,000 kobo an hour, every day from 06:00 to 18:00."""
        whole = TractorDraft(
            name="Red",
            make="Massey",
            model="385",
            base=place,
            capabilities=tuple(CapabilityDraft(code) for code in services),
            pricing=pricing or PricingDraft("NGN", 1_200_000),
            weekly_hours=tuple(hours),
            **draft,
        )
        tractor_id = await self.services.tractors.fleet.create(owner or await self.owner(), whole)
        return await Tractor.get(id=tractor_id)

    def day(self, ahead: int = 3) -> date:
        """A day in the village, from today."""
        return (self.clock() + timedelta(hours=1)).date() + timedelta(days=ahead)

    async def request(
        self,
        farmer: Viewer | None = None,
        *,
        day: date | None = None,
        hectares: str = "2",
        place: GeoPoint = KUJE,
        service: str = "PLOUGHING",
    ) -> JobRequest:
        """SENT: nobody has looked for a tractor yet. Ploughing two hectares takes three hours."""
        draft = RequestDraft(
            service,
            day or self.day(),
            farm_address="Kuje, by the road",
            farm_location=place,
            farm_size=Area(Decimal(hectares), AreaUnit.HECTARE),
        )
        created = await self.services.requests.creation.create(
            farmer or await self.farmer(), draft, key=fresh_key(), trace_id="test"
        )
        return await JobRequest.get(id=created.request_id)

    async def matched(self, farmer: Viewer | None = None, **wanted: Any) -> JobRequest:
        """RECEIVED, with offers to whoever could come."""
        request = await self.request(farmer, **wanted)
        await self.services.requests.matching.run(request.id)
        return await JobRequest.get(id=request.id)

    async def offers(self, request_id: UUID) -> list[Offer]:
        """In the order in which they were made."""
        return await Offer.filter(job_request_id=request_id).order_by("id")

    async def accept(self, offer: Offer, by: Viewer | None = None, *, key: str | None = None) -> None:
        """The offer's owner takes the job."""
        viewer = by or Viewer(offer.owner_id, Role.TRACTOR_OWNER, uuid7())
        await self.services.requests.offers.accept(viewer, offer_id=offer.id, key=key or fresh_key(), trace_id="test")

    async def accepted(self, farmer: Viewer | None = None, owner: Viewer | None = None, **wanted: Any) -> Job:
        """A request that the owner of the only tractor has taken; with an owner given, their tractor is there."""
        asking = farmer or await self.farmer()
        if owner is None:
            owner = await self.owner()
            await self.tractor(owner, services=(wanted.get("service", "PLOUGHING"),))
        request = await self.matched(asking, **wanted)
        offer = await Offer.get(job_request_id=request.id, owner_id=owner.user_id)
        await self.accept(offer, owner)
        return Job(asking, owner, request.id, offer.id)

    async def pay(self, job: Job, estimate_id: UUID | None = None) -> UUID:
        """With a card that works; the payment."""
        request = await JobRequest.get(id=job.request_id)
        wanted = estimate_id or request.estimate_id
        assert wanted is not None
        return await self.pay_for(job.farmer, job.request_id, wanted)

    async def pay_for(self, farmer: Viewer, request_id: UUID, estimate_id: UUID) -> UUID:
        intent = await self.services.payments.intents.create(
            farmer,
            request_id=request_id,
            estimate_id=estimate_id,
            method=PaymentMethodKind.CARD,
            payment_method_id=None,
            key=fresh_key(),
        )
        await self.services.payments.confirmation.confirm(farmer, payment_id=intent.payment_id, key=fresh_key())
        return intent.payment_id

    async def paid(self, farmer: Viewer | None = None, owner: Viewer | None = None, **wanted: Any) -> Job:
        """Accepted and paid for."""
        job = await self.accepted(farmer, owner, **wanted)
        await self.pay(job)
        return job

    async def at_start(self, job: Job) -> datetime:
        """The clock goes to an hour before the scheduled start."""
        request = await JobRequest.get(id=job.request_id)
        assert request.scheduled_from is not None
        self.clock.now = max(self.clock.now, request.scheduled_from - timedelta(hours=1))
        return request.scheduled_from

    async def step(self, job: Job, to: RequestStatus, **told: Any) -> None:
        """One step by the owner."""
        await self.services.requests.progress.update(
            job.owner,
            request_id=job.request_id,
            to=to,
            told=Circumstances(**told),
            expected_version=None,
            key=fresh_key(),
        )

    async def underway(self, until: RequestStatus, **wanted: Any) -> Job:
        """Paid, and taken step by step to a status."""
        job = await self.paid(**wanted)
        await self.at_start(job)
        for step in STEPS[: STEPS.index(until) + 1]:
            await self.step(job, step)
        return job

    async def run_due_jobs(self) -> list[str]:
        """Whatever the queue holds that is due by the database's clock, once each, as the worker does.

        Each keeps its word while it runs. Answers their names, but for those that deliver messages.
        """
        rows = await self.services.database.fetch(
            "UPDATE pgqueuer SET status = 'picked', heartbeat = now() "
            "WHERE status = 'queued' AND execute_after <= clock_timestamp() RETURNING id, entrypoint, payload"
        )
        known = worker.handlers(self.services)
        try:
            for row in sorted(rows, key=lambda row: int(row["id"])):
                await known[row["entrypoint"]](orjson.loads(row["payload"]))
        finally:
            await self.services.database.fetch("DELETE FROM pgqueuer WHERE id = ANY($1)", [row["id"] for row in rows])
        return sorted(row["entrypoint"] for row in rows if not row["entrypoint"].startswith("deliver_"))

    async def state(self, *tables: str) -> dict[str, list[dict[str, Any]]]:
        """All rows of the tables, to be compared with what they were before."""
        found = {}
        for table in tables or STATE:
            rows = await self.services.database.fetch(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 - our names
            found[table] = [dict(row) for row in rows]
        return found


@asynccontextmanager
async def founded(settings: Settings, folder: Path, **changes: Any) -> AsyncIterator[Village]:
    """A village for one test. Afterwards its books balance, and nobody listens any more."""
    clock = SetClock()
    # Offers live by the database's clock, which tests cannot set: the village's starts beside it.
    clock.now = datetime.now(UTC).replace(microsecond=0)
    services = wiring.build(settings.model_copy(update={"data_dir": folder, **changes}), clock=clock)
    await wiring.start(services)
    try:
        yield Village(services, clock)
        assert await services.payments.books.broken() == {}
        assert services.wakeups.channels == 0
    finally:
        await wiring.stop(services)
