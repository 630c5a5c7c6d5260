"""How often each auth field may be tried. Counted by call, so that 500 aliases are 500 tries."""

from dataclasses import dataclass
from enum import StrEnum

from services.auth.email_addresses import normalized
from services.auth.origin import Origin
from services.platform.rate_limits import RateLimits, Try
from services.platform.settings import Settings


class Attempt(StrEnum):
    """What is tried; the values name counters."""

    SIGN_UP = "signUp"
    LOG_IN = "logIn"
    VERIFY_EMAIL = "verifyEmail"
    RESEND_VERIFICATION = "resendVerification"
    REFRESH = "refreshSession"
    REQUEST_RESET = "requestPasswordReset"
    RESET_PASSWORD = "resetPassword"  # noqa: S105 - the name of a field, no secret
    CHANGE_PASSWORD = "changePassword"  # noqa: S105 - likewise
    END_SESSIONS = "endSessions"


@dataclass(frozen=True, slots=True)
class _Allowance:
    per_address: str
    per_account: str


class AuthLimits:
    """Raises RateLimited where an address or an account has tried too often."""

    def __init__(self, limits: RateLimits, settings: Settings) -> None:
        self._limits = limits
        log_in = _Allowance(settings.log_in_per_address, settings.log_in_per_account)
        mail = _Allowance(settings.auth_mail_per_address, settings.auth_mail_per_account)
        token = _Allowance(settings.mail_token_per_address, settings.mail_token_per_address)
        session = _Allowance(settings.refresh_per_address, settings.session_change_per_account)
        self._allowances = {
            Attempt.SIGN_UP: _Allowance(settings.sign_up_per_address, settings.auth_mail_per_account),
            Attempt.LOG_IN: log_in,
            Attempt.VERIFY_EMAIL: token,
            Attempt.RESEND_VERIFICATION: mail,
            Attempt.REFRESH: session,
            Attempt.REQUEST_RESET: mail,
            Attempt.RESET_PASSWORD: token,
            Attempt.CHANGE_PASSWORD: log_in,
            Attempt.END_SESSIONS: session,
        }

    async def spend(self, attempt: Attempt, origin: Origin, account: object) -> None:
        """One try of both, with one question to Redis; an address that has none left spends none of the account's."""
        await self._limits.spend(self._of_address(attempt, origin), self._of_account(attempt, account))

    async def spend_address(self, attempt: Attempt, origin: Origin) -> None:
        """Where it is not known yet whose account it is."""
        await self._limits.spend(self._of_address(attempt, origin))

    async def spend_account(self, attempt: Attempt, account: object) -> None:
        """`account` is the address that was given, in any spelling, whether or not it has an account, or an id."""
        await self._limits.spend(self._of_account(attempt, account))

    def _of_address(self, attempt: Attempt, origin: Origin) -> Try:
        return Try(self._allowances[attempt].per_address, f"{attempt}:address", origin.limited_as)

    def _of_account(self, attempt: Attempt, account: object) -> Try:
        text = str(account)
        spelled = normalized(text, allow_test_domains=True) if isinstance(account, str) else None
        return Try(self._allowances[attempt].per_account, f"{attempt}:account", (spelled or text.strip()).lower())
