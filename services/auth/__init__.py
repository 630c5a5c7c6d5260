"""Accounts and sessions: who somebody is, and how that is proven."""

from dataclasses import dataclass

from services.auth.access import Access, Caller, SocketSession
from services.auth.admins import Admins
from services.auth.endings import SessionEndings
from services.auth.limits import AuthLimits
from services.auth.log_in import LogIn
from services.auth.log_out import LogOut
from services.auth.mail_tokens import MailTokens
from services.auth.password_changes import PasswordChanges
from services.auth.refresh import Refresh
from services.auth.sessions import Sessions
from services.auth.sign_up import SignUp
from services.auth.validity import Validity
from services.auth.verification import Verification
from services.auth.viewer import Viewer
from services.auth.watch import SessionWatch
from services.notifications.announcing import Announcements
from services.notifications.mails import Mails
from services.platform.audit import AuditLog
from services.platform.broadcast import Wakeups
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.keys import Keys
from services.platform.passwords import Passwords
from services.platform.rate_limits import RateLimits
from services.platform.settings import Settings


@dataclass(frozen=True, slots=True)
class Auth:
    """The use cases of the domain."""

    keys: Keys
    passwords: Passwords
    access: Access
    watch: SessionWatch
    sessions: Sessions
    sign_up: SignUp
    verification: Verification
    log_in: LogIn
    refresh: Refresh
    log_out: LogOut
    password_changes: PasswordChanges
    admins: Admins

    async def authenticate(self, access_token: str) -> Viewer | None:
        """Whoever the token names, if its session and account are alive."""
        return await self.access.authenticate(access_token)

    async def authenticate_socket(self, access_token: str) -> SocketSession | None:
        """As `authenticate`, with the instant at which the socket must be closed."""
        return await self.access.authenticate_socket(access_token)

    async def caller(self, access_token: str) -> Caller | None:
        """As `authenticate`, with the account as it is now."""
        return await self.access.caller(access_token)

    async def still_valid(self, viewer: Viewer) -> bool:
        """Whether a viewer who was authenticated a while ago would be now."""
        return await self.access.still_valid(viewer)


def build(
    settings: Settings,
    *,
    database: Database,
    wakeups: Wakeups,
    keys: Keys,
    mails: Mails,
    announcements: Announcements,
    passwords: Passwords,
    rate_limits: RateLimits,
    clock: Clock,
) -> Auth:
    """The domain, on what it stands on."""
    limits = AuthLimits(rate_limits, settings)
    access = Access(database, keys, clock, settings)
    endings = SessionEndings(database, wakeups)
    audit = AuditLog(database, clock)
    sessions = Sessions(database, access, endings, audit, clock, settings)
    tokens = MailTokens(database, mails, clock, settings)
    return Auth(
        keys,
        passwords,
        access,
        SessionWatch(Validity(database, clock), wakeups, clock),
        sessions,
        SignUp(database, passwords, tokens, mails, limits, clock, settings),
        Verification(database, sessions, tokens, mails, limits, audit, clock),
        LogIn(database, sessions, passwords, limits, audit, clock),
        Refresh(database, sessions, keys, announcements, limits, clock, settings),
        LogOut(sessions, limits),
        PasswordChanges(database, sessions, passwords, tokens, mails, announcements, limits, audit, clock),
        Admins(database, passwords, audit, clock),
    )
