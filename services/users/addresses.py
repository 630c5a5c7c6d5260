"""Where people can be reached by post."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.users import Address
from services.auth.viewer import Viewer
from services.errors import NotFound, Problem, ValidationFailed
from services.platform import geography, texts
from services.platform.bounds import refuse_more
from services.platform.clock import Clock
from services.platform.countries import is_country
from services.platform.database import Database
from services.platform.geography import GeoPoint
from services.users.own import lock_account

_MOST = 50


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """`country` is ISO 3166-1 alpha-2."""

    label: str
    line1: str
    country: str
    line2: str | None = None
    city: str | None = None
    region: str | None = None
    location: GeoPoint | None = None


class Addresses:
    """Nothing else names an address, so that a removed one is gone."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of_users(self, user_ids: Sequence[UUID]) -> dict[UUID, list[Address]]:
        """In the order in which they were added."""
        found: dict[UUID, list[Address]] = {}
        for row in await Address.filter(user_id__in=user_ids).order_by("id"):
            found.setdefault(row.user_id, []).append(row)
        return found

    async def save(self, by: Viewer, draft: AddressDraft, *, address_id: UUID | None = None) -> Address:
        """A new address, or an own one changed. Raises ValidationFailed and NotFound."""
        problems = _problems_of(draft)
        if problems:
            raise ValidationFailed(problems)
        if address_id is None:
            return await self._add(by, draft)
        if not await Address.filter(id=address_id, user_id=by.user_id).update(**_columns(draft)):
            raise NotFound
        return await Address.get(id=address_id)

    async def _add(self, by: Viewer, draft: AddressDraft) -> Address:
        async with self._database.transaction():
            await lock_account(self._database, by)
            await refuse_more(Address.filter(user_id=by.user_id), _MOST, "input")
            return await Address.create(user_id=by.user_id, created_at=self._clock(), **_columns(draft))

    async def remove(self, by: Viewer, address_id: UUID) -> None:
        """Raises NotFound."""
        if not await Address.filter(id=address_id, user_id=by.user_id).delete():
            raise NotFound


def _columns(draft: AddressDraft) -> dict[str, Any]:
    return {
        "label": draft.label.strip(),
        "line1": draft.line1.strip(),
        "line2": texts.kept(draft.line2),
        "city": texts.kept(draft.city),
        "region": texts.kept(draft.region),
        "country": draft.country,
        "latitude": draft.location.latitude if draft.location else None,
        "longitude": draft.location.longitude if draft.location else None,
    }


def _problems_of(draft: AddressDraft) -> tuple[Problem, ...]:
    optional = (("line2", draft.line2, 200), ("city", draft.city, 100), ("region", draft.region, 100))
    return (
        *texts.problems_of(draft.label, "input", "label", longest=50),
        *texts.problems_of(draft.line1, "input", "line1", longest=200),
        *(
            problem
            for name, value, longest in optional
            for problem in texts.problems_of(value or "", "input", name, longest=longest, required=False)
        ),
        *_problems_of_country(draft.country),
        *(geography.problems_of(draft.location, "input", "location") if draft.location else ()),
    )


def _problems_of_country(country: str) -> tuple[Problem, ...]:
    if is_country(country):
        return ()
    return (Problem(("input", "country"), "UNKNOWN_COUNTRY", "This is no country code such as NG."),)
