"""Tractors and the services they offer."""

import datetime as dt
from uuid import UUID

import strawberry

from models.enums import TractorState
from schema.context import Info
from schema.types.scalars import Cursor
from schema.types.shared import DateTimeRangeInput, GeoPointInput
from schema.types.tractor_inputs import (
    BlockInput,
    CreateTractorInput,
    UpdateTractorInput,
    WeeklyHoursInput,
    availability_changes,
)
from schema.types.tractor_results import TractorResult, TractorSuccess
from schema.types.tractors import Service, Tractor, TractorConnection
from services.platform.ids import Kind, decode, decode_or_none
from services.tractors.catalogue import all_services


async def services() -> list[Service]:
    """What tractors can be asked to do."""
    return [Service.of(row) for row in await all_services()]


async def tractor(info: Info, id: strawberry.ID) -> Tractor | None:
    """OWNER own, FARMER with a match, ADMIN."""
    return await Tractor.load_if_visible(info, decode_or_none(Kind.TRACTOR, id))


async def my_tractors(
    info: Info, state: TractorState | None = None, first: int = 20, after: Cursor | None = None
) -> TractorConnection:
    """The viewer's own, newest first."""
    fleet = info.context.services.tractors.fleet
    return TractorConnection.of(await fleet.mine(info.context.signed_in, state=state, first=first, after=after))


async def nearby_tractors(
    info: Info,
    *,
    location: GeoPointInput,
    service_code: str,
    date: dt.date,
    radius_km: float = 50,
    first: int = 20,
) -> list[Tractor]:
    """Tractors that could do it, nearest first."""
    found = await info.context.services.requests.searching.nearby(
        info.context.signed_in,
        place=location.point(),
        service_code=service_code,
        day=date,
        radius_km=radius_km,
        first=first,
    )
    return [Tractor.of(row) for row in found]


async def create_tractor(info: Info, input: CreateTractorInput) -> TractorResult:
    """Open for offers at once; which requests wait for it is looked up by itself."""
    tractor_id = await info.context.services.tractors.fleet.create(info.context.signed_in, input.draft())
    return await _changed(info, tractor_id)


async def update_tractor(
    info: Info, id: strawberry.ID, input: UpdateTractorInput, expected_version: int
) -> TractorResult:
    """What is left out stays; a null year, power or registration number is removed."""
    tractor_id = decode(Kind.TRACTOR, id)
    await info.context.services.tractors.updates.update(
        info.context.signed_in, tractor_id, input.changes(), expected_version=expected_version
    )
    return await _changed(info, tractor_id)


async def set_tractor_availability(
    info: Info,
    *,
    id: strawberry.ID,
    expected_version: int,
    weekly_hours: list[WeeklyHoursInput] | None = None,
    block: list[BlockInput] | None = None,
    unblock: list[DateTimeRangeInput] | None = None,
) -> TractorResult:
    """Weekly hours replace all that were there. What is unblocked is so before anything is blocked."""
    tractor_id = decode(Kind.TRACTOR, id)
    changes = availability_changes(weekly_hours, block, unblock)
    await info.context.services.tractors.availability.set(
        info.context.signed_in, tractor_id, changes, expected_version=expected_version
    )
    return await _changed(info, tractor_id)


async def archive_tractor(info: Info, id: strawberry.ID) -> TractorResult:
    """For good. Refused while accepted jobs stand; its offers are withdrawn, and those requests go on searching."""
    tractor_id = decode(Kind.TRACTOR, id)
    await info.context.services.tractors.updates.archive(info.context.signed_in, tractor_id)
    return await _changed(info, tractor_id)


async def _changed(info: Info, tractor_id: UUID) -> TractorSuccess:
    info.context.forget_rows()
    return TractorSuccess(tractor=await Tractor.load(info, tractor_id))
