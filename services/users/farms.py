"""The farms that a person works."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.users import Farm
from services.auth.viewer import Viewer
from services.errors import NotFound, Problem, ValidationFailed
from services.platform import area, geography, people, texts
from services.platform.area import Area
from services.platform.bounds import refuse_more
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.geography import GeoPoint
from services.users.own import lock_account

_MOST = 100


@dataclass(frozen=True, slots=True)
class FarmDraft:
    """`time_zone` is that of the place where it is left out."""

    name: str
    address: str
    location: GeoPoint
    area: Area
    time_zone: str | None = None
    access_note: str | None = None


class Farms:
    """Removed farms stay as rows, since old requests name them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of_users(self, user_ids: Sequence[UUID]) -> dict[UUID, list[Farm]]:
        """The farms that are not removed, in the order in which they were added."""
        found: dict[UUID, list[Farm]] = {}
        for row in await Farm.filter(user_id__in=user_ids, removed_at__isnull=True).order_by("id"):
            found.setdefault(row.user_id, []).append(row)
        return found

    async def save(self, by: Viewer, draft: FarmDraft, *, farm_id: UUID | None = None) -> Farm:
        """A new farm, or an own one changed. Raises ValidationFailed and NotFound."""
        problems = _problems_of(draft)
        if problems:
            raise ValidationFailed(problems)
        if farm_id is None:
            return await self._add(by, draft)
        own = Farm.filter(id=farm_id, user_id=by.user_id, removed_at__isnull=True)
        if not await own.update(**_columns(draft)):
            raise NotFound
        return await Farm.get(id=farm_id)

    async def _add(self, by: Viewer, draft: FarmDraft) -> Farm:
        async with self._database.transaction():
            await lock_account(self._database, by)
            await refuse_more(Farm.filter(user_id=by.user_id, removed_at__isnull=True), _MOST, "input")
            return await Farm.create(user_id=by.user_id, created_at=self._clock(), **_columns(draft))

    async def remove(self, by: Viewer, farm_id: UUID) -> None:
        """Raises NotFound, also for one that is removed already."""
        own = Farm.filter(id=farm_id, user_id=by.user_id, removed_at__isnull=True)
        if not await own.update(removed_at=self._clock()):
            raise NotFound


def _columns(draft: FarmDraft) -> dict[str, Any]:
    return {
        "name": draft.name.strip(),
        "address": draft.address.strip(),
        "latitude": draft.location.latitude,
        "longitude": draft.location.longitude,
        "area_value": draft.area.value,
        "area_unit": draft.area.unit,
        "area_m2": draft.area.square_metres,
        "time_zone": draft.time_zone or geography.zone_at(draft.location),
        "access_note": texts.kept(draft.access_note),
    }


def _problems_of(draft: FarmDraft) -> tuple[Problem, ...]:
    return (
        *texts.problems_of(draft.name, "input", "name", longest=100),
        *texts.problems_of(draft.address, "input", "address", longest=300),
        *geography.problems_of(draft.location, "input", "location"),
        *area.problems_of(draft.area, "input", "area"),
        *(people.problems_of_zone(draft.time_zone, "input", "timeZone") if draft.time_zone is not None else ()),
        *texts.problems_of(draft.access_note or "", "input", "accessNote", longest=500, required=False),
    )
