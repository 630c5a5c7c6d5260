"""A farmer asks for work."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from models.enums import ActorKind
from models.requests import JobRequest
from models.users import Farm
from services.auth.standing import lock_own_account
from services.auth.viewer import Viewer
from services.errors import NotFound, Problem, ValidationFailed
from services.jobs.queue import Job, JobQueue
from services.platform.area import Area
from services.platform.area import problems_of as area_problems
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.geography import GeoPoint, zone_at
from services.platform.geography import problems_of as place_problems
from services.platform.idempotency import Idempotency
from services.platform.languages import said
from services.platform.settings import Settings
from services.platform.texts import kept
from services.platform.texts import problems_of as text_problems
from services.requests.story import Actor, Circumstances, Story
from services.tractors.calendar import day_in
from services.tractors.catalogue import by_code

MATCH_REQUEST = Job("match_request")
EXPIRE_REQUEST = Job("expire_request")

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LONGEST_NOTE = 2000
_LONGEST_ADDRESS = 300
_FURTHEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Site:
    """Where the work is."""

    address: str
    place: GeoPoint
    zone: str
    area: Area
    farm_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What a farmer sends: a farm of theirs, or an address, a place and a size."""

    service_code: str
    preferred_date: date
    notes: str | None = None
    farm_id: UUID | None = None
    farm_address: str | None = None
    farm_location: GeoPoint | None = None
    farm_size: Area | None = None


@dataclass(frozen=True, slots=True)
class Created:
    request_id: UUID


class Creation:
    """The first step of every job."""

    def __init__(
        self,
        *,
        database: Database,
        idempotency: Idempotency,
        story: Story,
        jobs: JobQueue,
        settings: Settings,
        clock: Clock,
    ) -> None:
        self._database = database
        self._idempotency = idempotency
        self._story = story
        self._jobs = jobs
        self._settings = settings
        self._clock = clock

    async def create(self, by: Viewer, draft: RequestDraft, *, key: str, trace_id: str) -> Created:
        """Raises ValidationFailed, Forbidden, NotFound for a farm of somebody else's, and idempotency refusals."""
        # Before the key: not every text can even be compared with an earlier one.
        _check(draft)
        await by_code(draft.service_code, "input", "serviceCode")
        return await self._idempotency.once(
            lambda: self._create(by, draft, Circumstances(trace_id=trace_id, idempotency_key=key)),
            answer=Created,
            user_id=by.user_id,
            operation="createRequest",
            key=key,
            given=draft,
        )

    async def _create(self, by: Viewer, draft: RequestDraft, told: Circumstances) -> Created:
        await lock_own_account(self._database, by)
        site = await _site(by, draft)
        now = self._clock()
        check_day(draft.preferred_date, site.zone, now, "input", "preferredDate")
        request = await JobRequest.create(
            public_code=public_code(),
            farmer_id=by.user_id,
            farm_id=site.farm_id,
            service_id=draft.service_code,
            farm_address=site.address,
            farm_latitude=site.place.latitude,
            farm_longitude=site.place.longitude,
            farm_time_zone=site.zone,
            area_value=site.area.value,
            area_unit=site.area.unit,
            area_m2=site.area.square_metres,
            preferred_date=draft.preferred_date,
            notes=kept(draft.notes),
            search_radius_km=self._settings.search_radii_km[0],
        )
        await self._story.begin(request, Actor(ActorKind.FARMER, by.user_id), told)
        await self.start_search(request)
        return Created(request.id)

    async def start_search(self, request: JobRequest) -> None:
        """Enqueue the matching of a new request, and its end when its day has passed."""
        await self._jobs.enqueue(MATCH_REQUEST, request=request.id)
        await self.expire_later(request)

    async def expire_later(self, request: JobRequest) -> None:
        """Enqueue its end when its day has passed."""
        last_instant = day_in(request.farm_time_zone, request.preferred_date).end
        await self._jobs.enqueue(EXPIRE_REQUEST, after=last_instant - self._clock(), request=request.id)


def _check(draft: RequestDraft) -> None:
    """What can be told without looking anything up, all at once. Raises ValidationFailed."""
    problems = [] if draft.farm_id is not None else _site_problems(draft)
    problems.extend(text_problems(draft.notes or "", "input", "notes", longest=_LONGEST_NOTE, required=False))
    if problems:
        raise ValidationFailed(problems=tuple(problems))


async def _site(by: Viewer, draft: RequestDraft) -> Site:
    """Of a draft that was checked. Raises NotFound for a farm that is not the viewer's."""
    if draft.farm_id is not None:
        farm = await Farm.get_or_none(id=draft.farm_id, user_id=by.user_id, removed_at__isnull=True)
        if farm is None:
            raise NotFound(path=("input", "farmId"))
        place = GeoPoint(farm.latitude, farm.longitude)
        return Site(farm.address, place, farm.time_zone, Area(farm.area_value, farm.area_unit), farm.id)
    if draft.farm_address is None or draft.farm_location is None or draft.farm_size is None:
        raise ValidationFailed(problems=tuple(_site_problems(draft)))
    return Site(draft.farm_address.strip(), draft.farm_location, zone_at(draft.farm_location), draft.farm_size)


def _site_problems(draft: RequestDraft) -> list[Problem]:
    missing = "Name one of your farms, or its address, place and size."
    problems = [
        Problem(("input", name), "REQUIRED", missing)
        for name, value in (
            ("farmAddress", draft.farm_address),
            ("farmLocation", draft.farm_location),
            ("farmSize", draft.farm_size),
        )
        if value is None
    ]
    if draft.farm_address is not None:
        problems.extend(text_problems(draft.farm_address, "input", "farmAddress", longest=_LONGEST_ADDRESS))
    if draft.farm_location is not None:
        problems.extend(place_problems(draft.farm_location, "input", "farmLocation"))
    if draft.farm_size is not None:
        problems.extend(area_problems(draft.farm_size, "input", "farmSize"))
    return problems


def check_day(day: date, zone: str, now: datetime, *path: str) -> None:
    """A day on which work can be asked for. Raises ValidationFailed."""
    today = now.astimezone(ZoneInfo(zone)).date()
    if not 0 <= (day - today).days <= _FURTHEST_DAYS:
        message = said("A day from {day} on, at most a year ahead.", day=today)
        raise ValidationFailed.of(*path, code="OUT_OF_RANGE", message=message)


def public_code() -> str:
    """Six characters that do not sound or look alike; 31^6 codes, and the column is unique."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"{drawn[:3]}-{drawn[3:]}"
