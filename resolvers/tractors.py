"""Tractors and the services they offer."""

import datetime as dt

import strawberry

from models.enums import TractorState
from schema.context import Info
from schema.types.scalars import Cursor
from schema.types.shared import GeoPointInput
from schema.types.tractors import (
    CreateTractorInput,
    Service,
    Tractor,
    TractorConnection,
    TractorResult,
    TractorSuccess,
)
from services.platform.ids import Kind, decode_or_none
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
    fleet = info.context.services.tractors
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
    tractor_id = await info.context.services.tractors.create(info.context.signed_in, input.draft())
    info.context.forget_rows()
    return TractorSuccess(tractor=await Tractor.load(info, tractor_id))
