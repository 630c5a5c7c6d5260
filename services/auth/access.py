"""Access tokens: short-lived JWTs that name a session, which must still be alive whenever one is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import jwt
import orjson
from jwt.utils import base64url_encode

from models.enums import Role
from services.auth.accounts import COLUMNS, AccountProfile
from services.auth.validity import ALIVE
from services.auth.viewer import Viewer
from services.errors import NotFound
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.ids import Kind, decode, encode
from services.platform.keys import KeyRing, Keys
from services.platform.rounds import Rounds
from services.platform.settings import Settings

_ALGORITHM = "EdDSA"
_REQUIRED = ["iss", "aud", "sub", "sid", "role", "iat", "exp", "jti"]
_HEADERS = {"alg", "kid", "typ"}
_LONGEST = 2048
_REMEMBERED = 4096
# Clocks of two servers differ a little; a token may come back before its maker's second has begun elsewhere.
_SKEW_SECONDS = 30
# Most screens of the person who asks want the profile too: it costs no statement of its own.
_ACCOUNTS = f"""
    SELECT s.id, {COLUMNS}
    FROM sessions s JOIN users u ON u.id = s.user_id JOIN profiles p ON p.user_id = u.id
    WHERE {ALIVE}
"""  # noqa: S608 - the columns are ours


@dataclass(frozen=True, slots=True)
class AccessToken:
    text: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SocketSession:
    """Who opened a socket, and when it must be closed at the latest."""

    viewer: Viewer
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request, and the account as it was when that was checked."""

    session: SocketSession
    account: AccountProfile


class Access:
    """Makes access tokens and tells who shows one."""

    def __init__(self, database: Database, keys: Keys, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._settings = settings
        # Requests come by the hundred: those that come while one statement is under way share the next.
        self._accounts = Rounds(self._read)

    def issue(self, viewer: Viewer, *, token_id: UUID, at: datetime) -> AccessToken:
        """The same arguments give the same token, so that a repeated refresh can be answered equally."""
        ring = self._keys.ring()
        issued = at.replace(microsecond=0)
        expires_at = issued + self._settings.access_token_lifetime
        claims = {
            "iss": self._settings.token_issuer,
            "aud": self._settings.token_audience,
            "sub": encode(Kind.USER, viewer.user_id),
            "sid": encode(Kind.SESSION, viewer.session_id),
            "role": viewer.role.value,
            "iat": int(issued.timestamp()),
            "exp": int(expires_at.timestamp()),
            "jti": str(token_id),
        }
        return AccessToken(_signed(ring, claims), expires_at)

    async def authenticate(self, access_token: str) -> Viewer | None:
        """Whoever the token names, if its session and account are alive."""
        found = await self.authenticate_socket(access_token)
        return found.viewer if found else None

    async def authenticate_socket(self, access_token: str) -> SocketSession | None:
        """As `authenticate`, with the instant at which the token ends."""
        found = await self.caller(access_token)
        return found.session if found else None

    async def caller(self, access_token: str) -> Caller | None:
        """As `authenticate`, with what the same statement has read."""
        shown = self._shown(access_token)
        account = await self._account(shown.session.viewer) if shown else None
        return Caller(shown.session, account) if shown and account else None

    async def still_valid(self, viewer: Viewer) -> bool:
        """Whether the session is neither revoked nor over, and the account active and in the same role."""
        return await self._account(viewer) is not None

    async def _account(self, viewer: Viewer) -> AccountProfile | None:
        """Of a session that is alive, read after the call."""
        return await self._accounts.get(viewer)

    async def _read(self, viewers: Sequence[Viewer]) -> list[AccountProfile | None]:
        rows = await self._database.read(_ACCOUNTS, [viewer.session_id for viewer in viewers], self._clock())
        found = {session: AccountProfile.of(columns) for session, *columns in rows}
        accounts = [found.get(viewer.session_id) for viewer in viewers]
        return [
            account if account and (account.user_id, account.role) == (viewer.user_id, viewer.role) else None
            for viewer, account in zip(viewers, accounts, strict=True)
        ]

    def _shown(self, text: str) -> "_Shown | None":
        """What the token says, where one of our keys signed it and it is valid now."""
        if len(text) > _LONGEST:
            return None
        settings = self._settings
        try:
            shown = _verified(self._keys.ring(), text, settings.token_audience, settings.token_issuer)
        except (jwt.PyJWTError, NotFound, AttributeError, LookupError, OSError, OverflowError, TypeError, ValueError):
            return None
        now = self._clock().timestamp()
        return shown if now < shown.ends and shown.begins <= now + _SKEW_SECONDS else None


def _signed(ring: KeyRing, claims: dict[str, Any]) -> str:
    """A JWT in the compact form of RFC 7515: the library's, which looks at the key for as long as it signs."""
    header = {"alg": _ALGORITHM, "kid": ring.kid, "typ": "JWT"}
    said = b".".join(base64url_encode(orjson.dumps(part)) for part in (header, claims))
    return b".".join((said, base64url_encode(ring.private.sign(said)))).decode()


@dataclass(frozen=True, slots=True)
class _Shown:
    """A token that one of our keys signed, at whatever time. It is valid from `begins` to `ends`."""

    session: SocketSession
    begins: int
    ends: int


# A client shows the same token many times, and a signature takes longer to check than the rest of a small answer.
@lru_cache(_REMEMBERED)
def _verified(ring: KeyRing, text: str, audience: str, issuer: str) -> _Shown:
    """Of a token that a key of `ring` signed, whatever the time. Raises for every other."""
    header = jwt.get_unverified_header(text)
    if not header.keys() <= _HEADERS:
        raise jwt.InvalidTokenError
    claims: dict[str, Any] = jwt.decode(
        text,
        ring.public[header["kid"]],
        algorithms=[_ALGORITHM],
        audience=audience,
        issuer=issuer,
        # Times are compared with the clock that was handed in.
        options={"require": _REQUIRED, "verify_exp": False, "verify_iat": False, "verify_nbf": False},
    )
    ends, issued, begins = claims["exp"], claims["iat"], claims.get("nbf", claims["iat"])
    if not (type(ends) is type(issued) is type(begins) is int):
        raise jwt.InvalidTokenError
    viewer = Viewer(decode(Kind.USER, claims["sub"]), Role(claims["role"]), decode(Kind.SESSION, claims["sid"]))
    session = SocketSession(viewer, datetime.fromtimestamp(ends, UTC))
    return _Shown(session, max(issued, begins), ends)
