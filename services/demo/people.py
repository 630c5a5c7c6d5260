"""Who lives in the demo."""

from dataclasses import dataclass

from uuid_utils.compat import uuid7

from models.auth import User
from models.enums import Role
from models.users import Preferences, Profile
from services.auth.viewer import Viewer
from services.wiring import Services


@dataclass(frozen=True, slots=True)
class DemoPerson:
    email: str
    name: str
    role: Role
    phone: str


FARMER = DemoPerson("farmer@demo.test", "Amina Bello", Role.FARMER, "+2348030000001")
OWNER = DemoPerson("owner@demo.test", "Chinedu Okafor", Role.TRACTOR_OWNER, "+2348030000002")
ADMIN = DemoPerson("admin@demo.test", "Ngozi Ade", Role.ADMIN, "+2348030000003")
NEIGHBOUR = DemoPerson("neighbour@demo.test", "Musa Ibrahim", Role.TRACTOR_OWNER, "+2348030000004")
LOG_INS = (("farmer", FARMER.email), ("owner", OWNER.email), ("admin", ADMIN.email))


@dataclass(frozen=True, slots=True)
class People:
    """The demo's accounts, as the use cases see who is asking."""

    farmer: Viewer
    owner: Viewer
    neighbour: Viewer


async def known_people(services: Services) -> People | None:
    """Those of an earlier run."""
    emails = [person.email for person in (FARMER, OWNER, NEIGHBOUR)]
    rows = await services.database.fetch("SELECT id, role, email FROM users WHERE lower(email) = ANY($1)", emails)
    found = {row["email"]: Viewer(row["id"], Role(row["role"]), session_id=uuid7()) for row in rows}
    return People(*(found[email] for email in emails)) if found else None


async def seed_people(services: Services, password_hash: str) -> People:
    """Verified accounts with one password, all of them or none."""
    async with services.database.transaction():
        farmer = await _account(services, FARMER, password_hash)
        owner = await _account(services, OWNER, password_hash)
        neighbour = await _account(services, NEIGHBOUR, password_hash)
        await _account(services, ADMIN, password_hash)
    return People(farmer, owner, neighbour)


async def _account(services: Services, person: DemoPerson, password_hash: str) -> Viewer:
    user = await User.create(
        email=person.email,
        password_hash=password_hash,
        role=person.role,
        email_verified_at=services.clock(),
    )
    await Profile.create(user_id=user.id, name=person.name, phone=person.phone)
    await Preferences.create(user_id=user.id)
    return Viewer(user.id, person.role, session_id=uuid7())
