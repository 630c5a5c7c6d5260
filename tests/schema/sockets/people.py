"""People with sessions, as `logIn` leaves them, without its cost."""

from dataclasses import dataclass

from uuid_utils.compat import uuid7

from models.auth import User
from models.enums import Role
from models.users import Preferences, Profile
from services.auth.origin import Origin
from services.auth.viewer import Viewer
from services.wiring import Services

INBOX = "subscription { ownerInbox { __typename } }"
ME = "{ me { name } }"


@dataclass(frozen=True, slots=True)
class SignedIn:
    viewer: Viewer
    token: str


async def signed_in(services: Services, role: Role, name: str = "Ada Obi") -> SignedIn:
    user = await User.create(email=f"{uuid7()}@farm.test", password_hash="x", role=role)
    await Profile.create(user_id=user.id, name=name)
    await Preferences.create(user_id=user.id)
    async with services.database.transaction():
        session = await services.auth.sessions.open(user.id, Origin("127.0.0.1"))
    return SignedIn(session.viewer, session.tokens.access_token)


async def token_of(services: Services, viewer: Viewer) -> str:
    """Of a new session of somebody who exists already."""
    async with services.database.transaction():
        session = await services.auth.sessions.open(viewer.user_id, Origin("127.0.0.1"))
    return session.tokens.access_token


async def expire(services: Services, somebody: SignedIn) -> None:
    """Whoever watches over connections of this person finds that the token has run out."""
    later = services.clock() + services.settings.access_token_lifetime
    object.__setattr__(services.auth.watch, "_clock", lambda: later)
    async with services.database.transaction():
        services.auth.sessions._endings.announce([somebody.viewer.session_id])
