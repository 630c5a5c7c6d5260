"""Other people, as far as a viewer may know them (semantics, section 11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from models.enums import Role
from models.users import Profile
from services.auth.viewer import Viewer
from services.platform.database import Database

# Were the array known when the statement is planned, a few people would always look cheaper than the ten of a plan that
# is kept, and each request would have it planned anew.
_PEOPLE = """
SELECT u.id, u.role, p.name, p.avatar_url, p.phone,
    (SELECT count(*) FROM job_requests r
     WHERE r.status = 'COMPLETED' AND (r.farmer_id = u.id OR r.owner_id = u.id)) AS completed_jobs,
    EXISTS (SELECT FROM job_requests r
     WHERE r.status NOT IN ('SENT', 'RECEIVED', 'CANCELLED')
       AND ((r.farmer_id = u.id AND r.owner_id = $2) OR (r.owner_id = u.id AND r.farmer_id = $2))) AS works_with,
    EXISTS (SELECT FROM job_requests r JOIN request_matches m ON m.request_id = r.id
     WHERE r.farmer_id = u.id AND m.owner_id = $2) AS asks,
    EXISTS (SELECT FROM job_requests r JOIN request_matches m ON m.request_id = r.id
     WHERE r.farmer_id = $2 AND m.owner_id = u.id) AS offers,
    u.role <> 'TRACTOR_OWNER' AND EXISTS (SELECT FROM job_requests r JOIN estimates e ON e.request_id = r.id
     JOIN tractors t ON t.id = e.tractor_id WHERE r.farmer_id = $2 AND t.owner_id = u.id) AS was_priced
FROM users u JOIN profiles p ON p.user_id = u.id
WHERE u.id = ANY((SELECT $1::uuid[])::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Person:
    """What the viewer may know; `phone` is None where that is not for them."""

    id: UUID
    name: str
    avatar_url: str | None
    phone: str | None
    completed_jobs: int


class People:
    """Admins and whoever works together see names and phones, an owner with an offer a first name.

    Farmers see the names of tractor owners, who offer their services in public, and of those who were owners when a
    price of theirs was shown.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def visible(self, viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Person]:
        """Those of the people that the viewer may know of, by id."""
        rows = await self._database.fetch(_PEOPLE, list(ids), viewer.user_id)
        return {row["id"]: person for row in rows if (person := _shown(viewer, row))}


async def first_names(ids: Sequence[UUID]) -> dict[UUID, str]:
    """For whoever was given a link to a job of these people."""
    rows = await Profile.filter(user_id__in=list(ids)).values_list("user_id", "name")
    return {user_id: name.split()[0] for user_id, name in rows}


def _shown(viewer: Viewer, row: asyncpg.Record) -> Person | None:
    if viewer.is_admin or row["id"] == viewer.user_id or row["works_with"]:
        return _person(row, name=row["name"], phone=row["phone"])
    if row["offers"] or row["was_priced"] or (row["role"] == Role.TRACTOR_OWNER and viewer.role is Role.FARMER):
        return _person(row, name=row["name"])
    if row["asks"]:
        return _person(row, name=row["name"].split()[0])
    return None


def _person(row: asyncpg.Record, *, name: str, phone: str | None = None) -> Person:
    return Person(row["id"], name, row["avatar_url"], phone, row["completed_jobs"])
