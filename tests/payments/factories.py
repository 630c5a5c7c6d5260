"""Rows that payments rest on, written directly: the domains that own them have tests of their own."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from models.auth import User
from models.enums import (
    ActorKind,
    AreaUnit,
    CancelReason,
    EstimateKind,
    MatchState,
    PaymentMethodKind,
    PricingBasis,
    RequestStatus,
    Role,
)
from models.requests import Estimate, JobRequest, StatusChange
from models.tractors import Tractor
from models.users import PaymentMethod, Profile
from services.auth.viewer import Viewer
from services.platform.database import Database

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STEPS = (
    RequestStatus.EN_ROUTE,
    RequestStatus.ARRIVED,
    RequestStatus.WORK_STARTED,
    RequestStatus.IN_PROGRESS,
    RequestStatus.COMPLETED,
)


async def a_user(role: Role = Role.FARMER, *, tag: str = "") -> Viewer:
    """Signed in. `tag` ends the address's local part, where the sandbox reads it: `declined`, `timeout`…"""
    user_id = uuid7()
    suffix = f"+{tag}" if tag else ""
    await User.create(id=user_id, email=f"{user_id}{suffix}@demo.test", password_hash="-", role=role)
    await Profile.create(user_id=user_id, name="Ada Obi")
    return Viewer(user_id, role, uuid7())


async def a_payment_method(
    owner: Viewer,
    *,
    kind: PaymentMethodKind = PaymentMethodKind.CARD,
    provider: str = "sandbox",
    removed_at: datetime | None = None,
) -> PaymentMethod:
    """That the provider keeps."""
    return await PaymentMethod.create(
        user_id=owner.user_id,
        kind=kind,
        provider=provider,
        provider_reference=f"kept_{uuid7().hex}",
        removed_at=removed_at,
    )


async def a_tractor(*, currency: str = "NGN") -> Tractor:
    """Of an owner of its own."""
    owner = await a_user(Role.TRACTOR_OWNER)
    return await Tractor.create(
        owner_id=owner.user_id,
        name="Red",
        make="Massey",
        model="385",
        latitude=9.0,
        longitude=7.4,
        time_zone="Africa/Lagos",
        currency=currency,
        basis=PricingBasis.PER_HOUR,
        rate_minor=1_200_000,
    )


async def a_request(
    database: Database, farmer: Viewer, *, is_received: bool = True, successor_of: UUID | None = None
) -> JobRequest:
    """RECEIVED, unless it is to stay SENT."""
    request_id = uuid7()
    async with database.transaction():
        request = await JobRequest.create(
            id=request_id,
            public_code=str(request_id)[-8:],
            farmer_id=farmer.user_id,
            service_id="PLOUGHING",
            farm_address="Kuje",
            farm_latitude=8.9,
            farm_longitude=7.2,
            farm_time_zone="Africa/Lagos",
            area_value=Decimal(2),
            area_unit=AreaUnit.HECTARE,
            area_m2=Decimal(20_000),
            preferred_date=date(2026, 3, 5),
            search_radius_km=25.0,
            successor_of_id=successor_of,
            history_length=1,
        )
        await _history(request, None)
    if is_received:
        await move(database, request, RequestStatus.RECEIVED)
    return request


async def move(database: Database, request: JobRequest, to: RequestStatus, **changes: Any) -> None:
    """One edge, with its history row."""
    async with database.transaction():
        came_from = request.status
        request.update_from_dict({"status": to, "history_length": request.history_length + 1, **changes})
        await request.save()
        await _history(request, came_from)


async def _history(request: JobRequest, came_from: RequestStatus | None) -> None:
    await StatusChange.create(
        job_request_id=request.id,
        sequence=request.history_length,
        stream_sequence=request.history_length,
        from_status=came_from,
        to_status=request.status,
        actor=ActorKind.SYSTEM,
        occurred_at=NOON,
        recorded_at=NOON,
    )


async def an_estimate(
    request: JobRequest,
    tractor: Tractor,
    *,
    total_minor: int = 3_300_000,
    travel_fee_minor: int = 0,
    kind: EstimateKind = EstimateKind.FIRM,
    valid_until: datetime = NOON + timedelta(minutes=30),
) -> Estimate:
    """In the tractor's currency."""
    return await Estimate.create(
        job_request_id=request.id,
        tractor_id=tractor.id,
        kind=kind,
        basis=PricingBasis.PER_HOUR,
        currency=tractor.currency,
        rate_minor=tractor.rate_minor,
        hours=Decimal("2.5"),
        work_minor=total_minor - travel_fee_minor,
        travel_km=4.0,
        travel_fee_minor=travel_fee_minor,
        total_minor=total_minor,
        formula="",
        commission_percent=10,
        valid_until=valid_until,
    )


async def accept(database: Database, request: JobRequest, tractor: Tractor, estimate: Estimate) -> None:
    """The tractor's owner takes the job at the estimate's price."""
    await move(
        database,
        request,
        RequestStatus.ACCEPTED,
        match_state=MatchState.MATCHED,
        tractor_id=tractor.id,
        owner_id=tractor.owner_id,
        estimate_id=estimate.id,
        scheduled_from=NOON,
        scheduled_to=NOON + timedelta(hours=3),
        accepted_at=NOON,
    )


async def cancel(database: Database, request: JobRequest) -> None:
    """Without asking the escrow: tests do that themselves, in the same transaction."""
    await move(
        database,
        request,
        RequestStatus.CANCELLED,
        match_state=MatchState.CLOSED,
        cancelled_by=ActorKind.FARMER,
        cancel_reason=CancelReason.CHANGED_MIND,
        cancelled_at=NOON,
    )
