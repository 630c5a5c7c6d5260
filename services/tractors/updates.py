"""An owner changes a tractor, or gives it up."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.enums import TractorState
from models.tractors import Capability, Tractor
from services.auth.viewer import Viewer
from services.errors import ValidationFailed
from services.jobs.queue import Job, JobQueue
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.geography import GeoPoint, zone_at
from services.platform.texts import kept
from services.tractors.catalogue import all_services
from services.tractors.drafts import TractorChanges, problems_of_changes
from services.tractors.fleet import TRACTOR_FREED, hours_of
from services.tractors.locks import lock_own, lock_version
from services.tractors.rows import capability_rows, place_columns, pricing_columns
from services.tractors.standing import check_hours, check_idle
from services.tractors.verification import doubt_registration

TRACTOR_ARCHIVED = Job("tractor_archived")

_REMOVABLE = frozenset({"year", "power_kw", "registration_number", "time_zone"})
_COLUMNS = ("year", "power_kw", "service_radius_km", "state")
# What may bring a tractor within reach of a request that waits.
_WIDENING = frozenset({"base", "service_radius_km", "capabilities", "pricing", "time_zone"})


class Updates:
    """Each under the tractor's row lock."""

    def __init__(self, database: Database, jobs: JobQueue, clock: Clock) -> None:
        self._database = database
        self._jobs = jobs
        self._clock = clock

    async def update(self, by: Viewer, tractor_id: UUID, changes: TractorChanges, *, expected_version: int) -> None:
        """Raises NotFound, ValidationFailed, StaleVersion, and AvailabilityConflict for a zone that moves the hours."""
        given = {name: value for name, value in changes.items() if value is not None or name in _REMOVABLE}
        found = problems_of_changes(given, await all_services())
        if found:
            raise ValidationFailed(problems=found)
        async with self._database.transaction():
            tractor = await lock_version(by, tractor_id, expected_version)
            if given:
                await self._apply(tractor, given)

    async def archive(self, by: Viewer, tractor_id: UUID) -> None:
        """For good; archiving twice is archiving once. Its offers are withdrawn by a job, and cannot be accepted now.

        Raises NotFound and AvailabilityConflict.
        """
        async with self._database.transaction():
            tractor = await lock_own(by, tractor_id)
            if tractor.state is TractorState.ARCHIVED:
                return
            await check_idle(tractor.id)
            tractor.state = TractorState.ARCHIVED
            tractor.version += 1
            await tractor.save(update_fields=["state", "version"])
            await self._jobs.enqueue(TRACTOR_ARCHIVED, tractor=tractor.id)

    async def _apply(self, tractor: Tractor, given: Mapping[str, Any]) -> None:
        was, number = tractor.state, tractor.registration_number
        zone = _zone_after(tractor, given)
        if zone != tractor.time_zone:
            hours = await hours_of([tractor.id])
            await check_hours(tractor.id, hours.get(tractor.id, []), zone, self._clock())
        tractor.update_from_dict({**_columns(given), "time_zone": zone, "version": tractor.version + 1})
        await tractor.save()
        if tractor.registration_number != number:
            await doubt_registration(tractor, self._jobs)
        if "capabilities" in given:
            await Capability.filter(tractor_id=tractor.id).delete()
            await Capability.bulk_create(capability_rows(tractor.id, given["capabilities"]))
        if tractor.state is TractorState.ACTIVE and (was is not TractorState.ACTIVE or _WIDENING & given.keys()):
            await self._jobs.enqueue(TRACTOR_FREED, tractor=tractor.id)


def _columns(given: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: given[name] for name in _COLUMNS if name in given}
    columns |= {name: given[name].strip() for name in ("name", "make", "model") if name in given}
    if "registration_number" in given:
        columns["registration_number"] = kept(given["registration_number"])
    if "base" in given:
        columns |= place_columns(given["base"])
    if "pricing" in given:
        columns |= pricing_columns(given["pricing"])
    return columns


def _zone_after(tractor: Tractor, given: Mapping[str, Any]) -> str:
    """The zone that was given; else that of the base, where it was the base's before or is to be so from now on."""
    before = GeoPoint(tractor.latitude, tractor.longitude)
    after: GeoPoint = given.get("base", before)
    named: str | None = given.get("time_zone")
    if named is not None:
        return named
    if "time_zone" in given or (after != before and tractor.time_zone == zone_at(before)):
        return zone_at(after)
    return tractor.time_zone
